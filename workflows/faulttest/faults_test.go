package faulttest

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	enumspb "go.temporal.io/api/enums/v1"

	"yanlu/services/docket/lawtest"
	"yanlu/services/docket/outbox"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/embedded"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/workflows/contract"
	"yanlu/workflows/relay"
	"yanlu/workflows/resync"
)

// The process that carries dies between the commit and the signal, after the
// signal, after the row is gone, and after a system act was committed. Whoever
// comes next carries on; the act is on record once.
func TestCrashBetweenCommitAndSignal(t *testing.T) {
	e := shared(t)
	for _, point := range []string{"relay.taken:kill", "relay.signalled:kill", "relay.dropped:kill", "door.committed:kill", "act.committed:kill"} {
		t.Run(point, func(t *testing.T) {
			o := newOffice(t, e)
			subject := o.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", lawtest.Due{"lapse": time.Now()})
			seq := o.Get(t, subject).Seq
			killed(t, child(t, o.dsn, e.Address(), point))
			if point != "act.committed:kill" && point != "relay.dropped:kill" && waiting(t, o.Pool) == 0 {
				t.Error("a row is gone whose signal may not have been sent")
			}
			o.running(true)
			o.reaches(subject, lifecycle.NotAccepted)
			o.waits(lifecycle.ProjectMachine, subject)
			o.until("the outbox is empty", func(context.Context) bool { return waiting(t, o.Pool) == 0 })
			o.once(subject, seq, "lapse")
		})
	}
}

// A workflow is ended by hand at each stage; resync starts it from the record and it acts when its time comes.
func TestWorkflowTerminatedAtEachStageThenResynced(t *testing.T) {
	o := newOffice(t, shared(t))
	type stage struct {
		m     lifecycle.Machine
		from  lifecycle.State
		event lifecycle.Event
		to    lifecycle.State
		id    string
		seq   int64
	}
	stages := []*stage{
		{m: lifecycle.ProjectMachine, from: lifecycle.Draft, event: "miss_deadline", to: lifecycle.Expired},
		{m: lifecycle.ProjectMachine, from: lifecycle.UnderReview, event: "quorum_reached", to: lifecycle.UnderReview},
		{m: lifecycle.ProjectMachine, from: lifecycle.Reserve, event: "reserve_lapse", to: lifecycle.NotFunded},
		{m: lifecycle.ProjectMachine, from: lifecycle.Publicity, event: "publicity_over", to: lifecycle.Awarded},
		{m: lifecycle.ProjectMachine, from: lifecycle.Awarded, event: "forfeit", to: lifecycle.Forfeited},
		{m: lifecycle.ProjectMachine, from: lifecycle.Active, event: "term_ends", to: lifecycle.ClosureDue},
		{m: lifecycle.ProjectMachine, from: lifecycle.ClosureDue, event: "overdue", to: lifecycle.Overdue},
		{m: lifecycle.CallMachine, from: lifecycle.CallOpen, event: "close", to: lifecycle.CallClosed},
		{m: lifecycle.NeedMachine, from: lifecycle.NeedInReserve, event: "expire", to: lifecycle.NeedExpired},
		{m: lifecycle.ReviewMachine, from: lifecycle.ReviewAccepted, event: "run_late", to: lifecycle.ReviewLate},
		{m: lifecycle.CommissionMachine, from: lifecycle.CommissionReviewing, event: "run_overdue", to: lifecycle.CommissionReviewing},
	}
	for _, s := range stages {
		s.id = o.Place(t, s.m, s.from, "", lawtest.Due{s.event: o.Now().Add(24 * time.Hour)})
		s.seq = o.Get(t, s.id).Seq
	}
	o.running(true)
	for _, s := range stages {
		o.waits(s.m, s.id)
		if err := o.client.TerminateWorkflow(t.Context(), contract.WorkflowID(s.m, s.id), "", "by hand"); err != nil {
			t.Fatal(err)
		}
	}
	o.pass(48 * time.Hour)
	done := 0
	report, err := resync.Run(t.Context(), o.Pool, o.client, resync.Options{Progress: func(n, _ int) { done = n }})
	if err != nil || report.Woken != report.Open || report.Woken < len(stages) || done != report.Open {
		t.Fatalf("%+v, told %d, %v", report, done, err)
	}
	for _, s := range stages {
		o.until(string(s.event), func(context.Context) bool { return o.Get(t, s.id).Seq > s.seq })
		o.reaches(s.id, s.to)
		o.once(s.id, s.seq, string(s.event))
	}
}

