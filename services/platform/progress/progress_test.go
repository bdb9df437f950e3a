package progress_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"yanlu/services/platform/progress"
)

var stages = []progress.Stage{{Code: "read", Share: 10}, {Code: "screen", Share: 30}, {Code: "write", Share: 60}}

func TestWorkIsToldFromItsBeginning(t *testing.T) {
	r := progress.New(nil)
	ctx, end := r.Follow(t.Context(), "c-1", "req-1")
	progress.At(ctx, "screen", 1, 2)
	if s, found := r.Of("c-1"); found {
		t.Fatalf("told before it began: %+v", s)
	}
	progress.Begin(ctx, "seal", stages)
	for _, step := range []struct {
		code                 string
		done, total, percent int
	}{{"read", 0, 0, 0}, {"screen", 1, 3, 20}, {"screen", 3, 3, 40}, {"read", 1, 1, 40}, {"write", 0, 0, 40}, {"write", 9, 9, 99}, {"nothing", 1, 2, 99}} {
		progress.At(ctx, step.code, step.done, step.total)
		if s, _ := r.Of("c-1"); s.Percent != step.percent || !s.Ended.IsZero() || s.Request != "req-1" || s.Event != "seal" {
			t.Errorf("%s %d/%d: %+v, want %d", step.code, step.done, step.total, s, step.percent)
		}
	}
	progress.At(ctx, "write", 0, 9)
	if s, _ := r.Of("c-1"); s.Counts[1] != (progress.Count{Done: 3, Total: 3}) || s.Counts[2].Done != 9 {
		t.Errorf("counts %v", s.Counts)
	}
	end(nil)
	if s, _ := r.Of("c-1"); s.Percent != 100 || s.Ended.IsZero() || s.Err != nil {
		t.Errorf("ended as %+v", s)
	}
	if _, found := r.Of("c-2"); found {
		t.Error("another subject has work")
	}
}

func TestARefusalIsToldAndForgotten(t *testing.T) {
	now := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	r := progress.New(func() time.Time { return now })
	ctx, end := r.Follow(t.Context(), "c-1", "req-1")
	progress.Begin(ctx, "seal", stages)
	progress.At(ctx, "write", 5, 9)
	progress.Begin(ctx, "seal", stages) // the transaction is tried again
	if s, _ := r.Of("c-1"); s.Percent != 0 || s.Stage != 0 {
		t.Errorf("begun again: %+v", s)
	}
	no := errors.New("no")
	end(no)
	now = now.Add(progress.Kept)
	if s, found := r.Of("c-1"); !found || !errors.Is(s.Err, no) || s.Percent == 100 {
		t.Errorf("%t %+v", found, s)
	}
	now = now.Add(time.Second)
	if _, found := r.Of("c-1"); found {
		t.Error("still told of")
	}
}

func TestWithoutARegisterNothingIsTold(t *testing.T) {
	var r *progress.Register
	ctx, end := r.Follow(context.Background(), "c", "r")
	progress.Begin(ctx, "seal", stages)
	progress.At(ctx, "read", 1, 2)
	progress.Teller(ctx, "read")(1, 2)
	end(nil)
	if _, found := r.Of("c"); found {
		t.Error("nobody keeps it")
	}
}

// Many goroutines tell at once, in no order: what is told never falls.
func TestTellingFromManySides(t *testing.T) {
	r := progress.New(nil)
	ctx, end := r.Follow(t.Context(), "c", "r")
	progress.Begin(ctx, "seal", stages)
	tell := progress.Teller(ctx, "screen")
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() { tell(i+1, 200) })
	}
	last := 0
	for range 200 {
		s, _ := r.Of("c")
		if s.Percent < last {
			t.Fatalf("fell from %d to %d", last, s.Percent)
		}
		last = s.Percent
	}
	all.Wait()
	tell(1, 200) // the slowest of them
	if s, _ := r.Of("c"); s.Counts[1] != (progress.Count{Done: 200, Total: 200}) {
		t.Errorf("%+v", s)
	}
	end(nil)
}
