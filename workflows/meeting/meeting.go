// Package meeting is the workflow of a panel meeting.
//
// It guarantees that the panel is reminded before it meets and that minutes
// nobody signs are escalated once. It refuses to know what is discussed: the
// people in the meeting act, and the record says when they should have ended.
package meeting

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Workflow carries one meeting.
func Workflow(ctx workflow.Context, start contract.Start) error {
	var m meeting
	if err := m.setup(ctx, start); err != nil {
		return err
	}
	return m.run(ctx)
}

type meeting struct{ loop.Loop }

func (m *meeting) setup(ctx workflow.Context, start contract.Start) error { return m.Setup(ctx, start) }

func (m *meeting) run(ctx workflow.Context) error { return m.Carry(ctx, m.story) }

// story is a meeting's life: convened, in session, minutes signed; or cancelled.
//
//	CONVENED  remind_meeting    rev.meeting.remind      before the meeting
//	CONVENED  escalate_minutes  rev.meeting.minutes_wd  the meeting was never opened
//	OPEN      escalate_minutes  rev.meeting.minutes_wd  the minutes were not signed in time
func (m *meeting) story(ctx workflow.Context) error {
	switch m.Now() {
	case loop.On{State: lifecycle.MeetingConvened, Due: "remind_meeting"},
		loop.On{State: lifecycle.MeetingConvened, Due: "escalate_minutes"},
		loop.On{State: lifecycle.MeetingOpen, Due: "escalate_minutes"}:
		return m.Act(ctx)
	case loop.On{State: m.State(), Due: loop.Nothing}:
		return m.Wait(ctx)
	}
	return m.Refuse(ctx, "meeting")
}
