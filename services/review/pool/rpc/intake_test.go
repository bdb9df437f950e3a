package rpc_test

import (
	"strings"
	"testing"
	"time"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	reviewact "yanlu/services/review/act"
)

func (o *office) assign(id string, people []string) {
	o.t.Helper()
	o.Project("pingheng", id, "assign_review", reviewact.AssignReview{Reviewers: people})
}

func invite(person string) reviewact.InviteMore {
	return reviewact.InviteMore{Reviewers: []string{person}}
}

const roster = `姓名,电子邮箱,手机,职称,工作单位,任职起始,专家类别,学科代码,关键词
新来甲,jia@example.invalid,13700000001,教授,东屿大学（演示）,2015-09,技术,S0201,树脂
新来乙,not-an-address,,教授,东屿大学（演示）,2015,技术,S0201,
新来丙,bing@example.invalid,,教授,东屿大学（演示）,2015,木匠,S9999,
顾清和,guqinghe@example.invalid,,教授,西岭理工学院（演示）,2005,技术,S0301,
别的名,hanruoxi@example.invalid,,教授,北汌医科大学（演示）,2005,技术,S0601,
苏青,suqing@example.invalid,,教授,青岚新材料（演示）有限公司,2012,产业,S0201,
`

func TestImportKeepsTheGoodAndReportsTheBad(t *testing.T) {
	o := newOffice(t)
	experts := func() int { return one[int](o, "select count(*) from expert") }
	before := experts()
	req := &reviewv1.ImportExpertsRequest{RequestId: o.id(), FileName: "专家.csv", Content: []byte(roster), DryRun: true}
	dry, err := o.ImportExperts(o.as("linzhou"), req)
	o.must(err)
	if experts() != before || dry.GetKept() != 2 || dry.GetRefused() != 3 || dry.GetKnown() != 1 {
		t.Fatalf("a dry run wrote, or reports %v", dry)
	}
	req.DryRun, req.RequestId = false, o.id()
	out, err := o.ImportExperts(o.as("linzhou"), req)
	o.must(err)
	again, err := o.ImportExperts(o.as("linzhou"), req)
	o.must(err)
	if experts() != before+2 || out.GetKept() != 2 || again.GetKept() != 2 {
		t.Errorf("%d experts after %d, %v", experts(), before, out)
	}
	var outcomes []string
	for _, r := range out.GetRows() {
		var columns []string
		for _, f := range r.GetFaults() {
			columns = append(columns, f.GetColumn())
		}
		outcomes = append(outcomes, r.GetOutcome()+":"+strings.Join(columns, ","))
	}
	if got := strings.Join(outcomes, " "); got != "kept: refused:电子邮箱 refused:专家类别,学科代码 known: refused:电子邮箱 kept:" {
		t.Errorf("rows %s", got)
	}
	if e := o.get("linzhou", "person-suqing"); e.GetTitle() != "高级工程师" || e.GetSource() != "imported" || e.GetStatus() != "candidate" {
		t.Errorf("somebody with an account keeps their own facts: %v", e)
	}
	req.RequestId = o.id()
	third, err := o.ImportExperts(o.as("pingheng"), req)
	o.must(err)
	if third.GetKept() != 0 || third.GetKnown() != 3 || experts() != before+2 {
		t.Errorf("the same sheet again: %v", third)
	}
	o.opensAnAccount(out.GetRows()[0].GetPerson())
}

// opensAnAccount: who was imported cannot sign in; verifying makes the link that opens the account.
func (o *office) opensAnAccount(person string) {
	o.t.Helper()
	if e := o.get("linzhou", person); e.GetAccount() || e.GetEmail() != "jia@example.invalid" {
		o.t.Errorf("imported %v", e)
	}
	req := &reviewv1.VerifyExpertRequest{RequestId: o.id(), Person: person, Etag: 1}
	out, err := o.VerifyExpert(o.as("pingheng"), req)
	o.must(err)
	if len(out.GetSecret()) < 20 {
		o.t.Errorf("no link: %v", out)
	}
	if one[int](o, "select count(*) from command where reply::text like '%' || $1 || '%'", out.GetSecret()) != 0 {
		o.t.Error("the secret is in the database")
	}
	if got := one[string](o, "select for_person from invitation where organisation = 'org-dongyu'"); got != person {
		o.t.Errorf("the link is for %s", got)
	}
}

