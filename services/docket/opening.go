package docket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"yanlu/services/lifecycle"
)

// opening is what the door reads before it judges. Every act pays for it, so
// reads that do not wait for one another's answers share a round trip.
type opening struct {
	command  Command
	subject  string
	record   *Record
	parent   *Record
	ground   string // of the conflict of interest that the actor has on record, if any
	answered *answered
}

// answered is the command log's row of a request that was carried before.
type answered struct {
	actor     string
	body      []byte
	subject   string
	seq       int64
	at        time.Time
	reply     []byte
	eventHash []byte
}

// open reads the subject, its parent, the command log and the conflicts, with
// the subject locked. The log is read after the lock was taken: of two copies of
// one request that arrive together the second finds the first one's answer.
func open(ctx context.Context, tx pgx.Tx, c Command, locks Locks) (*opening, error) {
	o := &opening{command: c, subject: c.Subject}
	if c.Event == lifecycle.Create {
		if o.subject == "" {
			o.subject = uuid.Must(uuid.NewV7()).String()
		}
		return o, send(ctx, tx, o.queueLog)
	}
	if locks == nil {
		return o, send(ctx, tx, o.queueLocked, o.queueLog)
	}
	// Others are locked before the subject, and the subject says which.
	if err := send(ctx, tx, o.queueUnlocked, o.queueLog); err != nil || o.answered != nil || o.record == nil || o.record.Machine != c.Machine {
		return o, err
	}
	wanted := locks(o.record)
	var err error
	if wanted.People, err = wanted.people(ctx, tx, c); err != nil {
		return o, err
	}
	parent := o.record.Parties().Parent
	return o, send(ctx, tx, func(b *pgx.Batch) { queueLocks(b, wanted, parent) }, o.queueLocked, o.queueLog)
}

// send carries what was queued in one round trip, in order.
func send(ctx context.Context, tx pgx.Tx, parts ...func(*pgx.Batch)) error {
	b := &pgx.Batch{}
	for _, queue := range parts {
		queue(b)
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("docket: open: %w", err)
	}
	return nil
}

func (o *opening) queueUnlocked(b *pgx.Batch) {
	b.Queue(selectRecord+" where id = $1", o.subject).Query(into(&o.record))
}

// queueLocked locks and reads the subject; what follows it in the batch is read under the lock.
func (o *opening) queueLocked(b *pgx.Batch) {
	b.Queue(selectRecord+" where id = $1 for update", o.subject).Query(into(&o.record))
	b.Queue(selectRecord+" where id = (select parent from docket where id = $1)", o.subject).Query(into(&o.parent))
	if person := o.command.Actor.Person; person != "" {
		b.Queue(`select ground from conflict where person = $1
			and (subject = $2 or subject = (select parent from docket where id = $2 and machine = 'review')) limit 1`, person, o.subject).
			QueryRow(func(row pgx.Row) error { return optional(row.Scan(&o.ground)) })
	}
}

func (o *opening) queueLog(b *pgx.Batch) {
	b.Queue(`select c.actor, c.body_hash, c.subject, c.seq, c.at, coalesce(c.reply, '{}'), coalesce(e.hash, '')
		from command c left join event e on e.subject = c.subject and e.seq = c.seq where c.request_id = $1`, o.command.RequestID).
		QueryRow(func(row pgx.Row) error {
			var x answered
			err := row.Scan(&x.actor, &x.body, &x.subject, &x.seq, &x.at, &x.reply, &x.eventHash)
			if err == nil {
				o.answered = &x
			}
			return optional(err)
		})
}

// queueLocks takes what a rule counts or spends, in the fixed order.
func queueLocks(b *pgx.Batch, l LockSet, parent string) {
	slices.Sort(l.People)
	slices.Sort(l.Organisations)
	if len(l.People) > 0 {
		b.Queue("select 1 from person where id = any($1) order by id for update", l.People)
	}
	if len(l.Organisations) > 0 {
		b.Queue("select 1 from organisation where id = any($1) order by id for update", l.Organisations)
	}
	if l.Parent && parent != "" {
		b.Queue("select 1 from docket where id = $1 for update", parent)
	}
}

// into reads at most one record.
func into(r **Record) func(pgx.Rows) error {
	return func(rows pgx.Rows) error {
		found, err := pgx.CollectExactlyOneRow(rows, scanRecord)
		if err == nil {
			*r = found
		}
		return optional(err)
	}
}

// optional: no row is an answer too.
func optional(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	return err
}

// receipt repeats the answer of a request that was carried before, to the same
// actor and for the same body only.
func (x *answered) receipt(ctx context.Context, q Querier, c Command, body []byte) (Receipt, error) {
	if x.actor != c.Actor.Key() || string(x.body) != string(body) {
		return Receipt{}, ErrRequestReused(c.RequestID)
	}
	r, err := one(ctx, q, selectRecord+" where id = $1", x.subject)
	if err != nil {
		return Receipt{}, notFound(err, x.subject)
	}
	var extra replyExtra
	if err := json.Unmarshal(x.reply, &extra); err != nil {
		return Receipt{}, fmt.Errorf("docket: reply of %s: %w", c.RequestID, err)
	}
	return Receipt{Record: *r, Seq: x.seq, Hash: x.eventHash, At: x.at.UTC(), Number: extra.Number}, nil
}
