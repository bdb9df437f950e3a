// Package need is the workflow of an enterprise's technology need.
//
// It guarantees that a need leaves the reserve pool when its place expires. It
// refuses to know how long that is: the record names the day.
package need

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Workflow carries one need.
func Workflow(ctx workflow.Context, start contract.Start) error {
	var n need
	if err := n.setup(ctx, start); err != nil {
		return err
	}
	return n.run(ctx)
}

type need struct{ loop.Loop }

func (n *need) setup(ctx workflow.Context, start contract.Start) error { return n.Setup(ctx, start) }

func (n *need) run(ctx workflow.Context) error { return n.Carry(ctx, n.story) }

// story is a need's life: registered, screened, kept, selected into a call or
// let go. All but the last is people's work.
//
//	IN_RESERVE  expire  call.reserve_pool.valid_months  nobody selected it in time
func (n *need) story(ctx workflow.Context) error {
	switch n.Now() {
	case loop.On{State: lifecycle.NeedInReserve, Due: "expire"}:
		return n.Act(ctx)
	case loop.On{State: n.State(), Due: loop.Nothing}:
		return n.Wait(ctx)
	}
	return n.Refuse(ctx, "need")
}
