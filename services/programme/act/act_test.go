package act_test

import (
	"testing"
	"time"

	"yanlu/seeds"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
	"yanlu/services/programme/act"
)

const (
	need = lifecycle.NeedMachine
	call = lifecycle.CallMachine
)

func refused(t *testing.T, err error, reason string) {
	t.Helper()
	if problem.ReasonOf(err) != reason {
		t.Fatalf("want %s, got %v", reason, err)
	}
}

func draftCall(w *bureautest.World) string {
	return w.Do("linzhou", "", call, lifecycle.Create, programme.CreateCall{
		Template: "application-development", Title: "批次", PackCode: "fuling", PackVersion: seeds.Version,
	}).Record.ID
}

func TestCallTermsAreChecked(t *testing.T) {
	w := bureautest.New(t)
	good := programme.CreateCall{Template: "application-development", Title: "批次", PackCode: "fuling", PackVersion: seeds.Version}
	for reason, spoil := range map[string]func(*programme.CreateCall){
		"FIELD_REQUIRED":   func(c *programme.CreateCall) { c.Title = " " },
		"PACK_NOT_FOUND":   func(c *programme.CreateCall) { c.PackVersion = "1999.1" },
		"TEMPLATE_UNKNOWN": func(c *programme.CreateCall) { c.Template = "none" },
		"TOPIC_UNKNOWN":    func(c *programme.CreateCall) { c.Topics = []string{"NM-01", "XX-99"} },
	} {
		bad := good
		spoil(&bad)
		_, err := w.Try("linzhou", "", call, lifecycle.Create, bad)
		refused(t, err, reason)
	}
	id := w.Do("linzhou", "", call, lifecycle.Create, good).Record.ID
	w.Do("linzhou", id, call, "revise", programme.ReviseCall{CapFen: 400_000_000})
	_, err := w.Try("linzhou", id, call, "consult", docket.Note{})
	refused(t, err, "CALL_TERMS_INCOMPLETE") // the envelope is smaller than the cap
}

func TestConsultationMustRunOut(t *testing.T) {
	w := bureautest.New(t)
	id := draftCall(w)
	w.Do("linzhou", id, call, "consult", docket.Note{})
	in := act.ApproveCall{Answers: "采纳2条", Minutes: "局办纪要1"}
	_, err := w.Try("heyuan", id, call, "approve_call", in)
	refused(t, err, "CONSULTATION_OPEN")
	w.Pass(7*24*time.Hour - time.Microsecond)
	_, err = w.Try("heyuan", id, call, "approve_call", in)
	refused(t, err, "CONSULTATION_OPEN")
	w.Pass(time.Microsecond)
	_, err = w.Try("heyuan", id, call, "approve_call", act.ApproveCall{Minutes: "1"})
	refused(t, err, "FIELD_REQUIRED")
	w.Do("heyuan", id, call, "approve_call", in)
}

func TestWindowIsNotTooShort(t *testing.T) {
	w := bureautest.New(t)
	id := draftCall(w)
	w.Do("linzhou", id, call, "consult", docket.Note{})
	w.Pass(8 * 24 * time.Hour)
	w.Do("heyuan", id, call, "approve_call", act.ApproveCall{Answers: "无", Minutes: "1"})
	opens := w.Door.Now().Add(time.Hour)
	short := opens.AddDate(0, 0, 20).Add(-time.Second)
	_, err := w.Try("linzhou", id, call, "publish", act.Publish{OpensAt: &opens, ClosesAt: &short})
	refused(t, err, "WINDOW_INVALID")
	_, err = w.Try("linzhou", id, call, "publish", act.Publish{OpensAt: &opens})
	refused(t, err, "WINDOW_INVALID")
	exact := opens.AddDate(0, 0, 20)
	w.Do("linzhou", id, call, "publish", act.Publish{OpensAt: &opens, ClosesAt: &exact})
	w.Clock(id, "open")
	w.Clock(id, "remind_drafts")
	w.Clock(id, "remind_drafts")
	w.Clock(id, "close")
	if !w.Door.Now().Equal(exact) {
		t.Fatalf("closed at %s, not at the very time %s", w.Door.Now(), exact)
	}
}

