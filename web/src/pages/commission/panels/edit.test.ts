import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { GetPlanResponseSchema } from "../../../gen/yanlu/review/v1/commission_pb";
import { sealedOf } from "./candidates";
import { discard, drop, floorWith, forbiddenWith, hundredths, isOut, loadShift, matches, movedBetween, NONE, push, rebase, redo, seatsWith, sent, undo, type Act, type Change } from "./edit";

const seat = (expert: string, kind = "member", locked = false) => ({ expert, name: expert.toUpperCase(), pseudonym: `E-${expert}`, seat: kind, order: 1, locked, expertise: 500_000n });
const plan = (...seats: ReturnType<typeof seat>[]) => create(GetPlanResponseSchema, {
  version: 3n, panels: [{ application: "a", title: "A", size: 2, seats, forbidden: ["f"] }, { application: "b", title: "B", seats: [seat("x")] }],
  loads: [{ expert: "x", members: 2, limit: 3 }, { expert: "y", members: 1, limit: 1 }],
});
const change = (act: Act, expert: string, application = "a"): Change => ({ act, application, expert, name: expert.toUpperCase(), title: "A", reason: "r" });
const nobody = () => undefined;
const start = plan(seat("x"), seat("y", "member", true), seat("z", "reserve"));
const panel = start.panels[0]!;
const shown = (...changes: Change[]) => seatsWith(panel, changes, nobody).map((one) => `${one.expert}${one.member ? "" : "?"}${one.locked ? "!" : ""}${isOut(one) ? "-" : ""}`);

describe("changes by hand", () => {
  it("are undone and redone in order, and a new one ends the redoing", () => {
    const two = push(push(NONE, change("lock", "x")), change("remove", "y"));
    const back = undo(two);
    expect(back.done.map((one) => one.act)).toEqual(["lock"]);
    expect(redo(back)).toEqual(two);
    expect(push(back, change("add", "z")).undone).toEqual([]);
    expect(undo(undo(undo(two))).done).toEqual([]);
    expect(discard(two).done).toEqual([]);
    expect(redo(redo(discard(two)))).toEqual(two);
    expect(drop(two, 0).done.map((one) => one.act)).toEqual(["remove"]);
  });

  it.each<[string, Change[], string[]]>([
    ["nothing", [], ["x", "y!", "z?"]],
    ["a removal stays to be seen", [change("remove", "x")], ["x-", "y!", "z?"]],
    ["locks and unlocks", [change("lock", "x"), change("unlock", "y")], ["x!", "y", "z?"]],
    ["a reserve moves up and is locked", [change("add", "z")], ["x", "y!", "z!"]],
    ["somebody new", [change("add", "n")], ["x", "y!", "z?", "n!"]],
    ["somebody new and gone again", [change("add", "n"), change("remove", "n")], ["x", "y!", "z?"]],
    ["another panel is left alone", [change("remove", "x", "b")], ["x", "y!", "z?"]],
  ])("show %s", (_, changes, want) => {
    expect(shown(...changes)).toEqual(want);
  });

  it("show what somebody new is worth at once", () => {
    expect(seatsWith(panel, [{ ...change("add", "n"), expertise: "420000" }], nobody).at(-1)?.expertise).toBe(420_000n);
  });

  it("count in the load of an expert", () => {
    expect(loadShift(start, [change("remove", "x")], "x")).toBe(-1);
    expect(loadShift(start, [change("add", "z"), change("add", "z", "b")], "z")).toBe(2);
    expect(loadShift(start, [change("lock", "x")], "x")).toBe(0);
  });

  it("forbid and allow", () => {
    expect(forbiddenWith(panel, [change("forbid", "x"), change("allow", "f"), change("forbid", "q", "b")])).toEqual(["x"]);
  });

  it("are put onto a newer version, where some mean nothing any more", () => {
    const newer = plan(seat("y", "member", false), seat("z"));
    const { kept, idle } = rebase(newer, [change("remove", "x"), change("unlock", "y"), change("add", "z"), change("add", "n"), change("lock", "n")]);
    expect(kept.map((one) => `${one.act} ${one.expert}`)).toEqual(["add n", "lock n"]);
    expect(idle).toHaveLength(3);
    expect(movedBetween(start, newer)).toEqual([{ application: "a", title: "A", came: ["Z"], left: ["X"] }]);
  });
});

describe("expertise", () => {
  it.each<[bigint, string, string]>([[0n, "0.0", "0.00"], [724_999n, "72.4", "0.72"], [1_000_000n, "100.0", "1.00"], [3_629_999n, "362.9", "3.62"]])("%s is said as %s and %s", (n, share, sum) => {
    expect(hundredths(n)).toBe(share);
    expect(matches(n)).toBe(sum);
  });
  it("may be lost", () => expect(matches(-50_000n)).toBe("−0.05"));
});

describe("the sealed pool", () => {
  it("is read with what it holds", () => {
    expect(sealedOf({ pool: [{ id: "a", name: "甲", unit: "u", kinds: ["finance"], local: true }, { id: "b" }, "odd"] }).map((one) => [one.expert, one.name, one.kinds, one.local])).toEqual([["a", "甲", ["finance"], true], ["b", "", [], false]]);
    expect(sealedOf(undefined)).toEqual([]);
  });

  it("a least load concerns an expert and no panel, and the last one counts", () => {
    const least = (floor: number): Change => ({ ...change("floor", "x", ""), floor });
    expect(shown(least(2))).toEqual(["x", "y!", "z?"]);
    expect(floorWith(1, [least(2), least(0)], "x")).toBe(0);
    expect(floorWith(1, [least(2)], "y")).toBe(1);
    expect(loadShift(start, [least(2)], "x")).toBe(0);
    expect(sent(least(2)).floor).toBe(2);
    expect(sent(change("lock", "x")).floor).toBe(0);
    expect(rebase(start, [least(2)]).kept).toHaveLength(1);
    expect(rebase(start, [least(0)]).idle).toHaveLength(1);
  });
});
