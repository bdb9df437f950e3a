import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { FormSchema } from "../gen/yanlu/docket/v1/docket_pb";
import { fieldAt, firstGap, pointsAt, sectionOf, sectionProgress } from "./progress";

const form = create(FormSchema, {
  sections: [
    { code: "cover", fields: [{ path: "cover.title", type: "text", required: true }, { path: "cover.note", type: "long" }] },
    { code: "budget", fields: [{ path: "budget.sources", type: "table", required: true }, { path: "budget.proof", type: "file", required: true }] },
  ],
});
const [cover, budget] = form.sections;
const none: ReadonlySet<string> = new Set();

describe("the state of a section", () => {
  it("goes from not started over in progress to complete, and to correct while something is wrong", () => {
    if (!cover || !budget) throw new Error("no sections");
    expect(sectionProgress(cover, { content: {}, attached: none, faulty: [] }).state).toBe("notStarted");
    expect(sectionProgress(cover, { content: { "cover.note": "x" }, attached: none, faulty: [] }).state).toBe("partial");
    expect(sectionProgress(cover, { content: { "cover.title": "x" }, attached: none, faulty: [] }).state).toBe("complete");
    expect(sectionProgress(budget, { content: { "budget.sources": [{ amount: 1 }] }, attached: new Set(["budget.proof"]), faulty: ["budget.sources[0].source"] })).toMatchObject({ state: "correct", done: 2, faults: 1 });
  });

  it("finds the first gap, and within a correction only among the listed fields", () => {
    expect(firstGap(form, { content: { "cover.title": "x", "budget.sources": [{}] }, attached: none })?.path).toBe("budget.proof");
    expect(firstGap(form, { content: {}, attached: none }, new Set(["budget.sources"]))?.path).toBe("budget.sources");
    expect(firstGap(form, { content: { "cover.title": "x", "budget.sources": [{}] }, attached: new Set(["budget.proof"]) })).toBeUndefined();
  });

  it("knows the field and the section of a finding within a table", () => {
    expect(fieldAt(form, "budget.sources[3].amount")?.path).toBe("budget.sources");
    expect(sectionOf(form, "budget.sources.2.amount")?.code).toBe("budget");
    expect(pointsAt("budget.sources_old", "budget.sources")).toBe(false);
  });
});
