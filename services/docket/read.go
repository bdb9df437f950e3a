package docket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Get reads a record by id or by its number. It returns NotFound when there is none.
func Get(ctx context.Context, q Querier, idOrCode string) (*Record, error) {
	r, err := one(ctx, q, selectRecord+" where id = $1 or code = $1", idOrCode)
	if err != nil {
		return nil, notFound(err, idOrCode)
	}
	return r, nil
}

// WithParent reads a record and its parent (nil when it has none).
func WithParent(ctx context.Context, q Querier, idOrCode string) (r, parent *Record, err error) {
	if r, err = Get(ctx, q, idOrCode); err != nil {
		return nil, nil, err
	}
	if p := r.Parties().Parent; p != "" {
		parent, err = Get(ctx, q, p)
	}
	return r, parent, err
}

// Select lists records by a WHERE clause over the docket table, with its ORDER BY and LIMIT.
// The clause is the program's own text, never a caller's.
func Select(ctx context.Context, q Querier, clause string, args ...any) ([]*Record, error) {
	rows, err := q.Query(ctx, selectRecord+" "+clause, args...)
	if err != nil {
		return nil, fmt.Errorf("docket: list: %w", err)
	}
	return pgx.CollectRows(rows, scanRecord)
}

// Events lists a subject's events after a sequence number, oldest first.
func Events(ctx context.Context, q Querier, subject string, after int64, limit int) ([]Event, error) {
	rows, err := q.Query(ctx, selectEvent+" where subject = $1 and seq > $2 order by seq limit $3", subject, after, limit)
	if err != nil {
		return nil, fmt.Errorf("docket: events: %w", err)
	}
	return pgx.CollectRows(rows, scanEvent)
}

const selectEvent = `select subject, seq, machine, event, source, target, role, coalesce(person,''), coalesce(org,''),
	at, cause, body, snapshot, request_id, prev, hash from event`

func scanEvent(row pgx.CollectableRow) (Event, error) {
	var e Event
	err := row.Scan(&e.Subject, &e.Seq, &e.Machine, &e.Event, &e.Source, &e.Target, &e.Role, &e.Person, &e.Org,
		&e.At, &e.Cause, &e.Body, &e.Snapshot, &e.RequestID, &e.Prev, &e.Hash)
	e.At = e.At.UTC()
	return e, err
}

// Snapshot is what was laid before a gate.
type Snapshot struct {
	Hash    []byte
	Seq     int64
	Kind    string
	Content json.RawMessage
	At      time.Time
}

// Snapshots lists a subject's snapshots, oldest first.
func Snapshots(ctx context.Context, q Querier, subject string) ([]Snapshot, error) {
	rows, err := q.Query(ctx, "select hash, seq, kind, content, at from snapshot where subject = $1 order by seq, kind", subject)
	if err != nil {
		return nil, fmt.Errorf("docket: snapshots: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Snapshot, error) {
		var s Snapshot
		var content string
		err := row.Scan(&s.Hash, &s.Seq, &s.Kind, &content, &s.At)
		s.Content = json.RawMessage(content)
		return s, err
	})
}

// Draft is one version of what people wrote, by “section.field”.
type Draft struct {
	Version int64
	Content map[string]any
	SavedBy string
	SavedAt time.Time
}

// LatestDraft reads the newest version; version 0 and no content when nothing was saved.
func LatestDraft(ctx context.Context, q Querier, subject string) (Draft, error) {
	d := Draft{Content: map[string]any{}}
	err := q.QueryRow(ctx, "select version, content, saved_by, saved_at from draft where subject = $1 order by version desc limit 1", subject).
		Scan(&d.Version, &d.Content, &d.SavedBy, &d.SavedAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return Draft{Content: map[string]any{}}, nil
	}
	return d, err
}

// DraftAt reads one version.
func DraftAt(ctx context.Context, q Querier, subject string, version int64) (Draft, error) {
	d := Draft{Content: map[string]any{}}
	if version == 0 {
		return d, nil
	}
	err := q.QueryRow(ctx, "select version, content, saved_by, saved_at from draft where subject = $1 and version = $2", subject, version).
		Scan(&d.Version, &d.Content, &d.SavedBy, &d.SavedAt)
	return d, err
}

// Drafts lists versions, newest first.
func Drafts(ctx context.Context, q Querier, subject string, limit int) ([]Draft, error) {
	rows, err := q.Query(ctx, "select version, content, saved_by, saved_at from draft where subject = $1 order by version desc limit $2", subject, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Draft, error) {
		var d Draft
		err := row.Scan(&d.Version, &d.Content, &d.SavedBy, &d.SavedAt)
		return d, err
	})
}
