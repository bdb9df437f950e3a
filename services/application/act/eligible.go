package act

import (
	"context"
	"slices"
	"time"

	"yanlu/services/application"
	"yanlu/services/application/store"
	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
)

// eligibility asks the pack's rules, at a stage (create, submit, award, sign), about the parties and what they ask for.
func (r Rules) eligibility(ctx context.Context, a *docket.Act, p docket.Parties, stage string, asked *application.Request) ([]policy.Refusal, error) {
	return r.Eligible(ctx, a.Tx, Question{Call: a.Parent, Parties: p, Subject: a.Subject(), Stage: stage, Asked: asked, Now: a.Now})
}

// Question is what eligibility is asked about.
type Question struct {
	Call    *docket.Record
	Parties docket.Parties
	Subject string
	Stage   string // create, submit, award or sign
	Asked   *application.Request
	Now     time.Time
	// The pledge is signed with the act that is asked about.
	Pledging bool
}

// Eligible returns every reason against, by the pack that the call froze.
func (r Rules) Eligible(ctx context.Context, q docket.Querier, x Question) ([]policy.Refusal, error) {
	pack, f, err := r.facts(ctx, q, x)
	if err != nil {
		return nil, err
	}
	return pack.Check(ctx, x.Stage, f)
}

// facts gathers what the rules of the pack that the call froze ask about.
func (r Rules) facts(ctx context.Context, q docket.Querier, x Question) (*policy.Pack, policy.Facts, error) {
	pack, err := r.pack(ctx, x.Call)
	if err != nil {
		return nil, policy.Facts{}, err
	}
	var t programme.Terms
	if err := x.Call.Section("terms", &t); err != nil {
		return nil, policy.Facts{}, err
	}
	months := 0
	if x.Asked != nil {
		months = x.Asked.Months
	}
	f, err := store.EligibilityFacts(ctx, q, x.Call.ID, x.Subject, x.Parties, months, x.Now)
	if err != nil {
		return nil, policy.Facts{}, err
	}
	f.Mode, f.CapFen, f.Pledged = t.OrganisationMode, t.CapFen, f.Pledged || x.Pledging
	if x.Asked != nil {
		f.Funding.RequestedFen, f.Funding.OwnFen = x.Asked.RequestFen, x.Asked.OwnFen
	}
	return pack, f, nil
}

// Limits lists the limits on counts that stand between the parties and an
// application now, by the pack of a call or, without one, by the pack in force.
// A limit within one call is left out without a call.
func (r Rules) Limits(ctx context.Context, q docket.Querier, call *docket.Record, p docket.Parties, now time.Time) ([]policy.Use, error) {
	var (
		pack *policy.Pack
		f    policy.Facts
		err  error
	)
	if call != nil {
		pack, f, err = r.facts(ctx, q, Question{Call: call, Parties: p, Now: now})
	} else if pack, err = r.Book.InForce(ctx, now); err == nil {
		f, err = store.EligibilityFacts(ctx, q, "", "", p, 0, now)
	}
	if err != nil {
		return nil, err
	}
	uses, err := pack.Limits(ctx, "submit", f)
	return slices.DeleteFunc(uses, func(u policy.Use) bool {
		party := p.PI
		if u.Of.OfOrganisation() {
			party = p.HostOrg
		}
		return party == "" || (call == nil && u.Of == policy.CountOrgBatch)
	}), err
}

// refusals turns the reasons against into one problem, or nil when there are none.
func refusals(found []policy.Refusal) error {
	if len(found) == 0 {
		return nil
	}
	p := problem.New(problem.Precondition, "NOT_ELIGIBLE", "不符合申报条件", "The application is not eligible")
	for _, x := range found {
		p.At(x.RuleID, x.Zh, x.En)
	}
	if len(found) > 0 {
		p.With("rule", found[0].RuleID)
	}
	return p.For("officer")
}

// CheckAgain asks eligibility at a later gate (award, sign) about what was submitted.
func (r Rules) CheckAgain(ctx context.Context, a *docket.Act, stage string, in application.Intake) error {
	found, err := r.eligibility(ctx, a, a.Record.Parties(), stage, &application.Request{Topic: in.Topic, RequestFen: in.RequestFen, OwnFen: in.OwnFen, Months: in.Months})
	if err != nil {
		return err
	}
	return refusals(found)
}
