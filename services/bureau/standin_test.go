package bureau_test

import (
	"context"
	"testing"
	"time"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/seeds"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

// A deputy signs with her own name, and the record says for whom she acted; what
// she does in a role of her own, or after the term, is hers alone.
func TestTheRecordSaysWhoWasStoodInFor(t *testing.T) {
	w := bureautest.New(t)
	now := w.Door.Now()
	for _, sql := range []string{"update role_grant set granted_at = $1", "update person set name = '何局长' where id = 'person-heyuan' and $1::timestamptz is not null"} {
		if _, err := w.Pool.Exec(t.Context(), sql, now.AddDate(-1, 0, 0)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.Pool.Exec(t.Context(), `insert into stand_in (id, principal, deputy, organisation, roles, starts_at, ends_at, reason, set_at)
		select 's', 'person-heyuan', 'person-zhaowen', organisation, '{director}', $1, $2, '出差', $1 from role_grant where person = 'person-heyuan' and role = 'director'`,
		now, now.AddDate(0, 0, 30))
	if err != nil {
		t.Fatal(err)
	}
	deputy := w.Actor("zhaowen")
	deputy.Capacities = append(deputy.Capacities, w.Actor("heyuan").Capacities...)
	act := func(id string, e lifecycle.Event, in any) string {
		t.Helper()
		r, err := w.Door.Do(context.Background(), docket.Command{RequestID: "stand-in-" + string(e), Machine: lifecycle.CallMachine, Subject: id, Event: e, Actor: deputy, Input: in})
		if err != nil {
			t.Fatal(err)
		}
		return r.Record.ID
	}
	id := act("", lifecycle.Create, programme.CreateCall{Template: "application-development", Title: "2026年度区级应用开发项目", PackCode: "fuling", PackVersion: seeds.Version})
	act(id, "consult", docket.Note{})
	w.Pass(8 * 24 * time.Hour)
	act(id, "approve_call", programmeact.ApproveCall{Answers: "无不同意见", Minutes: "局办纪要第3期"})
	got := stoodIn(t, w, "linzhou", id)
	if got["approve_call"] != "何局长" || got["create"] != "" || got["consult"] != "" {
		t.Errorf("stood in for: %v", got)
	}
	if public := stoodIn(t, w, "suqing", id); len(public) > 0 && public["approve_call"] != "" {
		t.Errorf("an applicant learns %v", public)
	}
	_, err = w.Pool.Exec(t.Context(), "update stand_in set ended_at = $1", now.Add(time.Second)) // ended before the approval
	if err != nil {
		t.Fatal(err)
	}
	if got := stoodIn(t, w, "linzhou", id); got["approve_call"] != "" {
		t.Errorf("after its end: %v", got)
	}
}

func stoodIn(t *testing.T, w *bureautest.World, login, id string) map[string]string {
	t.Helper()
	out := map[string]string{}
	list, err := w.Docket.ListEvents(w.As(login), &docketv1.ListEventsRequest{Docket: id})
	if err != nil {
		return out
	}
	for _, e := range list.GetEvents() {
		if e.GetPerson() == "" && e.GetStoodInFor() != "" {
			t.Error("says for whom, but not who")
		}
		out[e.GetEvent()] = e.GetStoodInFor()
	}
	return out
}
