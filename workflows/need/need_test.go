package need_test

import (
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/workflows/workflowtest"
)

const year = 365 * 24 * time.Hour

func TestNeedExpiresInThePool(t *testing.T) {
	b := workflowtest.New(t)
	need := b.Place(t, lifecycle.NeedMachine, lifecycle.NeedInReserve, "", workflowtest.Due{"expire": workflowtest.Epoch.Add(year)})
	ride := b.Carry(t, lifecycle.NeedMachine, need, 2*year)
	if r := b.Get(t, need); r.State != lifecycle.NeedExpired || !r.Since.Equal(workflowtest.Epoch.Add(year)) || !ride.Ended {
		t.Errorf("state %s since %s, workflow ended %t", r.State, r.Since, ride.Ended)
	}
}

func TestSelectedNeedDoesNotExpire(t *testing.T) {
	b := workflowtest.New(t)
	need := b.Place(t, lifecycle.NeedMachine, lifecycle.NeedInReserve, "", workflowtest.Due{"expire": workflowtest.Epoch.Add(year)})
	ride := b.Carry(t, lifecycle.NeedMachine, need, 2*year, b.Person(t, year/2, need, lifecycle.NeedMachine, "select", lifecycle.Director, nil))
	if r := b.Get(t, need); r.State != lifecycle.NeedInCall || !ride.Ended {
		t.Errorf("state %s, workflow ended %t", r.State, ride.Ended)
	}
}
