import { create } from "@bufbuild/protobuf";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EventSchema, type Event } from "../../gen/yanlu/docket/v1/docket_pb";
import { changesBetween, EXCEPTIONAL, filterSteps, foldHistory, patched, stepsSince } from "./history";

const LAW = new URL("../../../../services/lifecycle/", import.meta.url);

const event = (seq: number, name: string, body: object, role = "officer"): Event =>
  create(EventSchema, { seq: BigInt(seq), event: name, role, body: body as never });

const HISTORY = [
  event(1, "create", { parties: { title: "甲" }, intake: { requested_fen: 10 } }, "pi"),
  event(2, "return_once", { intake: { correction_due: "2026-12-01", requested_fen: 10 } }),
  event(3, "lapse", { intake: { correction_due: null }, appeal: { due: "2026-12-20" } }, "system"),
];

describe("a patch over a document", () => {
  it("replaces, merges and takes away", () => {
    expect(patched({ a: { b: 1, c: 2 }, d: [1] }, { a: { b: null, e: 3 }, d: [2] })).toEqual({ a: { c: 2, e: 3 }, d: [2] });
    expect(patched({ a: 1 }, { a: { b: null } })).toEqual({ a: {} });
  });
});

describe("before and after", () => {
  const steps = foldHistory(HISTORY);

  it("names what each event changed and leaves out what it said again", () => {
    expect(steps.map((step) => step.changes)).toEqual([
      [{ section: "parties", name: "title", before: undefined, after: "甲" }, { section: "intake", name: "requested_fen", before: undefined, after: 10 }],
      [{ section: "intake", name: "correction_due", before: undefined, after: "2026-12-01" }],
      [{ section: "intake", name: "correction_due", before: "2026-12-01", after: undefined }, { section: "appeal", name: "due", before: undefined, after: "2026-12-20" }],
    ]);
  });

  it("does not mind the order in which a record’s names are written", () => {
    expect(changesBetween({ notice: { open: { a: 1, b: 2 } } }, { notice: { open: { b: 2, a: 1 } } })).toEqual([]);
  });

  it("tells what came after somebody looked", () => {
    expect(stepsSince(steps, 1n).map((step) => step.event.event)).toEqual(["return_once", "lapse"]);
    expect(stepsSince(steps, 3n)).toEqual([]);
  });

  it("is filtered by who, by exception and by words", () => {
    const words = (step: (typeof steps)[number]) => step.event.event;
    const names = (filter: Parameters<typeof filterSteps>[1]) => filterSteps(steps, filter, words).map(words);
    expect(names({ who: "people", exceptional: false, text: "" })).toEqual(["create", "return_once"]);
    expect(names({ who: "system", exceptional: true, text: "" })).toEqual(["lapse"]);
    expect(names({ who: "all", exceptional: false, text: " RETURN " })).toEqual(["return_once"]);
  });
});

describe("the exceptional events", () => {
  it("are those that the law never calls ordinary", () => {
    const paths = new Map<string, Set<string>>();
    for (const file of readdirSync(LAW).filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"))) {
      for (const [, name = "", path = ""] of readFileSync(new URL(file, LAW), "utf8").matchAll(/"([a-z_]+)",.*\b(Normal|Exceptional)\b/g)) {
        paths.set(name, (paths.get(name) ?? new Set()).add(path));
      }
    }
    const never = [...paths].filter(([, found]) => found.size === 1 && found.has("Exceptional")).map(([name]) => name).sort();
    expect(never.length).toBeGreaterThan(40);
    expect([...EXCEPTIONAL].sort()).toEqual(never);
  });
});
