package bureau_test

import (
	"testing"

	"google.golang.org/protobuf/types/known/structpb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	applicationact "yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func writeAs(t *testing.T, w *bureautest.World, login, id, request string, base int64) error {
	t.Helper()
	content, err := structpb.NewStruct(map[string]any{"body.risk": "由" + login + "填写"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Docket.SaveDraft(w.As(login), &docketv1.SaveDraftRequest{RequestId: request, Docket: id, BaseVersion: base, Content: content})
	return err
}

func lists(t *testing.T, w *bureautest.World, login, id string) bool {
	t.Helper()
	list, err := w.Docket.ListDockets(w.As(login), &docketv1.ListDocketsRequest{Machine: "project", PageSize: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list.GetDockets() {
		if d.GetId() == id {
			return true
		}
	}
	return false
}

// A co-writer finds the application and writes it as long as they are named, and causes nothing else.
func TestCoWriters(t *testing.T) {
	w := bureautest.New(t)
	id := w.Project("suqing", "", lifecycle.Create, applicationact.Create{Call: w.OpenCall(), Title: "共同填写", Recommender: "org-tuijian"}).Record.ID
	if _, err := w.Pool.Exec(t.Context(), "insert into role_grant (person, organisation, role) values ('person-hemiao', 'org-qinglan', 'pi')"); err != nil {
		t.Fatal(err)
	}
	if err := writeAs(t, w, "hemiao", id, "before-12345", 0); problem.ReasonOf(err) != "NOT_FOUND" {
		t.Errorf("before being named: %v", err)
	}
	w.Project("suqing", id, "name_writers", applicationact.NameWriters{Writers: []string{"person-hemiao"}})
	if err := writeAs(t, w, "hemiao", id, "named-12345", 0); err != nil {
		t.Errorf("named: %v", err)
	}
	if !lists(t, w, "hemiao", id) || lists(t, w, "weigang", id) {
		t.Error("a co-writer finds the application, a stranger does not")
	}
	for _, e := range []lifecycle.Event{"send_to_unit", "withdraw", "name_writers"} {
		_, err := w.Door.Do(t.Context(), docket.Command{RequestID: "co-" + string(e), Machine: lifecycle.ProjectMachine, Subject: id, Event: e, Actor: w.Actor("hemiao"), Input: inputOf[e]})
		if err == nil {
			t.Errorf("a co-writer causes %s", e)
		}
	}
	w.Project("suqing", id, "name_writers", applicationact.NameWriters{})
	if err := writeAs(t, w, "hemiao", id, "after-12345", 1); problem.ReasonOf(err) != "NOT_FOUND" || lists(t, w, "hemiao", id) {
		t.Errorf("left out: %v", err)
	}
}

var inputOf = map[lifecycle.Event]any{
	"send_to_unit": applicationact.SendToUnit{Pledged: true}, "withdraw": docket.Reason{Reason: "改报"}, "name_writers": applicationact.NameWriters{},
}

func TestCoWritersWhoCannotBeNamed(t *testing.T) {
	w := bureautest.New(t)
	id := w.Project("suqing", "", lifecycle.Create, applicationact.Create{Call: w.OpenCall(), Title: "共同填写", Recommender: "org-tuijian"}).Record.ID
	many := []string{}
	for range 11 {
		many = append(many, "person-liangyue")
	}
	for name, writers := range map[string][]string{
		"the investigator": {"person-suqing"}, "of another institution": {"person-tianye"}, "nobody": {"person-nobody"},
		"twice": {"person-liangyue", "person-liangyue"}, "too many": many, "a reviewer of the institution": {"person-yantinglan"},
	} {
		if _, err := w.Try("suqing", id, lifecycle.ProjectMachine, "name_writers", applicationact.NameWriters{Writers: writers}); problem.ReasonOf(err) != "WRITERS_INVALID" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
