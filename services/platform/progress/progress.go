// Package progress tells how far long work has come while it runs.
//
// It guarantees that work is told of only once it has begun its stages, that the
// share done never falls while one try lasts and reaches a hundred only at the
// end, and that telling costs the work next to nothing. It refuses to be relied
// on: it lives in the memory of one process and forgets; what has happened is
// what the record says.
package progress

import (
	"context"
	"sync"
	"time"
)

// Kept is how long work that has ended is still told of.
const Kept = 10 * time.Minute

// Stages that the door counts itself: the acts beside the one that was asked for, and the commit of all.
const (
	Companions = "companions"
	Commit     = "commit"
)

// Stage is one part of some work. Share is its part of the usual waiting; only the proportion counts.
type Stage struct {
	Code, Zh, En string
	Share        int
}

// Count is how far a stage has come; Total is 0 where nothing is counted.
type Count struct{ Done, Total int }

// State is some work at one moment.
type State struct {
	Subject, Request, Event string
	Stages                  []Stage
	Counts                  []Count // of the stages, in order
	Stage                   int     // index of the one that runs
	Percent                 int     // of the usual waiting
	Started, Ended          time.Time
	Err                     error // why it ended without effect
}

// Register holds the work of this process. Nil tells of nothing.
type Register struct {
	clock func() time.Time

	mu    sync.Mutex
	works map[string]*Work // the newest of each subject
}

// New makes an empty register; the clock is the process's unless a test gives its own.
func New(clock func() time.Time) *Register {
	if clock == nil {
		clock = time.Now
	}
	return &Register{clock: clock, works: map[string]*Work{}}
}

// Work is one act that may take long.
type Work struct {
	in *Register

	mu    sync.Mutex
	state State
}

type key struct{}

// Follow lets what ctx reaches tell its progress about a subject, for the request
// that asked for it. The returned function says that it ended, and how.
func (r *Register) Follow(ctx context.Context, subject, request string) (context.Context, func(error)) {
	if r == nil {
		return ctx, func(error) {}
	}
	w := &Work{in: r, state: State{Subject: subject, Request: request}}
	return context.WithValue(ctx, key{}, w), w.end
}

// Of is the work on a subject that runs, or that ended last, within Kept; false when there is none.
func (r *Register) Of(subject string) (State, bool) {
	if r == nil {
		return State{}, false
	}
	r.mu.Lock()
	r.forget()
	w := r.works[subject]
	r.mu.Unlock()
	if w == nil {
		return State{}, false
	}
	return w.now(), true
}

// forget drops what ended too long ago.
func (r *Register) forget() {
	for subject, w := range r.works {
		if at := w.now().Ended; !at.IsZero() && r.clock().Sub(at) > Kept {
			delete(r.works, subject)
		}
	}
}

// Begin lists the stages of the work that ctx belongs to, and tells of it from
// now on. A transaction that is tried again begins again. Without work it does nothing.
func Begin(ctx context.Context, event string, stages []Stage) {
	w, _ := ctx.Value(key{}).(*Work)
	if w == nil {
		return
	}
	w.mu.Lock()
	w.state.Event, w.state.Stages, w.state.Counts, w.state.Stage, w.state.Percent = event, stages, make([]Count, len(stages)), 0, 0
	if w.state.Started.IsZero() {
		w.state.Started = w.in.clock()
	}
	w.mu.Unlock()
	w.in.mu.Lock()
	defer w.in.mu.Unlock()
	w.in.forget()
	w.in.works[w.state.Subject] = w
}

// At says that a stage runs and how many of how many it has done. Stages before it
// are over. A stage that the work does not have is not told.
func At(ctx context.Context, code string, done, total int) {
	if w, _ := ctx.Value(key{}).(*Work); w != nil {
		w.at(code, done, total)
	}
}

// Teller is At for code that knows no ctx. It may be called from several goroutines.
func Teller(ctx context.Context, code string) func(done, total int) {
	w, _ := ctx.Value(key{}).(*Work)
	if w == nil {
		return func(int, int) {}
	}
	return func(done, total int) { w.at(code, done, total) }
}

func (w *Work) at(code string, done, total int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, s := range w.state.Stages {
		if s.Code != code || i < w.state.Stage {
			continue
		}
		for k := range i {
			w.state.Counts[k].Done = w.state.Counts[k].Total
		}
		c := &w.state.Counts[i]
		w.state.Stage, c.Total, c.Done = i, total, max(c.Done, min(done, total))
		w.state.Percent = max(w.state.Percent, w.percent())
		return
	}
}

// percent is what the stages before and the counted part of this one make of all shares, under a hundred.
func (w *Work) percent() int {
	all, done := 0, 0.0
	for i, s := range w.state.Stages {
		all += s.Share
		switch c := w.state.Counts[i]; {
		case i < w.state.Stage:
			done += float64(s.Share)
		case i == w.state.Stage && c.Total > 0:
			done += float64(s.Share) * float64(c.Done) / float64(c.Total)
		}
	}
	if all == 0 {
		return 0
	}
	return min(int(100*done)/all, 99)
}

func (w *Work) end(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Ended, w.state.Err = w.in.clock(), err
	if err == nil {
		w.state.Percent = 100
	}
}

func (w *Work) now() State {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.state
	s.Counts = append([]Count{}, s.Counts...)
	return s
}
