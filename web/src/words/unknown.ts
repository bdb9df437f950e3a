// What is said in place of a code that no list knows: a person reads a neutral
// word, and the code stays with those who keep the lists.

export type Language = "zh" | "en";
export type Word = { zh: string; en: string };

export const UNKNOWN = {
  fact: { zh: "其他信息", en: "Other information" },
  value: { zh: "其他", en: "Other" },
  role: { zh: "其他角色", en: "Another role" },
  state: { zh: "其他状态", en: "Another state" },
  mode: { zh: "其他方式", en: "Another mode" },
  snapshot: { zh: "其他材料", en: "Other material" },
  account: { zh: "其他科目", en: "Another account" },
  rule: { zh: "其他规则", en: "Another rule" },
  field: { zh: "其他材料项", en: "Another part of the form" },
  criterion: { zh: "其他评分项", en: "Another criterion" },
} satisfies Record<string, Word>;

const CODE = /^(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/;

/** Whether a text has the shape of a code and not of somebody’s own words: “extra_cost”, “UNDER_REVIEW”. */
export const isCode = (text: string): boolean => CODE.test(text);

/** Somebody’s own words as they are; a neutral word for what is a code. */
export const ownWords = (text: string, language: Language): string => (isCode(text) ? UNKNOWN.value[language] : text);
