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

// code, Chinese, English, and how the value is shown (text when nothing is said).
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
`;

const other = (kind = Kind.TEXT): Label => plain(UNKNOWN.fact.zh, UNKNOWN.fact.en, kind);

type Shown = Exclude<keyof typeof Kind, number>;

const MORE = new Map<string, Label>(
  TABLE.trim().split("\n").map((line) => {
    const [code = "", zh = "", en = "", kind] = line.trim().split("|");
    return [code, plain(zh, en, kind ? Kind[kind as Shown] : Kind.TEXT)];
  }),
);

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

/** The label of a fact; an unknown one has a neutral word, never its code. */
export function labelOf(name: string): Label {
  if (read !== registered()) [forms, read] = [formLabels(), registered()];
  const key = snakeOf(name);
  const known = MORE.get(key) ?? forms.get(key);
  if (known) return known;
  if (key.endsWith("_fen")) return other(Kind.MONEY);
  if (/_(at|until|due)$/.test(key)) return other(Kind.TIME);
  return given(name) ? plain(name, name) : other();
}
