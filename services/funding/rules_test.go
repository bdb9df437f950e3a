package funding

import (
	"testing"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func TestCheckPayment(t *testing.T) {
	for _, c := range []struct {
		amount, left int64
		first        bool
		limit        int64
		want         string
	}{
		{1, 1, false, 0, ""},
		{1, 1, true, 1, ""},
		{0, 1, false, 1, "AMOUNT_NOT_POSITIVE"},
		{-5, 1, false, 1, "AMOUNT_NOT_POSITIVE"},
		{2, 1, false, 9, "AWARD_EXCEEDED"},
		{61, 100, true, 60, "FIRST_INSTALMENT_EXCEEDED"},
		{61, 100, false, 60, ""},
	} {
		if got := problem.ReasonOf(CheckPayment(c.amount, c.left, c.first, c.limit)); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func FuzzPaymentsNeverExceedTheAward(f *testing.F) {
	f.Add(int64(100), int64(60), int64(40), int64(1))
	f.Fuzz(func(t *testing.T, award, a, b, c int64) {
		left := max(0, award)
		for i, amount := range []int64{a, b, c} {
			if CheckPayment(amount, left, i == 0, award) == nil {
				left -= amount
			}
		}
		if left < 0 || left > max(0, award) {
			t.Fatalf("left %d of %d", left, award)
		}
	})
}

func TestCauseOf(t *testing.T) {
	for _, c := range []struct {
		state lifecycle.State
		fault bool
		want  string
	}{
		{lifecycle.NotPassed, true, NotPassed}, {lifecycle.Revoked, false, Revoked},
		{lifecycle.Terminated, false, TerminatedNotFault}, {lifecycle.Terminated, true, TerminatedFault}, {lifecycle.Active, true, ""},
	} {
		if got := CauseOf(c.state, c.fault); got != c.want {
			t.Errorf("%s %v: %q", c.state, c.fault, got)
		}
	}
}

func TestReturns(t *testing.T) {
	for _, c := range []struct {
		kind         string
		amount, paid int64
		ok           bool
	}{
		{ReturnAll, 10, 10, true}, {ReturnAll, 9, 10, false}, {ReturnAll, 11, 10, false}, {ReturnAll, 0, 0, true},
		{"return_balance", 0, 10, true}, {"return_balance", 10, 10, true}, {"return_balance", 11, 10, false}, {"return_balance", -1, 10, false},
	} {
		if err := CheckReturn(c.kind, c.amount, c.paid); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c, err)
		}
	}
	for _, c := range []struct {
		kind              string
		paid, spent, want int64
	}{{ReturnAll, 10, 4, 10}, {"return_balance", 10, 4, 6}, {"return_balance", 10, 14, 0}, {"return_balance", 10, -4, 10}} {
		if got := ToReturn(c.kind, c.paid, c.spent); got != c.want || CheckReturn(c.kind, got, c.paid) != nil {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

func TestYuan(t *testing.T) {
	for fen, want := range map[int64]string{
		0: "0.00", 5: "0.05", 100: "1.00", 12345: "123.45", 123456: "1,234.56", 100000000: "1,000,000.00", -99: "-0.99",
	} {
		if got := Yuan(fen); got != want {
			t.Errorf("%d: %s", fen, got)
		}
	}
}

func TestVoucher(t *testing.T) {
	if Voucher(" pz-01 ") != Voucher("PZ-01") || Voucher("PZ-01") == Voucher("PZ-1") || Voucher(" \t") != "" {
		t.Fatal("blanks around a number and the case of letters make no other voucher")
	}
}
