// Package lobby is the workflow of a recorded undue influence contact.
//
// It guarantees that discipline hears again of a record that nobody took up in
// time. It refuses to know what was recorded: people act, and the record says
// when they should have begun.
package lobby

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Workflow carries one record.
func Workflow(ctx workflow.Context, start contract.Start) error {
	var l lobby
	if err := l.setup(ctx, start); err != nil {
		return err
	}
	return l.run(ctx)
}

type lobby struct{ loop.Loop }

func (l *lobby) setup(ctx workflow.Context, start contract.Start) error { return l.Setup(ctx, start) }

func (l *lobby) run(ctx workflow.Context) error { return l.Carry(ctx, l.story) }

// story is a record's life: recorded, taken up, closed. All but the reminder is people's work.
//
//	RECORDED  remind_lobby  rev.lobby.take_up_wd  nobody took it up in time
func (l *lobby) story(ctx workflow.Context) error {
	switch l.Now() {
	case loop.On{State: lifecycle.LobbyRecorded, Due: "remind_lobby"}:
		return l.Act(ctx)
	case loop.On{State: l.State(), Due: loop.Nothing}:
		return l.Wait(ctx)
	}
	return l.Refuse(ctx, "lobby")
}
