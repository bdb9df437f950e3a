package act

import (
	"cmp"
	"context"
	"time"

	"yanlu/services/application"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/conflict"
	"yanlu/services/review/store"
)

// AssignReview is the input of assign_review. Due is of the opinions; the pack sets it when it is nil.
// Commission is set where the panel comes from the adopted plan of a commission,
// which has screened everybody of it in the same transaction; Lost is how many
// drawn members may no longer sit.
type AssignReview struct {
	Reviewers  []string
	Due        *time.Time
	Commission string
	Lost       int
}

// InviteMore is the input of invite_more. Reason is why the panel departs from the composition that the rule asks for.
type InviteMore struct {
	Reviewers []string
	Reason    string
}

// createReview is the input of a review's create. It is private: a review begins only beside an act on its application.
type createReview struct {
	Parties docket.Parties
	Work    review.Work
}

func create(_ context.Context, a *docket.Act) error {
	in, ok := a.Command.Input.(createReview)
	if !ok {
		return problem.New(problem.Denied, "REVIEW_BY_ASSIGNMENT_ONLY", "评审任务只能由指派专家产生", "A review begins only when reviewers are assigned").
			For(string(lifecycle.Agency))
	}
	if err := a.Set("parties", in.Parties); err != nil {
		return err
	}
	return a.Set("review", in.Work)
}

func (r Rules) assignReview(ctx context.Context, a *docket.Act) error {
	in := docket.Input[AssignReview](a)
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	open := f.Call.State == lifecycle.CallInReview || f.Call.State == lifecycle.CallClosed
	if !open || f.Commission.Agency == "" {
		return problem.New(problem.Precondition, "REVIEW_NOT_COMMISSIONED", "本批次尚未委托评审，不能指派专家", "The review of this call has not been commissioned").
			With("call_state", string(f.Call.State)).For(string(lifecycle.Officer))
	}
	if in.Due != nil && !in.Due.After(a.Now) {
		return problem.New(problem.Invalid, "DUE_PASSED", "评审期限必须晚于现在", "The due time must be in the future").At("due", "须晚于现在", "must be in the future")
	}
	if err := byPlanOnly(ctx, a, in.Commission); err != nil {
		return err
	}
	f.Outcome = review.Outcome{Round: 1, Agency: a.By.Org, Commission: in.Commission}
	if in.Commission != "" {
		f.clear(in.Reviewers)
		f.Outcome.Needed = len(in.Reviewers) + in.Lost
	}
	return r.invite(ctx, a, f, in.Reviewers, in.Due)
}

func (r Rules) inviteMore(ctx context.Context, a *docket.Act) error {
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	in := docket.Input[InviteMore](a)
	all, err := store.Reviews(ctx, a.Tx, f.Project.ID)
	if err != nil {
		return err
	}
	if err := f.inOrder(ctx, a, all, in.Reviewers); err != nil {
		return err
	}
	d, err := f.byHand(ctx, a, all, in)
	if err != nil {
		return err
	}
	a.Clear("review", "escalated_at", "departure")
	if err := r.invite(ctx, a, f, in.Reviewers, nil); err != nil {
		return err
	}
	return a.Set("review", review.Outcome{Departure: d})
}

// invite checks the panel, states its deadlines and creates a review for each reviewer.
func (r Rules) invite(ctx context.Context, a *docket.Act, f *Frame, reviewers []string, due *time.Time) error {
	all, err := store.Reviews(ctx, a.Tx, f.Project.ID)
	if err != nil {
		return err
	}
	items := store.OfRound(all, f.Outcome.Round)
	c, err := f.composition(ctx, a, all, reviewers)
	if err != nil {
		return err
	}
	if err := c.Check(); err != nil {
		return err
	}
	w, err := r.deadlines(ctx, a, f, due)
	if err != nil {
		return err
	}
	if w.Blind, err = f.blind(ctx, a.Tx); err != nil {
		return err
	}
	if w.Blind != review.DoubleBlind {
		if w.Team, err = store.Team(ctx, a.Tx, f.Project.Parties()); err != nil {
			return err
		}
	}
	if c.First {
		a.Clear("review", review.OutcomeFields...)
	} else {
		a.Clear("review", "quorum_at", "reserves_spent", "shortage")
	}
	needed := max(f.Outcome.Needed, len(c.Seated)+len(c.New))
	if err := a.Set("review", review.Outcome{Round: f.Outcome.Round, Agency: f.Outcome.Agency, Due: w.Due, InviteDue: w.InviteDue, Needed: needed, Reopened: f.Outcome.Reopened, Commission: f.Outcome.Commission}); err != nil {
		return err
	}
	for i, id := range reviewers {
		w.Round, w.Label = f.Outcome.Round, review.Label(len(items)+i)
		companion(a, docket.Command{Machine: lifecycle.ReviewMachine, Event: lifecycle.Create, Input: createReview{
			Parties: docket.Parties{Title: f.Project.Parties().Title, Parent: f.Project.ID, Reviewer: id, AgencyOrg: cmp.Or(f.Outcome.Agency, a.By.Org)},
			Work:    w,
		}})
	}
	return nil
}

// companion carries a command on a review beside the present act, in the same capacity.
func companion(a *docket.Act, c docket.Command) {
	c.Actor = docket.Actor{Person: a.Person(), Capacities: []docket.Capacity{a.By}}
	a.Also(c)
}

