// Package loop is how every workflow of Yanlu waits: read the record, act when
// something is due, otherwise wait for the earliest time or a wake.
//
// It guarantees that a workflow decides only on what it has just read, that a
// signal lost, repeated or out of order changes nothing but the moment of
// looking, and that a history stays short. It refuses to know any stage: the
// workflow says which acts belong where, the door says whether they are lawful.
package loop

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
)

const (
	// Patience is the longest wait before the record is read again, so that a
	// wake lost with a restored database is made good within a day.
	Patience = 24 * time.Hour
	// handover is how long a fresh run may take to look for the first time: the
	// engine starts runs of one workflow a second apart. What is due sooner is waited for first.
	handover = 2 * time.Second
	// longHistory starts a fresh run even when nothing changed.
	longHistory = 400
	// actsInARow without a wait in between are more than any catching up needs:
	// an agenda that keeps asking for what was done would fill the record.
	actsInARow = 30
	// firstBreath and longestBreath bound the pause after acts that were refused as stale in a row.
	firstBreath   = 200 * time.Millisecond
	longestBreath = time.Minute
)

// On is a state and what is due in it: what a stage file's cases are made of.
type On struct {
	State lifecycle.State
	Due   lifecycle.Event
}

// Nothing is due.
const Nothing lifecycle.Event = ""

// Loop is one subject's wait. Everything in it can be read again.
type Loop struct {
	start  contract.Start
	plan   contract.Plan
	wakes  workflow.ReceiveChannel
	first  int64 // sequence number that this run saw first
	stale  int   // acts refused as stale in a row
	acts   int   // acts since the last wait
	looked bool
}

// Setup prepares the wake channel and the query.
func (l *Loop) Setup(ctx workflow.Context, start contract.Start) error {
	l.start, l.wakes = start, workflow.GetSignalChannel(ctx, contract.Wake)
	return workflow.SetQueryHandler(ctx, contract.PlanQuery, func() (contract.Plan, error) { return l.plan, nil })
}

// Carry looks and lets the story decide, until the subject has ended or a fresh
// run takes over. The story is called with a plan just read, and must end in
// Act, Wait or Refuse.
func (l *Loop) Carry(ctx workflow.Context, story func(workflow.Context) error) error {
	for {
		if err := l.look(ctx); err != nil {
			return err
		}
		if l.plan.Gone || (l.plan.Terminal && len(l.plan.Agenda) == 0) {
			return nil
		}
		if err := story(ctx); err != nil {
			return err
		}
	}
}

// Now is the state and what is due in it.
func (l *Loop) Now() On { return On{l.plan.State, l.plan.Due()} }

// State is the state last read.
func (l *Loop) State() lifecycle.State { return l.plan.State }

func (l *Loop) look(ctx workflow.Context) error {
	var plan contract.Plan
	if err := workflow.ExecuteLocalActivity(local(ctx), contract.Load, l.start).Get(ctx, &plan); err != nil {
		return err
	}
	if !l.looked {
		l.first, l.looked = plan.Seq, true
	}
	l.plan = plan
	return nil
}

// Act asks the door for what is due. Whatever the answer, the record is read again.
func (l *Loop) Act(ctx workflow.Context) error {
	if l.acts++; l.acts > actsInARow {
		l.acts = 0
		return l.Refuse(ctx, contract.Endless)
	}
	due, _ := l.plan.Next()
	var outcome contract.Outcome
	order := contract.Order{Subject: l.plan.Subject, Machine: l.plan.Machine, Seq: l.plan.Seq, Event: due.Event, Cause: due.Rule}
	if err := workflow.ExecuteLocalActivity(local(ctx), contract.Act, order).Get(ctx, &outcome); err != nil {
		return err
	}
	if outcome != contract.Stale {
		l.stale = 0
		return nil
	}
	l.stale++
	if l.stale == 1 {
		return nil
	}
	return l.pause(ctx, min(firstBreath<<min(l.stale, 10), longestBreath))
}

// Refuse keeps an agenda entry that belongs to no stage as a work item: the law
// or a rule was changed and this workflow was forgotten, or it never ends. The record holds the
// entry back for a while, so the loop goes on with what it knows.
func (l *Loop) Refuse(ctx workflow.Context, stage string) error {
	due, _ := l.plan.Next()
	workflow.GetLogger(ctx).Error("due, and not carried", "subject", l.plan.Subject, "state", l.plan.State, "event", due.Event, "stage", stage)
	return workflow.ExecuteLocalActivity(local(ctx), contract.Hold, contract.Stranger{
		Order: contract.Order{Subject: l.plan.Subject, Machine: l.plan.Machine, Seq: l.plan.Seq, Event: due.Event, Cause: due.Rule},
		State: l.plan.State, Stage: stage,
	}).Get(ctx, nil)
}

// Wait returns when there is a reason to look again: the earliest time has come
// or somebody woke us. After a change it hands over to a fresh run instead.
func (l *Loop) Wait(ctx workflow.Context) error {
	if l.drain() {
		return nil
	}
	d := Patience
	if next, ok := l.plan.Next(); ok {
		// Both times are the door's: the engine's clock only measures the distance.
		d = min(d, max(next.At.Sub(l.plan.Now), time.Millisecond))
	}
	changed := l.plan.Seq != l.first || workflow.GetInfo(ctx).GetCurrentHistoryLength() > longHistory
	if changed && d > handover {
		return workflow.NewContinueAsNewError(ctx, workflow.GetInfo(ctx).WorkflowType.Name, l.start)
	}
	return l.pause(ctx, d)
}

// pause ends after d or with the first wake that is news.
func (l *Loop) pause(ctx workflow.Context, d time.Duration) error {
	l.acts = 0
	timed, cancel := workflow.WithCancel(ctx)
	defer cancel()
	timer := workflow.NewTimer(timed, d)
	over := false
	s := workflow.NewSelector(ctx)
	s.AddFuture(timer, func(f workflow.Future) { over = true })
	s.AddReceive(l.wakes, func(c workflow.ReceiveChannel, _ bool) {
		var n contract.Nudge
		c.Receive(ctx, &n)
		over = over || l.news(n)
	})
	for !over {
		s.Select(ctx)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// drain takes every wake that has arrived and says whether one was news.
func (l *Loop) drain() bool {
	var n contract.Nudge
	news := false
	for l.wakes.ReceiveAsync(&n) {
		news = news || l.news(n)
	}
	return news
}

// news: a wake for an event that the plan already contains is not.
func (l *Loop) news(n contract.Nudge) bool { return n.Seq == 0 || n.Seq > l.plan.Seq }

// local: reading the record and one commit take milliseconds; they run inside
// the workflow task, and are safe to run again.
func local(ctx workflow.Context) workflow.Context {
	return workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: 20 * time.Second,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: 100 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: time.Minute,
		},
	})
}
