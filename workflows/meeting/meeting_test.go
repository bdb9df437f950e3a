package meeting_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/workflows/workflowtest"
)

const day = 24 * time.Hour

func at(d time.Duration) time.Time { return workflowtest.Epoch.Add(d) }

func TestMeeting(t *testing.T) {
	for name, c := range map[string]struct {
		from  lifecycle.State
		due   workflowtest.Due
		event lifecycle.Event // a person's, on the third day
		by    lifecycle.Role
		next  workflowtest.Due
		want  []string
		state lifecycle.State
		ended bool
	}{
		"reminded, opened, and the minutes run late": {
			from: lifecycle.MeetingConvened, due: workflowtest.Due{"remind_meeting": at(2 * day)}, event: "open_meeting", by: lifecycle.Agency,
			next: workflowtest.Due{"escalate_minutes": at(6 * day)},
			want: []string{"remind_meeting@48h0m0s", "open_meeting@72h0m0s", "escalate_minutes@144h0m0s"}, state: lifecycle.MeetingOpen,
		},
		"never opened": {
			from: lifecycle.MeetingConvened, due: workflowtest.Due{"escalate_minutes": at(5 * day)},
			want: []string{"escalate_minutes@120h0m0s"}, state: lifecycle.MeetingConvened,
		},
		"signed in time": {
			from: lifecycle.MeetingOpen, due: workflowtest.Due{"escalate_minutes": at(5 * day)}, event: "sign_minutes", by: lifecycle.Chair,
			want: []string{"sign_minutes@72h0m0s"}, state: lifecycle.MeetingMinuted, ended: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := workflowtest.New(t)
			meeting := b.Place(t, lifecycle.MeetingMachine, c.from, "", c.due)
			placed := b.Get(t, meeting).Seq
			var steps []workflowtest.Step
			if c.event != "" {
				steps = append(steps, b.Person(t, 3*day, meeting, lifecycle.MeetingMachine, c.event, c.by, workflowtest.Patch{}.With(c.next)))
			}
			ride := b.Carry(t, lifecycle.MeetingMachine, meeting, 30*day, steps...)
			if got := b.History(t, meeting, placed); !slices.Equal(got, c.want) {
				t.Errorf("on record: %v\nwant       %v", got, c.want)
			}
			if r := b.Get(t, meeting); r.State != c.state || ride.Ended != c.ended {
				t.Errorf("state %s, workflow ended %t", r.State, ride.Ended)
			}
		})
	}
}
