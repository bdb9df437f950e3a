import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { PipelineCellSchema } from "../../gen/yanlu/desk/v1/desk_pb";
import { listOf, sayDays, stagesOf } from "./stages";

const cell = (stage: string, state: string, count: number, late = 0) => create(PipelineCellSchema, { stage, state, count, late });

describe("a call by stage", () => {
  it("adds up counts and lateness and leaves out empty states", () => {
    const [apply, check, ...rest] = stagesOf([cell("apply", "DRAFT", 3), cell("apply", "UNIT_CHECK", 2, 1), cell("check", "SUBMITTED", 0), cell("check", "FORMAL_CHECK", 4, 2)]);
    expect([apply?.count, apply?.late, apply?.cells.map((one) => one.state)]).toEqual([5, 1, ["DRAFT", "UNIT_CHECK"]]);
    expect([check?.count, check?.late, check?.cells.map((one) => one.state)]).toEqual([4, 2, ["FORMAL_CHECK"]]);
    expect(rest.every((stage) => stage.count === 0)).toBe(true);
  });

  it("leads from a number to its list", () => {
    expect(listOf("call 1", ["DRAFT", "RETURNED"], true)).toBe("/projects?state=DRAFT&state=RETURNED&call=call+1&late=1");
  });

  it.each([[0, "0"], [2.04, "2"], [2.46, "2.5"], [37.6, "38"]])("says %s days as %s", (days, text) => {
    expect(sayDays(days)).toBe(text);
  });
});
