import { create } from "@bufbuild/protobuf";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RankRowSchema } from "../../gen/yanlu/review/v1/review_pb";
import { departures, levelOf, levelsOf } from "./levels";

const VALUE = JSON.stringify([{ up_to: 30, by: "局长办公会", role: "director" }, { up_to: 100, by: "局党组会", role: "party_group" }, { above: 100, by: "区科技领导小组", role: "leading_group" }]);

describe("the level by amount", () => {
  const levels = levelsOf(VALUE);
  it.each([[1n, "director"], [30_000_000n, "director"], [30_000_001n, "party_group"], [100_000_000n, "party_group"], [100_000_001n, "leading_group"]] as const)("%s 分 goes to the %s", (fen, role) => {
    expect(levelOf(fen, levels)?.role).toBe(role);
  });

  it("is called as the pack calls it, and nothing where the pack is silent", () => {
    expect(levels.map((level) => level.zh)).toEqual(["局长办公会", "局党组会", "区科技领导小组"]);
    expect(levelsOf("[{}]")).toEqual([{ role: "", zh: "", upTo: undefined }]);
    expect(levelsOf("{}")).toEqual([]);
  });

  it("keeps to half 万元 and to nothing where the rule is missing", () => {
    expect(levelOf(500_001n, levelsOf('[{"up_to":0.5,"by":"甲","role":"a"},{"by":"乙","role":"b"}]'))?.role).toBe("b");
    expect(levelsOf("not a rule")).toEqual([]);
    expect(levelOf(1n, [])).toBeUndefined();
  });

  it("reads the shipped pack", () => {
    const packs = new URL("../../../../seeds/packs/fuling/", import.meta.url);
    const [version = ""] = readdirSync(packs);
    const rules = readFileSync(new URL(`${version}/rules.yaml`, packs), "utf8");
    expect(rules).toMatch(/dec\.levels.*up_to: 30.*role: director.*up_to: 100.*role: party_group/);
  });
});

describe("departures from rank", () => {
  const POINTS: Record<string, string> = { a: "90", b: "85.5", c: "80" };
  const row = (docket: string, state = "REVIEWED", belowLine = false) => create(RankRowSchema, { docket, state, belowLine, aggregate: POINTS[docket] ?? "85.5" });
  it("marks whoever is chosen past a better one that still waits", () => {
    const rows = [row("a"), row("b"), row("c")];
    expect([...departures(rows, new Set(["a", "b"]))]).toEqual([]);
    expect([...departures(rows, new Set(["a", "c"]))]).toEqual(["c"]);
  });

  it("lets equals pass one another", () => {
    expect([...departures([row("b"), row("d")], new Set(["d"]))]).toEqual([]);
  });

  it("does not count a better one that is decided, and counts one below the line", () => {
    expect([...departures([row("a", "AWARDED"), row("b")], new Set(["b"]))]).toEqual([]);
    expect([...departures([row("a"), row("b", "REVIEWED", true)], new Set(["a", "b"]))]).toEqual(["b"]);
  });
});
