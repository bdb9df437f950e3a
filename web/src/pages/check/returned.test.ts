import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { DraftSchema, EventSchema } from "../../gen/yanlu/docket/v1/docket_pb";
import { lastReturn, versionAt } from "./returned";
import { spanOf } from "./span";

const draft = (version: number, saved: string) => create(DraftSchema, { version: BigInt(version), savedAt: timestampFromDate(new Date(saved)) });

describe("what was seen last time", () => {
  it("is the version that stood when the application was returned last", () => {
    const events = ["create", "unit_return", "send_to_unit", "unit_return", "send_to_unit"].map((event, i) => create(EventSchema, { event, seq: BigInt(i + 1) }));
    expect(lastReturn(events)?.seq).toBe(4n);
    expect(lastReturn(events.slice(0, 1))).toBeUndefined();
    const drafts = [draft(3, "2026-11-24T03:00:00Z"), draft(2, "2026-11-24T02:00:00Z"), draft(1, "2026-11-24T01:00:00Z")];
    expect(versionAt(drafts, new Date("2026-11-24T02:30:00Z"))?.version).toBe(2n);
    expect(versionAt(drafts, new Date("2026-11-24T00:30:00Z"))).toBeUndefined();
  });
});

describe("a length of time from the pack", () => {
  it("is said with its unit, and not at all where the rule says something else", () => {
    expect(spanOf({ value: "5", unit: "wd" }, "zh")).toBe("5 个工作日");
    expect(spanOf({ value: "30", unit: "d" }, "en")).toBe("30 days");
    expect(spanOf({ value: '{"enabled":false}', unit: "" }, "zh")).toBe("");
  });
});