// The engine loses everything it knew. Resync tells it again from the record.
func TestTemporalDatabasesDroppedThenResync(t *testing.T) {
	e := newEngine(t, "temporal_dropped_test")
	t.Cleanup(func() { stopEngine(e) })
	o := newOffice(t, e)
	subject := o.Place(t, lifecycle.ProjectMachine, lifecycle.Awarded, "", lawtest.Due{"remind_agreement": o.Now(), "forfeit": o.Now().Add(24 * time.Hour)})
	seq := o.Get(t, subject).Seq
	o.running(true)
	o.until("the reminder", func(context.Context) bool { return o.Get(t, subject).Seq == seq+1 })
	o.waits(lifecycle.ProjectMachine, subject)
	// A row still on its way would start the workflow again by itself.
	o.until("the outbox is empty", func(ctx context.Context) bool {
		rows, _, err := outbox.Waiting(ctx, o.Pool)
		return err == nil && rows == 0
	})

	o.lose(e)
	if _, ok := o.plan(t.Context(), lifecycle.ProjectMachine, subject); ok {
		t.Fatal("the engine still knows the workflow")
	}
	o.pass(48 * time.Hour)
	if _, err := resync.Run(t.Context(), o.Pool, o.client, resync.Options{}); err != nil {
		t.Fatal(err)
	}
	o.reaches(subject, lifecycle.Forfeited)
	o.once(subject, seq, "remind_agreement", "forfeit")
}

// lose kills the engine with both its databases and waits until an empty one serves.
func (o *office) lose(e *embedded.Engine) {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	h := engineHomes[e]
	before := e.Restarts()
	if err := dropDatabases(ctx, h); err != nil {
		o.t.Fatal(err)
	}
	if err := e.Kill(); err != nil {
		o.t.Fatal(err)
	}
	if err := e.Await(ctx, before+1); err != nil {
		o.t.Fatal(err)
	}
}

// The engine dies with projects waiting and comes back with what it knew.
func TestEngineKilled(t *testing.T) {
	e := shared(t)
	o := newOffice(t, e)
	o.running(true)
	subject := o.Place(t, lifecycle.CallMachine, lifecycle.CallPublished, "", lawtest.Due{"open": o.Now().Add(24 * time.Hour)})
	seq := o.Get(t, subject).Seq
	o.waits(lifecycle.CallMachine, subject)
	before := e.Restarts()
	if err := e.Kill(); err != nil {
		t.Fatal(err)
	}
	// While it is away people act: the door needs no engine.
	o.Must(t, subject, lifecycle.CallMachine, "cancel", lifecycle.Director, nil)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := e.Await(ctx, before+1); err != nil {
		t.Fatal(err)
	}
	o.until("the workflow of the cancelled call has ended", func(ctx context.Context) bool {
		d, err := o.client.DescribeWorkflowExecution(ctx, contract.WorkflowID(lifecycle.CallMachine, subject), "")
		return err == nil && d.WorkflowExecutionInfo.Status == enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED
	})
	o.once(subject, seq, "cancel")
}

