package docket

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/once"
	"yanlu/services/platform/problem"
)

const selectRecord = "select id, machine, state, terminal, seq, head, opened_at, since, ended_at, facts from docket"

// Querier is a pool or a transaction.
type Querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func one(ctx context.Context, q Querier, sql string, args ...any) (*Record, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectExactlyOneRow(rows, scanRecord)
}

func scanRecord(row pgx.CollectableRow) (*Record, error) {
	var r Record
	err := row.Scan(&r.ID, &r.Machine, &r.State, &r.Terminal, &r.Seq, &r.Head, &r.OpenedAt, &r.Since, &r.EndedAt, &r.Facts)
	r.OpenedAt, r.Since = r.OpenedAt.UTC(), r.Since.UTC()
	return &r, err
}

// ErrRequestReused is the refusal of a request id that was used for something else.
func ErrRequestReused(id string) *problem.Problem {
	return problem.New(problem.Duplicate, "REQUEST_ID_REUSED", "该请求编号已用于另一项操作，请换一个编号重试", "This request id was used for another act; choose a new one").
		With("request_id", id)
}

type replyExtra struct {
	Number string `json:"number,omitempty"`
}

// record makes the event, folds it and writes everything in one batch.
func (d *Door) record(ctx context.Context, a *Act, body []byte) (Receipt, error) {
	var before Record
	if a.Record != nil {
		before = *a.Record
	}
	e, err := a.event(before)
	if err != nil {
		return Receipt{}, err
	}
	after, err := Fold(before, e)
	if err != nil {
		return Receipt{}, err
	}
	if a.Record == nil && !related(a, &after) {
		return Receipt{}, problem.New(problem.Denied, "NOT_YOUR_SUBJECT", "只能为本人或本单位新建", "You may only create for yourself or your organisation")
	}
	b := &pgx.Batch{}
	queueRecord(b, after, a.Record == nil)
	queueEvent(b, e)
	queueCompanions(b, a, e)
	reply, err := json.Marshal(replyExtra{a.number})
	if err != nil {
		return Receipt{}, err
	}
	b.Queue("insert into command (request_id, actor, body_hash, subject, seq, reply, at) values ($1,$2,$3,$4,$5,$6,$7)",
		e.RequestID, a.Command.Actor.Key(), body, e.Subject, e.Seq, reply, e.At)
	if err := a.Tx.SendBatch(ctx, b).Close(); err != nil {
		return Receipt{}, fmt.Errorf("docket: write %s %s: %w", e.Machine, e.Event, err)
	}
	receipt := Receipt{Record: after, Seq: e.Seq, Hash: e.Hash, At: e.At, Number: a.number}
	if len(a.children) == 0 { // a companion may move the parent
		receipt.Parent = a.Parent
	}
	return receipt, nil
}

func related(a *Act, after *Record) bool { return Related(a.By, a.Person(), after, nil) }

func (a *Act) event(before Record) (Event, error) {
	tr, err := lifecycle.Apply(a.Command.Machine, before.State, a.Command.Event, a.By.Role, a.target)
	if err != nil {
		return Event{}, err
	}
	raw, err := json.Marshal(a.patch)
	if err != nil {
		return Event{}, fmt.Errorf("docket: body: %w", err)
	}
	cause := a.Command.Cause
	if cause == "" {
		cause = tr.Rule
	}
	e := Event{
		Subject: a.subject, Seq: before.Seq + 1, Machine: a.Command.Machine, Event: a.Command.Event,
		Source: before.State, Target: tr.To, Role: a.By.Role, Person: a.Person(), Org: a.By.Org,
		At: a.Now, Cause: cause, Body: string(raw), RequestID: a.Command.RequestID, Prev: before.Head,
	}
	if e.Prev == nil {
		e.Prev = []byte{}
	}
	if len(a.snapshots) > 0 {
		e.Snapshot = a.snapshots[0].hash
	}
	e.Hash = e.Seal()
	return e, nil
}

func queueRecord(b *pgx.Batch, r Record, created bool) {
	if created {
		b.Queue("insert into docket (id, machine, state, terminal, seq, head, opened_at, since, ended_at, facts) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
			r.ID, r.Machine, r.State, r.Terminal, r.Seq, r.Head, r.OpenedAt, r.Since, r.EndedAt, r.Facts)
		return
	}
	b.Queue("update docket set state=$2, terminal=$3, seq=$4, head=$5, since=$6, ended_at=$7, facts=$8 where id=$1",
		r.ID, r.State, r.Terminal, r.Seq, r.Head, r.Since, r.EndedAt, r.Facts)
}

func queueEvent(b *pgx.Batch, e Event) {
	b.Queue(`insert into event (subject, seq, machine, event, source, target, role, person, org, at, cause, body, snapshot, request_id, prev, hash)
		values ($1,$2,$3,$4,$5,$6,$7,nullif($8,''),nullif($9,''),$10,$11,$12,$13,$14,$15,$16)`,
		e.Subject, e.Seq, e.Machine, e.Event, e.Source, e.Target, e.Role, e.Person, e.Org, e.At, e.Cause, e.Body, e.Snapshot, e.RequestID, e.Prev, e.Hash)
	b.Queue("insert into outbox (machine, subject, seq, at) values ($1,$2,$3,$4)", e.Machine, e.Subject, e.Seq, e.At)
}

func queueCompanions(b *pgx.Batch, a *Act, e Event) {
	for _, s := range a.snapshots {
		b.Queue("insert into snapshot (hash, subject, seq, kind, content, at) values ($1,$2,$3,$4,$5,$6)", s.hash, e.Subject, e.Seq, s.kind, string(s.content), e.At)
	}
	for i, p := range a.postings {
		id := fmt.Sprintf("%s/%d/%d", e.Subject, e.Seq, i+1)
		for _, side := range []struct {
			account string
			amount  int64
		}{{p.From, -p.Amount}, {p.To, p.Amount}} {
			b.Queue("insert into ledger_entry (posting, account, amount_fen, subject, seq, at) values ($1,$2,$3,$4,$5,$6)", id, side.account, side.amount, e.Subject, e.Seq, e.At)
		}
	}
}

// Balance sums an account, in 分.
func Balance(ctx context.Context, q Querier, account string) (int64, error) {
	var sum int64
	err := q.QueryRow(ctx, "select coalesce(sum(amount_fen), 0) from ledger_entry where account = $1", account).Scan(&sum)
	return sum, err
}

// Once claims a request id for a write that is not an event (a draft, a declared
// conflict) and keeps its reply: the same request gets the same reply, another
// body is refused.
func Once(ctx context.Context, tx pgx.Tx, requestID, actor, subject string, input any, fn func() (any, error)) ([]byte, error) {
	body, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, tx, requestID, actor, body, subject, func() ([]byte, error) {
		out, err := fn()
		if err != nil {
			return nil, err
		}
		return json.Marshal(out)
	})
}
