import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { BadRequestSchema, ErrorInfoSchema } from "../gen/google/rpc/error_details_pb";
import { isSignedOut, problemOf } from "./problem";

const refused = new ConnectError("英文以外的原文", Code.FailedPrecondition, undefined, [
  { desc: ErrorInfoSchema, value: create(ErrorInfoSchema, { reason: "EVENT_NOT_FOR_ROLE", domain: "yanlu", metadata: { zh: "须由经办人办理", en: "For the officer", who: "officer", who_zh: "业务科室", who_en: "Officer", limit: "2" } }) },
  { desc: BadRequestSchema, value: create(BadRequestSchema, { fieldViolations: [{ field: "minutes", description: "缺会议纪要号", localizedMessage: { locale: "en", message: "no minutes number" } }] }) },
]);

describe("a refusal", () => {
  it("is read with reason, both sentences, who can help, facts and fields", () => {
    expect(problemOf(refused)).toEqual({
      reason: "EVENT_NOT_FOR_ROLE", code: Code.FailedPrecondition, zh: "须由经办人办理", en: "For the officer",
      who: { zh: "业务科室", en: "Officer" }, facts: { limit: "2" },
      violations: [{ field: "minutes", zh: "缺会议纪要号", en: "no minutes number" }],
    });
  });

  it("that never came is a failed connection, not a technical text", () => {
    const problem = problemOf(new TypeError("Failed to fetch"));
    expect(problem.zh).toContain("连不上服务器");
    expect(problem.reason).toBe("");
  });

  it("tells an ended session from other refusals", () => {
    expect(isSignedOut(new ConnectError("x", Code.Unauthenticated))).toBe(true);
    expect(isSignedOut(refused)).toBe(false);
  });
});
