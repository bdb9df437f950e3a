import { describe, expect, it } from "vitest";
import { sayFact } from "./fact";
import { labelOf } from "./labels";

describe("a fact as text", () => {
  it("shows money, times, names and choices as people write them", () => {
    expect(sayFact("requested_fen", 50_000_000, {}, "zh")).toBe("50 万元");
    expect(sayFact("submitted_at", "2026-11-23T16:30:00Z", {}, "zh")).toBe("2026-11-24 00:30");
    expect(sayFact("pi", "p1", { p1: "周明" }, "zh")).toBe("周明");
    expect(sayFact("level", "party_group", {}, "zh")).toBe("局党组会");
    expect(sayFact("status", "dismissed", {}, "zh")).toBe("不成立");
    expect(sayFact("pledged", true, {}, "en")).toBe("Yes");
  });

  it("says a sentence that comes in both languages in the reader’s", () => {
    expect(sayFact("auto_checks", [{ rule: "form", ok: false, zh: "缺附件", en: "a file is missing" }], {}, "en")).toBe("✗ a file is missing");
  });

  it("writes records by their labels and lists line by line", () => {
    expect(sayFact("targets", [{ name: "能量密度", value: "300", unit: "" }], {}, "zh")).toMatch(/能量密度/);
    expect(sayFact("defects", [{ field: "a", text: "甲" }, { field: "b", text: "乙" }], {}, "zh").split("\n")).toHaveLength(2);
  });

  it("names a criterion, by a neutral word where its rubric could not be read", () => {
    const scores = [{ criterion: "SERVICE", points: "18" }];
    expect(sayFact("scores", scores, { SERVICE: "服务质量" }, "zh")).toBe("评分项：服务质量；得分：18");
    expect(sayFact("scores", scores, {}, "en")).toContain("Another criterion");
  });

  it("is named by what holds it, where one name means two things", () => {
    expect(labelOf("agency", "review").zh).toBe("评审机构");
    expect(labelOf("agency", "draw").zh).toBe("评审机构种子的承诺");
    expect(sayFact("pauses", { S1: { ground: "资金" } }, {}, "zh", "run")).toBe("S1：中止情形：资金");
    expect(sayFact("recusals", { a: { p: { ground: "师生" } } }, { a: "项目甲", p: "周明" }, "zh", "proceedings")).toBe("项目甲：周明：回避情形：师生");
  });

  it("tells the points of a score from the points to mend", () => {
    expect(sayFact("scores", [{ criterion: "NEED", points: "13.5" }], {}, "zh")).toContain("得分：13.5");
    expect(sayFact("points", [{ field: "", text: "补充里程碑" }], {}, "zh")).toContain("补充里程碑");
  });
});
