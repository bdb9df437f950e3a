package act_test

import (
	"testing"
	"time"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/lobby"
	"yanlu/services/review/lobby/act"
)

const machine = lifecycle.LobbyMachine

// contact is a whole record of something that happened an hour ago.
func contact(w *bureautest.World) lobby.Contact {
	at := w.Door.Now().Add(-time.Hour)
	return lobby.Contact{Approacher: "某企业负责人", ContactAt: &at, Way: "phone", Concerning: "本批次新材料项目", Asked: "希望评高一些", Answered: "已拒绝并告知将登记"}
}

func handling(t *testing.T, w *bureautest.World, id string) (h lobby.Handling) {
	t.Helper()
	if err := w.Get(id).Section("handling", &h); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAContactIsRecordedTakenUpAndClosed(t *testing.T) {
	t.Parallel()
	w := bureautest.New(t)
	id := w.Do("linzhou", "", machine, lifecycle.Create, contact(w)).Record.ID
	r := w.Get(id)
	var c lobby.Contact
	if err := r.Section("lobby", &c); err != nil || c.WriterRole != "officer" || r.Parties().Reporter != "person-linzhou" || r.Parties().Parent != "" {
		t.Errorf("%v %+v %+v", err, c, r.Parties())
	}
	for name, in := range map[string]lobby.Contact{"final": contact(w)} {
		if _, err := w.Try("linzhou", id, machine, lifecycle.Create, in); err == nil {
			t.Errorf("%s: a record was written over", name)
		}
	}
	if _, err := w.Try("zhengyan", id, machine, "close_lobby", act.Close{Outcome: "warned", Finding: "属实"}); err == nil {
		t.Error("closed before anybody took it up")
	}
	w.Do("zhengyan", id, machine, "take_up_lobby", docket.Note{})
	refused(t, w, id, "note_lobby", act.Note{Text: " "}, "FIELD_REQUIRED")
	w.Do("zhengyan", id, machine, "note_lobby", act.Note{Text: "已与当事人谈话"})
	w.Do("zhengyan", id, machine, "note_lobby", act.Note{Text: "已调取通话记录"})
	refused(t, w, id, "close_lobby", act.Close{Outcome: "forgotten", Finding: "属实"}, "FIELD_REQUIRED")
	refused(t, w, id, "close_lobby", act.Close{Outcome: "warned"}, "FIELD_REQUIRED")
	w.Do("zhengyan", id, machine, "close_lobby", act.Close{Outcome: "warned", Finding: "属实，已告诫"})
	if h := handling(t, w, id); len(h.Notes) != 2 || h.Outcome != "warned" || h.ClosedAt == nil || w.State(id) != lifecycle.LobbyClosed {
		t.Errorf("%+v", h)
	}
}

func refused(t *testing.T, w *bureautest.World, id string, e lifecycle.Event, in any, reason string) {
	t.Helper()
	if _, err := w.Try("zhengyan", id, machine, e, in); problem.ReasonOf(err) != reason {
		t.Errorf("%s: want %s, got %v", e, reason, err)
	}
}

func TestWhatARecordHasToSay(t *testing.T) {
	t.Parallel()
	w := bureautest.New(t)
	later := w.Door.Now().Add(time.Minute)
	for field, spoil := range map[string]func(*lobby.Contact){
		"approacher": func(c *lobby.Contact) { c.Approacher = " " },
		"concerning": func(c *lobby.Contact) { c.Concerning = "" },
		"asked":      func(c *lobby.Contact) { c.Asked = "" },
		"answered":   func(c *lobby.Contact) { c.Answered = "" },
		"way":        func(c *lobby.Contact) { c.Way = "pigeon" },
		"contact_at": func(c *lobby.Contact) { c.ContactAt = &later },
	} {
		c := contact(w)
		spoil(&c)
		_, err := w.Try("linzhou", "", machine, lifecycle.Create, c)
		if p := problem.Of(err); p == nil || p.Reason != "CONTACT_INCOMPLETE" || len(p.Violations) != 1 || p.Violations[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := w.Try("suqing", "", machine, lifecycle.Create, contact(w)); err == nil {
		t.Error("an applicant writes into the register")
	}
	if _, err := w.Try("zhengyan", "", machine, lifecycle.Create, contact(w)); err == nil {
		t.Error("discipline writes what it will look into")
	}
}

// Nobody took it up in five working days: discipline is reminded, once and not before.
func TestDisciplineIsRemindedOnce(t *testing.T) {
	t.Parallel()
	w := bureautest.New(t)
	id := w.Do("pingheng", "", machine, lifecycle.Create, contact(w)).Record.ID
	due := w.Due(id, "remind_lobby")
	if h := handling(t, w, id); !h.TakeUpDue.Equal(due) {
		t.Errorf("due %s, the agenda says %s", h.TakeUpDue, due)
	}
	remind := func() error {
		_, err := w.Door.Do(t.Context(), docket.Command{RequestID: "remind-" + w.Door.Now().String(), Machine: machine, Subject: id, Event: "remind_lobby", Actor: docket.SystemActor})
		return err
	}
	w.At(due.Add(-time.Second))
	if err := remind(); problem.ReasonOf(err) != "NOT_DUE" {
		t.Errorf("too early: %v", err)
	}
	w.At(due)
	if err := remind(); err != nil {
		t.Fatal(err)
	}
	w.Pass(time.Hour)
	if err := remind(); problem.ReasonOf(err) != "NOT_DUE" {
		t.Errorf("a second time: %v", err)
	}
}
