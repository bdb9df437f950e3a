import { describe, expect, it } from "vitest";
import { topicOf, withPoint } from "./pointed";

describe("pointing at a field", () => {
  it("fills the empty row first, then adds one", () => {
    expect(withPoint([{}], "body.summary")).toEqual([{ field: "body.summary", text: "" }]);
    expect(withPoint([{ field: "a.b", text: "错" }], "body.summary", "缺")).toEqual([{ field: "a.b", text: "错" }, { field: "body.summary", text: "缺" }]);
  });

  it("does not ask twice for a field that waits for its text, and adds a second point to one that has it", () => {
    expect(withPoint([{ field: "a.b", text: " " }], "a.b")).toHaveLength(1);
    expect(withPoint([{ field: "a.b" }], "a.b", "数额不符")).toEqual([{ field: "a.b", text: "数额不符" }]);
    expect(withPoint([{ field: "a.b", text: "错" }], "a.b")).toHaveLength(2);
  });
});

describe("the phrases of a form", () => {
  it.each([["return_once", "formal_check"], ["unit_return", "unit_check"], ["recommender_return", "unit_check"], ["return_need", "need"], ["return_agreement", "agreement"], ["return_materials", "closure"]])("%s takes %s", (event, topic) => {
    expect(topicOf(event)).toBe(topic);
  });
});
