package act_test

import (
	"context"
	"strings"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	programmeact "yanlu/services/programme/act"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
)

// screened is what a seal would exclude now, by application and expert.
func screened(t *testing.T, w *bureautest.World, id string) map[[2]string]commission.Exclusion {
	t.Helper()
	r := w.Get(id)
	callRecord := w.Get(r.Parties().Parent)
	list, _, _, err := act.Preview(context.Background(), w.Pool, packOf(t, w, callRecord.ID), w.Cal, r, callRecord, w.Door.Now())
	if err != nil {
		t.Fatal(err)
	}
	out := map[[2]string]commission.Exclusion{}
	for _, x := range list {
		out[[2]string{x.Application, x.Expert}] = x
	}
	return out
}

func packOf(t *testing.T, w *bureautest.World, callID string) *policy.Pack {
	t.Helper()
	pack, err := act.PackOf(context.Background(), w.Book, w.Get(callID))
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// listed puts a reviewer with their own name and unit into the team of an application.
func listed(t *testing.T, w *bureautest.World, app, login string) (name string) {
	t.Helper()
	var unit string
	if err := w.Pool.QueryRow(context.Background(), `select p.name, o.name from person p join role_grant g on g.person = p.id and g.role = 'reviewer' join organisation o on o.id = g.organisation
		where p.id = $1`, "person-"+login).Scan(&name, &unit); err != nil {
		t.Fatal(err)
	}
	content := w.Content(0)
	content["people.team"] = append(content["people.team"].([]any), map[string]any{"name": name, "unit": unit, "title": "研究员", "field": "材料", "duty": "研究"})
	w.Save(app, bureautest.Applicants[0].PI, 2, content)
	return name
}

// A member's namesake is out until the agency says, with a reason, that they are two people; what is certain stands.
func TestNamesakeIsToldApart(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app, other := accepted(w, callID, 0), accepted(w, callID, 1)
	name := listed(t, w, app, "luzhiyuan")
	w.Commissioned(callID)
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)}).Record.ID
	before := screened(t, w, id)
	x := before[[2]string{app, "person-luzhiyuan"}]
	if x.Ground == "" || len(x.Doubts) == 0 || !strings.Contains(x.Evidence, "请核实是否为同一人") || !strings.Contains(x.EvidenceEn, "to be confirmed") {
		t.Fatalf("%+v", x)
	}
	if before[[2]string{other, "person-luzhiyuan"}].Ground != "same_batch" {
		t.Errorf("of the batch: %+v", before[[2]string{other, "person-luzhiyuan"}])
	}
	if y := before[[2]string{app, "person-yantinglan"}]; y.Ground == "" || strings.Contains(y.Evidence, "org-") || !strings.Contains(y.Evidence, "青岚") || !strings.Contains(y.EvidenceEn, "employment") {
		t.Errorf("works for the host: %+v", y)
	}
	try := func(login string, in act.TellApart) error {
		_, err := w.Try(login, id, machine, "tell_apart", in)
		return err
	}
	in := act.TellApart{Application: app, Expert: "person-luzhiyuan", Member: name, Reason: "电话核实，出生年份不同"}
	refused(t, try(agent, act.TellApart{Application: app, Expert: "person-luzhiyuan", Member: name}), "FIELD_REQUIRED")
	refused(t, try(agent, act.TellApart{Application: other, Expert: in.Expert, Member: name, Reason: "r"}), "NO_SUCH_NAMESAKE")
	refused(t, try(agent, act.TellApart{Application: app, Expert: "person-yantinglan", Member: name, Reason: "r"}), "NO_SUCH_NAMESAKE")
	if err := try(officer, in); err == nil {
		t.Error("the bureau told experts apart")
	}
	if err := try(agent, in); err != nil {
		t.Fatal(err)
	}
	after := screened(t, w, id)
	if after[[2]string{app, in.Expert}].Ground != "" || after[[2]string{other, in.Expert}].Ground != "" || after[[2]string{app, "person-yantinglan"}].Ground == "" {
		t.Errorf("after: %+v", after)
	}
}

