// The fields of a subject’s form: what a value means, when it is filled in.

import { moneyUnit } from "../format/choice";
import type { FormField, FormOption, FormSection } from "../gen/yanlu/docket/v1/docket_pb";
import { fenOf, showMoney } from "../format/money";
import { ownWords } from "../words/unknown";
import type { Content, JsonValue } from "./merge";

export function isFilled(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object") return Object.values(value).some(isFilled);
  return true;
}

export type Progress = { done: number; total: number; any: boolean };

/** How far a section is: its required fields, and whether anything is there at all. */
export function progressOf(section: FormSection, content: Content, attached: ReadonlySet<string>): Progress {
  const filled = (field: FormField) => isFilled(content[field.path]) || attached.has(field.path);
  const required = section.fields.filter((field) => field.required);
  return { done: required.filter(filled).length, total: required.length, any: section.fields.some(filled) };
}

function nameOfChoice(options: FormOption[], value: string, language: "zh" | "en"): string {
  return options.find((option) => option.value === value)?.[language] || ownWords(value, language);
}

/** A value as text, for reading and for the choice between two versions. */
export function showValue(field: FormField | undefined, value: JsonValue | undefined, language: "zh" | "en"): string {
  if (!isFilled(value) || value === undefined || value === null) return "";
  if (typeof value === "boolean") return language === "zh" ? (value ? "是" : "否") : value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map((row) => showRow(field, row, language)).join("\n");
  if (typeof value === "object") {
    return "from" in value || "to" in value ? `${String(value.from ?? "")} – ${String(value.to ?? "")}` : showRow(field, value, language);
  }
  if (field?.type === "money") {
    const fen = fenOf(value);
    if (fen !== undefined) return showMoney(fen, moneyUnit(), language);
  }
  return field?.type === "enum" ? nameOfChoice(field.options, String(value), language) : String(value);
}

function showRow(field: FormField | undefined, row: JsonValue, language: "zh" | "en"): string {
  if (row === null || typeof row !== "object" || Array.isArray(row)) return showValue(undefined, row, language);
  const columns = field?.columns ?? [];
  const keys = columns.length > 0 ? columns.map((column) => keyOf(column)) : Object.keys(row);
  return keys.map((key) => showValue(columns.find((column) => keyOf(column) === key), row[key], language)).filter(Boolean).join(" · ");
}

/** A column is kept under the last part of its path. */
export function keyOf(column: FormField): string {
  return column.path.split(".").at(-1) ?? column.path;
}
