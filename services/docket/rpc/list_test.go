package rpc_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
)

// crowd writes dockets as they might stand after years, without their events: a
// list reads the fold alone. They are removed before the record is verified.
func crowd(t *testing.T, w *bureautest.World, call string, n int) {
	t.Helper()
	_, err := w.Pool.Exec(t.Context(), `
insert into docket (id, machine, state, terminal, seq, head, opened_at, since, ended_at, facts)
select 'crowd-' || n, 'project', x.state, x.state in ('WITHDRAWN', 'EXPIRED'), 1, '', $2::timestamptz, $2::timestamptz - make_interval(mins => n % 7), case when x.state in ('WITHDRAWN', 'EXPIRED') then $2::timestamptz end,
    jsonb_build_object('parties', jsonb_build_object('title', x.title, 'parent', $1::text, 'pi', 'person-suqing', 'host_org', x.host)
        || case when n % 3 = 0 then '{}' else jsonb_build_object('code', 'C-' || n % 50 || '-' || n) end,
        'intake', jsonb_build_object('receipt', 'R', 'topic', 'T' || n % 4, 'check_due', $2::timestamptz + make_interval(hours => n % 5 - 2), 'correction_due', $2::timestamptz + make_interval(hours => n % 3 - 1)))
from generate_series(1, $3) n, lateral (select
    (array['DRAFT', 'FORMAL_CHECK', 'RETURNED', 'WITHDRAWN', 'EXPIRED', 'SUBMITTED'])[1 + n % 6] as state,
    (array['安全', '储氢', '张量', '李氏', '储氢'])[1 + n % 5] as title, (array['org-qinglan', 'org-hengping'])[1 + n % 2] as host) x`, call, w.Door.Now(), n)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := w.Pool.Exec(context.Background(), "delete from docket where id like 'crowd-%'"); err != nil {
			t.Error(err)
		}
	})
}

// pages reads a list to its end, so many at a time.
func pages(ctx context.Context, t *testing.T, w *bureautest.World, r *docketv1.ListDocketsRequest, size int32) []*docketv1.Docket {
	t.Helper()
	r = proto.CloneOf(r)
	r.PageSize = size
	var out []*docketv1.Docket
	for range 500 {
		got, err := w.Docket.ListDockets(ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, got.GetDockets()...)
		if r.PageToken = got.GetNextPageToken(); r.GetPageToken() == "" {
			if int(got.GetTotal()) != len(out) || got.GetMoreThanCounted() {
				t.Errorf("%v: %d were counted, %d read", r, got.GetTotal(), len(out))
			}
			return out
		}
	}
	t.Fatal("the list does not end")
	return nil
}

func ids(list []*docketv1.Docket) []string {
	out := make([]string, len(list))
	for i, d := range list {
		out[i] = d.GetId()
	}
	return out
}

// Pages one after the other are the whole list, each docket once, in every order and direction.
func TestPagesAreTheWholeList(t *testing.T) {
	w := bureautest.New(t)
	crowd(t, w, w.OpenCall(), 131)
	for _, sort := range []string{"", "since", "opened", "title", "code", "state"} {
		for _, ascending := range []bool{false, true} {
			for _, machine := range []string{"project", ""} {
				r := &docketv1.ListDocketsRequest{Machine: machine, Sort: sort, Ascending: ascending}
				whole := ids(pages(w.As("linzhou"), t, w, r, 200))
				if piecewise := ids(pages(w.As("linzhou"), t, w, r, 7)); !slices.Equal(whole, piecewise) {
					t.Errorf("%s ascending=%t machine=%q: the pages are another list", sort, ascending, machine)
				}
				if len(slices.Compact(slices.Sorted(slices.Values(whole)))) != len(whole) || len(whole) < 131 {
					t.Errorf("%s ascending=%t machine=%q: %d rows, some twice or missing", sort, ascending, machine, len(whole))
				}
				back := ids(pages(w.As("linzhou"), t, w, &docketv1.ListDocketsRequest{Machine: machine, Sort: sort, Ascending: !ascending}, 50))
				slices.Reverse(back)
				if !slices.Equal(whole, back) {
					t.Errorf("%s: the other direction is another list", sort)
				}
			}
		}
	}
}

func TestOrders(t *testing.T) {
	w := bureautest.New(t)
	crowd(t, w, w.OpenCall(), 40)
	list := func(sort string) []*docketv1.Docket {
		return pages(w.As("linzhou"), t, w, &docketv1.ListDocketsRequest{Machine: "project", Sort: sort, Ascending: true}, 200)
	}
	var titles []string
	for _, d := range list("title") {
		titles = append(titles, d.GetTitle())
	}
	if got := slices.Compact(titles); !slices.Equal(got, []string{"安全", "储氢", "李氏", "张量"}) {
		t.Errorf("titles are read in the order of their sounds, not %v", got)
	}
	for sort, of := range map[string]func(*docketv1.Docket) string{
		"since": func(d *docketv1.Docket) string { return d.GetSince().AsTime().Format(time.RFC3339Nano) },
		"code":  (*docketv1.Docket).GetCode, "state": (*docketv1.Docket).GetState,
	} {
		if !slices.IsSortedFunc(list(sort), func(a, b *docketv1.Docket) int { return strings.Compare(of(a), of(b)) }) {
			t.Errorf("not in the order of %s", sort)
		}
	}
}

