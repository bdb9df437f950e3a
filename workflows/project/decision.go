package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/loop"
)

// decision waits for the level that the amount calls for. No meeting is held by
// the system: it only clears the reserve list.
//
//	RESERVE  reserve_lapse  dec.reserve.valid_months  nobody gave up in time: not funded
//
// RECOMMENDED and DECISION wait for people; NOT_FUNDED waits for an appeal.
func (p *project) decision(ctx workflow.Context) error {
	switch p.Now() {
	case loop.On{State: lifecycle.Reserve, Due: "reserve_lapse"}:
		return p.Act(ctx)
	case loop.On{State: p.State(), Due: loop.Nothing}:
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "decision")
}
