package bureau_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/application"
	awardact "yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/docket/workitem"
	"yanlu/services/lifecycle"
	reviewact "yanlu/services/review/act"
)

// everything is all that a caller can read of a set of records, as one text.
func everything(t *testing.T, w *bureautest.World, login string, ids ...string) string {
	t.Helper()
	ctx, s := w.As(login), w.Docket
	var b strings.Builder
	add := func(m proto.Message, err error) {
		if err == nil {
			b.WriteString(protojson.Format(m))
		}
	}
	if login != "public" {
		q, err := s.ListQueue(ctx, &docketv1.ListQueueRequest{})
		add(q, err)
		l, err := s.ListDockets(ctx, &docketv1.ListDocketsRequest{PageSize: 200})
		add(l, err)
		n, err := s.ListNotifications(ctx, &docketv1.ListNotificationsRequest{})
		add(n, err)
	}
	for _, id := range ids {
		g, err := s.GetDocket(ctx, &docketv1.GetDocketRequest{Docket: id})
		add(g, err)
		e, err := s.ListEvents(ctx, &docketv1.ListEventsRequest{Docket: id, PageSize: 200})
		add(e, err)
		sn, err := s.ListSnapshots(ctx, &docketv1.ListSnapshotsRequest{Docket: id})
		add(sn, err)
		d, err := s.GetDraft(ctx, &docketv1.GetDraftRequest{Docket: id})
		add(d, err)
		v, err := s.ListDraftVersions(ctx, &docketv1.ListDraftVersionsRequest{Docket: id})
		add(v, err)
		a, err := s.ListAttachments(ctx, &docketv1.ListAttachmentsRequest{Docket: id})
		add(a, err)
	}
	return b.String()
}

// scene is an application under review with one score in, one objection to another, and the words that must stay where they belong.
type scene struct {
	w                     *bureautest.World
	call, project, onMail string
	reviews               []string
	ids                   []string
}

const (
	secretScore    = "这一句只有评审专家和机构能看到"
	secretObjector = "异议人张三"
)

func stage(t *testing.T) scene {
	w := bureautest.New(t)
	s := scene{w: w, call: w.OpenCall()}
	s.onMail, s.project = w.FormalCheck(s.call, 1), w.FormalCheck(s.call, 0)
	for _, id := range []string{s.onMail, s.project} {
		w.Project("linzhou", id, "accept", docket.Note{})
	}
	w.Commissioned(s.call)
	w.Reviewed(s.onMail, 85)
	w.Recommended(s.onMail)
	w.Project("heyuan", s.onMail, "approve", awardact.Minutes{Minutes: "9"})
	w.Project("public", s.onMail, "objection", awardact.FileObjection{Name: secretObjector, Contact: "13800000000", Grounds: "g", Evidence: "e"})
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	w.Project("pingheng", s.project, "assign_review", reviewact.AssignReview{Reviewers: people})
	for i, r := range w.Reviews(s.project) {
		s.reviews = append(s.reviews, r.ID)
		if i > 1 {
			continue
		}
		login := strings.TrimPrefix(r.Parties().Reviewer, "person-")
		w.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		if i == 0 {
			in := w.Opinion(70)
			in.Comment = secretScore + in.Comment
			w.Do(login, r.ID, lifecycle.ReviewMachine, "score", in)
		}
	}
	s.ids = append([]string{s.call, s.project, s.onMail}, s.reviews...)
	return s
}

