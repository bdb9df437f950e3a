package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/loop"
)

// delivery waits through the term of the agreement.
//
//	ACTIVE          warn_term            prog.warn        before the end of the term
//	ACTIVE          term_ends            dec.term.months  the last day of the agreement: closure is due
//	CHANGE_PENDING  escalate_change      chg.reply_wd     the reply is late; silence is not approval
//	SUSPENDED       escalate_suspension  end.suspend      the longest pause is over: the director has to choose
//
// TERMINATION_REVIEW waits for people. Payments are people's acts.
func (p *project) delivery(ctx workflow.Context) error {
	switch p.Now() {
	case loop.On{State: lifecycle.Active, Due: "warn_term"},
		loop.On{State: lifecycle.Active, Due: "term_ends"},
		loop.On{State: lifecycle.ChangePending, Due: "escalate_change"},
		loop.On{State: lifecycle.Suspended, Due: "escalate_suspension"}:
		return p.Act(ctx)
	case loop.On{State: p.State(), Due: loop.Nothing}:
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "delivery")
}
