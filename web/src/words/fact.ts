// A fact as text: money in the unit of choice, times on Shanghai’s clock, ids by name.

import { moneyUnit } from "../format/choice";
import { fenOf, showMoney } from "../format/money";
import { showTime } from "../format/time";
import { Kind } from "../gen/yanlu/form/v1/form_pb";
import { labelOf, listedLabel, type Label } from "./labels";
import { sayMode } from "./modes";
import { ROLES } from "./roles";
import { isCode, ownWords, UNKNOWN } from "./unknown";
import { sayValue } from "./values";

export type Fact = null | boolean | number | string | Fact[] | { [key: string]: Fact };
export type Names = Record<string, string>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

// The number of a record inside the system says nothing to a person: without a name it is not shown.
const INSIDE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const MODES = new Set(["organisation_mode", "funding_mode"]);

function scalar(name: string, value: boolean | number | string, label: Label, names: Names, language: "zh" | "en"): string {
  if (typeof value === "boolean") return language === "zh" ? (value ? "是" : "否") : value ? "Yes" : "No";
  const text = String(value);
  if (label.kind === Kind.MONEY) {
    const fen = fenOf(value);
    if (fen !== undefined) return showMoney(fen, moneyUnit(), language);
  }
  if (typeof value === "string" && INSTANT.test(value)) return showTime(new Date(value));
  if (MODES.has(name)) return sayMode(text, language);
  if (name === "criterion") return names[text] ?? UNKNOWN.criterion[language];
  const choice = label.choices.find((one) => one.value === text);
  if (INSIDE.test(text)) return names[text] ?? "";
  return names[text] ?? choice?.[language] ?? sayValue(text, language) ?? ROLES[text]?.[language] ?? ownWords(text, language);
}

/** What the key of a record is called: a fact, somebody or something by name, or a number that people know it by. */
function sayKey(key: string, within: string, names: Names, language: "zh" | "en"): string {
  const label = listedLabel(key, within);
  if (label) return label[language];
  return names[key] ?? sayValue(key, language) ?? (INSIDE.test(key) || isCode(key) ? UNKNOWN.fact[language] : key);
}

/** Says a fact; lists and records become one line for each entry. What holds it, such as a section, decides what it is called. */
export function sayFact(name: string, value: Fact, names: Names, language: "zh" | "en", within = ""): string {
  if (value === null || value === "") return "";
  if (Array.isArray(value)) {
    const plain = value.every((one) => one === null || typeof one !== "object");
    return value.map((one) => sayFact(name, one, names, language, within)).filter(Boolean).join(!plain ? "\n" : language === "zh" ? "、" : ", ");
  }
  if (typeof value !== "object") return scalar(name, value, labelOf(name, within), names, language);
  if (typeof value.zh === "string" && typeof value.en === "string") return `${value.ok === false ? "✗ " : value.ok === true ? "✓ " : ""}${value[language]}`;
  if (typeof value.name === "string" && "value" in value) { // a target
    const amount = [value.value, value.unit].filter((one) => one !== undefined && one !== null && one !== "").join(" ");
    return language === "zh" ? `${value.name}：${amount}` : `${value.name}: ${amount}`;
  }
  // The number under which a record is kept leads no deeper: what it holds is named as the list says.
  const path = listedLabel(name, within) ? `${within}.${name}` : within;
  // Points of a score are marks; points of a return are things to mend.
  const word = (key: string) => (key === "points" && "criterion" in value ? (language === "zh" ? "得分" : "Score") : sayKey(key, path, names, language));
  return Object.entries(value)
    .map(([key, inner]) => [word(key), sayFact(key, inner, names, language, path)])
    .filter(([, text]) => text)
    .map(([label, text]) => `${label}：${text}`)
    .join(language === "zh" ? "；" : "; ");
}