// answering is a lawful panel: three of technology, one of finance, one of industry.
var answering = []string{"shensuining", "hanruoxi", "wenyiheng", "qianshenzhi", "fangqicheng"}

// What a reviewer declares on answering keeps them from whatever it is with, from the next screening on.
func TestAnswerKeepsFromOrganisations(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app, other := accepted(w, callID, 0), accepted(w, callID, 1)
	w.Commissioned(callID)
	var people []string
	for _, r := range answering {
		people = append(people, "person-"+r)
	}
	w.Project(agent, app, "assign_review", reviewact.AssignReview{Reviewers: people})
	answer := func(n int, e lifecycle.Event, in any) error {
		for _, r := range w.Reviews(app) {
			if r.Parties().Reviewer == people[n] {
				_, err := w.Try(answering[n], r.ID, lifecycle.ReviewMachine, e, in)
				return err
			}
		}
		return nil
	}
	refused(t, answer(0, "decline_review", reviewact.DeclineReview{Reason: "conflict", Scope: "everything"}), "SCOPE_UNKNOWN")
	for _, err := range []error{
		answer(0, "decline_review", reviewact.DeclineReview{Reason: "conflict", Scope: "batch", Note: "亲属在本批次申报单位任职"}),
		answer(1, "recuse", reviewact.Recuse{Ground: "本人参加了另一项目", Scope: "participant"}),
		answer(2, "recuse", reviewact.Recuse{Ground: "专利纠纷", Scope: "dispute"}),
		answer(3, "decline_review", reviewact.DeclineReview{Reason: "conflict"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: commission.Brief{
		Mode: "remote", Method: commission.Optimal, Blind: commission.Single, Applications: []string{app, other}, Due: brief(w, "").Due,
	}}).Record.ID
	found := screened(t, w, id)
	for n, want := range []struct{ app, other string }{{"self_declared", "self_declared"}, {"same_batch", "same_batch"}, {"dispute", ""}, {"self_declared", ""}} {
		if a, o := found[[2]string{app, people[n]}].Ground, found[[2]string{other, people[n]}].Ground; a != want.app || o != want.other {
			t.Errorf("%s: %q and %q, want %+v", people[n], a, o, want)
		}
	}
}

// ties are the ways in which an agency is related to the first application, each as the registers hold it.
var ties = []struct{ name, sql string }{
	{"recommends", "update docket set facts = jsonb_set(facts, '{parties,recommender_org}', '\"org-hengping\"') where id = $1"},
	{"applies", "update docket set facts = jsonb_set(facts, '{parties,host_org}', '\"org-hengping\"') where id = $1"},
	{"is a co-applicant", `update docket set facts = jsonb_set(facts, '{parties,co_applicants}', '[{"org": "org-hengping", "role": "联合"}]') where id = $1`},
	{"its person leads", "insert into role_grant (person, organisation, role) select 'person-suqing', 'org-hengping', 'agency' where $1 <> ''"},
	{"its person is of the team", `insert into draft (subject, version, content, saved_by, saved_at) select $1, 9, jsonb_build_object('people.team', jsonb_build_array(jsonb_build_object('name', p.name, 'unit', ' ' || o.name))), p.id, now()
		from person p, organisation o where p.id = 'person-pingheng' and o.id = 'org-hengping'`},
	{"relative by name", "insert into expert_relation (person, seq, kind, other_name, declared_at) select 'person-pingheng', 1, 'relative', '苏青', now() where $1 <> ''"},
	{"shares", "insert into expert_relation (person, seq, kind, other_org_name, declared_at) select 'person-pingheng', 1, 'share', name || ' ', now() from organisation where id = 'org-qinglan' and $1 <> ''"},
	{"a post", "insert into expert_relation (person, seq, kind, other_org, declared_at) select 'person-pingheng', 1, 'post', 'org-qinglan', now() where $1 <> ''"},
	{"worked for the host", "insert into expert_employment (person, seq, organisation_name, organisation, from_day, to_day) select 'person-pingheng', 1, '青岚', 'org-qinglan', '2010-01-01', now()::date where $1 <> ''"},
	{"the leader holds shares of it", "insert into expert_relation (person, seq, kind, other_org, declared_at) select 'person-suqing', 1, 'share', 'org-hengping', now() where $1 <> ''"},
	{"the leader worked for it", "insert into expert_employment (person, seq, organisation_name, organisation, from_day, to_day) select 'person-suqing', 1, '衡平', 'org-hengping', '2010-01-01', now()::date where $1 <> ''"},
}

// An agency that is related to an application is found before the review starts and before a seal.
func TestRelatedAgency(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app := accepted(w, callID, 0)
	exec(t, w, "insert into expert (person, status, source, refreshed_at) values ('person-pingheng', 'candidate', 'self', now()), ('person-suqing', 'candidate', 'self', now())")
	w.Clock(callID, "close")
	pack := packOf(t, w, callID)
	for _, c := range ties {
		tx, err := w.Pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		found := func() []act.Tie {
			list, err := act.Ties(t.Context(), tx, pack, callID, "org-hengping", []string{app}, w.Door.Now())
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		if list := found(); len(list) > 0 {
			t.Fatalf("before: %+v", list)
		}
		if _, err := tx.Exec(t.Context(), c.sql, app); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if list := found(); len(list) == 0 || list[0].Title == "" || strings.Contains(list[0].Zh, "org-") || strings.Contains(list[0].Zh, "person-") {
			t.Errorf("%s: %+v", c.name, list)
		}
		if err := tx.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	exec(t, w, ties[6].sql, app)
	_, err := w.Try(officer, callID, call, "start_review", programmeact.StartReview{Agency: "org-hengping"})
	refused(t, err, "AGENCY_RELATED")
	exec(t, w, "delete from expert_relation")
	w.Do(officer, callID, call, "start_review", programmeact.StartReview{Agency: "org-hengping"})
}

// The agency declares its independence at the seal; what it names as related is left out, on record.
func TestAgencyDeclaresAtTheSeal(t *testing.T) {
	t.Parallel()
	w := world(t)
	callID := w.OpenCall()
	app, other := accepted(w, callID, 0), accepted(w, callID, 1)
	w.Commissioned(callID)
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)}).Record.ID
	try := func(in act.Seal) error {
		_, err := w.Try(agent, id, machine, "seal_commission", in)
		return err
	}
	refused(t, try(act.Seal{}), "AGENCY_DECLARATION_REQUIRED")
	refused(t, try(act.Seal{Independent: true, Related: []string{other}}), "AGENCY_DECLARATION_REQUIRED")
	refused(t, try(act.Seal{Independent: true, Related: []string{"none"}, RelatedNote: "n"}), "APPLICATIONS_NOT_READY")
	if err := try(act.Seal{Independent: true, Related: []string{other}, RelatedNote: "一名员工的配偶在申报单位任职"}); err != nil {
		t.Fatal(err)
	}
	z := section[commission.Seal](t, w, id, "seal")
	if z.Applications != 1 || !z.Independent || len(z.Related) != 1 || z.Related[0] != other || z.RelatedNote == "" {
		t.Errorf("%+v", z)
	}
	if held := holder(t, w, other); held != "" || w.State(other) != lifecycle.Accepted || holder(t, w, app) != id {
		t.Errorf("the related application is held by %q", held)
	}
}

func holder(t *testing.T, w *bureautest.World, app string) (id string) {
	t.Helper()
	if err := w.Pool.QueryRow(t.Context(), "select coalesce((select commission from commission_application where application = $1), '')", app).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}
