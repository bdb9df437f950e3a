package bench

import (
	"context"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/client"

	applicationact "yanlu/services/application/act"
	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
)

// WakeOptions bound the benchmark of reactions.
type WakeOptions struct {
	Open     int // projects whose workflow waits
	Single   int // acts in a round that come one at a time
	Bursts   int // bursts in a round
	AtOnce   int // acts in a burst
	Rounds   int
	Progress Progress
}

// WakeReport compares how long a committed act waits for its workflow with what
// the engine needs for a signal alone.
type WakeReport struct {
	Benchmark string      `json:"benchmark"`
	Machine   Machine     `json:"machine"`
	Rounds    int         `json:"rounds"`
	Open      int         `json:"open_projects"`
	Started   float64     `json:"started_per_second"` // workflows, from nothing
	Levels    []WakeLevel `json:"levels"`
}

// WakeLevel is one way in which acts come. Reaction counts from the time that
// the event has on record, which precedes its commit, until the workflow has
// read the record with the event in it. Limit counts from a bare signal until
// an empty activity ran.
type WakeLevel struct {
	AtOnce   int     `json:"at_once"`
	Reaction Figure  `json:"reaction"`
	Limit    Figure  `json:"limit"`
	RatioP50 float64 `json:"ratio_p50"`
	RatioP99 float64 `json:"ratio_p99"`
}

// patience bounds one reaction: past it something is broken, not slow.
const patience = 2 * time.Minute

// Watch hears which plans the workflows read: give its Observe to an instance
// before it starts.
type Watch struct {
	mu      sync.Mutex
	seen    map[string]int64
	waiting map[string]waiter
}

type waiter struct {
	seq  int64
	read chan time.Time
}

// NewWatch hears nothing yet.
func NewWatch() *Watch {
	return &Watch{seen: map[string]int64{}, waiting: map[string]waiter{}}
}

// Observe is told of every plan that a workflow read.
func (w *Watch) Observe(p contract.Plan) {
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[p.Subject] = max(w.seen[p.Subject], p.Seq)
	if x, ok := w.waiting[p.Subject]; ok && p.Seq >= x.seq {
		x.read <- now
		delete(w.waiting, p.Subject)
	}
}

