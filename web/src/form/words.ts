import type { Words } from "../i18n/words";

export const words = {
  phrases: ["选用常用语", "Use a phrase"],
  save: ["存为常用语", "Keep as a phrase"],
  saved: ["已存入本单位的常用语", "Kept among your organisation’s phrases"],
  none: ["还没有这一项的常用语", "No phrases for this yet"],
  forget: ["删除这条常用语", "Remove this phrase"],
} satisfies Words;
