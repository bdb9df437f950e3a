import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STATES, type Machine } from "./states";

const LAW = new URL("../../../services/lifecycle/", import.meta.url);

function codes(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(LAW).filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"))) {
    for (const [, name, code] of readFileSync(new URL(file, LAW), "utf8").matchAll(/^\s*(\w+)\s+State = "(\w+)"/gm)) {
      if (name && code) found.set(name, code);
    }
  }
  return found;
}

describe("the states of the filters", () => {
  const names = codes();
  it.each(Object.keys(STATES) as Machine[])("are those of the law of a %s, with its words", (machine) => {
    const source = readFileSync(new URL(`${machine}.go`, LAW), "utf8");
    const standings = [...source.matchAll(/\{(\w+), "([^"]+)", "([^"]+)", (?:true|false), /g)];
    expect(standings.length).toBeGreaterThan(2);
    expect(STATES[machine]).toEqual(standings.map(([, name, zh, en]) => ({ code: names.get(name ?? ""), zh, en })));
  });
});
