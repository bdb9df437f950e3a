package docket

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Report is what a verification counted and found. No Mismatches means the record is true to itself.
type Report struct {
	Dockets    int        `json:"dockets"`
	Events     int        `json:"events"`
	Snapshots  int        `json:"snapshots"`
	Postings   int        `json:"postings"`
	Mismatches []Mismatch `json:"mismatches"`
}

// Verify folds every event again in one read-only snapshot of the database and
// compares rows, hash chains, snapshots and the ledger's sums.
func Verify(ctx context.Context, pool *pgxpool.Pool) (Report, error) {
	rep := Report{Mismatches: []Mismatch{}}
	err := pgx.BeginTxFunc(ctx, pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		folded, err := foldAll(ctx, tx, &rep)
		if err != nil {
			return err
		}
		for _, check := range []func() error{
			func() error { return compareRows(ctx, tx, folded, &rep) },
			func() error { return verifySnapshots(ctx, tx, &rep) },
			func() error { return verifyLedger(ctx, tx, &rep) },
		} {
			if err := check(); err != nil {
				return err
			}
		}
		return nil
	})
	return rep, err
}

func (rep *Report) add(subject string, seq int64, format string, args ...any) {
	rep.Mismatches = append(rep.Mismatches, Mismatch{subject, seq, fmt.Sprintf(format, args...)})
}

func foldAll(ctx context.Context, tx pgx.Tx, rep *Report) (map[string]Record, error) {
	rows, err := tx.Query(ctx, selectEvent+" order by subject, seq")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	folded, broken := map[string]Record{}, map[string]bool{}
	for rows.Next() {
		e, err := scanEvent(rows)
		if err != nil {
			return nil, err
		}
		rep.Events++
		if broken[e.Subject] {
			continue
		}
		next, err := Fold(folded[e.Subject], e)
		var m *Mismatch
		if errors.As(err, &m) {
			rep.Mismatches = append(rep.Mismatches, *m)
			broken[e.Subject] = true
			continue
		}
		folded[e.Subject] = next
	}
	return folded, rows.Err()
}

func compareRows(ctx context.Context, tx pgx.Tx, folded map[string]Record, rep *Report) error {
	rows, err := tx.Query(ctx, selectRecord)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scanRecord(rows)
		if err != nil {
			return err
		}
		rep.Dockets++
		want, ok := folded[r.ID]
		if !ok {
			rep.add(r.ID, r.Seq, "row without events")
			continue
		}
		if what := Difference(want, *r); what != "" {
			rep.add(r.ID, r.Seq, "row differs from its events in %s", what)
		}
		delete(folded, r.ID)
	}
	for id, r := range folded {
		rep.add(id, r.Seq, "events without a row")
	}
	return rows.Err()
}

// Difference names the first column in which a row differs from the fold of its events, or "".
func Difference(want, row Record) string {
	switch {
	case want.State != row.State:
		return fmt.Sprintf("state (%s, row says %s)", want.State, row.State)
	case want.Seq != row.Seq:
		return fmt.Sprintf("seq (%d, row says %d)", want.Seq, row.Seq)
	case !bytes.Equal(want.Head, row.Head):
		return "head"
	case want.Terminal != row.Terminal || want.Machine != row.Machine:
		return "machine"
	case !want.OpenedAt.Equal(row.OpenedAt) || !want.Since.Equal(row.Since):
		return "since"
	case (want.EndedAt == nil) != (row.EndedAt == nil) || (want.EndedAt != nil && !want.EndedAt.Equal(*row.EndedAt)):
		return "ended_at"
	}
	a, errA := json.Marshal(want.Facts)
	b, errB := json.Marshal(row.Facts)
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		return "facts"
	}
	return ""
}

func verifySnapshots(ctx context.Context, tx pgx.Tx, rep *Report) error {
	rows, err := tx.Query(ctx, "select s.subject, s.seq, s.hash, s.content from snapshot s")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var subject, content string
		var seq int64
		var hash []byte
		if err := rows.Scan(&subject, &seq, &hash, &content); err != nil {
			return err
		}
		rep.Snapshots++
		if sum := sha256.Sum256([]byte(content)); !bytes.Equal(sum[:], hash) {
			rep.add(subject, seq, "snapshot does not match its hash")
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return missing(ctx, tx, rep, "event names a snapshot that is not on file",
		"select subject, seq from event e where snapshot is not null and not exists (select 1 from snapshot s where s.subject = e.subject and s.seq = e.seq and s.hash = e.snapshot)")
}

func verifyLedger(ctx context.Context, tx pgx.Tx, rep *Report) error {
	if err := tx.QueryRow(ctx, "select count(distinct posting) from ledger_entry").Scan(&rep.Postings); err != nil {
		return err
	}
	return missing(ctx, tx, rep, "posting does not sum to zero",
		"select min(subject), min(seq) from ledger_entry group by posting having sum(amount_fen) <> 0")
}

func missing(ctx context.Context, tx pgx.Tx, rep *Report, what, sql string) error {
	rows, err := tx.Query(ctx, sql)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var subject string
		var seq int64
		if err := rows.Scan(&subject, &seq); err != nil {
			return err
		}
		rep.add(subject, seq, "%s", what)
	}
	return rows.Err()
}
