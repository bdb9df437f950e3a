// Package reviewround is the workflow of one reviewer's work on one application.
//
// It guarantees that a silent reviewer is reminded, that an invitation lapses
// and a late score is never waited for. It refuses to know the other reviewers:
// the application's own workflow takes the reviews together, and is woken by the
// relay whenever one of them moves.
package reviewround

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Workflow carries one review.
func Workflow(ctx workflow.Context, start contract.Start) error {
	var r review
	if err := r.setup(ctx, start); err != nil {
		return err
	}
	return r.run(ctx)
}

type review struct{ loop.Loop }

func (r *review) setup(ctx workflow.Context, start contract.Start) error { return r.Setup(ctx, start) }

func (r *review) run(ctx workflow.Context) error { return r.Carry(ctx, r.story) }

// story is a review's life: invited, accepted, scored; or declined, lapsed, late.
//
//	INVITED   remind_reviewer  rev.remind.before    before the invitation lapses
//	INVITED   lapse_review     rev.invite.reply_wd  the invitation was not answered
//	INVITED   cancel_review    (the application has left the review)
//	ACCEPTED  remind_reviewer  rev.remind.before    before the score is due
//	ACCEPTED  run_late         rev.late             the score is late: noted when it comes, never counted
//	ACCEPTED  cancel_review    (the application has left the review)
//
// SCORED waits for the agency to hand over.
func (r *review) story(ctx workflow.Context) error {
	switch r.Now() {
	case loop.On{State: lifecycle.ReviewInvited, Due: "remind_reviewer"},
		loop.On{State: lifecycle.ReviewInvited, Due: "lapse_review"},
		loop.On{State: lifecycle.ReviewInvited, Due: "cancel_review"},
		loop.On{State: lifecycle.ReviewAccepted, Due: "remind_reviewer"},
		loop.On{State: lifecycle.ReviewAccepted, Due: "run_late"},
		loop.On{State: lifecycle.ReviewAccepted, Due: "cancel_review"}:
		return r.Act(ctx)
	case loop.On{State: r.State(), Due: loop.Nothing}:
		return r.Wait(ctx)
	}
	return r.Refuse(ctx, "review")
}
