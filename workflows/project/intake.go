package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/loop"
)

// intake waits while an application is written, checked, recommended and
// examined in form.
//
//	DRAFT         remind_draft             call.remind.first               before this applicant's own deadline
//	DRAFT         miss_deadline            call.window.min_days            at the deadline: the call's, or the extension given to this applicant
//	UNIT_CHECK    miss_deadline            call.window.min_days            the institution had not passed it on
//	RECOMMENDING  escalate_recommendation  intake.recommender_check_wd     silence is told to the officer, once
//	RETURNED      lapse                    intake.correction.days          not corrected in time: not accepted
//
// SUBMITTED, FORMAL_CHECK and NOT_ACCEPTED wait for people alone.
func (p *project) intake(ctx workflow.Context) error {
	switch p.Now() {
	case loop.On{State: lifecycle.Draft, Due: "remind_draft"},
		loop.On{State: lifecycle.Draft, Due: "miss_deadline"},
		loop.On{State: lifecycle.UnitCheck, Due: "miss_deadline"},
		loop.On{State: lifecycle.Recommending, Due: "escalate_recommendation"},
		loop.On{State: lifecycle.Returned, Due: "lapse"}:
		return p.Act(ctx)
	case loop.On{State: p.State(), Due: loop.Nothing}:
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "intake")
}
