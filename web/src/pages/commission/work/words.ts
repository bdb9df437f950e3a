import type { Words } from "../../../i18n/words";

export const words = {
  seal_commission: ["封存", "Sealing"], draw_panels: ["抽取专家组", "Drawing the panels"], propose_panels: ["拟定专家组", "Proposing the panels"], adjust_panels: ["保存并求解", "Saving and solving"],
  restore_plan: ["恢复方案", "Restoring a plan"], adopt_panels: ["确认专家组", "Adopting the panels"], hand_over: ["移交", "Handing over"],
  running: ["正在办理：{{act}}", "Under way: {{act}}"],
  stage: ["第 {{n}} 步，共 {{all}} 步：{{stage}}", "Step {{n}} of {{all}}: {{stage}}"],
  count: ["{{done}} / {{total}}", "{{done}} of {{total}}"],
  leave: ["可以刷新或离开本页，办理不会中断。", "You may reload or leave this page; it goes on."],
  stages: ["各步骤", "Steps"],
  unsure: ["连接中断：办理可能仍在进行，正在重新查看", "The connection is lost: it may still be going on; looking again"],
  unsureHint: ["恢复连接后自动显示进展。结果以记录为准，请不要重复提交。", "Its progress is shown once there is a connection. The record says what came of it; do not send it again."],
  done: ["已办理：{{act}}", "Done: {{act}}"],
  doneHint: ["结果已记入记录，页面已更新。", "It is on the record; the page is up to date."],
  failed: ["没有办成：{{act}}", "Not done: {{act}}"],
  unknown: ["服务器上没有正在进行的办理", "Nothing is going on at the server"],
  unknownHint: ["刚才的提交没有得到答复。请先看记录是否已有结果；没有的话可以再提交，同一份提交不会办理两次。", "What you sent was not answered. See first whether the record has it; if not, send it again: the same request is never done twice."],
  close: ["知道了", "Close"],
} satisfies Words;

export const ACTS = ["seal_commission", "draw_panels", "propose_panels", "adjust_panels", "restore_plan", "adopt_panels", "hand_over"] as const;
