package act_test

import (
	"testing"
	"time"

	"yanlu/services/award"
	"yanlu/services/closure"
	closureact "yanlu/services/closure/act"
	"yanlu/services/delivery"
	"yanlu/services/delivery/act"
	. "yanlu/services/delivery/deliverytest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

func run(w *World) delivery.Run {
	var r delivery.Run
	w.Section("run", &r)
	return r
}

func agreement(w *World) award.Agreement {
	var g award.Agreement
	w.Section("agreement", &g)
	return g
}

func change(kind string, months int) act.RequestChange {
	return act.RequestChange{Kind: kind, Text: "由甲调整为乙", Reason: "市场变化", UnitOpinion: "同意", Months: months}
}

func TestReportIsPledgedPlausibleAndYearly(t *testing.T) {
	w := New(t, "university")
	good := act.Report{Status: "on_plan", Summary: "完成样机", SpentFen: Own, Truthful: true}
	for reason, bad := range map[string]act.Report{
		"FIELD_REQUIRED":       {Status: "on_plan", Summary: "完成样机"},
		"SPENDING_IMPLAUSIBLE": {Status: "on_plan", Summary: "完成样机", SpentFen: Own + 1, Truthful: true},
	} {
		w.Refused(reason, "report_progress", lifecycle.PI, bad)
	}
	w.On("report_progress", lifecycle.PI, good)
	w.Refused("REPORT_ON_FILE", "report_progress", lifecycle.PI, good)
	w.Turn(time.Date(2026, 12, 31, 16, 0, 0, 0, time.UTC)) // new year in Shanghai
	w.On("report_progress", lifecycle.PI, good)
	if r := run(w); len(r.Reports) != 2 || r.Reports["2027"].Summary == "" {
		t.Fatalf("%+v", r.Reports)
	}
}

func TestTermIsWarnedOfTwiceThenEnds(t *testing.T) {
	w := New(t, "university")
	for _, months := range []int{3, 1} {
		at := w.Cal.Before(w.TermEnds(), policy.Span{N: months, Unit: policy.Month})
		if next := w.Next(); next[0].Event != "warn_term" || !next[0].At.Equal(at) {
			t.Fatalf("%d months before: %+v", months, next)
		}
		w.Refused("NOT_DUE", "warn_term", lifecycle.System, nil)
		w.Turn(at)
		w.On("warn_term", lifecycle.System, nil)
	}
	if next := w.Next(); len(next) != 1 || next[0].Event != "term_ends" {
		t.Fatalf("%+v", next)
	}
	w.Turn(w.TermEnds().Add(100 * time.Hour)) // the system is late; the clocks are not
	w.On("term_ends", lifecycle.System, nil)
	var c closure.Closure
	w.Section("closure", &c)
	if !c.Due.Equal(w.After(w.TermEnds(), 3, policy.Month)) || !c.OverdueAt.Equal(w.After(w.TermEnds(), 3, policy.Month)) {
		t.Fatalf("%+v", c)
	}
}

func TestExtensionMovesTheTermOnce(t *testing.T) {
	w := New(t, "university")
	w.Refused("EXTENSION_TOO_EARLY", "request_change", lifecycle.PI, change("extension", 6))
	w.Turn(w.Cal.Before(w.TermEnds(), policy.Span{N: 2, Unit: policy.Month}))
	w.Refused("EXTENSION_LENGTH_INVALID", "request_change", lifecycle.PI, change("extension", 7))
	w.On("request_change", lifecycle.PI, change("extension", 6))
	w.Refused("CHANGE_NEEDS_DIRECTOR", "approve_change", lifecycle.Officer, act.ApproveChange{})
	w.On("approve_change", lifecycle.Director, act.ApproveChange{Opinion: "同意"})
	if g := agreement(w); g.Version != 2 || !g.TermEnds.Equal(w.After(w.TermEnds(), 6, policy.Month)) || g.Number != "HT-1" {
		t.Fatalf("%+v", g)
	}
	r := run(w)
	if c := r.Changes["C1"]; c.Status != delivery.Approved || c.DecidedBy != "director" || r.ChangeNo != "" || r.Extensions != 1 {
		t.Fatalf("%+v", r)
	}
	w.Turn(w.TermEnds().Add(24 * 150 * time.Hour))
	w.Refused("EXTENSION_USED", "request_change", lifecycle.PI, change("extension", 6))
}

func TestOfficerApprovesSmallChanges(t *testing.T) {
	w := New(t, "university")
	w.On("request_change", lifecycle.PI, change("approach", 0))
	w.On("approve_change", lifecycle.Officer, act.ApproveChange{})
	w.On("request_change", lifecycle.PI, change("targets", 0))
	both := docket.Actor{Person: As(lifecycle.Officer).Person, Capacities: []docket.Capacity{{Role: lifecycle.Officer, Org: "bureau"}, {Role: lifecycle.Director, Org: "bureau"}}}
	if _, err := w.DoAs(lifecycle.ProjectMachine, w.Project, "approve_change", both, act.ApproveChange{}); err != nil {
		t.Fatal(err)
	}
	if c := run(w).Changes["C2"]; c.DecidedBy != "director" || c.Agreement != 3 {
		t.Fatalf("who holds both roles acts as director: %+v", c)
	}
}

func TestChangesAreKeptHoweverTheyEnd(t *testing.T) {
	w := New(t, "university")
	w.Refused("FIELD_REQUIRED", "request_change", lifecycle.PI, act.RequestChange{Kind: "pi"})
	w.On("request_change", lifecycle.PI, change("pi", 0))
	due := w.After(Start, 10, policy.Day)
	if next := w.Next(); len(next) != 1 || next[0].Event != "escalate_change" || !next[0].At.Equal(due) {
		t.Fatalf("%+v", next)
	}
	w.Turn(due)
	w.On("escalate_change", lifecycle.System, nil)
	if next := w.Next(); len(next) != 0 {
		t.Fatalf("told once: %+v", next)
	}
	w.Refused("FIELD_REQUIRED", "refuse_change", lifecycle.Officer, docket.Reason{})
	w.On("refuse_change", lifecycle.Officer, docket.Reason{Reason: "理由不足"})
	w.On("request_change", lifecycle.PI, change("budget", 0))
	w.On("withdraw_change", lifecycle.PI, docket.Reason{Reason: "另行申请"})
	w.On("notify_route_change", lifecycle.PI, act.Notify{What: "改用湿法", Reason: "成本"})
	r := run(w)
	if r.Changes["C1"].Status != delivery.Declined || !r.Changes["C1"].Escalated || r.Changes["C2"].Status != delivery.TakenBack || r.Approaches["N1"].What == "" {
		t.Fatalf("%+v", r)
	}
}

func TestNoChangeAfterTheEnd(t *testing.T) {
	w := New(t, "university")
	w.Turn(w.TermEnds())
	w.Refused("TERM_OVER", "request_change", lifecycle.PI, change("pi", 0))
}

func TestPauseIsGivenBack(t *testing.T) {
	w := New(t, "university")
	w.Refused("FIELD_REQUIRED", "suspend", lifecycle.Director, act.Suspend{Ground: "mood", Reason: "x"})
	w.On("suspend", lifecycle.Director, act.Suspend{Ground: "accident", Reason: "安全事故"})
	longest := w.After(Start, 6, policy.Month)
	if next := w.Next(); len(next) != 1 || next[0].Event != "escalate_suspension" || !next[0].At.Equal(longest) {
		t.Fatalf("%+v", next)
	}
	w.Turn(longest)
	w.On("escalate_suspension", lifecycle.System, nil)
	w.On("resume", lifecycle.Director, docket.Note{Note: "整改完成"})
	if g := agreement(w); !g.TermEnds.Equal(w.TermEnds().Add(longest.Sub(Start))) || g.Version != 1 {
		t.Fatalf("%+v", g)
	}
	if r := run(w); r.Suspended != nil || r.Pauses["S1"].Note == "" || !r.Pauses["S1"].Escalated {
		t.Fatalf("%+v", r)
	}
	w.On("suspend", lifecycle.Director, act.Suspend{Ground: "case", Reason: "调查"})
	if r := run(w); r.Suspended.Escalated || r.Suspended.Ground != "case" {
		t.Fatalf("a second pause starts afresh: %+v", r.Suspended)
	}
}

func TestRefusedTerminationReturnsToWhereItWas(t *testing.T) {
	w := New(t, "university")
	w.On("request_termination", lifecycle.Officer, act.RequestTermination{Reason: "失去意义", Materials: "材料"})
	w.Refused("FIELD_REQUIRED", "return_termination", lifecycle.Officer, programmeact.Defects{})
	w.On("return_termination", lifecycle.Officer, programmeact.Defects{Defects: []programme.Defect{{Text: "缺决算"}}})
	if r := w.On("refuse_termination", lifecycle.Director, docket.Reason{Reason: "继续"}); r.State != lifecycle.Active {
		t.Fatal(r.State)
	}
	w.On("suspend", lifecycle.Director, act.Suspend{Ground: "targets", Reason: "论证"})
	w.On("to_termination", lifecycle.Director, docket.Reason{Reason: "无法实现"})
	if got := run(w).Termination; len(got.Points) != 0 {
		t.Fatalf("an earlier request does not shine through: %+v", got)
	}
	if r := w.On("refuse_termination", lifecycle.Director, docket.Reason{Reason: "再论证"}); r.State != lifecycle.Suspended {
		t.Fatal(r.State)
	}
	w.On("resume", lifecycle.Director, docket.Note{})
	w.Turn(w.TermEnds())
	w.On("term_ends", lifecycle.System, nil)
	w.Turn(w.After(w.TermEnds(), 3, policy.Month))
	w.On("overdue", lifecycle.System, nil)
	w.Refused("NOT_LONG_OVERDUE", "force_termination", lifecycle.Officer, docket.Reason{Reason: "逾期"})
	w.Turn(w.After(w.Door.Now(), 6, policy.Month))
	w.On("force_termination", lifecycle.Officer, docket.Reason{Reason: "逾期满六个月"})
	if r := w.On("refuse_termination", lifecycle.Director, docket.Reason{Reason: "限期提交"}); r.State != lifecycle.Overdue {
		t.Fatal(r.State)
	}
	if r := run(w); len(r.Terminations) != 3 || r.Terminations["T2"].From != "SUSPENDED" || r.Termination != nil {
		t.Fatalf("%+v", r.Terminations)
	}
}

func TestTerminationNeedsMinutesAndReleasesTheRest(t *testing.T) {
	w := New(t, "university")
	w.On("request_termination", lifecycle.Institution, act.RequestTermination{Reason: "失去意义", Materials: "材料"})
	w.Refused("FIELD_REQUIRED", "approve_termination", lifecycle.Director, act.ApproveTermination{Reason: "同意"})
	w.Refused("FIELD_REQUIRED", "approve_termination", lifecycle.Director, act.ApproveTermination{Minutes: "M-2"})
	w.On("approve_termination", lifecycle.PartyGroup, act.ApproveTermination{Minutes: "M-2", Reason: "同意"})
	if got := w.Balance("envelope:" + w.Call); got != Envelope {
		t.Fatalf("envelope %d", got)
	}
	w.Turn(w.After(Start, 21, policy.Day))
	w.Refused("DEADLINE_PASSED", "claim_exemption", lifecycle.PI, closureact.Claim{Evidence: "记录"})
}

func TestRevocationVoidsAPendingChange(t *testing.T) {
	w := New(t, "university")
	w.On("request_change", lifecycle.PI, change("pi", 0))
	w.Refused("FIELD_REQUIRED", "revoke", lifecycle.PartyGroup, act.Revoke{Ground: "fraud", Minutes: "M-3"})
	if _, err := w.Do(lifecycle.ProjectMachine, w.Project, "revoke", lifecycle.Director, act.Revoke{}); err == nil || problem.Of(err) != nil {
		t.Fatalf("revocation is for the party group: %v", err)
	}
	w.On("revoke", lifecycle.PartyGroup, act.Revoke{Ground: "fraud", Evidence: "核查", Minutes: "M-3"})
	r := run(w)
	if r.Changes["C1"].Status != delivery.Void || r.ChangeNo != "" || r.Revocation.From != "CHANGE_PENDING" {
		t.Fatalf("%+v", r)
	}
}
