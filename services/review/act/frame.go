package act

import (
	"context"
	"fmt"
	"slices"

	"yanlu/services/award"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	"yanlu/services/review/store"
)

// Frame is what a review is judged by: the call's terms and the pack in force for the application.
type Frame struct {
	Project, Call *docket.Record
	Terms         programme.Terms
	Commission    programme.Commission
	Pack          *policy.Pack
	Outcome       review.Outcome

	screened map[string]string // what was found against whom; see against
	planned  bool              // the plan of a commission seats the panel; see clear
}

// FrameOf reads the frame of an application or of a review (the call is read through their parents).
func FrameOf(ctx context.Context, q docket.Querier, book *programmestore.Book, r, parent *docket.Record) (*Frame, error) {
	f := &Frame{Project: r, Call: parent}
	if r.Machine == lifecycle.ReviewMachine {
		if parent == nil {
			return nil, docket.NotFound(r.ID)
		}
		call, err := docket.Get(ctx, q, parent.Parties().Parent)
		if err != nil {
			return nil, err
		}
		f.Project, f.Call = parent, call
	}
	if f.Project.Machine != lifecycle.ProjectMachine || f.Call == nil {
		return nil, docket.NotFound(r.ID)
	}
	for _, s := range []struct {
		of   *docket.Record
		name string
		into any
	}{{f.Call, "terms", &f.Terms}, {f.Call, "commission", &f.Commission}, {f.Project, "review", &f.Outcome}} {
		if err := s.of.Section(s.name, s.into); err != nil {
			return nil, err
		}
	}
	var err error
	f.Pack, err = f.pack(ctx, book)
	return f, err
}

// pack is the agreement's once it is signed, else the call's.
func (f *Frame) pack(ctx context.Context, book *programmestore.Book) (*policy.Pack, error) {
	var g award.Agreement
	if err := f.Project.Section("agreement", &g); err != nil {
		return nil, err
	}
	if g.PackHash != "" {
		return book.Pack(ctx, g.PackHash)
	}
	return book.Pack(ctx, f.Terms.PackHash)
}

// Rubric is the scoring sheet the call lays down.
func (f *Frame) Rubric() (policy.Rubric, error) {
	rubric, ok := f.Pack.Rubric(f.Terms.Rubric)
	if !ok {
		return rubric, fmt.Errorf("review: pack %s has no rubric %q", f.Pack.Name(), f.Terms.Rubric)
	}
	return rubric, nil
}

// blind is the stricter of what the call lays down and what the commission asks for.
func (f *Frame) blind(ctx context.Context, q docket.Querier) (string, error) {
	if f.Outcome.Commission == "" {
		return review.Stricter(f.Terms.Blind, ""), nil
	}
	under, err := docket.Get(ctx, q, f.Outcome.Commission)
	if err != nil {
		return "", err
	}
	var b commission.Brief
	err = under.Section("commission", &b)
	return review.Stricter(f.Terms.Blind, b.Blind), err
}

// Curtain hangs between the panel and the application where the review is
// double-blind, by what the running round was invited with; nil in a single-blind one.
func (f *Frame) Curtain(ctx context.Context, q docket.Querier, round []store.Item) (*review.Curtain, error) {
	blind, err := f.blind(ctx, q)
	if err != nil {
		return nil, err
	}
	double := blind == review.DoubleBlind || slices.ContainsFunc(round, func(i store.Item) bool { return i.Work.Blind == review.DoubleBlind })
	if !double {
		return nil, nil
	}
	form, _ := f.Pack.Form("proposal")
	draft, err := docket.LatestDraft(ctx, q, f.Project.ID)
	if err != nil {
		return nil, err
	}
	team, err := store.Team(ctx, q, f.Project.Parties())
	if err != nil {
		return nil, err
	}
	c := review.NewCurtain(form, true, draft.Content, team)
	return &c, nil
}

// Comments is the rule rev.score.comment_min_chars.
func (f *Frame) Comments() (review.CommentRule, error) {
	return Value[review.CommentRule](f.Pack, "rev.score.comment_min_chars")
}

// scheme is the rule rev.score.aggregate.
func (f *Frame) scheme() (review.Scheme, error) {
	methods, err := Value[map[string]review.Method](f.Pack, "rev.score.aggregate")
	if err != nil {
		return nil, err
	}
	return review.ParseScheme(methods)
}

// items lists the reviews of the running round.
func (f *Frame) items(ctx context.Context, q docket.Querier) ([]store.Item, error) {
	all, err := store.Reviews(ctx, q, f.Project.ID)
	return store.OfRound(all, f.Outcome.Round), err
}

// Value reads a rule of the pack as T. It returns *policy.RuleMissing or *policy.RuleType.
func Value[T any](pack *policy.Pack, id string) (T, error) {
	var v T
	err := pack.Value(id, &v)
	return v, err
}

func (r Rules) frame(ctx context.Context, a *docket.Act) (*Frame, error) {
	return FrameOf(ctx, a.Tx, r.Book, a.Record, a.Parent)
}

// work reads a review's section and refuses to act on a round that is over (REVIEW_OVER).
func work(a *docket.Act) (review.Work, error) {
	var w review.Work
	if err := a.Record.Section("review", &w); err != nil {
		return w, err
	}
	if over, _ := gone(w, a.Parent); over != "" {
		return w, problem.New(problem.Precondition, "REVIEW_OVER", "本轮评审已经结束，不能再办理", "This round of the review is over").
			With("state", string(a.Parent.State)).For(string(lifecycle.Agency))
	}
	return w, nil
}
