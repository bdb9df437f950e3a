package bench

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/docket"
)

// RowSizes are bytes of the large columns that one submission writes.
type RowSizes struct {
	Facts    int `json:"facts_bytes"`
	Body     int `json:"event_body_bytes"`
	Snapshot int `json:"snapshot_bytes"`
}

// written is what one submission left: the rows that the limit writes again
// under the next number, already encoded.
type written struct {
	record   docket.Record
	facts    []byte
	event    docket.Event
	snapshot docket.Snapshot
	request  string
	actor    string
}

// limit writes the rows of submissions that were just carried once more, by one
// bare transaction each: no session, no rule, nothing read, nothing folded,
// every value ready before the clock starts. Row counts, sizes, indexes,
// constraints and triggers are those of the product.
func (s *submission) limit(ctx context.Context, l Load, list []application) (Figure, error) {
	return s.write(ctx, l, list, func(*pgx.Batch) {})
}

func (s *submission) write(ctx context.Context, l Load, list []application, more func(*pgx.Batch)) (Figure, error) {
	rows := make([]written, len(list))
	for i, a := range list {
		if err := rows[i].read(ctx, s.pool, a.id); err != nil {
			return Figure{}, err
		}
	}
	s.sizes = RowSizes{len(rows[0].facts), len(rows[0].event.Body), len(rows[0].snapshot.Content)}
	config := s.pool.Config()
	config.MaxConns, config.MinConns = int32(l.Clients), int32(l.Clients)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return Figure{}, fmt.Errorf("bench: limit: %w", err)
	}
	defer pool.Close()
	return drive(ctx, l.Clients, len(rows), func(ctx context.Context, _, i int) error {
		return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
			b := rows[i].batch(time.Now())
			more(b)
			return tx.SendBatch(ctx, b).Close()
		})
	})
}

// heard is the limit with a notification inside every transaction, as a trigger
// would send it: what telling after the commit saves.
func (s *submission) heard(ctx context.Context, l Load, list []application) (Figure, error) {
	return s.write(ctx, l, list, func(b *pgx.Batch) { b.Queue("select pg_notify($1, '')", docket.WakeChannel) })
}

func (w *written) read(ctx context.Context, q docket.Querier, id string) error {
	r, err := docket.Get(ctx, q, id)
	if err != nil {
		return err
	}
	events, err := docket.Events(ctx, q, id, r.Seq-1, 1)
	if err != nil {
		return err
	}
	snapshots, err := docket.Snapshots(ctx, q, id)
	if err != nil || len(events) == 0 || len(snapshots) == 0 {
		return fmt.Errorf("bench: %s has no submission on record: %w", id, err)
	}
	w.record, w.event, w.snapshot, w.request, w.actor = *r, events[0], snapshots[len(snapshots)-1], requestID(), events[0].Person
	w.record.Seq, w.event.Seq = r.Seq+1, r.Seq+1
	w.event.Prev, w.event.Hash = r.Head, make([]byte, len(r.Head))
	_, _ = rand.Read(w.event.Hash) // never fails
	w.record.Head = w.event.Hash
	w.facts, err = json.Marshal(r.Facts)
	return err
}

func (w *written) batch(at time.Time) *pgx.Batch {
	b, r, e := &pgx.Batch{}, w.record, w.event
	b.Queue("update docket set state=$2, terminal=$3, seq=$4, head=$5, since=$6, ended_at=$7, facts=$8 where id=$1",
		r.ID, r.State, r.Terminal, r.Seq, r.Head, at, r.EndedAt, w.facts)
	b.Queue(`insert into event (subject, seq, machine, event, source, target, role, person, org, at, cause, body, snapshot, request_id, prev, hash)
		values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)`,
		e.Subject, e.Seq, e.Machine, e.Event, e.Source, e.Target, e.Role, e.Person, e.Org, at, e.Cause, e.Body, e.Snapshot, w.request, e.Prev, e.Hash)
	b.Queue("insert into outbox (machine, subject, seq, at) values ($1,$2,$3,$4)", e.Machine, e.Subject, e.Seq, at)
	b.Queue("insert into snapshot (hash, subject, seq, kind, content, at) values ($1,$2,$3,$4,$5,$6)",
		w.snapshot.Hash, e.Subject, e.Seq, w.snapshot.Kind, string(w.snapshot.Content), at)
	b.Queue("insert into command (request_id, actor, body_hash, subject, seq, reply, at) values ($1,$2,$3,$4,$5,$6,$7)",
		w.request, w.actor, w.snapshot.Hash, e.Subject, e.Seq, []byte(`{"number":"SQ-0000-000000"}`), at)
	return b
}
