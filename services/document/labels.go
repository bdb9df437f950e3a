package document

import (
	"slices"
	"strings"
	"sync"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "yanlu/proto/gen/yanlu/closure/v1"  // their fields say what facts are called
	_ "yanlu/proto/gen/yanlu/delivery/v1" // likewise
	formv1 "yanlu/proto/gen/yanlu/form/v1"
)

// label is what a fact is called and how its value is written.
type label struct {
	zh      string
	money   bool
	free    bool // somebody's own words, never a code
	choices map[string]string
}

// factNames are the facts that nobody was asked for in a form: code and name; ¥ marks money.
const factNames = `
parties 当事方|intake 申报与受理|appeal 复核|review 评审|decision 决策|notice 公示|agreement 任务书|funding 经费|run 执行|closure 验收
terms 批次条件|window 受理时间|consultation 征求意见|commission 委托评审|ending 办结|screening 筛选
title 名称|code 编号|parent 所属|pi 项目负责人|host_org 申报单位|recommender_org 推荐单位|demander_org 需求单位|agency_org 评审机构|agency 评审机构
reviewer 评审专家|chair 专家组组长|members 专家组成员|org 单位|role 承担角色|co_applicants 联合申报单位|writers 参与填写人|extended_by 批准延期
receipt 受理编号|number 编号|requested_fen 申请金额¥|own_fen 自筹金额¥|advised_fen 建议金额¥|amount_fen 金额¥|recover_fen 应退金额¥|funding_fen 建议额度¥
spent_fen 累计支出¥|cap_fen 单项上限¥|envelope_fen 资金盘子¥|draft_version 所据草稿版本|content_hash 内容凭证|pledged_at 签署承诺|pledged 已承诺
unit_opinion 单位意见|unit_comments 单位退回意见|recommend_due 推荐审核时限|recommend_late 推荐逾时|recommendation 推荐意见|submitted_at 提交时间
check_due 形式审查时限|auto_checks 自动核查|corrections 已补正次数|correction_due 补正截止|defects 需补正事项|clause 依据条款|reason 理由
extended_until 延期至|extension_reason 延期理由|remind_at 下次提醒|reminders 已提醒次数|topic 规划选题|topics 规划选题|months 执行期（月）|targets 考核指标
against 针对|grounds 事由|filed_at 提出时间|due 时限|outcome 结论|answer 答复|closed_at 办结时间|decided_at 决定时间|signed_at 签署时间
declared_at 声明时间|quorum_at 评分齐备|overdue_at 转为逾期|started_at 开始时间|opened_at 开启时间|archived_at 归档时间|paused_at 暂停时间
recover_due 退款期限|answer_due 答复时限|invite_due 答复邀请时限|reserve_until 备选有效期|term_ends 执行期截止|remediation_due 整改期限|expires 储备有效期
starts 开始|ends 结束|at 时间|status 状态|round 轮次|rounds 历次|needed 需要的评分数|valid 有效评分数|total 总分|aggregate 综合得分
spread 最高与最低之差|short 核心指标不足|advised 专家推荐|advice_fen 专家建议金额|shortage 缺少的专家|seated 在席专家|remark 组长对评分分歧的说明|stddev 标准差|max_minus_min 分差|dispersed 分歧较大|odd 异常|method 计算方法|below_score 低于立项线|fund_line 立项线|label 代号|team 申报团队
report 评审意见|advice 建议|comment 评语|late_note 逾期意见|reopened 重新评审|closed 截止|rank 名次|level 决策层级|level_zh 决策层级|reserve_order 备选顺序|meeting 会议|notice_text 公示正文|minutes 会议纪要
opinion 意见|departure 偏离排序的理由|survey_plan 调研安排|survey_record 调研记录|in_place_of 替补|objections 异议|escalated 已升级督办|reminded 已提醒|version 版本
content 研究内容|ip_clause 成果归属与转化|breach 违约条款|pack 适用规则|pack_hash 规则凭证|pack_code 政策包|pack_version 政策包版本|panel_size 评审组人数|rubric 评分表|programme 计划|template 模板
kind 类型|funding_mode 资助方式|organisation_mode 组织方式|notice_rule 公示规则|window_days 受理天数|close_wd 结束工作日|extended 已延期|opens_at 开始受理|closes_at 受理截止
payments 拨付|returns 退回|duns 催缴|dun_at 催缴时间|dunned 已催缴次数|step 步骤|early 提前结题|note 说明|points 要点|text 内容|field 栏目|rule 规则|zh 说明|ok 通过|name 名称|value 取值|target 目标值|unit 单位
criterion 评分项|scores 分项评分|reports 进展报告|changes 变更|change_no 待批变更|extensions 延期次数|approaches 技术路线调整|what 内容|warned_at 到期提醒
suspended 中止|pauses 历次中止|termination 终止|terminations 历次终止申请|revocation 撤销|ground 事由|ended_at 恢复时间|asked_at 申请时间|decided_by 决定机关|agreement_version 任务书版本
summary 总结|truthful 承诺真实|returned 退回次数|appointed_at 组建时间|concluded_at 结论时间|decide_due 审定期限|force_from 可强制终止之日|score 得分|cause 原因
remediations 整改次数|remediated 整改情况|exemption 免责|exemption_until 免责申请截止|evidence 证据|claimed_at 申请时间|from 原状态|start 起因|materials 材料|requested_at 申请时间|points_due 补充期限|fault 有过错
follow_on 接续支持|scope 委托范围|answers 意见采纳|into 归入|snapshot 内容凭证|case 案件编号|plan 安排|no_conflict 无利益冲突|confidential 承诺保密|grade 等级|criteria 评分项
declared 已声明|decline 谢绝|replaced_by 替补|conflict 利益冲突|content_version 材料版本|contact 联系方式|anonymous 匿名|files 附件|title_en 英文名称|items 内容|works 意见|reviewers 评审专家|count 数量|issued_at 发出时间|paid_at 拨付时间|voucher 凭证号
proceedings 会议情况|mode 评审方式|place 地点|agenda 议程|current 当前议题|minutes_due 纪要时限|presence 到会情况|recusals 回避|taken 进入议题|notes 讨论记录|consensus 合议|order_version 排序版本|by_scores 评分汇总得分|consensus_dropped 因参会专家事后发现应回避而不再计入的合议分
draw 抽取|system 系统随机数的承诺|system_at 系统承诺公布时间|agency_at 机构承诺公布时间|in_time 截止之前公布|drawn_at 抽取时间|record_hash 公开记录凭证|seal 封存|hash 凭证|experts 专家数|exclusions 回避条数
adopted 确认的版本|handover 移交|handed_over_at 移交时间|delivered 移交的报告数|gone 已退出评审的项目数|evaluation 考核|figures 系统记录|all 全部受理项目|found 由系统发现|rebut_until 申辩截止|rebuttal 对评审意见的申辩
rebutted_at 申辩时间|taken_back 撤回评分次数|cancel_reason 取消原因|decline_reason 谢绝原因|invalid_reason 判为无效的原因|escalated_at 升级督办时间|recounts 移交后重新计算次数|reserves_spent 备选专家已用尽
hearing 答辩或考察安排|length_min 时长（分钟）|come 请到场的人员|bring 请携带的材料|attending 到场人员|confirmed_at 确认时间|asked_why 改期理由|asked_for 希望的时间|answer_why 答复理由|answered_at 答复时间|dropped 取消原因|dropped_at 取消时间
attendance 申报单位到场|findings 考察记录|by 到场人员|visited 考察时间|met 会见人员|equipment 场地设备|basis 前期基础|funds 经费|conclusion 考察结论|person 人员|file 文件
lobby 登记内容|handling 办理情况|reporter 登记人|approached 被请托人|subject_of 相关档案|writer_role 登记时的身份|take_up_due 受理时限|reminded_at 逾期提醒|taken_at 受理时间
stage 阶段|track 方向|month 月份|year 年度|domain 领域|lead 牵头|closing 截止|consult_ends 征求意见截止|late 逾时|invited_at 邀请时间|scored_at 评分时间|accepted_at 接受时间|highest 最高分|lowest 最低分|mean 平均|line 立项线|funded 立项|order 顺序
`

