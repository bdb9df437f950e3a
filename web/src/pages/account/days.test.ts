import { expect, test } from "vitest";
import { endOf, startOf, today } from "./days";

const iso = (at: ReturnType<typeof startOf>) => (at ? new Date(Number(at.seconds) * 1000).toISOString() : undefined);

test("a day begins and ends on Shanghai’s clock", () => {
  expect(iso(startOf("2026-11-24"))).toBe("2026-11-23T16:00:00.000Z");
  expect(iso(endOf("2026-11-24"))).toBe("2026-11-24T16:00:00.000Z");
  expect(iso(endOf("2026-12-31"))).toBe("2026-12-31T16:00:00.000Z");
});

test("what is no day has neither start nor end", () => {
  expect(startOf("2026-02-30")).toBeUndefined();
  expect(endOf("")).toBeUndefined();
});

test("today is Shanghai’s", () => {
  expect(today(new Date("2026-11-24T20:00:00Z"))).toBe("2026-11-25");
});
