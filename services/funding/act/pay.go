package act

import (
	"context"

	"yanlu/services/award"
	"yanlu/services/docket"
	"yanlu/services/funding"
	"yanlu/services/funding/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Pay is the input of the event pay; the amount is in 分.
type Pay struct {
	AmountFen int64
	Voucher   string
}

func (r Rules) pay(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Pay](a)
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	if g.SignedAt == nil {
		return problem.New(problem.Precondition, "AGREEMENT_NOT_SIGNED", "任务书尚未签订，不能拨付", "The agreement is not signed; nothing can be paid").With("rule", "fund.disburse.days_after_sign").For(string(lifecycle.Director))
	}
	payee, err := store.Payee(ctx, a.Tx, a.Record.Parties().HostOrg)
	if err != nil {
		return err
	}
	if payee.BankCheckedAt == nil {
		return problem.New(problem.Precondition, "BANK_ACCOUNT_UNCHECKED", "承担单位的银行账户尚未核验，不能拨付", "The institution's bank account has not been checked; nothing can be paid").
			With("organisation", a.Record.Parties().HostOrg).For(string(lifecycle.Admin))
	}
	if err := r.checkAmount(ctx, a, payee.Kind, in.AmountFen); err != nil {
		return err
	}
	voucher, err := claimVoucher(ctx, a, in.Voucher)
	if err != nil {
		return err
	}
	a.Post(docket.Posting{From: funding.AwardAccount(a.Record.ID), To: funding.PaidAccount(a.Record.ID), Amount: in.AmountFen})
	now := a.Now
	return a.Set("funding", funding.Funding{Payments: map[string]funding.Payment{voucher: {AmountFen: in.AmountFen, At: &now, Agreement: g.Version}}})
}

func (r Rules) checkAmount(ctx context.Context, a *docket.Act, kind string, amount int64) error {
	left, err := docket.Balance(ctx, a.Tx, funding.AwardAccount(a.Record.ID))
	if err != nil {
		return err
	}
	f, err := docket.SectionOf[funding.Funding](a.Record, "funding")
	if err != nil {
		return err
	}
	d, err := docket.SectionOf[award.Decision](a.Record, "decision")
	if err != nil {
		return err
	}
	pack, err := Pack(ctx, r.Book, a.Record, a.Parent)
	if err != nil {
		return err
	}
	limit, err := funding.FirstLimit(pack, kind, d.AmountFen)
	if err != nil {
		return err
	}
	return funding.CheckPayment(amount, left, len(f.Payments) == 0, limit)
}

// claimVoucher refuses a voucher that stands on any docket: a voucher pays once.
func claimVoucher(ctx context.Context, a *docket.Act, number string) (string, error) {
	voucher := funding.Voucher(number)
	if voucher == "" {
		return "", problem.Missing("voucher", "凭证号", "The voucher")
	}
	used, err := store.VoucherUsed(ctx, a.Tx, voucher)
	if err != nil {
		return "", err
	}
	if used {
		return "", problem.New(problem.Duplicate, "VOUCHER_USED", "该凭证号已经入账，一张凭证只能使用一次", "This voucher is in the books already; a voucher is used once").
			At("voucher", "凭证号已使用", "already used").With("voucher", voucher)
	}
	return voucher, nil
}