// The filter, the docket's own mark and the pipeline's count say the same of what is late, to everybody.
func TestLateIsOneThing(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	crowd(t, w, call, 90)
	for _, step := range []time.Duration{0, 24 * time.Hour, 60 * 24 * time.Hour} {
		w.Pass(step)
		for _, login := range []string{"linzhou", "shenji", "suqing", "liangyue", "pingheng"} {
			all := pages(w.As(login), t, w, &docketv1.ListDocketsRequest{}, 200)
			var marked []string
			for _, d := range all {
				if d.GetLate() {
					marked = append(marked, d.GetId())
				}
			}
			filtered := ids(pages(w.As(login), t, w, &docketv1.ListDocketsRequest{Late: true}, 200))
			if !slices.Equal(marked, filtered) {
				t.Errorf("after %v %s: %d are marked late, %d are listed", step, login, len(marked), len(filtered))
			}
			if login == "linzhou" && len(marked) == 0 {
				t.Error("nothing is late")
			}
		}
	}
	if got := len(pages(w.As("suqing"), t, w, &docketv1.ListDocketsRequest{States: []string{"FORMAL_CHECK"}, Late: true}, 200)); got != 0 {
		t.Errorf("an applicant is told of %d formal checks that are late, and the limit is not theirs to see", got)
	}
}

func TestFilters(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	crowd(t, w, call, 60)
	ctx := w.As("linzhou")
	since := func(d *docketv1.Docket) time.Time { return d.GetSince().AsTime() }
	mid := w.Door.Now().Add(-3 * time.Minute)
	for name, c := range map[string]struct {
		r    *docketv1.ListDocketsRequest
		keep func(*docketv1.Docket) bool
	}{
		"states": {&docketv1.ListDocketsRequest{States: []string{"DRAFT", "RETURNED"}}, func(d *docketv1.Docket) bool { return d.GetState() == "DRAFT" || d.GetState() == "RETURNED" }},
		"host":   {&docketv1.ListDocketsRequest{HostOrg: "org-hengping"}, func(d *docketv1.Docket) bool { return factOf(d, "parties", "host_org") == "org-hengping" }},
		"lead":   {&docketv1.ListDocketsRequest{Pi: "person-nobody"}, func(*docketv1.Docket) bool { return false }},
		"parent": {&docketv1.ListDocketsRequest{Parent: call}, func(*docketv1.Docket) bool { return true }},
		"topic":  {&docketv1.ListDocketsRequest{Topic: "T2"}, func(d *docketv1.Docket) bool { return factOf(d, "intake", "topic") == "T2" }},
		"open":   {&docketv1.ListDocketsRequest{Open: true}, func(d *docketv1.Docket) bool { return !d.GetTerminal() }},
		"mine":   {&docketv1.ListDocketsRequest{Mine: true}, func(d *docketv1.Docket) bool { return d.GetState() == "SUBMITTED" || d.GetState() == "FORMAL_CHECK" }},
		"from":   {&docketv1.ListDocketsRequest{SinceFrom: timestamppb.New(mid)}, func(d *docketv1.Docket) bool { return !since(d).Before(mid) }},
		"to":     {&docketv1.ListDocketsRequest{SinceTo: timestamppb.New(mid)}, func(d *docketv1.Docket) bool { return since(d).Before(mid) }},
		"title":  {&docketv1.ListDocketsRequest{Query: "储氢"}, func(d *docketv1.Docket) bool { return d.GetTitle() == "储氢" }},
		"half":   {&docketv1.ListDocketsRequest{Query: "氢"}, func(d *docketv1.Docket) bool { return d.GetTitle() == "储氢" }},
		"lead's": {&docketv1.ListDocketsRequest{Query: "苏青"}, func(*docketv1.Docket) bool { return true }},
		"all": {&docketv1.ListDocketsRequest{Query: "储氢 青岚 苏"}, func(d *docketv1.Docket) bool {
			return d.GetTitle() == "储氢" && factOf(d, "parties", "host_org") == "org-qinglan"
		}},
		"case":     {&docketv1.ListDocketsRequest{Query: "c-1-"}, func(d *docketv1.Docket) bool { return strings.HasPrefix(d.GetCode(), "C-1-") }},
		"like":     {&docketv1.ListDocketsRequest{Query: "%"}, func(*docketv1.Docket) bool { return false }},
		"nothing":  {&docketv1.ListDocketsRequest{Query: strings.Repeat("储", 100)}, func(*docketv1.Docket) bool { return false }},
		"nul":      {&docketv1.ListDocketsRequest{Query: "储\x00", HostOrg: "\x00"}, func(*docketv1.Docket) bool { return false }},
		"machines": {&docketv1.ListDocketsRequest{}, func(*docketv1.Docket) bool { return true }},
	} {
		c.r.Machine = "project"
		want := slices.DeleteFunc(pages(ctx, t, w, &docketv1.ListDocketsRequest{Machine: "project"}, 200), func(d *docketv1.Docket) bool { return !c.keep(d) })
		if got := pages(ctx, t, w, c.r, 9); !slices.Equal(ids(got), ids(want)) {
			t.Errorf("%s: %d, want %d", name, len(got), len(want))
		}
	}
	if _, err := w.Docket.ListDockets(ctx, &docketv1.ListDocketsRequest{PageToken: "x"}); problem.ReasonOf(err) != "PAGE_TOKEN_INVALID" {
		t.Error(err)
	}
	if got, err := w.Docket.ListDockets(ctx, &docketv1.ListDocketsRequest{Machine: "spaceship"}); err != nil || got.GetTotal() != 0 {
		t.Error(got, err)
	}
}