// expect returns where the time is told at which a subject's workflow has read seq.
func (w *Watch) expect(subject string, seq int64) <-chan time.Time {
	read := make(chan time.Time, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen[subject] >= seq {
		read <- time.Now()
	} else {
		w.waiting[subject] = waiter{seq, read}
	}
	return read
}

// Wake measures how soon a workflow reads what a person has just done, with many
// projects open, and what the engine needs for a signal alone, in alternating
// rounds. The instance must run its workflows with w.Observe.
func Wake(ctx context.Context, target Target, c client.Client, w *Watch, opts WakeOptions) (WakeReport, error) {
	report := WakeReport{Benchmark: "wake", Machine: thisMachine(), Rounds: opts.Rounds, Open: opts.Open}
	opts.Progress.say("登记人员与批次", "entering people and a call")
	d, err := settle(ctx, target.Pool, target.Bureau, target.Cal, opts.Open)
	if err != nil {
		return report, err
	}
	opts.Progress.say(fmt.Sprintf("启动%d个项目流程", opts.Open), fmt.Sprintf("starting %d workflows", opts.Open))
	f := &fleet{district: d, watch: w}
	if report.Started, err = f.launch(ctx, opts.Open); err != nil {
		return report, err
	}
	bare, err := startBare(ctx, c)
	if err != nil {
		return report, err
	}
	defer bare.stop()
	singles, bursts := make([]WakeLevel, opts.Rounds), make([]WakeLevel, opts.Rounds)
	for round := range opts.Rounds {
		opts.Progress.say(fmt.Sprintf("第%d/%d轮", round+1, opts.Rounds), fmt.Sprintf("round %d of %d", round+1, opts.Rounds))
		if singles[round], err = f.compare(ctx, bare, opts.Single, 1); err != nil {
			return report, err
		}
		if bursts[round], err = f.compare(ctx, bare, opts.Bursts, opts.AtOnce); err != nil {
			return report, err
		}
	}
	report.Levels = []WakeLevel{medianWake(singles), medianWake(bursts)}
	return report, nil
}

func medianWake(rounds []WakeLevel) WakeLevel {
	out := WakeLevel{}
	var reactions, limits []Figure
	for _, r := range rounds {
		out.AtOnce = r.AtOnce
		reactions, limits = append(reactions, r.Reaction), append(limits, r.Limit)
	}
	out.Reaction, out.Limit = medianOf(reactions), medianOf(limits)
	out.RatioP50, out.RatioP99 = ratio(out.Reaction.P50, out.Limit.P50), ratio(out.Reaction.P99, out.Limit.P99)
	return out
}

// fleet is many open projects; acts go round all of them, so that each finds its
// workflow as long unused as can be.
type fleet struct {
	*district
	watch *Watch
	list  []application
	next  int
}

// launch makes the projects and waits until the workflow of each has looked.
func (f *fleet) launch(ctx context.Context, n int) (perSecond float64, err error) {
	began := time.Now()
	if f.list, err = f.create(ctx, 0, n); err != nil {
		return 0, err
	}
	for _, a := range f.list {
		if _, err := await(ctx, f.watch.expect(a.id, a.etag)); err != nil {
			return 0, err
		}
	}
	return float64(n) / time.Since(began).Seconds(), nil
}

// compare measures reactions and the bare signal, a number of times, so many at once.
func (f *fleet) compare(ctx context.Context, bare *bareSignal, times, atOnce int) (WakeLevel, error) {
	level := WakeLevel{AtOnce: atOnce}
	var err error
	if level.Reaction, err = volley(ctx, times, atOnce, func(ctx context.Context, slot int) (time.Duration, error) {
		return f.react(ctx, &f.list[slot%len(f.list)])
	}, &f.next); err != nil {
		return level, err
	}
	level.Limit, err = volley(ctx, times, atOnce, bare.roundTrip, &bare.next)
	return level, err
}

// volley fires so many at once, waits for all of them, and does so a number of
// times. Each shot gets the next slot.
func volley(ctx context.Context, times, atOnce int, shoot func(ctx context.Context, slot int) (time.Duration, error), next *int) (Figure, error) {
	took := make([]time.Duration, times*atOnce)
	began, busy := time.Now(), processorTime()
	for round := range times {
		first := *next
		*next += atOnce
		if _, err := drive(ctx, atOnce, atOnce, func(ctx context.Context, _, i int) error {
			var err error
			took[round*atOnce+i], err = shoot(ctx, first+i)
			return err
		}); err != nil {
			return Figure{}, err
		}
	}
	n := float64(max(len(took), 1))
	elapsed, busy := time.Since(began), processorTime()-busy
	f := summarise(took)
	f.Clients, f.PerSecond, f.CPU = atOnce, n/elapsed.Seconds(), milliseconds(busy)/n
	return f, nil
}

// react has a person act, the applicant and the institution in turn, and waits
// for the workflow.
func (f *fleet) react(ctx context.Context, a *application) (time.Duration, error) {
	read := f.watch.expect(a.id, a.etag+1)
	event, by, input := lifecycle.Event("send_to_unit"), a.pi(), any(applicationact.SendToUnit{Pledged: true})
	if a.sent {
		event, by, input = "unit_return", a.institution(), applicationact.UnitReturn{Comments: "请补充考核指标的检测方法"}
	}
	receipt, err := f.act(ctx, a, event, by, input)
	if err != nil {
		return 0, err
	}
	a.sent = !a.sent
	at, err := await(ctx, read)
	return max(at.Sub(receipt.At), 0), err
}

func await(ctx context.Context, read <-chan time.Time) (time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case at := <-read:
		return at, nil
	case <-ctx.Done():
		return time.Time{}, fmt.Errorf("bench: a workflow did not react: %w", ctx.Err())
	}
}
