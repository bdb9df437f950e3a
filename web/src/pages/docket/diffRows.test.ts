import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { FormSchema } from "../../gen/yanlu/docket/v1/docket_pb";
import { changedFirst, diffRows } from "./diffRows";

const form = create(FormSchema, {
  sections: [{
    code: "body", zh: "正文", en: "Body", fields: [
      { path: "body.summary", zh: "摘要", en: "Summary", type: "long" },
      { path: "body.amount", zh: "金额", en: "Amount", type: "money" },
      { path: "body.plan", zh: "计划", en: "Plan", type: "table", columns: [{ path: "task", zh: "任务", en: "Task" }] },
      { path: "body.risk", zh: "风险", en: "Risk", type: "long" },
    ],
  }],
});

describe("two versions of a content", () => {
  const rows = diffRows(form, { "body.summary": "旧", "body.plan": [{ task: "小试" }] }, { "body.summary": "旧", "body.amount": 20_000_000, "body.plan": [{ task: "小试" }, { task: "中试" }] }, "zh");

  it("are compared as people read them, empty fields left out", () => {
    expect(rows.map((row) => [row.path, row.before, row.after])).toEqual([
      ["body.summary", "旧", "旧"], ["body.amount", "", "20 万元"], ["body.plan", "小试", "小试\n中试"],
    ]);
  });

  it("show what changed first", () => {
    const { changed, same } = changedFirst(rows);
    expect(changed.map((row) => row.path)).toEqual(["body.amount", "body.plan"]);
    expect(same.map((row) => row.path)).toEqual(["body.summary"]);
  });
});
