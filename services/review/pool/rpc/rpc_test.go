package rpc_test

import (
	"context"
	"fmt"
	"testing"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	poolrpc "yanlu/services/review/pool/rpc"
)

// office is a bureau with its pool, and a counter of requests.
type office struct {
	*bureautest.World
	*poolrpc.Server
	t        *testing.T
	requests int
}

func newOffice(t *testing.T) *office {
	t.Helper()
	w := bureautest.New(t)
	return &office{World: w, Server: w.Experts, t: t}
}

// as is a request of somebody of the district.
func (o *office) as(login string) context.Context {
	o.t.Helper()
	a := o.Actor(login)
	c := identity.Caller{Person: a.Person, Name: login}
	for _, x := range a.Capacities {
		c.Grants = append(c.Grants, identity.Grant{Role: x.Role, Org: x.Org})
	}
	return identity.WithCaller(o.t.Context(), c)
}

func (o *office) id() string {
	o.requests++
	return fmt.Sprintf("pool-request-%d", o.requests)
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) refused(err error, reason string) {
	o.t.Helper()
	if problem.ReasonOf(err) != reason {
		o.t.Errorf("%v, want %s", err, reason)
	}
}

func one[T any](o *office, sql string, args ...any) (v T) {
	o.t.Helper()
	o.must(o.Pool.QueryRow(o.t.Context(), sql, args...).Scan(&v))
	return v
}

func file(employer string) *reviewv1.ExpertFile {
	return &reviewv1.ExpertFile{
		Kinds: []string{"technical"}, Topics: []string{"NM-01"}, Disciplines: []string{"S0201"}, Keywords: []string{"聚氨酯"},
		Employments: []*reviewv1.ExpertEmployment{{OrganisationName: employer, From: "2018-09-01"}},
		Relations:   []*reviewv1.ExpertRelation{{Kind: "relative", OtherName: "机密亲属"}},
	}
}

const (
	qinglan    = "青岚新材料（演示）有限公司"
	tongliang  = "13900001111"
	suqingMail = "suqing.home@example.invalid"
)

func (o *office) register(login string, etag int64, f *reviewv1.ExpertFile) (*reviewv1.Expert, error) {
	return o.RegisterExpert(o.as(login), &reviewv1.RegisterExpertRequest{
		RequestId: o.id(), Etag: etag, File: f, Title: "高级工程师", Email: suqingMail, Phone: tongliang, Truthful: true,
	})
}

func (o *office) get(login, person string) *reviewv1.Expert {
	o.t.Helper()
	e, err := o.GetExpert(o.as(login), &reviewv1.GetExpertRequest{Person: person})
	o.must(err)
	return e
}

func TestFromRegistrationToAReviewer(t *testing.T) {
	o := newOffice(t)
	_, err := o.RegisterExpert(o.as("suqing"), &reviewv1.RegisterExpertRequest{RequestId: o.id(), File: file(qinglan)})
	o.refused(err, "FIELD_REQUIRED")
	odd := file(qinglan)
	odd.Relations[0].OtherPerson = "nobody"
	_, err = o.register("suqing", 0, odd)
	o.refused(err, "RELATION_UNKNOWN")
	odd = file("")
	odd.Employments[0].Organisation = "nowhere"
	_, err = o.register("suqing", 0, odd)
	o.refused(err, "ORGANISATION_NOT_FOUND")
	e, err := o.register("suqing", 0, file(qinglan))
	o.must(err)
	if e.GetStatus() != "candidate" || e.GetSource() != "self" || e.GetVersion() != 1 || e.GetFile().GetEmployments()[0].GetOrganisation() != "org-qinglan" || e.GetEmployerName() != qinglan {
		t.Errorf("registered %v", e)
	}
	if n := one[int](o, "select count(*) from notification where person = 'person-linzhou' and subject = 'expert:person-suqing'"); n != 1 {
		t.Error("the officer is not told")
	}
	v := &reviewv1.VerifyExpertRequest{RequestId: o.id(), Person: "person-suqing", Etag: 1, Note: "已核对职称证书"}
	out, err := o.VerifyExpert(o.as("linzhou"), v)
	o.must(err)
	again, err := o.VerifyExpert(o.as("linzhou"), v)
	o.must(err)
	if out.GetExpert().GetStatus() != "active" || out.GetExpert().GetVerifiedByName() != "林舟" || out.GetSecret() != "" || again.GetExpert().GetVersion() != 2 {
		t.Errorf("verified %v, again %v", out, again)
	}
	if !one[bool](o, "select exists (select 1 from role_grant where person = 'person-suqing' and organisation = 'org-qinglan' and role = 'reviewer')") {
		t.Error("the role of reviewer was not given")
	}
	_, err = o.VerifyExpert(o.as("pingheng"), &reviewv1.VerifyExpertRequest{RequestId: o.id(), Person: "person-suqing", Etag: 2})
	o.refused(err, "EXPERT_STATE")
	found, err := o.ListExperts(o.as("pingheng"), &reviewv1.ListExpertsRequest{Query: "青岚", Topic: "NM-01", Discipline: "S02", Free: true, Kinds: []string{"technical"}})
	o.must(err)
	if found.GetTotal() != 1 || found.GetExperts()[0].GetPerson() != "person-suqing" {
		t.Errorf("found %v", found)
	}
	o.leavesForAnother(e)
}

