// Words of one page, kept beside it: { key: [Chinese, English] }. A fact is written {{name}}.

import { fill, useSpeak } from "./index";

export { fill };

export type Words = Record<string, readonly [zh: string, en: string]>;

/** Speaks the words of a page in the language in use. */
export function useWords<W extends Words>(words: W): (key: keyof W & string, facts?: Record<string, unknown>) => string {
  const { language } = useSpeak();
  return (key, facts) => fill(words[key]?.[language === "zh" ? 0 : 1] ?? key, facts);
}
