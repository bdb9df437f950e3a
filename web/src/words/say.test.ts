import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sayKind } from "../pages/docket/snapshotKinds";
import { sayCode, sayDomain } from "../pages/packs/say";
import { sayFact } from "./fact";
import { labelOf } from "./labels";
import { sayMode } from "./modes";
import { ROLES, sayRole, sayRoles } from "./roles";
import { sayField, sayRule } from "./listed";
import { sayState } from "./states";
import { isCode } from "./unknown";
import { sayAccount } from "./values";

type Language = "zh" | "en";

const SAYS: Record<string, (code: string, language: Language) => string> = {
  sayRole, sayMode, sayKind, sayDomain, sayAccount,
  sayRoles: (code, language) => sayRoles([code], language),
  sayState: (code, language) => sayState("project", code, language),
  sayRule: (code, language) => sayRule(new Map(), code, language),
  sayCode: (code, language) => sayCode(code, new Map(), language),
  sayField: (code, language) => sayField(undefined, code, language),
  labelOf: (code, language) => labelOf(code)[language],
  "labelOf an amount": (code, language) => labelOf(`${code}_fen`)[language],
  "labelOf a time": (code, language) => labelOf(`${code}_at`)[language],
  "sayFact of a value": (code, language) => sayFact("status", code, {}, language),
  "sayFact of a record": (code, language) => sayFact("targets", { [code]: "1" }, {}, language),
};

describe.each(Object.entries(SAYS))("%s", (_, say) => {
  it.each(["never_heard_of", "NEVER_HEARD_OF"])("has a neutral word for %s", (code) => {
    for (const language of ["zh", "en"] as const) {
      const text = say(code, language);
      expect(text).not.toBe("");
      expect(text.toLowerCase()).not.toContain("never_heard_of");
    }
  });
});

describe("somebody’s own words", () => {
  it.each(["华南理工大学", "TCL", "MPa", "A good reason", "ok", "3_000"])("stand for themselves: %s", (text) => {
    expect(isCode(text)).toBe(false);
    expect(sayFact("reason", text, {}, "en")).toBe(text);
  });
  it("name the parts of a record", () => {
    expect(labelOf("第一年").zh).toBe("第一年");
  });
});

const LAW = new URL("../../../services/lifecycle/", import.meta.url);
const SOURCES = readdirSync(LAW).filter((name) => name.endsWith(".go") && !name.endsWith("_test.go")).map((name) => readFileSync(new URL(name, LAW), "utf8")).join("\n");
const found = (pattern: RegExp): string[] => [...SOURCES.matchAll(pattern)].map(([, code]) => code ?? "");

describe("the law of the dockets", () => {
  const roles = found(/^\s*\w+\s+Role = "(\w+)"/gm);
  it("names as many roles as there are words for", () => {
    expect(Object.keys(ROLES).toSorted()).toEqual(roles.toSorted());
  });

  const events = new Set([...found(/^\s*(?:\{(?:\w+), |each\(.*?, |stay\(.*?, )"(\w+)"/gm)]);
  const labels = new Map([...SOURCES.matchAll(/"?(\w+)"?: +\{"([^"]+)", "([^"]+)"\}/g)].map(([, code, zh, en]) => [code, { zh, en }]));
  it("is read by this test at all", () => {
    expect(events.size).toBeGreaterThan(60);
  });
  it.each([...events])("has words for %s in both languages", (event) => {
    const label = labels.get(event);
    expect(label?.zh).toMatch(/[一-鿿]/);
    expect(label?.en).toMatch(/^[A-Z][^_]+$/);
  });
});
