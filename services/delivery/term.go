package delivery

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

var (
	standings      = []string{"on_plan", "ahead", "behind", "asks_extension", "unable"} // prog.schedule_status
	suspendGrounds = []string{"case", "accident", "insolvency", "targets"}              // end.suspend
	revokeGrounds  = []string{"fraud", "integrity", "misuse", "ineligible"}             // end.revoke.grounds
)

// NextWarning is the first time after a given one at which the end of the term is
// warned of (prog.warn: before_months; before_s in a practice pack), or nil.
func NextWarning(pack *policy.Pack, cal *policy.Calendar, ends, after time.Time) (*time.Time, error) {
	var v struct {
		Months  []int `json:"before_months"`
		Seconds []int `json:"before_s"`
	}
	if err := pack.Value("prog.warn", &v); err != nil {
		return nil, err
	}
	before, unit := v.Months, policy.Month
	if len(v.Seconds) > 0 {
		before, unit = v.Seconds, policy.Second
	}
	var next *time.Time
	for _, n := range before {
		at := cal.Before(ends, policy.Span{N: n, Unit: unit})
		if at.After(after) && (next == nil || at.Before(*next)) {
			next = &at
		}
	}
	return next, nil
}

// LongestPause is how long a suspension may last (end.suspend: max_months; max_s in a practice pack).
func LongestPause(pack *policy.Pack) (policy.Span, error) {
	var v struct {
		Months  int `json:"max_months"`
		Seconds int `json:"max_s"`
	}
	if err := pack.Value("end.suspend", &v); err != nil {
		return policy.Span{}, err
	}
	if v.Seconds > 0 {
		return policy.Span{N: v.Seconds, Unit: policy.Second}, nil
	}
	return policy.Span{N: v.Months, Unit: policy.Month}, nil
}

// AfterPause moves a time by the length of a pause, to the microsecond.
func AfterPause(t, from, to time.Time) time.Time { return t.Add(to.Sub(from)) }

// ReportKey is the year, in Asia/Shanghai, under which a report is kept. It
// refuses one more report than most of a year (prog.report.max_per_year).
func ReportKey(filed map[string]Report, now time.Time, most int) (string, error) {
	year := now.In(policy.Shanghai).Format("2006")
	for n := 1; n <= most; n++ {
		key := year
		if n > 1 {
			key = fmt.Sprintf("%s-%d", year, n)
		}
		if _, taken := filed[key]; !taken {
			return key, nil
		}
	}
	return "", problem.New(problem.Precondition, "REPORT_ON_FILE", fmt.Sprintf("本年度的进展报告已提交（每年至多%d份）", most), fmt.Sprintf("This year's report is on file (at most %d a year)", most)).
		With("rule", "prog.report.max_per_year", "year", year)
}

// Check refuses a report that is not whole or not pledged to be true.
func (r Report) Check(truthful bool) error {
	p := problem.New(problem.Invalid, "FIELD_REQUIRED", "请补全必填项", "Complete the required fields")
	if !slices.Contains(standings, r.Status) {
		p.At("status", "请选择进展状态", "Choose a status")
	}
	if strings.TrimSpace(r.Summary) == "" {
		p.At("summary", "请填写进展情况", "A summary is required")
	}
	if !truthful {
		p.At("truthful", "请承诺内容真实", "Pledge that the report is true")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// CheckSuspension refuses a ground that the law does not list or an empty reason.
func CheckSuspension(ground, reason string) error {
	if !slices.Contains(suspendGrounds, ground) {
		return problem.Missing("ground", "中止情形", "A ground").With("rule", "end.suspend")
	}
	if strings.TrimSpace(reason) == "" {
		return problem.Missing("reason", "理由", "A reason")
	}
	return nil
}

// CheckRevocation refuses an unlisted ground, and a revocation without evidence or minutes.
func CheckRevocation(ground, evidence, minutes string) error {
	switch {
	case !slices.Contains(revokeGrounds, ground):
		return problem.Missing("ground", "撤销情形", "A ground").With("rule", "end.revoke.grounds")
	case strings.TrimSpace(evidence) == "":
		return problem.Missing("evidence", "证据与告知、听取申辩情况", "Evidence, with notice and hearing,")
	case strings.TrimSpace(minutes) == "":
		return problem.Missing("minutes", "会议纪要号", "The minutes number")
	}
	return nil
}
