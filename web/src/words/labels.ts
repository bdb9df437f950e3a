// What a fact is called. Most facts are what somebody was asked for in a form,
// so the form's own words serve; the rest is listed here.

import { getOption, hasOption, ScalarType } from "@bufbuild/protobuf";
import { allMethods } from "../api/methods";
import { registered } from "../api/registry";
import { field, Kind, verb, type Choice } from "../gen/yanlu/form/v1/form_pb";
import { snakeOf } from "./snake";
import { UNKNOWN } from "./unknown";

export type Label = { zh: string; en: string; kind: Kind; choices: Choice[] };

const plain = (zh: string, en: string, kind = Kind.TEXT): Label => ({ zh, en, kind, choices: [] });

// code, Chinese, English, and how the value is shown (text when nothing is said). A code with a path before it is
// meant within that section or record alone.
const TABLE = `
  pi|项目负责人|Principal investigator|PERSON
  host_org|申报单位|Host institution|ORGANISATION
  recommender_org|推荐单位|Recommending body|ORGANISATION
  demander_org|需求单位|Demand owner|ORGANISATION
  agency_org|评审机构|Review agency|ORGANISATION
  agency|评审机构|Review agency|ORGANISATION
  reviewer|评审专家|Reviewer|PERSON
  chair|专家组组长|Chair|PERSON
  org|单位|Organisation|ORGANISATION
  extended_by|批准延期|Extended by|PERSON
  parent|所属|Belongs to|DOCKET
  agreement|任务书|Agreement
  receipt|受理编号|Receipt number
  code|编号|Number
  requested_fen|申请金额|Requested|MONEY
  own_fen|自筹金额|Own funds|MONEY
  advised_fen|建议金额|Advised|MONEY
  amount_fen|金额|Amount|MONEY
  recover_fen|应退金额|To be returned|MONEY
  funding_fen|建议额度|Advised amount|MONEY
  draft_version|所据草稿版本|Draft version|NUMBER
  content_hash|内容凭证|Hash of the content
  pledged_at|签署承诺|Pledge signed|TIME
  unit_opinion|单位意见|Institution’s opinion|LONG
  unit_comments|单位退回意见|Institution’s comments|LONG
  recommend_due|推荐审核时限|Recommendation due|TIME
  recommend_late|推荐逾时|Recommendation late|BOOL
  recommendation|推荐意见|Recommendation|LONG
  submitted_at|提交时间|Submitted|TIME
  check_due|形式审查时限|Formal check due|TIME
  auto_checks|自动核查|Automatic checks
  corrections|已补正次数|Corrections so far|NUMBER
  correction_due|补正截止|Correction due|TIME
  extended_until|延期至|Extended until|TIME
  extension_reason|延期理由|Reason of the extension|LONG
  remind_at|提醒时间|Reminder|TIME
  reminders|已提醒次数|Reminders sent|NUMBER
  against|针对|Against
  filed_at|提出时间|Filed|TIME
  closed_at|办结时间|Closed|TIME
  decided_at|决定时间|Decided|TIME
  signed_at|签署时间|Signed|TIME
  declared_at|声明时间|Declared|TIME
  quorum_at|评分齐备|Scores complete|TIME
  by_scores|评分汇总得分|Aggregate of the scores|DECIMAL
  consensus_dropped|因参会专家事后发现应回避而不再计入的合议分|Consensus that no longer counts, as a member was found in conflict|DECIMAL
  minutes_due|纪要时限|Minutes due|TIME
  members|委员|Members|PEOPLE
  presence|到会情况|Presence
  recusals|回避|Recusals
  taken|进入议题|Taken
  notes|讨论记录|Notes
  consensus|合议|Consensus
  order_version|排序版本|Version of the order|NUMBER
  current|当前议题|Current item|DOCKET
  overdue_at|转为逾期|Became overdue|TIME
  started_at|开始时间|Started|TIME
  opened_at|开启时间|Opened|TIME
  archived_at|归档时间|Archived|TIME
  paused_at|暂停时间|Paused|TIME
  dun_at|下次催缴|Next reminder of payment|TIME
  recover_due|退款期限|Return due|TIME
  answer_due|答复时限|Answer due|TIME
  invite_due|答复邀请时限|Reply due|TIME
  reserve_until|备选有效期|Reserve until|TIME
  term_ends|执行期截止|Term ends|TIME
  remediation_due|整改期限|Remediation due|TIME
  expires|储备有效期|Expires|TIME
  starts|开始|Starts|TIME
  ends|结束|Ends|TIME
  at|时间|At|TIME
  due|时限|Due|TIME
  outcome|结论|Outcome
  status|状态|Status
  round|轮次|Round|NUMBER
  rounds|轮次|Rounds
  needed|需要的评分数|Scores needed|NUMBER
  valid|有效评分数|Valid scores|NUMBER
  total|总分|Total|DECIMAL
  aggregate|综合得分|Aggregate|DECIMAL
  spread|最高与最低之差|Spread|DECIMAL
  short|核心指标不足|Core criteria below their floor|TEXT
  advised|专家推荐|Recommended by|TEXT
  shortage|缺少的专家|Experts lacking
  seated|在席专家|Members seated
  remark|组长对评分分歧的说明|Remark of the chair|TEXT
  independent|独立性声明|Declared independent|BOOL
  related|声明有关联的项目|Related applications|DOCKET
  related_note|关联情形|What relates them|TEXT
  advice_fen|专家建议金额|Amount reviewers advise|MONEY
  stddev|标准差|Standard deviation|DECIMAL
  max_minus_min|分差|Highest minus lowest|DECIMAL
  dispersed|分歧较大|Widely spread|BOOL
  odd|异常|Odd|BOOL
  method|方法|Method
  below_score|低于立项线|Below the line|BOOL
  fund_line|立项线|Line for funding|DECIMAL
  label|代号|Label
  team|申报团队|Team
  late_note|逾期意见|Late note
  reopened|重新评审|Reopened|BOOL
  rank|名次|Rank|NUMBER
  level|决策层级|Level
  level_zh|决策层级|Level
  reserve_order|备选顺序|Place in the reserve|NUMBER
  objections|异议|Objections
  escalated|已升级督办|Escalated|BOOL
  reminded|已提醒|Reminded|BOOL
  version|版本|Version|NUMBER
  number|编号|Number
  breach|违约条款|Breach clause|LONG
  pack|适用规则|Rules
  pack_hash|规则凭证|Hash of the rules
  pack_code|政策包|Rule pack
  panel_size|评审组人数|Panel size|NUMBER
  blind|评审匿名方式|Blindness
  rebut_until|申辩截止|Answer to the opinions until|TIME
  rebuttal|对评审意见的申辩|Answer to the opinions|LONG
  rebutted_at|申辩时间|Answered at|TIME
  taken_back|撤回评分次数|Scores taken back|NUMBER
  rubric|评分表|Rubric
  programme|计划|Programme
  kind|类型|Kind
  topic|规划选题|Topic
  funding_mode|资助方式|Funding mode
  organisation_mode|组织方式|Organisation mode
  notice_rule|公示规则|Rule of the notice
  window_days|受理天数|Days of the window|NUMBER
  close_wd|结束工作日|Working days to close|NUMBER
  extended|已延期|Extended|BOOL
  closed|已截止|Closed|BOOL
  payments|拨付|Payments
  returns|退回|Returned|MONEY
  duns|催缴次数|Reminders of payment|NUMBER
  early|提前结题|Early|BOOL
  note|说明|Note|LONG
  points|要点|Points
  text|内容|Text
  rule|规则|Rule
  zh|说明|In Chinese
  en|英文|In English
  ok|通过|Passed|BOOL
  name|名称|Name
  file|文件|File
  person|人员|Person|PERSON
  files|附件|Files
  reports|进展报告|Reports
  appointed_at|组建时间|Appointed|TIME
  concluded_at|结论时间|Concluded|TIME
  decide_due|审定期限|Decision due|TIME
  follow_on|接续支持|Follow-on
  filed|提交|Filed|TIME
  value|取值|Value
  target|目标值|Target
  unit|单位|Unit
  role|承担角色|Role
  criterion|评分项|Criterion
  scores|分项评分|Scores
  parties|当事方|Parties
  intake|申报与受理|Intake
  appeal|复核|Appeal
  review|评审|Review
  decision|决策|Decision
  notice|公示|Public notice
  funding|经费|Funding
  run|执行|Delivery
  closure|验收|Closure
  terms|批次条件|Terms
  window|受理时间|Window
  consultation|征求意见|Consultation
  commission|委托评审|Commission
  ending|办结|Ending
  screening|筛选|Screening
  all|全部受理项目|Every accepted application|BOOL
  applications|项目|Applications
  draw|抽取|Draw
  system|系统随机数的承诺|Commitment to the system’s number
  system_at|系统承诺公布时间|System’s commitment published|TIME
  agency_at|机构承诺公布时间|Agency’s commitment published|TIME
  in_time|截止之前公布|Before the close|BOOL
  seed|抽取种子|Seed
  drawn_at|抽取时间|Drawn|TIME
  record_hash|公开记录凭证|Hash of the public record
  seal|封存|Seal
  hash|凭证|Hash
  experts|专家数|Experts|NUMBER
  exclusions|回避条数|Exclusions|NUMBER
  plan|专家组方案|Plan of panels
  adopted|确认的版本|Version adopted|NUMBER
  handover|移交|Hand-over
  handed_over_at|移交时间|Handed over|TIME
  delivered|移交的报告数|Reports handed over|NUMBER
  gone|已退出评审的项目数|Applications that had left|NUMBER
  late|逾期|Late|BOOL
  evaluation|考核|Evaluation
  figures|系统记录|On record
  field|栏目|Part
  remediations|整改次数|Remediations|NUMBER
  remediated|整改情况|What was mended|LONG
  returned|退回次数|Times returned|NUMBER
  exemption|免责申请|Claim of exemption
  exemption_until|免责申请截止|Exemption claimed until|TIME
  claimed_at|申请时间|Claimed|TIME
  from|此前状态|State before
  force_from|可强制终止之日|May be ended by force from|TIME
  mode|评审方式|Mode of review
  survey_plan|调研安排|Plan of the survey|LONG
  dunned|已催缴次数|Reminders sent|NUMBER
  step|催缴步骤|Step|NUMBER
  agenda|议程|Agenda
  place|地点|Place
  found|由系统发现|Found by the rules|BOOL
  cancel_reason|取消原因|Reason of the cancellation|LONG
  decline_reason|谢绝原因|Reason for declining
  invalid_reason|判为无效的原因|Reason it does not count|LONG
  escalated_at|升级督办时间|Escalated|TIME
  recounts|移交后重新计算次数|Worked out again|NUMBER
  reserves_spent|备选专家已用尽|No reserve is left|BOOL
  approaches|技术路线调整|Changes of approach
  change_no|待批变更|Change under decision
  changes|变更|Changes
  asked_at|申请时间|Asked|TIME
  requested_at|申请时间|Asked|TIME
  decided_by|决定机关|Decided by
  extensions|延期次数|Extensions|NUMBER
  pauses|历次中止|Earlier suspensions
  suspended|中止|Suspension
  ended_at|恢复时间|Ended|TIME
  revocation|撤销|Revocation
  termination|终止|Termination
  terminations|历次终止申请|Earlier terminations
  materials|材料|Materials|LONG
  points_due|补充期限|More due|TIME
  start|起因|Began with
  warned_at|到期提醒|Warned of the end|TIME
  meeting|会议|Meeting
  proceedings|会议情况|Proceedings
  hearing|答辩或考察安排|Interview or survey
  hearing.at|开始时间|Beginning|TIME
  length_min|时长（分钟）|Minutes
  come|请到场的人员|Who should come
  bring|请携带的材料|What to bring
  attending|到场人员|Who comes
  confirmed_at|确认时间|Confirmed|TIME
  asked_why|改期理由|Why another time|LONG
  asked_for|希望的时间|Time asked for|TIME
  answer_why|答复理由|Reason of the answer|LONG
  answered_at|答复时间|Answered|TIME
  dropped|取消原因|Why it was cancelled
  dropped_at|取消时间|Cancelled|TIME
  attendance|申报单位到场|Presence of the applicants
  findings|考察记录|Findings
  by|到场人员|Who came
  visited|考察时间|Visited|TIME
  met|会见人员|Whom the panel met|LONG
  equipment|场地设备|Site and equipment|LONG
  findings.team|团队|Team|LONG
  basis|前期基础|Groundwork|LONG
  funds|经费|Funds|LONG
  conclusion|考察结论|Conclusion|LONG
  minutes|会议纪要|Minutes|LONG
  report|评审报告|Report|LONG
  comment|评语|Comment|LONG
  commission.extended|延期次数|Extensions|NUMBER
  commission.method|组成专家组的方式|How panels are made
  draw.agency|评审机构种子的承诺|Commitment to the agency’s seed
  draw.number|系统随机数|The system’s number
  seal.applications|封存项目数|Applications sealed|NUMBER
  seal.at|封存时间|Sealed|TIME
  seal.hash|封存凭证|Hash of the sealed batch
  plan.at|方案时间|Plan made|TIME
  handover.at|移交时间|Handed over|TIME
  handover.hash|移交凭证|Hash of the hand-over
  evaluation.at|考核时间|Evaluated|TIME
  evaluation.comment|考核意见|Comment|LONG
  evaluation.total|考核得分|Points in all|DECIMAL
  evaluation.scores.points|得分|Points|DECIMAL
  evaluation.figures.code|数字|Figure
  review.scores.points|得分|Points|DECIMAL
  review.late_note.scores.points|得分|Points|DECIMAL
  review.ground|回避情形|Ground of the recusal
  review.evidence|回避依据|Evidence of the recusal|LONG
  review.method|计算方法|How the aggregate is worked out
  review.reopened|重新评审的起因|Why it is reviewed again
  review.rounds.closed|办结时间|Closed|TIME
  meeting.at|会议时间|Held at|TIME
  meeting.chair|会议主持人|Chair|PERSON
  proceedings.order|排序|Order
  proceedings.consensus.score|合议分|Consensus score|DECIMAL
  proceedings.recusals.ground|回避情形|Ground of the recusal
  proceedings.report|综合评审意见|Panel report|LONG
  notice.objections.answer|异议答复|Answer to the objection|LONG
  run.reports.filed_at|提交时间|Filed|TIME
  run.reports.spent_fen|累计支出|Spent so far|MONEY
  run.reports.summary|进展情况|Progress|LONG
  run.pauses.ground|中止情形|Ground of the suspension
  run.suspended.ground|中止情形|Ground of the suspension
  run.pauses.at|中止时间|Suspended|TIME
  run.suspended.at|中止时间|Suspended|TIME
  run.revocation.ground|撤销情形|Ground of the revocation
  run.changes.agreement|形成的任务书版本|Version of the agreement it made|NUMBER
  funding.cause|退款事由|Why it is returned
  funding.kind|退款范围|How much is returned
  funding.duns|催缴记录|Reminders of payment
  funding.returns|退回|Returned
  funding.payments.agreement|依据的任务书版本|Version of the agreement|NUMBER
  funding.returns.agreement|依据的任务书版本|Version of the agreement|NUMBER
  closure.opinion|验收意见|Opinion of the panel|LONG
  closure.rounds.opinion|验收意见|Opinion of the panel|LONG
  closure.rounds|被推翻的结论|Conclusions overturned
  closure.returned|材料退回次数|Materials returned|NUMBER
  closure.note|归档说明|Note of the archive|LONG
  closure.members|验收专家|Members|PEOPLE
  closure.rounds.members|验收专家|Members|PEOPLE
`;

