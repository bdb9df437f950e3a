package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/loop"
)

// agreement waits for the task agreement to be handed in and signed.
//
//	AWARDED  remind_agreement  agr.remind.before  once, before the deadline
//	AWARDED  forfeit           agr.sign.days      not handed in by the deadline: the award falls
//
// AGREEMENT_REVIEW waits for people: a paper that lies with the bureau does not
// cost the applicant the award.
func (p *project) agreement(ctx workflow.Context) error {
	switch p.Now() {
	case loop.On{State: lifecycle.Awarded, Due: "remind_agreement"},
		loop.On{State: lifecycle.Awarded, Due: "forfeit"}:
		return p.Act(ctx)
	case loop.On{State: p.State(), Due: loop.Nothing}:
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "agreement")
}
