package bench

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

const (
	bareQueue    = "yanlu-bench"
	bareWorkflow = "bench-signal"
	bareActivity = "bench-heard"
	bareSignals  = "knock"
	// bareCount is how many workflows take the signals in turn.
	bareCount = 100
	// bareLife is after how many signals a workflow hands over to a fresh run.
	bareLife = 50
	// barePollers are as many as the product's worker has.
	barePollers = 4
)

// bareSignal is the limit of a wake: SignalWithStart to a workflow that does
// nothing but run an empty local activity, on the same engine.
type bareSignal struct {
	client client.Client
	worker worker.Worker
	next   int
	number atomic.Int64

	mu    sync.Mutex
	heard map[int64]chan time.Time
}

func startBare(ctx context.Context, c client.Client) (*bareSignal, error) {
	b := &bareSignal{client: c, heard: map[int64]chan time.Time{}}
	b.worker = worker.New(c, bareQueue, worker.Options{LocalActivityWorkerOnly: true, MaxConcurrentWorkflowTaskPollers: barePollers, DisableRegistrationAliasing: true})
	b.worker.RegisterWorkflowWithOptions(knocked, workflow.RegisterOptions{Name: bareWorkflow})
	b.worker.RegisterActivityWithOptions(b.hear, activity.RegisterOptions{Name: bareActivity})
	if err := b.worker.Start(); err != nil {
		return nil, fmt.Errorf("bench: worker: %w", err)
	}
	_, err := drive(ctx, preparing, bareCount, func(ctx context.Context, _, i int) error {
		_, err := b.roundTrip(ctx, i)
		return err
	})
	if err != nil {
		b.stop()
	}
	return b, err
}

func (b *bareSignal) stop() { b.worker.Stop() }

// knocked answers each signal with the activity.
func knocked(ctx workflow.Context) error {
	knocks := workflow.GetSignalChannel(ctx, bareSignals)
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: patience})
	for range bareLife {
		var n int64
		knocks.Receive(ctx, &n)
		if err := workflow.ExecuteLocalActivity(ctx, bareActivity, n).Get(ctx, nil); err != nil {
			return err
		}
	}
	return workflow.NewContinueAsNewError(ctx, bareWorkflow)
}

func (b *bareSignal) hear(_ context.Context, n int64) error {
	now := time.Now()
	b.mu.Lock()
	defer b.mu.Unlock()
	if c := b.heard[n]; c != nil {
		c <- now
		delete(b.heard, n)
	}
	return nil
}

// roundTrip signals one workflow and waits for its activity.
func (b *bareSignal) roundTrip(ctx context.Context, slot int) (time.Duration, error) {
	n, heard := b.number.Add(1), make(chan time.Time, 1)
	b.mu.Lock()
	b.heard[n] = heard
	b.mu.Unlock()
	began := time.Now()
	_, err := b.client.SignalWithStartWorkflow(ctx, fmt.Sprintf("bench-signal/%d", slot%bareCount), bareSignals, n,
		client.StartWorkflowOptions{TaskQueue: bareQueue}, bareWorkflow)
	if err != nil {
		return 0, fmt.Errorf("bench: signal: %w", err)
	}
	at, err := await(ctx, heard)
	return at.Sub(began), err
}
