// What the facts of a recorded contact are called; those that were asked for have the words of their form.

import { addService } from "../../api/registry";
import { LobbyService } from "../../gen/yanlu/review/v1/lobby_pb";
import { addLabels } from "../../words/labels";
import { addValues } from "../../words/values";

addService(LobbyService);
addLabels(`
  reporter|登记人|Recorded by|PERSON
  lobby|登记内容|What was recorded
  subject_of|相关档案名称|The file it concerns
  writer_role|登记时的身份|Recorded as
  handling|办理情况|How it was dealt with
  take_up_due|受理时限|To be taken up by|TIME
  reminded_at|逾期提醒|Reminded of|TIME
  taken_at|受理时间|Taken up|TIME
  handling.notes|核查记录|Notes of the inquiry
`);
addValues({
  unfounded: { zh: "不属实", en: "Unfounded" },
  warned: { zh: "已告诫", en: "Warned" },
  referred: { zh: "已移送有权机关处理", en: "Referred to whoever is competent" },
});
