import { describe, expect, it } from "vitest";
import { idsOf, neighbours } from "./trail";

describe("the list one came from", () => {
  it("is read from a page and from several pages of an answer", () => {
    expect(idsOf({ dockets: [{ id: "a" }, { id: "b" }] })).toEqual(["a", "b"]);
    expect(idsOf({ pages: [{ dockets: [{ id: "a" }] }, { dockets: [{ id: "b" }] }] })).toEqual(["a", "b"]);
    expect(idsOf({ events: [] })).toEqual([]);
    expect(idsOf(undefined)).toEqual([]);
  });

  it("knows what stands before and after", () => {
    expect(neighbours(["a", "b", "c"], "b")).toEqual({ at: 1, previous: "a", next: "c" });
    expect(neighbours(["a", "b"], "a")).toEqual({ at: 0, previous: undefined, next: "b" });
    expect(neighbours(["a"], "z")).toBeUndefined();
  });
});
