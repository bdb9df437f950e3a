package act_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	closureact "yanlu/services/closure/act"
	deliveryact "yanlu/services/delivery/act"
	. "yanlu/services/delivery/deliverytest"
	"yanlu/services/docket"
	"yanlu/services/funding"
	"yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

const project = lifecycle.ProjectMachine

func pay(w *World, amount int64, voucher string) {
	w.T.Helper()
	w.On("pay", lifecycle.Finance, act.Pay{AmountFen: amount, Voucher: voucher})
}

func TestPaymentNeedsCheckedAccount(t *testing.T) {
	w := New(t, "enterprise")
	w.Exec("update organisation set bank_checked_at = null where id = 'host'")
	w.Refused("BANK_ACCOUNT_UNCHECKED", "pay", lifecycle.Finance, act.Pay{AmountFen: 1, Voucher: "PZ-1"})
	w.Exec("update organisation set bank_checked_at = now() where id = 'host'")
	pay(w, 1, "PZ-1")
}

func TestPaymentsStayWithinAward(t *testing.T) {
	w := New(t, "enterprise")
	first := int64(Award) * 6 / 10
	w.Refused("FIRST_INSTALMENT_EXCEEDED", "pay", lifecycle.Finance, act.Pay{AmountFen: first + 1, Voucher: "PZ-1"})
	w.Refused("FIELD_REQUIRED", "pay", lifecycle.Finance, act.Pay{AmountFen: first, Voucher: " "})
	pay(w, first, "PZ-1")
	w.Refused("AWARD_EXCEEDED", "pay", lifecycle.Finance, act.Pay{AmountFen: Award - first + 1, Voucher: "PZ-2"})
	pay(w, Award-first, "PZ-2")
	w.Refused("AWARD_EXCEEDED", "pay", lifecycle.Finance, act.Pay{AmountFen: 1, Voucher: "PZ-3"})
	if a, p := w.Balance("award:"+w.Project), w.Balance("paid:"+w.Project); a != 0 || p != Award {
		t.Fatalf("award %d, paid %d", a, p)
	}
	var f funding.Funding
	w.Section("funding", &f)
	if f.Paid() != Award || f.Payments["PZ-2"].Agreement != 1 {
		t.Fatalf("%+v", f)
	}
}

func TestOtherInstitutionsMayGetAllAtOnce(t *testing.T) {
	w := New(t, "university")
	pay(w, Award, "PZ-1")
}

func TestVoucherPaysOnceOnAnyDocket(t *testing.T) {
	w := New(t, "university")
	other := w.Active()
	pay(w, 100, "PZ-1")
	_, err := w.Do(project, other, "pay", lifecycle.Finance, act.Pay{AmountFen: 100, Voucher: " pz-1 "})
	if problem.ReasonOf(err) != "VOUCHER_USED" {
		t.Fatal(err)
	}
}

func TestOneVoucherAtOnceOnTwoDocketsPaysOnce(t *testing.T) {
	w := New(t, "university")
	dockets := []string{w.Project, w.Active(), w.Active(), w.Active()}
	errs := make([]error, len(dockets))
	var wg sync.WaitGroup
	for i, d := range dockets {
		wg.Go(func() {
			_, errs[i] = w.Do(project, d, "pay", lifecycle.Finance, act.Pay{AmountFen: 100, Voucher: "PZ-1"})
		})
	}
	wg.Wait()
	paid := 0
	for _, err := range errs {
		if err == nil {
			paid++
		} else if problem.ReasonOf(err) != "VOUCHER_USED" {
			t.Error(err)
		}
	}
	if paid != 1 {
		t.Fatalf("the voucher paid %d times", paid)
	}
}

