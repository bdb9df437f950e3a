import { describe, expect, it } from "vitest";
import { isOld, keys, mayHaveMoved } from "./keys";

const moved = { kind: "docket", docket: "p1", parent: "c1" };

describe("what is old after a change", () => {
  it.each([[keys.docket("p1")], [keys.docket("c1")], [keys.events("p1", 3n)], [keys.draft("p1")], [keys.queue], [keys.list("project", {})], [keys.rank("c1")], [keys.notifications()], [keys.pipeline()]])("%j is, when the docket moved", (key) => {
    expect(isOld(key, moved)).toBe(true);
  });

  it.each([[keys.docket("p2")], [keys.me], [keys.form("p1")], [keys.views("projects")], [["packs"]]])("%j is not", (key) => {
    expect(isOld(key, moved)).toBe(false);
  });

  it("keeps to the draft when only the draft was saved, and to the bell when only a notice came", () => {
    const saved = { kind: "draft", docket: "p1", parent: "" };
    expect([keys.draft("p1"), keys.attachments("p1"), keys.docket("p1"), keys.draft("p2")].map((key) => isOld(key, saved))).toEqual([true, true, false, false]);
    const told = { kind: "notification", docket: "", parent: "" };
    expect([keys.notifications(true), keys.queue].map((key) => isOld(key, told))).toEqual([true, false]);
  });

  it("follows drafts of packs, teams and the reader's own roles", () => {
    const old = (kind: string) => [["packs"], ["pack-drafts"], ["pack-draft", "x"], ["pack-draft", "y"], ["team", ""], ["invitations", "o1"], keys.me, ["stand-ins"], keys.queue, keys.form("p1")].filter((key) => isOld(key, { kind, docket: "x", parent: "" })).map((key) => key[0]);
    expect(old("pack")).toEqual(["packs", "pack-drafts", "pack-draft"]);
    expect(old("team")).toEqual(["team", "invitations"]);
    expect(old("person")).toEqual(["packs", "pack-drafts", "pack-draft", "pack-draft", "team", "invitations", "me", "stand-ins", "queue"]);
  });

  it("never takes a docket without a parent for the parent of everything", () => {
    expect(isOld(["docket", ""], { kind: "docket", docket: "p1", parent: "" })).toBe(false);
  });

  it("after a gap keeps only what no event changes", () => {
    expect([keys.docket("x"), keys.queue, keys.notifications(), keys.me, keys.form("x")].map(mayHaveMoved)).toEqual([true, true, true, false, false]);
  });
});
