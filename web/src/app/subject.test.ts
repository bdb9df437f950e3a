import { describe, expect, it } from "vitest";
import { placeOf } from "./subject";

describe("what a notification is about", () => {
  it("is a docket, unless it is the file of an expert", () => {
    expect(placeOf("0190-abc")).toBe("/dockets/0190-abc");
    expect(placeOf("expert:person-luzhiyuan")).toBe("/experts/person-luzhiyuan");
  });
});
