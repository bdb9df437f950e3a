// Package act states what each event of closing a project requires and
// establishes: papers, panel, conclusion, remedy, exemption, archive, follow-on.
//
// A gRPC handler and a workflow reach the same rule through the door.
package act

import (
	"context"
	"fmt"
	"time"

	applicationact "yanlu/services/application/act"
	"yanlu/services/closure"
	"yanlu/services/docket"
	fundingact "yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
)

// Rules are the rules of closure.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar
}

// Register states every rule of closure at the door. The event lapse is shared
// with intake, which hands it to LapseRemediation by state.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		"early_closure": r.earlyClosure, "submit_closure": r.submitClosure, "overdue": r.overdue,
		"appoint_panel": r.appointPanel, "return_materials": r.returnMaterials,
		"pass": r.pass, "shortfall": r.shortfall, "remediate": r.remediate, "resubmit_closure": r.resubmitClosure, "fail": r.fail,
		"claim_exemption": r.claimExemption, "grant_exemption": r.grantExemption, "refuse_exemption": r.refuseExemption,
		"archive": r.archive, "follow_on": r.followOn,
	} {
		d.Register(lifecycle.ProjectMachine, e, rule, nil)
	}
}

// Agenda lists what the system does while a project closes: note that nothing
// came, end a remedy that was not shown.
func Agenda(_ context.Context, _ docket.Querier, r, _ *docket.Record) ([]docket.Due, error) {
	var (
		event lifecycle.Event
		rule  string
		at    *time.Time
	)
	c, err := of(r)
	if err != nil {
		return nil, err
	}
	switch r.State {
	case lifecycle.ClosureDue:
		event, rule, at = "overdue", "prog.overdue.months", c.OverdueAt
	case lifecycle.Remediation:
		event, rule, at = "lapse", "clo.second_chance", c.RemediationDue
	}
	if at == nil {
		return nil, nil
	}
	return []docket.Due{{Event: event, At: *at, Rule: rule}}, nil
}

func of(r *docket.Record) (closure.Closure, error) {
	return docket.SectionOf[closure.Closure](r, "closure")
}

func (r Rules) pack(ctx context.Context, a *docket.Act) (*policy.Pack, error) {
	return fundingact.Pack(ctx, r.Book, a.Record, a.Parent)
}

// after adds a span of the pack to now.
func (r Rules) after(ctx context.Context, a *docket.Act, rule string) (*time.Time, error) {
	pack, err := r.pack(ctx, a)
	if err != nil {
		return nil, err
	}
	t, err := pack.After(r.Cal, a.Now, rule)
	return &t, err
}

// notPassed opens what a failed closure leaves open: an appeal, a claim of exemption.
func (r Rules) notPassed(ctx context.Context, a *docket.Act, c closure.Closure) error {
	until, err := r.after(ctx, a, "exe.claim_wd")
	if err != nil {
		return err
	}
	now := a.Now
	c.Outcome, c.ConcludedAt, c.ExemptionUntil = closure.NotPassed, &now, until
	if err := a.Set("closure", c); err != nil {
		return err
	}
	return applicationact.Rules{Book: r.Book, Cal: r.Cal}.OpenAppeal(ctx, a, lifecycle.NotPassed)
}

// Reopen takes a conclusion back after an appeal was upheld: the round is kept,
// and a new panel has to be appointed.
func (r Rules) Reopen(_ context.Context, a *docket.Act) error {
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	a.Clear("closure", "chair", "members", "appointed_at", "outcome", "score", "opinion", "cause", "ground", "concluded_at", "exemption_until")
	return a.Set("closure", closure.Closure{Rounds: map[string]closure.Round{fmt.Sprintf("R%d", len(c.Rounds)+1): {
		Chair: c.Chair, Members: c.Members, Outcome: c.Outcome, Ground: c.Ground, Opinion: c.Opinion, ConcludedAt: c.ConcludedAt,
	}}})
}

// late refuses an act of a person after its deadline; the system's own act follows.
func late(at *time.Time, now time.Time, rule string) error {
	if at == nil || !now.After(*at) {
		return nil
	}
	return problem.New(problem.Precondition, "DEADLINE_PASSED", "已过办理期限", "The time for this has passed").
		With("deadline", at.In(policy.Shanghai).Format(time.RFC3339), "rule", rule).For(string(lifecycle.Director))
}
