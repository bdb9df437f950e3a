import { create, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { DocketSchema } from "../../gen/yanlu/docket/v1/docket_pb";
import { standingOf, stepFor } from "./decision";

const of = (facts: JsonObject) => standingOf(create(DocketSchema, { facts }));
const nothing = { spread: "", dispersed: false, advisedFen: undefined, departure: "", minutes: "", meeting: "", levelZh: "" };

describe("what the decision list knows of an application", () => {
  it("is nothing where nothing is known", () => {
    expect(standingOf(undefined)).toEqual(nothing);
    expect(of({})).toEqual(nothing);
    expect(of({ review: { spread: null }, decision: { amount_fen: "ten", departure: false } })).toEqual(nothing);
  });

  it("is the money decided, and before that the money advised", () => {
    expect(of({ decision: { advised_fen: 10_000_000 } }).advisedFen).toBe(10_000_000n);
    expect(of({ decision: { advised_fen: 10_000_000, amount_fen: 9_000_000 } }).advisedFen).toBe(9_000_000n);
    expect(of({ decision: { advised_fen: "900719925474099312" } }).advisedFen).toBe(900719925474099312n);
    expect(of({ decision: { advised_fen: 10_000_000, amount_fen: 0 } }).advisedFen).toBe(0n);
  });

  it("reads how far scores lie apart in each form they were written in", () => {
    expect(of({ review: { spread: "30" } })).toMatchObject({ spread: "30", dispersed: false });
    expect(of({ review: { spread: 30, dispersed: true } })).toMatchObject({ spread: "30", dispersed: true });
    expect(of({ review: { spread: { max_minus_min: "31.5", dispersed: true } } })).toMatchObject({ spread: "31.5", dispersed: true });
    expect(of({ review: { max_minus_min: 12, spread: "30" } })).toMatchObject({ spread: "12" });
    expect(of({ review: { spread: { max_minus_min: "31.5", dispersed: false }, dispersed: true } }).dispersed).toBe(false);
    expect(of({ review: { spread: ["30"] } }).spread).toBe("");
    expect(of({ review: { dispersed: "true" } }).dispersed).toBe(false);
  });

  it("keeps words as they were written", () => {
    const said = { departure: "产业链急需", minutes: "局办纪要9", meeting: "局长办公会", level_zh: "局长办公会" };
    expect(of({ decision: said })).toMatchObject({ departure: said.departure, minutes: said.minutes, meeting: said.meeting, levelZh: said.level_zh });
  });
});

describe("the act that all the chosen are ready for", () => {
  it.each<[string[], string | undefined]>([
    [[], undefined], [["REVIEWED"], "advise"], [["REVIEWED", "SURVEY"], "advise"], [["RECOMMENDED", "RECOMMENDED"], "table"], [["DECISION"], "approve"],
    [["REVIEWED", "RECOMMENDED"], undefined], [["DECISION", "PUBLICITY"], undefined], [["PUBLICITY"], undefined],
  ])("of %j is %s", (states, want) => expect(stepFor(states)).toBe(want));
});
