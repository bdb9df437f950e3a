// Package lawtest is a bureau in small for tests of what happens around the door:
// a real database, the real door and the real law, with rules that only keep what
// a test says and an agenda that a test writes down.
//
// It guarantees that every move in a test is an event on record, judged by law,
// relation and timer. It refuses to know the contexts' rules: a test of dates and
// quorums belongs to their packages.
package lawtest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres/postgrestest"
)

// Epoch is when a test's clock starts: a working day, nine in the morning in Shanghai.
var Epoch = time.Date(2027, 3, 1, 1, 0, 0, 0, time.UTC)

// Org is the one organisation; it hosts, recommends, demands and reviews.
const Org = "org"

// Bureau is a door over a database.
type Bureau struct {
	Door *docket.Door
	Pool *pgxpool.Pool

	clock    atomic.Pointer[func() time.Time]
	requests atomic.Int64
}

// New makes a bureau on a database of its own, with a clock that stands at Epoch.
func New(t testing.TB) *Bureau {
	t.Helper()
	b := Over(postgrestest.New(t), nil)
	People(t, b.Pool)
	return b
}

// Over makes a bureau over a database that may be in use already. A nil clock stands at Epoch.
func Over(pool *pgxpool.Pool, clock func() time.Time) *Bureau {
	b := &Bureau{Pool: pool}
	if clock == nil {
		clock = func() time.Time { return Epoch }
	}
	b.SetClock(clock)
	b.Door = docket.New(pool, Agenda, b.Clock)
	for _, law := range lifecycle.Laws() {
		for _, e := range law.Events() {
			b.Door.Register(law.Machine, e, keep, nil)
		}
	}
	return b
}

// SetClock replaces the door's clock.
func (b *Bureau) SetClock(clock func() time.Time) { b.clock.Store(&clock) }

// Clock reads the clock that SetClock set; another door may run by it.
func (b *Bureau) Clock() time.Time { return (*b.clock.Load())() }

// Now reads the door's clock.
func (b *Bureau) Now() time.Time { return b.Door.Now() }

// People puts the organisation and one person per role on file.
func People(t testing.TB, pool *pgxpool.Pool) {
	t.Helper()
	ctx := context.Background()
	must := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(ctx, sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	must("insert into organisation (id, uscc, name, kind) values ($1, 'USCC', '研路研究院', 'institute')", Org)
	for _, r := range roles {
		must("insert into person (id, login, name) values ($1, $1, $2)", Person(r), "人员"+string(r))
		must("insert into role_grant (person, organisation, role) values ($1, $2, $3)", Person(r), Org, r)
	}
}

var roles = []lifecycle.Role{
	lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Demander, lifecycle.Reviewer, lifecycle.Agency, lifecycle.Officer,
	lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance, lifecycle.Discipline,
}

// Person is the id of whoever holds a role.
func Person(r lifecycle.Role) string {
	if r == lifecycle.Chair {
		r = lifecycle.Reviewer
	}
	return "person-" + string(r)
}

// ActorOf is an actor in a role.
func ActorOf(r lifecycle.Role) docket.Actor {
	switch r {
	case lifecycle.System:
		return docket.SystemActor
	case lifecycle.Public:
		return docket.PublicActor
	case lifecycle.Chair:
		r = lifecycle.Reviewer
	}
	return docket.Actor{Person: Person(r), Capacities: []docket.Capacity{{Role: r, Org: Org}}}
}

// Patch is the input of every event here: what it establishes, by section.
type Patch map[string]any

// Due is a section of the facts: what the system has to do at what time, by event.
type Due map[lifecycle.Event]time.Time

// refuse is the reason code that a rule answers with, by event: a test's way to a business no.
const refuse = "refuse"

// With puts what the system is due to do into a patch.
func (p Patch) With(d Due) Patch {
	out := Patch{}
	for k, v := range p {
		out[k] = v
	}
	out["due"] = d
	return out
}

// Refusing makes the rule of an event say no with this reason, until patched away.
func Refusing(e lifecycle.Event, reason string) Patch {
	return Patch{refuse: map[lifecycle.Event]string{e: reason}}
}

// Do carries an event in a role, acting on whatever is current.
func (b *Bureau) Do(subject string, m lifecycle.Machine, e lifecycle.Event, r lifecycle.Role, p Patch) (docket.Receipt, error) {
	if p == nil {
		p = Patch{}
	}
	return b.Door.Do(context.Background(), docket.Command{
		RequestID: fmt.Sprintf("test-%d-%d", time.Now().UnixNano(), b.requests.Add(1)), Machine: m, Subject: subject, Event: e, Actor: ActorOf(r), Input: p,
	})
}

// Must is Do that fails the test.
func (b *Bureau) Must(t testing.TB, subject string, m lifecycle.Machine, e lifecycle.Event, r lifecycle.Role, p Patch) docket.Receipt {
	t.Helper()
	receipt, err := b.Do(subject, m, e, r, p)
	if err != nil {
		t.Fatalf("%s %s as %s: %v", m, e, r, err)
	}
	return receipt
}

// Get reads a record.
func (b *Bureau) Get(t testing.TB, subject string) *docket.Record {
	t.Helper()
	r, err := docket.Get(context.Background(), b.Pool, subject)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// History lists a subject's events as “event@time”, after a sequence number; the time counts from Epoch.
func (b *Bureau) History(t testing.TB, subject string, after int64) []string {
	t.Helper()
	events, err := docket.Events(context.Background(), b.Pool, subject, after, 1000)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, e := range events {
		out = append(out, string(e.Event)+"@"+e.At.Sub(Epoch).String())
	}
	return out
}