func factOf(d *docketv1.Docket, section, name string) string {
	return d.GetFacts().GetFields()[section].GetStructValue().GetFields()[name].GetStringValue()
}

// A search by whom the record is open to and by whom a few dockets are open to finds the same of those few.
func TestSearchFindsTheSameFromBothEnds(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	crowd(t, w, call, 30)
	for _, query := range []string{"储氢", "苏青", "C-4", "张 青岚", "量"} {
		r := &docketv1.ListDocketsRequest{Machine: "project", Query: query}
		want := slices.DeleteFunc(pages(w.As("linzhou"), t, w, r, 200), func(d *docketv1.Docket) bool { return factOf(d, "parties", "host_org") != "org-qinglan" })
		if got := pages(w.As("liangyue"), t, w, r, 200); len(want) == 0 || !slices.Equal(ids(got), ids(want)) {
			t.Errorf("%s: %d for the institution, %d of theirs for the bureau", query, len(got), len(want))
		}
	}
}

// What is shown in a list and what is shown alone agree, also of what the system does next.
func TestAListShowsWhatADocketShows(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	first, second := w.FormalCheck(call, 0), w.FormalCheck(call, 1)
	for _, id := range []string{first, second} {
		w.Project("linzhou", id, "accept", docket.Note{})
	}
	w.Commissioned(call)
	w.Reviewed(first, 80)
	invite(t, w, second)
	for _, login := range []string{"linzhou", "pingheng", "shenji"} {
		for _, d := range pages(w.As(login), t, w, &docketv1.ListDocketsRequest{}, 200) {
			alone, err := w.Docket.GetDocket(w.As(login), &docketv1.GetDocketRequest{Docket: d.GetId()})
			if err != nil || !proto.Equal(alone.GetDocket(), d) {
				t.Errorf("%s: %s in %s is another docket alone: %v", login, d.GetMachine(), d.GetState(), err)
			}
		}
	}
}

func TestNotificationsCarryMessages(t *testing.T) {
	w := bureautest.New(t)
	ctx := w.As("suqing")
	_, err := w.Pool.Exec(t.Context(), `insert into message (id, sender, subject, words, filter, dockets, at) values ('m', 'person-linzhou', '请补正', '请于本周内补正。', '{}', 1, now());
		insert into notification (person, subject, seq, zh, en, at, message) values ('person-suqing', 's', 1, '请补正', '请补正', now(), 'm');
		insert into notification (person, subject, seq, zh, en, at, read_at) values ('person-suqing', 's', 1, '已读', 'read', now(), now()), ('person-suqing', 's', 2, '旧', 'old', now(), null)`)
	if err != nil {
		t.Fatal(err)
	}
	for step, c := range []struct {
		r           *docketv1.ListNotificationsRequest
		items, left int
	}{
		{&docketv1.ListNotificationsRequest{}, 3, 2},
		{&docketv1.ListNotificationsRequest{Unread: true}, 2, 2},
		{&docketv1.ListNotificationsRequest{Unread: true, PageSize: 1, MarkRead: true}, 1, 1},
		{&docketv1.ListNotificationsRequest{Unread: true}, 1, 1},
	} {
		got, err := w.Docket.ListNotifications(ctx, c.r)
		if err != nil || len(got.GetItems()) != c.items || int(got.GetUnread()) != c.left {
			t.Fatalf("step %d: %v %v", step, got, err)
		}
		for _, n := range got.GetItems() {
			if (n.GetText() != "") != (n.GetZh() == "请补正") || (n.GetText() != "") != (n.GetSenderName() != "") {
				t.Errorf("step %d: %v", step, n)
			}
		}
	}
}

// invite seats a panel that has not answered.
func invite(t *testing.T, w *bureautest.World, id string) {
	t.Helper()
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	if _, err := w.Try("pingheng", id, lifecycle.ProjectMachine, "assign_review", reviewact.AssignReview{Reviewers: people}); err != nil {
		t.Fatal(fmt.Errorf("invite: %w", err))
	}
}
