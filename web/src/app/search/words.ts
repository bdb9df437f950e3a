// Words of the search.

import type { Words } from "../../i18n/words";

export const searchWords = {
  title: ["搜索", "Search"],
  field: ["搜索档案、人员、单位、选题：名称、编号的任意部分", "Search files, people, organisations, topics by any part"],
  docket: ["档案", "Files"],
  person: ["人员", "People"],
  organisation: ["单位", "Organisations"],
  topic: ["规划选题", "Topics of the plan"],
  none: ["没有找到“{{query}}”", "Nothing found for “{{query}}”"],
  noneHint: ["换一个更短的词，或改用编号的一部分。只显示您有权查看的内容。", "Try a shorter word or part of a number. Only what you may see is shown."],
  found: ["找到 {{count}} 项", "{{count}} found"],
  recent: ["最近的搜索", "Recent searches"],
  start: ["输入名称、编号、姓名或单位的任意部分。", "Type any part of a title, number, name or organisation."],
  keys: ["↑↓ 选择，Enter 打开，Esc 关闭", "↑↓ to choose, Enter to open, Esc to close"],
  close: ["关闭", "Close"],
  need: ["需求", "Need"],
  call: ["批次", "Call"],
  project: ["项目", "Project"],
  review: ["评审", "Review"],
  lobby: ["请托登记", "Undue influence"],
} satisfies Words;
