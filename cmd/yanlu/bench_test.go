package main

import (
	"testing"

	"yanlu/cmd/yanlu/bench"
)

// The benchmarks stay alive: a few acts of each, and nothing said of their speed.

func TestBenchSubmit(t *testing.T) {
	target, i, stop, err := startBench(t.Context(), Parts{API: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	loads := []bench.Load{{Clients: 1, Acts: 4}, {Clients: 4, Acts: 12}}
	said := 0
	r, err := bench.Submit(t.Context(), target, bench.SubmitOptions{Loads: loads, Rounds: 2, Progress: func(string, string) { said++ }})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Levels) != len(loads) || r.Row.Snapshot == 0 || said == 0 {
		t.Fatalf("%+v, progress was told %d times", r, said)
	}
	for n, l := range r.Levels {
		for name, f := range map[string]bench.Figure{"gRPC": l.GRPC, "door": l.Door, "limit": l.Limit, "heard": l.Heard} {
			if f.Clients != loads[n].Clients || f.Acts != loads[n].Acts || f.PerSecond <= 0 || f.P50 <= 0 || f.P99 < f.P50 {
				t.Errorf("%d clients, %s: %+v", l.Clients, name, f)
			}
		}
		if l.Ratio <= 0 || l.DoorRatio <= 0 {
			t.Errorf("ratios %v and %v", l.Ratio, l.DoorRatio)
		}
	}
	var submitted, heard int
	if err := i.Pool.QueryRow(t.Context(), `select (select count(*) from docket where state = 'SUBMITTED'),
		(select count(*) from pg_trigger where tgrelid = 'outbox'::regclass and not tgisinternal and tgenabled = 'D')`).Scan(&submitted, &heard); err != nil {
		t.Fatal(err)
	}
	if want := 2 * 2 * (loads[0].Acts + loads[1].Acts); submitted != want || heard != 0 {
		t.Errorf("%d submissions on record, want %d; %d triggers were left off", submitted, want, heard)
	}
}

func TestBenchWake(t *testing.T) {
	needEngine(t)
	watch := bench.NewWatch()
	target, i, stop, err := startBench(t.Context(), Parts{Worker: true}, watch.Observe)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	r, err := bench.Wake(t.Context(), target, i.client, watch, bench.WakeOptions{Open: 12, Single: 6, Bursts: 2, AtOnce: 4, Rounds: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Open != 12 || r.Started <= 0 || len(r.Levels) != 2 {
		t.Fatalf("%+v", r)
	}
	for n, acts := range []int{6, 8} {
		l := r.Levels[n]
		if l.Reaction.Acts != acts || l.Limit.Acts != acts || l.Reaction.P99 <= 0 || l.Limit.P99 <= 0 || l.RatioP50 <= 0 {
			t.Errorf("%+v", l)
		}
	}
}
