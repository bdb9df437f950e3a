import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { groupsOf } from "./groups";

const NOW = Date.parse("2026-11-24T04:00:00Z");
const at = (hours: number) => timestampFromDate(new Date(NOW + hours * 3_600_000));
const row = (id: string, since: number, due?: number, late = false) => ({ id, late, since: at(since), dueAt: due === undefined ? undefined : at(due) });

describe("the queue", () => {
  it("lays what is late first, then what is due soon, the longest wait first in each", () => {
    const rows = [row("new", -1), row("old", -200), row("soon", -10, 48), row("later", -300, 100), row("late", -5, 200, true), row("over", -20, -1)];
    expect(groupsOf(rows, NOW).map(({ group, rows: inside }) => [group, inside.map((one) => one.id)])).toEqual([
      ["late", ["over", "late"]], ["soon", ["soon"]], ["rest", ["later", "old", "new"]],
    ]);
  });

  it("shows once what comes twice, and no empty group", () => {
    expect(groupsOf([row("a", -1), row("a", -1)], NOW)).toHaveLength(1);
    expect(groupsOf([row("a", -1), row("a", -1)], NOW)[0]?.rows).toHaveLength(1);
    expect(groupsOf([], NOW)).toEqual([]);
  });
});
