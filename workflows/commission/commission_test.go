package commission_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/workflows/workflowtest"
)

const day = 24 * time.Hour

func at(d time.Duration) time.Time { return workflowtest.Epoch.Add(d) }

func TestCommission(t *testing.T) {
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
		"reminded, then overdue, at the very times": {
			from: lifecycle.CommissionSealed, due: workflowtest.Due{"remind_agency": at(2 * day), "run_overdue": at(5*day + time.Second)},
			want: []string{"remind_agency@48h0m0s", "run_overdue@120h0m1s"}, state: lifecycle.CommissionSealed,
		},
		"more time moves the clock": {
			from: lifecycle.CommissionReviewing, due: workflowtest.Due{"run_overdue": at(2 * day)}, event: "extend_commission", by: lifecycle.Officer,
			next: workflowtest.Due{"run_overdue": at(9 * day)},
			want: []string{"run_overdue@48h0m0s", "extend_commission@72h0m0s", "run_overdue@216h0m0s"}, state: lifecycle.CommissionReviewing,
		},
		"handed over in time": {
			from: lifecycle.CommissionReviewing, due: workflowtest.Due{"run_overdue": at(5 * day)}, event: "hand_over", by: lifecycle.Agency,
			want: []string{"hand_over@72h0m0s"}, state: lifecycle.CommissionHandedOver,
		},
		"revoked": {
			from: lifecycle.Commissioned, due: workflowtest.Due{"run_overdue": at(5 * day)}, event: "revoke_commission", by: lifecycle.Officer,
			want: []string{"revoke_commission@72h0m0s"}, state: lifecycle.CommissionRevoked, ended: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := workflowtest.New(t)
			id := b.Place(t, lifecycle.CommissionMachine, c.from, "", c.due)
			placed := b.Get(t, id).Seq
			var steps []workflowtest.Step
			if c.event != "" {
				steps = append(steps, b.Person(t, 3*day, id, lifecycle.CommissionMachine, c.event, c.by, workflowtest.Patch{}.With(c.next)))
			}
			ride := b.Carry(t, lifecycle.CommissionMachine, id, 30*day, steps...)
			if got := b.History(t, id, placed); !slices.Equal(got, c.want) {
				t.Errorf("on record: %v\nwant       %v", got, c.want)
			}
			if r := b.Get(t, id); r.State != c.state || ride.Ended != c.ended {
				t.Errorf("state %s, workflow ended %t", r.State, ride.Ended)
			}
		})
	}
}
