package deliverytest

// packJSON is a small rule pack as it is stored: what delivery, closure and
// funding read, and no more. Its clocks count plain days and months, so that
// tests can do the sum in their heads.
const packJSON = `{
  "code": "test", "version": "1", "title": {"zh": "测试", "en": "test"}, "effective_from": "2026-01-01", "practice": false,
  "sources": [], "forms": [], "eligibility": [], "anchors": [{"at": 100, "zh": "好", "en": "good"}],
  "rules": [
    {"id": "fund.disburse.first_ratio", "domain": "funding", "zh": "fund.disburse.first_ratio", "en": "fund.disburse.first_ratio", "value": {"enterprise": 0.6, "other": 1}, "evidence": "default"},
    {"id": "fund.balance.fail", "domain": "funding", "zh": "fund.balance.fail", "en": "fund.balance.fail", "value": {"not_passed": "return_balance", "terminated_not_fault": "return_balance", "terminated_fault": "return_unused_plus_misused", "revoked": "return_all"}, "evidence": "default"},
    {"id": "fund.recovery.days", "domain": "funding", "zh": "fund.recovery.days", "en": "fund.recovery.days", "value": 30, "unit": "d", "evidence": "default"},
    {"id": "fund.recovery.dun_days", "domain": "funding", "zh": "fund.recovery.dun_days", "en": "fund.recovery.dun_days", "value": [10, 30, 60], "unit": "d", "evidence": "default"},
    {"id": "prog.report.max_per_year", "domain": "progress", "zh": "prog.report.max_per_year", "en": "prog.report.max_per_year", "value": 1, "evidence": "default"},
    {"id": "prog.warn", "domain": "progress", "zh": "prog.warn", "en": "prog.warn", "value": {"before_months": [3, 1]}, "evidence": "default"},
    {"id": "prog.overdue.months", "domain": "progress", "zh": "prog.overdue.months", "en": "prog.overdue.months", "value": 3, "unit": "m", "evidence": "default"},
    {"id": "chg.not_after_end", "domain": "change", "zh": "chg.not_after_end", "en": "chg.not_after_end", "value": true, "evidence": "default"},
    {"id": "chg.extension.count", "domain": "change", "zh": "chg.extension.count", "en": "chg.extension.count", "value": 1, "evidence": "default"},
    {"id": "chg.extension.options_months", "domain": "change", "zh": "chg.extension.options_months", "en": "chg.extension.options_months", "value": [6, 12], "unit": "m", "evidence": "default"},
    {"id": "chg.extension.window_months", "domain": "change", "zh": "chg.extension.window_months", "en": "chg.extension.window_months", "value": 3, "unit": "m", "evidence": "default"},
    {"id": "chg.officer_kinds", "domain": "change", "zh": "chg.officer_kinds", "en": "chg.officer_kinds", "value": ["approach", "partner"], "evidence": "default"},
    {"id": "chg.reply_wd", "domain": "change", "zh": "chg.reply_wd", "en": "chg.reply_wd", "value": 10, "unit": "d", "evidence": "default"},
    {"id": "end.suspend", "domain": "ending", "zh": "end.suspend", "en": "end.suspend", "value": {"max_months": 6}, "evidence": "default"},
    {"id": "end.decide.days", "domain": "ending", "zh": "end.decide.days", "en": "end.decide.days", "value": 30, "unit": "d", "evidence": "default"},
    {"id": "end.correction_wd", "domain": "ending", "zh": "end.correction_wd", "en": "end.correction_wd", "value": 10, "unit": "d", "evidence": "default"},
    {"id": "end.force_after", "domain": "ending", "zh": "end.force_after", "en": "end.force_after", "value": 6, "unit": "m", "evidence": "default"},
    {"id": "clo.apply.months_after_end", "domain": "closure", "zh": "clo.apply.months_after_end", "en": "clo.apply.months_after_end", "value": 3, "unit": "m", "evidence": "default"},
    {"id": "clo.complete.months_after_end", "domain": "closure", "zh": "clo.complete.months_after_end", "en": "clo.complete.months_after_end", "value": 6, "unit": "m", "evidence": "default"},
    {"id": "clo.early", "domain": "closure", "zh": "clo.early", "en": "clo.early", "value": true, "evidence": "default"},
    {"id": "clo.panel", "domain": "closure", "zh": "clo.panel", "en": "clo.panel", "value": {"min": 5, "odd": true, "finance_min": 1, "not_from_award_panel_majority": true}, "evidence": "default"},
    {"id": "clo.pass.score", "domain": "closure", "zh": "clo.pass.score", "en": "clo.pass.score", "value": {"excellent": 90, "pass": 70, "shortfall": 60}, "evidence": "default"},
    {"id": "clo.second_chance", "domain": "closure", "zh": "clo.second_chance", "en": "clo.second_chance", "value": {"times": 1, "within_months": 3}, "evidence": "default"},
    {"id": "clo.return.count", "domain": "closure", "zh": "clo.return.count", "en": "clo.return.count", "value": 1, "evidence": "default"},
    {"id": "clo.correction_wd", "domain": "closure", "zh": "clo.correction_wd", "en": "clo.correction_wd", "value": 10, "unit": "d", "evidence": "default"},
    {"id": "clo.appeal_wd", "domain": "closure", "zh": "clo.appeal_wd", "en": "clo.appeal_wd", "value": 10, "unit": "d", "evidence": "default"},
    {"id": "exe.claim_wd", "domain": "exemption", "zh": "exe.claim_wd", "en": "exe.claim_wd", "value": 20, "unit": "d", "evidence": "default"},
    {"id": "fol.eligible", "domain": "followon", "zh": "fol.eligible", "en": "fol.eligible", "value": {"closure_in": ["PASSED_EXCELLENT", "PASSED"], "within_months": 24, "integrity_clean": true}, "evidence": "default"}
  ],
  "rubrics": [{"code": "plain", "zh": "评分表", "en": "rubric", "evidence": "default", "pass": 70, "criteria": [{"code": "NEED", "zh": "需求", "en": "need", "w": 100}]}]
}`
