// Package commission is the workflow of one review commission.
//
// It guarantees that an agency is reminded before its hand-over is due, and that
// an overdue one is told to officer and director at the very time. It refuses to
// know the panels: each application's workflow fills its own seats.
package commission

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Workflow carries one commission.
func Workflow(ctx workflow.Context, start contract.Start) error {
	var c commission
	if err := c.setup(ctx, start); err != nil {
		return err
	}
	return c.run(ctx)
}

type commission struct{ loop.Loop }

func (c *commission) setup(ctx workflow.Context, start contract.Start) error {
	return c.Setup(ctx, start)
}

func (c *commission) run(ctx workflow.Context) error { return c.Carry(ctx, c.story) }

// story is a commission's life: commissioned, sealed, reviewing, handed over. In
// each of the first three the system watches the same clock.
//
//	remind_agency  rev.commission.remind_before  before the hand-over is due
//	run_overdue    rev.agency.separation         it was due: officer and director are told
//
// HANDED_OVER waits for the officer's evaluation.
func (c *commission) story(ctx workflow.Context) error {
	switch c.Now() {
	case loop.On{State: lifecycle.Commissioned, Due: "remind_agency"},
		loop.On{State: lifecycle.Commissioned, Due: "run_overdue"},
		loop.On{State: lifecycle.CommissionSealed, Due: "remind_agency"},
		loop.On{State: lifecycle.CommissionSealed, Due: "run_overdue"},
		loop.On{State: lifecycle.CommissionReviewing, Due: "remind_agency"},
		loop.On{State: lifecycle.CommissionReviewing, Due: "run_overdue"}:
		return c.Act(ctx)
	case loop.On{State: c.State(), Due: loop.Nothing}:
		return c.Wait(ctx)
	}
	return c.Refuse(ctx, "commission")
}
