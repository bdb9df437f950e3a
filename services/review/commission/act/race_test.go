package act_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	poolstore "yanlu/services/review/pool/store"
)

const patience = 20 * time.Second

// waits returns once n connections of the test's database wait for a lock.
func waits(t *testing.T, w *bureautest.World, n int) {
	t.Helper()
	until := time.Now().Add(patience)
	for blocked := 0; blocked < n; {
		err := w.Pool.QueryRow(t.Context(), "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").Scan(&blocked)
		if err != nil || time.Now().After(until) {
			t.Fatalf("%d of %d wait for a lock: %v", blocked, n, err)
		}
	}
}

// held begins a transaction, does something in it and returns what ends it.
func held(t *testing.T, w *bureautest.World, do func(pgx.Tx) error) (commit func()) {
	t.Helper()
	tx, err := w.Pool.Begin(t.Context())
	if err == nil {
		err = do(tx)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback(context.Background()) }) // without effect after the commit
	return func() {
		if err := tx.Commit(context.Background()); err != nil {
			t.Error(err)
		}
	}
}

// suspending is what the pool does when it suspends somebody, up to the commit.
func suspending(person string) func(pgx.Tx) error {
	return func(tx pgx.Tx) error {
		before, err := poolstore.Lock(context.Background(), tx, person)
		if err != nil {
			return err
		}
		after := before
		after.Status, after.Reason = "suspended", "核查中"
		if err := poolstore.Employ(context.Background(), tx, person, "", "person-linzhou", bureautest.Start); err != nil {
			return err
		}
		_, err = poolstore.Save(context.Background(), tx, before, after, poolstore.Entry{Act: "suspend", By: "person-linzhou", At: bureautest.Start, Note: "核查中"})
		return err
	}
}

// proposed is a commission whose plan waits to be adopted, with its one application.
func proposed(t *testing.T) (w *bureautest.World, id, app string) {
	t.Helper()
	w = world(t)
	callID := w.OpenCall()
	app = accepted(w, callID, 0)
	w.Commissioned(callID)
	id = w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.Optimal)}).Record.ID
	w.Do(agent, id, machine, "seal_commission", act.Seal{Independent: true})
	w.Do(agent, id, machine, "propose_panels", act.Propose{})
	return w, id, app
}

// Whoever is being suspended is not invited: the invitation waits and then finds out, whichever way it is made.
func TestASuspensionUnderWayIsWaitedFor(t *testing.T) {
	t.Parallel()
	t.Run("by a plan", func(t *testing.T) {
		t.Parallel()
		w, id, app := proposed(t)
		first := plan(t, w, id)
		who := first.Panel(app).Of(commission.Member)[2]
		waitedFor(t, w, who, func() error {
			_, err := w.Try(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
			return err
		})
	})
	t.Run("by hand", func(t *testing.T) {
		t.Parallel()
		w := world(t)
		callID := w.OpenCall()
		app := accepted(w, callID, 0)
		w.Commissioned(callID)
		panel := []string{"person-guqinghe", "person-shensuining", "person-hanruoxi", "person-wenyiheng", "person-jiangyanzhou"}
		waitedFor(t, w, "person-wenyiheng", func() error {
			_, err := w.Try(agent, app, project, "assign_review", reviewact.AssignReview{Reviewers: panel})
			return err
		})
	})
}

func waitedFor(t *testing.T, w *bureautest.World, person string, invite func() error) {
	t.Helper()
	commit := held(t, w, suspending(person))
	answer := make(chan error, 1)
	go func() { answer <- invite() }()
	waits(t, w, 1)
	commit()
	err := <-answer
	refused(t, err, "PANEL_UNLAWFUL")
	if p := problem.Of(err); p == nil || len(p.Violations) == 0 || !strings.Contains(p.Violations[0].Zh, "已暂停") {
		t.Errorf("%v", p)
	}
	var seated int
	if err := w.Pool.QueryRow(t.Context(), "select count(*) from docket where machine = 'review' and reviewer = $1", person).Scan(&seated); err != nil || seated > 0 {
		t.Errorf("%d reviews of somebody suspended, %v", seated, err)
	}
}

// The other way round: nobody is suspended between the judgement of a panel and its invitations.
func TestAnInvitationUnderWayIsWaitedFor(t *testing.T) {
	t.Parallel()
	w, id, app := proposed(t)
	first := plan(t, w, id)
	who := first.Panel(app).Of(commission.Member)[0]
	commit := held(t, w, func(tx pgx.Tx) error { // the invitation gets as far as the application
		_, err := tx.Exec(t.Context(), "select 1 from docket where id = $1 for update", app)
		return err
	})
	adopted, suspended := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := w.Try(agent, id, machine, "adopt_panels", act.Adopt{Version: 1})
		adopted <- err
	}()
	waits(t, w, 1)
	by := w.Actor(officer)
	ctx := identity.WithCaller(t.Context(), identity.Caller{Person: by.Person, Name: officer, Grants: []identity.Grant{{Role: lifecycle.Officer, Org: by.Capacities[0].Org}}})
	var version int64
	if err := w.Pool.QueryRow(t.Context(), "select version from expert where person = $1", who).Scan(&version); err != nil {
		t.Fatal(err)
	}
	go func() {
		_, err := w.Experts.SuspendExpert(ctx, &reviewv1.EndExpertRequest{RequestId: "suspend-while-inviting", Person: who, Etag: version, Reason: "核查"})
		suspended <- err
	}()
	waits(t, w, 2)
	commit()
	if err := <-adopted; err != nil {
		t.Errorf("the panels were not adopted: %v", err)
	}
	refused(t, <-suspended, "EXPERT_HAS_OPEN_REVIEWS")
	if r := w.Reviews(app); len(r) != 5 || !seatedFor(r, who) {
		t.Errorf("%d reviews", len(r))
	}
}

func seatedFor(list []*docket.Record, person string) bool {
	for _, r := range list {
		if r.Parties().Reviewer == person && r.State == lifecycle.ReviewInvited {
			return true
		}
	}
	return false
}
