// Package store reads and writes what the reviewer's desk keeps beside the
// record: the key that links are signed with, judgements of opinions, and the
// figures over many reviews.
//
// It guarantees that a key is made once and that whoever asks first and second
// gets the same one. It refuses to know who asks: the rpc package does.
package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"yanlu/services/docket"
	"yanlu/services/review"
)

// Writer is a pool or a transaction.
type Writer interface {
	docket.Querier
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

const linkPurpose = "review invitation link"

// LinkSecret is the key that invitation links are signed with; the first call makes it.
func LinkSecret(ctx context.Context, w Writer, now time.Time) ([]byte, error) {
	fresh := make([]byte, review.LinkSecretBytes)
	_, _ = rand.Read(fresh) // never fails: it ends the program instead
	var secret []byte
	if _, err := w.Exec(ctx, "insert into server_secret (purpose, value, created_at) values ($1, $2, $3) on conflict (purpose) do nothing", linkPurpose, fresh, now); err != nil {
		return nil, fmt.Errorf("reviewing: link key: %w", err)
	}
	if err := w.QueryRow(ctx, "select value from server_secret where purpose = $1", linkPurpose).Scan(&secret); err != nil {
		return nil, fmt.Errorf("reviewing: link key: %w", err)
	}
	return secret, nil
}

// Seat is a reviewer who may act: the organisation for which they review; "" when they no longer do.
func Seat(ctx context.Context, q docket.Querier, person string) (org string, err error) {
	err = q.QueryRow(ctx, `select coalesce((select min(g.organisation) from role_grant g join person p on p.id = g.person
		where g.person = $1 and g.role = 'reviewer' and p.disabled_at is null), '')`, person).Scan(&org)
	if err != nil {
		return "", fmt.Errorf("reviewing: seat: %w", err)
	}
	return org, nil
}

// Load counts a reviewer's open reviews beside one.
func Load(ctx context.Context, q docket.Querier, person, beside string) (n int32, err error) {
	err = q.QueryRow(ctx, "select count(*) from docket where machine = 'review' and reviewer = $1 and id <> $2 and state in ('INVITED', 'ACCEPTED')", person, beside).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("reviewing: load: %w", err)
	}
	return n, nil
}

// Answered says whether a request was carried on a subject before.
func Answered(ctx context.Context, q docket.Querier, requestID, subject string) (yes bool, err error) {
	err = q.QueryRow(ctx, "select exists (select 1 from command where request_id = $1 and subject = $2)", requestID, subject).Scan(&yes)
	if err != nil {
		return false, fmt.Errorf("reviewing: answered: %w", err)
	}
	return yes, nil
}

// Names are the names of people and organisations by id.
func Names(ctx context.Context, q docket.Querier, ids ...string) (map[string]string, error) {
	rows, err := q.Query(ctx, "select id, name from person where id = any($1) union all select id, name from organisation where id = any($1)", ids)
	if err != nil {
		return nil, fmt.Errorf("reviewing: names: %w", err)
	}
	out := map[string]string{}
	var id, name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		out[id] = name
		return nil
	})
	return out, err
}
