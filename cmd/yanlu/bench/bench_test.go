package bench

import (
	"context"
	"errors"
	"math"
	"sync/atomic"
	"testing"
	"time"

	"yanlu/workflows/contract"
)

func TestPercentileIsTheNearestRank(t *testing.T) {
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration(i + 1)
	}
	for _, c := range []struct {
		list []time.Duration
		p    int
		want time.Duration
	}{{hundred, 50, 50}, {hundred, 99, 99}, {hundred, 100, 100}, {hundred[:1], 50, 1}, {hundred[:3], 50, 2}, {hundred[:3], 99, 3}, {nil, 99, 0}} {
		if got := percentile(c.list, c.p); got != c.want {
			t.Errorf("p%d of %d is %d, want %d", c.p, len(c.list), got, c.want)
		}
	}
}

func TestMedianOfRounds(t *testing.T) {
	got := medianOf([]Figure{{Clients: 2, Acts: 9, PerSecond: 10, P99: 7}, {PerSecond: 30, P99: 1}, {PerSecond: 20, P99: 3}})
	if got.Clients != 2 || got.Acts != 9 || got.PerSecond != 20 || got.P99 != 3 {
		t.Errorf("%+v", got)
	}
	if m := median([]float64{4, 1, 3, 2}); m != 2.5 {
		t.Errorf("of an even number: %v", m)
	}
	if r := ratio(1, 0); r != 0 || math.IsNaN(r) {
		t.Errorf("ratio to nothing: %v", r)
	}
}

func TestDriveCarriesEachActOnceAndStopsAtAnError(t *testing.T) {
	var seen [50]atomic.Int64
	f, err := drive(t.Context(), 7, len(seen), func(_ context.Context, _, i int) error {
		seen[i].Add(1)
		return nil
	})
	if err != nil || f.Acts != len(seen) || f.Clients != 7 {
		t.Fatalf("%+v, %v", f, err)
	}
	for i := range seen {
		if n := seen[i].Load(); n != 1 {
			t.Errorf("act %d was carried %d times", i, n)
		}
	}
	refused := errors.New("refused")
	var after atomic.Int64
	_, err = drive(t.Context(), 1, 50, func(_ context.Context, _, i int) error {
		if i == 3 {
			return refused
		}
		after.Store(int64(i))
		return nil
	})
	if !errors.Is(err, refused) || after.Load() > 3 {
		t.Errorf("%v after act %d", err, after.Load())
	}
}

func TestWatchTellsOfTheNumberOrALaterOne(t *testing.T) {
	w := NewWatch()
	first := w.expect("a", 2)
	w.Observe(contract.Plan{Subject: "b", Seq: 9})
	w.Observe(contract.Plan{Subject: "a", Seq: 1})
	if len(first) != 0 {
		t.Error("an older number was taken for the news")
	}
	w.Observe(contract.Plan{Subject: "a", Seq: 3})
	if len(first) != 1 {
		t.Error("a later number includes the one that is waited for")
	}
	if late := w.expect("a", 3); len(late) != 1 {
		t.Error("what was seen before is told at once")
	}
}
