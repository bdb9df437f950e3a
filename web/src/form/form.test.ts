import { timestampDate, type Timestamp } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { allMethods, methodOf } from "../api/methods";
import { Kind } from "../gen/yanlu/form/v1/form_pb";
import { fieldOfViolation, isIrreversible, machineOf, specOf } from "./spec";
import { convert, totalOf } from "./values";

function specs(name: string) {
  const method = methodOf(name);
  if (!method) throw new Error(`no method ${name}`);
  return specOf(method.input);
}

describe("a form from a descriptor", () => {
  it("asks for the fields of a verb with their words, kinds and limits", () => {
    const advise = specs("/yanlu.award.v1.AwardService/Advise");
    expect(advise.map((s) => [s.name, s.local, s.kind, s.required])).toEqual([
      ["amount_fen", "amountFen", Kind.MONEY, true],
      ["opinion", "opinion", Kind.LONG, true],
      ["departure", "departure", Kind.LONG, false],
      ["survey_record", "surveyRecord", Kind.LONG, false],
    ]);
    expect(advise[0]).toMatchObject({ zh: "建议资助额度", en: "Advised amount", most: 100_000_000_000n });
    expect(advise[1]?.max).toBe(5000);
  });

  it("leaves the envelope out and reads choices", () => {
    const decline = specs("yanlu.review.v1.ReviewService/DeclineReview");
    expect(decline.map((s) => s.name)).toEqual(["reason", "scope", "note"]);
    expect(decline[0]?.choices.map((c) => c.value)).toEqual(["conflict", "field", "load"]);
  });

  it("knows what cannot be undone and which machine a verb belongs to", () => {
    const approve = methodOf("/yanlu.award.v1.AwardService/Approve");
    expect(approve && isIrreversible(approve)).toBe(true);
    expect(approve && machineOf(approve)).toBe("project");
    const table = methodOf("/yanlu.award.v1.AwardService/Table");
    expect(table && isIrreversible(table)).toBe(false);
  });

  it("has both languages and a kind for every field of every verb", () => {
    for (const method of allMethods()) {
      if (!machineOf(method)) continue;
      for (const spec of specOf(method.input)) {
        expect(spec, `${method.name}.${spec.name}`).toMatchObject({ zh: expect.stringMatching(/./), en: expect.stringMatching(/./) });
        if (spec.local.endsWith("Fen")) expect(spec.kind, `${method.name}.${spec.name}`).toBe(Kind.MONEY);
      }
    }
  });

  it("finds the field of a violation, nested or not", () => {
    const score = specs("/yanlu.review.v1.ReviewService/Score");
    expect(fieldOfViolation("scores[2].points", score)?.local).toBe("scores");
    expect(fieldOfViolation("funding_fen", score)?.local).toBe("fundingFen");
    expect(fieldOfViolation("basics.targets", score)).toBeUndefined();
  });
});

describe("from what is typed to what is sent", () => {
  it("turns 万元 into 分, exactly", () => {
    const { fields, refusals } = convert(specs("/yanlu.funding.v1.FundingService/Pay"), { amountFen: "30.000001", voucher: " P-1 " });
    expect(refusals).toEqual({});
    expect(fields).toEqual({ amountFen: 30_000_001n, voucher: "P-1" });
  });

  it("refuses what is missing, too large or no number, each with its own word", () => {
    const pay = specs("/yanlu.funding.v1.FundingService/Pay");
    expect(convert(pay, { amountFen: "1000000000" }).refusals).toEqual({ amountFen: "tooMuch", voucher: "required" });
    expect(convert(pay, { amountFen: "三十", voucher: "x" }).refusals).toEqual({ amountFen: "money" });
    expect(convert(specs("/yanlu.closure.v1.ClosureService/Pass"), { score: "8o", opinion: "好" }).refusals).toEqual({ score: "decimal" });
  });

  it("sends no tick for an empty box and refuses it when it is required", () => {
    const accept = specs("/yanlu.review.v1.ReviewService/AcceptReview");
    expect(convert(accept, { noConflict: true }).refusals).toEqual({ confidential: "required" });
    expect(convert(accept, { noConflict: true, confidential: true }).fields).toEqual({ noConflict: true, confidential: true });
  });

  it("reads times on Shanghai’s clock", () => {
    const { fields } = convert(specs("/yanlu.application.v1.ApplicationService/ExtendDeadline"), { until: "2026-12-01 18:00:00", reason: "停电" });
    expect(timestampDate(fields.until as Timestamp).toISOString()).toBe("2026-12-01T10:00:00.000Z");
  });

  it("drops blank rows and refuses half-filled ones", () => {
    const give = specs("/yanlu.application.v1.ApplicationService/ReturnForCorrection");
    const { fields } = convert(give, { defects: [{ field: "", text: "" }, { field: "cover.term", text: "缺止期" }] });
    expect(fields.defects).toMatchObject([{ field: "cover.term", text: "缺止期" }]);
    expect(convert(give, { defects: [{ field: "cover.term", text: " " }] }).refusals).toEqual({ defects: "rows" });
    expect(convert(give, { defects: [] }).refusals).toEqual({ defects: "required" });
  });

  it("adds points without rounding", () => {
    expect(totalOf(["17.5", "0.1", "0.2", undefined, "x"])).toBe("17.8");
    expect(totalOf(["20", "30"])).toBe("50");
    expect(totalOf([])).toBe("0");
  });
});
