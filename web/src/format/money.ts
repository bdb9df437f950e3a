// Money is integer 分 on the wire and 万元 in front of people. One 万元 is a
// million 分, so six digits after the point say everything; the conversion
// moves the point in a string and never passes through a floating number.

const POINT = 6;
const PATTERN = /^(\d+)(?:\.(\d+))?$/;

export type MoneyProblem = "format" | "precision";

export type ParsedMoney = { ok: true; fen: bigint } | { ok: false; problem: MoneyProblem };

/** Reads an amount written in 万元, such as “50”, “1,200.5” or “3.25”. */
export function parseWan(text: string): ParsedMoney {
  const found = PATTERN.exec(text.replaceAll(/[,，\s]/g, ""));
  if (!found) return { ok: false, problem: "format" };
  const whole = found[1] ?? "0";
  const part = (found[2] ?? "").replace(/0+$/, "");
  if (part.length > POINT) return { ok: false, problem: "precision" };
  return { ok: true, fen: BigInt(whole + part.padEnd(POINT, "0")) };
}

/** Writes 分 as 万元 for an input: no grouping, no needless zeros. */
export function wanOf(fen: bigint): string {
  const sign = fen < 0n ? "-" : "";
  const digits = (fen < 0n ? -fen : fen).toString().padStart(POINT + 1, "0");
  const whole = digits.slice(0, -POINT);
  const part = digits.slice(-POINT).replace(/0+$/, "");
  return sign + whole + (part ? "." + part : "");
}

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** Writes 分 as 万元 for reading: “1,200.5”. */
export function showWan(fen: bigint): string {
  const [whole = "0", part] = wanOf(fen).split(".");
  return part ? `${grouped(whole)}.${part}` : grouped(whole);
}

/** Writes 分 as 元 for reading, always to the 分, so that a column stands in line: “12,005,000.00”. */
export function showYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** The unit in which amounts are read. */
export type MoneyUnit = "wan" | "yuan";

const UNITS: Record<MoneyUnit, Record<"zh" | "en", string>> = { wan: { zh: "万元", en: "× 10,000 CNY" }, yuan: { zh: "元", en: "CNY" } };

export const sayUnit = (unit: MoneyUnit, language: "zh" | "en"): string => UNITS[unit][language];

/** The number alone, in the unit. */
export const showAmount = (fen: bigint, unit: MoneyUnit): string => (unit === "wan" ? showWan(fen) : showYuan(fen));

/** The number with its unit: “1,200.5 万元”. */
export const showMoney = (fen: bigint, unit: MoneyUnit, language: "zh" | "en"): string => `${showAmount(fen, unit)} ${sayUnit(unit, language)}`;

/** Turns a JSON value that carries 分 (a number or a string of digits) into a bigint, or nothing. */
export function fenOf(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  return undefined;
}
