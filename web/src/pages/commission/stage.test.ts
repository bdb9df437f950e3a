import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { DocketSchema } from "../../gen/yanlu/docket/v1/docket_pb";
import { byDraw, factText, planVersion, stagesOf, standings } from "./stage";

type Given = { state?: string; method?: string; commitment?: string; version?: number | string; terminal?: boolean };

const docket = ({ state = "COMMISSIONED", method = "optimal", commitment, version, terminal = false }: Given = {}) => create(DocketSchema, {
  state, terminal,
  facts: { commission: { method }, ...(commitment === undefined ? {} : { draw: { agency: commitment } }), ...(version === undefined ? {} : { plan: { version } }) },
});

/** done stages, then the one that is being worked on in brackets. */
const told = (given: Given) => standings(docket(given)).filter((one) => one.standing !== "later").map((one) => (one.standing === "now" ? `(${one.stage})` : one.stage)).join(" ");

describe("how far a commission has come", () => {
  it("begins with a commitment where lots are drawn, and nowhere else", () => {
    expect(stagesOf(docket())).toEqual(["sealed", "planned", "adopted", "reviewing", "handedOver", "evaluated"]);
    expect(stagesOf(docket({ method: "draw" }))[0]).toBe("committed");
    expect(byDraw(docket({ method: "draw" }))).toBe(true);
    expect(byDraw(docket())).toBe(false);
  });

  it.each<[Given, string]>([
    [{}, "(sealed)"],
    [{ method: "draw" }, "(committed)"],
    [{ method: "draw", commitment: "ab" }, "committed (sealed)"],
    [{ state: "SEALED" }, "sealed (planned)"],
    [{ state: "SEALED", version: 0 }, "sealed (planned)"],
    [{ state: "SEALED", version: 3 }, "sealed planned (adopted)"],
    [{ state: "REVIEWING", version: 3 }, "sealed planned adopted (reviewing)"],
    [{ state: "HANDED_OVER", version: 3 }, "sealed planned adopted reviewing handedOver (evaluated)"],
    [{ state: "EVALUATED", version: 3, terminal: true }, "sealed planned adopted reviewing handedOver evaluated"],
    [{ state: "EVALUATED", version: 3, method: "draw", commitment: "ab", terminal: true }, "committed sealed planned adopted reviewing handedOver evaluated"],
  ])("%j stands at %s", (given, want) => expect(told(given)).toBe(want));

  it("waits for nothing once it was revoked", () => {
    expect(told({ state: "REVOKED", terminal: true })).toBe("");
    expect(told({ state: "REVOKED", version: 2, terminal: true })).toBe("planned");
  });
});

describe("facts of a commission", () => {
  it("are text, whether written as text or as a number, and nothing where there is none", () => {
    expect(factText(docket({ version: 12 }), "plan", "version")).toBe("12");
    expect(factText(docket({ version: "12" }), "plan", "version")).toBe("12");
    expect(factText(docket(), "plan", "version")).toBe("");
    expect(factText(docket(), "commission", "none")).toBe("");
    expect(factText(create(DocketSchema, {}), "commission", "method")).toBe("");
    expect(factText(create(DocketSchema, { facts: { commission: { all: true } } }), "commission", "all")).toBe("");
  });

  it("number plans from one", () => {
    expect(planVersion(docket())).toBe(0n);
    expect(planVersion(docket({ version: "900719925474099312" }))).toBe(900719925474099312n);
  });
});
