package act

import (
	"context"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
)

// PanelOpened says whether a panel meeting on an application was opened; nil means that none ever is.
type PanelOpened func(ctx context.Context, q docket.Querier, project string) (bool, error)

// opinionFields are the facts of an opinion, which an open review has not.
var opinionFields = []string{"scores", "total", "comment", "advice", "funding_fen", "submitted_at"}

// takeBack opens a submitted opinion again. What was submitted stays as its
// snapshot (invariant 4); it becomes the newest draft, and only another
// submission puts a score on record.
func (r Rules) takeBack(ctx context.Context, a *docket.Act) error {
	w, err := work(a)
	if err != nil {
		return err
	}
	if err := r.MayTakeBack(ctx, a.Tx, a.Parent.ID, w, a.Now); err != nil {
		return err
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	_, err = a.Tx.Exec(ctx, `insert into draft (subject, version, content, saved_by, saved_at)
		select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from draft where subject = $1`, a.Record.ID, w.Opinion.Content(), a.Person(), a.Now)
	if err != nil {
		return err
	}
	a.Clear("review", opinionFields...)
	remind, err := r.remindBefore(a, f, *w.Due)
	if err != nil {
		return err
	}
	return a.Set("review", review.Work{RemindAt: remind, TakenBack: w.TakenBack + 1})
}

// MayTakeBack refuses once the opinion is overdue (TAKE_BACK_LATE) or the panel has met (PANEL_OPENED).
func (r Rules) MayTakeBack(ctx context.Context, q docket.Querier, project string, w review.Work, now time.Time) error {
	if passed(w.Due, now) {
		return problem.New(problem.Precondition, "TAKE_BACK_LATE", "评审期限已过，评分不能再撤回", "The review is overdue: its score can no longer be taken back").
			With("rule", "rev.late", "due", w.Due.Format(time.RFC3339)).For(string(lifecycle.Agency))
	}
	if r.PanelOpened == nil {
		return nil
	}
	opened, err := r.PanelOpened(ctx, q, project)
	if err != nil || !opened {
		return err
	}
	return problem.New(problem.Precondition, "PANEL_OPENED", "评审会已经开始，评分不能再撤回", "The panel has met: its scores can no longer be taken back").For(string(lifecycle.Agency), string(lifecycle.Chair))
}
