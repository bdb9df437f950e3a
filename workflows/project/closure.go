package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/loop"
)

// closure waits for the papers, the panel, and whatever a bad end asks for.
//
//	CLOSURE_DUE  overdue  prog.overdue.months     no papers: overdue, which bars new applications
//	REMEDIATION  lapse    clo.second_chance       the one remediation was not handed in: not passed
//	RECOVERY     dun      fund.recovery.dun_days  the money is not back: the next reminder step
//
// OVERDUE, CLOSURE_REVIEW, PASSED, SHORTFALL, NOT_PASSED, TERMINATED, REVOKED
// and EXEMPTION_REVIEW wait for people.
func (p *project) closure(ctx workflow.Context) error {
	switch p.Now() {
	case loop.On{State: lifecycle.ClosureDue, Due: "overdue"},
		loop.On{State: lifecycle.Remediation, Due: "lapse"},
		loop.On{State: lifecycle.Recovery, Due: "dun"}:
		return p.Act(ctx)
	case loop.On{State: p.State(), Due: loop.Nothing}:
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "closure")
}
