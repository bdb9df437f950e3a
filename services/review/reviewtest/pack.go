package reviewtest

import "strings"

// packJSON is a small rule pack as it is stored: what review reads, and no more.
// Its clocks count plain days, so that tests can do the sum in their heads.
const packJSON = `{
  "code": "test", "version": "1", "title": {"zh": "测试", "en": "test"}, "effective_from": "2026-01-01", "practice": false,
  "sources": [], "forms": [], "eligibility": [],
  "anchors": [{"at": 100, "zh": "好", "en": "good"}],
  "rules": [
    {"id": "rev.panel.size", "domain": "review", "zh": "人数", "en": "size", "value": {"min": 5, "max": 9, "odd": true, "small_project_min": 3}, "evidence": "default"},
    {"id": "rev.panel.mix", "domain": "review", "zh": "构成", "en": "mix", "value": {"tech_min_ratio": "0", "finance_min": 0, "industry_min": 0, "local_max_ratio": "1"}, "evidence": "default"},
    {"id": "rev.panel.rotation", "domain": "review", "zh": "轮换", "en": "rotation", "value": 2, "evidence": "default"},
    {"id": "rev.panel.draw", "domain": "review", "zh": "抽取", "en": "draw", "value": {"ratio_backup": 2, "lead_time_hours": 48}, "evidence": "default"},
    {"id": "rev.coi.lookback_months", "domain": "review", "zh": "追溯期", "en": "look-back", "value": 36, "unit": "m", "evidence": "default"},
    {"id": "rev.coi.applicant_exclude_max", "domain": "review", "zh": "申请回避", "en": "avoid list", "value": 3, "evidence": "default"},
    {"id": "rev.panel.same_unit_max", "domain": "review", "zh": "同一单位", "en": "same unit", "value": 1, "evidence": "default"},
    {"id": "rev.score.aggregate", "domain": "review", "zh": "汇总", "en": "aggregate", "value": {">=5": "trimmed_mean_1_1", "3-4": "mean", "<3": "invalid"}, "evidence": "default"},
    {"id": "rev.score.dispersion_flag", "domain": "review", "zh": "分歧", "en": "dispersion", "value": {"max_minus_min": 25, "stddev": 10}, "unit": "points", "evidence": "default"},
    {"id": "rev.score.comment_min_chars", "domain": "review", "zh": "评语", "en": "comment", "value": {"overall": 10, "when_below": 10, "below_score": 60}, "evidence": "default"},
    {"id": "rev.score.pass", "domain": "review", "zh": "入围线", "en": "line", "value": {"fund_line": 75, "floor_any_core_criterion": 0.5}, "evidence": "default"},
    {"id": "rev.time.per_project_max_per_day", "domain": "review", "zh": "每日上限", "en": "per day", "value": 4, "evidence": "default"},
    {"id": "rev.invite.reply_wd", "domain": "review", "zh": "答复", "en": "reply", "value": 3, "unit": "d", "evidence": "default"},
    {"id": "rev.opinion_wd", "domain": "review", "zh": "评审", "en": "opinion", "value": 10, "unit": "d", "evidence": "default"},
    {"id": "rev.remind.before", "domain": "review", "zh": "提醒", "en": "remind", "value": 2, "unit": "d", "evidence": "default"},
    {"id": "dec.amount.district", "domain": "decision", "zh": "额度", "en": "amounts", "value": {"small": [5, 10], "general": [10, 30]}, "unit": "万元", "evidence": "default"}
  ],
  "rubrics": [
    {"code": "plain", "zh": "评分表", "en": "rubric", "evidence": "default", "pass": 70,
     "criteria": [{"code": "NEED", "zh": "需求", "en": "need", "w": 60}, {"code": "TEAM", "zh": "团队", "en": "team", "w": 40}]}
  ]
}`

// packWith is the pack with further rules.
func packWith(rules []string) string {
	const head = `"rules": [`
	return strings.Replace(packJSON, head, head+strings.Join(append(rules, ""), ","), 1)
}
