package main

import (
	"testing"

	"yanlu/cmd/yanlu/bench"
)

// Server and bare query find the same rows in every list that is measured, and nothing is said of their speed.
func TestBenchList(t *testing.T) {
	target, _, stop, err := startBench(t.Context(), Parts{API: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	r, err := bench.List(t.Context(), target, bench.ListOptions{Dockets: 2000, Asks: 3, Rounds: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Dockets != 2000 || len(r.Lists) < 20 {
		t.Fatalf("%+v", r)
	}
	for _, l := range r.Lists {
		if l.Rows == 0 || l.Server.Acts != 3 || l.Bare.Acts != 3 || l.Server.P50 <= 0 || l.Bare.P50 <= 0 || l.RatioP50 <= 0 {
			t.Errorf("%+v", l)
		}
	}
	var projects, unlawful int
	if err := target.Pool.QueryRow(t.Context(), `select count(*) filter (where machine = 'project'), count(*) filter (where machine = 'project' and parent is null) from docket`).Scan(&projects, &unlawful); err != nil {
		t.Fatal(err)
	}
	if projects != 2001 || unlawful != 0 {
		t.Errorf("%d projects are on file, %d without a call", projects, unlawful)
	}
}
