// Package outbox hands out the rows that the door left for the workflows, and
// finds whose workflow has to look again.
//
// It guarantees that a row is gone only after its signal was sent, that two
// relays never hold the same row, and that a change which another subject's
// agenda reads (a call's window, an application's reviews) wakes that subject
// too. A row carries no facts. The package refuses to know who is signalled how.
package outbox

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres"
)

// Row says that a subject's workflow has to look. Seq is the event that woke it;
// 0 means that something beside the subject changed: look whatever you have seen.
type Row struct {
	ID       int64
	Machine  lifecycle.Machine
	Subject  string
	Seq      int64
	Terminal bool // the subject has ended: only a running workflow needs to hear
}

// Signal sends the wakes and says, row by row, which were sent.
type Signal func(ctx context.Context, rows []Row) (sent []bool)

// Tell is done once for each row whose signal was sent, in the same transaction
// and under a savepoint: what it writes appears exactly when the row goes.
type Tell func(ctx context.Context, tx pgx.Tx, row Row) error

// Result counts one Carry. Err joins what Tell could not do: those rows are gone
// all the same, as the same refusal would meet them again.
type Result struct {
	Taken, Carried int
	TellErr        error
}

// Carry takes up to limit rows that nobody else holds, oldest first, signals
// them, wakes their kin and removes the rows that were sent. A row that was not
// sent stays. When it returns an error nothing was removed.
func Carry(ctx context.Context, pool *pgxpool.Pool, limit int, signal Signal, tell Tell) (Result, error) {
	var out Result
	err := postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
		out = Result{}
		rows, err := take(ctx, tx, limit)
		if err != nil || len(rows) == 0 {
			return err
		}
		out.Taken = len(rows)
		var ids []int64
		for i, ok := range signal(ctx, rows) {
			if !ok {
				continue
			}
			ids = append(ids, rows[i].ID)
			if err := tellOnce(ctx, tx, tell, rows[i]); err != nil {
				out.TellErr = fmt.Errorf("%s #%d: %w", rows[i].Subject, rows[i].Seq, err)
			}
		}
		out.Carried = len(ids)
		return drop(ctx, tx, ids)
	})
	return out, err
}

func take(ctx context.Context, tx pgx.Tx, limit int) ([]Row, error) {
	found, err := tx.Query(ctx, `select o.id, o.machine, o.subject, o.seq, coalesce(d.terminal, true)
		from outbox o left join docket d on d.id = o.subject
		order by o.id limit $1 for update of o skip locked`, limit)
	if err != nil {
		return nil, fmt.Errorf("outbox: take: %w", err)
	}
	return pgx.CollectRows(found, func(row pgx.CollectableRow) (Row, error) {
		var r Row
		err := row.Scan(&r.ID, &r.Machine, &r.Subject, &r.Seq, &r.Terminal)
		return r, err
	})
}

func tellOnce(ctx context.Context, tx pgx.Tx, tell Tell, r Row) error {
	if tell == nil || r.Seq == 0 {
		return nil
	}
	inner, err := tx.Begin(ctx)
	if err != nil {
		return err
	}
	if err := tell(ctx, inner, r); err != nil {
		_ = inner.Rollback(ctx)
		return err
	}
	return inner.Commit(ctx)
}

// The kin of an event, whose agenda reads what the event changed:
// the application of a review (its quorum), the drafts of a call whose window
// changed, the open reviews of an application whose review moved.
const dropSQL = `
with gone as (delete from outbox where id = any($1) returning machine, subject, seq),
act as (select g.machine, g.subject, e.event, e.source, e.target from gone g join event e on e.subject = g.subject and e.seq = g.seq),
kin as (
    select p.machine, p.id from act a join docket r on r.id = a.subject join docket p on p.id = r.parent
    where a.machine = 'review' and not p.terminal
    union
    select k.machine, k.id from act a join docket k on k.parent = a.subject and k.machine = 'project'
    where a.machine = 'call' and a.event = any($2) and k.state = any($3)
    union
    select k.machine, k.id from act a join docket k on k.parent = a.subject and k.machine = 'review'
    where a.machine = 'project' and a.source = $4 and not k.terminal
)
insert into outbox (machine, subject, seq, at) select machine, id, 0, now() from kin order by id`

var (
	windowEvents = []string{"extend", "close", "cancel"}
	windowStates = []string{string(lifecycle.Draft), string(lifecycle.UnitCheck)}
)

func drop(ctx context.Context, tx pgx.Tx, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, dropSQL, ids, windowEvents, windowStates, lifecycle.UnderReview); err != nil {
		return fmt.Errorf("outbox: drop: %w", err)
	}
	return nil
}

// Listen calls heard whenever a row was added, until ctx ends or the connection
// is lost; it returns that error. It only shortens a delay: rows are there
// whether or not anybody hears.
func Listen(ctx context.Context, pool *pgxpool.Pool, heard func()) error {
	c, err := pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("outbox: listen: %w", err)
	}
	conn := c.Hijack() // a listening connection must not go back to the pool
	defer func() {
		bye, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = conn.Close(bye)
	}()
	if _, err := conn.Exec(ctx, "listen outbox"); err != nil {
		return fmt.Errorf("outbox: listen: %w", err)
	}
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			return fmt.Errorf("outbox: listen: %w", err)
		}
		heard()
	}
}

// Waiting counts the rows that no relay has carried yet and the age of the oldest.
func Waiting(ctx context.Context, q docket.Querier) (rows int64, oldest time.Duration, err error) {
	var seconds float64
	err = q.QueryRow(ctx, "select count(*), greatest(extract(epoch from now() - min(at)), 0)::float8 from outbox").Scan(&rows, &seconds)
	return rows, time.Duration(seconds * float64(time.Second)), err
}

// Subject names a workflow that has to exist.
type Subject struct {
	Machine lifecycle.Machine
	ID      string
}

// CountOpen counts the subjects whose workflow has to exist.
func CountOpen(ctx context.Context, q docket.Querier) (int, error) {
	var n int
	err := q.QueryRow(ctx, "select count(*) from docket where "+openClause, openArgs()...).Scan(&n)
	return n, err
}

// Open pages through the subjects whose workflow has to exist, by id after the given one:
// everything that has not ended, and ended states in which the law still lets the system act.
func Open(ctx context.Context, q docket.Querier, after string, limit int) ([]Subject, error) {
	rows, err := q.Query(ctx, "select machine, id from docket where ("+openClause+") and id > $2 order by id limit $3", append(openArgs(), after, limit)...)
	if err != nil {
		return nil, fmt.Errorf("outbox: open subjects: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Subject])
}

const openClause = "not terminal or machine || '/' || state = any($1)"

func openArgs() []any {
	still := []string{}
	for _, l := range lifecycle.Laws() {
		for _, t := range l.Transitions {
			s, _ := l.Standing(t.From)
			for _, r := range t.Actors {
				if s.Terminal && r == lifecycle.System {
					still = append(still, string(l.Machine)+"/"+string(t.From))
				}
			}
		}
	}
	return []any{still}
}
