// Package resync starts every open workflow again from the record.
//
// It guarantees that after it returns without error each subject that has not
// ended has a workflow that has looked, or will look, at the record as it is
// now: after the engine's database was lost, after either store was restored
// older, after workflows were ended by hand. It drops nothing and may be run at
// any time. It refuses to know what a workflow then does.
package resync

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"yanlu/services/docket/outbox"
	"yanlu/workflows/contract"
	"yanlu/workflows/relay"
)

const (
	page     = 500
	atOnce   = 8
	patience = 10 * time.Second // for one subject, and for each of tries
	tries    = 5
)

// Report counts what was done. Took is in nanoseconds when written as JSON.
type Report struct {
	Open     int            `json:"open"`     // subjects that need a workflow
	Woken    int            `json:"woken"`    // started or signalled
	Ended    int            `json:"ended"`    // running workflows ended first, with Fresh
	Machines map[string]int `json:"machines"` // woken, by machine
	Failed   []string       `json:"failed"`   // workflow ids that could not be reached
	Took     time.Duration  `json:"took_ns"`
}

// Options of a run; the zero value is the ordinary one.
type Options struct {
	// Fresh ends a running workflow before it is started again: for workflows
	// that no longer follow their history.
	Fresh bool
	// Progress, when set, is told after each page how many of how many are done.
	Progress func(done, total int)
}

// Run wakes the workflow of every open subject. It goes on after a failure and
// returns an error that names how many failed.
func Run(ctx context.Context, pool *pgxpool.Pool, c client.Client, opts Options) (Report, error) {
	began := time.Now()
	report := Report{Machines: map[string]int{}, Failed: []string{}}
	var err error
	if report.Open, err = outbox.CountOpen(ctx, pool); err != nil {
		return report, err
	}
	for after, done := "", 0; ; {
		subjects, err := outbox.Open(ctx, pool, after, page)
		if err != nil {
			return report, err
		}
		if len(subjects) == 0 {
			break
		}
		wakeAll(ctx, c, subjects, opts.Fresh, &report)
		after, done = subjects[len(subjects)-1].ID, done+len(subjects)
		if opts.Progress != nil {
			opts.Progress(done, max(done, report.Open))
		}
		if ctx.Err() != nil {
			return report, ctx.Err()
		}
	}
	report.Took = time.Since(began)
	if n := len(report.Failed); n > 0 {
		return report, fmt.Errorf("resync: %d workflows could not be reached, the first is %s", n, report.Failed[0])
	}
	return report, nil
}

func wakeAll(ctx context.Context, c client.Client, subjects []outbox.Subject, fresh bool, report *Report) {
	var (
		mu    sync.Mutex
		all   sync.WaitGroup
		slots = make(chan struct{}, atOnce)
	)
	for _, s := range subjects {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			ended, err := wake(ctx, c, s, fresh)
			mu.Lock()
			defer mu.Unlock()
			if ended {
				report.Ended++
			}
			if err != nil {
				report.Failed = append(report.Failed, contract.WorkflowID(s.Machine, s.ID))
				return
			}
			report.Woken++
			report.Machines[string(s.Machine)]++
		})
	}
	all.Wait()
}

func wake(ctx context.Context, c client.Client, s outbox.Subject, fresh bool) (ended bool, err error) {
	for attempt := 1; ; attempt++ {
		ended, err = wakeOnce(ctx, c, s, fresh && !ended)
		if err == nil || attempt == tries || ctx.Err() != nil {
			return ended, err
		}
	}
}

func wakeOnce(ctx context.Context, c client.Client, s outbox.Subject, fresh bool) (ended bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if fresh {
		err := c.TerminateWorkflow(ctx, contract.WorkflowID(s.Machine, s.ID), "", "resync from the record")
		var none *serviceerror.NotFound
		if err != nil && !errors.As(err, &none) {
			return false, err
		}
		ended = err == nil
	}
	return ended, relay.Signal(ctx, c, s.Machine, contract.Nudge{Subject: s.ID}, false)
}
