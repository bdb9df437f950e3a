import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { DocketSchema } from "../../gen/yanlu/docket/v1/docket_pb";
import { suggested } from "./suggested";

const docket = create(DocketSchema, {
  facts: {
    intake: { requested_fen: 50_000_000, months: 24, targets: [{ name: "能量密度", value: "300", unit: "Wh/kg" }] },
    notice: { objections: { "YY-1": { status: "dismissed" }, "YY-2": { status: "open" } } },
  },
});

describe("what a form starts with", () => {
  it("names the objection that is still open", () => {
    expect(suggested(docket, "dismiss")).toEqual({ objection: "YY-2" });
  });

  it("carries targets and term from the proposal into the agreement", () => {
    expect(suggested(docket, "submit_agreement")).toEqual({ targets: [{ name: "能量密度", value: "300", unit: "Wh/kg" }], months: "24" });
  });

  it("offers the requested amount for advice, and nothing where the record is silent", () => {
    expect(suggested(docket, "advise")).toEqual({ amountFen: "50" });
    const advised = (fen: number) => create(DocketSchema, { facts: { intake: { requested_fen: 50_000_000 }, review: { advice_fen: fen } } });
    expect(suggested(advised(40_000_000), "advise")).toEqual({ amountFen: "40" });
    expect(suggested(advised(60_000_000), "advise")).toEqual({ amountFen: "50" });
    expect(suggested(create(DocketSchema, {}), "advise")).toEqual({});
    expect(suggested(docket, "withdraw")).toEqual({});
  });
});
