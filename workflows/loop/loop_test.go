package loop_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/docket/workitem"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
	"yanlu/workflows/workflowtest"
)

const day = 24 * time.Hour

func at(d time.Duration) time.Time { return workflowtest.Epoch.Add(d) }

func returned(t *testing.T, due time.Time) (*workflowtest.Bureau, string) {
	b := workflowtest.New(t)
	return b, b.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", workflowtest.Due{"lapse": due})
}

func since(t *testing.T, b *workflowtest.Bureau, subject string, seq int64, want ...string) {
	t.Helper()
	if got := b.History(t, subject, seq); !slices.Equal(got, want) {
		t.Errorf("on record: %v\nwant       %v", got, want)
	}
}

// A wake says where to look. Three times, out of order, late or for nothing: the record decides.
func TestSignalDeliveredThreeTimesOutOfOrder(t *testing.T) {
	b, subject := returned(t, at(10*day))
	placed := b.Get(t, subject).Seq
	var looks atomic.Int64
	record := &loop.Record{Door: b.Door, Observe: func(contract.Plan) { looks.Add(1) }}
	b.CarryWith(t, lifecycle.ProjectMachine, subject, 12*time.Hour, record.Load, record.Act, record.Hold, workflowtest.Step{
		At: time.Hour,
		Do: func(wake func(contract.Nudge)) {
			first := b.Must(t, subject, lifecycle.ProjectMachine, "extend_deadline", lifecycle.Director, workflowtest.Patch{}.With(workflowtest.Due{"lapse": at(4 * time.Hour)}))
			second := b.Must(t, subject, lifecycle.ProjectMachine, "extend_deadline", lifecycle.Director, workflowtest.Patch{}.With(workflowtest.Due{"lapse": at(6 * time.Hour)}))
			for range 3 {
				wake(contract.Nudge{Subject: subject, Seq: second.Seq})
				wake(contract.Nudge{Subject: subject, Seq: first.Seq})
			}
			wake(contract.Nudge{Subject: subject, Seq: 1})
		},
	})
	since(t, b, subject, placed, "extend_deadline@1h0m0s", "extend_deadline@1h0m0s", "lapse@6h0m0s")
	if n := looks.Load(); n > 8 {
		t.Errorf("the record was read %d times: old wakes are not news", n)
	}
}

// The engine never heard that the act was committed and asks for it again.
func TestActivityRetriedAfterItsCommit(t *testing.T) {
	b, subject := returned(t, at(day))
	placed := b.Get(t, subject).Seq
	record := &loop.Record{Door: b.Door}
	tried := 0
	act := func(ctx context.Context, o contract.Order) (contract.Outcome, error) {
		out, err := record.Act(ctx, o)
		if out != contract.Done {
			t.Errorf("asked again it answers %s: the same request must be answered the same", out)
		}
		if tried++; tried < 3 {
			return "", errors.New("the connection was lost on the way back")
		}
		return out, err
	}
	b.CarryWith(t, lifecycle.ProjectMachine, subject, 3*day, record.Load, act, record.Hold)
	since(t, b, subject, placed, "lapse@24h0m0s")
	if tried != 3 {
		t.Errorf("asked %d times, want 3", tried)
	}
}

