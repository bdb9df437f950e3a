import { describe, expect, it } from "vitest";
import { filtersOf, narrows, paramsOf } from "./filters";

describe("the filters of the pool", () => {
  it("survive the address", () => {
    const written = "q=%E5%BC%A0&status=active&kind=finance&topic=NM-01&discipline=S02&stale=1&sort=-load";
    expect(paramsOf(filtersOf(new URLSearchParams(written))).toString()).toBe(written);
  });
  it("take nothing they do not know", () => {
    const found = filtersOf(new URLSearchParams("status=x&kind=y&sort=z"));
    expect(found).toMatchObject({ status: [], kinds: [], sort: "name" });
    expect(narrows(found)).toBe(false);
    expect(narrows({ ...found, free: true })).toBe(true);
  });
});
