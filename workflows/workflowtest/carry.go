// Package workflowtest carries workflows in the SDK's time-skipping environment
// against a real database, door and law (see lawtest).
//
// It guarantees that a test's clock is one: the environment's is the door's. It
// refuses to know the engine; the tests of faults run on a real one.
package workflowtest

import (
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"yanlu/services/docket/lawtest"
	"yanlu/services/lifecycle"
	"yanlu/workflows"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Epoch is when a test's clock starts.
var Epoch = lawtest.Epoch

// Due is lawtest's.
type Due = lawtest.Due

// Patch is lawtest's.
type Patch = lawtest.Patch

// Refusing makes the rule of an event say no with this reason, until patched away.
func Refusing(e lifecycle.Event, reason string) Patch { return lawtest.Refusing(e, reason) }

// Agenda is the test's agenda.
var Agenda = lawtest.Agenda

// Bureau is a bureau whose workflows can be carried.
type Bureau struct{ *lawtest.Bureau }

// New makes a bureau on a database of its own, with a clock that stands at Epoch.
func New(t testing.TB) *Bureau { return &Bureau{lawtest.New(t)} }

// Over makes a bureau over a database that may be in use already. A nil clock stands at Epoch.
func Over(pool *pgxpool.Pool, clock func() time.Time) *Bureau {
	return &Bureau{lawtest.Over(pool, clock)}
}

// Step is something that happens to a running workflow at a time after Epoch.
type Step struct {
	At time.Duration
	Do func(wake func(contract.Nudge))
}

// Person is a step in which somebody acts and the relay wakes the workflow.
func (b *Bureau) Person(t testing.TB, at time.Duration, subject string, m lifecycle.Machine, e lifecycle.Event, r lifecycle.Role, p Patch) Step {
	return Step{at, func(wake func(contract.Nudge)) {
		wake(contract.Nudge{Subject: subject, Seq: b.Must(t, subject, m, e, r, p).Seq})
	}}
}

// Ride is what came of carrying a workflow.
type Ride struct {
	Runs  int  // how many runs continue-as-new made
	Ended bool // the workflow returned by itself
}

// Carry runs a subject's workflow in the SDK's time-skipping environment, over
// continue-as-new, against this bureau's database, until it ends or the time
// since Epoch is until. The door's clock is the environment's.
func (b *Bureau) Carry(t testing.TB, m lifecycle.Machine, subject string, until time.Duration, steps ...Step) Ride {
	t.Helper()
	record := &loop.Record{Door: b.Door}
	return b.CarryWith(t, m, subject, until, record.Load, record.Act, record.Hold, steps...)
}

// CarryWith is Carry with other activities.
func (b *Bureau) CarryWith(t testing.TB, m lifecycle.Machine, subject string, until time.Duration, load, act, hold any, steps ...Step) Ride {
	t.Helper()
	var ride Ride
	for {
		if ride.Runs++; ride.Runs > 100 {
			t.Fatal("the workflow hands over without end")
		}
		env := b.environment(load, act, hold)
		end := Epoch.Add(until)
		for i := range steps {
			step := steps[i]
			if step.Do == nil {
				continue
			}
			env.RegisterDelayedCallback(func() {
				steps[i].Do = nil
				step.Do(func(n contract.Nudge) { env.SignalWorkflow(contract.Wake, n) })
			}, max(Epoch.Add(step.At).Sub(env.Now()), 0))
		}
		over := false
		env.RegisterDelayedCallback(func() { over = true; env.CancelWorkflow() }, end.Sub(env.Now()))
		env.ExecuteWorkflow(contract.WorkflowType(m), contract.Start{Subject: subject})
		at := env.Now()
		b.SetClock(func() time.Time { return at })
		err := env.GetWorkflowError()
		var again *workflow.ContinueAsNewError
		switch {
		case err == nil:
			ride.Ended = true
			return ride
		case over:
			return ride
		case !errors.As(err, &again):
			t.Fatalf("the workflow failed: %v", err)
		}
	}
}

func (b *Bureau) environment(load, act, hold any) *testsuite.TestWorkflowEnvironment {
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(quiet{})
	env := suite.NewTestWorkflowEnvironment()
	env.SetStartTime(b.Now())
	env.SetTestTimeout(time.Minute)
	workflows.RegisterWorkflows(env)
	workflows.RegisterActivities(env, load, act, hold)
	b.SetClock(env.Now)
	return env
}

// quiet keeps the SDK's own log out of the tests'.
type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}
