package rpc_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	applicationact "yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
)

func one[T any](w *bureautest.World, sql string, args ...any) T {
	w.T.Helper()
	var v T
	if err := w.Pool.QueryRow(context.Background(), sql, args...).Scan(&v); err != nil {
		w.T.Fatal(err)
	}
	return v
}

func nameOf(w *bureautest.World, login string) string {
	return one[string](w, "select name from person where login = $1", login)
}

// found lists hits by kind and title.
func found(t *testing.T, w *bureautest.World, login, query string, kinds ...string) []string {
	t.Helper()
	got, err := w.Desk.Search(w.As(login), &deskv1.SearchRequest{Query: query, Kinds: kinds})
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, h := range got.GetHits() {
		if h.GetId() == "" || h.GetTitle() == "" || !strings.Contains("docket person organisation topic", h.GetKind()) {
			t.Errorf("%v", h)
		}
		out = append(out, h.GetKind()+" "+h.GetTitle())
	}
	return out
}

func TestSearchByAnyPartOfAName(t *testing.T) {
	w := bureautest.New(t)
	w.FormalCheck(w.OpenCall(), 0)
	for _, c := range []struct {
		login, query string
		kinds        []string
		want         string
	}{
		{"linzhou", "示例", []string{"docket"}, "docket 示例项目1"},
		{"linzhou", "例", []string{"docket"}, "docket 示例项目1"},
		{"linzhou", "苏 青岚", []string{"docket"}, "docket 示例项目1"},
		{"linzhou", "苏青", nil, "person 苏青"},
		{"linzhou", "青", []string{"person"}, "person 苏青"},
		{"suqing", "青岚", nil, "organisation 青岚新材料有限公司"},
		{"suqing", "应用开发", nil, "docket 2026年度区级应用开发项目"},
		{"lingsong", "示 例", nil, "docket 示例项目1"},
	} {
		got := found(t, w, c.login, c.query, c.kinds...)
		if !slices.ContainsFunc(got, func(h string) bool {
			return h == c.want || strings.HasPrefix(h, "organisation") && strings.HasPrefix(c.want, "organisation")
		}) {
			t.Errorf("%s typed %s and found %v", c.login, c.query, got)
		}
	}
	for _, query := range []string{" ", "\x00", "%", "_", strings.Repeat("氢", 100), "'; drop table docket"} {
		if got := found(t, w, "linzhou", query); len(got) != 0 {
			t.Errorf("%q found %v", query, got)
		}
	}
	if topics := found(t, w, "suqing", "材料", "topic"); len(topics) == 0 {
		t.Error("no topic of the plan is found")
	}
}

// What begins with the words comes before what contains them, and both before what is found by other words.
func TestTheBestComesFirst(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	titles := []string{"固态储氢材料", "储氢罐检测", "储能与氢能"}
	for i, title := range titles {
		w.Project(bureautest.Applicants[i].PI, "", lifecycle.Create, applicationact.Create{Call: call, Title: title, Recommender: "org-tuijian"})
	}
	if got := found(t, w, "linzhou", "储氢", "docket"); !slices.Equal(got, []string{"docket 储氢罐检测", "docket 固态储氢材料"}) {
		t.Errorf("%v", got)
	}
	if got := found(t, w, "linzhou", "氢 储", "docket"); len(got) != 3 {
		t.Errorf("words in another order: %v", got)
	}
	got, err := w.Desk.Search(w.As("linzhou"), &deskv1.SearchRequest{Query: "储", Limit: 2})
	if err != nil || len(got.GetHits()) < 2 || got.GetHits()[2-1].GetKind() != "docket" {
		t.Error(got, err)
	}
}

func TestPeopleAreLookedUpByTheBureau(t *testing.T) {
	w := bureautest.New(t)
	for login, want := range map[string]bool{"linzhou": true, "heyuan": true, "pingheng": true, "guanli": true, "shenji": true, "suqing": false, "liangyue": false, "lingsong": false, "jiangwei": false, "luzhiyuan": false} {
		if got := len(found(t, w, login, "苏青", "person")) > 0; got != want {
			t.Errorf("%s finds people: %t", login, got)
		}
	}
}

func TestANewNameIsFound(t *testing.T) {
	w := bureautest.New(t)
	w.FormalCheck(w.OpenCall(), 0)
	if _, err := w.Pool.Exec(t.Context(), "update organisation set name = '澄海新材料公司' where id = 'org-qinglan'; update person set name = '苏澄' where id = 'person-suqing'"); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{"澄海": 1, "苏澄": 1, "苏澄 澄海": 1, "青岚": 0} {
		if got := found(t, w, "linzhou", query, "docket"); len(got) != want {
			t.Errorf("%s: %v", query, got)
		}
	}
}

