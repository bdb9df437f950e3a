package docket

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// ChangeKind says what changed, so that whoever hears knows who may know.
type ChangeKind string

// The kinds of change. A word of one carries no facts: who hears it reads again.
const (
	DocketChanged     ChangeKind = "docket"       // an event is on record; Seq is its number
	DraftSaved        ChangeKind = "draft"        // a draft has a new version; Seq is the version
	PresenceChanged   ChangeKind = "presence"     // somebody came to a draft, moved in it or left it
	NotificationAdded ChangeKind = "notification" // somebody was told of event Seq of the subject
	PackChanged       ChangeKind = "pack"         // a draft of a rule pack was saved or decided on; the subject is the draft
	TeamChanged       ChangeKind = "team"         // members or invitations of an organisation, which is the subject
	PersonChanged     ChangeKind = "person"       // the roles or stand-ins of a person, who is the subject
	EverythingChanged ChangeKind = "everything"   // words were lost: read all again
)

// Change is one word to open pages.
type Change struct {
	Kind    ChangeKind `json:"k"`
	Subject string     `json:"s,omitempty"`
	Seq     int64      `json:"n,omitempty"`
}

// Channels of the database on which words travel.
const (
	WakeChannel   = "outbox" // an outbox row was added; no payload
	ChangeChannel = "change" // a JSON list of Change
)

const (
	together     = 2 * time.Millisecond // words that come this close go in one transaction
	longestWord  = 7900                 // bytes; PostgreSQL refuses a payload of 8000
	mostWaiting  = 10_000               // words kept while the database is away; more become one
	sendWithin   = 5 * time.Second
	firstRetry   = 100 * time.Millisecond
	longestRetry = 2 * time.Second
)

// words is what was committed and not yet told. Telling inside the committing
// transaction would let one transaction commit at a time: PostgreSQL serialises
// those that notify. So it is told afterwards, once for many; a word lost with
// the process costs a delay, as the relay polls and pages read again.
type words struct {
	mu      sync.Mutex
	waiting map[Change]int64 // newest number, by what makes a word its own
	wake    chan struct{}
}

func newWords() *words { return &words{waiting: map[Change]int64{}, wake: make(chan struct{}, 1)} }

// Notify tells, soon and once for many, that something changed. Call it after the
// commit. It never blocks and never fails; RunNotifier does the telling.
func (d *Door) Notify(kind ChangeKind, subject string, seq int64) {
	d.words.add(Change{kind, subject, seq})
}

func (w *words) add(changes ...Change) {
	w.mu.Lock()
	for _, c := range changes {
		key := Change{Kind: c.Kind, Subject: c.Subject}
		if c.Kind == NotificationAdded { // each number has readers of its own
			key.Seq = c.Seq
		}
		w.waiting[key] = max(w.waiting[key], c.Seq)
	}
	if len(w.waiting) > mostWaiting {
		w.waiting = map[Change]int64{{Kind: EverythingChanged}: 0}
	}
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *words) take() []Change {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]Change, 0, len(w.waiting))
	for c, seq := range w.waiting {
		c.Seq = seq
		out = append(out, c)
	}
	clear(w.waiting)
	return out
}

// RunNotifier tells the database's listeners what Notify noted, on a connection
// of its own, until ctx ends; it returns nil then. Every process that writes
// needs one. While the database is away the words wait.
func (d *Door) RunNotifier(ctx context.Context) error {
	n := &notifier{door: d}
	defer n.close()
	retry := firstRetry
	for {
		select {
		case <-ctx.Done():
			n.last(ctx)
			return nil
		case <-d.words.wake:
		}
		pause(ctx, together)
		if err := n.tell(ctx); ctx.Err() == nil && err != nil {
			slog.Warn("changes could not be told and wait", "error", err)
			pause(ctx, retry)
			retry = min(2*retry, longestRetry)
			continue
		}
		retry = firstRetry
	}
}

type notifier struct {
	door *Door
	conn *pgx.Conn
}

// tell sends everything that waits in one transaction; what was not sent waits again.
func (n *notifier) tell(ctx context.Context) error {
	list := n.door.words.take()
	if len(list) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	err := n.send(ctx, list)
	if err != nil {
		n.close()
		n.door.words.add(list...)
	}
	return err
}

func (n *notifier) send(ctx context.Context, list []Change) error {
	if n.conn == nil {
		conn, err := pgx.ConnectConfig(ctx, n.door.pool.Config().ConnConfig)
		if err != nil {
			return fmt.Errorf("docket: notify: %w", err)
		}
		n.conn = conn
	}
	b := &pgx.Batch{}
	payloads, wakes := Payloads(list)
	if wakes {
		b.Queue("select pg_notify($1, '')", WakeChannel)
	}
	for _, p := range payloads {
		b.Queue("select pg_notify($1, $2)", ChangeChannel, p)
	}
	if err := n.conn.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("docket: notify: %w", err)
	}
	return nil
}

// last tells what the process committed before it was stopped.
func (n *notifier) last(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	_ = n.tell(ctx) // the relay polls and pages read again
}

func (n *notifier) close() {
	if n.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = n.conn.Close(ctx)
	n.conn = nil
}

// Payloads writes changes as notifications that PostgreSQL accepts, and says
// whether the relay has something to carry.
func Payloads(list []Change) (payloads []string, wakes bool) {
	var part []byte
	for _, c := range list {
		wakes = wakes || c.Kind == DocketChanged || c.Kind == EverythingChanged
		one, _ := json.Marshal(c) // strings and a number always marshal
		if len(one)+2 > longestWord {
			one, _ = json.Marshal(Change{Kind: EverythingChanged}) // no id is that long
		}
		if len(part)+1+len(one)+1 > longestWord {
			payloads, part = append(payloads, string(part)+"]"), nil
		}
		if part == nil {
			part = append(part, '[')
		} else {
			part = append(part, ',')
		}
		part = append(part, one...)
	}
	if part != nil {
		payloads = append(payloads, string(part)+"]")
	}
	return payloads, wakes
}

// ParsePayload reads what Payloads wrote. What it cannot read means: read all again.
func ParsePayload(payload string) []Change {
	var list []Change
	if err := json.Unmarshal([]byte(payload), &list); err != nil {
		return []Change{{Kind: EverythingChanged}}
	}
	return list
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