// deadlines states when an invitation sent now lapses, when its opinion is due
// and when the reviewer is first reminded. An opinion is not due after the agency
// has to hand over, unless the agency says so itself or that day is past.
func (r Rules) deadlines(ctx context.Context, a *docket.Act, f *Frame, given *time.Time) (review.Work, error) {
	reply, err := f.Pack.Span(inviteSpan)
	if err != nil {
		return review.Work{}, err
	}
	opinion, err := f.Pack.Span(opinionSpan)
	if err != nil {
		return review.Work{}, err
	}
	due := r.Cal.Add(a.Now, opinion)
	hand, err := f.handOverBy(ctx, a.Tx)
	if err != nil {
		return review.Work{}, err
	}
	if hand != nil && hand.After(a.Now) && hand.Before(due) {
		due = *hand
	}
	if f.Outcome.Due != nil && f.Outcome.Due.After(due) {
		due = *f.Outcome.Due // whoever joins later has no less time than those before
	}
	if given != nil {
		due = given.UTC()
	}
	inviteDue := r.Cal.Add(a.Now, reply)
	if inviteDue.After(due) {
		inviteDue = due
	}
	w := review.Work{Due: &due, InviteDue: &inviteDue}
	w.RemindAt, err = r.remindBefore(a, f, inviteDue)
	return w, err
}

// remindBefore is when to remind of a deadline; nil when that moment is past.
func (r Rules) remindBefore(a *docket.Act, f *Frame, due time.Time) (*time.Time, error) {
	span, err := f.Pack.Span(remindSpan)
	if err != nil {
		return nil, err
	}
	if at := r.Cal.Before(due, span); at.After(a.Now) {
		return &at, nil
	}
	return nil, nil
}

// composition gathers what decides whether the panel is lawful.
func (f *Frame) composition(ctx context.Context, a *docket.Act, all []store.Item, ids []string) (review.Composition, error) {
	c := review.Composition{Preset: f.Terms.PanelSize}
	if err := f.panelRules(&c); err != nil {
		return c, err
	}
	var err error
	if c.Case, err = f.parties(ctx, a.Tx); err != nil {
		return c, err
	}
	var seated []string
	inRound, judged := map[string]bool{}, map[string]bool{}
	concluded := map[int]bool{}
	for _, n := range f.Outcome.Concluded() {
		concluded[n] = true
	}
	c.First = true
	for _, i := range all {
		switch {
		case i.Work.Round == f.Outcome.Round:
			c.First, inRound[i.Reviewer()] = false, true
			if review.Seated(i.Record.State) {
				seated = append(seated, i.Reviewer())
			}
		case concluded[i.Work.Round] && i.Work.SubmittedAt != nil:
			judged[i.Reviewer()] = true
		}
	}
	if c.Seated, err = store.Candidates(ctx, a.Tx, f.Project.ID, seated, a.Now); err != nil {
		return c, err
	}
	if c.New, err = store.Candidates(ctx, a.Tx, f.Project.ID, ids, a.Now); err != nil {
		return c, err
	}
	for i := range c.New {
		c.New[i].InRound, c.New[i].Judged = inRound[c.New[i].ID], judged[c.New[i].ID]
	}
	if c.Wider, err = f.wider(a, all); err != nil {
		return c, err
	}
	if c.First {
		c.Lost = max(0, f.Outcome.Needed-len(ids))
	}
	return c, f.guard(ctx, a, &c)
}

// fenPerWan turns 万元, in which packs state award amounts, into 分.
const fenPerWan = 1_000_000

// panelRules reads the rules of composition. A project is small when it asks for no more than the small award of the district.
func (f *Frame) panelRules(c *review.Composition) error {
	var err error
	if c.Size, err = Value[review.SizeRule](f.Pack, "rev.panel.size"); err != nil {
		return err
	}
	if c.SameMax, err = Value[int](f.Pack, "rev.panel.same_unit_max"); err != nil {
		return err
	}
	amounts, err := Value[struct {
		Small [2]int64 `json:"small"` // least and most, in 万元
	}](f.Pack, "dec.amount.district")
	if err != nil {
		return err
	}
	var in application.Intake
	if err := f.Project.Section("intake", &in); err != nil {
		return err
	}
	c.Small = in.RequestFen > 0 && in.RequestFen <= amounts.Small[1]*fenPerWan
	return nil
}

// parties names those whose people may not judge the application.
func (f *Frame) parties(ctx context.Context, q docket.Querier) (review.Case, error) {
	p := f.Project.Parties()
	c := review.Case{PI: p.PI, Recommend: p.RecommenderOrg, Applicant: []string{p.HostOrg}}
	for _, co := range p.CoApplicants {
		c.Applicant = append(c.Applicant, co.Org)
	}
	draft, err := docket.LatestDraft(ctx, q, f.Project.ID)
	if err != nil {
		return c, err
	}
	most, err := Value[int](f.Pack, "rev.coi.applicant_exclude_max")
	if err != nil {
		return c, err
	}
	for _, x := range (conflict.Rule{AvoidMax: most}).Counted(conflict.AvoidList(draft.Content)) {
		c.Avoid = append(c.Avoid, x.Name)
	}
	return c, nil
}
