// Words of the way into an application and out of it.

export const words = {
  questions: ["申报前先看：全部填报问题", "Before you start: every question"],
  questionsHint: ["不需要账号。可先准备材料和文件，也可下载空白表离线讨论。", "No account is needed. Prepare your texts and files first, or take the blank form along."],
  start: ["开始申报", "Start an application"], signInStart: ["登录后申报", "Sign in to apply"], blank: ["下载空白表（PDF）", "Blank form (PDF)"], toCall: ["返回批次", "Back to the call"], notOpen: ["此批次当前不在受理期。", "This call does not take applications now."],
  count: ["共 {{all}} 项，其中必填 {{required}} 项；需上传文件 {{files}} 项（必传 {{must}} 项）。", "{{all}} questions, {{required}} of them required; {{files}} files to upload, {{must}} of them required."],
  required: ["必填", "Required"], optional: ["选填", "Optional"], most: ["不超过 {{n}} 字", "At most {{n}} characters"],
  text: ["一行文字", "One line"], long: ["多行文字", "Text"], int: ["整数", "Whole number"], money: ["金额（万元，可精确到分）", "Amount (10,000 CNY, exact to the cent)"], date: ["日期", "Date"], enum: ["选择", "Choice"], file: ["上传文件：{{types}}，单个不超过 {{size}}", "Files: {{types}}, up to {{size}} each"], table: ["表格", "Table"], bool: ["是或否", "Yes or no"], ref: ["从系统带入或选择", "Taken from the record, or chosen"],
  dateRange: ["起止日期", "From and to"], intRange: ["起止数值", "From and to"], columns: ["列：{{list}}", "Columns: {{list}}"], choices: ["选项：{{list}}", "Choices: {{list}}"], sections: ["章节", "Parts"],
  chooseCall: ["申报批次", "Call"], chooseCallHint: ["只列出正在受理的批次。", "Only calls that take applications now."], noCalls: ["现在没有正在受理的批次。", "No call takes applications now."], seeCalls: ["查看全部批次", "See all calls"],
  title: ["项目名称", "Title"], titleHint: ["之后还可以在申报书中修改。", "It can still be changed in the form."], recommender: ["推荐单位", "Recommending body"], recommenderHint: ["本单位审核后由其推荐。", "It recommends after your institution has checked."],
  co: ["联合申报单位", "Partner institutions"], coHint: ["没有可不填。", "Leave it empty if there are none."], pick: ["请选择", "Choose"],
  copy: ["复制我以前的申报", "Copy an earlier application of mine"], copyNone: ["不复制，从空白开始", "Start from a blank form"], copyHint: ["新表没有的问题会略去；复制后仍可修改。", "What the new form does not ask is left out; everything can be changed."], copyFiles: ["附件也一并复制", "Take the files along"],
  copied: ["已复制《{{title}}》的内容", "Copied from “{{title}}”"], copyFailed: ["申报已建立，但复制没有成功：{{why}}", "The application was made, but not the copy: {{why}}"], begin: ["建立申报并开始填写", "Begin the application"],
  missing: ["请填写{{what}}", "Please give: {{what}}"], closes: ["距截止", "Closes"], limits: ["我的申报限项", "My limits"], left: ["已用 {{used}} / {{limit}}，还可 {{left}}", "{{used}} of {{limit}} used, {{left}} left"], noneAllowed: ["不得有，现有 {{used}}", "none allowed, {{used}} now"],
  receipt: ["提交回执", "Receipt"], receiptOf: ["《{{title}}》已提交", "“{{title}}” was sent"], number: ["受理编号", "Number"], noNumber: ["推荐单位推荐后给出", "Given when the recommending body recommends"], at: ["提交时间", "Sent at"], by: ["提交人", "Sent by"], hash: ["回执校验码（SHA-256）", "Check code (SHA-256)"], act: ["事项", "Act"], state: ["现在的状态", "Where it stands"],
  next: ["接下来", "What happens next"], next_UNIT_CHECK: ["本单位审核。如需修改会退回给您，并附意见。", "Your institution checks it; it may come back with comments."], next_RECOMMENDING: ["推荐单位审核并推荐，推荐后取得受理编号。", "The recommending body checks and recommends; then the number is given."], next_SUBMITTED: ["科技局进行形式审查。如有缺漏，会一次性列明退回补正。", "The bureau checks the form. If something is missing, everything is listed at once."], next_FORMAL_CHECK: ["科技局正在进行形式审查。", "The bureau is checking the form."], next_other: ["有新进展时会通知您。", "You will be told when it moves on."],
  keep: ["请保存校验码：它证明这次提交已被记录。之后任何人都可用它核对。", "Keep the check code: it proves that this act was recorded."], pdf: ["提交的申报书（PDF）", "What was sent (PDF)"], receiptPdf: ["回执（PDF）", "Receipt (PDF)"], toDocket: ["查看办理进展", "Follow its progress"], none: ["还没有提交过。", "Nothing was sent yet."], noneHint: ["提交后，回执在这里随时可查。", "Once it is sent, the receipt stays here."], write: ["继续填写", "Go on writing"],
  copyHash: ["复制", "Copy"], hashCopied: ["已复制", "Copied"],
} as const satisfies Record<string, readonly [string, string]>;
