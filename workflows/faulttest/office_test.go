package faulttest

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"go.temporal.io/sdk/client"

	"yanlu/services/docket"
	"yanlu/services/docket/lawtest"
	"yanlu/services/docket/outbox"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/embedded"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/workflows"
	"yanlu/workflows/contract"
	"yanlu/workflows/relay"
)

// office is a bureau with an engine, whose clock the test moves.
type office struct {
	*lawtest.Bureau
	t      *testing.T
	dsn    string
	client client.Client
	ahead  atomic.Int64 // of the machine's clock, in nanoseconds
}

func newOffice(t *testing.T, e *embedded.Engine) *office {
	t.Helper()
	dsn := postgrestest.DSN(t)
	o := &office{t: t, dsn: dsn}
	o.open(e)
	lawtest.People(t, o.Pool)
	return o
}

// open connects to the database and the engine.
func (o *office) open(e *embedded.Engine) {
	o.t.Helper()
	pool, err := postgres.Open(context.Background(), o.dsn)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(pool.Close)
	o.Bureau = lawtest.Over(pool, func() time.Time { return time.Now().Add(time.Duration(o.ahead.Load())) })
	o.client, err = client.Dial(client.Options{HostPort: e.Address(), Namespace: namespace, Logger: silent{}, Identity: "yanlu"})
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(o.client.Close)
}

// pass moves the door's clock.
func (o *office) pass(d time.Duration) { o.ahead.Add(int64(d)) }

// running carries relay and worker until the returned function is called, or the test ends.
func (o *office) running(withWorker bool) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() { _ = relay.Run(ctx, o.Pool, o.client, relay.Options{Logger: quiet}) })
	if withWorker {
		all.Go(func() { _ = workflows.Run(ctx, o.client, o.Door, workflows.Options{Logger: quiet}) })
	}
	stop = sync.OnceFunc(func() { cancel(); all.Wait() })
	o.t.Cleanup(stop)
	return stop
}

// until waits for something to come true, asking again and again.
func (o *office) until(what string, ok func(ctx context.Context) bool) {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !ok(ctx) {
		select {
		case <-ctx.Done():
			o.t.Fatalf("it never came true: %s", what)
		case <-tick.C:
		}
	}
}

func (o *office) reaches(subject string, s lifecycle.State) {
	o.t.Helper()
	o.until(subject+" is "+string(s), func(context.Context) bool { return o.Get(o.t, subject).State == s })
}

// waits returns when the subject's workflow has read the record as it is and waits.
func (o *office) waits(m lifecycle.Machine, subject string) {
	o.t.Helper()
	seq := o.Get(o.t, subject).Seq
	o.until("the workflow of "+subject+" waits", func(ctx context.Context) bool {
		plan, ok := o.plan(ctx, m, subject)
		return ok && plan.Seq == seq
	})
}

func (o *office) plan(ctx context.Context, m lifecycle.Machine, subject string) (contract.Plan, bool) {
	var plan contract.Plan
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	v, err := o.client.QueryWorkflow(ctx, contract.WorkflowID(m, subject), "", contract.PlanQuery)
	return plan, err == nil && v.Get(&plan) == nil
}

// once fails unless the subject's events after seq are exactly these, and the whole record is true.
func (o *office) once(subject string, seq int64, want ...string) {
	o.t.Helper()
	events, err := docket.Events(context.Background(), o.Pool, subject, seq, 100)
	if err != nil {
		o.t.Fatal(err)
	}
	got := []string{}
	for _, e := range events {
		got = append(got, string(e.Event))
	}
	if !slices.Equal(got, want) {
		o.t.Errorf("on record: %v, want %v", got, want)
	}
	report, err := docket.Verify(context.Background(), o.Pool)
	if err != nil || len(report.Mismatches) > 0 {
		o.t.Errorf("verify: %+v, %v", report.Mismatches, err)
	}
}

func waiting(t *testing.T, pool *pgxpool.Pool) int64 {
	t.Helper()
	rows, _, err := outbox.Waiting(context.Background(), pool)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
