import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ReceiptSchema } from "../gen/yanlu/docket/v1/docket_pb";
import { each, EachIds } from "./each";

describe("the same act on several", () => {
  it("goes on after a refusal and says which one it was", async () => {
    const seen: number[] = [];
    const outcomes = await each(["a", "b", "c"], (item) => (item === "b" ? Promise.reject(new Error("refused")) : Promise.resolve(create(ReceiptSchema, { number: item }))), (done) => seen.push(done));
    expect(outcomes.map((one) => [one.item, one.receipt?.number, one.error !== undefined])).toEqual([["a", "a", false], ["b", undefined, true], ["c", "c", false]]);
    expect(seen).toEqual([1, 2, 3]);
  });

  it("keeps one request id for each subject until it is answered", () => {
    const ids = new EachIds();
    const first = ids.idFor("a", { x: 1 });
    expect(ids.idFor("b", { x: 1 })).not.toBe(first);
    expect(ids.idFor("a", { x: 1 })).toBe(first);
    ids.done("a");
    expect(ids.idFor("a", { x: 1 })).not.toBe(first);
  });
});
