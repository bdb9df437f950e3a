// Chinese first; the choice is kept on this device and told to the document.

import i18n from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Language } from "../api/problem";
import { en } from "./en";
import { zh } from "./zh";

const KEY = "yanlu.language";

function stored(): Language {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

function tell(language: Language): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function startLanguage(): void {
  tell(stored());
  void i18n.use(initReactI18next).init({
    lng: stored(), fallbackLng: "zh", interpolation: { escapeValue: false },
    resources: { zh: { translation: zh }, en: { translation: en } },
  });
}

export function switchLanguage(language: Language): void {
  tell(language);
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser that keeps nothing still switches for this visit.
  }
  void i18n.changeLanguage(language);
}

export type Speak = {
  t: (key: string, facts?: Record<string, unknown>) => string;
  language: Language;
  /** Chooses between a Chinese and an English text that came from the server; a missing one falls back. */
  say: (zh: string, en: string) => string;
};

export function useSpeak(): Speak {
  const { t, i18n: current } = useTranslation();
  const language: Language = current.language === "en" ? "en" : "zh";
  return {
    t: (key, facts) => t(key, facts ?? {}),
    language,
    say: (zhText, enText) => (language === "zh" ? zhText || enText : enText || zhText),
  };
}