// leavesForAnother: a changed file is checked for its version, and another employer has to be verified again.
func (o *office) leavesForAnother(old *reviewv1.Expert) {
	o.t.Helper()
	_, err := o.register("suqing", old.GetVersion(), file(qinglan))
	o.refused(err, "EXPERT_STALE")
	same, err := o.register("suqing", 2, file(qinglan))
	o.must(err)
	moved, err := o.register("suqing", 3, file("江枳学院（演示）"))
	o.must(err)
	if same.GetStatus() != "active" || moved.GetStatus() != "candidate" {
		o.t.Errorf("the same employer: %s, another: %s", same.GetStatus(), moved.GetStatus())
	}
	_, err = o.VerifyExpert(o.as("pingheng"), &reviewv1.VerifyExpertRequest{RequestId: o.id(), Person: "person-suqing", Etag: 4})
	o.must(err)
	if got := one[string](o, "select string_agg(organisation, ' ') from role_grant where person = 'person-suqing' and role = 'reviewer'"); got != "org-jiangzhi" {
		o.t.Errorf("reviews for %s", got)
	}
	h, err := o.ListExpertHistory(o.as("suqing"), &reviewv1.ListExpertHistoryRequest{})
	o.must(err)
	var acts []string
	for _, c := range h.GetChanges() {
		acts = append(acts, c.GetAct())
	}
	if fmt.Sprint(acts) != "[verify refresh refresh verify register]" {
		o.t.Errorf("history %v", acts)
	}
}

func TestWhoCannotBeVerified(t *testing.T) {
	o := newOffice(t)
	_, err := o.register("suqing", 0, file("未登记的单位"))
	o.must(err)
	verify := func(by string) error {
		_, err := o.VerifyExpert(o.as(by), &reviewv1.VerifyExpertRequest{RequestId: o.id(), Person: "person-suqing", Etag: 1})
		return err
	}
	o.refused(verify("linzhou"), "EMPLOYER_NOT_REGISTERED")
	for change, reason := range map[string]string{
		"update person set disabled_at = now() where id = 'person-suqing'":                                  "EXPERT_BARRED",
		"update person set sanctioned_until = '2027-01-01' where id = 'person-suqing'":                      "EXPERT_BARRED",
		"update organisation set name = '未登记的单位', sanctioned_until = '2027-01-01' where id = 'org-baishan'": "EMPLOYER_BARRED",
	} {
		_, err := o.Pool.Exec(t.Context(), change)
		o.must(err)
		o.refused(verify("linzhou"), reason)
		_, err = o.Pool.Exec(t.Context(), "update person set disabled_at = null, sanctioned_until = null where id = 'person-suqing'")
		o.must(err)
	}
	_, err = o.RegisterExpert(o.as("zhaowen"), &reviewv1.RegisterExpertRequest{RequestId: o.id(), File: file("涪陵区科技局（演示）"), Truthful: true})
	o.must(err)
	_, err = o.VerifyExpert(o.as("zhaowen"), &reviewv1.VerifyExpertRequest{RequestId: o.id(), Person: "person-zhaowen", Etag: 1})
	o.refused(err, "SELF_GRANT")
}

func TestNobodyLeavesWithOpenReviews(t *testing.T) {
	o := newOffice(t)
	call := o.OpenCall()
	id := o.FormalCheck(call, 0)
	o.Project("linzhou", id, "accept", docket.Note{})
	o.Commissioned(call)
	people := []string{}
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	o.assign(id, people)
	end := func(act func(context.Context, *reviewv1.EndExpertRequest) (*reviewv1.Expert, error), person, reason string) error {
		_, err := act(o.as("linzhou"), &reviewv1.EndExpertRequest{RequestId: o.id(), Person: person, Etag: o.get("linzhou", person).GetVersion(), Reason: reason})
		return err
	}
	o.refused(end(o.SuspendExpert, people[0], "多次逾期"), "EXPERT_HAS_OPEN_REVIEWS")
	o.refused(end(o.RemoveExpert, people[0], "多次逾期"), "EXPERT_HAS_OPEN_REVIEWS")
	if e := o.get("linzhou", people[0]); e.GetLoad() != 1 || e.GetStatus() != "active" {
		t.Errorf("%v", e)
	}
	free := "person-" + bureautest.Reviewers[6]
	o.refused(end(o.SuspendExpert, free, " "), "FIELD_REQUIRED")
	o.must(end(o.SuspendExpert, free, "泄露评审信息"))
	if one[bool](o, "select exists (select 1 from role_grant where person = $1 and role = 'reviewer')", free) {
		t.Error("a suspended expert is still a reviewer")
	}
	if got := one[string](o, "select zh from notification where person = $1 and subject = 'expert:' || $1", free); got != "您的咨询专家资格已暂停：泄露评审信息" {
		t.Errorf("told: %s", got)
	}
	_, err := o.Try("pingheng", id, lifecycle.ProjectMachine, "invite_more", invite(free))
	o.refused(err, "PANEL_UNLAWFUL")
	o.must(end(o.ReinstateExpert, free, "调查结束"))
	if e := o.get("linzhou", free); e.GetStatus() != "active" || e.GetReason() != "" {
		t.Errorf("reinstated %v", e)
	}
	o.must(end(o.RemoveExpert, free, "本人申请"))
	o.refused(end(o.SuspendExpert, free, "x"), "EXPERT_STATE")
	o.must(end(o.ReinstateExpert, free, "重新入库"))
	if e := o.get("linzhou", free); e.GetStatus() != "candidate" {
		t.Errorf("back as %s", e.GetStatus())
	}
}
