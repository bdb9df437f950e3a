package act

import (
	"context"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
	"yanlu/services/review/commission"
)

// Extend is the input of extend_review and extend_opinions: the new time by which an opinion is due.
type Extend struct {
	Due    *time.Time
	Reason string
}

// extendOpinions gives every open review of the running round more time. A review
// that is due later already keeps its time (NOTHING_TO_EXTEND when all do).
func (r Rules) extendOpinions(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Extend](a)
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	if err := f.checkExtension(ctx, a, in); err != nil {
		return err
	}
	items, err := f.items(ctx, a.Tx)
	if err != nil {
		return err
	}
	extended := false
	for _, i := range items {
		if !review.Open(i.Record.State) || i.Work.Due == nil || !in.Due.After(*i.Work.Due) {
			continue
		}
		companion(a, docket.Command{Machine: lifecycle.ReviewMachine, Subject: i.Record.ID, Event: "extend_review", Input: in})
		extended = true
	}
	if !extended {
		return problem.New(problem.Precondition, "NOTHING_TO_EXTEND", "没有期限早于该时间的未完成评审", "No open review is due before that time").
			At("due", "须晚于现期限", "must be later than the present time").For(string(lifecycle.Agency))
	}
	return a.Set("review", review.Outcome{Due: in.Due})
}

// extendReview gives one reviewer more time. An invitation that lapses earlier still does.
func (r Rules) extendReview(ctx context.Context, a *docket.Act) error {
	w, err := work(a)
	if err != nil {
		return err
	}
	in := docket.Input[Extend](a)
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	if err := f.checkExtension(ctx, a, in); err != nil {
		return err
	}
	if w.Due != nil && !in.Due.After(*w.Due) {
		return problem.New(problem.Invalid, "DUE_NOT_LATER", "新期限须晚于现期限", "The new time must be later than the present one").
			At("due", "须晚于"+stamp(*w.Due), "must be later than "+stamp(*w.Due))
	}
	next := review.Work{Due: in.Due}
	if a.Record.State == lifecycle.ReviewAccepted {
		if next.RemindAt, err = r.remindBefore(a, f, *in.Due); err != nil {
			return err
		}
	}
	return a.Set("review", next)
}

// checkExtension refuses an extension without a reason, into the past, or past the
// agency's own time to hand over, which the bureau may extend (EXTENSION_INVALID).
func (f *Frame) checkExtension(ctx context.Context, a *docket.Act, in Extend) error {
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	p := problem.New(problem.Invalid, "EXTENSION_INVALID", "新期限无效", "The new time cannot be given").With("rule", "rev.late")
	hand, err := f.handOverBy(ctx, a.Tx)
	switch {
	case err != nil:
		return err
	case in.Due == nil || !in.Due.After(a.Now):
		return p.At("due", "须晚于现在", "must be in the future")
	case hand != nil && in.Due.After(*hand):
		return p.At("due", "不得晚于移交期限"+stamp(*hand)+"；如需更晚，请先由科技局延长委托", "not later than the hand-over at "+stamp(*hand)+"; the bureau can extend the commission first").
			For(string(lifecycle.Officer))
	}
	return nil
}

// handOverBy is when the agency has to hand over; nil when nobody said.
func (f *Frame) handOverBy(ctx context.Context, q docket.Querier) (*time.Time, error) {
	if f.Outcome.Commission == "" {
		return f.Commission.Due, nil
	}
	r, err := docket.Get(ctx, q, f.Outcome.Commission)
	if err != nil {
		return nil, err
	}
	brief, err := docket.SectionOf[commission.Brief](r, "commission")
	return brief.Due, err
}

// stamp is a time as a sentence says it, in Beijing time.
func stamp(t time.Time) string { return t.In(policy.Shanghai).Format("2006-01-02 15:04") }
