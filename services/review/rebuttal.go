package review

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// RebuttalRule is the rule rev.rebuttal: whether applicants may answer the
// opinions before the decision, how long after the hand-over and at what length.
type RebuttalRule struct {
	Allowed  bool `json:"allowed"`
	WorkDays int  `json:"wd"`
	Seconds  int  `json:"s"` // instead of working days, in a practice pack
	MaxChars int  `json:"max_chars"`
}

// Span is the time for it.
func (r RebuttalRule) Span() policy.Span {
	if r.Seconds > 0 {
		return policy.Span{N: r.Seconds, Unit: policy.Second}
	}
	return policy.Span{N: r.WorkDays, Unit: policy.WorkDay}
}

// Check refuses a rebuttal that is empty or too long (REBUTTAL_LENGTH).
func (r RebuttalRule) Check(text string) error {
	n := utf8.RuneCountInString(strings.TrimSpace(text))
	if n > 0 && n <= r.MaxChars {
		return nil
	}
	return problem.New(problem.Invalid, "REBUTTAL_LENGTH", fmt.Sprintf("申辩须为1至%d字，现有%d字", r.MaxChars, n), fmt.Sprintf("The answer takes 1 to %d characters and has %d", r.MaxChars, n)).
		With("rule", "rev.rebuttal").At("text", fmt.Sprintf("1至%d字", r.MaxChars), fmt.Sprintf("1 to %d characters", r.MaxChars))
}

// CheckHeard refuses to end an application's review while its applicant may still
// answer the opinions: until the answer is given or its time is over (REBUTTAL_OPEN).
func (o Outcome) CheckHeard(now time.Time) error {
	if o.RebutUntil == nil || o.RebuttedAt != nil || now.After(*o.RebutUntil) {
		return nil
	}
	until := o.RebutUntil.In(policy.Shanghai).Format("2006年1月2日15时04分05秒")
	return problem.New(problem.Precondition, "REBUTTAL_OPEN", "申请人可在"+until+"（北京时间）前对评审意见提出申辩，在此之前或申辩提交之前不能定案", "The applicant may answer the opinions until "+o.RebutUntil.In(policy.Shanghai).Format("2006-01-02 15:04:05")+" (Beijing time); nothing is decided before that or before the answer").
		With("rule", "rev.rebuttal", "until", o.RebutUntil.Format(time.RFC3339)).For(string(lifecycle.PI))
}

// before the decision an application waits in these; nothing has been told yet.
var undecided = []lifecycle.State{lifecycle.Reviewed, lifecycle.Survey, lifecycle.Recommended}

// MayReadComments says whether an applicant reads the comments, and the comments
// alone, before the result: while there is a rebuttal to write.
func (o Outcome) MayReadComments(by lifecycle.Role, s lifecycle.State, now time.Time) bool {
	if by != lifecycle.PI && by != lifecycle.Institution || o.RebutUntil == nil || now.After(*o.RebutUntil) {
		return false
	}
	for _, x := range undecided {
		if x == s {
			return true
		}
	}
	return false
}