func names(w *bureautest.World, t *testing.T) []string {
	t.Helper()
	rows, err := w.Pool.Query(t.Context(), "select p.id from person p join role_grant g on g.person = p.id where g.role = 'reviewer' union select p.name from person p join role_grant g on g.person = p.id where g.role = 'reviewer'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// Invariant 11 and the rules of an honest review, over every reading method of the record.
func TestNobodyLearnsWhatIsNotTheirs(t *testing.T) {
	s := stage(t)
	reviewers := names(s.w, t)
	author := strings.TrimPrefix(s.w.Get(s.reviews[0]).Parties().Reviewer, "person-")
	other := strings.TrimPrefix(s.w.Get(s.reviews[1]).Parties().Reviewer, "person-")
	for _, login := range []string{"suqing", "liangyue", "lingsong", "hemiao", "public", "guanli", "jiangwei"} {
		text := everything(t, s.w, login, s.ids...)
		for _, n := range reviewers {
			if strings.Contains(text, n) {
				t.Errorf("%s can read the reviewer %s", login, n)
			}
		}
	}
	for _, login := range []string{"suqing", "liangyue", "lingsong", "public", "linzhou", "heyuan", "qianhui", "zhengyan", "shenji", other, "dingjian"} {
		if text := everything(t, s.w, login, s.ids...); strings.Contains(text, secretScore) {
			t.Errorf("%s can read a score before the hand-over", login)
		}
	}
	for login, may := range map[string]bool{"zhengyan": true, "heyuan": true, "shenji": true, "linzhou": false, "hemiao": false, "tianye": false, "public": false, "pingheng": false, other: false} {
		if got := strings.Contains(everything(t, s.w, login, s.ids...), secretObjector); got != may {
			t.Errorf("%s reads the objector: %t", login, got)
		}
	}
	if !strings.Contains(everything(t, s.w, author, s.ids...), secretScore) || !strings.Contains(everything(t, s.w, "pingheng", s.ids...), secretScore) {
		t.Error("the author and the agency read the score")
	}
	if text := everything(t, s.w, "hemiao", s.project); text != "" && strings.Contains(text, s.w.Get(s.project).Parties().Title) {
		t.Error("another applicant can read the application")
	}
}

// A reviewer sees title and team first; the material only after declaring.
func TestMaterialOpensWithTheDeclaration(t *testing.T) {
	s := stage(t)
	content := s.w.Content(0)["body.summary"].(string)
	for i, id := range s.reviews[:3] {
		login := strings.TrimPrefix(s.w.Get(id).Parties().Reviewer, "person-")
		text := everything(t, s.w, login, id)
		if !strings.Contains(text, s.w.Get(id).Parties().Title) {
			t.Errorf("review %d: the title is shown", i)
		}
		if !strings.Contains(text, "苏青") || !strings.Contains(text, "青岚新材料") {
			t.Errorf("review %d: the team is not shown, so no conflict can be spotted", i)
		}
		if got, want := strings.Contains(text, content), i < 2; got != want {
			t.Errorf("review %d: material shown: %t", i, got)
		}
		if strings.Contains(text, "avoid_experts") {
			t.Errorf("review %d: the avoid list is shown", i)
		}
	}
}

func TestReviewerReadsTheApplicationsForm(t *testing.T) {
	s := stage(t)
	login := strings.TrimPrefix(s.w.Get(s.reviews[1]).Parties().Reviewer, "person-")
	form, err := s.w.Docket.GetForm(s.w.As(login), &docketv1.GetFormRequest{Docket: s.reviews[1]})
	if err != nil || form.GetCode() != "proposal" || len(form.GetSections()) == 0 {
		t.Fatalf("%v %v", form.GetCode(), err)
	}
}

// Default deny: a fact that no row of the table names is shown to nobody.
func TestUnknownFactsAreShownToNobody(t *testing.T) {
	s := stage(t)
	r := s.w.Get(s.project)
	everyRole := []lifecycle.Role{}
	for _, l := range lifecycle.Laws() {
		for _, tr := range l.Transitions {
			everyRole = append(everyRole, tr.Actors...)
		}
	}
	everyRole = append(everyRole, lifecycle.Auditor, lifecycle.Admin)
	facts := docket.Facts{"smuggled": map[string]any{"x": 1}, "intake": map[string]any{"smuggled": "y", "receipt": "R"}}
	got := dockrpc.Project(everyRole, r, nil, facts)
	if len(got) != 1 || len(got["intake"].(map[string]any)) != 1 {
		t.Fatalf("%v", got)
	}
}

// Every fact that the rules establish is somebody's to see: the table forgets none.
func TestEveryFactIsSomebodys(t *testing.T) {
	s := stage(t)
	w := s.w
	w.Project("zhengyan", s.onMail, "dismiss", awardact.Answer{Objection: firstObjection(t, w, s.onMail), Answer: "不成立"})
	w.Clock(s.onMail, "publicity_over")
	var in application.Intake
	if err := w.Get(s.onMail).Section("intake", &in); err != nil {
		t.Fatal(err)
	}
	w.Project("hemiao", s.onMail, "submit_agreement", awardact.SubmitAgreement{Content: "c", Targets: in.Targets, IPClause: "i", Breach: "b", Months: in.Months})
	w.Project("heyuan", s.onMail, "sign", awardact.Sign{})
	watch := []lifecycle.Role{lifecycle.Auditor, lifecycle.Discipline, lifecycle.Agency, lifecycle.Reviewer, lifecycle.Demander}
	for _, id := range s.ids {
		r := w.Get(id)
		for section, v := range r.Facts {
			m, ok := v.(map[string]any)
			if !ok {
				t.Errorf("%s: section %s is not an object", r.Machine, section)
				continue
			}
			for name := range m {
				if !dockrpc.Seen(watch, r, nil, section, name) {
					t.Errorf("%s in %s: nobody may see %s.%s", r.Machine, r.State, section, name)
				}
			}
		}
	}
}

func firstObjection(t *testing.T, w *bureautest.World, id string) string {
	t.Helper()
	var n struct {
		Objections map[string]any `json:"objections"`
	}
	if err := w.Get(id).Section("notice", &n); err != nil {
		t.Fatal(err)
	}
	for k := range n.Objections {
		return k
	}
	t.Fatal("no objection")
	return ""
}

func TestWorkItemsReachTheOfficer(t *testing.T) {
	w := bureautest.New(t)
	id := w.Submitted(w.OpenCall(), 0)
	item := workitem.Item{Subject: id, Seq: w.Get(id).Seq, Event: "lapse", Reason: "RULE_MISSING", Zh: "规则缺失", En: "rule missing", At: w.Door.Now()}
	if err := workitem.Hold(t.Context(), w.Pool, item); err != nil {
		t.Fatal(err)
	}
	for login, want := range map[string]int{"linzhou": 1, "shenji": 1, "suqing": 1, "hemiao": 0} {
		got, err := w.Docket.ListWorkItems(w.As(login), &docketv1.ListWorkItemsRequest{})
		if err != nil || len(got.GetItems()) != want {
			t.Errorf("%s: %v %v", login, got.GetItems(), err)
		}
	}
}

func TestNotificationsAreReadWhenLaidBeforeThePerson(t *testing.T) {
	w := bureautest.New(t)
	for i := range 3 {
		_, err := w.Pool.Exec(t.Context(), "insert into notification (person, subject, seq, zh, en, at) values ('person-suqing', 's', $1, '消息', 'message', now())", i)
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx := w.As("suqing")
	for step, want := range []struct {
		mark   bool
		unread int32
	}{{false, 3}, {true, 1}, {false, 1}} {
		got, err := w.Docket.ListNotifications(ctx, &docketv1.ListNotificationsRequest{PageSize: 2, MarkRead: want.mark})
		if err != nil || got.GetUnread() != want.unread || len(got.GetItems()) != 2 {
			t.Fatalf("step %d: %v %v", step, got, err)
		}
	}
}

func TestActionsSayWhoseTurnItIs(t *testing.T) {
	s := stage(t)
	ctx := s.w.As("hemiao")
	got, err := s.w.Docket.GetDocket(ctx, &docketv1.GetDocketRequest{Docket: s.onMail})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range got.GetActions() {
		if a.GetRefused() != "" && (a.GetRefusedZh() == "" || a.GetRefusedEn() == "") {
			t.Errorf("%s is refused without a sentence", a.GetEvent())
		}
	}
	if slices.ContainsFunc(got.GetActions(), func(a *docketv1.Action) bool { return a.GetEvent() == "dismiss" && a.GetRefused() == "" }) {
		t.Error("an applicant may not dismiss an objection")
	}
}

func TestQueueHoldsWhatWaits(t *testing.T) {
	s := stage(t)
	queue := func(login string) []string {
		q, err := s.w.Docket.ListQueue(s.w.As(login), &docketv1.ListQueueRequest{})
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, d := range q.GetDockets() {
			ids = append(ids, d.GetId())
		}
		return ids
	}
	if !slices.Contains(queue("zhengyan"), s.onMail) {
		t.Error("an objection waits for discipline")
	}
	if got := queue("suqing"); slices.Contains(got, s.project) {
		t.Errorf("nothing waits for the applicant while the review runs: %v", got)
	}
	invited := strings.TrimPrefix(s.w.Get(s.reviews[3]).Parties().Reviewer, "person-")
	if !slices.Contains(queue(invited), s.reviews[3]) {
		t.Error("an invitation waits for its reviewer")
	}
	if !slices.Contains(queue("pingheng"), s.project) {
		t.Error("the round waits for the agency")
	}
}
