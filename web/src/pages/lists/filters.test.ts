import { describe, expect, it } from "vitest";
import { filtersOf, paramsOf } from "./filters";

describe("filters in the URL", () => {
  it("come back as they went in", () => {
    const filters = { states: ["DRAFT", "RETURNED"], query: "锂电 & 储能", parent: "call-1", page: "abc=" };
    expect(filtersOf(new URLSearchParams(paramsOf(filters).toString()))).toEqual(filters);
  });

  it("leave no trace when empty", () => {
    expect(paramsOf(filtersOf(new URLSearchParams())).toString()).toBe("");
  });
});
