package act

import (
	"context"
	"fmt"
	"strings"

	"yanlu/services/closure"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	programmeact "yanlu/services/programme/act"
)

// Conclude is the input of pass and shortfall; the cause is needed for a shortfall.
type Conclude struct{ Score, Opinion, Cause string }

func (r Rules) pass(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Conclude](a)
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	lines, err := closure.Lines(pack)
	if err != nil {
		return err
	}
	outcome, err := closure.PassOutcome(lines, in.Score)
	if err != nil {
		return err
	}
	return conclude(a, outcome, in)
}

func (r Rules) shortfall(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Conclude](a)
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	lines, err := closure.Lines(pack)
	if err != nil {
		return err
	}
	if err := closure.CheckShortfall(lines, in.Score); err != nil {
		return err
	}
	if strings.TrimSpace(in.Cause) == "" {
		return problem.Missing("cause", "客观原因", "The objective cause")
	}
	return conclude(a, closure.WithShortfall, in)
}

func conclude(a *docket.Act, outcome string, in Conclude) error {
	if strings.TrimSpace(in.Opinion) == "" {
		return problem.Missing("opinion", "验收意见", "An opinion")
	}
	now := a.Now
	return a.Set("closure", closure.Closure{Outcome: outcome, Score: in.Score, Opinion: in.Opinion, Cause: in.Cause, ConcludedAt: &now})
}

// Fail is the input of the event fail.
type Fail struct{ Ground, Opinion string }

func (r Rules) fail(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Fail](a)
	if strings.TrimSpace(in.Ground) == "" {
		return problem.Missing("ground", "不通过情形", "The ground").With("rule", "clo.not_pass.grounds")
	}
	if strings.TrimSpace(in.Opinion) == "" {
		return problem.Missing("opinion", "验收意见", "An opinion")
	}
	return r.notPassed(ctx, a, closure.Closure{Ground: in.Ground, Opinion: in.Opinion})
}

func (r Rules) remediate(ctx context.Context, a *docket.Act) error {
	in := docket.Input[programmeact.Defects](a)
	if err := in.Check("points"); err != nil {
		return err
	}
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	times, span, err := closure.SecondChance(pack)
	if err != nil {
		return err
	}
	if c.Remediations >= times {
		return problem.New(problem.Precondition, "REMEDIATION_USED", fmt.Sprintf("整改机会（%d次）已用完，请作出通过、结题或不通过的结论", times), "The second chance has been used; conclude now").
			With("rule", "clo.second_chance").For(string(lifecycle.Chair))
	}
	due := r.Cal.Add(a.Now, span)
	return a.Set("closure", closure.Closure{Points: in.Defects, RemediationDue: &due, Remediations: c.Remediations + 1})
}

// Resubmit is the input of resubmit_closure.
type Resubmit struct{ Summary string }

func (r Rules) resubmitClosure(_ context.Context, a *docket.Act) error {
	in := docket.Input[Resubmit](a)
	if strings.TrimSpace(in.Summary) == "" {
		return problem.Missing("summary", "整改情况", "What was mended")
	}
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	if err := late(c.RemediationDue, a.Now, "clo.second_chance"); err != nil {
		return err
	}
	if err := keep(a, "closure", map[string]any{"points": c.Points, "mended": in.Summary}); err != nil {
		return err
	}
	a.Clear("closure", "remediation_due")
	return a.Set("closure", closure.Closure{Remediated: in.Summary})
}

// LapseRemediation is the rule of the event lapse in the state REMEDIATION.
func (r Rules) LapseRemediation(ctx context.Context, a *docket.Act) error {
	a.Clear("closure", "remediation_due")
	return r.notPassed(ctx, a, closure.Closure{Ground: "逾期未完成整改"})
}
