import { create, fromJson } from "@bufbuild/protobuf";
import { ValueSchema } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { PrefillSchema } from "../gen/yanlu/application/v1/drafting_pb";
import { FormSchema } from "../gen/yanlu/docket/v1/docket_pb";
import { knownOf, offersOf, originOf } from "./prefill";

const form = create(FormSchema, { sections: [{ code: "cover", fields: [{ path: "cover.pi", type: "ref" }, { path: "cover.units", type: "table" }] }] });
const says = (field: string, value: string | { name: string }[], origin: string) =>
  create(PrefillSchema, { field, value: fromJson(ValueSchema, value), origin, originName: "上次" });

describe("what is known already", () => {
  const known = knownOf([says("cover.pi", "周明", "person"), says("cover.units", [{ name: "涪陵材料公司" }], "organisation"), says("cover.gone", "x", "call"), says("cover.pi", " ", "person"), says("cover.pi", "x", "rumour")], form);

  it("is taken for fields of the form, from known origins, when there is something in it", () => {
    expect(known).toEqual([
      { field: "cover.pi", value: "周明", origin: "person", name: "上次" }, { field: "cover.units", value: [{ name: "涪陵材料公司" }], origin: "organisation", name: "上次" },
    ]);
  });

  it("is offered for blank fields only, and within a correction only for those listed", () => {
    expect(offersOf(known, { "cover.pi": "改名" }, undefined).map((one) => one.field)).toEqual(["cover.units"]);
    expect(offersOf(known, { "cover.pi": "" }, new Set(["cover.pi"])).map((one) => one.field)).toEqual(["cover.pi"]);
  });

  it("is the origin of an answer until somebody changes it", () => {
    expect(originOf(known[1], { "cover.units": [{ name: "涪陵材料公司", uscc: "" }] })?.origin).toBe("organisation");
    expect(originOf(known[0], { "cover.pi": "改名" })).toBeUndefined();
    expect(originOf(undefined, {})).toBeUndefined();
  });
});
