package funding

import (
	"encoding/json"
	"fmt"
	"math/big"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// Causes for which money comes back: the keys of fund.balance.fail.
const (
	NotPassed          = "not_passed"
	TerminatedNotFault = "terminated_not_fault"
	TerminatedFault    = "terminated_fault"
	Revoked            = "revoked"
)

// ReturnAll is the kind of return in which the whole of what was paid comes back.
const ReturnAll = "return_all"

// FirstLimit is the most that a first instalment may be, in 分: fund.disburse.first_ratio
// of the award, by the kind of the institution; fractions of a 分 are cut off.
func FirstLimit(pack *policy.Pack, institution string, award int64) (int64, error) {
	var ratio map[string]json.Number
	if err := pack.Value("fund.disburse.first_ratio", &ratio); err != nil {
		return 0, err
	}
	share, ok := ratio[institution]
	if !ok {
		share, ok = ratio["other"]
	}
	r, good := new(big.Rat).SetString(share.String())
	if !ok || !good {
		return 0, &policy.RuleType{Pack: pack.Name(), Rule: "fund.disburse.first_ratio", Want: "ratio by kind of institution", Got: share.String()}
	}
	r.Mul(r, new(big.Rat).SetInt64(award))
	return new(big.Int).Quo(r.Num(), r.Denom()).Int64(), nil
}

// CheckPayment judges an amount against what is left of the award (invariant 3)
// and, for the first instalment, against firstLimit. Money in 分.
func CheckPayment(amount, left int64, first bool, firstLimit int64) error {
	switch {
	case amount <= 0:
		return problem.New(problem.Invalid, "AMOUNT_NOT_POSITIVE", "拨付金额必须大于零", "The amount must be above zero").At("amount_fen", "须大于零", "must be above zero")
	case amount > left:
		return problem.New(problem.Precondition, "AWARD_EXCEEDED", fmt.Sprintf("拨付金额超过未拨余额%s元", Yuan(left)), "The amount exceeds what is left of the award").
			At("amount_fen", "超过未拨余额", "exceeds what is left").With("left_fen", fmt.Sprint(left))
	case first && amount > firstLimit:
		return problem.New(problem.Precondition, "FIRST_INSTALMENT_EXCEEDED", fmt.Sprintf("首笔拨付不得超过%s元", Yuan(firstLimit)), fmt.Sprintf("The first instalment may not exceed %s yuan", Yuan(firstLimit))).
			At("amount_fen", "超过首笔拨付比例", "exceeds the share of a first instalment").With("rule", "fund.disburse.first_ratio", "limit_fen", fmt.Sprint(firstLimit))
	}
	return nil
}

// CauseOf says why money comes back from a project in a state; fault is of its
// termination. It is empty for a state from which nothing is recovered.
//
//	NOT_PASSED            not_passed
//	TERMINATED, no fault  terminated_not_fault
//	TERMINATED, fault     terminated_fault
//	REVOKED               revoked
func CauseOf(s lifecycle.State, fault bool) string {
	switch s {
	case lifecycle.NotPassed:
		return NotPassed
	case lifecycle.Revoked:
		return Revoked
	case lifecycle.Terminated:
		if fault {
			return TerminatedFault
		}
		return TerminatedNotFault
	}
	return ""
}

// ReturnKind reads from fund.balance.fail how much comes back for a cause.
func ReturnKind(pack *policy.Pack, cause string) (string, error) {
	var kinds map[string]string
	if err := pack.Value("fund.balance.fail", &kinds); err != nil {
		return "", err
	}
	if kinds[cause] == "" {
		return "", &policy.RuleType{Pack: pack.Name(), Rule: "fund.balance.fail", Want: "kind of return for " + cause, Got: fmt.Sprint(kinds)}
	}
	return kinds[cause], nil
}

// CheckReturn judges the amount that is asked back against what was paid, in 分.
func CheckReturn(kind string, amount, paid int64) error {
	p := problem.New(problem.Invalid, "RETURN_AMOUNT_INVALID", "应退金额不符合规定", "The amount to return is not lawful").
		With("rule", "fund.balance.fail", "kind", kind, "paid_fen", fmt.Sprint(paid))
	switch {
	case amount < 0:
		return p.At("amount_fen", "不得为负", "may not be negative")
	case amount > paid:
		return p.At("amount_fen", fmt.Sprintf("不得超过已拨付的%s元", Yuan(paid)), fmt.Sprintf("may not exceed the %s yuan that were paid", Yuan(paid)))
	case kind == ReturnAll && amount != paid:
		return p.At("amount_fen", fmt.Sprintf("应全额退回%s元", Yuan(paid)), fmt.Sprintf("all of the %s yuan that were paid come back", Yuan(paid)))
	}
	return nil
}

// ToReturn is the amount that comes back when nobody stated another, in 分: all
// of it, or what of the payments was not reported as spent.
func ToReturn(kind string, paid, spent int64) int64 {
	if kind == ReturnAll {
		return paid
	}
	return max(0, paid-max(0, spent))
}

// DunSteps are the times at which the system reminds of a recovery that began at
// from (fund.recovery.dun_days).
func DunSteps(pack *policy.Pack, cal *policy.Calendar, from time.Time) ([]time.Time, error) {
	const rule = "fund.recovery.dun_days"
	var steps []int
	if err := pack.Value(rule, &steps); err != nil {
		return nil, err
	}
	out := make([]time.Time, 0, len(steps))
	for _, n := range steps {
		out = append(out, cal.Add(from, policy.Span{N: n, Unit: unitOf(pack, rule)}))
	}
	return out, nil
}

func unitOf(pack *policy.Pack, id string) policy.Unit {
	r, _ := pack.Rule(id)
	return policy.Unit(r.Unit)
}

// Yuan writes 分 as 元 for people: 1234567 is 12,345.67.
func Yuan(fen int64) string {
	sign := ""
	if fen < 0 {
		sign = "-"
	}
	abs := new(big.Int).Abs(big.NewInt(fen))
	whole, rest := new(big.Int).QuoRem(abs, big.NewInt(100), new(big.Int))
	digits := whole.String()
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return fmt.Sprintf("%s%s.%02d", sign, digits, rest.Int64())
}
