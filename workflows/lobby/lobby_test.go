package lobby_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/workflows/workflowtest"
)

const day = 24 * time.Hour

func at(d time.Duration) time.Time { return workflowtest.Epoch.Add(d) }

func TestARecordNobodyTakesUpIsRemindedOfOnce(t *testing.T) {
	b := workflowtest.New(t)
	record := b.Place(t, lifecycle.LobbyMachine, lifecycle.LobbyRecorded, "", workflowtest.Due{"remind_lobby": at(2 * day)})
	placed := b.Get(t, record).Seq
	ride := b.Carry(t, lifecycle.LobbyMachine, record, 30*day,
		b.Person(t, 3*day, record, lifecycle.LobbyMachine, "take_up_lobby", lifecycle.Discipline, nil),
		b.Person(t, 4*day, record, lifecycle.LobbyMachine, "close_lobby", lifecycle.Discipline, nil))
	want := []string{"remind_lobby@48h0m0s", "take_up_lobby@72h0m0s", "close_lobby@96h0m0s"}
	if got := b.History(t, record, placed); !slices.Equal(got, want) || !ride.Ended {
		t.Errorf("on record: %v, workflow ended %t", got, ride.Ended)
	}
}

func TestWhatWasTakenUpIsNotRemindedOf(t *testing.T) {
	b := workflowtest.New(t)
	record := b.Place(t, lifecycle.LobbyMachine, lifecycle.LobbyRecorded, "", workflowtest.Due{"remind_lobby": at(2 * day)})
	ride := b.Carry(t, lifecycle.LobbyMachine, record, 30*day, b.Person(t, day, record, lifecycle.LobbyMachine, "take_up_lobby", lifecycle.Discipline, nil))
	if r := b.Get(t, record); r.State != lifecycle.LobbyTaken || ride.Ended {
		t.Errorf("state %s, workflow ended %t", r.State, ride.Ended)
	}
}
