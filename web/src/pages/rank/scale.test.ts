import { describe, expect, it } from "vitest";
import { percent, scaleOf } from "./scale";

describe("the scale of the intervals", () => {
  it("runs from the lowest to the highest end", () => {
    const { at } = scaleOf([{ low: "60", high: "80", figure: "70" }, { low: "", high: "", figure: "90" }]);
    expect([60, 75, 90].map(at)).toEqual([0, 50, 100]);
  });
  it("puts equals in the middle", () => expect(scaleOf([{ low: "", high: "", figure: "70" }]).at(70)).toBe(50));
});

describe("a chance", () => {
  it.each([["0.000", "<1%"], ["0.004", "<1%"], ["0.5", "50%"], ["0.996", ">99%"], ["1.000", ">99%"], ["0.95", "95%"], ["0.01", "1%"], ["0.99", "99%"]])("%s is %s", (share, want) => expect(percent(share)).toBe(want));
});
