import { timestampDate, type Timestamp } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { filtersOf, narrows, paramsOf, requestOf, sheetOf, type Filters } from "./filters";

const FULL: Filters = {
  states: ["DRAFT", "RETURNED"], query: "锂电 & 储能", parent: "call-1", late: true, mine: true, open: true,
  from: "2026-11-01", to: "2026-11-24", pi: "p1", host: "", who: "苏青", sort: "title", ascending: true,
};
const NONE = filtersOf(new URLSearchParams());

describe("filters in the address", () => {
  it("come back as they went in", () => {
    expect(filtersOf(new URLSearchParams(paramsOf(FULL).toString()))).toEqual(FULL);
  });

  it("leave no trace when empty", () => {
    expect(paramsOf(NONE).toString()).toBe("");
    expect(narrows(NONE)).toBe(false);
    expect(narrows({ ...NONE, late: true })).toBe(true);
  });

  it("that make no sense filter nothing", () => {
    expect(filtersOf(new URLSearchParams("sort=secret&from=yesterday&late=perhaps"))).toEqual(NONE);
  });
});

describe("filters for the server", () => {
  it("count days on Shanghai’s calendar, the last one to its end", () => {
    const request = requestOf("project", FULL);
    expect(timestampDate(request.sinceFrom as Timestamp).toISOString()).toBe("2026-10-31T16:00:00.000Z");
    expect(timestampDate(request.sinceTo as Timestamp).toISOString()).toBe("2026-11-24T15:59:59.000Z");
    expect(request).toMatchObject({ machine: "project", states: ["DRAFT", "RETURNED"], mine: true, late: true, sort: "title", ascending: true });
  });

  it("ask the same of the spreadsheet", () => {
    const query = new URL(sheetOf("project", FULL), "http://x").searchParams;
    expect(query.getAll("states")).toEqual(["DRAFT", "RETURNED"]);
    expect(query.get("query")).toBe("锂电 & 储能");
    expect(query.get("sinceFrom")).toBe("2026-11-01T00:00:00+08:00");
    expect(query.get("open")).toBe("true");
  });
});
