// The portal's words in Chinese: the first language, and the shape of the other.

export const zh = {
  product: "研路",
  tagline: "科研项目全生命周期管理",
  nav: {
    queue: "我的待办", projects: "项目", needs: "需求", calls: "申报批次", reviews: "评审任务", notices: "公示",
    objections: "异议查询", packs: "政策包", plan: "规划", account: "账户", main: "主导航", open: "打开导航", skip: "跳到正文",
  },
  auth: {
    joinExperts: "登记为咨询专家",
    title: "登录", login: "登录名", password: "密码", signIn: "登录", signOut: "退出", needed: "请先登录，再查看这一页。",
    demo: "演示账户", demoHint: "点选一个账户即可填入登录名和密码。", publicHint: "不登录也可以查看申报批次与公示，并对公示提出异议。",
    changed: "密码已修改，其他设备上的登录已失效。", oldPassword: "原密码", newPassword: "新密码（至少 10 位）", change: "修改密码",
    roles: "身份", who: "当前用户",
  },
  common: {
    loading: "正在加载", retry: "重试", reload: "重新加载", cancel: "取消", more: "加载更多",
    first: "返回首页", next: "下一页", search: "名称或编号", state: "状态", yes: "是", no: "否",
    add: "添加一行", remove: "删除这一行", unit: "万元", optional: "选填", language: "English", languageLabel: "切换到英文",
    notFound: "没有找到这一页", notFoundHint: "地址可能有误，或这一页已经移走。", oldPage: "系统已更新，请重新加载本页。", brokenHint: "这一页没能正常显示。请重新加载；如仍出现，请联系系统管理员。", empty: "没有符合条件的记录。", title: "名称", who: "可协助：{{who}}",
    failed: "出错了", clear: "清除筛选", close: "关闭", copy: "复制", copied: "已复制", row: "第 {{n}} 行",
  },
  span: { day: "{{count}} 天", hour: "{{count}} 小时", minute: "{{count}} 分钟", second: "{{count}} 秒" },
  wait: {
    system: "到时由系统自动办理", late: "已超过办理时限",
    then: "到时：{{what}}", waited: "已等待 {{span}}", left: "剩余 {{span}}", over: "已过期 {{span}}", turn: "等待{{who}}办理",
    until: "截止 {{time}}（北京时间）",
  },
  queue: {
    title: "我的待办", count: "共 {{count}} 项，等待最久的在前", emptyTitle: "现在没有等待您办理的事项",
    emptyHint: "有新的事项时会出现在这里，并在右上角提醒。您可以先：", seeCalls: "查看开放的申报批次", seeProjects: "查看我的项目", seeNotices: "查看公示",
    seeNeeds: "登记一项需求", held: "系统有 {{count}} 项到期事项无法自动办理，请查看原因",
  },
  list: {
    projects: "项目", needs: "需求", calls: "批次", reviews: "评审任务", newApplication: "开始申报", newNeed: "登记需求", newCall: "起草批次",
    filterState: "按状态筛选", filterCall: "只看一个批次",
  },
  docket: {
    act: "办理", material: "材料", timeline: "时间线", snapshots: "快照", files: "附件", applications: "申报项目", reviews: "评审",
    facts: "档案", noActions: "当前没有您可以办理的事项。", noActionsOver: "这一事项已经办结。",
    exceptional: "特殊情形", irreversible: "不可撤销", refusedHead: "暂不能办理", parent: "所属", relations: "您的身份",
    feedback: "评审反馈", aggregate: "综合得分", ledger: "资金流水", rank: "排序表", progress: "评审进度",
    conflict: "声明利益冲突", notYet: "尚无材料。", ofParent: "被评审的材料（提交时的快照）",
    conflictHint: "声明后，您将不能再办理该事项。", conflictGround: "回避情形", conflictEvidence: "说明", conflictDone: "已记录利益冲突，您不再参与该事项。",
    objectionsHere: "异议内容", readObjection: "查看异议 {{number}}",
  },
  action: {
    confirmTitle: "确认{{what}}？", consequence: "「{{what}}」一经提交即记入档案，不可撤销，任何人（包括管理员）都不能改回。事项：{{title}}",
    confirmOk: "确认提交", done: "已办理：{{what}}", receipt: "回执", receiptNumber: "编号", receiptSeq: "第 {{seq}} 号事件", receiptHash: "凭证",
    missing: "还有以下问题需要处理：", goTo: "前往填写", unknown: "本版本的页面还不认识这一操作，请刷新页面。", stale: "在您填写期间，这一事项已有新的进展。已为您载入最新状态，您填写的内容仍在，请核对后再提交。",
    noFields: "无需填写内容，核对后提交即可。", pick: "请选择", colleaguesHint: "可选本单位已有账号的同事；他们能填写和上传，送审与撤回仍由负责人办理。", peopleHint: "已排除与本项目存在利益冲突的人员。",
  },
  refusal: {
    required: "请填写「{{label}}」", money: "请填写金额，例如 50 或 12.5（万元）", precision: "金额最多精确到分（小数点后 6 位）", tooMuch: "金额超出允许的最大值",
    number: "请填写整数", decimal: "请填写数字，例如 82.5", time: "请填写时间，例如 2026-12-31 18:00:00", rows: "每一行都要填写完整",
  },
  rows: {
    field: "涉及的材料项", text: "问题说明", whole: "整份材料", name: "指标", value: "目标值", unit: "单位", organisation: "单位", role: "承担角色",
    points: "得分", comment: "评语", total: "合计", pass: "立项线 {{pass}} 分", full: "满分 {{max}}", minComment: "总体评语不少于 {{min}} 字",
  },
  draft: {
    saved: "已保存 {{time}} · 第 {{version}} 版", never: "尚未保存", saving: "正在保存…", dirty: "有未保存的修改", failed: "保存失败，内容已留在本机，将自动重试", saveNow: "立即保存",
    restored: "已恢复您上次未保存的内容。", mergedNote: "{{who}} 同时修改了：{{fields}}。已合并，您填写的内容没有变。",
    staleTitle: "有人同时修改了这份材料", staleHint: "{{who}} 于 {{time}} 保存了第 {{version}} 版。以下各项你们都改过，请逐项选择；其余修改已自动合并，您填写的内容没有丢失。",
    mine: "保留我的", theirs: "采用对方的", apply: "合并并保存", blank: "（空）", sections: "章节", notStarted: "未开始", partial: "填写中", complete: "已完成",
    readOnly: "当前为只读：这一状态下不能修改材料。", onlyListed: "补正期间只能修改被指出的材料项。", check: "检查能否提交", checkOk: "未发现问题，可以提交。", obstacles: "资格与限项", defects: "材料缺项",
    upload: "上传文件", uploading: "正在上传…", uploaded: "已上传 {{name}}", uploadFailed: "上传失败：{{why}}", from: "起", to: "止",
    someone: "另一位填写人", clearFile: "移除文件",
  },
  timeline: { system: "系统", cause: "依据", body: "内容", snapshot: "快照", hash: "凭证" },
  snapshot: { title: "（第 {{seq}} 号事件）", hint: "快照一经形成不再改变；评审、决策均以快照为准。", hash: "SHA-256", none: "还没有形成快照。", },
  files: { none: "没有附件。", noneHint: "填写材料时上传的文件列在这里。", hash: "SHA-256" },
  calls: {
    title: "申报批次", hint: "公开发布的申报批次，无需登录即可查看。", window: "受理时间", cap: "单项资助上限", envelope: "资金盘子", topics: "规划选题", mode: "组织方式", funding: "资助方式",
    apply: "申报此批次", signInToApply: "登录后申报", none: "目前没有公开的申报批次。", closesIn: "距截止", notOpen: "尚未开始受理", drafts: "起草与管理中的批次", pack: "适用规则", docket: "批次档案", opensIn: "距开始受理", noLimit: "不限",
  },
  notices: {
    title: "公示", hint: "公示期内任何单位或个人均可提出异议，无需登录。", daysLeft: "还剩 {{count}} 天", ends: "公示至 {{time}}", paused: "存在待处理的异议，公示计时暂停", none: "目前没有正在公示的项目。",
    host: "承担单位", pi: "负责人", amount: "拟资助金额", call: "申报批次", period: "公示期", object: "提出异议", over: "公示期已满", done: "异议已收到", number: "异议编号", keep: "请记下异议编号，凭编号可随时查询办理进展。", track: "查询办理进展",
    real: "请以真实身份提出并留下联系方式；个人信息仅供核查人员使用，不对外公开。", anonymousHint: "匿名异议须有具体证据线索方可受理。",
  },
  track: { title: "异议查询", hint: "输入提出异议时得到的编号。", number: "异议编号", go: "查询", status: "办理状态", filed: "提出时间", answer: "书面答复", pending: "尚未答复" },
  rank: { title: "排序表", rank: "名次", aggregate: "综合得分", valid: "有效评分", requested: "申请金额", cumulative: "累计", line: "线", below: "低于立项线", above: "达到", envelope: "资金盘子 {{sum}} 万元", beyond: "超出盘子", none: "还没有完成评审的项目。", },
  packs: {
    title: "政策包", hint: "政策包是各项规则的一个版本。批次发布时冻结所用版本。", practice: "演练用", effective: "自 {{date}} 起", rules: "{{count}} 条规则", rule: "规则", value: "取值", evidence: "依据程度",
    sourced: "有出处", unverified: "默认值（待核实）", default: "默认值", note: "标为“默认值”的规则未经核实或未见明文规定，只作为系统默认设置，不是法定要求，各地可自行调整。", search: "按规则名称查找",
  },
  plan: {
    title: "规划", bases: "产业科创基地", indicators: "规划指标", topics: "选题", notes: "规划文本中的不一致之处", notesHint: "以下各处照原文并列，系统不作修改。", tier: "层级", lead: "依托单位", number: "序号", category: "类别", unit: "单位", v2020: "2020 年", v2025: "2025 年目标",
    line: "原文第 {{line}} 行", a: "一处写作", b: "另一处写作", advice: "使用建议", items: "研究内容",
  },
  create: { application: "开始申报", need: "登记需求", call: "起草批次", hintApplication: "先建立申报档案，随后在“材料”中填写申报书；草稿会自动保存。", hintNeed: "先建立需求档案，随后填写需求表。", hintCall: "选择模板与政策包后，各项条件可在起草阶段调整。" },
  bell: { title: "通知", none: "没有通知。", unread: "{{count}} 条未读", open: "打开通知" },
};

export type Words = typeof zh;