func TestAgencyIsSeparate(t *testing.T) {
	w := bureautest.New(t)
	id := w.OpenCall()
	w.Clock(id, "close")
	_, err := w.Try("linzhou", id, call, "start_review", act.StartReview{Agency: "org-qinglan"})
	refused(t, err, "NOT_AN_AGENCY")
	w.Do("linzhou", id, call, "start_review", act.StartReview{Agency: "org-hengping"})
	w.Do("heyuan", id, call, "decide", docket.Note{})
	w.Do("linzhou", id, call, "archive_call", docket.Note{})
}

func TestCallWithOpenApplicationsIsNotDecided(t *testing.T) {
	w := bureautest.New(t)
	id := w.OpenCall()
	w.Submitted(id, 0)
	w.Clock(id, "close")
	w.Do("linzhou", id, call, "start_review", act.StartReview{Agency: "org-hengping"})
	_, err := w.Try("heyuan", id, call, "decide", docket.Note{})
	refused(t, err, "APPLICATIONS_UNDECIDED")
}

func submittedNeed(t *testing.T, w *bureautest.World) string {
	t.Helper()
	samples, err := seeds.Samples()
	if err != nil {
		t.Fatal(err)
	}
	id := w.Do("jiangwei", "", need, lifecycle.Create, act.CreateNeed{Title: "技术需求"}).Record.ID
	_, err = w.Try("jiangwei", id, need, "submit", nil)
	refused(t, err, "FORM_INCOMPLETE")
	w.Save(id, "jiangwei", 1, samples.Needs[0].Content)
	w.Do("jiangwei", id, need, "submit", nil)
	return id
}

func TestNeedGoesToThePoolAndExpires(t *testing.T) {
	w := bureautest.New(t)
	id := submittedNeed(t, w)
	_, err := w.Try("linzhou", id, need, "return_need", act.Defects{})
	refused(t, err, "FIELD_REQUIRED")
	w.Do("linzhou", id, need, "return_need", act.Defects{Defects: []programme.Defect{{Field: "need.indicators", Text: "指标不可测"}}})
	w.Do("jiangwei", id, need, "resubmit", docket.Note{})
	_, err = w.Try("linzhou", id, need, "screen", act.Screen{})
	refused(t, err, "FIELD_REQUIRED")
	w.Do("linzhou", id, need, "screen", act.Screen{Topics: []string{"ZC-03"}})
	late := w.Door.Now().AddDate(3, 0, 0)
	_, err = w.Try("linzhou", id, need, "reserve_need", act.ReserveNeed{Until: &late})
	refused(t, err, "POOL_END_INVALID")
	w.Do("linzhou", id, need, "reserve_need", act.ReserveNeed{})
	if due := w.Due(id, "expire"); due.Sub(w.Door.Now()) < 700*24*time.Hour {
		t.Fatalf("24 months in the pool, not until %s", due)
	}
	w.Clock(id, "expire")
}

func TestNeedIsSelectedIntoADraftCallOnly(t *testing.T) {
	w := bureautest.New(t)
	id := submittedNeed(t, w)
	w.Do("linzhou", id, need, "screen", act.Screen{Topics: []string{"ZC-03"}})
	w.Do("linzhou", id, need, "reserve_need", act.ReserveNeed{})
	open := w.OpenCall()
	_, err := w.Try("heyuan", id, need, "select", act.Select{Call: open})
	refused(t, err, "CALL_NOT_DRAFTING")
	w.Do("heyuan", id, need, "select", act.Select{Call: draftCall(w)})
}

func TestNeedsAreMergedIntoALivingOne(t *testing.T) {
	w := bureautest.New(t)
	a, b := submittedNeed(t, w), submittedNeed(t, w)
	w.Do("linzhou", a, need, "screen", act.Screen{Topics: []string{"ZC-03"}})
	_, err := w.Try("linzhou", a, need, "merge", act.Merge{Into: a, Reason: "重复"})
	refused(t, err, "MERGE_TARGET_INVALID")
	w.Do("linzhou", a, need, "merge", act.Merge{Into: b, Reason: "重复"})
}
