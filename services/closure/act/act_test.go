package act_test

import (
	"slices"
	"testing"
	"time"

	"yanlu/services/application"
	"yanlu/services/closure"
	"yanlu/services/closure/act"
	. "yanlu/services/delivery/deliverytest"
	"yanlu/services/docket"
	fundingact "yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

var papers = act.Submit{Summary: "全部指标完成", SpentFen: Own, Truthful: true}

func facts(w *World) closure.Closure {
	var c closure.Closure
	w.Section("closure", &c)
	return c
}

// due is a World whose term has just ended.
func due(t *testing.T) *World {
	t.Helper()
	w := New(t, "university")
	w.Turn(w.TermEnds())
	w.On("term_ends", lifecycle.System, nil)
	return w
}

// reviewed is a World whose closure lies before a panel that Expert(0) chairs.
func reviewed(t *testing.T) *World {
	t.Helper()
	w := due(t)
	w.On("submit_closure", lifecycle.PI, papers)
	w.On("appoint_panel", lifecycle.Officer, act.AppointPanel{Chair: Expert(0), Members: IDs(0, 1, 2, 3, 4)})
	return w
}

func points(text string) programmeact.Defects {
	return programmeact.Defects{Defects: []programme.Defect{{Field: "summary", Text: text}}}
}

func TestSpendingAddsUp(t *testing.T) {
	w := due(t)
	for _, bad := range []act.Submit{
		{SpentFen: 1, Truthful: true}, {Summary: "x", SpentFen: 1}, {Summary: "x", SpentFen: Own + 1, Truthful: true}, {Summary: "x", SpentFen: -1, Truthful: true},
	} {
		w.Refused("CLOSURE_PAPERS_INCOMPLETE", "submit_closure", lifecycle.PI, bad)
	}
	w.On("submit_closure", lifecycle.PI, papers)
}

func TestPanelIsComposedByTheRule(t *testing.T) {
	w := due(t)
	w.On("submit_closure", lifecycle.PI, papers)
	w.Exec("insert into conflict (subject, person, ground, at) values ($1, $2, 'kin', now())", w.Project, Expert(5))
	w.Exec("insert into role_grant (person, organisation, role) values ($1, 'joint', 'reviewer')", Expert(6))
	for _, c := range []struct {
		reason  string
		chair   string
		members []string
	}{
		{"PANEL_INVALID", Expert(0), IDs(0, 1, 2)},
		{"PANEL_INVALID", Expert(0), IDs(0, 1, 2, 3, 4, 5)},
		{"PANEL_INVALID", Expert(7), IDs(0, 1, 2, 3, 4)},
		{"PANEL_INVALID", Expert(0), IDs(0, 1, 2, 3, 3)},
		{"PANEL_MEMBER_BARRED", Expert(0), IDs(0, 1, 2, 3, 5)},
		{"PANEL_MEMBER_BARRED", Expert(0), IDs(0, 1, 2, 3, 6)},
		{"PANEL_MEMBER_BARRED", Expert(0), append(IDs(0, 1, 2, 3), As(lifecycle.PI).Person)},
		{"PANEL_MEMBER_BARRED", Expert(0), append(IDs(0, 1, 2, 3), "nobody")},
	} {
		w.Refused(c.reason, "appoint_panel", lifecycle.Officer, act.AppointPanel{Chair: c.chair, Members: c.members})
	}
	w.On("appoint_panel", lifecycle.Officer, act.AppointPanel{Chair: Expert(0), Members: IDs(0, 1, 2, 3, 4)})
}

func TestPassArchiveFollowOn(t *testing.T) {
	w := reviewed(t)
	w.Refused("SCORE_BELOW_LINE", "pass", lifecycle.Chair, act.Conclude{Score: "69.9999", Opinion: "尚可"})
	w.Refused("SCORE_INVALID", "pass", lifecycle.Chair, act.Conclude{Score: "1e2", Opinion: "尚可"})
	w.Refused("FIELD_REQUIRED", "pass", lifecycle.Chair, act.Conclude{Score: "90"})
	if r := w.On("pass", lifecycle.Chair, act.Conclude{Score: "90", Opinion: "优秀"}); r.State != lifecycle.Passed {
		t.Fatal(r.State)
	}
	if c := facts(w); c.Outcome != closure.PassedExcellent || c.Score != "90" {
		t.Fatalf("%+v", c)
	}
	wish := act.FollowOn{Track: "extension", Reason: "继续深化"}
	w.Exec("update organisation set sanctioned_until = $1 where id = 'host'", w.Door.Now().Add(time.Hour))
	w.Refused("FOLLOW_ON_NOT_ELIGIBLE", "follow_on", lifecycle.PI, wish)
	w.Exec("update organisation set sanctioned_until = null where id = 'host'")
	w.On("follow_on", lifecycle.PI, wish)
	w.Refused("FOLLOW_ON_ON_FILE", "follow_on", lifecycle.PI, wish)
	w.Turn(w.After(*facts(w).ConcludedAt, 24, policy.Month).Add(time.Second))
	w.Refused("FOLLOW_ON_NOT_ELIGIBLE", "follow_on", lifecycle.PI, act.FollowOn{Track: "first_use", Reason: "首用"})
	if r := w.On("archive", lifecycle.Officer, docket.Note{}); r.State != lifecycle.Archived || w.Balance("envelope:"+w.Call) != Envelope {
		t.Fatal("the unpaid rest returns at archive")
	}
}

func TestOnlyTheChairConcludes(t *testing.T) {
	w := reviewed(t)
	other := docket.Actor{Person: Expert(1), Capacities: []docket.Capacity{{Role: lifecycle.Reviewer, Org: "org1"}}}
	if _, err := w.DoAs(lifecycle.ProjectMachine, w.Project, "pass", other, act.Conclude{Score: "90", Opinion: "优秀"}); err == nil {
		t.Fatal("a member is not the chair")
	}
}

func TestShortfallNeedsACauseAndSettlesTheBalance(t *testing.T) {
	w := New(t, "university")
	w.On("pay", lifecycle.Finance, fundingact.Pay{AmountFen: 700, Voucher: "PZ-1"})
	w.On("early_closure", lifecycle.PI, act.Submit{Summary: "完成", SpentFen: 400, Truthful: true})
	w.On("appoint_panel", lifecycle.Officer, act.AppointPanel{Chair: Expert(0), Members: IDs(0, 1, 2, 3, 4)})
	w.Refused("SCORE_OUTSIDE_SHORTFALL", "shortfall", lifecycle.Chair, act.Conclude{Score: "70", Opinion: "x", Cause: "y"})
	w.Refused("SCORE_OUTSIDE_SHORTFALL", "shortfall", lifecycle.Chair, act.Conclude{Score: "59.9", Opinion: "x", Cause: "y"})
	w.Refused("FIELD_REQUIRED", "shortfall", lifecycle.Chair, act.Conclude{Score: "65", Opinion: "x"})
	w.On("shortfall", lifecycle.Chair, act.Conclude{Score: "65", Opinion: "x", Cause: "原料断供"})
	w.Refused("FIELD_REQUIRED", "archive", lifecycle.Officer, docket.Note{})
	w.On("archive", lifecycle.Officer, docket.Note{Note: "结余300分留单位使用"})
}

func TestMaterialsReturnOnceAndStartAClock(t *testing.T) {
	w := reviewed(t)
	was := *facts(w).OverdueAt
	w.Turn(was.Add(time.Hour))
	w.Refused("FIELD_REQUIRED", "return_materials", lifecycle.Officer, programmeact.Defects{})
	w.On("return_materials", lifecycle.Officer, points("缺测试报告"))
	if next := w.Next(); len(next) != 1 || !next[0].At.Equal(w.After(was.Add(time.Hour), 10, policy.Day)) {
		t.Fatalf("%+v", next)
	}
	w.On("submit_closure", lifecycle.PI, act.Submit{Summary: "补齐", SpentFen: 0, Truthful: true})
	if c := facts(w); c.SpentFen != 0 || c.Summary != "补齐" {
		t.Fatalf("a sum of zero replaces an earlier one: %+v", c)
	}
	w.Refused("RETURN_USED", "return_materials", lifecycle.Officer, points("再补"))
}

func TestRemediationIsOnceAndLapses(t *testing.T) {
	w := reviewed(t)
	w.On("remediate", lifecycle.Chair, points("补测第三项"))
	w.On("resubmit_closure", lifecycle.PI, act.Resubmit{Summary: "已补测"})
	w.Refused("REMEDIATION_USED", "remediate", lifecycle.Chair, points("再补"))

	late := reviewed(t)
	late.On("remediate", lifecycle.Chair, points("补测第三项"))
	at := late.After(late.TermEnds(), 3, policy.Month)
	if next := late.Next(); len(next) != 1 || next[0].Event != "lapse" || !next[0].At.Equal(at) {
		t.Fatalf("%+v", next)
	}
	late.Turn(at.Add(time.Second))
	late.Refused("DEADLINE_PASSED", "resubmit_closure", lifecycle.PI, act.Resubmit{Summary: "已补测"})
	if r := late.On("lapse", lifecycle.System, nil); r.State != lifecycle.NotPassed {
		t.Fatal(r.State)
	}
	if c := facts(late); c.Outcome != closure.NotPassed || c.RemediationDue != nil || c.ExemptionUntil == nil {
		t.Fatalf("%+v", c)
	}
}

func TestFailureMayBeAppealedAndJudgedByAnotherPanel(t *testing.T) {
	w := reviewed(t)
	w.Refused("FIELD_REQUIRED", "fail", lifecycle.Chair, act.Fail{Opinion: "x"})
	w.On("fail", lifecycle.Chair, act.Fail{Ground: "主要考核指标未完成", Opinion: "不通过"})
	var ap application.Appeal
	w.Section("appeal", &ap)
	if ap.Against != "NOT_PASSED" || !ap.Due.Equal(w.After(w.TermEnds(), 10, policy.Day)) {
		t.Fatalf("%+v", ap)
	}
	w.On("file_appeal", lifecycle.PI, Given{"appeal": map[string]any{"grounds": "程序", "filed_at": w.Door.Now()}})
	w.Refused("APPEAL_OPEN", "recover", lifecycle.Finance, fundingact.Recover{AmountFen: 0, Reason: "结余"})
	w.On("appeal_upheld", lifecycle.Director, nil)
	c := facts(w)
	if c.Chair != "" || len(c.Members) != 0 || c.Outcome != "" || c.Rounds["R1"].Chair != Expert(0) {
		t.Fatalf("%+v", c)
	}
	w.Refused("PANEL_MEMBER_BARRED", "appoint_panel", lifecycle.Officer, act.AppointPanel{Chair: Expert(5), Members: IDs(4, 5, 6, 7, 8)})
	w.On("appoint_panel", lifecycle.Officer, act.AppointPanel{Chair: Expert(5), Members: IDs(5, 6, 7, 8, 9)})
}

func TestGrantedExemptionIsACompletion(t *testing.T) {
	w := reviewed(t)
	w.On("fail", lifecycle.Chair, act.Fail{Ground: "主要考核指标未完成", Opinion: "不通过"})
	w.Refused("FIELD_REQUIRED", "claim_exemption", lifecycle.Institution, act.Claim{})
	w.On("claim_exemption", lifecycle.Institution, act.Claim{Evidence: "实验记录完整"})
	w.Refused("FIELD_REQUIRED", "grant_exemption", lifecycle.PartyGroup, act.Decide{Reason: "尽职"})
	if r := w.On("grant_exemption", lifecycle.PartyGroup, act.Decide{Minutes: "M-5", Reason: "已尽职"}); r.State != lifecycle.Shortfall {
		t.Fatal(r.State)
	}
	if c := facts(w); c.Outcome != closure.WithShortfall || c.Exemption.Outcome != "granted" || c.Exemption.Evidence == "" {
		t.Fatalf("%+v", c.Exemption)
	}
	w.On("archive", lifecycle.Officer, docket.Note{})
}

func TestOverdueProjectMaySubmit(t *testing.T) {
	w := due(t)
	at := w.After(w.TermEnds(), 3, policy.Month)
	if next := w.Next(); len(next) != 1 || next[0].Event != "overdue" || !next[0].At.Equal(at) {
		t.Fatalf("%+v", next)
	}
	w.Refused("NOT_DUE", "overdue", lifecycle.System, nil)
	w.Turn(at)
	w.On("overdue", lifecycle.System, nil)
	w.On("submit_closure", lifecycle.PI, papers)
	if !slices.Equal(w.Next(), nil) {
		t.Fatalf("%+v", w.Next())
	}
}
