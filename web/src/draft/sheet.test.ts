import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { FormFieldSchema } from "../gen/yanlu/docket/v1/docket_pb";
import { isPlain, isSheet, parseSheet, paste } from "./sheet";

const columns = [
  create(FormFieldSchema, { path: "b.s.source", zh: "来源", en: "Source", type: "enum", options: [{ value: "own", zh: "单位自筹", en: "Own funds" }, { value: "requested", zh: "申请科技经费", en: "Requested funds" }] }),
  create(FormFieldSchema, { path: "b.s.amount", zh: "金额", en: "Amount", type: "money" }),
  create(FormFieldSchema, { path: "b.s.due", zh: "日期", en: "Date", type: "date" }),
  create(FormFieldSchema, { path: "b.s.note", zh: "说明", en: "Note", type: "text", max: 4 }),
];

describe("a copied sheet", () => {
  it("keeps quoted cells with tabs, line breaks and quotes whole", () => {
    expect(parseSheet('甲\t"两\n行"\t"说""好"""\r\n乙\t\t1\r\n\t\t\r\n')).toEqual([["甲", "两\n行", '说"好"'], ["乙", "", "1"]]);
    expect(parseSheet("")).toEqual([]);
    expect(parseSheet('5" 管\t2')).toEqual([['5" 管', "2"]]);
  });

  it("is told from a single text", () => {
    expect(isSheet("一句话\n")).toBe(false);
    expect(isSheet("甲\t乙")).toBe(true);
    expect(isSheet("甲\n乙")).toBe(true);
  });

  it("maps by heading, whatever the order and the decoration", () => {
    const { byHeading, rows, troubles } = paste("金额（万元）*\t来 源\t备注\n1,200.5\t单位自筹\t忽略\n0.000001\tRequested funds\t", columns);
    expect(byHeading).toBe(true);
    expect(rows).toEqual([{ amount: 1_200_500_000, source: "own" }, { amount: 1, source: "requested" }]);
    expect(troubles).toEqual([]);
  });

  it("maps by order without headings, from the column it is dropped in", () => {
    expect(paste("申请科技经费\t20\t2027年1月5日", columns).rows).toEqual([{ source: "requested", amount: 20_000_000, due: "2027-01-05" }]);
    expect(paste("30\t2027/2/28", columns, 1).rows).toEqual([{ amount: 30_000_000, due: "2027-02-28" }]);
  });

  it("names what it cannot read and takes the rest", () => {
    const { rows, troubles } = paste("赞助\t很多\t2027-02-30\t五个字太长\n单位自筹\t0.0000001\t\t好", columns);
    expect(rows).toEqual([{}, { source: "own", note: "好" }]);
    expect(troubles.map(({ row, column, why }) => [row, column, why])).toEqual([[0, 0, "choice"], [0, 1, "money"], [0, 2, "date"], [0, 3, "tooLong"], [1, 1, "precision"]]);
  });

  it("is taken without a question only when nothing about it is in doubt", () => {
    const plain = (text: string) => isPlain(paste(text, columns), columns);
    expect(plain("来源\t金额\n单位自筹\t20")).toBe(true);
    expect(plain("来源\t金额\t别的\n单位自筹\t20\t什么"), "a column without a place").toBe(false);
    expect(plain("来源\t金额\n赞助\t20"), "a cell that cannot be read").toBe(false);
    expect(plain("单位自筹\t20"), "fewer columns and no headings").toBe(false);
    expect(plain("")).toBe(false);
  });
});