func TestPaymentsAtOnceStayWithinAward(t *testing.T) {
	w := New(t, "university")
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			_, err := w.Do(project, w.Project, "pay", lifecycle.Finance, act.Pay{AmountFen: Award / 2, Voucher: fmt.Sprint("PZ-", i)})
			if err != nil && problem.ReasonOf(err) != "AWARD_EXCEEDED" {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if p := w.Balance("paid:" + w.Project); p != Award {
		t.Fatalf("paid %d of %d", p, int64(Award))
	}
}

func TestSuspendedProjectIsNotPaid(t *testing.T) {
	w := New(t, "university")
	w.On("suspend", lifecycle.Director, deliveryact.Suspend{Ground: "case", Reason: "调查中"})
	if _, err := w.Do(project, w.Project, "pay", lifecycle.Finance, act.Pay{AmountFen: 1, Voucher: "PZ-1"}); err == nil {
		t.Fatal("payments stop with a suspension")
	}
}

func TestRevokedProjectReturnsAllAndReleasesTheRest(t *testing.T) {
	w := New(t, "university")
	pay(w, 300, "PZ-1")
	before := w.Balance("envelope:" + w.Call)
	w.On("revoke", lifecycle.PartyGroup, deliveryact.Revoke{Ground: "fraud", Evidence: "核查报告与听证记录", Minutes: "M-9"})
	if got := w.Balance("envelope:"+w.Call) - before; got != Award-300 {
		t.Fatalf("released %d", got)
	}
	w.Refused("RETURN_AMOUNT_INVALID", "recover", lifecycle.Finance, act.Recover{AmountFen: 299, Reason: "撤销"})
	w.Refused("RETURN_AMOUNT_INVALID", "recover", lifecycle.Finance, act.Recover{AmountFen: 301, Reason: "撤销"})
	w.Refused("FIELD_REQUIRED", "recover", lifecycle.Finance, act.Recover{AmountFen: 300})
	w.On("recover", lifecycle.Finance, act.Recover{AmountFen: 300, Reason: "撤销"})
	w.Refused("VOUCHER_USED", "paid_back", lifecycle.Finance, act.PaidBack{Voucher: "PZ-1"})
	r := w.On("paid_back", lifecycle.Finance, act.PaidBack{Voucher: "SK-1"})
	if r.State != lifecycle.Archived || w.Balance("paid:"+w.Project) != 0 || w.Balance("recovered:"+w.Project) != 300 {
		t.Fatalf("%s %d %d", r.State, w.Balance("paid:"+w.Project), w.Balance("recovered:"+w.Project))
	}
}

func TestNothingPaidNothingReturns(t *testing.T) {
	w := New(t, "university")
	w.On("revoke", lifecycle.PartyGroup, deliveryact.Revoke{Ground: "ineligible", Evidence: "证据", Minutes: "M-9"})
	w.On("recover", lifecycle.Finance, act.Recover{AmountFen: 0, Reason: "未拨付"})
	if r := w.On("paid_back", lifecycle.Finance, act.PaidBack{}); r.State != lifecycle.Archived {
		t.Fatal(r.State)
	}
	if got := w.Balance("envelope:" + w.Call); got != Envelope {
		t.Fatalf("envelope %d", got)
	}
}

func terminate(w *World, fault bool) {
	w.T.Helper()
	w.On("request_termination", lifecycle.Institution, deliveryact.RequestTermination{Reason: "技术路线不可行", Materials: "终止申请等"})
	w.On("approve_termination", lifecycle.Director, deliveryact.ApproveTermination{Fault: fault, Minutes: "M-8", Reason: "同意"})
}

func TestCauseFollowsFault(t *testing.T) {
	for fault, cause := range map[bool]string{true: funding.TerminatedFault, false: funding.TerminatedNotFault} {
		w := New(t, "university")
		pay(w, 500, "PZ-1")
		terminate(w, fault)
		w.On("recover", lifecycle.Finance, act.Recover{AmountFen: 200, Reason: "结余"})
		var f funding.Funding
		w.Section("funding", &f)
		if f.Cause != cause || *f.RecoverFen != 200 || !f.RecoverDue.Equal(w.After(Start, 30, policy.Day)) {
			t.Fatalf("%+v", f)
		}
	}
}

func TestSystemDunsAtEachStep(t *testing.T) {
	w := New(t, "university")
	pay(w, 500, "PZ-1")
	terminate(w, true)
	w.On("recover", lifecycle.Finance, act.Recover{AmountFen: 500, Reason: "退回"})
	w.Refused("NOT_DUE", "dun", lifecycle.System, nil)
	for i, days := range []int{10, 30, 60} {
		at := w.After(Start, days, policy.Day)
		if next := w.Next(); len(next) != 1 || !next[0].At.Equal(at) || next[0].Event != "dun" {
			t.Fatalf("step %d: %+v", i, next)
		}
		w.Turn(at.Add(time.Hour))
		w.On("dun", lifecycle.System, nil)
	}
	if next := w.Next(); len(next) != 0 {
		t.Fatalf("after the last step: %+v", next)
	}
	w.Refused("FIELD_REQUIRED", "dun", lifecycle.Finance, docket.Note{})
	w.On("dun", lifecycle.Finance, docket.Note{Note: "电话催缴"})
	var f funding.Funding
	w.Section("funding", &f)
	if f.Dunned != 3 || len(f.Duns) != 4 || f.Duns["D4"].Step != 0 {
		t.Fatalf("%+v", f.Duns)
	}
}

func TestRefusedExemptionOpensRecoveryOfTheUnspent(t *testing.T) {
	w := New(t, "university")
	pay(w, 500, "PZ-1")
	w.On("report_progress", lifecycle.PI, deliveryact.Report{Status: "behind", Summary: "进展", SpentFen: 120, Truthful: true})
	terminate(w, false)
	w.On("claim_exemption", lifecycle.PI, closureact.Claim{Evidence: "原始记录"})
	w.On("refuse_exemption", lifecycle.PartyGroup, closureact.Decide{Minutes: "M-7", Reason: "记录不完整"})
	var f funding.Funding
	w.Section("funding", &f)
	if f.RecoverFen == nil || *f.RecoverFen != 380 || f.Cause != funding.TerminatedNotFault {
		t.Fatalf("%+v", f)
	}
}

func TestOneVoucherAtOnceReturnsOneDocket(t *testing.T) {
	w := New(t, "university")
	dockets := []string{w.Project, w.Active(), w.Active(), w.Active()}
	for i, d := range dockets {
		w.Must(project, d, "pay", lifecycle.Finance, act.Pay{AmountFen: 100, Voucher: fmt.Sprint("PZ-", i)})
		w.Must(project, d, "revoke", lifecycle.PartyGroup, deliveryact.Revoke{Ground: "fraud", Evidence: "证据", Minutes: "M-9"})
		w.Must(project, d, "recover", lifecycle.Finance, act.Recover{AmountFen: 100, Reason: "撤销"})
	}
	var (
		wg   sync.WaitGroup
		done atomic.Int64
	)
	for _, d := range dockets { // no lock but the voucher's keeps these apart
		wg.Go(func() {
			_, err := w.Do(project, d, "paid_back", lifecycle.Finance, act.PaidBack{Voucher: "SK-1"})
			switch {
			case err == nil:
				done.Add(1)
			case problem.ReasonOf(err) != "VOUCHER_USED":
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if done.Load() != 1 {
		t.Fatalf("the voucher was booked %d times", done.Load())
	}
}
