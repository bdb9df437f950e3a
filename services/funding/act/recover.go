package act

import (
	"context"
	"fmt"
	"strings"

	"yanlu/services/application"
	"yanlu/services/closure"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	"yanlu/services/funding"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Recover is the input of the event recover; the amount is in 分.
type Recover struct {
	AmountFen int64
	Reason    string
}

func (r Rules) recover(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Recover](a)
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	if err := noAppealOpen(a); err != nil {
		return err
	}
	return r.OpenRecovery(ctx, a, a.Record.State, &in.AmountFen, in.Reason)
}

// noAppealOpen keeps money where it is while the outcome is under appeal.
func noAppealOpen(a *docket.Act) error {
	if a.Record.State != lifecycle.NotPassed {
		return nil
	}
	ap, err := docket.SectionOf[application.Appeal](a.Record, "appeal")
	if err != nil {
		return err
	}
	if ap.Against == string(lifecycle.NotPassed) && ap.FiledAt != nil && ap.Outcome == "" {
		return problem.New(problem.Precondition, "APPEAL_OPEN", "复核申请尚未答复，暂不能启动追缴", "An appeal waits for its answer; recovery cannot start").
			With("rule", "clo.appeal_wd").For(string(lifecycle.Director))
	}
	return nil
}

// OpenRecovery states what has to come back and until when. from is the ending
// that the recovery rests on; without an amount (in 分) the pack's default for
// that ending is taken: everything, or what was not reported as spent.
func (r Rules) OpenRecovery(ctx context.Context, a *docket.Act, from lifecycle.State, amount *int64, reason string) error {
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return err
	}
	paid, err := docket.Balance(ctx, a.Tx, funding.PaidAccount(a.Record.ID))
	if err != nil {
		return err
	}
	pack, err := Pack(ctx, r.Book, a.Record, a.Parent)
	if err != nil {
		return err
	}
	cause := funding.CauseOf(from, run.Termination != nil && run.Termination.Fault)
	kind, err := funding.ReturnKind(pack, cause)
	if err != nil {
		return err
	}
	if amount == nil {
		spent, err := spentSoFar(a, run)
		if err != nil {
			return err
		}
		sum := funding.ToReturn(kind, paid, spent)
		amount = &sum
	}
	if err := funding.CheckReturn(kind, *amount, paid); err != nil {
		return err
	}
	due, err := pack.After(r.Cal, a.Now, "fund.recovery.days")
	if err != nil {
		return err
	}
	steps, err := funding.DunSteps(pack, r.Cal, a.Now)
	if err != nil {
		return err
	}
	return a.Set("funding", funding.Funding{Cause: cause, Kind: kind, RecoverFen: amount, Reason: reason, RecoverDue: &due, DunAt: steps})
}

// spentSoFar is the last reported spending, in 分: of the closure papers, else of the newest report.
func spentSoFar(a *docket.Act, run delivery.Run) (int64, error) {
	c, err := docket.SectionOf[closure.Closure](a.Record, "closure")
	if err != nil {
		return 0, err
	}
	if c.SubmittedAt != nil {
		return c.SpentFen, nil
	}
	return run.LastReport().SpentFen, nil
}

func (r Rules) dun(_ context.Context, a *docket.Act) error {
	f, err := docket.SectionOf[funding.Funding](a.Record, "funding")
	if err != nil {
		return err
	}
	now := a.Now
	one := funding.Dun{At: &now}
	done := f.Dunned
	if a.By.Role == lifecycle.System {
		done++
		one.Step = done
	} else {
		one.Note = strings.TrimSpace(docket.Input[docket.Note](a).Note)
		if one.Note == "" {
			return problem.Missing("note", "催缴说明", "A note")
		}
	}
	return a.Set("funding", funding.Funding{Dunned: done, Duns: map[string]funding.Dun{fmt.Sprintf("D%d", len(f.Duns)+1): one}})
}

// PaidBack is the input of the event paid_back.
type PaidBack struct{ Voucher string }

// paidBack books the outstanding sum and files the docket. Where nothing had to
// come back there is no transfer and so no voucher.
func (r Rules) paidBack(ctx context.Context, a *docket.Act) error {
	f, err := docket.SectionOf[funding.Funding](a.Record, "funding")
	if err != nil {
		return err
	}
	now := a.Now
	if f.RecoverFen != nil && *f.RecoverFen > 0 {
		voucher, err := claimVoucher(ctx, a, docket.Input[PaidBack](a).Voucher)
		if err != nil {
			return err
		}
		a.Post(docket.Posting{From: funding.PaidAccount(a.Record.ID), To: funding.RecoveredAccount(a.Record.ID), Amount: *f.RecoverFen})
		if err := a.Set("funding", funding.Funding{Returns: map[string]funding.Payment{voucher: {AmountFen: *f.RecoverFen, At: &now}}}); err != nil {
			return err
		}
	}
	if err := ReleaseRest(ctx, a); err != nil {
		return err
	}
	return a.Set("closure", closure.Closure{ArchivedAt: &now})
}