// Every connection to the database is cut while projects wait.
func TestDatabaseConnectionsCut(t *testing.T) {
	o := newOffice(t, shared(t))
	o.running(true)
	subject := o.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", lawtest.Due{"lapse": o.Now().Add(24 * time.Hour)})
	o.waits(lifecycle.ProjectMachine, subject)
	conn, err := maintenance(t.Context(), o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", databaseOf(t, o.dsn)); err != nil {
		t.Fatal(err)
	}
	seq := int64(0)
	o.until("a person can act again", func(context.Context) bool {
		r, err := o.Do(subject, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
		seq = r.Seq
		return err == nil
	})
	o.until("the workflow has heard", func(ctx context.Context) bool {
		plan, ok := o.plan(ctx, lifecycle.ProjectMachine, subject)
		return ok && plan.Seq == seq
	})
	o.once(subject, seq-1, "resubmit")
}

// Resync can put a fresh workflow in the place of one that no longer follows its history.
func TestResyncFresh(t *testing.T) {
	o := newOffice(t, shared(t))
	o.running(true)
	subject := o.Place(t, lifecycle.NeedMachine, lifecycle.NeedInReserve, "", lawtest.Due{"expire": o.Now().Add(24 * time.Hour)})
	o.waits(lifecycle.NeedMachine, subject)
	id := contract.WorkflowID(lifecycle.NeedMachine, subject)
	before, err := o.client.DescribeWorkflowExecution(t.Context(), id, "")
	if err != nil {
		t.Fatal(err)
	}
	report, err := resync.Run(t.Context(), o.Pool, o.client, resync.Options{Fresh: true})
	if err != nil || report.Woken != 1 || report.Ended != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	o.until("another run waits", func(ctx context.Context) bool {
		now, err := o.client.DescribeWorkflowExecution(ctx, id, "")
		return err == nil && now.WorkflowExecutionInfo.Execution.RunId != before.WorkflowExecutionInfo.Execution.RunId
	})
	o.waits(lifecycle.NeedMachine, subject)
}

// The database is restored from an hour ago: the workflow has seen more than is on record.
func TestPostgresRestoredOlder(t *testing.T) {
	e := shared(t)
	o := newOffice(t, e)
	stop := o.running(true)
	subject := o.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", lawtest.Due{"lapse": o.Now().Add(24 * time.Hour)})
	o.waits(lifecycle.ProjectMachine, subject)
	seq := o.Get(t, subject).Seq
	stop()
	older := o.copyDatabase()
	stop = o.running(true)
	o.Must(t, subject, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
	o.Must(t, subject, lifecycle.ProjectMachine, "accept", lifecycle.Officer, nil)
	o.waits(lifecycle.ProjectMachine, subject)
	born := o.Place(t, lifecycle.NeedMachine, lifecycle.NeedSubmitted, "", nil)
	o.waits(lifecycle.NeedMachine, born)
	stop()

	o.dsn = older
	o.open(e)
	o.running(true)
	o.pass(48 * time.Hour)
	if _, err := resync.Run(t.Context(), o.Pool, o.client, resync.Options{}); err != nil {
		t.Fatal(err)
	}
	o.reaches(subject, lifecycle.NotAccepted)
	o.once(subject, seq, "lapse")
	// The workflow of a subject that is not on record any more ends when it looks.
	if err := relay.Signal(t.Context(), o.client, lifecycle.NeedMachine, contract.Nudge{Subject: born}, false); err != nil {
		t.Fatal(err)
	}
	o.until("the workflow of nothing has ended", func(ctx context.Context) bool {
		d, err := o.client.DescribeWorkflowExecution(ctx, contract.WorkflowID(lifecycle.NeedMachine, born), "")
		return err == nil && d.WorkflowExecutionInfo.Status == enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED
	})
}

// copyDatabase keeps the database as it is now under another name.
func (o *office) copyDatabase() (dsn string) {
	o.t.Helper()
	ctx := context.Background()
	o.Pool.Close()
	copied := postgrestest.DSN(o.t)
	conn, err := maintenance(ctx, o.dsn)
	if err != nil {
		o.t.Fatal(err)
	}
	defer conn.Close(ctx)
	from, to := databaseOf(o.t, o.dsn), databaseOf(o.t, copied)
	for _, sql := range []string{"drop database " + to + " with (force)", "create database " + to + " template " + from} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			o.t.Fatal(err)
		}
	}
	o.open(shared(o.t))
	return copied
}

func databaseOf(t *testing.T, dsn string) string {
	t.Helper()
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return config.ConnConfig.Database
}

// With the worker stopped people act and nothing else moves, for days; started, all catches up.
func TestWorkerAwayForDays(t *testing.T) {
	o := newOffice(t, shared(t))
	o.running(false)
	var silent, acting []string
	for range 5 {
		silent = append(silent, o.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", lawtest.Due{"lapse": o.Now().Add(24 * time.Hour)}))
		acting = append(acting, o.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", lawtest.Due{"lapse": o.Now().Add(24 * time.Hour)}))
	}
	seq := o.Get(t, silent[0]).Seq
	o.until("the outbox is empty", func(context.Context) bool { return waiting(t, o.Pool) == 0 })
	o.pass(9 * 24 * time.Hour)
	for _, id := range acting {
		o.Must(t, id, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
	}
	for _, id := range silent {
		if r := o.Get(t, id); r.Seq != seq {
			t.Errorf("%s moved to %s by itself", id, r.State)
		}
	}
	o.running(true)
	for i := range silent {
		o.reaches(silent[i], lifecycle.NotAccepted)
		o.waits(lifecycle.ProjectMachine, acting[i])
		o.once(silent[i], seq, "lapse")
		o.once(acting[i], seq, "resubmit")
	}
}
