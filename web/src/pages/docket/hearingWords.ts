import type { Words } from "../../i18n/words";

/** What is said of a slot; loaded with its card. */
export const words = {
  interview: ["答辩安排", "Interview"],
  survey: ["现场考察安排", "Site survey"],
  slotAt: ["时间", "Time"],
  slotMinutes: ["{{count}} 分钟", "{{count}} minutes"],
  slotPlace: ["地点或会议链接", "Place or link"],
  slotCome: ["请到场的人员", "Who should come"],
  slotBring: ["请携带的材料", "What to bring"],
  slotAttending: ["到场人员", "Who comes"],
  slotUnconfirmed: ["尚未确认，请在开始前确认", "Not confirmed yet; please confirm before it begins"],
  slotAsked: ["改期申请", "Asked for another time"],
  slotAnswer: ["答复", "Answer"],
  slotWaiting: ["等待评审机构答复", "The agency has not answered yet"],
  slotDropped: ["原定安排已取消", "Cancelled"],
} satisfies Words;
