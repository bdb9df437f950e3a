package rpc_test

import (
	"context"
	"testing"
	"time"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/seeds"
	"yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
)

func prefill(t *testing.T, w *bureautest.World, login, id string) map[string]*applicationv1.Prefill {
	t.Helper()
	got, err := w.Drafting.GetPrefill(w.As(login), &applicationv1.GetPrefillRequest{Docket: id})
	if err != nil {
		t.Fatal(err)
	}
	out, content := map[string]*applicationv1.Prefill{}, map[string]any{}
	for _, p := range got.GetValues() {
		out[p.GetField()], content[p.GetField()] = p, p.GetValue().AsInterface()
	}
	// Whatever is offered may be saved as it stands.
	r := w.Get(id)
	form, _, err := w.Docket.FormOf(w.As(login), r, w.Get(r.Parties().Parent))
	if err != nil {
		t.Fatal(err)
	}
	if found := form.Validate(content, false); len(found) > 0 {
		t.Fatalf("the form refuses what is offered: %v", found)
	}
	return out
}

func TestPrefillFromTheFiles(t *testing.T) {
	w := bureautest.New(t)
	exec(t, w, `update organisation set profile = '{"contact": "梁越", "contact_phone": "000-1", "staff": 120}' where id = 'org-qinglan'`)
	exec(t, w, `update person set profile = '{"major": "高分子", "duty": "总体方案"}' where id = 'person-suqing'`)
	got := prefill(t, w, "suqing", blank(t, w, w.OpenCall(), "suqing"))
	for field, origin := range map[string]string{
		"cover.host_institution": "organisation", "units.lead_unit": "organisation", "cover.pi": "person", "people.pi_detail": "person",
		"cover.call_ref": "call", "cover.filed_on": "call", "cover.subject_name": "application",
	} {
		if got[field].GetOrigin() != origin || got[field].GetOriginName() == "" {
			t.Errorf("%s: %v", field, got[field])
		}
	}
	unit := got["units.lead_unit"].GetValue().GetListValue().GetValues()[0].GetStructValue().GetFields()
	if unit["contact"].GetStringValue() != "梁越" || unit["kind"].GetStringValue() != "企业" || unit["uscc"].GetStringValue() == "" {
		t.Errorf("%v", unit)
	}
	lead := got["people.pi_detail"].GetValue().GetListValue().GetValues()[0].GetStructValue().GetFields()
	if lead["field"].GetStringValue() != "高分子" || lead["duty"].GetStringValue() != "总体方案" || lead["unit"].GetStringValue() != "青岚新材料（演示）有限公司" {
		t.Errorf("%v", lead)
	}
	if got["people.team"] != nil || got["body.foundation"] != nil {
		t.Error("nothing was written before")
	}
}

func TestPrefillFromTheLastApplication(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	w.Draft(call, 0)
	w.Pass(time.Hour)
	exec(t, w, "insert into role_grant (person, organisation, role) values ('person-hemiao', 'org-qinglan', 'pi')")
	mine, colleague := blank(t, w, call, "suqing"), w.Project("hemiao", "", lifecycle.Create, act.Create{Call: call, Title: "同单位的另一项", Recommender: "org-tuijian", Host: "org-qinglan"}).Record.ID
	got := prefill(t, w, "suqing", mine)
	for _, field := range []string{"people.team", "people.pi_detail", "body.foundation", "ip.ip_owned"} {
		if got[field].GetOrigin() != "application" || got[field].GetOriginName() != "示例项目1" {
			t.Errorf("%s: %v", field, got[field])
		}
	}
	for _, field := range []string{"body.summary", "budget.sources", "cover.term", "compliance.pledge"} {
		if got[field] != nil {
			t.Errorf("%s is new in every application", field)
		}
	}
	// A colleague of the same host is not given what they may not read.
	for field, p := range prefill(t, w, "hemiao", colleague) {
		if p.GetOriginName() == "示例项目1" {
			t.Errorf("%s comes from an application of somebody else's", field)
		}
	}
	if _, err := w.Drafting.GetPrefill(w.As("liangyue"), &applicationv1.GetPrefillRequest{Docket: mine}); problem.ReasonOf(err) != "NOT_EDITABLE" {
		t.Errorf("an institution does not write in a draft: %v", err)
	}
}