const other = (kind = Kind.TEXT): Label => plain(UNKNOWN.fact.zh, UNKNOWN.fact.en, kind);

type Shown = Exclude<keyof typeof Kind, number>;

const MORE = new Map<string, Label>();

/** Lists further facts, as TABLE does: those that one page alone speaks of come with it. */
export function addLabels(table: string): void {
  for (const line of table.trim().split("\n")) {
    const [code = "", zh = "", en = "", kind] = line.trim().split("|");
    MORE.set(code, plain(zh, en, kind ? Kind[kind as Shown] : Kind.TEXT));
  }
}

addLabels(TABLE);

let forms: Map<string, Label> = new Map();
let read = 0;

/** Fields under ten are the envelope of a request. */
const FIRST_ASKED = 10;

function formLabels(): Map<string, Label> {
  const labels = new Map<string, Label>();
  for (const method of allMethods()) {
    if (!hasOption(method, verb)) continue;
    for (const asked of method.input.fields) {
      if (asked.number < FIRST_ASKED || !hasOption(asked, field) || labels.has(asked.name)) continue;
      const { zh, en, kind, choices } = getOption(asked, field);
      const yesOrNo = asked.fieldKind === "scalar" && asked.scalar === ScalarType.BOOL;
      labels.set(asked.name, { zh, en, kind: kind !== Kind.UNSPECIFIED ? kind : yesOrNo ? Kind.BOOL : Kind.TEXT, choices });
    }
  }
  return labels;
}

/** A name that people gave is its own label; that of the record is a code. */
const given = (name: string): boolean => /[^\x20-\x7e]| /.test(name);

/** The label that is listed for a fact or that a form gives it. What holds the fact, such as “draw”, decides where one name means two things. */
export function listedLabel(name: string, within = ""): Label | undefined {
  if (read !== registered()) [forms, read] = [formLabels(), registered()];
  const key = snakeOf(name);
  const asked = forms.get(key);
  const listed = MORE.get(`${within}.${key}`) ?? MORE.get(key);
  return listed && asked ? { ...listed, choices: asked.choices } : listed ?? asked;
}

/** The label of a fact; an unknown one has a neutral word, never its code. */
export function labelOf(name: string, within = ""): Label {
  const known = listedLabel(name, within);
  if (known) return known;
  const key = snakeOf(name);
  if (key.endsWith("_fen")) return other(Kind.MONEY);
  if (/_(at|until|due)$/.test(key)) return other(Kind.TIME);
  return given(name) ? plain(name, name) : other();
}
