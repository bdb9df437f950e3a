import { describe, expect, it } from "vitest";
import { nameOf } from "./download";

describe("the name of a paper", () => {
  it("is the one the server gives, Chinese first", () => {
    expect(nameOf("attachment; filename=\"list.xlsx\"; filename*=UTF-8''%E9%A1%B9%E7%9B%AE.xlsx", "x")).toBe("项目.xlsx");
    expect(nameOf('attachment; filename="list.xlsx"', "x")).toBe("list.xlsx");
  });

  it("falls back where there is none, or a broken one", () => {
    expect(nameOf(null, "项目.xlsx")).toBe("项目.xlsx");
    expect(nameOf("attachment; filename*=UTF-8''%E9%A", "x.xlsx")).toBe("x.xlsx");
  });
});
