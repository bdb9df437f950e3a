package act

import (
	"context"
	"strings"

	"yanlu/services/closure"
	"yanlu/services/docket"
	fundingact "yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Claim is the input of claim_exemption.
type Claim struct{ Evidence string }

func (r Rules) claimExemption(_ context.Context, a *docket.Act) error {
	in := docket.Input[Claim](a)
	if strings.TrimSpace(in.Evidence) == "" {
		return problem.Missing("evidence", "勤勉尽责证明", "Evidence of due diligence").With("rule", "exe.conditions")
	}
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	if err := late(c.ExemptionUntil, a.Now, "exe.claim_wd"); err != nil {
		return err
	}
	if err := keep(a, "exemption", in); err != nil {
		return err
	}
	now := a.Now
	return a.Set("closure", closure.Closure{Exemption: &closure.Exemption{From: string(a.Record.State), Evidence: in.Evidence, ClaimedAt: &now}})
}

// Decide is the input of grant_exemption and refuse_exemption.
type Decide struct{ Minutes, Reason string }

func (in Decide) check() error {
	if strings.TrimSpace(in.Minutes) == "" {
		return problem.Missing("minutes", "会议纪要号", "The minutes number").With("rule", "exe.procedure")
	}
	return docket.Reason{Reason: in.Reason}.Check()
}

// grantExemption treats the failure as a completion (exe.effect); nothing enters an integrity register (invariant 8).
func (r Rules) grantExemption(_ context.Context, a *docket.Act) error {
	in := docket.Input[Decide](a)
	if err := in.check(); err != nil {
		return err
	}
	now := a.Now
	return a.Set("closure", closure.Closure{Outcome: closure.WithShortfall, ConcludedAt: &now, Exemption: decided("granted", in, a)})
}

// refuseExemption leads to recovery at once: what must come back follows from the ending that the claim was made in.
func (r Rules) refuseExemption(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Decide](a)
	if err := in.check(); err != nil {
		return err
	}
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	if c.Exemption == nil {
		return problem.New(problem.Precondition, "NO_CLAIM_ON_FILE", "没有待认定的免责申请", "No claim of exemption is on file").For(string(lifecycle.PI), string(lifecycle.Institution))
	}
	if err := a.Set("closure", closure.Closure{Exemption: decided("refused", in, a)}); err != nil {
		return err
	}
	return fundingact.Rules{Book: r.Book, Cal: r.Cal}.OpenRecovery(ctx, a, lifecycle.State(c.Exemption.From), nil, in.Reason)
}

func decided(outcome string, in Decide, a *docket.Act) *closure.Exemption {
	now := a.Now
	return &closure.Exemption{Outcome: outcome, Minutes: in.Minutes, Reason: in.Reason, DecidedAt: &now}
}
