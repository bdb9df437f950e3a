package act

import (
	"context"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
)

// Rebut is the input of rebut.
type Rebut struct{ Text string }

// rebut puts the applicant's answer beside the opinions, once, before its limit.
// It changes no score: those who advise and decide read it with them.
func (r Rules) rebut(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Rebut](a)
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	rule, err := Value[review.RebuttalRule](f.Pack, rebuttalRule)
	if err != nil {
		return err
	}
	until := f.Outcome.RebutUntil
	switch {
	case !rule.Allowed || until == nil:
		return problem.New(problem.Precondition, "REBUTTAL_NOT_OFFERED", "本计划不设对评审意见的申辩", "This programme has no answer to the opinions").With("rule", rebuttalRule).For(string(lifecycle.Officer))
	case f.Outcome.RebuttedAt != nil:
		return problem.New(problem.Precondition, "REBUTTAL_ON_FILE", "申辩已提交，不能更改", "The answer is on file and cannot be changed").With("rule", rebuttalRule)
	case passed(until, a.Now):
		return problem.New(problem.Precondition, "REBUTTAL_LATE", "申辩期限已过", "The time to answer the opinions is over").
			With("rule", rebuttalRule, "until", until.Format(time.RFC3339)).For(string(lifecycle.Officer))
	}
	if err := rule.Check(in.Text); err != nil {
		return err
	}
	text := strings.TrimSpace(in.Text)
	if _, err := a.Snapshot("rebuttal", map[string]string{"text": text}); err != nil {
		return err
	}
	return a.Set("review", review.Outcome{Rebuttal: text, RebuttedAt: &a.Now})
}

const rebuttalRule = "rev.rebuttal"

// rebutUntil is until when an answer to the opinions is taken that are handed over now; nil where the programme takes none.
func (r Rules) rebutUntil(f *Frame, now time.Time) (*time.Time, error) {
	if _, known := f.Pack.Rule(rebuttalRule); !known {
		return nil, nil // packs that were frozen before there was such a rule
	}
	rule, err := Value[review.RebuttalRule](f.Pack, rebuttalRule)
	if err != nil || !rule.Allowed {
		return nil, err
	}
	until := r.Cal.Add(now, rule.Span())
	return &until, nil
}
