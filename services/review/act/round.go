package act

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// ExpertRecused is the input of expert_recused: a conflict found after the invitation.
type ExpertRecused struct{ Reviewer, Ground, Evidence string }

// expertRecused records the conflict and takes the reviewer off the panel. A score is kept and no longer counted.
func (r Rules) expertRecused(ctx context.Context, a *docket.Act) error {
	in := docket.Input[ExpertRecused](a)
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
	i := slices.IndexFunc(items, func(i store.Item) bool { return i.Reviewer() == in.Reviewer })
	if i < 0 {
		return problem.New(problem.Invalid, "NOT_ON_PANEL", "该专家不在本轮专家组中", "The reviewer is not on the panel of this round").
			At("reviewer", "不在本轮专家组中", "not on the panel")
	}
	if err := store.RecordConflict(ctx, a.Tx, f.Project.ID, in.Reviewer, in.Ground, in.Evidence, a.Now); err != nil {
		return err
	}
	found := items[i].Record
	switch {
	case scored(found.State):
		companion(a, docket.Command{Machine: lifecycle.ReviewMachine, Subject: found.ID, Event: "invalidate", Input: docket.Reason{Reason: in.Ground}})
	case review.Open(found.State):
		companion(a, docket.Command{Machine: lifecycle.ReviewMachine, Subject: found.ID, Event: "recuse", Input: Recuse{Ground: in.Ground, Evidence: in.Evidence}})
	}
	return nil
}

// settled returns the round's reviews and refuses while some are still open (REVIEWS_OPEN).
func (f *Frame) settled(ctx context.Context, a *docket.Act) ([]store.Item, error) {
	items, err := f.items(ctx, a.Tx)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, problem.New(problem.Precondition, "NO_PANEL", "本轮尚未邀请专家", "No reviewer was invited to this round").For(string(lifecycle.Agency))
	}
	if n := count(items, review.Open); n > 0 {
		return nil, problem.New(problem.Precondition, "REVIEWS_OPEN", fmt.Sprintf("还有%d份评审未完成", n), fmt.Sprintf("%d reviews are still open", n)).
			With("open", strconv.Itoa(n)).For(string(lifecycle.Reviewer), string(lifecycle.Agency))
	}
	return items, nil
}

