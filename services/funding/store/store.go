// Package store reads what the rules of money need and what people see of it:
// institutions' accounts, vouchers, ledgers, envelopes.
//
// It guarantees that a voucher is claimed by one transaction at a time. It
// refuses to write: entries of the ledger come through the door alone.
package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
)

// Institution is what a payment needs to know of the payee.
type Institution struct {
	Kind          string
	BankCheckedAt *time.Time // nil: the account was not checked (invariant 2)
}

// Payee reads an institution; an unknown one has no checked account.
func Payee(ctx context.Context, q docket.Querier, org string) (Institution, error) {
	var i Institution
	err := q.QueryRow(ctx, "select kind, bank_checked_at from organisation where id = $1", org).Scan(&i.Kind, &i.BankCheckedAt)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return i, fmt.Errorf("funding: payee %s: %w", org, err)
	}
	return i, nil
}

// VoucherUsed says whether a voucher stands on any docket. It holds the voucher
// until the transaction ends, so that of two that claim it at once the second
// waits and then sees the first. The voucher is in the form of funding.Voucher.
func VoucherUsed(ctx context.Context, tx pgx.Tx, voucher string) (bool, error) {
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended('voucher/' || $1, 0))", voucher); err != nil {
		return false, fmt.Errorf("funding: hold voucher: %w", err)
	}
	var used bool
	err := tx.QueryRow(ctx, `select exists (select 1 from docket where machine = 'project'
		and (facts #> '{funding,payments}' ? $1 or facts #> '{funding,returns}' ? $1))`, voucher).Scan(&used)
	if err != nil {
		return false, fmt.Errorf("funding: voucher: %w", err)
	}
	return used, nil
}

// Entry is one side of a posting, in 分; the sides of a posting sum to zero.
type Entry struct {
	Posting, Account string
	AmountFen        int64
	At               time.Time
	Seq              int64
}

// Ledger lists the entries that a docket's events made, in order.
func Ledger(ctx context.Context, q docket.Querier, subject string) ([]Entry, error) {
	rows, err := q.Query(ctx, "select posting, account, amount_fen, at, seq from ledger_entry where subject = $1 order by seq, posting, amount_fen, account", subject)
	if err != nil {
		return nil, fmt.Errorf("funding: ledger of %s: %w", subject, err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Entry])
}

// Envelope is how much of a call's money is spoken for, in 分.
type Envelope struct {
	Total     int64 // what the treasury gave
	Committed int64 // awarded and not yet paid, and paid
	Paid      int64 // paid and not come back
}

// EnvelopeOf sums the accounts of a call and its projects.
func EnvelopeOf(ctx context.Context, q docket.Querier, call string) (Envelope, error) {
	var e Envelope
	err := q.QueryRow(ctx, `
		select coalesce((select sum(amount_fen) from ledger_entry where account = 'envelope:' || $1 and subject = $1), 0),
		       coalesce((select sum(l.amount_fen) from docket d join ledger_entry l on l.account in ('award:' || d.id, 'paid:' || d.id) where d.parent = $1), 0),
		       coalesce((select sum(l.amount_fen) from docket d join ledger_entry l on l.account = 'paid:' || d.id where d.parent = $1), 0)`, call).
		Scan(&e.Total, &e.Committed, &e.Paid)
	if err != nil {
		return e, fmt.Errorf("funding: envelope of %s: %w", call, err)
	}
	return e, nil
}
