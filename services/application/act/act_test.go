package act_test

import (
	"testing"
	"time"

	"yanlu/services/application"
	"yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

const project = lifecycle.ProjectMachine

func refused(t *testing.T, err error, reason string) *problem.Problem {
	t.Helper()
	p := problem.Of(err)
	if p == nil || p.Reason != reason {
		t.Fatalf("want %s, got %v", reason, err)
	}
	if p.Zh == "" || p.En == "" {
		t.Fatalf("%s says nothing: %+v", reason, p)
	}
	return p
}

func intake(t *testing.T, w *bureautest.World, id string) application.Intake {
	t.Helper()
	var in application.Intake
	if err := w.Get(id).Section("intake", &in); err != nil {
		t.Fatal(err)
	}
	return in
}

func TestSubmissionGivesReceiptAndSnapshot(t *testing.T) {
	w := bureautest.New(t)
	id := w.Submitted(w.OpenCall(), 0)
	in := intake(t, w, id)
	if in.Receipt == "" || in.SubmittedAt == nil || in.ContentHash == "" || in.RequestFen == 0 || w.Get(id).Parties().Code != in.Receipt {
		t.Fatalf("%+v", in)
	}
}

func TestDraftMustBeCompleteAndPledged(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Project("suqing", "", lifecycle.Create, act.Create{Call: call, Title: "空白", Recommender: "org-tuijian"}).Record.ID
	_, err := w.Try("suqing", id, project, "send_to_unit", act.SendToUnit{})
	refused(t, err, "PLEDGE_MISSING")
	_, err = w.Try("suqing", id, project, "send_to_unit", act.SendToUnit{Pledged: true})
	if p := refused(t, err, "FORM_INCOMPLETE"); len(p.Violations) < 10 {
		t.Fatalf("every defect at once, not %d", len(p.Violations))
	}
}

// A list of reviewers to avoid that is longer than the rule is refused when it is handed in, with the names too many.
func TestTheAvoidListIsNoLongerThanTheRule(t *testing.T) {
	w := bureautest.New(t)
	id := w.Draft(w.OpenCall(), 0)
	content := w.Content(0)
	var rows []any
	for _, name := range []string{"甲某", "乙某", "丙某", "丁某", "戊某"} {
		rows = append(rows, map[string]any{"name": name, "unit": "某研究院", "reason": "存在竞争关系"})
	}
	content["compliance.avoid_experts"] = rows
	w.Save(id, "suqing", 2, content)
	_, err := w.Try("suqing", id, project, "send_to_unit", act.SendToUnit{Pledged: true})
	p := refused(t, err, "FORM_INCOMPLETE")
	if len(p.Violations) != 1 || p.Violations[0].Field != "compliance.avoid_experts" || p.Violations[0].Zh != "至多申请回避3名专家，请删去多出的：丁某、戊某" {
		t.Errorf("%+v", p.Violations)
	}
	content["compliance.avoid_experts"] = rows[:3]
	w.Save(id, "suqing", 3, content)
	w.Project("suqing", id, "send_to_unit", act.SendToUnit{Pledged: true})
}

func TestDeadlineBothOrders(t *testing.T) {
	for name, late := range map[string]bool{"person first": false, "clock first": true} {
		t.Run(name, func(t *testing.T) {
			w := bureautest.New(t)
			call := w.OpenCall()
			id := w.Draft(call, 0)
			w.Project("suqing", id, "send_to_unit", act.SendToUnit{Pledged: true})
			deadline := w.Due(id, "miss_deadline")
			w.At(deadline)
			if late {
				w.Project("system", id, "miss_deadline", nil)
				if _, err := w.Try("liangyue", id, project, "unit_approve", act.Opinion{}); err == nil {
					t.Fatal("approved after the clock had closed the draft")
				}
				return
			}
			w.Project("liangyue", id, "unit_approve", act.Opinion{})
			_, err := w.Try("system", id, project, "miss_deadline", nil)
			if err == nil {
				t.Fatal("the clock closed what had been sent in time")
			}
		})
	}
}

func TestOneApplicantExtended(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	mine, other := w.Draft(call, 0), w.Draft(call, 1)
	closes := w.Due(mine, "miss_deadline")
	until := closes.Add(48 * time.Hour)
	_, err := w.Try("heyuan", mine, project, "extend_deadline", act.ExtendDeadline{Until: &until})
	refused(t, err, "FIELD_REQUIRED")
	w.Project("heyuan", mine, "extend_deadline", act.ExtendDeadline{Until: &until, Reason: "系统登记错误，非申报人原因"})
	w.Clock(call, "close")
	w.Clock(other, "miss_deadline")
	w.At(until)
	w.Project("suqing", mine, "send_to_unit", act.SendToUnit{Pledged: true})
	w.Project("liangyue", mine, "unit_approve", act.Opinion{})
	if w.State(other) != lifecycle.Expired || w.State(mine) != lifecycle.Recommending {
		t.Fatalf("%s %s", w.State(other), w.State(mine))
	}
}

func TestCallExtendedForAllMovesEveryDeadlineOnce(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Draft(call, 0)
	was := w.Due(id, "miss_deadline")
	later := was.AddDate(0, 0, 7)
	w.Do("heyuan", call, lifecycle.CallMachine, "extend", extend(&later, "申报量不足"))
	if got := w.Due(id, "miss_deadline"); !got.Equal(later.UTC()) {
		t.Fatalf("%s", got)
	}
	even := later.AddDate(0, 0, 7)
	_, err := w.Try("heyuan", call, lifecycle.CallMachine, "extend", extend(&even, "再延"))
	refused(t, err, "ALREADY_EXTENDED")
}

func TestRecommenderReturnAfterTheCloseLeavesTime(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Recommending(call, 0)
	w.Clock(call, "close")
	w.Project("lingsong", id, "recommender_return", act.UnitReturn{Comments: "请补充合作协议"})
	if due := w.Due(id, "miss_deadline"); !due.After(w.Door.Now().Add(24 * time.Hour)) {
		t.Fatalf("no time to mend: %s", due)
	}
}

func TestRecommenderSilenceEscalatesAndCostsNothing(t *testing.T) {
	w := bureautest.New(t)
	id := w.Recommending(w.OpenCall(), 0)
	w.Clock(id, "escalate_recommendation")
	w.Project("lingsong", id, "recommend", act.Opinion{})
	if w.State(id) != lifecycle.Submitted {
		t.Fatal(w.State(id))
	}
}

func TestCorrectionTouchesOnlyWhatWasListed(t *testing.T) {
	w := bureautest.New(t)
	id := w.FormalCheck(w.OpenCall(), 0)
	_, err := w.Try("linzhou", id, project, "return_once", act.Defects{})
	refused(t, err, "FIELD_REQUIRED")
	w.Project("linzhou", id, "return_once", act.Defects{Defects: []programme.Defect{{Field: "body.summary", Text: "摘要未写明创新点"}}})

	content := w.Content(0)
	content["body.summary"], content["body.risk"] = "补正后的摘要：创新点为……", "顺手改了别处"
	w.Save(id, "suqing", 2, content)
	_, err = w.Try("suqing", id, project, "resubmit", docket.Note{})
	if p := refused(t, err, "FIELD_NOT_LISTED"); p.Violations[0].Field != "body.risk" {
		t.Fatalf("%+v", p)
	}
	content["body.risk"] = w.Content(0)["body.risk"]
	if content["body.risk"] == nil {
		delete(content, "body.risk")
	}
	w.Save(id, "suqing", 3, content)
	w.Project("suqing", id, "resubmit", docket.Note{})
	_, err = w.Try("linzhou", id, project, "return_once", act.Defects{Defects: []programme.Defect{{Text: "再退一次"}}})
	refused(t, err, "CORRECTION_USED")
}

func TestCorrectionLapsesInWorkingDaysAndAppealIsHeard(t *testing.T) {
	w := bureautest.New(t)
	id := w.FormalCheck(w.OpenCall(), 0)
	w.Project("linzhou", id, "return_once", act.Defects{Defects: []programme.Defect{{Field: "body.summary", Text: "补"}}})
	due := w.Due(id, "lapse")
	if n := w.Cal.WorkdaysBetween(w.Door.Now(), due); n != 5 {
		t.Fatalf("%d working days", n)
	}
	w.Clock(id, "lapse")
	_, err := w.Try("heyuan", id, project, "appeal_upheld", act.Answer{Answer: "成立"})
	refused(t, err, "NO_APPEAL_ON_FILE")
	w.Project("suqing", id, "file_appeal", act.Grounds{Grounds: "通知未送达"})
	_, err = w.Try("suqing", id, project, "file_appeal", act.Grounds{Grounds: "再申请"})
	refused(t, err, "APPEAL_ON_FILE")
	w.Project("heyuan", id, "appeal_upheld", act.Answer{Answer: "复核成立"})
	if w.State(id) != lifecycle.FormalCheck {
		t.Fatal(w.State(id))
	}
}

func TestAppealHasATime(t *testing.T) {
	w := bureautest.New(t)
	id := w.FormalCheck(w.OpenCall(), 0)
	_, err := w.Try("linzhou", id, project, "not_accept", act.NotAccept{Reason: "不符合方向"})
	refused(t, err, "FIELD_REQUIRED")
	w.Project("linzhou", id, "not_accept", act.NotAccept{Clause: "指南第三条", Reason: "不符合方向"})
	w.Pass(30 * 24 * time.Hour)
	_, err = w.Try("suqing", id, project, "file_appeal", act.Grounds{Grounds: "理由"})
	refused(t, err, "APPEAL_TOO_LATE")
}

func TestWithdrawalUntilTheFirstReviewAction(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Submitted(call, 0)
	_, err := w.Try("suqing", id, project, "withdraw", docket.Reason{})
	refused(t, err, "FIELD_REQUIRED")
	w.Project("suqing", id, "withdraw", docket.Reason{Reason: "团队变动"})
	second := w.FormalCheck(call, 1)
	w.Project("linzhou", second, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(second, 80)
	if _, err := w.Try("hemiao", second, project, "withdraw", docket.Reason{Reason: "晚了"}); err == nil {
		t.Fatal("withdrawn after the review")
	}
}

func TestSanctionBlocksCreationAndSubmission(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Draft(call, 0)
	w.Project("suqing", id, "send_to_unit", act.SendToUnit{Pledged: true})
	sanction(t, w, "update organisation set sanctioned_until = $1 where id = 'org-qinglan'", w.Door.Now().AddDate(1, 0, 0))
	_, err := w.Try("liangyue", id, project, "unit_approve", act.Opinion{})
	refused(t, err, "NOT_ELIGIBLE")
	_, err = w.Try("suqing", "", project, lifecycle.Create, act.Create{Call: call, Title: "新", Recommender: "org-tuijian"})
	refused(t, err, "NOT_ELIGIBLE")
}

func TestPersonMayLeadOne(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	w.Submitted(call, 0)
	id := w.Draft(call, 0)
	w.Project("suqing", id, "send_to_unit", act.SendToUnit{Pledged: true})
	_, err := w.Try("liangyue", id, project, "unit_approve", act.Opinion{})
	p := refused(t, err, "NOT_ELIGIBLE")
	if p.Facts["rule"] == "" || p.Violations[0].Field != "elig.pi.active_as_lead_max" {
		t.Fatalf("%+v", p)
	}
}

func TestStrangersCannotCreateForOthers(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	_, err := w.Try("suqing", "", project, lifecycle.Create, act.Create{Call: call, Title: "借壳", Recommender: "org-tuijian", Host: "org-hejing"})
	refused(t, err, "NOT_YOUR_ORGANISATION")
	_, err = w.Try("suqing", "", project, lifecycle.Create, act.Create{Call: call, Title: "自荐", Recommender: "org-qinglan"})
	refused(t, err, "NOT_A_RECOMMENDER")
	w.Clock(call, "close")
	_, err = w.Try("suqing", "", project, lifecycle.Create, act.Create{Call: call, Title: "晚到", Recommender: "org-tuijian"})
	refused(t, err, "CALL_NOT_OPEN")
}

func sanction(t *testing.T, w *bureautest.World, sql string, args ...any) {
	t.Helper()
	if _, err := w.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func extend(until *time.Time, reason string) programmeact.Extend {
	return programmeact.Extend{ClosesAt: until, Reason: reason}
}
