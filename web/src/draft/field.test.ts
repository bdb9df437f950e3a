import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { FormFieldSchema, FormSectionSchema } from "../gen/yanlu/docket/v1/docket_pb";
import { isFilled, progressOf, showValue } from "./field";

const section = create(FormSectionSchema, {
  code: "cover",
  fields: [
    { path: "cover.title", type: "text", required: true },
    { path: "cover.pledge", type: "file", required: true },
    { path: "cover.note", type: "long" },
  ],
});

describe("progress of a section", () => {
  it("counts required fields, uploaded files among them", () => {
    expect(progressOf(section, { "cover.title": " " }, new Set())).toEqual({ done: 0, total: 2, any: false });
    expect(progressOf(section, { "cover.title": "甲" }, new Set(["cover.pledge"]))).toEqual({ done: 2, total: 2, any: true });
    expect(progressOf(section, { "cover.note": "乙" }, new Set())).toEqual({ done: 0, total: 2, any: true });
  });

  it("takes “no” and zero for answers, and an empty table for none", () => {
    expect(isFilled(false)).toBe(true);
    expect(isFilled(0)).toBe(true);
    expect(isFilled([])).toBe(false);
    expect(isFilled({ from: "", to: "" })).toBe(false);
  });
});

describe("a value as text", () => {
  it("shows money in 万元, choices by name and rows by column", () => {
    const money = create(FormFieldSchema, { path: "b.sum", type: "money" });
    expect(showValue(money, 1_500_000, "zh")).toBe("1.5 万元");
    const choice = create(FormFieldSchema, { path: "b.kind", type: "enum", options: [{ value: "own", zh: "单位自筹", en: "Own funds" }] });
    expect(showValue(choice, "own", "zh")).toBe("单位自筹");
    const table = create(FormFieldSchema, { path: "b.t", type: "table", columns: [choice, money] });
    expect(showValue(table, [{ sum: 1_000_000, kind: "own" }], "en")).toBe("Own funds · 1 × 10,000 CNY");
    expect(showValue(undefined, { from: "2027-01-01", to: "2028-12-31" }, "zh")).toBe("2027-01-01 – 2028-12-31");
  });
});
