// What is copied in Excel or WPS is text with tabs. This reads it into the rows
// of a table: columns by their headings when the first line carries them, by
// order otherwise. A cell that cannot be read is named and left blank.

import { parseWan } from "../format/money";
import type { FormField } from "../gen/yanlu/docket/v1/docket_pb";
import { keyOf } from "./field";
import type { JsonValue } from "./merge";

export type TableRow = { [key: string]: JsonValue };
export type Trouble = "money" | "precision" | "number" | "date" | "choice" | "tooLong" | "bool";
export type Pasted = {
  /** For each column of the sheet, the column of the form it goes to. */
  columns: (FormField | undefined)[];
  byHeading: boolean;
  rows: TableRow[];
  /** The texts as they were, without the headings. */
  texts: string[][];
  troubles: { row: number; column: number; why: Trouble; text: string }[];
};

/** Cells of a copied sheet; a quoted cell may hold tabs, line breaks and doubled quotes. */
export function parseSheet(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => { row.push(cell); cell = ""; };
  const endRow = () => { endCell(); rows.push(row); row = []; };
  const clean = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  for (let i = 0; i < clean.length; i++) {
    const sign = clean[i] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (clean[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") endCell();
    else if (sign === "\n") endRow();
    else cell += sign;
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows.map((cells) => cells.map((one) => one.trim())).filter((cells) => cells.some((one) => one !== ""));
}

/** More than one cell was copied: it belongs into the table, not into the field. */
export function isSheet(text: string): boolean {
  return text.includes("\t") || text.trimEnd().includes("\n");
}

/** Leaves no question: every cell was read, and every column has its place by a heading or because all of them are there. */
export function isPlain({ rows, troubles, columns, byHeading }: Pasted, wanted: FormField[]): boolean {
  return rows.length > 0 && troubles.length === 0 && columns.every(Boolean) && (byHeading || columns.length === wanted.length);
}

const plain = (text: string) => text.replace(/[（(].*?[）)]/g, "").replace(/[\s*：:/、％%]/g, "").toLowerCase();

function columnNamed(text: string, columns: FormField[]): FormField | undefined {
  const wanted = plain(text);
  if (!wanted) return undefined;
  return columns.find((column) => [column.zh, column.en, keyOf(column)].some((name) => plain(name) === wanted));
}

type Read = { value?: JsonValue; why?: Trouble };

function readMoney(text: string): Read {
  const parsed = parseWan(text.replace(/万?元|[￥¥]/g, ""));
  if (!parsed.ok) return { why: parsed.problem === "precision" ? "precision" : "money" };
  return parsed.fen > BigInt(Number.MAX_SAFE_INTEGER) ? { why: "money" } : { value: Number(parsed.fen) };
}

function readDate(text: string): Read {
  const found = /^(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*日?)?\s*月?$/.exec(text);
  if (!found) return { why: "date" };
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 1)];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? { value: at.toISOString().slice(0, 10) } : { why: "date" };
}

function readBool(text: string): Read {
  if (/^(是|有|yes|true|y|1|√)$/i.test(text)) return { value: true };
  return /^(否|无|no|false|n|0|×)$/i.test(text) ? { value: false } : { why: "bool" };
}

function readChoice(column: FormField, text: string): Read {
  const found = column.options.find((one) => [one.value, one.zh, one.en].some((name) => plain(name) === plain(text)));
  return found ? { value: found.value } : { why: "choice" };
}

/** One cell as the column wants it. */
export function readCell(column: FormField, text: string): Read {
  if (text === "") return {};
  switch (column.type) {
    case "money": return readMoney(text);
    case "int": return /^-?[\d,]{1,15}[%％]?$/.test(text) ? { value: Number(text.replace(/[,%％]/g, "")) } : { why: "number" };
    case "date": return readDate(text);
    case "enum": return readChoice(column, text);
    case "bool": return readBool(text);
    default: return column.max > 0 && [...text].length > column.max ? { why: "tooLong" } : { value: text };
  }
}

/** Reads a copied sheet into rows of a table; `from` is the column in which it was dropped. */
export function paste(text: string, columns: FormField[], from = 0): Pasted {
  const cells = parseSheet(text);
  const head = cells[0] ?? [];
  const named = head.map((one) => columnNamed(one, columns));
  const hits = named.filter(Boolean).length;
  const byHeading = hits > 0 && hits >= Math.ceil(head.filter((one) => one !== "").length / 2);
  const width = Math.max(0, ...cells.map((row) => row.length));
  const targets = byHeading ? named : Array.from({ length: width }, (_, i) => columns[from + i]);
  const texts = byHeading ? cells.slice(1) : cells;
  const troubles: Pasted["troubles"] = [];
  const rows = texts.map((row, r) => {
    const record: TableRow = {};
    targets.forEach((column, c) => {
      const cell = row[c] ?? "";
      if (!column) return;
      const { value, why } = readCell(column, cell);
      if (why) troubles.push({ row: r, column: c, why, text: cell });
      else if (value !== undefined) record[keyOf(column)] = value;
    });
    return record;
  });
  return { columns: targets, byHeading, rows, texts, troubles };
}