func copyDraft(w *bureautest.World, login, request, to, from string, files bool) (*docketv1.Draft, error) {
	return w.Drafting.CopyDraft(w.As(login), &applicationv1.CopyDraftRequest{RequestId: request, Docket: to, From: from, Files: files})
}

func TestCopyFillsAnEmptyDraft(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	from := w.Draft(call, 0)
	content := seeds.Clone(w.Content(0))
	content["body.gone"] = "旧表单的一项"
	content["basics.stage"] = "不再有的选项"
	w.Save(from, "suqing", 2, content)
	to := blank(t, w, call, "suqing")
	for range 2 {
		got, err := copyDraft(w, "suqing", "copy-0001", to, from, true)
		if err != nil || got.GetVersion() != 1 {
			t.Fatal(got, err)
		}
		fields := got.GetContent().GetFields()
		for _, gone := range []string{"body.gone", "basics.stage", "cover.call_ref", "cover.subject_name", "cover.filed_on"} {
			if fields[gone] != nil {
				t.Errorf("%s was taken along", gone)
			}
		}
		if len(fields) < 25 || fields["body.summary"].GetStringValue() != content["body.summary"] {
			t.Errorf("%d fields were taken along", len(fields))
		}
	}
	var same, rows int
	err := w.Pool.QueryRow(t.Context(), "select count(*), count(*) filter (where sha256 = '00' and uploaded_by = 'person-suqing') from attachment where subject = $1", to).Scan(&rows, &same)
	if err != nil || rows != 4 || same != 4 {
		t.Fatal(rows, same, err)
	}
	if _, err := copyDraft(w, "suqing", "copy-0002", to, from, false); problem.ReasonOf(err) != "DRAFT_STALE" {
		t.Errorf("a draft that is not empty: %v", err)
	}
	empty := blank(t, w, call, "hemiao")
	if _, err := copyDraft(w, "hemiao", "copy-0003", empty, from, true); problem.Of(err) == nil || problem.Of(err).Kind != problem.NotFound {
		t.Errorf("an application of somebody else's: %v", err)
	}
	if _, err := copyDraft(w, "hemiao", "copy-0004", empty, blank(t, w, call, "hemiao"), true); problem.ReasonOf(err) != "NOTHING_TO_COPY" {
		t.Errorf("%v", err)
	}
}

// Who reads an application in order to judge it does not take its words.
func TestCopyIsForApplicants(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	from := w.Recommending(call, 0)
	exec(t, w, "insert into role_grant (person, organisation, role) values ('person-hemiao', 'org-tuijian', 'recommender')")
	check(t, w, "hemiao", from)
	if _, err := copyDraft(w, "hemiao", "copy-0001", blank(t, w, call, "hemiao"), from, true); problem.Of(err) == nil || problem.Of(err).Kind != problem.NotFound {
		t.Fatal(err)
	}
}

func TestMarks(t *testing.T) {
	w := bureautest.New(t)
	id := w.Draft(w.OpenCall(), 0)
	mark := func(login, request, section string, done bool) error {
		_, err := w.Drafting.MarkSection(w.As(login), &applicationv1.MarkSectionRequest{RequestId: request, Docket: id, Section: section, Done: done})
		return err
	}
	list := func() []*applicationv1.Mark {
		got, err := w.Drafting.ListMarks(w.As("liangyue"), &applicationv1.ListMarksRequest{Docket: id})
		if err != nil {
			t.Fatal(err)
		}
		return got.GetMarks()
	}
	for range 2 {
		if err := mark("suqing", "mark-0001", "budget", true); err != nil {
			t.Fatal(err)
		}
	}
	if got := list(); len(got) != 1 || got[0].GetSection() != "budget" || got[0].GetPersonName() != "苏青" || !got[0].GetAt().AsTime().Equal(w.Door.Now()) {
		t.Fatalf("%v", got)
	}
	if err := mark("suqing", "mark-0002", "nowhere", true); problem.ReasonOf(err) != "SECTION_UNKNOWN" {
		t.Error(err)
	}
	if err := mark("liangyue", "mark-0003", "cover", true); problem.ReasonOf(err) != "NOT_EDITABLE" {
		t.Error(err)
	}
	if err := mark("suqing", "mark-0004", "budget", false); err != nil || len(list()) != 0 {
		t.Error(err, list())
	}
	if err := mark("suqing", "mark-0001", "budget", true); err != nil || len(list()) != 0 {
		t.Error("a request that is repeated late changes nothing:", err, list())
	}
	check(t, w, "suqing", id)
}

