// Package relay wakes the workflows of the subjects that the door wrote about.
//
// It guarantees that every event on record is signalled at least once, however
// often the relay, the engine or the database dies between, and that people are
// told of it once. It refuses to know what an event means: a signal carries a
// subject and a number.
package relay

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"yanlu/services/docket/outbox"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
	"yanlu/services/platform/faults"
	"yanlu/workflows/contract"
)

const (
	defaultBatch  = 64
	defaultAtOnce = 8
	defaultPoll   = 500 * time.Millisecond
	// signalling bounds one batch: its rows stay locked meanwhile.
	signalling = 15 * time.Second
	// firstPause and longestPause lie between attempts while a store is away.
	firstPause   = 100 * time.Millisecond
	longestPause = 5 * time.Second
)

// Options of a relay; zero values are sensible.
type Options struct {
	Batch  int           // rows taken together; 64
	AtOnce int           // signals on their way together; 8
	Poll   time.Duration // how long a row waits when nobody is heard; 500 ms
	Logger *slog.Logger  // slog's default when nil

	// Told hears of every event that people were notified of, after the commit.
	Told func(subject string, seq int64)
}

// Run carries rows until ctx ends; it returns nil then. Any number of relays may
// run. Errors of the stores are logged and waited out.
func Run(ctx context.Context, pool *pgxpool.Pool, c client.Client, opts Options) error {
	r := newRelay(pool, c, opts)
	heard := make(chan struct{}, 1)
	var listening sync.WaitGroup
	listening.Go(func() { r.listen(ctx, heard) })
	defer listening.Wait()
	pause := firstPause
	for ctx.Err() == nil {
		result, err := r.batch(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil || result.Carried < result.Taken:
			r.log.Warn("the relay could not carry everything and tries again", "taken", result.Taken, "carried", result.Carried, "error", errors.Join(err, r.takeLast()))
			sleep(ctx, pause, nil)
			pause = min(2*pause, longestPause)
		case result.Taken == 0:
			pause = firstPause
			sleep(ctx, r.opts.Poll, heard)
		default: // what was carried may have woken kin
			pause = firstPause
		}
	}
	return nil
}

type relay struct {
	pool *pgxpool.Pool
	c    client.Client
	opts Options
	log  *slog.Logger

	told []outbox.Row // of the batch that is being carried

	mu   sync.Mutex
	last error // of the last signal that failed
}

func newRelay(pool *pgxpool.Pool, c client.Client, opts Options) *relay {
	if opts.Batch <= 0 {
		opts.Batch = defaultBatch
	}
	if opts.AtOnce <= 0 {
		opts.AtOnce = defaultAtOnce
	}
	if opts.Poll <= 0 {
		opts.Poll = defaultPoll
	}
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	return &relay{pool: pool, c: c, opts: opts, log: opts.Logger}
}

func (r *relay) batch(ctx context.Context) (outbox.Result, error) {
	r.told = r.told[:0]
	result, err := outbox.Carry(ctx, r.pool, r.opts.Batch, r.signal, r.tell)
	if err == nil && r.opts.Told != nil {
		for _, row := range r.told {
			r.opts.Told(row.Subject, row.Seq)
		}
	}
	if err == nil && result.Carried > 0 {
		faults.Point("relay.dropped")
	}
	if result.TellErr != nil && ctx.Err() == nil {
		r.log.Error("a notification could not be written; the record shows the event all the same", "error", result.TellErr)
	}
	return result, err
}

func (r *relay) tell(ctx context.Context, tx pgx.Tx, row outbox.Row) error {
	err := notification.Deliver(ctx, tx, row.Subject, row.Seq)
	if err == nil {
		r.told = append(r.told, row)
	}
	return err
}

// signal wakes each subject once, with the newest number of the batch.
func (r *relay) signal(ctx context.Context, rows []outbox.Row) []bool {
	faults.Point("relay.taken")
	ctx, cancel := context.WithTimeout(ctx, signalling)
	defer cancel()
	wakes, of := coalesce(rows)
	sent := make([]bool, len(wakes))
	slots := make(chan struct{}, r.opts.AtOnce)
	var all sync.WaitGroup
	for i, w := range wakes {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			err := Signal(ctx, r.c, w.Machine, contract.Nudge{Subject: w.Subject, Seq: w.Seq}, w.Terminal)
			if sent[i] = err == nil; err != nil {
				r.keepLast(err)
			}
		})
	}
	all.Wait()
	out := make([]bool, len(rows))
	for i := range rows {
		out[i] = sent[of[i]]
	}
	faults.Point("relay.signalled")
	return out
}

// coalesce makes one wake per subject; of tells which wake stands for a row.
func coalesce(rows []outbox.Row) (wakes []outbox.Row, of []int) {
	at := map[string]int{}
	of = make([]int, len(rows))
	for i, row := range rows {
		j, ok := at[row.Subject]
		if !ok {
			j = len(wakes)
			at[row.Subject] = j
			wakes = append(wakes, row)
		}
		w := &wakes[j]
		if row.Seq == 0 || w.Seq == 0 {
			w.Seq = 0 // “look whatever you have seen” includes every number
		} else {
			w.Seq = max(w.Seq, row.Seq)
		}
		of[i] = j
	}
	return wakes, of
}

// Signal wakes one subject's workflow and starts it when it is not running. A
// subject that has ended needs no start: only a running workflow hears of it.
func Signal(ctx context.Context, c client.Client, m lifecycle.Machine, n contract.Nudge, ended bool) error {
	id := contract.WorkflowID(m, n.Subject)
	if ended {
		err := c.SignalWorkflow(ctx, id, "", contract.Wake, n)
		var none *serviceerror.NotFound
		if errors.As(err, &none) {
			return nil
		}
		return err
	}
	_, err := c.SignalWithStartWorkflow(ctx, id, contract.Wake, n, client.StartWorkflowOptions{
		TaskQueue:             contract.TaskQueue,
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	}, contract.WorkflowType(m), contract.Start{Subject: n.Subject})
	return err
}

func (r *relay) keepLast(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = err
}

func (r *relay) takeLast() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	err := r.last
	r.last = nil
	return err
}

// listen hears the database until ctx ends, again after every loss.
func (r *relay) listen(ctx context.Context, heard chan<- struct{}) {
	pause := firstPause
	for ctx.Err() == nil {
		began := time.Now()
		err := outbox.Listen(ctx, r.pool, func() {
			select {
			case heard <- struct{}{}:
			default:
			}
		})
		if ctx.Err() != nil {
			return
		}
		if time.Since(began) > longestPause {
			pause = firstPause
		}
		r.log.Warn("the relay does not hear the database and polls instead", "error", err)
		sleep(ctx, pause, nil)
		pause = min(2*pause, longestPause)
	}
}

// sleep ends after d, with ctx, or when something is heard.
func sleep(ctx context.Context, d time.Duration, heard <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-heard:
	}
}
