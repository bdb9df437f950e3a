// How a change of a file is read: the field by its name, the value in short.

import { useWords } from "../../i18n/words";
import { words, type Word } from "./words";

const FIELD: Record<string, Word> = {
  status: "status", reason: "reason", name: "name", title: "jobTitle", degree: "degree", email: "email", phone: "phone", kinds: "kind", local: "local", topics: "topic",
  disciplines: "discipline", keywords: "keywords", works: "works", grade: "grade", max_load: "maxLoad", away: "away", employments: "employments", relations: "relations",
};

export function useSayField(): (field: string) => string {
  const w = useWords(words);
  return (field) => (FIELD[field] ? w(FIELD[field]) : field);
}

/** A JSON value in short: lists by their items, things by what they are called. */
export function sayValue(json: string): string {
  try {
    return say(JSON.parse(json)) || "—";
  } catch {
    return "—";
  }
}

function say(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return value ? "✓" : "✕";
  if (Array.isArray(value)) return value.map(say).filter(Boolean).join("；");
  if (typeof value === "object") return Object.values(value as Record<string, unknown>).map(say).filter(Boolean).join(" ");
  const word = words[value as Word];
  return word ? word[0] : String(value);
}
