import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ExpertFileSchema } from "../../gen/yanlu/review/v1/expert_pb";
import { fileOf, valuesOf } from "./values";

const file = create(ExpertFileSchema, {
  kinds: ["technical"], fromOutside: true, topics: ["NM-01"], disciplines: ["S0201"], keywords: ["聚氨酯"], grade: "senior", maxLoad: 5,
  works: [{ title: "论文", year: 2020, keywords: ["树脂"] }], away: [{ from: "2026-03-02", to: "2026-03-04", reason: "出差" }],
  employments: [{ organisation: "org-a", organisationName: "甲大学", position: "教授", from: "2018-09-01" }],
  relations: [{ kind: "relative", otherName: "某人" }],
});

describe("a file in the form", () => {
  it("comes back as it was", () => {
    expect(create(ExpertFileSchema, fileOf(valuesOf(file), file))).toEqual(file);
  });
  it("forgets the registered organisation when its name is changed", () => {
    const values = valuesOf(file);
    values.employments[0]!.organisationName = "乙大学";
    expect(fileOf(values, file).employments[0]).toMatchObject({ organisation: "", organisationName: "乙大学" });
  });
  it("begins empty with the employer that is known", () => {
    expect(valuesOf(undefined, "甲大学").employments).toEqual([{ organisationName: "甲大学", from: "" }]);
  });
});