func TestPipelineCountsWhatStands(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	w.FormalCheck(call, 0)
	w.Pass(24 * time.Hour)
	w.FormalCheck(call, 1)
	w.Draft(call, 2)
	w.Pass(40 * 24 * time.Hour)
	got, err := w.Desk.GetPipeline(w.As("linzhou"), &deskv1.GetPipelineRequest{})
	if err != nil || len(got.GetRows()) != 1 || got.GetRows()[0].GetCall() != call || got.GetRows()[0].GetTotal() != 3 {
		t.Fatal(got, err)
	}
	cells := got.GetRows()[0].GetCells()
	if len(cells) != 2 || cells[0].GetState() != "DRAFT" || cells[0].GetLate() != 1 || cells[0].GetStage() != "apply" {
		t.Fatalf("%v", cells)
	}
	check := cells[1]
	if check.GetCount() != 2 || check.GetLate() != 2 || check.GetStage() != "check" || check.GetMedianDays() < 40.4 || check.GetMedianDays() > 40.6 || check.GetTurn()[0] != "officer" || check.GetStateZh() == "" {
		t.Errorf("%v", check)
	}
	if oldest := check.GetOldest().AsTime(); w.Door.Now().Sub(oldest) != 41*24*time.Hour {
		t.Errorf("the oldest waits since %v", oldest)
	}
	if got, err := w.Desk.GetPipeline(w.As("linzhou"), &deskv1.GetPipelineRequest{Call: w.Get(call).Parties().Code}); err != nil || len(got.GetRows()) != 1 {
		t.Error(got, err)
	}
}

