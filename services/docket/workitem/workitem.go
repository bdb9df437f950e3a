// Package workitem keeps what the system was due to do and was refused, until a
// person has looked or the record has moved on.
//
// It guarantees one row for each record as it stood and event, however often the
// act was tried. It refuses to know why the act was refused: reason and sentences
// are the refusal's own.
package workitem

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// Item is one refusal of a system act.
type Item struct {
	Subject    string
	Seq        int64 // the record as the system saw it
	Event      lifecycle.Event
	Reason     string // reason code of the refusal
	Zh, En     string
	Tries      int
	FirstAt    time.Time
	At         time.Time // of the last refusal
	ResolvedAt *time.Time
}

// Store is a pool or a transaction that may write.
type Store interface {
	docket.Querier
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

const selectItem = `select subject, seq, event, reason, zh, en, tries, first_at, at, resolved_at from work_item `

// Hold keeps a refusal; the same one again counts up.
func Hold(ctx context.Context, s Store, i Item) error {
	_, err := s.Exec(ctx, `insert into work_item (subject, seq, event, reason, zh, en, first_at, at) values ($1,$2,$3,$4,$5,$6,$7,$7)
		on conflict (subject, seq, event) do update set reason = excluded.reason, zh = excluded.zh, en = excluded.en,
		at = greatest(work_item.at, excluded.at), tries = work_item.tries + 1, resolved_at = null`,
		i.Subject, i.Seq, i.Event, i.Reason, i.Zh, i.En, i.At)
	if err != nil {
		return fmt.Errorf("work item of %s: %w", i.Subject, err)
	}
	return nil
}

// Of lists the open items of a subject.
func Of(ctx context.Context, q docket.Querier, subject string) ([]Item, error) {
	return list(ctx, q, "where subject = $1 and resolved_at is null order by at", subject)
}

// Open lists what is open, newest first.
func Open(ctx context.Context, q docket.Querier, limit int) ([]Item, error) {
	return list(ctx, q, "where resolved_at is null order by at desc, subject limit $1", limit)
}

// Settle closes the items of a subject that the record has overtaken.
func Settle(ctx context.Context, s Store, subject string, seq int64, now time.Time) error {
	_, err := s.Exec(ctx, "update work_item set resolved_at = greatest($3, first_at) where subject = $1 and seq < $2 and resolved_at is null", subject, seq, now)
	if err != nil {
		return fmt.Errorf("settle the work items of %s: %w", subject, err)
	}
	return nil
}

func list(ctx context.Context, q docket.Querier, clause string, args ...any) ([]Item, error) {
	rows, err := q.Query(ctx, selectItem+clause, args...)
	if err != nil {
		return nil, fmt.Errorf("work items: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Item, error) {
		var i Item
		err := row.Scan(&i.Subject, &i.Seq, &i.Event, &i.Reason, &i.Zh, &i.En, &i.Tries, &i.FirstAt, &i.At, &i.ResolvedAt)
		i.FirstAt, i.At = i.FirstAt.UTC(), i.At.UTC()
		return i, err
	})
}
