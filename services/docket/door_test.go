package docket_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/docket/lawtest"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
)

const project = lifecycle.ProjectMachine

func command(id, subject string, e lifecycle.Event, r lifecycle.Role, in any) docket.Command {
	return docket.Command{RequestID: id, Machine: project, Subject: subject, Event: e, Actor: lawtest.ActorOf(r), Input: in}
}

func TestDuplicateRequestSameBodySameAnswer(t *testing.T) {
	b := lawtest.New(t)
	id := b.Place(t, project, lifecycle.FormalCheck, "", nil)
	ctx := context.Background()
	first, err := b.Door.Do(ctx, command("same-request", id, "accept", lifecycle.Officer, lawtest.Patch{}))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := b.Door.Do(ctx, command("same-request", id, "accept", lifecycle.Officer, lawtest.Patch{}))
		if err != nil || again.Seq != first.Seq || string(again.Hash) != string(first.Hash) {
			t.Fatalf("repeat: %v %v", again.Seq, err)
		}
	}
	_, err = b.Door.Do(ctx, command("same-request", id, "accept", lifecycle.Officer, lawtest.Patch{"x": map[string]any{"other": 1}}))
	if problem.ReasonOf(err) != "REQUEST_ID_REUSED" {
		t.Fatalf("another body: %v", err)
	}
	_, err = b.Door.Do(ctx, command("same-request", id, "accept", lifecycle.Director, lawtest.Patch{}))
	if problem.ReasonOf(err) != "REQUEST_ID_REUSED" {
		t.Fatalf("another actor: %v", err)
	}
	if h := b.History(t, id, first.Seq-1); len(h) != 1 {
		t.Fatalf("recorded more than once: %v", h)
	}
}

func TestDuplicateRequestAtOnce(t *testing.T) {
	b := lawtest.New(t)
	id := b.Place(t, project, lifecycle.FormalCheck, "", nil)
	var wg sync.WaitGroup
	seqs := make([]int64, 12)
	for i := range seqs {
		wg.Go(func() {
			r, err := b.Door.Do(context.Background(), command("twelve", id, "accept", lifecycle.Officer, lawtest.Patch{}))
			if err != nil {
				t.Error(err)
			}
			seqs[i] = r.Seq
		})
	}
	wg.Wait()
	for _, s := range seqs {
		if s != seqs[0] {
			t.Fatalf("different answers: %v", seqs)
		}
	}
}

func TestTwoPeopleAtOnceOneWins(t *testing.T) {
	b := lawtest.New(t)
	for round := range 5 {
		id := b.Place(t, project, lifecycle.FormalCheck, "", nil)
		seq := b.Get(t, id).Seq
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for i, e := range []lifecycle.Event{"accept", "not_accept"} {
			wg.Go(func() {
				_, errs[i] = b.Door.Do(context.Background(), command(fmt.Sprintf("r%d-%d", round, i), id, e, lifecycle.Officer, lawtest.Patch{}))
			})
		}
		wg.Wait()
		var refusal *lifecycle.Refusal
		if (errs[0] == nil) == (errs[1] == nil) || !errors.As(errors.Join(errs...), &refusal) {
			t.Fatalf("exactly one must win, the other be refused by the law: %v", errs)
		}
		if got := b.Get(t, id).Seq; got != seq+1 {
			t.Fatalf("seq %d after %d", got, seq)
		}
	}
}

func TestStaleEtagIsRefused(t *testing.T) {
	b := lawtest.New(t)
	id := b.Place(t, project, lifecycle.FormalCheck, "", nil)
	c := command("stale", id, "accept", lifecycle.Officer, lawtest.Patch{})
	c.Etag = 1
	if _, err := b.Door.Do(context.Background(), c); problem.ReasonOf(err) != "ETAG_STALE" {
		t.Fatal(err)
	}
}

func TestSystemDoesNotActEarly(t *testing.T) {
	b := lawtest.New(t)
	ends := lawtest.Epoch.Add(time.Hour)
	id := b.Place(t, project, lifecycle.Publicity, "", lawtest.Due{"publicity_over": ends})
	act := func() error {
		_, err := b.Do(id, project, "publicity_over", lifecycle.System, nil)
		return err
	}
	if err := act(); problem.ReasonOf(err) != "NOT_DUE" {
		t.Fatalf("early: %v", err)
	}
	b.SetClock(func() time.Time { return ends.Add(-time.Microsecond) })
	if err := act(); problem.ReasonOf(err) != "NOT_DUE" {
		t.Fatalf("a microsecond early: %v", err)
	}
	b.SetClock(func() time.Time { return ends })
	if err := act(); err != nil {
		t.Fatalf("at the very time: %v", err)
	}
}

func TestStrangerLearnsNothing(t *testing.T) {
	b := lawtest.New(t)
	id := b.Place(t, project, lifecycle.Draft, "", nil)
	stranger := docket.Actor{Person: lawtest.Person(lifecycle.Officer), Capacities: []docket.Capacity{{Role: lifecycle.PI, Org: "elsewhere"}}}
	c := command("x", id, "send_to_unit", lifecycle.PI, lawtest.Patch{})
	c.Actor = stranger
	_, known := b.Door.Do(context.Background(), c)
	c.Subject = "no-such-subject"
	_, unknown := b.Door.Do(context.Background(), c)
	if problem.ReasonOf(known) != "NOT_FOUND" || problem.ReasonOf(unknown) != "NOT_FOUND" {
		t.Fatalf("%v / %v", known, unknown)
	}
}

