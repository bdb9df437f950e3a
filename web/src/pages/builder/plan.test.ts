import { describe, expect, it } from "vitest";
import { aboutHowMany, dayName, EMPTY, gapsOf, isWeekend, windowOf } from "./plan";

describe("a call in the making", () => {
  it("says what is missing and at which step", () => {
    expect(gapsOf(EMPTY)).toEqual({ template: 0, packCode: 0, packVersion: 0, title: 1 });
    const whole = { ...EMPTY, template: "t", packCode: "p", packVersion: "1", title: "批次", opensAt: "2027-03-01 09:00:00", closesAt: "2027-02-01 09:00:00", cap: "三十", envelope: "300" };
    expect(gapsOf(whole)).toEqual({ order: 1, cap: 3 });
    expect(gapsOf({ ...whole, closesAt: "2027-04-01 09:00:00", cap: "30" })).toEqual({});
  });

  it("knows the days of the week on Shanghai’s clock", () => {
    expect(isWeekend("2027-03-06 17:00:00")).toBe(true);
    expect(isWeekend("2027-03-05 23:30:00")).toBe(false);
    expect(isWeekend("")).toBeUndefined();
    expect(dayName("2027-03-06 00:10:00", "zh")).toBe("周六");
  });

  it("counts the window", () => {
    expect(windowOf("2027-03-01 09:00:00", "2027-03-15 09:00:00")).toEqual({ days: 14, work: 10 });
    expect(windowOf("2027-03-01 09:00:00", "")).toBeUndefined();
  });

  it("says about how many projects the money carries", () => {
    expect(aboutHowMany("30", "300")).toBe(10);
    expect(aboutHowMany("", "300")).toBeUndefined();
    expect(aboutHowMany("0", "300")).toBeUndefined();
  });
});
