// Package act states what each event of money requires and establishes: pay,
// recover, dun, paid back, and the release of an award that is not paid out.
//
// A gRPC handler and a workflow reach the same rule through the door. Every
// balance is summed over the ledger under the project's lock: all postings of a
// project come from its own events.
package act

import (
	"context"

	"yanlu/services/award"
	"yanlu/services/docket"
	"yanlu/services/funding"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
	programmestore "yanlu/services/programme/store"
)

// Rules are the rules of money.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar
}

// Register states every rule of money at the door. A payment locks the payee, so
// that its account is not unchecked meanwhile.
func (r Rules) Register(d *docket.Door) {
	d.Register(lifecycle.ProjectMachine, "pay", r.pay, func(rec *docket.Record) docket.LockSet {
		return docket.LockSet{Organisations: []string{rec.Parties().HostOrg}}
	})
	for e, rule := range map[lifecycle.Event]docket.Rule{"recover": r.recover, "dun": r.dun, "paid_back": r.paidBack} {
		d.Register(lifecycle.ProjectMachine, e, rule, nil)
	}
}

// Agenda lists what the system does for money: remind of a recovery.
func Agenda(_ context.Context, _ docket.Querier, r, _ *docket.Record) ([]docket.Due, error) {
	if r.State != lifecycle.Recovery {
		return nil, nil
	}
	f, err := docket.SectionOf[funding.Funding](r, "funding")
	if err != nil || f.Dunned >= len(f.DunAt) {
		return nil, err
	}
	return []docket.Due{{Event: "dun", At: f.DunAt[f.Dunned], Rule: "fund.recovery.dun_days"}}, nil
}

// ReleaseRest gives what is left of an award back to the call's envelope. Every
// rule after which nothing more is paid calls it; it may be called again.
func ReleaseRest(ctx context.Context, a *docket.Act) error {
	account := funding.AwardAccount(a.Record.ID)
	rest, err := docket.Balance(ctx, a.Tx, account)
	if err != nil || rest <= 0 {
		return err
	}
	a.Post(docket.Posting{From: account, To: programmeact.EnvelopeAccount(a.Record.Parties().Parent), Amount: rest})
	return nil
}

// Pack is the pack in force for a project: its agreement's once signed, else its call's.
func Pack(ctx context.Context, book *programmestore.Book, project, call *docket.Record) (*policy.Pack, error) {
	g, err := docket.SectionOf[award.Agreement](project, "agreement")
	if err != nil {
		return nil, err
	}
	if g.PackHash != "" {
		return book.Pack(ctx, g.PackHash)
	}
	t, err := docket.SectionOf[programme.Terms](call, "terms")
	if err != nil {
		return nil, err
	}
	return book.Pack(ctx, t.PackHash)
}
