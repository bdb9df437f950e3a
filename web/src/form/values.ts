// What is typed becomes what is sent. Values in the form are texts, lists and
// ticks; the message wants 分, timestamps and numbers.

import { create } from "@bufbuild/protobuf";
import { Kind } from "../gen/yanlu/form/v1/form_pb";
import {
  CoApplicantSchema, CriterionScoreSchema, DefectSchema, TargetSchema,
  type CoApplicant, type CriterionScore, type Defect, type Target,
} from "../gen/yanlu/docket/v1/docket_pb";
import { parseWan } from "../format/money";
import { fromWall } from "../format/time";
import type { FieldSpec } from "./spec";

export type Row = Record<string, string | undefined>;
export type FormValue = string | boolean | string[] | Row[] | undefined;
export type FormValues = Record<string, FormValue>;

/** Why a value cannot be sent: a key of the portal's words. */
export type Refusal = "required" | "money" | "precision" | "tooMuch" | "number" | "decimal" | "time" | "rows";

export type Converted = { fields: Record<string, unknown>; refusals: Record<string, Refusal> };

const DECIMAL = /^-?\d+(\.\d+)?$/;
const WHOLE = /^-?\d{1,9}$/;

function textOf(value: FormValue): string {
  return typeof value === "string" ? value.trim() : "";
}

function listOf(value: FormValue): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string" && item !== "") : [];
}

function rowsOf(value: FormValue): Row[] {
  if (!Array.isArray(value)) return [];
  return value.filter((row): row is Row => typeof row === "object" && Object.values(row).some((cell) => cell?.trim()));
}

const cell = (row: Row, key: string): string => row[key]?.trim() ?? "";

const defect = (row: Row): Defect => create(DefectSchema, { field: cell(row, "field"), text: cell(row, "text") });
const score = (row: Row): CriterionScore =>
  create(CriterionScoreSchema, { criterion: cell(row, "criterion"), points: cell(row, "points"), comment: cell(row, "comment") });
const target = (row: Row): Target => create(TargetSchema, { name: cell(row, "name"), value: cell(row, "value"), unit: cell(row, "unit") });
const coApplicant = (row: Row): CoApplicant =>
  create(CoApplicantSchema, { organisation: cell(row, "organisation"), role: cell(row, "role") });

type One = { value?: unknown; refusal?: Refusal; empty: boolean };

function money(spec: FieldSpec, text: string): One {
  if (text === "") return { empty: true };
  const parsed = parseWan(text);
  if (!parsed.ok) return { empty: false, refusal: parsed.problem === "precision" ? "precision" : "money" };
  if (spec.most !== undefined && parsed.fen > spec.most) return { empty: false, refusal: "tooMuch" };
  return { empty: false, value: parsed.fen };
}

function matched(text: string, pattern: RegExp, refusal: Refusal, turn: (text: string) => unknown): One {
  if (text === "") return { empty: true };
  return pattern.test(text) ? { empty: false, value: turn(text) } : { empty: false, refusal };
}

function time(text: string): One {
  if (text === "") return { empty: true };
  const at = fromWall(text);
  return at ? { empty: false, value: at } : { empty: false, refusal: "time" };
}

function rows<T>(value: FormValue, make: (row: Row) => T, whole: (row: Row) => boolean): One {
  const filled = rowsOf(value);
  if (filled.length === 0) return { empty: true };
  return filled.every(whole) ? { empty: false, value: filled.map(make) } : { empty: false, refusal: "rows" };
}

function convertOne(spec: FieldSpec, value: FormValue): One {
  switch (spec.kind) {
    case Kind.MONEY: return money(spec, textOf(value));
    case Kind.NUMBER: return matched(textOf(value), WHOLE, "number", Number);
    case Kind.DECIMAL: return matched(textOf(value), DECIMAL, "decimal", String);
    case Kind.TIME: return time(textOf(value));
    case Kind.BOOL: return value === true ? { empty: false, value: true } : { empty: true, value: false };
    case Kind.PEOPLE:
    case Kind.KEYWORDS:
    case Kind.DISCIPLINES:
    case Kind.TOPICS: {
      const list = listOf(value);
      return { empty: list.length === 0, value: list };
    }
    case Kind.DEFECTS: return rows(value, defect, (row) => cell(row, "text") !== "");
    case Kind.SCORES: return rows(value, score, (row) => DECIMAL.test(cell(row, "points")));
    case Kind.TARGETS: return rows(value, target, (row) => cell(row, "name") !== "" && cell(row, "value") !== "");
    case Kind.COAPPLICANTS: return rows(value, coApplicant, (row) => cell(row, "organisation") !== "");
    default: {
      if (spec.many || Array.isArray(value)) { // several of a kind, some settled by the page
        const list = listOf(value);
        return { empty: list.length === 0, value: list };
      }
      const text = textOf(value);
      return { empty: text === "", value: text };
    }
  }
}

/** Turns a filled-in form into message fields, or says which fields cannot be sent and why. */
export function convert(specs: FieldSpec[], values: FormValues): Converted {
  const fields: Record<string, unknown> = {};
  const refusals: Record<string, Refusal> = {};
  for (const spec of specs) {
    const one = convertOne(spec, values[spec.local]);
    if (one.refusal) refusals[spec.local] = one.refusal;
    else if (one.empty && spec.required) refusals[spec.local] = "required";
    else if (one.value !== undefined) fields[spec.local] = one.value;
  }
  return { fields, refusals };
}

/** The sum of the points typed so far, exact to the digits typed. */
export function totalOf(points: (string | undefined)[]): string {
  const digits = points.map((text) => text?.trim() ?? "").filter((text) => /^\d+(\.\d+)?$/.test(text));
  const places = Math.max(0, ...digits.map((text) => text.split(".")[1]?.length ?? 0));
  const sum = digits.reduce((total, text) => {
    const [whole = "0", part = ""] = text.split(".");
    return total + BigInt(whole + part.padEnd(places, "0"));
  }, 0n);
  const written = sum.toString().padStart(places + 1, "0");
  return places === 0 ? written : `${written.slice(0, -places)}.${written.slice(-places)}`.replace(/\.?0+$/, "");
}