// The pipeline counts as late what the list marks as late, for everyone who reads it.
func TestPipelineAndListAgree(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	first, second := w.FormalCheck(call, 0), w.FormalCheck(call, 1)
	w.Draft(call, 2)
	w.Project("linzhou", first, "accept", docket.Note{})
	w.Project("linzhou", second, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(first, 80)
	for range 3 {
		w.Pass(30 * 24 * time.Hour)
		for _, login := range []string{"linzhou", "shenji", "pingheng"} {
			counted := map[string]int32{}
			got, err := w.Desk.GetPipeline(w.As(login), &deskv1.GetPipelineRequest{Call: call})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range got.GetRows()[0].GetCells() {
				counted[c.GetState()] += c.GetCount()*100 + c.GetLate()
			}
			listed := map[string]int32{}
			list, err := w.Docket.ListDockets(w.As(login), &docketv1.ListDocketsRequest{Machine: "project", Parent: call})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range list.GetDockets() {
				listed[d.GetState()] += 100
				if d.GetLate() {
					listed[d.GetState()]++
				}
			}
			for state, n := range listed {
				if counted[state] != n {
					t.Errorf("%s: %s is counted %d, listed %d", login, state, counted[state], n)
				}
			}
		}
	}
}

func TestAnAgencySeesItsOwnCalls(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	if got, err := w.Desk.GetPipeline(w.As("pingheng"), &deskv1.GetPipelineRequest{}); err != nil || len(got.GetRows()) != 0 {
		t.Error(got, err)
	}
	if _, err := w.Desk.GetPipeline(w.As("pingheng"), &deskv1.GetPipelineRequest{Call: call}); problem.ReasonOf(err) != "NOT_FOUND" {
		t.Error(err)
	}
	w.Commissioned(call)
	if got, err := w.Desk.GetPipeline(w.As("pingheng"), &deskv1.GetPipelineRequest{}); err != nil || len(got.GetRows()) != 1 {
		t.Error(got, err)
	}
}

func TestViewsAreSharedAmongColleagues(t *testing.T) {
	w := bureautest.New(t)
	save := func(login, request, name, query string, shared bool) *deskv1.View {
		v, err := w.Desk.SaveView(w.As(login), &deskv1.SaveViewRequest{RequestId: request, Page: "projects", Name: name, Query: query, Shared: shared})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	mine := save("linzhou", "request-1", "我的在办", "mine=1", false)
	shared := save("linzhou", "request-2", "逾期的", "late=1", true)
	if again := save("linzhou", "request-3", "我的在办", "mine=1&sort=title", false); again.GetId() != mine.GetId() {
		t.Error("the same name is another view")
	}
	if repeat := save("linzhou", "request-2", "逾期的", "late=1", true); repeat.GetId() != shared.GetId() {
		t.Error("a repeated request is another view")
	}
	names := func(login string) string {
		got, err := w.Desk.ListViews(w.As(login), &deskv1.ListViewsRequest{Page: "projects"})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, v := range got.GetViews() {
			out = append(out, v.GetName()+"?"+v.GetQuery())
			if v.GetMine() != (login == "linzhou") || v.GetOwnerName() == "" {
				t.Errorf("%s: %v", login, v)
			}
		}
		return strings.Join(out, " ")
	}
	for login, want := range map[string]string{"linzhou": "我的在办?mine=1&sort=title 逾期的?late=1", "zhaowen": "逾期的?late=1", "heyuan": "", "suqing": ""} {
		if got := names(login); got != want {
			t.Errorf("%s sees %s", login, got)
		}
	}
	if _, err := w.Desk.RemoveView(w.As("zhaowen"), &deskv1.RemoveViewRequest{RequestId: "request-4", Id: shared.GetId()}); problem.ReasonOf(err) != "VIEW_NOT_FOUND" {
		t.Error(err)
	}
	if _, err := w.Desk.RemoveView(w.As("linzhou"), &deskv1.RemoveViewRequest{RequestId: "request-5", Id: shared.GetId()}); err != nil || names("zhaowen") != "" {
		t.Error(err)
	}
}

func TestPhrases(t *testing.T) {
	w := bureautest.New(t)
	list := func(login, topic string) []*deskv1.Phrase {
		got, err := w.Desk.ListPhrases(w.As(login), &deskv1.ListPhrasesRequest{Topic: topic})
		if err != nil {
			t.Fatal(err)
		}
		return got.GetPhrases()
	}
	if n := len(list("linzhou", "")); n < 40 {
		t.Errorf("only %d phrases", n)
	}
	p, err := w.Desk.SavePhrase(w.As("liangyue"), &deskv1.SavePhraseRequest{RequestId: "request-1", Topic: "unit_check", Text: "请先到科研处盖章。"})
	if err != nil {
		t.Fatal(err)
	}
	holds := func(login string) bool {
		return slices.ContainsFunc(list(login, "unit_check"), func(x *deskv1.Phrase) bool { return x.GetId() == p.GetId() && !x.GetShipped() })
	}
	if !holds("liangyue") || holds("tianye") || holds("linzhou") {
		t.Error("a phrase is its organisation's own")
	}
	for name, c := range map[string]struct{ login, id, want string }{
		"another's": {"tianye", p.GetId(), "PHRASE_NOT_FOUND"}, "shipped": {"liangyue", "unit-ok", "PHRASE_SHIPPED"}, "nobody's": {"liangyue", "x", "PHRASE_NOT_FOUND"},
	} {
		_, err := w.Desk.SavePhrase(w.As(c.login), &deskv1.SavePhraseRequest{RequestId: "request-save-" + name, Id: c.id, Topic: "need", Text: "改写"})
		_, gone := w.Desk.RemovePhrase(w.As(c.login), &deskv1.RemovePhraseRequest{RequestId: "request-gone-" + name, Id: c.id})
		if problem.ReasonOf(err) != c.want || problem.ReasonOf(gone) != c.want {
			t.Errorf("%s: %v, %v", name, err, gone)
		}
	}
	if _, err := w.Desk.RemovePhrase(w.As("liangyue"), &deskv1.RemovePhraseRequest{RequestId: "request-9", Id: p.GetId()}); err != nil || holds("liangyue") {
		t.Error(err)
	}
}

// A phrase that the organisation has just written comes first.
func TestPhrasesUsedMostComeFirst(t *testing.T) {
	w := bureautest.New(t)
	id := w.FormalCheck(w.OpenCall(), 0)
	const used = "起止年限与本批次指南要求的执行期不符，请调整。"
	w.Project("linzhou", id, "return_once", applicationact.Defects{Defects: []programme.Defect{{Field: "cover.term", Text: used}}})
	got, err := w.Desk.ListPhrases(w.As("linzhou"), &deskv1.ListPhrasesRequest{Topic: "formal_check"})
	if err != nil || got.GetPhrases()[0].GetText() != used {
		t.Error(got.GetPhrases()[0], err)
	}
}

func TestExtensions(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	draft, returned := w.Draft(call, 0), w.FormalCheck(call, 1)
	w.Project("linzhou", returned, "return_once", applicationact.Defects{Defects: []programme.Defect{{Field: "cover.term", Text: "请调整"}}})
	until := w.Door.Now().Add(60 * 24 * time.Hour)
	w.Project("heyuan", draft, "extend_deadline", applicationact.ExtendDeadline{Until: &until, Reason: "台风停工"})
	w.Pass(time.Hour)
	sooner := w.Door.Now().Add(20 * 24 * time.Hour)
	w.Project("heyuan", returned, "extend_deadline", applicationact.ExtendDeadline{Until: &sooner, Reason: "检测机构排期"})
	got, err := w.Desk.ListExtensions(w.As("linzhou"), &deskv1.ListExtensionsRequest{Call: call})
	if err != nil || len(got.GetExtensions()) != 2 {
		t.Fatal(got, err)
	}
	first, second := got.GetExtensions()[0], got.GetExtensions()[1]
	if first.GetDocket().GetId() != returned || !first.GetUntil().AsTime().Equal(sooner) || first.GetReason() != "检测机构排期" || first.GetGrantedByName() != nameOf(w, "heyuan") || !first.GetRunning() {
		t.Errorf("%v", first)
	}
	if second.GetDocket().GetId() != draft || !second.GetUntil().AsTime().Equal(until) || !second.GetRunning() {
		t.Errorf("%v", second)
	}
	w.Project("suqing", draft, "withdraw", docket.Reason{Reason: "不再申报"})
	if got, err = w.Desk.ListExtensions(w.As("linzhou"), &deskv1.ListExtensionsRequest{}); err != nil || got.GetExtensions()[1].GetRunning() {
		t.Error("the clock of an application that was withdrawn runs", err)
	}
}

func TestRelated(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	one := w.FormalCheck(call, 0)
	other := w.FormalCheck(call, 1)
	second := w.Project("suqing", "", lifecycle.Create, applicationact.Create{Call: call, Title: "另一项", Recommender: "org-tuijian"}).Record.ID
	related := func(login, id string) map[string][]string {
		got, err := w.Desk.ListRelated(w.As(login), &deskv1.ListRelatedRequest{Docket: id})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][]string{}
		for _, r := range got.GetRelated() {
			out[r.GetDocket().GetId()] = r.GetReasons()
		}
		return out
	}
	got := related("linzhou", one)
	if !slices.Equal(got[second], []string{"pi", "host"}) || got[other] != nil || len(got) != 1 {
		t.Errorf("%v", got)
	}
	if got := related("suqing", second); !slices.Equal(got[one], []string{"pi", "host"}) {
		t.Errorf("%v", got)
	}
	if _, err := w.Desk.ListRelated(w.As("hemiao"), &deskv1.ListRelatedRequest{Docket: one}); problem.ReasonOf(err) != "NOT_FOUND" {
		t.Error(err)
	}
	_, err := w.Pool.Exec(t.Context(), `begin; insert into docket (id, machine, state, terminal, seq, head, opened_at, since, ended_at, facts) values
		('related-joint', 'project', 'DRAFT', false, 1, '', now(), now(), null, jsonb_build_object('parties', jsonb_build_object('title', '联合', 'parent', $$`+call+`$$, 'pi', 'person-weigang', 'host_org', 'org-hengping',
			'co_applicants', jsonb_build_array(jsonb_build_object('org', 'org-qinglan', 'role', '参与'))))),
		('related-need', 'need', 'IN_CALL', true, 1, '', now(), now(), now(), jsonb_build_object('parties', jsonb_build_object('title', '需求', 'demander_org', 'org-hengping'), 'ending', jsonb_build_object('into', $$`+call+`$$)));
		commit`)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = w.Pool.Exec(context.Background(), "delete from docket where id like 'related-%'") })
	got = related("linzhou", one)
	if !slices.Equal(got["related-joint"], []string{"co_applicant"}) || !slices.Equal(got["related-need"], []string{"need"}) {
		t.Errorf("%v", got)
	}
	if got := related("suqing", one); got["related-joint"] != nil || got["related-need"] != nil {
		t.Errorf("an applicant learns of %v", got)
	}
	if got := related("linzhou", "related-need"); !slices.Equal(got[one], []string{"need"}) || !slices.Equal(got[call], []string{"need"}) {
		t.Errorf("%v", got)
	}
	if got := related("linzhou", call); !slices.Equal(got["related-need"], []string{"need"}) || got[one] != nil {
		t.Errorf("%v", got)
	}
}
