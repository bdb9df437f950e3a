import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import "../pages/contacts/labels";
import { listedLabel } from "./labels";

// Written by the server’s tests from the types of the facts and the table of who sees which.
const FACTS = readFileSync(new URL("./facts.txt", import.meta.url), "utf8").trim().split("\n");

/** A fact, and what holds it: “draw.agency” is “agency” within “draw”. */
function placed(path: string): [name: string, within: string] {
  const at = path.lastIndexOf(".");
  return [path.slice(at + 1), path.slice(0, at)];
}

describe("every fact that somebody may see", () => {
  it("is on the list", () => {
    expect(FACTS.length).toBeGreaterThan(400);
  });

  it.each(FACTS)("has words in both languages: %s", (path) => {
    const label = listedLabel(...placed(path));
    expect(label?.zh).toMatch(/[一-鿿]/);
    expect(label?.en).toMatch(/^[A-Z][^_]*$/);
  });

  it("in a section that has words, too", () => {
    const sections = new Set(FACTS.map((path) => path.split(".")[0] ?? ""));
    expect([...sections].filter((section) => !listedLabel(section))).toEqual([]);
  });
});
