// Package call is the workflow that opens and closes a call for applications.
//
// It guarantees that a call opens and closes at the very time on record, and
// that an extension moves the close. It refuses to know the window: the record
// says when, the door judges it. Each application has its own deadline in its
// own workflow, so an extension for one applicant changes nothing here.
package call

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Workflow carries one call.
func Workflow(ctx workflow.Context, start contract.Start) error {
	var c call
	if err := c.setup(ctx, start); err != nil {
		return err
	}
	return c.run(ctx)
}

type call struct{ loop.Loop }

func (c *call) setup(ctx workflow.Context, start contract.Start) error { return c.Setup(ctx, start) }

func (c *call) run(ctx workflow.Context) error { return c.Carry(ctx, c.story) }

// story is a call's life: people prepare and publish it, the system opens it,
// reminds, and closes it; then people review and decide.
//
//	PUBLISHED  open           (the opening time on record)
//	OPEN       remind_drafts  call.remind.first     each step before the close
//	OPEN       close          call.window.min_days  the closing time; an extension wakes us and moves it
func (c *call) story(ctx workflow.Context) error {
	switch c.Now() {
	case loop.On{State: lifecycle.CallPublished, Due: "open"},
		loop.On{State: lifecycle.CallOpen, Due: "remind_drafts"},
		loop.On{State: lifecycle.CallOpen, Due: "close"}:
		return c.Act(ctx)
	case loop.On{State: c.State(), Due: loop.Nothing}:
		return c.Wait(ctx)
	}
	return c.Refuse(ctx, "call")
}
