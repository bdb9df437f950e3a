import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const SRC = new URL("../", import.meta.url).pathname;
const BARE = /\b(?:showWan|showTime)\(/;

/** Where the bare functions may be called, and why; a name that ends in / is a folder. */
const ALLOWED: Record<string, string> = {
  "words/fact.ts": "a fact is one text: nothing is drawn inside it",
  "pages/docket/Compare.tsx": "an option of a list is one text",
  "pages/meeting/": "the list of the meeting is in 万元 for everybody who sits in it",
};

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !/^(format|ui|gen)\/|\.test\.ts$/.test(file));
const bare = files.filter((file) => BARE.test(readFileSync(SRC + file, "utf8")));

describe("amounts and times on pages", () => {
  it("are looked for in the pages at all", () => {
    expect(files.length).toBeGreaterThan(200);
  });

  it("follow the choice of the unit and name their zone: ui/Money, useMoney, ui/Time, ui/SaidTime", () => {
    expect(bare.filter((file) => !Object.keys(ALLOWED).some((allowed) => file === allowed || (allowed.endsWith("/") && file.startsWith(allowed))))).toEqual([]);
  });

  it("are excused nowhere in vain", () => {
    expect(Object.keys(ALLOWED).filter((allowed) => !allowed.endsWith("/") && !bare.includes(allowed))).toEqual([]);
  });
});
