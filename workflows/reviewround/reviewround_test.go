package reviewround_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/workflows/workflowtest"
)

const day = 24 * time.Hour

func at(d time.Duration) time.Time { return workflowtest.Epoch.Add(d) }

func TestReview(t *testing.T) {
	for name, c := range map[string]struct {
		from  lifecycle.State
		due   workflowtest.Due
		event lifecycle.Event // a person's, on the third day
		next  workflowtest.Due
		want  []string
		state lifecycle.State
		ended bool
	}{
		"a silent reviewer is reminded, then the invitation lapses": {
			from: lifecycle.ReviewInvited, due: workflowtest.Due{"remind_reviewer": at(2 * day), "lapse_review": at(5 * day)},
			want: []string{"remind_reviewer@48h0m0s", "lapse_review@120h0m0s"}, state: lifecycle.ReviewLapsed, ended: true,
		},
		"an accepted review runs late": {
			from: lifecycle.ReviewInvited, due: workflowtest.Due{"lapse_review": at(5 * day)}, event: "accept_review",
			next: workflowtest.Due{"run_late": at(10 * day)},
			want: []string{"accept_review@72h0m0s", "run_late@240h0m0s"}, state: lifecycle.ReviewLate, ended: true,
		},
		"a score in time": {
			from: lifecycle.ReviewAccepted, due: workflowtest.Due{"run_late": at(5 * day)}, event: "score",
			want: []string{"score@72h0m0s"}, state: lifecycle.ReviewScored,
		},
		"the application has gone": {
			from: lifecycle.ReviewAccepted, due: workflowtest.Due{"cancel_review": at(day)},
			want: []string{"cancel_review@24h0m0s"}, state: lifecycle.ReviewCancelled, ended: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := workflowtest.New(t)
			review := b.Place(t, lifecycle.ReviewMachine, c.from, "", c.due)
			placed := b.Get(t, review).Seq
			var steps []workflowtest.Step
			if c.event != "" {
				steps = append(steps, b.Person(t, 3*day, review, lifecycle.ReviewMachine, c.event, lifecycle.Reviewer, workflowtest.Patch{}.With(c.next)))
			}
			ride := b.Carry(t, lifecycle.ReviewMachine, review, 30*day, steps...)
			if got := b.History(t, review, placed); !slices.Equal(got, c.want) {
				t.Errorf("on record: %v\nwant       %v", got, c.want)
			}
			if r := b.Get(t, review); r.State != c.state || ride.Ended != c.ended {
				t.Errorf("state %s, workflow ended %t", r.State, ride.Ended)
			}
		})
	}
}
