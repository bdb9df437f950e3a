import { describe, expect, it } from "vitest";
import { sayFact } from "./fact";

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

  it("tells the points of a score from the points to mend", () => {
    expect(sayFact("scores", [{ criterion: "NEED", points: "13.5" }], {}, "zh")).toContain("得分：13.5");
    expect(sayFact("points", [{ field: "", text: "补充里程碑" }], {}, "zh")).toContain("补充里程碑");
  });
});
