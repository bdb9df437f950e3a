package live_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/structpb"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	applicationact "yanlu/services/application/act"
	"yanlu/services/docket"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
	programmeact "yanlu/services/programme/act"
)

func TestAChangeIsHeardByThoseWhoMaySeeIt(t *testing.T) {
	o := open(t)
	call := o.OpenCall()
	mine, theirs := o.Draft(call, 0), o.Draft(call, 1)
	owner, officer, stranger := o.watch(o.as("suqing")), o.watch(o.as("liangyue")), o.watch(o.as("hemiao"))

	o.Project("suqing", mine, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	began := time.Now()
	for _, s := range []*stream{owner, officer} {
		m := s.hears("docket", mine)
		if took := time.Since(began); took > soon {
			t.Errorf("heard after %s", took)
		}
		if m.GetParent() != call || m.GetState() != string(lifecycle.UnitCheck) || m.GetMachine() != "project" || m.GetSeq() != 2 {
			t.Errorf("heard %v", m)
		}
	}
	// The stranger's next word is of the stranger's own docket: nothing came before it.
	o.Project("hemiao", theirs, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	stranger.hears("docket", theirs)
}

func TestDraftsAreHeardByThoseWhoMayReadThem(t *testing.T) {
	o := open(t)
	call := o.OpenCall()
	id := o.Draft(call, 0)
	owner, officer, recommender := o.watch(o.as("suqing")), o.watch(o.as("linzhou")), o.watch(o.as("lingsong"))
	content, err := structpb.NewStruct(o.Content(0))
	o.must(err)
	ctx := identity.WithCaller(t.Context(), identity.Caller{Person: "person-suqing", Grants: []identity.Grant{{Role: lifecycle.PI, Org: "org-qinglan"}}})
	_, err = o.Docket.SaveDraft(ctx, &docketv1.SaveDraftRequest{RequestId: o.requestID(), Docket: id, BaseVersion: 1, Content: content})
	o.must(err)
	if m := owner.hears("draft", id); m.GetSeq() != 2 || m.GetState() != "" {
		t.Errorf("heard %v", m)
	}
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	for _, s := range []*stream{officer, recommender} { // of the draft they heard nothing
		s.hears("docket", id)
	}
}

func TestNotificationsAreHeardByTheirReadersOnly(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	owner, unit := o.watch(o.as("suqing")), o.watch(o.as("liangyue"))
	r := o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	owner.hears("docket", id)
	unit.hears("docket", id)
	o.must(notification.Deliver(t.Context(), o.Pool, id, r.Seq))
	o.Door.Notify(docket.NotificationAdded, id, r.Seq)
	if m := unit.hears("notification", id); m.GetSeq() != r.Seq {
		t.Errorf("heard %v", m)
	}
	o.Project("liangyue", id, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	owner.hears("docket", id) // and not that somebody else was notified
}

func TestTwoHundredStreams(t *testing.T) {
	o := open(t)
	call := o.OpenCall()
	logins := []string{"suqing", "hemiao", "weigang", "yunfan", "zhouzhi", "anran", "liangyue", "tianye", "linzhou", "heyuan"}
	var all []*stream
	for _, login := range logins {
		ctx := o.as(login)
		for range 20 {
			all = append(all, o.watch(ctx))
		}
		if login == "suqing" {
			w, err := o.client.Watch(ctx, &deskv1.WatchRequest{})
			o.must(err)
			if _, err := w.Recv(); status.Code(err) != codes.ResourceExhausted {
				t.Errorf("one stream too many: %v", err)
			}
		}
	}
	closes := o.Door.Now().AddDate(0, 0, 60)
	began := time.Now()
	o.Do("heyuan", call, lifecycle.CallMachine, "extend", programmeact.Extend{ClosesAt: &closes, Reason: "申报单位较多"})
	for _, s := range all {
		s.hears("docket", call)
	}
	if took := time.Since(began); took > soon {
		t.Errorf("200 streams heard after %s", took)
	}
}

func TestHeardAgainAfterTheConnectionWasKilled(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	owner := o.watch(o.as("suqing"))
	var pid int
	o.must(o.Pool.QueryRow(t.Context(), `select pid from pg_stat_activity where datname = current_database() and query = 'listen change'`).Scan(&pid))
	for len(owner.words) > 0 {
		<-owner.words
	}
	var killed bool
	o.must(o.Pool.QueryRow(t.Context(), "select pg_terminate_backend($1)", pid).Scan(&killed))
	if m := owner.next(); !killed || m.GetKind() != "hello" {
		t.Fatalf("killed %v, then heard %v, want to be told to read again", killed, m)
	}
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	owner.hears("docket", id)
}

// The notifier's own connection is killed too: the word waits and is told.
func TestTheNotifierConnectsAgain(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	owner := o.watch(o.as("suqing"))
	_, err := o.Pool.Exec(t.Context(), `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'select pg_notify%'`)
	o.must(err)
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	owner.hears("docket", id)
}

func TestTheStreamEndsWithTheSession(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	token := o.session("suqing")
	s := o.watch(metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+token))
	other := o.watch(o.as("suqing"))
	_, err := o.Pool.Exec(t.Context(), "delete from session where token_hash = sha256($1::bytea)", []byte(token))
	o.must(err)
	if err := s.ended(); status.Code(err) != codes.Unauthenticated {
		t.Errorf("ended with %v", err)
	}
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	other.hears("docket", id)
}

func TestALostRoleHearsNothing(t *testing.T) {
	o := open(t)
	call := o.OpenCall()
	id, own := o.Draft(call, 0), o.Draft(call, 1)
	lost, owner := o.watch(o.as("liangyue")), o.watch(o.as("suqing"))
	_, err := o.Pool.Exec(t.Context(), "update role_grant set organisation = (select organisation from role_grant where person = 'person-tianye' and role = 'institution') where person = 'person-liangyue' and role = 'institution'")
	o.must(err)
	renewed(o, "liangyue")
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	owner.hears("docket", id)
	o.Project("hemiao", own, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	lost.hears("docket", own) // of the new organisation, and nothing of the old one before
}

// renewed waits until every stream of a person has been asked for its roles twice since now.
func renewed(o *office, login string) {
	o.t.Helper()
	w, err := o.client.Watch(o.as(login), &deskv1.WatchRequest{})
	o.must(err)
	for beats := 0; beats < 3; {
		m, err := w.Recv()
		o.must(err)
		if m.GetKind() == "beat" {
			beats++
		}
	}
	o.must(w.CloseSend())
}

func TestAStreamInOneCapacity(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	_, err := o.Pool.Exec(t.Context(), "insert into role_grant (person, organisation, role) select 'person-suqing', organisation, 'recommender' from role_grant where person = 'person-lingsong' limit 1")
	o.must(err)
	limited := o.watch(o.as("suqing", "yanlu-acting-as", "recommender@org-tuijian"))
	all := o.watch(o.as("suqing"))
	renewed(o, "suqing") // asking again must not widen it
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	all.hears("docket", id)
	o.Project("liangyue", id, "unit_approve", applicationact.Opinion{Opinion: "同意申报"})
	if m := limited.hears("docket", id); m.GetState() != string(lifecycle.Recommending) && m.GetState() != string(lifecycle.UnitCheck) {
		t.Errorf("heard %v", m)
	}
	w, err := o.client.Watch(o.as("suqing", "yanlu-acting-as", "officer@org-bureau"), &deskv1.WatchRequest{})
	o.must(err)
	if _, err := w.Recv(); status.Code(err) != codes.PermissionDenied {
		t.Errorf("a capacity that is not held: %v", err)
	}
}

func TestTheServerStopsWithOpenStreams(t *testing.T) {
	o := open(t)
	s := o.watch(o.as("suqing"))
	began := time.Now()
	o.stop()
	if err := s.ended(); status.Code(err) != codes.Unavailable {
		t.Errorf("ended with %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the stop took %s", took)
	}
}

func TestNobodyWatchesWithoutASession(t *testing.T) {
	o := open(t)
	w, err := o.client.Watch(t.Context(), &deskv1.WatchRequest{})
	o.must(err)
	if _, err := w.Recv(); status.Code(err) != codes.Unauthenticated {
		t.Errorf("got %v", err)
	}
}

// A browser speaks Connect over the HTTP port: the first word comes at once, a change soon.
func TestWatchOverTheHTTPPort(t *testing.T) {
	o := open(t)
	id := o.Draft(o.OpenCall(), 0)
	body := append([]byte{0, 0, 0, 0, 2}, "{}"...)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+o.server.HTTPAddr()+"/yanlu.desk.v1.LiveService/Watch", bytes.NewReader(body))
	o.must(err)
	r.Header.Set("Content-Type", "application/connect+json")
	r.Header.Set("Connect-Protocol-Version", "1")
	r.Header.Set("Authorization", "Bearer "+o.session("suqing"))
	answer, err := http.DefaultClient.Do(r)
	o.must(err)
	defer func() { _ = answer.Body.Close() }()
	if m := frame(t, answer.Body); m.Kind != "hello" {
		t.Fatalf("first %+v", m)
	}
	o.Project("suqing", id, "send_to_unit", applicationact.SendToUnit{Pledged: true})
	for {
		m := frame(t, answer.Body)
		if m.Kind == "docket" && m.Docket == id {
			break
		}
		if !strings.Contains("hello beat docket", m.Kind) { // what happened to the call before may still be told
			t.Fatalf("heard %+v", m)
		}
	}
}

type word struct{ Kind, Docket string }

func frame(t *testing.T, r io.Reader) word {
	t.Helper()
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		t.Fatal(err)
	}
	raw := make([]byte, binary.BigEndian.Uint32(head[1:]))
	if _, err := io.ReadFull(r, raw); err != nil {
		t.Fatal(err)
	}
	var m word
	if err := json.Unmarshal(raw, &m); err != nil || head[0] != 0 {
		t.Fatalf("%x %s: %v", head, raw, err)
	}
	return m
}