func TestFormOfAPublishedCall(t *testing.T) {
	w := bureautest.New(t)
	open := w.OpenCall()
	got, err := w.Drafting.GetCallForm(context.Background(), &applicationv1.GetCallFormRequest{Call: open})
	if err != nil || len(got.GetForm().GetSections()) != 10 || got.GetHints()["basics.targets"] != "技术/产业化/经济/社会" {
		t.Fatal(got, err)
	}
	if code := w.Get(open).Parties().Code; code != "" {
		if _, err := w.Drafting.GetCallForm(context.Background(), &applicationv1.GetCallFormRequest{Call: code}); err != nil {
			t.Error("by its number:", err)
		}
	}
	hidden := draftCall(w)
	for _, login := range []string{"public", "linzhou"} {
		if _, err := w.Drafting.GetCallForm(w.As(login), &applicationv1.GetCallFormRequest{Call: hidden}); problem.Of(err) == nil || problem.Of(err).Kind != problem.NotFound {
			t.Errorf("%s: a call that is not published: %v", login, err)
		}
	}
}

func limits(t *testing.T, w *bureautest.World, login, org, call string) map[string]*applicationv1.Limit {
	t.Helper()
	got, err := w.Drafting.ListLimits(w.As(login), &applicationv1.ListLimitsRequest{Organisation: org, Call: call})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*applicationv1.Limit{}
	for _, l := range got.GetLimits() {
		out[l.GetRule()] = l
		if l.GetZh() == "" || l.GetEvidence() == "" {
			t.Errorf("%v", l)
		}
	}
	return out
}

func TestLimitsAreThoseThatApprovalCounts(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	const batch, lead = "elig.unit.max_per_batch", "elig.pi.active_as_lead_max"
	if got := limits(t, w, "liangyue", "org-qinglan", call)[batch]; got.GetUsed() != 0 || got.GetLimit() != 3 || got.GetLeft() != 3 || got.GetEvidence() != "sourced" {
		t.Fatalf("%v", got)
	}
	if got := limits(t, w, "suqing", "", ""); got[lead].GetLeft() != 1 || got[batch] != nil || got["elig.unit.overdue_block"] != nil {
		t.Fatalf("%v", got)
	}
	w.Submitted(call, 0)
	for _, login := range []string{"liangyue", "linzhou", "heyuan", "shenji"} {
		if got := limits(t, w, login, "org-qinglan", call); got[batch].GetUsed() != 1 || got[batch].GetLeft() != 2 || got[lead] != nil || got["elig.unit.overdue_block"] == nil {
			t.Fatalf("%s: %v", login, got)
		}
	}
	if got := limits(t, w, "suqing", "", call); got[lead].GetUsed() != 1 || got[lead].GetLeft() != 0 || got["elig.pi.overdue_max"].GetLimit() != 0 {
		t.Fatalf("%v", got)
	}
	if got := limits(t, w, "liangyue", "org-qinglan", ""); got[batch] != nil {
		t.Fatal("a limit within a call needs a call")
	}
	for login, org := range map[string]string{"liangyue": "org-hejing", "suqing": "org-qinglan", "lingsong": "org-qinglan", "linzhou": "org-none"} {
		if _, err := w.Drafting.ListLimits(w.As(login), &applicationv1.ListLimitsRequest{Organisation: org, Call: call}); problem.ReasonOf(err) != "ORGANISATION_NOT_FOUND" {
			t.Errorf("%s asks about %s: %v", login, org, err)
		}
	}
	if _, err := w.Drafting.ListLimits(w.As("suqing"), &applicationv1.ListLimitsRequest{Call: draftCall(w)}); problem.Of(err) == nil {
		t.Error("a call that is not published")
	}
}

// draftCall is a call that nobody has published.
func draftCall(w *bureautest.World) string {
	w.T.Helper()
	return w.Do("linzhou", "", lifecycle.CallMachine, lifecycle.Create, programme.CreateCall{
		Template: "application-development", Title: "未发布的批次", PackCode: "fuling", PackVersion: seeds.Version,
	}).Record.ID
}
