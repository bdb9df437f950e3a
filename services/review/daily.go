package review

import (
	"strconv"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// DailyRule is the rule that bounds how many opinions a reviewer submits in a day.
const DailyRule = "rev.time.per_project_max_per_day"

// Day is the day of a moment as Asia/Shanghai counts it: from its first moment
// to the first moment of the next.
func Day(at time.Time) (from, next time.Time) {
	d := at.In(policy.Shanghai)
	from = time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, policy.Shanghai)
	return from, from.AddDate(0, 0, 1)
}

// CheckDaily refuses another opinion of a reviewer who has submitted as many
// today as the rule allows (REVIEWS_TODAY_EXHAUSTED).
func CheckDaily(limit, today int, now time.Time) error {
	if today < limit {
		return nil
	}
	_, next := Day(now)
	most, have, again := strconv.Itoa(limit), strconv.Itoa(today), next.Format("2006-01-02 15:04")
	return problem.New(problem.Precondition, "REVIEWS_TODAY_EXHAUSTED",
		"每名专家每日至多提交"+most+"份评审意见，今日已提交"+have+"份；草稿已保留，"+again+"起可以继续提交。评审期限不够的，请评审机构延长",
		"A reviewer submits at most "+most+" opinions a day and "+have+" were submitted today; drafts are kept, and you may go on from "+again+" (Beijing time). The agency can give more time where it runs out").
		With("rule", DailyRule, "limit", most, "actual", have, "from", next.UTC().Format(time.RFC3339)).For(string(lifecycle.Agency))
}