func TestRecordedConflictStopsAnAct(t *testing.T) {
	b := lawtest.New(t)
	id := b.Place(t, project, lifecycle.FormalCheck, "", nil)
	_, err := b.Pool.Exec(context.Background(), "insert into conflict values ($1, $2, '近亲属', '', now())", id, lawtest.Person(lifecycle.Officer))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Do(id, project, "accept", lifecycle.Officer, nil); problem.ReasonOf(err) != "CONFLICT_OF_INTEREST" {
		t.Fatal(err)
	}
}

// Every refusal of the database has the name of its rule.
func TestDatabaseRefusesWhatMustNeverBe(t *testing.T) {
	b := lawtest.New(t)
	id := b.Place(t, project, lifecycle.Accepted, "", nil)
	ctx := context.Background()
	cases := map[string]string{
		"docket_state_is_lawful":        "update docket set state = 'NONSENSE' where id = $1",
		"docket_ended_iff_terminal":     "update docket set ended_at = now() where id = $1",
		"submitted_has_receipt":         "update docket set facts = facts #- '{intake,receipt}' where id = $1",
		"publicity_has_minutes_and_end": "update docket set state = 'PUBLICITY', facts = facts #- '{decision,minutes}' where id = $1",
		"awarded_has_amount":            "update docket set state = 'AWARDED', facts = jsonb_set(facts, '{decision,amount_fen}', '0') where id = $1",
		"active_has_signed_agreement":   "update docket set state = 'ACTIVE', facts = facts #- '{agreement,signed_at}' where id = $1",
		"returned_has_due":              "update docket set state = 'RETURNED', facts = facts #- '{intake,correction_due}' where id = $1",
		"docket_has_title":              "update docket set facts = facts #- '{parties,title}' where id = $1",
		"project_belongs_to_a_call":     "update docket set facts = facts #- '{parties,parent}' where id = $1",
		"event_is_lawful": `insert into event select subject, seq + 100, machine, 'approve', source, 'ARCHIVED', role, person, org, at, cause, body, snapshot, 'r', prev, sha256('x')
			from event where subject = $1 order by seq desc limit 1`,
		"event_has_an_actor": `insert into event select subject, seq + 100, machine, event, source, target, role, null, org, at, cause, body, snapshot, 'r', prev, sha256('y')
			from event where subject = $1 order by seq desc limit 1`,
		"event_pk": "insert into event select subject, seq, machine, event, source, target, role, person, org, at, cause, body, snapshot, 'r', prev, sha256('z') from event where subject = $1 limit 1",
	}
	for name, sql := range cases {
		_, err := b.Pool.Exec(ctx, sql, id)
		if got := postgres.Constraint(err); got != name {
			t.Errorf("%s: got %q (%v)", name, got, err)
		}
	}
	for _, sql := range []string{"update event set body = '{}' where subject = $1", "delete from event where subject = $1", "truncate event cascade"} {
		args := []any{id}
		if strings.HasPrefix(sql, "truncate") {
			args = nil
		}
		if _, err := b.Pool.Exec(ctx, sql, args...); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func TestLedgerPostingMustSumToZero(t *testing.T) {
	b := lawtest.New(t)
	id := b.Place(t, project, lifecycle.Accepted, "", nil)
	_, err := b.Pool.Exec(context.Background(), "insert into ledger_entry values ('p', 'a', 100, $1, 1, now()), ('p', 'b', -99, $1, 1, now())", id)
	if postgres.Constraint(err) != "posting_sums_to_zero" {
		t.Fatal(err)
	}
}

func TestVerifyFindsTampering(t *testing.T) {
	b := lawtest.New(t)
	ctx := context.Background()
	id := b.Place(t, project, lifecycle.Reviewed, "", nil)
	rep, err := docket.Verify(ctx, b.Pool)
	if err != nil || len(rep.Mismatches) != 0 || rep.Events == 0 || rep.Dockets == 0 {
		t.Fatalf("%+v %v", rep, err)
	}
	tamper := []string{
		"update docket set facts = jsonb_set(facts, '{intake,receipt}', '\"FORGED\"') where id = $1",
		"update docket set since = since - interval '1 day' where id = $1",
		"alter table event disable trigger event_append_only; update event set person = 'person-director' where subject = '" + id + "' and role = 'officer'; alter table event enable trigger event_append_only",
	}
	for _, sql := range tamper {
		args := []any{id}
		if strings.HasPrefix(sql, "alter") {
			args = nil
		}
		if _, err := b.Pool.Exec(ctx, sql, args...); err != nil {
			t.Fatal(err)
		}
		if rep, err := docket.Verify(ctx, b.Pool); err != nil || len(rep.Mismatches) == 0 {
			t.Errorf("not found: %s (%v)", sql, err)
		}
	}
}

func TestEveryStateOfTheLawIsReachedAndVerifies(t *testing.T) {
	b := lawtest.New(t)
	for _, law := range lifecycle.Laws() {
		for _, s := range law.Standings {
			b.Place(t, law.Machine, s.State, "", nil)
		}
	}
	rep, err := docket.Verify(context.Background(), b.Pool)
	if err != nil || len(rep.Mismatches) != 0 {
		t.Fatalf("%v %v", rep.Mismatches, err)
	}
}

func TestOnce(t *testing.T) {
	b := lawtest.New(t)
	ctx := context.Background()
	run := func(input string) (string, error) {
		tx, err := b.Pool.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := docket.Once(ctx, tx, "once", "me", "s", input, func() (any, error) { return input + "!", nil })
		if err != nil {
			_ = tx.Rollback(ctx)
			return "", err
		}
		return string(reply), tx.Commit(ctx)
	}
	for range 2 {
		if got, err := run("a"); err != nil || got != `"a!"` {
			t.Fatalf("%q %v", got, err)
		}
	}
	if _, err := run("b"); problem.ReasonOf(err) != "REQUEST_ID_REUSED" {
		t.Fatal(err)
	}
}
