package call_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/workflows/workflowtest"
)

const day = 24 * time.Hour

func at(d time.Duration) time.Time { return workflowtest.Epoch.Add(d) }

// A call opens, reminds and closes at the very times; an extension moves the close.
func TestCallOpensRemindsExtendsAndCloses(t *testing.T) {
	b := workflowtest.New(t)
	call := b.Place(t, lifecycle.CallMachine, lifecycle.CallPublished, "", workflowtest.Due{"open": at(day)})
	placed := b.Get(t, call).Seq
	noon := 12 * time.Hour
	b.Carry(t, lifecycle.CallMachine, call, 60*day,
		b.Person(t, 20*day, call, lifecycle.CallMachine, "extend", lifecycle.Director, workflowtest.Patch{}.With(
			workflowtest.Due{"remind_drafts": at(37 * day), "close": at(40*day + noon + 59*time.Second)})))
	want := []string{"open@24h0m0s", "extend@480h0m0s", "remind_drafts@888h0m0s", "close@972h0m59s"}
	if got := b.History(t, call, placed); !slices.Equal(got, want) {
		t.Errorf("on record: %v\nwant       %v", got, want)
	}
}

func TestCancelledCallIsLetGo(t *testing.T) {
	b := workflowtest.New(t)
	call := b.Place(t, lifecycle.CallMachine, lifecycle.CallOpen, "", workflowtest.Due{"close": at(30 * day)})
	ride := b.Carry(t, lifecycle.CallMachine, call, 60*day, b.Person(t, day, call, lifecycle.CallMachine, "cancel", lifecycle.Director, nil))
	if r := b.Get(t, call); r.State != lifecycle.CallCancelled || !ride.Ended {
		t.Errorf("state %s, workflow ended %t", r.State, ride.Ended)
	}
}
