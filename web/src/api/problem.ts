// What went wrong, in the reader's language, with who can help.

import { Code, ConnectError } from "@connectrpc/connect";
import { BadRequestSchema, ErrorInfoSchema, type BadRequest_FieldViolation } from "../gen/google/rpc/error_details_pb";

export type Language = "zh" | "en";
export type Spoken = Record<Language, string>;
export type Violation = Spoken & { field: string };

export type Problem = Spoken & {
  /** Reason code, such as DRAFT_STALE; empty when nothing answered. */
  reason: string;
  /** Who can unblock it, in words; empty when nobody is named. */
  who: Spoken;
  facts: Record<string, string>;
  violations: Violation[];
  code: Code;
};

const SPOKEN = new Set(["zh", "en", "who", "who_zh", "who_en"]);
const NOBODY: Spoken = { zh: "", en: "" };

const UNREACHABLE: Spoken = {
  zh: "暂时连不上服务器。请检查网络后重试，已填写的内容仍保留在本页。",
  en: "The server cannot be reached. Check the network and try again; what you typed stays on this page.",
};

function violationOf(violation: BadRequest_FieldViolation): Violation {
  const { field, description, localizedMessage } = violation;
  return { field, zh: description, en: localizedMessage?.message || description };
}

/** Reads any thrown value; what is not an answer of the server is told as a failed connection. */
export function problemOf(error: unknown): Problem {
  const connect = ConnectError.from(error);
  const info = connect.findDetails(ErrorInfoSchema)[0];
  const violations = (connect.findDetails(BadRequestSchema)[0]?.fieldViolations ?? []).map(violationOf);
  const { code, rawMessage } = connect;
  if (!info) {
    const answered = rawMessage && code !== Code.Unknown && code !== Code.Unavailable;
    const words = answered ? { zh: rawMessage, en: rawMessage } : UNREACHABLE;
    return { ...words, reason: "", who: NOBODY, facts: {}, violations, code };
  }
  const { metadata } = info;
  const who = metadata.who ?? "";
  return {
    zh: metadata.zh || rawMessage,
    en: metadata.en || rawMessage,
    reason: info.reason,
    who: { zh: metadata.who_zh || who, en: metadata.who_en || who },
    facts: Object.fromEntries(Object.entries(metadata).filter(([key]) => !SPOKEN.has(key))),
    violations,
    code,
  };
}

export function isSignedOut(error: unknown): boolean {
  return ConnectError.from(error).code === Code.Unauthenticated;
}
