package act

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	commissionstore "yanlu/services/review/commission/store"
	"yanlu/services/review/store"
)

// Recount is the input of recount. Replace opens the round again, so that
// somebody is invited in the reviewer's place.
type Recount struct {
	Reviewer, Ground, Evidence string
	Replace                    bool
}

// afterClose is the input of the invalidate that a recount brings about.
type afterClose struct{ Reason string }

// recount takes a conflict found after the close into account
// (rev.coi.after_discovery): the score is kept and stops counting, and either the
// result is worked out from what is left or the round is open again.
func (r Rules) recount(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Recount](a)
	if strings.TrimSpace(in.Ground) == "" {
		return problem.Missing("ground", "回避情形", "The ground")
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	items, err := f.items(ctx, a.Tx)
	if err != nil {
		return err
	}
	items = slices.DeleteFunc(items, func(i store.Item) bool { return !scored(i.Record.State) })
	at := slices.IndexFunc(items, func(i store.Item) bool { return i.Reviewer() == in.Reviewer })
	if at < 0 {
		return problem.New(problem.Invalid, "NOT_A_SCORER", "该专家在本轮没有计入的评分", "The reviewer has no score that counts in this round").
			At("reviewer", "没有计入的评分", "has no score that counts")
	}
	found := items[at]
	if err := store.RecordConflict(ctx, a.Tx, f.Project.ID, in.Reviewer, in.Ground, in.Evidence, a.Now); err != nil {
		return err
	}
	companion(a, docket.Command{Machine: lifecycle.ReviewMachine, Subject: found.Record.ID, Event: "invalidate", Input: afterClose{in.Ground}})
	if in.Replace {
		return f.reopen(a)
	}
	return f.countAgain(ctx, a, slices.Delete(slices.Clone(items), at, at+1))
}

// reopen puts the application back before its agency with the opinions that still count.
func (f *Frame) reopen(a *docket.Act) error {
	a.Goto(lifecycle.UnderReview)
	a.Clear("review", "quorum_at", "closed_at", "aggregate", "valid", "method", "dispersed", "spread", "short", "advised", "advice_fen", "remark", "report", "chair", "handed_over_at", "escalated_at", "by_scores")
	return a.Set("review", review.Outcome{Recounts: f.Outcome.Recounts + 1})
}

// countAgain works the result out from the scores that are left; a consensus in
// which the one in conflict took part counts no longer, and the outcome says so. Too few of them,
// or a chair who is the one in conflict, need a replacement (QUORUM_LOST, CHAIR_IN_CONFLICT).
func (f *Frame) countAgain(ctx context.Context, a *docket.Act, left []store.Item) error {
	scheme, err := f.scheme()
	if err != nil {
		return err
	}
	if scheme.Method(len(left)) == review.Invalid {
		return replaceFirst("QUORUM_LOST", "剩余有效评分不足，须重开本轮并递补专家", "Too few scores are left; open the round again for a replacement").
			With("valid", strconv.Itoa(len(left)), "rule", "rev.score.aggregate")
	}
	chair := slices.IndexFunc(left, func(i store.Item) bool { return i.Reviewer() == f.Outcome.Chair })
	if chair < 0 {
		return replaceFirst("CHAIR_IN_CONFLICT", "应回避的是专家组组长，须重开本轮并递补专家", "The chair is the one in conflict; open the round again for a replacement")
	}
	o, err := f.tally(left)
	if err != nil {
		return err
	}
	if o, err = f.agreed(ctx, a.Tx, o); err != nil {
		return err
	}
	a.Clear("review", "dispersed", "short", "advice_fen")
	if f.Outcome.Method == review.Consensus && o.Method != review.Consensus {
		a.Clear("review", "by_scores")
		o.Dropped = f.Outcome.Aggregate // those who agreed on it included the one in conflict
	}
	o.Recounts, o.Round = f.Outcome.Recounts+1, f.Outcome.Round
	o.Rounds = map[string]review.Round{strconv.Itoa(o.Round): {Aggregate: o.Aggregate, Valid: o.Valid, Closed: f.Outcome.ClosedAt}}
	if err := a.Set("review", o); err != nil {
		return err
	}
	o.Report, o.Remark = f.Outcome.Report, f.Outcome.Remark
	_, err = a.Snapshot(review.PanelReportKind, nameless(o, left, left[chair].Work.Label))
	return err
}

func replaceFirst(reason, zh, en string) *problem.Problem {
	return problem.New(problem.Precondition, reason, zh, en).At("replace", "请选择重开本轮", "choose to open the round again").For(string(lifecycle.Agency))
}

// Deliver is the input of deliver_review; By is the hand-over that it goes with.
type Deliver struct{ By, Note string }

// deliverReview shows a result to the bureau, one way (rev.agency.separation):
// with its commission, or alone when it was worked out after the hand-over.
func (r Rules) deliverReview(ctx context.Context, a *docket.Act) error {
	var o review.Outcome
	if err := a.Record.Section("review", &o); err != nil {
		return err
	}
	if !o.Withheld() {
		return problem.New(problem.Precondition, "ALREADY_DELIVERED", "该项目的评审结果无须移交或已经移交", "The result needs no hand-over, or has been handed over")
	}
	if in := docket.Input[Deliver](a); in.By != o.Commission {
		over, err := commissionstore.HandedOver(ctx, a.Tx, o.Commission)
		if err != nil {
			return err
		}
		if !over {
			return problem.New(problem.Precondition, "COMMISSION_NOT_HANDED_OVER", "委托尚未移交；请移交整个委托", "The commission is not handed over yet; hand all of it over").
				With("commission", o.Commission).For(string(lifecycle.Agency))
		}
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	until, err := r.rebutUntil(f, a.Now) // the applicant's time begins when the opinions leave the agency
	if err != nil {
		return err
	}
	return a.Set("review", review.Outcome{HandedOverAt: &a.Now, RebutUntil: until})
}
