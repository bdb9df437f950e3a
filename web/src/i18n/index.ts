// Chinese first; the choice is kept on this device and told to the document.
// Words are looked up by their path; a fact is written {{name}}. That is all a
// portal of two languages needs, so no library does it.

import type { Language } from "../api/problem";
import { keep, oneOf, useKept } from "../app/kept";
import { moneyChoice } from "../format/choice";
import { en } from "./en";
import { zh } from "./zh";

const language = keep<Language>("yanlu.language", "zh", oneOf("zh", "en"));

function tell(chosen: Language): void {
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
}

export function startLanguage(): void {
  tell(language.get());
}

export function switchLanguage(chosen: Language): void {
  tell(chosen);
  language.set(chosen);
}

/** Puts facts into a text. */
export function fill(text: string, facts?: Record<string, unknown>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts?.[name] ?? ""));
}

type Tree = { [key: string]: string | Tree };

function find(tree: Tree, path: string): string | undefined {
  let at: string | Tree | undefined = tree;
  for (const word of path.split(".")) at = typeof at === "object" ? at[word] : undefined;
  return typeof at === "string" ? at : undefined;
}

const TREES: Record<Language, Tree> = { zh, en };

/** The text under a path in a language, Chinese where the other has none. */
export function translate(chosen: Language, path: string, facts?: Record<string, unknown>): string {
  return fill(find(TREES[chosen], path) ?? find(zh, path) ?? path, facts);
}

const SPEAKERS: Record<Language, (path: string, facts?: Record<string, unknown>) => string> = {
  zh: (path, facts) => translate("zh", path, facts),
  en: (path, facts) => translate("en", path, facts),
};

export type Speak = {
  t: (key: string, facts?: Record<string, unknown>) => string;
  language: Language;
  /** Chooses between a Chinese and an English text that came from the server; a missing one falls back. */
  say: (zh: string, en: string) => string;
};

export function useSpeak(): Speak {
  const chosen = useKept(language);
  useKept(moneyChoice); // texts with amounts are said anew in the other unit
  return { t: SPEAKERS[chosen], language: chosen, say: (zhText, enText) => (chosen === "zh" ? zhText || enText : enText || zhText) };
}