func TestRecommendation(t *testing.T) {
	o := newOffice(t)
	recommend := func(login string, r *reviewv1.RecommendExpertRequest) (*reviewv1.Expert, error) {
		r.RequestId, r.Opinion, r.File = o.id(), "同意推荐", file(qinglan)
		return o.RecommendExpert(o.as(login), r)
	}
	mine, err := recommend("liangyue", &reviewv1.RecommendExpertRequest{Person: "person-suqing"})
	o.must(err)
	if mine.GetSource() != "recommended" || mine.GetRecommendedByName() != qinglan || mine.GetEmail() != "" || len(mine.GetFile().GetRelations()) != 0 {
		t.Errorf("recommended %v", mine)
	}
	_, err = recommend("liangyue", &reviewv1.RecommendExpertRequest{Person: "person-suqing"})
	o.refused(err, "EXPERT_ON_FILE")
	_, err = recommend("liangyue", &reviewv1.RecommendExpertRequest{Person: "person-hemiao"})
	o.refused(err, "PERSON_NOT_FOUND")
	_, err = recommend("liangyue", &reviewv1.RecommendExpertRequest{Organisation: "org-hejing", Person: "person-hemiao"})
	o.refused(err, "NOT_YOUR_ORGANISATION")
	_, err = recommend("liangyue", &reviewv1.RecommendExpertRequest{Name: "甲", Email: "guqinghe@example.invalid"})
	o.refused(err, "EXPERT_ON_FILE")
	_, err = recommend("lingsong", &reviewv1.RecommendExpertRequest{Name: "外聘专家", Email: "new@example.invalid"})
	o.must(err)
	for login, want := range map[string]int32{"liangyue": 1, "lingsong": 1, "tianye": 0, "linzhou": 16} {
		list, err := o.ListExperts(o.as(login), &reviewv1.ListExpertsRequest{})
		o.must(err)
		if list.GetTotal() != want {
			t.Errorf("%s lists %d, want %d", login, list.GetTotal(), want)
		}
	}
}

func TestStaleFilesAreAskedFor(t *testing.T) {
	o := newOffice(t)
	_, err := o.Pool.Exec(t.Context(), "update expert set refreshed_at = $1 where person in ('person-luzhiyuan', 'person-guqinghe')", o.World.Door.Now().AddDate(-1, 0, -1))
	o.must(err)
	list, err := o.ListExperts(o.as("linzhou"), &reviewv1.ListExpertsRequest{Stale: true, Sort: "-refreshed"})
	o.must(err)
	if list.GetTotal() != 2 || !list.GetExperts()[0].GetStale() {
		t.Errorf("stale: %v", list)
	}
	out, err := o.AskRefresh(o.as("pingheng"), &reviewv1.AskRefreshRequest{RequestId: o.id()})
	o.must(err)
	if out.GetAsked() != 2 || one[int](o, "select count(*) from notification where zh like '请更新%'") != 2 {
		t.Errorf("asked %v", out)
	}
	o.Pass(400 * 24 * time.Hour)
	stats, err := o.GetExpertStatistics(o.as("linzhou"), &reviewv1.GetExpertStatisticsRequest{})
	o.must(err)
	if stats.GetStatus()["active"] != 14 {
		t.Errorf("standings %v", stats)
	}
}

// The system asks once a period whoever is due and was not asked by anybody.
func TestTheSystemAsksOnceAPeriod(t *testing.T) {
	o := newOffice(t)
	_, err := o.Pool.Exec(t.Context(), "update expert set refreshed_at = $1 where person in ('person-luzhiyuan', 'person-guqinghe', 'person-hanruoxi')", o.World.Door.Now().AddDate(-1, 0, -1))
	o.must(err)
	_, err = o.AskRefresh(o.as("pingheng"), &reviewv1.AskRefreshRequest{RequestId: o.id(), People: []string{"person-hanruoxi"}})
	o.must(err)
	asked := func(want int) {
		t.Helper()
		n, err := o.AskDue(t.Context())
		if o.must(err); n != want {
			t.Errorf("asked %d, want %d", n, want)
		}
	}
	asked(2)
	asked(0)
	if n := one[int](o, "select count(*) from notification where zh like '请更新%'"); n != 3 {
		t.Errorf("%d were told", n)
	}
	if by := one[int](o, "select count(*) from expert_history where act = 'ask_refresh' and by_person is null"); by != 2 {
		t.Errorf("the system asked %d", by)
	}
	o.Pass(400 * 24 * time.Hour)
	asked(3)
	asked(0)
}

func TestPagesAndOrders(t *testing.T) {
	o := newOffice(t)
	for _, sort := range []string{"", "name", "-name", "load", "-load", "refreshed", "-refreshed", "status"} {
		seen, token := map[string]bool{}, ""
		for {
			page, err := o.ListExperts(o.as("heyuan"), &reviewv1.ListExpertsRequest{PageSize: 5, PageToken: token, Sort: sort})
			o.must(err)
			for _, e := range page.GetExperts() {
				seen[e.GetPerson()] = true
			}
			if token = page.GetNextPageToken(); token == "" {
				break
			}
		}
		if len(seen) != 14 {
			t.Errorf("by %q %d were seen", sort, len(seen))
		}
	}
	_, err := o.ListExperts(o.as("heyuan"), &reviewv1.ListExpertsRequest{Sort: "p.password_hash"})
	o.refused(err, "SORT_UNKNOWN")
	_, err = o.ListExperts(o.as("heyuan"), &reviewv1.ListExpertsRequest{PageToken: "-1"})
	o.refused(err, "PAGE_TOKEN_INVALID")
	odd, err := o.ListExperts(o.as("heyuan"), &reviewv1.ListExpertsRequest{Query: `%_\'`})
	o.must(err)
	if odd.GetTotal() != 0 {
		t.Errorf("a pattern finds %d", odd.GetTotal())
	}
}
