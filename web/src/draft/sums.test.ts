import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { FormFieldSchema } from "../gen/yanlu/docket/v1/docket_pb";
import { budgetOf, sharesOf, totalsOf } from "./sums";

const column = (key: string, zh: string, type: string) => create(FormFieldSchema, { path: `x.t.${key}`, zh, type });

describe("totals of a table", () => {
  it("adds money, shares and counts, and no years", () => {
    const columns = [column("year", "年度", "int"), column("sales", "新增销售收入", "money"), column("share", "经费占比（%）", "int"), column("quantity", "数量", "int"), column("note", "说明", "text")];
    expect(totalsOf(columns, [{ year: 2027, sales: 1, share: 60, quantity: 2, note: "3" }, { year: 2028, sales: 9_007_199_254_740_991, share: 40 }])).toEqual([
      { key: "sales", kind: "money", sum: 9_007_199_254_740_992n }, { key: "share", kind: "share", sum: 100n }, { key: "quantity", kind: "count", sum: 2n },
    ]);
  });
});

describe("shares", () => {
  it("add up to the whole", () => {
    expect(sharesOf([1n, 1n, 1n])).toEqual([334, 333, 333]);
    expect(sharesOf([20_000_000n, 40_000_000n]).reduce((a, b) => a + b)).toBe(1000);
    expect(sharesOf([0n, 0n])).toEqual([0, 0]);
  });
});

describe("the budget", () => {
  const sources = [{ source: "requested", amount: 20_000_000 }, { source: "own", amount: 40_000_000 }];
  const spending = [{ subject: "equipment", fiscal: 10_000_000, own: 20_000_000 }, { subject: "operating", fiscal: 10_000_000, own: 20_000_000 }];

  it("is at rest when both sides agree to the 分", () => {
    const budget = budgetOf({ "budget.sources": sources, "budget.spending": spending });
    expect(budget).toMatchObject({ total: 60_000_000n, spent: 60_000_000n, gaps: [] });
    expect(budget?.sources.map((line) => line.share)).toEqual([333, 667]);
    expect(budget?.spending.map((line) => line.sum)).toEqual([30_000_000n, 30_000_000n]);
  });

  it("says where one 分 is missing", () => {
    const [first, second] = spending;
    expect(budgetOf({ "budget.sources": sources, "budget.spending": [{ ...first, fiscal: 9_999_999 }, { ...second }] })?.gaps)
      .toEqual([{ where: "requested", left: 20_000_000n, right: 19_999_999n }]);
    expect(budgetOf({ "budget.sources": sources, "budget.spending": spending, "budget.by_unit_year": [{ unit: "甲", fiscal: 20_000_000, own: 1 }] })?.gaps)
      .toEqual([{ where: "yearOther", left: 40_000_000n, right: 1n }]);
  });

  it("does not complain before both sides are begun", () => {
    expect(budgetOf({ "budget.sources": sources })?.gaps).toEqual([]);
    expect(budgetOf({})).toBeUndefined();
  });
});
