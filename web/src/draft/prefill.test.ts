import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { DocketSchema, FormSchema } from "../gen/yanlu/docket/v1/docket_pb";
import { prefill } from "./prefill";

const docket = create(DocketSchema, {
  title: "固态电池", parentTitle: "2026 年第一批", names: { p1: "周明", o1: "涪陵材料公司" }, facts: { parties: { pi: "p1", host_org: "o1" } },
});
const form = create(FormSchema, {
  sections: [
    { code: "cover", fields: [{ path: "cover.subject_name", type: "text" }, { path: "cover.pi", type: "ref" }, { path: "cover.host_institution", type: "ref" }, { path: "cover.filed_on", type: "date" }] },
    { code: "people", fields: [{ path: "people.pi", type: "table" }] },
  ],
});

describe("prefilling a new draft", () => {
  it("puts in what the record says, on Shanghai’s date, and no tables", () => {
    expect(prefill(docket, form, {}, new Date("2026-11-23T17:00:00Z"))).toEqual({
      "cover.subject_name": "固态电池", "cover.pi": "周明", "cover.host_institution": "涪陵材料公司", "cover.filed_on": "2026-11-24",
    });
  });

  it("leaves alone what somebody wrote", () => {
    expect(prefill(docket, form, { "cover.subject_name": "改名" }, new Date())).not.toHaveProperty("cover.subject_name");
  });
});