// panelFailsQuorum ends a round with too few valid scores and opens the next.
func (r Rules) panelFailsQuorum(ctx context.Context, a *docket.Act) error {
	in := docket.Input[docket.Note](a)
	if strings.TrimSpace(in.Note) == "" {
		return problem.Missing("note", "说明", "A note")
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	items, err := f.settled(ctx, a)
	if err != nil {
		return err
	}
	scheme, err := f.scheme()
	if err != nil {
		return err
	}
	valid := count(items, scored)
	if scheme.Method(valid) != review.Invalid {
		return problem.New(problem.Precondition, "QUORUM_HELD", fmt.Sprintf("已有%d份有效评分，不能宣布未达法定人数", valid), fmt.Sprintf("There are %d valid scores: the quorum has not failed", valid)).
			With("rule", "rev.score.aggregate", "valid", strconv.Itoa(valid)).For(string(lifecycle.Agency))
	}
	if f.Outcome.Rounds == nil {
		f.Outcome.Rounds = map[string]review.Round{}
	}
	f.Outcome.Rounds[strconv.Itoa(f.Outcome.Round)] = review.Round{Valid: valid, Closed: &a.Now, Note: in.Note}
	return openRound(a, f.Outcome)
}

// NextRound is the part of re_review and of an upheld appeal that opens another
// round: nothing counted yet, the history kept. The agency then invites a new panel (invite_more).
func (r Rules) NextRound(_ context.Context, a *docket.Act) error {
	var o review.Outcome
	if err := a.Record.Section("review", &o); err != nil {
		return err
	}
	return openRound(a, o)
}

// openRound names the event as the reason: applicants read it, so the agency's own words stay with the ended round.
func openRound(a *docket.Act, current review.Outcome) error {
	a.Clear("review", review.OutcomeFields...)
	return a.Set("review", review.NextRound(current, string(a.Command.Event)))
}

// quorumReached states that every invited review is in or gone; the agency closes the round, invites more or declares it failed.
func (r Rules) quorumReached(ctx context.Context, a *docket.Act) error {
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	items, err := f.settled(ctx, a)
	if err != nil {
		return err
	}
	o, err := f.Provisional(items)
	if err != nil {
		return err
	}
	a.Clear("review", "valid", "dispersed")
	return a.Set("review", review.Outcome{QuorumAt: &a.Now, Valid: count(items, scored), Dispersed: o.Dispersed})
}

// CloseReview is the input of close_review. Chair is the person who signs the
// report; Remark is what the chair says of scores that lie far apart.
type CloseReview struct{ Report, Chair, Remark string }

// closeReview counts the round and hands it over, one way (rev.agency.separation).
func (r Rules) closeReview(ctx context.Context, a *docket.Act) error {
	in := docket.Input[CloseReview](a)
	if strings.TrimSpace(in.Report) == "" {
		return problem.Missing("report", "综合评审意见", "The panel report")
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	items, err := f.settled(ctx, a)
	if err != nil {
		return err
	}
	items = slices.DeleteFunc(items, func(i store.Item) bool { return !scored(i.Record.State) })
	if err := f.mayCount(ctx, a, items); err != nil {
		return err
	}
	o, err := f.tally(items)
	if err != nil {
		return err
	}
	if o, err = f.agreed(ctx, a.Tx, o); err != nil {
		return err
	}
	chair := slices.IndexFunc(items, func(i store.Item) bool { return i.Reviewer() == in.Chair })
	if chair < 0 {
		return problem.New(problem.Invalid, "CHAIR_NOT_A_SCORER", "组长须为本轮有效评分的专家", "The chair must be a reviewer whose score of this round is valid").
			At("chair", "须为本轮有效评分的专家", "must have scored in this round")
	}
	if err := explained(o, in.Remark); err != nil {
		return err
	}
	a.Clear("review", "dispersed")
	o.Round, o.Report, o.Remark, o.Chair, o.ClosedAt = f.Outcome.Round, in.Report, strings.TrimSpace(in.Remark), in.Chair, &a.Now
	if o.RebutUntil, err = r.rebutUntil(f, a.Now); err != nil {
		return err
	}
	o.Rounds = map[string]review.Round{strconv.Itoa(o.Round): {Aggregate: o.Aggregate, Valid: o.Valid, Closed: o.ClosedAt}}
	if err := a.Set("review", o); err != nil {
		return err
	}
	_, err = a.Snapshot(review.PanelReportKind, nameless(o, items, items[chair].Work.Label))
	return err
}

// tally is what the valid scores come to.
func (f *Frame) tally(items []store.Item) (review.Outcome, error) {
	var o review.Outcome
	scheme, err := f.scheme()
	if err != nil {
		return o, err
	}
	limits, err := Value[review.Dispersion](f.Pack, "rev.score.dispersion_flag")
	if err != nil {
		return o, err
	}
	totals, opinions := make([]decimal.Decimal, 0, len(items)), make([]review.Opinion, 0, len(items))
	for _, i := range items {
		opinions = append(opinions, i.Work.Opinion)
		total, err := decimal.NewFromString(i.Work.Total)
		if err != nil {
			return o, fmt.Errorf("review %s: total: %w", i.Record.ID, err)
		}
		totals = append(totals, total)
	}
	result, err := scheme.Aggregate(totals)
	if err != nil {
		return o, err
	}
	o = review.Outcome{
		Aggregate: result.Value.StringFixed(review.Places), Valid: result.Valid, Method: result.Method,
		Dispersed: limits.Flag(totals), Spread: result.Spread.String(),
	}
	recommend, amount := review.FundingAdvice(opinions)
	o.Advised, o.AdviceFen = fmt.Sprintf("%d/%d", recommend, len(opinions)), amount
	pass, rubric, err := f.Pass()
	if err != nil {
		return o, err
	}
	o.Short, err = pass.Short(rubric, opinions)
	return o, err
}

// nameless is the report as it is handed over: opinions under their labels, in the order of the labels.
func nameless(o review.Outcome, items []store.Item, chair string) review.PanelReport {
	p := review.PanelReport{
		Round: o.Round, Aggregate: o.Aggregate, Method: o.Method, Valid: o.Valid, Dispersed: o.Dispersed, Spread: o.Spread,
		Report: o.Report, Remark: o.Remark, Chair: chair, Opinions: make([]review.NamelessOpinion, 0, len(items)),
	}
	for _, i := range items {
		p.Opinions = append(p.Opinions, review.NamelessOpinion{Label: i.Work.Label, Opinion: i.Work.Opinion})
	}
	return p
}
