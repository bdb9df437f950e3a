package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/loop"
)

// notice waits out the public notice, in working days. An objection moves the
// record to OBJECTION, where the end of the notice is not on the agenda: the
// clock stands still. When the last objection is dismissed the record names a
// new end with what was left, and this workflow simply reads it.
//
//	PUBLICITY  publicity_over      dec.publicity.wd  no objection is open: awarded
//	OBJECTION  escalate_objection  dec.objection     the answer is late: told to the director, once
func (p *project) notice(ctx workflow.Context) error {
	switch p.Now() {
	case loop.On{State: lifecycle.Publicity, Due: "publicity_over"},
		loop.On{State: lifecycle.Objection, Due: "escalate_objection"}:
		return p.Act(ctx)
	case loop.On{State: p.State(), Due: loop.Nothing}:
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "notice")
}
