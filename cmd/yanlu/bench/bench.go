// Package bench measures the product against limits that it measures itself in
// the same run, so that a figure means the same on a fast machine and a slow one.
//
// It guarantees that every act it times is a lawful act of the product on a
// private instance, counted only when it was acknowledged, and that rounds
// alternate between the product and its limit so that a busy moment meets both.
// It refuses to judge: it prints ratios and asserts none.
package bench

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Figure is what one way of doing the same thing achieved: medians over the rounds.
type Figure struct {
	Clients   int     `json:"clients"`
	Acts      int     `json:"acts"`       // timed in each round
	PerSecond float64 `json:"per_second"` // acknowledged acts
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	Max       float64 `json:"max_ms"`
	CPU       float64 `json:"cpu_ms"` // of this process for one act, clients included; the database's is not in it
}

// Progress hears what is being done, for a person who waits; nil is silence.
type Progress func(zh, en string)

func (p Progress) say(zh, en string) {
	if p != nil {
		p(zh, en)
	}
}

// drive has clients carry n acts together and times each. The first error ends
// the run: a figure over refused acts would mean nothing.
func drive(ctx context.Context, clients, n int, act func(ctx context.Context, client, i int) error) (Figure, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		next  atomic.Int64
		all   sync.WaitGroup
		times = make([]time.Duration, n)
	)
	began, busy := time.Now(), processorTime()
	for client := range clients {
		all.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				start := time.Now()
				if err := act(ctx, client, i); err != nil {
					cancel(err)
					return
				}
				times[i] = time.Since(start)
			}
		})
	}
	all.Wait()
	took, busy := time.Since(began), processorTime()-busy
	if err := context.Cause(ctx); err != nil {
		return Figure{}, err
	}
	f := summarise(times)
	f.Clients, f.PerSecond = clients, float64(n)/took.Seconds()
	f.CPU = milliseconds(busy) / float64(max(n, 1))
	return f, nil
}

// summarise reads percentiles off a list of times, which it sorts.
func summarise(times []time.Duration) Figure {
	slices.Sort(times)
	return Figure{Acts: len(times), P50: milliseconds(percentile(times, 50)), P99: milliseconds(percentile(times, 99)), Max: milliseconds(percentile(times, 100))}
}

// percentile of a sorted list by nearest rank; zero of an empty one.
func percentile(sorted []time.Duration, p int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := (p*len(sorted) + 99) / 100
	return sorted[max(rank, 1)-1]
}

// processorTime is what this process has used of all processors.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// medianOf takes the median of each column over rounds of the same measurement.
func medianOf(rounds []Figure) Figure {
	if len(rounds) == 0 {
		return Figure{}
	}
	column := func(of func(Figure) float64) float64 {
		values := make([]float64, len(rounds))
		for i, f := range rounds {
			values[i] = of(f)
		}
		return median(values)
	}
	return Figure{
		Clients: rounds[0].Clients, Acts: rounds[0].Acts,
		PerSecond: column(func(f Figure) float64 { return f.PerSecond }),
		P50:       column(func(f Figure) float64 { return f.P50 }),
		P99:       column(func(f Figure) float64 { return f.P99 }),
		Max:       column(func(f Figure) float64 { return f.Max }),
		CPU:       column(func(f Figure) float64 { return f.CPU }),
	}
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return (values[middle-1] + values[middle]) / 2
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

var errTooFew = errors.New("bench: fewer applications were prepared than are acted on")
