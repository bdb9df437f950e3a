package rpc_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
)

func TestMessages(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	first, second := w.FormalCheck(call, 0), w.FormalCheck(call, 1)
	filter := &deskv1.Filter{Machine: "project", Call: call, States: []string{"FORMAL_CHECK"}}
	preview, err := w.Desk.PreviewMessage(w.As("linzhou"), &deskv1.PreviewMessageRequest{Filter: filter, Roles: []string{"pi", "institution", "recommender"}})
	if err != nil || preview.GetDockets() != 2 || preview.GetPeople() != 5 || len(preview.GetNames()) != 5 {
		t.Fatal(preview, err)
	}
	send := func(request string, f *deskv1.Filter, roles ...string) (*deskv1.Message, error) {
		return w.Desk.SendMessage(w.As("linzhou"), &deskv1.SendMessageRequest{RequestId: request, Filter: f, Roles: roles, Subject: "形式审查提示", Text: "请保持电话畅通。"})
	}
	m, err := send("request-1", filter, "pi", "institution")
	if err != nil || m.GetDockets() != 2 || m.GetPeople() != 4 || m.GetSenderName() != nameOf(w, "linzhou") {
		t.Fatal(m, err)
	}
	if again, err := send("request-1", filter, "pi", "institution"); err != nil || again.GetId() != m.GetId() {
		t.Error("a repeated request is answered the same", again, err)
	}
	inbox := func(login string) *docketv1.NotificationItem {
		got, err := w.Docket.ListNotifications(w.As(login), &docketv1.ListNotificationsRequest{Unread: true, MarkRead: true})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(got.GetItems(), func(n *docketv1.NotificationItem) bool { return n.GetText() != "" })
		if i < 0 {
			return nil
		}
		return got.GetItems()[i]
	}
	if n := inbox("suqing"); n == nil || n.GetDocket() != first || n.GetSeq() != w.Get(first).Seq || n.GetText() != "请保持电话畅通。" {
		t.Errorf("%v", n)
	}
	if n := inbox("tianye"); n == nil || n.GetDocket() != second {
		t.Errorf("%v", n)
	}
	if n := inbox("lingsong"); n != nil {
		t.Errorf("the recommending body was not addressed: %v", n)
	}
	list, err := w.Desk.ListMessages(w.As("shenji"), &deskv1.ListMessagesRequest{})
	if err != nil || len(list.GetMessages()) != 1 || list.GetMessages()[0].GetRead() != 2 || list.GetMessages()[0].GetPeople() != 4 {
		t.Error(list, err)
	}
	for name, c := range map[string]struct {
		f    *deskv1.Filter
		role string
		want string
	}{
		"everyone": {&deskv1.Filter{}, "pi", "MESSAGE_INVALID"}, "a call's": {&deskv1.Filter{Machine: "call", Call: call}, "pi", "MESSAGE_INVALID"},
		"a role": {filter, "public", "MESSAGE_INVALID"}, "a state": {&deskv1.Filter{States: []string{"NOWHERE"}}, "pi", "MESSAGE_INVALID"},
		"nobody": {&deskv1.Filter{Call: call, States: []string{"ACTIVE"}}, "pi", "NOBODY_TO_TELL"},
	} {
		if _, err := send("request-refused-"+name, c.f, c.role); problem.ReasonOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := one[int](w, "select count(*) from message"); n != 1 {
		t.Errorf("%d messages are on file", n)
	}
}

func TestMessagesArePaged(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.FormalCheck(call, 0)
	for i := range 5 {
		_, err := w.Desk.SendMessage(w.As("linzhou"), &deskv1.SendMessageRequest{RequestId: "request-page-" + string(rune('a'+i)), Filter: &deskv1.Filter{Dockets: []string{id}}, Roles: []string{"pi"}, Subject: "第" + string(rune('一'+i)), Text: "内容"})
		if err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	token := ""
	for range 9 {
		got, err := w.Desk.ListMessages(w.As("linzhou"), &deskv1.ListMessagesRequest{PageSize: 2, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range got.GetMessages() {
			ids = append(ids, m.GetId())
		}
		if token = got.GetNextPageToken(); token == "" {
			break
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(ids)))) != 5 || len(ids) != 5 {
		t.Errorf("%v", ids)
	}
	if _, err := w.Desk.ListMessages(w.As("linzhou"), &deskv1.ListMessagesRequest{PageToken: "x"}); problem.ReasonOf(err) != "PAGE_TOKEN_INVALID" {
		t.Error(err)
	}
}

// A reviewer is told by the review, which is all of the application they may open, and is named to nobody.
func TestReviewersAreToldAndNotNamed(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.FormalCheck(call, 0)
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	var panel []string
	for _, r := range bureautest.Reviewers[:5] {
		panel = append(panel, "person-"+r)
	}
	w.Project("pingheng", id, "assign_review", reviewact.AssignReview{Reviewers: panel})
	filter := &deskv1.Filter{Dockets: []string{id}}
	preview, err := w.Desk.PreviewMessage(w.As("linzhou"), &deskv1.PreviewMessageRequest{Filter: filter, Roles: []string{"reviewer"}})
	if err != nil || preview.GetPeople() != 5 || len(preview.GetNames()) != 0 {
		t.Fatal(preview, err)
	}
	m, err := w.Desk.SendMessage(w.As("linzhou"), &deskv1.SendMessageRequest{RequestId: "request-1", Filter: filter, Roles: []string{"reviewer"}, Subject: "评审提示", Text: "请按时评审。"})
	if err != nil || m.GetPeople() != 5 {
		t.Fatal(m, err)
	}
	for _, r := range w.Reviews(id) {
		login := strings.TrimPrefix(r.Parties().Reviewer, "person-")
		got, err := w.Docket.ListNotifications(w.As(login), &docketv1.ListNotificationsRequest{})
		if err != nil || len(got.GetItems()) != 1 || got.GetItems()[0].GetDocket() != r.ID {
			t.Errorf("%s: %v %v", login, got, err)
		}
	}
}

// A message to an institution reaches whoever stands in for its officer now.
func TestMessagesReachStandIns(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	w.FormalCheck(call, 0)
	count := func() int32 {
		t.Helper()
		preview, err := w.Desk.PreviewMessage(w.As("linzhou"), &deskv1.PreviewMessageRequest{Filter: &deskv1.Filter{Call: call}, Roles: []string{"institution"}})
		if err != nil {
			t.Fatal(err)
		}
		return preview.GetPeople()
	}
	if n := count(); n != 1 {
		t.Fatalf("%d people before", n)
	}
	now := w.Door.Now()
	_, err := w.Pool.Exec(t.Context(), `insert into stand_in (id, principal, deputy, organisation, roles, starts_at, ends_at, reason, set_at)
		select 's', person, 'person-suqing', organisation, '{institution}', $1, $2, '休假', $1 from role_grant where person = 'person-liangyue' and role = 'institution'`, now, now.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if n := count(); n != 2 {
		t.Errorf("%d people while somebody stands in", n)
	}
	w.Pass(time.Hour)
	if n := count(); n != 1 {
		t.Errorf("%d people after the term", n)
	}
}
