import { timestampDate } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { daysLeft, fromWall, showTime, spanOf, tickOf, zoneNote } from "./time";

describe("Shanghai’s clock", () => {
  it("shows an instant eight hours after UTC, over midnight too", () => {
    expect(showTime(new Date("2026-11-23T16:30:00Z"))).toBe("2026-11-24 00:30");
  });

  it("says its zone, and the reader’s own time only where it differs", () => {
    const at = new Date("2026-11-24T04:05:06Z");
    expect(zoneNote(at, "zh", 480)).toBe("2026-11-24 12:05:06 北京时间（UTC+8，Asia/Shanghai）");
    expect(zoneNote(at, "en", -300)).toBe("2026-11-24 12:05:06 Beijing time (UTC+8, Asia/Shanghai)\nYour own time 2026-11-23 23:05");
  });

  it("reads what was picked as Shanghai’s wall clock", () => {
    const at = fromWall("2026-12-31 23:59:59");
    expect(at && timestampDate(at).toISOString()).toBe("2026-12-31T15:59:59.000Z");
  });

  it.each(["", "2026-12-31", "2026-02-30 10:00", "2026-13-01 10:00", "明天"])("refuses %s", (text) => {
    expect(fromWall(text)).toBeUndefined();
  });
});

describe("lengths of time", () => {
  it.each([
    [3.9 * 86_400_000, 3, "day"],
    [86_399_999, 23, "hour"],
    [59_999, 59, "second"],
    [-5, 0, "second"],
  ])("says %d ms", (ms, count, unit) => {
    expect(spanOf(ms)).toEqual({ count, unit });
  });

  it("ticks each second in the last hour only", () => {
    expect(tickOf(3_599_000)).toBe(1000);
    expect(tickOf(3_601_000)).toBe(60_000);
  });

  it("counts a begun day as a day, and none once it is over", () => {
    const now = new Date("2026-11-24T00:00:00Z");
    expect(daysLeft(new Date("2026-11-25T00:00:01Z"), now)).toBe(2);
    expect(daysLeft(new Date("2026-11-23T00:00:00Z"), now)).toBe(0);
  });
});
