// The words of the pages of rule packs.

import type { Words } from "../../i18n/words";

export const words = {
  title: ["政策包", "Rule packs"],
  hint: ["规则的各个版本：哪一版在用、哪一版将要生效。批次发布时锁定所用版本，之后不随新版本改变。", "The versions of the rules: which is in force, which is coming. A call keeps the version it was published with."],
  versions: ["版本", "Versions"], drafts: ["正在修改", "Being changed"],
  noDrafts: ["没有正在修改的草稿", "Nothing is being changed"], noDraftsHint: ["打开一个版本，选择“在此基础上修改”即可开始。", "Open a version and choose “change from here” to begin."],
  effective: ["自 {{day}} 起生效", "In force from {{day}}"],
  inForce: ["现行", "In force"], coming: ["待生效", "Coming"], past: ["已被取代", "Superseded"], practice: ["演练", "Practice"],
  decideThese: ["有 {{n}} 份草稿等您批准", "{{n}} drafts wait for your approval"],
  status_draft: ["编写中", "Being written"], status_submitted: ["待批准", "Waits for approval"], status_returned: ["已退回", "Returned"], status_approved: ["已批准", "Approved"], status_discarded: ["已作废", "Discarded"],
  from: ["由 {{version}} 修改", "Changed from {{version}}"], savedBy: ["{{who}} 保存于", "saved by {{who}}"], closed: ["已办结的草稿", "Closed drafts"],
  // what a release brought
  offers: ["随系统升级带来的新版规则", "Newer rules that came with the system"], offered: ["待采用", "To be adopted"], offeredAt: ["带来于", "Came on"],
  offerStays: ["尚未采用，不影响任何批次；现行规则 {{base}} 照旧。采用后先成为草稿，本局自行改过的内容保留，经另一人批准后自生效日起用于新批次。", "Not adopted yet and binding nobody; {{base}} stays in force. Adopting makes a draft that keeps what the bureau changed itself; once a second person approves, new calls use it from its day."],
  offerTaken: ["本局已有内容不同的 {{version}} 版，该版保持不变；采用时请另定版本号。", "The bureau has another version {{version}}, which stays as it is: adopt this one under a different version."],
  offerCompare: ["与 {{base}} 比较", "Compare with {{base}}"], adopt: ["采用为草稿", "Adopt as a draft"], adoptHint: ["以随附的 {{version}} 版新建草稿，本局自行改过的内容保留。现行规则不受影响；草稿经另一人批准后，自生效日起用于新批次。", "Begins a draft of the shipped {{version}}, keeping what the bureau changed itself. The rules in force stay; once a second person approves, new calls use it from its day."],
  offerDraft: ["查看采用它的草稿", "Open the draft that adopts it"], offerNews: ["随系统升级带来了新版规则 {{version}}，现行规则 {{base}} 未变", "Newer rules {{version}} came with the system; {{base}} stays in force"], offerLook: ["比较并决定是否采用", "Compare, and decide whether to adopt"], keptOwn: ["保留的本局改动（与随附版相比）", "What the bureau keeps of its own (against the shipped version)"],
  // a pack to read
  contents: ["目录", "Contents"], search: ["查找规则、字段或说明", "Find a rule, a field or a sentence"], found: ["找到 {{n}} 处", "{{n}} found"], nothingFound: ["没有找到", "Nothing found"],
  nothingFoundHint: ["换一个词试试；可以只输入一部分。", "Try another word; a part of it is enough."],
  rule: ["规则", "Rule"], value: ["取值", "Value"], evidence: ["依据", "Evidence"], rules: ["规则", "Rules"], rubrics: ["评分表", "Rubrics"], forms: ["表单", "Forms"], eligibility: ["资格条件", "Eligibility"],
  sourced: ["有出处", "Sourced"], unverified: ["默认值，未核实", "Default, not verified"], default: ["本单位默认值", "Default"],
  sourcedHelp: ["取值见于所列文件或公开系统。", "The value was read in the document or public system named."],
  unverifiedHelp: ["来自通行做法，尚未逐字核对原文，仅作默认值使用，由主管部门确认。", "From common practice, not checked against a text: a default until the bureau confirms it."],
  defaultHelp: ["由本单位设定，不引用任何文件。", "Set by the bureau; no document is claimed."],
  evidenceKinds: ["三种依据", "Three kinds of evidence"], note: ["说明", "Note"], jbgs: ["揭榜挂帅时", "In an open competition"], params: ["计算时使用", "Used in computing"],
  points: ["{{n}} 分", "{{n}} points"], passLine: ["立项线 {{n}} 分", "Funded from {{n}} points"], lines: ["优秀 {{a}} 分、通过 {{b}} 分、结题 {{c}} 分", "Excellent {{a}}, passed {{b}}, shortfall {{c}}"],
  anchorsTitle: ["评分参照", "Grade guide"], required: ["必填", "Required"], max: ["不超过 {{n}} 字", "{{n}} characters at most"], checkedAt: ["检查环节：{{when}}", "Checked at: {{when}}"],
  unblock: ["可协助解除：{{who}}", "Can clear it: {{who}}"], print: ["打印", "Print"], change: ["在此基础上修改", "Change from here"], use: ["使用情况", "In use"], useNone: ["还没有批次使用这一版", "No call uses this version yet"],
  useHint: ["批次一经发布即锁定版本，修改规则不影响下列批次。", "A published call keeps its version: changing the rules does not touch these calls."], dockets: ["{{n}} 份申报", "{{n}} applications"], agreements: ["{{n}} 份任务书按这一版执行", "{{n}} agreements are carried out under this version"],
  startTitle: ["修改规则", "Change the rules"], startHint: ["在 {{version}} 的基础上新建一版草稿。现行规则不受影响；草稿经另一人批准后，自生效日起用于新批次。", "Begins a draft from {{version}}. The rules in force stay; once a second person approves, new calls use it from its day."],
  version: ["版本号", "Version"], day: ["生效日期", "In force from"], start: ["开始修改", "Begin"], cancel: ["取消", "Cancel"],
  compareWith: ["与此版本比较", "Compare with"], compare: ["版本比较", "Compare versions"], choose: ["选择版本", "Choose a version"],
  // the editor
  tabRules: ["规则", "Rules"], tabForms: ["表单", "Forms"], tabRubrics: ["评分表", "Rubrics"], tabEligibility: ["资格条件", "Eligibility"], tabChanges: ["改动", "Changes"], tabRun: ["试算", "Dry run"], tabHead: ["版本与日期", "Version and day"], tabHistory: ["经过", "History"],
  parts: ["草稿的各部分", "Parts of the draft"], undo: ["撤销", "Undo"], redo: ["重做", "Redo"],
  save_clean: ["已保存", "Saved"], save_unsaved: ["有改动，即将自动保存", "Changed; saves by itself"], save_saving: ["正在保存…", "Saving…"], save_offline: ["连接中断，改动已留在本机，恢复后自动保存", "No connection; the changes are kept here and saved later"], save_refused: ["未能保存", "Not saved"],
  savedAt: ["第 {{n}} 稿", "Revision {{n}}"], clash: ["有人同时修改了下列内容，已保留您的写法，请核对", "Somebody else changed these at the same time; yours were kept, please look at them"], seen: ["知道了", "Understood"],
  untouched: ["修改表单只影响生效后新建批次的申报；已经开始填写或提交的材料仍按原表单，不会改变。", "Changing a form touches applications in calls made afterwards only; what is being written or was submitted keeps its form."],
  edit: ["修改", "Change"], done: ["完成", "Done"], restore: ["恢复原值", "Put back"], changed: ["已改", "Changed"], was: ["原值", "Before"], why: ["修改理由", "Why"], whyHint: ["改动的取值即为本单位设定，不再引用原出处；理由会随规则一起显示。", "A changed value is the bureau’s own and no longer borrows its source; the reason is shown with the rule."],
  unit: ["单位", "Unit"], yes: ["是", "Yes"], no: ["否", "No"], onePerLine: ["每行一项", "One a line"], addRow: ["添加一行", "Add a row"], remove: ["删除", "Remove"], row: ["第 {{n}} 行", "Row {{n}}"], coded: ["由系统识别，不能改写", "Read by the product; fixed"], notNumber: ["请填写数字", "Give a number"],
  onlyChanged: ["只看改动", "Only changed"], changedCount: ["已改 {{n}} 条", "{{n}} changed"],
  // forms
  form: ["表单", "Form"], section: ["章节", "Section"], addField: ["添加字段", "Add a field"], up: ["上移", "Move up"], down: ["下移", "Move down"], drag: ["拖动排序，或按 Alt+↑↓", "Drag, or press Alt+↑↓"], zh: ["中文名称", "Chinese label"], en: ["英文名称", "English label"], type: ["类型", "Type"], isRequired: ["必填", "Required"], maxLabel: ["字数上限", "Most characters"], hintLabel: ["填写提示", "Hint"], isRange: ["填写起止两端", "From and to"],
  options: ["选项", "Options"], columns: ["表格列", "Columns"], addOption: ["添加选项", "Add an option"], addColumn: ["添加列", "Add a column"], preview: ["申报人看到的样子", "As applicants see it"], previewHint: ["可以试填，内容不会保存。", "Try it; nothing is kept."], newField: ["新字段", "New field"], newOption: ["新选项", "New option"], newColumn: ["新列", "New column"], noLimit: ["不限", "No limit"], noFields: ["这一节还没有字段", "This section has no fields"], moved: ["“{{what}}”移到第 {{n}} 位", "“{{what}}” is now no. {{n}}"],
  // rubrics and eligibility
  weight: ["权重", "Weight"], core: ["核心指标", "Core"], coreMark: ["（核心）", " (core)"], sum: ["合计 {{n}} 分", "{{n}} points in all"], sumWrong: ["合计 {{n}} 分，应为 100 分", "{{n}} points in all, not 100"], pass: ["立项线", "Line"], excellent: ["优秀线", "Excellent"], passed: ["通过线", "Passed"], shortfall: ["结题线", "Shortfall"], refusal: ["不符合时的说明（中文）", "Said when refused (Chinese)"], refusalEn: ["不符合时的说明（英文）", "Said when refused (English)"], stages: ["检查环节", "Checked at"], condition: ["判断式", "Condition"], conditionHint: ["通过时为真。由熟悉规则引擎的人修改；写错会在检查中列出。", "True when the applicant passes. For those who know the rule engine; mistakes are listed by the check."], holes: ["{value} 和 {limit} 处会填入实际值和限值。", "{value} and {limit} are filled in."],
  titleZh: ["名称（中文）", "Title (Chinese)"], titleEn: ["名称（英文）", "Title (English)"],
  // check, changes, dry run
  checkFine: ["检查通过", "The check found nothing"], checkOk: ["检查通过，可以提交批准", "The check found nothing; it can be submitted"], checkBad: ["还有 {{n}} 处问题，改正后才能提交", "{{n}} defects to mend before it can be submitted"], showMore: ["显示全部", "Show all"],
  noChanges: ["与原版本没有不同", "No difference"], noChangesHint: ["改动会在这里逐条列出。", "Changes are listed here one by one."], change_added: ["新增", "Added"], change_removed: ["删除", "Removed"], change_changed: ["修改", "Changed"], change_moved: ["移动", "Moved"], kind_head: ["版本与日期", "Version and day"], kind_rule: ["规则", "Rules"], kind_form: ["表单", "Forms"], kind_rubric: ["评分表", "Rubrics"], kind_eligibility: ["资格条件", "Eligibility"], before: ["原来", "Before"], after: ["改后", "After"], reasonIs: ["理由：{{why}}", "Why: {{why}}"], goTo: ["去修改", "Go there"], changesOf: ["与 {{version}} 相比的改动", "Changes against {{version}}"],
  runHint: ["用提交当时的记录，分别按原规则和草稿判断每份已上报的申报，只列出结果不同的。不会改变任何材料。", "Judges every application that was handed in by the old rules and by the draft, on what was on record at its submission, and lists those that differ. Nothing is changed."], runStart: ["开始试算", "Begin"], runAgain: ["重新试算", "Run again"], runStop: ["停止", "Stop"], runAll: ["全部批次", "All calls"], runCall: ["批次", "Call"], judged: ["已判断", "Judged"], sameResult: ["结果相同", "Same"], differing: ["结果不同", "Different"], unjudged: ["无法判断", "Not judged"], runProgress: ["已判断 {{n}} / {{total}}", "{{n}} of {{total}} judged"], passBefore: ["原规则：符合", "Before: eligible"], failBefore: ["原规则：不符合", "Before: not eligible"], passAfter: ["新规则：符合", "After: eligible"], failAfter: ["新规则：不符合", "After: not eligible"], runNone: ["没有结果不同的申报", "No application fares differently"], runNoneHint: ["就已上报的申报而言，这次改动不改变任何一项资格判断。", "The changes alter no judgement on what was handed in."], runEmpty: ["没有可以试算的申报", "Nothing to judge"], runEmptyHint: ["还没有上报的申报，或您看不到它们。", "Nothing was handed in, or it is not yours to see."], runFirst: ["先判断规则改了会影响谁", "See first whom a change would touch"],
  // deciding
  submit: ["提交批准", "Submit"], submitHint: ["提交后由未参与编写的另一人批准；批准前不能再改。", "A second person who wrote none of it approves; it cannot be changed until then."], submitReason: ["修改的缘由", "Why the rules change"], approve: ["批准", "Approve"], approveHint: ["批准后成为 {{version}} 版，自 {{day}} 起用于新批次；已有批次不受影响。批准不能撤回，再改须另起一版。", "It becomes version {{version}}, for new calls from {{day}}; calls that exist keep theirs. An approval cannot be taken back: another change is another version."], approveNote: ["批准意见（可不填）", "Remark (may be left empty)"], approveConfirm: ["确认批准", "Approve"], return: ["退回", "Return"], returnHint: ["退回后由编写人修改并重新提交。", "The authors change it and submit again."], returnReason: ["退回理由", "Why it is returned"], discard: ["作废", "Discard"], discardHint: ["作废后不能再改，写过的内容仍留存备查。", "It cannot be changed again; what was written stays on record."], confirm: ["确认", "Confirm"], reasonMissing: ["请写明理由", "Give the reason"],
  returnedBecause: ["{{who}} 退回：{{why}}", "Returned by {{who}}: {{why}}"], submittedBecause: ["{{who}} 提交：{{why}}", "Submitted by {{who}}: {{why}}"], waitsForOther: ["等待另一人批准。参与编写的人不能批准。", "Waits for a second person. Whoever wrote on it cannot approve."], approvedIs: ["已由 {{who}} 批准，自 {{day}} 起生效", "Approved by {{who}}, in force from {{day}}"], openPack: ["查看这一版", "Open this version"], authors: ["编写：{{who}}", "Written by {{who}}"], discardedIs: ["这份草稿已作废", "This draft was discarded"],
  step_start: ["开始修改", "Began"], step_submit: ["提交批准", "Submitted"], step_return: ["退回", "Returned"], step_approve: ["批准", "Approved"], step_discard: ["作废", "Discarded"],
} satisfies Words;