// codes are values that stand for words.
var codes = map[string]string{
	"open": "待答复", "dismissed": "不成立", "upheld": "成立", "re_review": "重新评审", "trimmed_mean_1_1": "去掉一个最高分和一个最低分后平均", "mean": "平均", "consensus": "合议",
	"PASSED_EXCELLENT": "通过（优秀）", "PASSED": "通过", "COMPLETED_WITH_SHORTFALL": "结题（未完全达标）", "NOT_PASSED": "不通过",
	"on_plan": "按计划", "ahead": "进度超前", "behind": "滞后", "asks_extension": "申请延期", "unable": "无法完成",
	"industrialisation": "产业化应用", "extension": "延期", "first_use": "首购首用", "standard": "一般申报", "open_competition": "揭榜挂帅", "race": "赛马",
	"visit": "当面", "phone": "电话", "message": "短信、微信、邮件等", "meal_or_gift": "宴请、礼品礼金", "through_others": "托他人转达", "unfounded": "不属实", "warned": "已告诫", "referred": "已移送有权机关处理",
	"budgeted": "预算制", "lump_sum": "经费包干制", "asked": "已申请", "approved": "同意", "refused": "不同意", "granted": "准予", "withdrawn": "已撤回", "void": "失效",
	"pi": "负责人", "approach": "技术路线", "partner": "合作单位", "targets": "指标", "budget": "预算", "recommend": "建议支持", "reject": "建议不支持",
}

