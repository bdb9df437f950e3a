import type { Words } from "../../i18n/words";

export const words = {
  title: ["需求储备库", "Reserve pool"],
  hint: ["需求经筛选入库，再编入批次的指南或榜单。", "Needs are screened, kept in the pool, and selected into calls."],
  SUBMITTED: ["待筛选", "To be screened"],
  SCREENED: ["待入库", "To be reserved"],
  IN_RESERVE: ["在库", "In the pool"],
  IN_CALL: ["已编入批次", "In a call"],
  search: ["查找需求", "Find needs"],
  select: ["选择「{{title}}」", "Select “{{title}}”"],
  chosen: ["已选 {{count}} 项", "{{count}} selected"],
  clear: ["取消选择", "Clear"],
  screen: ["筛选", "Screen"],
  reserve: ["入储备库", "Put into the pool"],
  into: ["编入批次", "Select into a call"],
  pickCall: ["选择编制中的批次", "Choose a call in preparation"],
  newCall: ["编制批次", "Build a call"],
  build: ["用选中的需求编制批次", "Build a call from these"],
  none: ["这里没有需求", "No needs here"],
  noneHint: ["需求单位提交的需求会按进展出现在各栏。", "Needs appear here as they move on."],
  topic: ["选题", "Topic"],
  working: ["正在办理 {{done}} / {{of}}", "{{done}} of {{of}}"],
} satisfies Words;