// The timer was set on a plan that a person has changed since, and nobody woke the workflow.
func TestTimerOnAStalePlan(t *testing.T) {
	b, subject := returned(t, at(10*time.Hour))
	placed := b.Get(t, subject).Seq
	b.Carry(t, lifecycle.ProjectMachine, subject, 2*day, workflowtest.Step{At: 5 * time.Hour, Do: func(func(contract.Nudge)) {
		b.Must(t, subject, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
	}})
	since(t, b, subject, placed, "resubmit@5h0m0s")
	noItems(t, b, subject)
}

// The record moves between the look and the act: the door refuses the stale plan and nobody is bothered.
func TestRecordMovesBetweenLookAndAct(t *testing.T) {
	b, subject := returned(t, at(time.Hour))
	placed := b.Get(t, subject).Seq
	record := &loop.Record{Door: b.Door}
	var outcomes []contract.Outcome
	act := func(ctx context.Context, o contract.Order) (contract.Outcome, error) {
		b.Must(t, subject, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
		out, err := record.Act(ctx, o)
		outcomes = append(outcomes, out)
		return out, err
	}
	b.CarryWith(t, lifecycle.ProjectMachine, subject, day, record.Load, act, record.Hold)
	since(t, b, subject, placed, "resubmit@1h0m0s")
	if !slices.Equal(outcomes, []contract.Outcome{contract.Stale}) {
		t.Errorf("outcomes %v, want one stale", outcomes)
	}
	noItems(t, b, subject)
}

// The record moved and the act is still due: what was planned on the old record is refused, and planned again on the new.
func TestStalePlanIsRefusedEvenWhenStillDue(t *testing.T) {
	b, subject := returned(t, at(time.Hour))
	placed := b.Get(t, subject).Seq
	record := &loop.Record{Door: b.Door}
	var outcomes []contract.Outcome
	act := func(ctx context.Context, o contract.Order) (contract.Outcome, error) {
		if len(outcomes) == 0 {
			b.Must(t, subject, lifecycle.ProjectMachine, "extend_deadline", lifecycle.Director, workflowtest.Patch{}.With(workflowtest.Due{"lapse": at(time.Hour)}))
		}
		out, err := record.Act(ctx, o)
		outcomes = append(outcomes, out)
		return out, err
	}
	b.CarryWith(t, lifecycle.ProjectMachine, subject, day, record.Load, act, record.Hold)
	since(t, b, subject, placed, "extend_deadline@1h0m0s", "lapse@1h0m0s")
	if !slices.Equal(outcomes, []contract.Outcome{contract.Stale, contract.Done}) {
		t.Errorf("outcomes %v, want stale, then done", outcomes)
	}
}

// A wake for what the plan already contains is not news: the record is not read for it.
func TestOldWakeIsNotNews(t *testing.T) {
	b, subject := returned(t, at(10*day))
	seq := b.Get(t, subject).Seq
	var looks atomic.Int64
	record := &loop.Record{Door: b.Door, Observe: func(contract.Plan) { looks.Add(1) }}
	var steps []workflowtest.Step
	for i := range 5 {
		steps = append(steps, workflowtest.Step{At: time.Duration(i+1) * time.Hour, Do: func(wake func(contract.Nudge)) { wake(contract.Nudge{Subject: subject, Seq: seq}) }})
	}
	b.CarryWith(t, lifecycle.ProjectMachine, subject, 12*time.Hour, record.Load, record.Act, record.Hold, steps...)
	if n := looks.Load(); n != 1 {
		t.Errorf("the record was read %d times, want once", n)
	}
}

// At the very deadline whoever enters the door first is on record; the other is refused by the law.
func TestPersonAtTheVeryDeadline(t *testing.T) {
	t.Run("the person first", func(t *testing.T) {
		b, subject := returned(t, at(day))
		placed := b.Get(t, subject).Seq
		record := &loop.Record{Door: b.Door}
		act := func(ctx context.Context, o contract.Order) (contract.Outcome, error) {
			b.Must(t, subject, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
			return record.Act(ctx, o)
		}
		b.CarryWith(t, lifecycle.ProjectMachine, subject, 2*day, record.Load, act, record.Hold)
		since(t, b, subject, placed, "resubmit@24h0m0s")
	})
	t.Run("the clock first", func(t *testing.T) {
		b, subject := returned(t, at(day))
		placed := b.Get(t, subject).Seq
		record := &loop.Record{Door: b.Door}
		var refused error
		act := func(ctx context.Context, o contract.Order) (contract.Outcome, error) {
			out, err := record.Act(ctx, o)
			_, refused = b.Do(subject, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
			return out, err
		}
		b.CarryWith(t, lifecycle.ProjectMachine, subject, 2*day, record.Load, act, record.Hold)
		since(t, b, subject, placed, "lapse@24h0m0s")
		var no *lifecycle.Refusal
		if !errors.As(refused, &no) {
			t.Errorf("the person was answered %v, want the law's refusal", refused)
		}
	})
}

// A business no is kept for a person and tried again after its rest; when the cause is gone the act is carried and the item settled.
func TestRefusalBecomesAWorkItem(t *testing.T) {
	b, subject := returned(t, at(time.Hour))
	placed := b.Must(t, subject, lifecycle.ProjectMachine, "extend_deadline", lifecycle.Director, workflowtest.Refusing("lapse", "ENVELOPE_EXHAUSTED").With(workflowtest.Due{"lapse": at(time.Hour)})).Seq
	b.Carry(t, lifecycle.ProjectMachine, subject, 4*time.Hour+time.Minute)
	items, err := workitem.Open(t.Context(), b.Pool, 10)
	if err != nil || len(items) != 1 || items[0].Reason != "ENVELOPE_EXHAUSTED" || items[0].Event != "lapse" || items[0].Tries != 4 || items[0].Zh == "" {
		t.Fatalf("work items %+v, %v; want one, tried at 1, 2, 3 and 4 hours", items, err)
	}
	since(t, b, subject, placed)
	b.Must(t, subject, lifecycle.ProjectMachine, "extend_deadline", lifecycle.Director, workflowtest.Refusing("lapse", "").With(workflowtest.Due{"lapse": at(5 * time.Hour)}))
	b.Carry(t, lifecycle.ProjectMachine, subject, day)
	since(t, b, subject, placed+1, "lapse@5h0m0s")
	noItems(t, b, subject)
}

// A rule that breaks is a person's matter too: the workflow goes on.
func TestBrokenActBecomesAWorkItem(t *testing.T) {
	b := workflowtest.New(t)
	subject := b.Place(t, lifecycle.CallMachine, lifecycle.CallOpen, "", workflowtest.Due{"close": at(time.Hour)})
	door := docket.New(b.Pool, workflowtest.Agenda, b.Now)
	door.Register(lifecycle.CallMachine, "close", func(context.Context, *docket.Act) error { panic("a rule that was never tried") }, nil)
	record := &loop.Record{Door: door}
	b.CarryWith(t, lifecycle.CallMachine, subject, 90*time.Minute, record.Load, record.Act, record.Hold)
	items, err := workitem.Of(t.Context(), b.Pool, subject)
	if err != nil || len(items) != 1 || items[0].Reason != "SYSTEM_ACT_FAILED" {
		t.Errorf("work items %+v, %v", items, err)
	}
}

// The database was restored from before the subject existed.
func TestWorkflowOfNothingEnds(t *testing.T) {
	if ride := workflowtest.New(t).Carry(t, lifecycle.ProjectMachine, "never-was", day); !ride.Ended {
		t.Error("the workflow waits for a record that does not exist")
	}
}

// With nobody carrying, people can act and nothing else moves; carried again, all catches up.
func TestWorkerStoppedAndStarted(t *testing.T) {
	b := workflowtest.New(t)
	waiting := b.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", workflowtest.Due{"lapse": at(day)})
	acting := b.Place(t, lifecycle.ProjectMachine, lifecycle.Returned, "", workflowtest.Due{"lapse": at(day)})
	seq := b.Get(t, waiting).Seq
	b.SetClock(func() time.Time { return at(9 * day) })
	b.Must(t, acting, lifecycle.ProjectMachine, "resubmit", lifecycle.PI, nil)
	if r := b.Get(t, waiting); r.Seq != seq {
		t.Fatalf("the record moved to %s by itself", r.State)
	}
	for _, subject := range []string{waiting, acting} {
		b.Carry(t, lifecycle.ProjectMachine, subject, 10*day)
	}
	since(t, b, waiting, seq, "lapse@216h0m0s")
	since(t, b, acting, seq, "resubmit@216h0m0s")
}

// Every change ends in a fresh run, so a history holds one change.
func TestHandsOverWheneverIdleAfterAChange(t *testing.T) {
	b := workflowtest.New(t)
	subject := b.Place(t, lifecycle.ProjectMachine, lifecycle.Awarded, "", workflowtest.Due{"remind_agreement": at(day), "forfeit": at(30 * day)})
	ride := b.Carry(t, lifecycle.ProjectMachine, subject, 20*day, b.Person(t, 2*day, subject, lifecycle.ProjectMachine, "submit_agreement", lifecycle.PI, nil))
	if ride.Runs != 3 {
		t.Errorf("%d runs, want one before, one after the reminder and one after the person", ride.Runs)
	}
}

// An agenda that keeps asking for what was done does not fill the record.
func TestEndlessAgendaIsStopped(t *testing.T) {
	b := workflowtest.New(t)
	subject := b.Place(t, lifecycle.ProjectMachine, lifecycle.Recovery, "", nil)
	placed := b.Get(t, subject).Seq
	endless := func(context.Context, docket.Querier, *docket.Record, *docket.Record) ([]docket.Due, error) {
		return []docket.Due{{Event: "dun", At: at(0)}}, nil
	}
	door := docket.New(b.Pool, endless, b.Clock)
	door.Register(lifecycle.ProjectMachine, "dun", func(context.Context, *docket.Act) error { return nil }, nil)
	record := &loop.Record{Door: door}
	b.CarryWith(t, lifecycle.ProjectMachine, subject, 30*time.Minute, record.Load, record.Act, record.Hold)
	items, err := workitem.Of(t.Context(), b.Pool, subject)
	if err != nil || len(items) != 1 || items[0].Reason != "AGENDA_REPEATS" {
		t.Errorf("work items %+v, %v", items, err)
	}
	if n := b.Get(t, subject).Seq - placed; n > 100 {
		t.Errorf("%d events were written", n)
	}
}

// Only waiting helps against some refusals: nobody is bothered with them at once.
func TestPassingRefusalIsTriedAgain(t *testing.T) {
	b := workflowtest.New(t)
	subject := b.Place(t, lifecycle.CallMachine, lifecycle.CallOpen, "", workflowtest.Due{"close": at(time.Hour)})
	door := docket.New(b.Pool, workflowtest.Agenda, b.Now)
	tried := 0
	door.Register(lifecycle.CallMachine, "close", func(context.Context, *docket.Act) error {
		if tried++; tried < 4 {
			return problem.New(problem.Unavailable, "BUSY", "忙", "busy")
		}
		return nil
	}, nil)
	record := &loop.Record{Door: door}
	b.CarryWith(t, lifecycle.CallMachine, subject, 90*time.Minute, record.Load, record.Act, record.Hold)
	if r := b.Get(t, subject); r.State != lifecycle.CallClosed || tried != 4 {
		t.Errorf("state %s after %d tries", r.State, tried)
	}
	noItems(t, b, subject)
}

func noItems(t *testing.T, b *workflowtest.Bureau, subject string) {
	t.Helper()
	if items, err := workitem.Of(t.Context(), b.Pool, subject); err != nil || len(items) > 0 {
		t.Errorf("work items %+v, %v; want none", items, err)
	}
}