var labels = sync.OnceValue(func() map[string]label {
	out := asked()
	for _, entry := range strings.FieldsFunc(factNames, func(r rune) bool { return r == '|' || r == '\n' }) {
		code, zh, _ := strings.Cut(entry, " ")
		plain := strings.TrimSuffix(zh, "¥")
		l := out[code]
		l.zh, l.money = plain, plain != zh
		out[code] = l
	}
	return out
})

// places is the order in which people think of facts: that of the list.
var places = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for i, entry := range strings.FieldsFunc(factNames, func(r rune) bool { return r == '|' || r == '\n' }) {
		code, _, _ := strings.Cut(entry, " ")
		out[code] = i + 1
	}
	return out
})

// asked are the words of the forms in which people were asked for a fact.
func asked() map[string]label {
	out := map[string]label{}
	protoregistry.GlobalTypes.RangeMessages(func(m protoreflect.MessageType) bool {
		d := m.Descriptor()
		if !strings.HasPrefix(string(d.FullName()), "yanlu.") || !strings.HasSuffix(string(d.Name()), "Request") {
			return true
		}
		for i := range d.Fields().Len() {
			fd := d.Fields().Get(i)
			f, _ := proto.GetExtension(fd.Options(), formv1.E_Field).(*formv1.Field)
			if f.GetZh() == "" {
				continue
			}
			l, known := out[string(fd.Name())]
			if !known {
				l = label{zh: f.GetZh(), free: true, choices: map[string]string{}}
			}
			l.free = l.free && slices.Contains([]formv1.Kind{formv1.Kind_KIND_LONG, formv1.Kind_KIND_TEXT, formv1.Kind_KIND_KEYWORDS}, f.GetKind())
			l.zh, l.money = min(l.zh, f.GetZh()), l.money || f.GetKind() == formv1.Kind_KIND_MONEY
			for _, c := range f.GetChoices() {
				l.choices[c.GetValue()] = c.GetZh()
			}
			out[string(fd.Name())] = l
		}
		return true
	})
	return out
}

// labelOf is what a fact is called; known says whether it has a name of its own.
func labelOf(name string) (l label, known bool) {
	l, known = labels()[name]
	return l, known
}
