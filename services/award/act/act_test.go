package act_test

import (
	"regexp"
	"testing"
	"time"

	"yanlu/services/application"
	applicationact "yanlu/services/application/act"
	"yanlu/services/award"
	"yanlu/services/award/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

const project = lifecycle.ProjectMachine

func refused(t *testing.T, err error, reason string) *problem.Problem {
	t.Helper()
	p := problem.Of(err)
	if p == nil || p.Reason != reason {
		t.Fatalf("want %s, got %v", reason, err)
	}
	return p
}

func balance(t *testing.T, w *bureautest.World, account string) int64 {
	t.Helper()
	sum, err := docket.Balance(t.Context(), w.Pool, account)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func object(w *bureautest.World, id string) (string, error) {
	r, err := w.Try("public", id, project, "objection", act.FileObjection{Name: "王某", Contact: "138", Grounds: "重复申报", Evidence: "见附件"})
	return r.Number, err
}

func TestApprovalCommitsMoneyAndStartsTheNotice(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Announced(call, 0)
	if got := balance(t, w, act.AwardAccount(id)); got != 10_000_000 {
		t.Fatalf("committed %d", got)
	}
	if got := balance(t, w, "envelope:"+call); got != 290_000_000 {
		t.Fatalf("left %d", got)
	}
	ends := w.Due(id, "publicity_over")
	if n := w.Cal.WorkdaysBetween(w.Door.Now(), ends); n != 5 {
		t.Fatalf("%d working days of notice", n)
	}
	w.Clock(id, "publicity_over")
	if w.State(id) != lifecycle.Awarded {
		t.Fatal(w.State(id))
	}
}

func TestLevelFollowsTheAmount(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.FormalCheck(call, 0)
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(id, 90)
	_, err := w.Try("linzhou", id, project, "advise", act.Advise{AmountFen: 31_000_000, Opinion: "超上限"})
	refused(t, err, "ADVICE_INVALID")
	w.Recommended(id)
	_, err = w.Try("tangmin", id, project, "approve", act.Minutes{Minutes: "党组纪要1"})
	if p := refused(t, err, "LEVEL_NOT_ENOUGH"); p.Who[0] != "director" {
		t.Fatalf("%+v", p)
	}
	_, err = w.Try("heyuan", id, project, "approve", act.Minutes{})
	refused(t, err, "FIELD_REQUIRED")
	w.Project("heyuan", id, "send_back", docket.Reason{Reason: "补充论证"})
	if w.State(id) != lifecycle.Recommended {
		t.Fatal(w.State(id))
	}
}

func TestBelowTheLineNeedsAReason(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.FormalCheck(call, 0)
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(id, 60)
	in := act.Advise{AmountFen: 10_000_000, Opinion: "建议立项"}
	_, err := w.Try("linzhou", id, project, "advise", in)
	refused(t, err, "DEPARTURE_NEEDS_REASON")
	in.Departure = "产业链急需，专家组书面说明"
	w.Project("linzhou", id, "advise", in)
}

func TestObjectionPausesTheClockAndGivesBackWhatWasLeft(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	ends := w.Due(id, "publicity_over")
	w.Pass(26 * time.Hour)
	left := w.Cal.WorkdaysBetween(w.Door.Now(), ends)
	first, err := object(w, id)
	if err != nil {
		t.Fatal(err)
	}
	second, err := object(w, id)
	if err != nil {
		t.Fatal(err)
	}
	w.At(ends)
	if _, err := w.Try("system", id, project, "publicity_over", nil); err == nil {
		t.Fatal("a notice ended while an objection was open")
	}
	w.Project("zhengyan", id, "dismiss", act.Answer{Objection: first, Answer: "经核查不成立"})
	if w.State(id) != lifecycle.Objection {
		t.Fatal("the second objection is still open")
	}
	_, err = w.Try("zhengyan", id, project, "dismiss", act.Answer{Objection: first, Answer: "再答"})
	refused(t, err, "OBJECTION_NOT_OPEN")
	w.Project("zhengyan", id, "dismiss", act.Answer{Objection: second, Answer: "不成立"})
	if again := w.Due(id, "publicity_over"); w.Cal.WorkdaysBetween(w.Door.Now(), again) != left || !again.After(ends) {
		t.Fatalf("left %d, now until %s", left, again)
	}
}

func TestObjectionNeedsIdentityOrEvidence(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	_, err := w.Try("public", id, project, "objection", act.FileObjection{Grounds: "不公"})
	if p := refused(t, err, "OBJECTION_INCOMPLETE"); len(p.Violations) != 3 {
		t.Fatalf("%+v", p.Violations)
	}
	w.Project("public", id, "objection", act.FileObjection{Anonymous: true, Grounds: "重复资助", Evidence: "合同编号……"})
	w.Clock(id, "escalate_objection")
}

// The number is all that following an objection takes: nobody comes to another's by counting up.
func TestObjectionNumbersAreNotGuessed(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	form := regexp.MustCompile(`^YY-\d{4}-\d{5}-([A-Z2-7]{8})$`)
	var ends []string
	for range 2 {
		number, err := object(w, id)
		parts := form.FindStringSubmatch(number)
		if err != nil || parts == nil {
			t.Fatal(number, err)
		}
		ends = append(ends, parts[1])
	}
	if ends[0] == ends[1] {
		t.Error("the same end twice:", ends)
	}
}

func TestUpheldObjectionReturnsTheMoney(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Announced(call, 0)
	number, err := object(w, id)
	if err != nil {
		t.Fatal(err)
	}
	w.Project("heyuan", id, "uphold", act.Answer{Objection: number, Answer: "异议成立，予以公布"})
	if w.State(id) != lifecycle.NotFunded || balance(t, w, "envelope:"+call) != 300_000_000 || balance(t, w, act.AwardAccount(id)) != 0 {
		t.Fatalf("%s %d", w.State(id), balance(t, w, "envelope:"+call))
	}
}

func TestReReviewOpensANewRound(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	number, err := object(w, id)
	if err != nil {
		t.Fatal(err)
	}
	w.Project("heyuan", id, "re_review", act.Answer{Objection: number, Answer: "程序瑕疵，重新评审"})
	var o struct{ Round int }
	if err := w.Get(id).Section("review", &o); err != nil || o.Round != 2 || w.State(id) != lifecycle.UnderReview {
		t.Fatalf("%+v %v %s", o, err, w.State(id))
	}
}

// two carries two applications of one call before the meeting.
func two(w *bureautest.World, call string) (a, b string) {
	a, b = w.FormalCheck(call, 0), w.FormalCheck(call, 1)
	for _, id := range []string{a, b} {
		w.Project("linzhou", id, "accept", docket.Note{})
	}
	w.Commissioned(call)
	w.Reviewed(a, 90)
	w.Reviewed(b, 80)
	w.Recommended(a)
	w.Recommended(b)
	return a, b
}

func TestReserveIsPromotedAfterAForfeit(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	a, b := two(w, call)
	w.Project("heyuan", a, "approve", act.Minutes{Minutes: "局办纪要9"})
	w.Project("heyuan", b, "reserve", act.Reserve{Minutes: "局办纪要9", Order: 1, Reason: "备选"})
	_, err := w.Try("heyuan", b, project, "promote", act.Promote{InPlaceOf: a, Minutes: "局办纪要12"})
	refused(t, err, "NOBODY_FELL_OUT")
	w.Clock(a, "publicity_over")
	w.Clock(a, "remind_agreement")
	w.Clock(a, "forfeit")
	if balance(t, w, "envelope:"+call) != 300_000_000 {
		t.Fatal("a forfeit returns its money")
	}
	w.Project("heyuan", b, "promote", act.Promote{InPlaceOf: a, Minutes: "局办纪要12"})
	if w.State(b) != lifecycle.Publicity || balance(t, w, act.AwardAccount(b)) != 10_000_000 {
		t.Fatalf("%s", w.State(b))
	}
}

func TestEnvelopeIsNeverExceeded(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	a, b := two(w, call)
	// All but one award's worth of the envelope is spent elsewhere.
	_, err := w.Pool.Exec(t.Context(), `insert into ledger_entry (posting, account, amount_fen, subject, seq, at)
		values ('spent', 'envelope:' || $1, -285000000, $1, 1, now()), ('spent', 'elsewhere', 285000000, $1, 1, now())`, call)
	if err != nil {
		t.Fatal(err)
	}
	w.Project("heyuan", a, "approve", act.Minutes{Minutes: "9"})
	_, err = w.Try("heyuan", b, project, "approve", act.Minutes{Minutes: "9"})
	refused(t, err, "ENVELOPE_EXCEEDED")
}

func agreement(in application.Intake) act.SubmitAgreement {
	return act.SubmitAgreement{Content: "研究内容", Targets: in.Targets, IPClause: "归承担单位", Breach: "按规定", Months: in.Months}
}

func TestAgreementKeepsTheTargetsAndFixesTheRules(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	w.Clock(id, "publicity_over")
	var in application.Intake
	if err := w.Get(id).Section("intake", &in); err != nil || len(in.Targets) == 0 {
		t.Fatalf("%v %+v", err, in.Targets)
	}
	lowered := agreement(in)
	lowered.Targets = lowered.Targets[1:]
	_, err := w.Try("suqing", id, project, "submit_agreement", lowered)
	refused(t, err, "TARGETS_LOWERED")
	w.Project("suqing", id, "submit_agreement", agreement(in))
	due := w.Get(id)
	w.Project("linzhou", id, "return_agreement", act.Points{Points: []award.Point{{Text: "补充里程碑"}}})
	if g := read(t, w, id); g.Due.Before(*sectionOf(t, due).Due) {
		t.Fatal("a return shortened the time to sign")
	}
	w.Project("suqing", id, "submit_agreement", agreement(in))
	w.Project("heyuan", id, "sign", act.Sign{Opinion: "同意"})
	g := read(t, w, id)
	if g.PackHash == "" || g.SignedAt == nil || g.TermEnds == nil || g.Version != 2 || g.Number == "" {
		t.Fatalf("%+v", g)
	}
	if want := g.SignedAt.AddDate(0, in.Months, 0); g.TermEnds.Sub(want).Abs() > 24*time.Hour {
		t.Fatalf("term ends %s, want about %s", g.TermEnds, want)
	}
}

func TestSanctionStopsSigning(t *testing.T) {
	w := bureautest.New(t)
	id := w.Announced(w.OpenCall(), 0)
	w.Clock(id, "publicity_over")
	var in application.Intake
	if err := w.Get(id).Section("intake", &in); err != nil {
		t.Fatal(err)
	}
	w.Project("suqing", id, "submit_agreement", agreement(in))
	if _, err := w.Pool.Exec(t.Context(), "update person set sanctioned_until = $1 where id = 'person-suqing'", w.Door.Now().AddDate(1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	_, err := w.Try("heyuan", id, project, "sign", act.Sign{})
	refused(t, err, "NOT_ELIGIBLE")
}

func TestNotFundedMayBeReviewedAgainOnAppeal(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.FormalCheck(call, 0)
	w.Project("linzhou", id, "accept", docket.Note{})
	w.Commissioned(call)
	w.Reviewed(id, 60)
	w.Project("linzhou", id, "decline", docket.Reason{Reason: "低于入围线"})
	w.Project("suqing", id, "file_appeal", applicationact.Grounds{Grounds: "专家应回避未回避"})
	w.Project("zhengyan", id, "appeal_upheld", applicationact.Answer{Answer: "程序存在瑕疵"})
	if w.State(id) != lifecycle.UnderReview {
		t.Fatal(w.State(id))
	}
}

func read(t *testing.T, w *bureautest.World, id string) award.Agreement {
	t.Helper()
	return sectionOf(t, w.Get(id))
}

func sectionOf(t *testing.T, r *docket.Record) award.Agreement {
	t.Helper()
	var g award.Agreement
	if err := r.Section("agreement", &g); err != nil {
		t.Fatal(err)
	}
	return g
}
