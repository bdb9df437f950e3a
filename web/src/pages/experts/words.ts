// The words of the pages of the pool of experts.

import type { Words } from "../../i18n/words";

export const words = {
  title: ["专家库", "Pool of experts"], hint: ["科技咨询专家的登记、核验与使用。核验后可受邀评审。", "Experts from registration to use. Once verified they can be invited to review."],
  ownHint: ["本单位推荐的专家。", "The experts your organisation recommended."],
  none: ["专家库中还没有人", "Nobody is in the pool"], noneHint: ["可以导入电子表格，或请专家自行登记。", "Import a spreadsheet, or ask experts to register."],
  noneFound: ["没有符合条件的专家", "No expert passes the filters"], noneFoundHint: ["放宽筛选条件再看。", "Widen the filters."], clear: ["清除筛选", "Clear the filters"],
  import: ["导入专家", "Import experts"], recommend: ["推荐专家", "Recommend an expert"], statistics: ["使用统计", "Statistics"], list: ["专家列表", "List of experts"], total: ["共 {{n}} 人", "{{n}} experts"],
  query: ["姓名、单位、职称或关键词", "Name, employer, title or keyword"], status: ["状态", "Standing"], kind: ["专家类别", "Kind"], topic: ["规划选题", "Topic of the plan"], discipline: ["学科", "Discipline"],
  stale: ["待更新", "Due to refresh"], free: ["可接受新评审", "Free for a review"], sort: ["排序", "Order"],
  sort_name: ["姓名", "Name"], sort_load: ["在评数从少到多", "Fewest open reviews"], "sort_-load": ["在评数从多到少", "Most open reviews"], sort_refreshed: ["最久未更新", "Longest not refreshed"], sort_status: ["状态", "Standing"],
  candidate: ["待核验", "To be verified"], active: ["在库", "In the pool"], suspended: ["暂停", "Suspended"], removed: ["已移出", "Removed"],
  technical: ["技术", "Technical"], finance: ["财务", "Finance"], industry: ["产业", "Industry"], management: ["管理", "Management"],
  self: ["自行登记", "Registered"], recommended: ["单位推荐", "Recommended"], imported: ["批量导入", "Imported"],
  academician: ["院士", "Academician"], senior: ["高级职称", "Senior"], other: ["其他", "Other"],
  name: ["姓名", "Name"], employer: ["工作单位", "Employer"], fields: ["专业领域", "Fields"], load: ["在评 / 上限", "Open / most"], refreshed: ["更新于", "Refreshed"], awayToday: ["今日不可评审", "Away today"],
  ask: ["请更新", "Ask to refresh"], askAll: ["提醒全部待更新专家", "Ask all that are due"], asked: ["已提醒 {{n}} 位专家", "{{n}} experts were asked"],
  // one expert
  notFound: ["没有找到这份专家档案", "There is no such file"], file: ["档案", "File"], history: ["变更记录", "History"], use: ["使用情况", "Use"], parts: ["档案的各部分", "Parts of the file"],
  basics: ["基本信息", "Basics"], jobTitle: ["职称", "Title"], degree: ["学位", "Degree"], email: ["电子邮箱", "E-mail"], phone: ["手机", "Telephone"], source: ["入库方式", "How they came in"], recommendedBy: ["推荐单位", "Recommended by"],
  region: ["工作地点", "Works"], local: ["区内", "In the district"], outside: ["区外", "Outside the district"], grade: ["级别（计费用）", "Grade (for fees)"], keywords: ["关键词", "Keywords"], works: ["代表作", "Works"], year: ["年份", "Year"],
  verified: ["核验", "Verified"], verifiedBy: ["{{who}} 核验", "by {{who}}"], reasonIs: ["原因：{{why}}", "Why: {{why}}"], noAccount: ["尚未开通账号", "No account yet"],
  employments: ["工作经历", "Employment"], present: ["至今", "now"], position: ["职务", "Position"], organisation: ["单位", "Organisation"], from: ["起始日期", "From"], to: ["截止日期", "To"], toHint: ["仍在职请留空", "Leave empty while it lasts"],
  relations: ["应声明的关系", "Relations to declare"], relationsHint: ["用于在邀请前发现利益冲突，只有评审机构、业务科室和纪检能看到。", "Used to find conflicts before anybody is invited; seen by agencies, officers and discipline only."], noRelations: ["没有声明的关系", "None declared"],
  supervisor: ["导师", "Supervisor"], student: ["学生", "Student"], relative: ["近亲属", "Relative"], share: ["持股", "Shares"], post: ["任职", "Post"], coauthor: ["合著者", "Co-author"], dispute: ["民事或行政纠纷", "Dispute"], recusal: ["本人申请回避", "I ask to be recused"], relationKind: ["关系", "Relation"], otherName: ["对方姓名", "Other person"], otherOrganisation: ["对方单位", "Other organisation"], note: ["说明", "Note"],
  away: ["不能评审的时间", "Absences"], reason: ["原因", "Reason"], maxLoad: ["同时评审上限", "Reviews at once"], outsideLabel: ["在区外工作", "Works outside the district"],
  invited: ["受邀", "Invited"], accepted: ["接受", "Accepted"], scored: ["已评分", "Scored"], late: ["逾期", "Late"], recused: ["回避", "Recused"], lapsed: ["邀请失效", "Lapsed"], open: ["在评", "Open"], days: ["平均用时（天）", "Mean days"],
  declined: ["谢绝", "Declined"], declined_conflict: ["谢绝：利益冲突", "Declined: conflict"], declined_field: ["谢绝：非本专业", "Declined: field"], declined_load: ["谢绝：任务过多", "Declined: load"],
  noHistory: ["还没有变更", "No change yet"], was: ["原来", "Before"], is: ["改为", "After"],
  act_register: ["登记", "Registered"], act_refresh: ["更新", "Refreshed"], act_recommend: ["推荐", "Recommended"], act_import: ["导入", "Imported"], act_verify: ["核验入库", "Verified"], act_suspend: ["暂停", "Suspended"], act_reinstate: ["恢复", "Reinstated"], act_remove: ["移出", "Removed"], act_ask_refresh: ["提醒更新", "Asked to refresh"],
  // acts
  verify: ["核验入库", "Verify"], suspend: ["暂停", "Suspend"], reinstate: ["恢复", "Reinstate"], remove: ["移出专家库", "Remove"], ask_refresh: ["请更新", "Ask to refresh"], refresh: ["更新我的档案", "Refresh my file"],
  verifyHint: ["核验后可在其现工作单位名下担任评审专家，并通知本人。", "Gives the role of reviewer at the present employer, and tells the expert."], suspendHint: ["暂停后不再受邀；有未完成的评审时不能暂停。本人会收到通知。", "No more invitations; refused while reviews are open. The expert is told."],
  reinstateHint: ["恢复后可再次受邀。本人会收到通知。", "Can be invited again. The expert is told."], removeHint: ["移出后不再受邀；有未完成的评审时不能移出。档案和变更记录保留。", "No more invitations; refused while reviews are open. File and history stay."],
  checked: ["核验了什么（可不填）", "What was checked (may be empty)"], why: ["原因（本人可见）", "Reason (the expert sees it)"], reasonMissing: ["请写明原因", "Give the reason"], cancel: ["取消", "Cancel"], confirm: ["确认", "Confirm"], done: ["完成", "Done"],
  linkTitle: ["开通账号的链接", "Link that opens the account"], linkHint: ["此人还没有账号。请把链接发给本人；关闭后不再显示。", "This person has no account. Send the link; it is not shown again."], copy: ["复制", "Copy"],
  // one's own file
  mineTitle: ["我的专家档案", "My expert file"], mineNew: ["登记后由评审机构或业务科室核验，核验通过即可受邀评审。", "After registering an agency or officer verifies you; then you can be invited to review."], mineKnown: ["请保持档案真实、完整。每年更新一次；没有变化也请确认一遍。", "Keep the file true and complete. Refresh it yearly, also when nothing has changed."],
  mineStale: ["档案已超过更新周期，请核对后提交。", "The file is due: go over it and send it."], truthful: ["我承诺以上内容真实、完整，并已声明全部应声明的关系", "All of this is true and complete, and every relation is declared"], send: ["提交登记", "Register"], save: ["提交更新", "Send"], saved: ["已提交", "Sent"],
  required: ["请填写{{label}}", "{{label}} is required"], fieldNeeded: ["学科与规划选题至少选择一项", "Choose at least one discipline or topic"], truthfulNeeded: ["请确认承诺", "Please confirm"], add: ["添加", "Add"], drop: ["删除第 {{n}} 行", "Remove row {{n}}"], workTitle: ["名称", "Title"], keywordsHint: ["输入后按回车，如“高分子材料”", "Press Enter after each, such as “polymers”"],
  // recommending
  recommendHint: ["推荐后由业务科室或评审机构核验。没有账号的人在核验后收到开通链接。", "An officer or agency verifies. Somebody without an account gets a link then."], opinion: ["推荐意见", "Opinion"], recommendSend: ["提交推荐", "Recommend"], who: ["被推荐人", "Who"],
  // import
  importHint: ["从 .xlsx 或 .csv 导入。有问题的行逐行列出，其余照常导入；已在库的人不改动。", "From .xlsx or .csv. Bad rows are listed one by one, the others are kept; who is in the pool stays as they are."], template: ["下载模板", "Download the template"], choose: ["选择文件", "Choose a file"], dryRun: ["只检查", "Check only"], doImport: ["导入", "Import"],
  importedSum: ["已导入 {{kept}} 人，已在库 {{known}} 人，未通过 {{refused}} 行", "{{kept}} imported, {{known}} known, {{refused}} refused"], drySum: ["可导入 {{kept}} 人，已在库 {{known}} 人，未通过 {{refused}} 行（未写入）", "{{kept}} can be imported, {{known}} known, {{refused}} refused (nothing written)"],
  row: ["行", "Row"], column: ["列", "Column"], problem: ["问题", "Problem"], badRows: ["未通过的行", "Refused rows"], noBadRows: ["没有问题行", "No bad rows"], goodRows: ["其余各行", "The other rows"], kept: ["导入", "Kept"], known: ["已在库", "Known"], back: ["返回专家库", "Back to the pool"],
  // fees
  feesTitle: ["专家咨询费", "Reviewer fees"], feesHint: ["按评审记录和会议天数计算，税后，单位元。", "By opinions and days sat, after tax, in yuan."], noFees: ["没有应付的咨询费", "Nothing is due"], noFeesHint: ["评审结束后，这里按批次列出应付金额。", "Once reviews are done the amounts stand here by call."],
  feeFrom: ["从", "From"], feeTo: ["到", "To"], sheet: ["导出电子表格", "As a spreadsheet"], items: ["通讯评审（项）", "Items"], item: ["每项", "Each"], sat: ["会议（天）", "Days"], daysFee: ["会议费", "For days"], sum: ["合计", "Sum"], evidence_default: ["计费标准为本单位默认值，未核实", "The figures are defaults, not verified"], evidence: ["依据", "Evidence"],
  recordDay: ["登记评审天数", "Record a day"], correctDay: ["更正评审天数", "Correct a day"], correct: ["更正", "Correct"], call: ["批次", "Call"], findExpert: ["查找专家（姓名或单位）", "Find an expert by name or employer"], satDay: ["到会日期", "Day"], countsAs: ["计费", "Counts as"],
  share_day: ["全天", "A day"], share_half: ["半天", "Half a day"], share_none: ["不计", "Nothing"], dayReason: ["依据或更正理由", "Grounds or reason"], dayReasonHint: ["如签到表、会议变更等；与原记录一并留存，专家本人可见。", "Such as the attendance sheet; kept with what was said before, and shown to the expert."],
  byMeeting: ["{{meeting}}纪要", "Minutes of {{meeting}}"], byHand: ["{{who}} 登记：{{why}}", "{{who}}: {{why}}"], missing: ["请填写{{field}}", "{{field}} is required"], satNote: ["评审会纪要签署后，到会（含线上）的委员自动计一天。", "Whoever sat in a panel meeting, there or from afar, has the day once its minutes are signed."],
  // statistics
  statsTitle: ["专家使用统计", "How experts are used"], pool: ["全库", "The pool"], byField: ["按领域", "By field"], experts: ["在库专家", "Experts"], fieldKind_discipline: ["学科", "Discipline"], fieldKind_topic: ["规划选题", "Topic"], feesOfYear: ["当年应付咨询费", "Fees of the year"], allYears: ["全部年份", "All years"],
  // quality
  quality: ["评审质量", "Quality of reviews"], qualityHint: ["只计已办结并已移交的评审；专家本人可见自己的数字。", "Of reviews closed and handed over; experts see their own."], onTime: ["按时率", "In time"], chars: ["评语字数（中位）", "Comment, median"],
  useful: ["有用性（1–3）", "Usefulness, 1–3"], judged: ["{{value}}（{{n}} 次评价）", "{{value}} ({{n}} judgements)"], distance: ["与综合得分的平均差", "Mean distance from the result"], tooFew: ["不足 3 份，其余数字暂不显示，以免对应到个人意见。", "Fewer than three: the other figures would tell whose opinion is whose."],
  staleFile: ["档案待更新", "File not refreshed"],
  // joining
  joinTitle: ["登记为咨询专家", "Register as an expert"], joinHint: ["先建立账号，再填写专家档案。已有账号请直接登录。", "Open an account, then fill in the file. Sign in if you have one."], login: ["登录名", "Login"], loginHint: ["以小写字母开头，由 2 至 50 个小写字母、数字、点、横线或下划线组成", "Begins with a lower-case letter; 2 to 50 lower-case letters, digits, dots, dashes or underscores"], password: ["设置密码", "Password"], passwordHint: ["至少 10 个字符", "At least 10 characters"], joinSend: ["建立账号", "Open the account"], haveAccount: ["已有账号？登录", "Sign in instead"],
} satisfies Words;

export type Word = keyof typeof words;
