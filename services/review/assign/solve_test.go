package assign

import (
	"errors"
	"testing"
)

// Thousands of small instances, with and without every feature: the solver finds
// what trying everything finds, or says that there is nothing when there is not.
func TestBruteForce(t *testing.T) {
	count := map[string]int{}
	for seed := range uint64(6000) {
		compare(t, seed, small(seed), count)
		if t.Failed() {
			return
		}
	}
	t.Log(count)
	for _, kind := range []string{"feasible", "infeasible", "proved by prices", "proved by search"} {
		if count[kind] < 20 {
			t.Errorf("only %d instances were %s", count[kind], kind)
		}
	}
}

func compare(t *testing.T, seed uint64, in Instance, count map[string]int) {
	t.Helper()
	want, feasible := bruteForce(in)
	r, err := Solve(in, Effort{Nodes: 100000})
	if !feasible {
		var no *Infeasible
		if !errors.As(err, &no) || len(no.Obstacles) == 0 {
			t.Errorf("seed %d: %v, want an obstacle", seed, err)
		}
		count["infeasible"]++
		return
	}
	if err != nil {
		t.Errorf("seed %d: %v, want %d", seed, err, want)
		return
	}
	v := Verify(in, r)
	if r.Total != want || !r.Proved() || !v.Lawful() {
		t.Errorf("seed %d: total %d, bound %d, want %d; %+v", seed, r.Total, r.Bound, want, v)
	}
	count["feasible"]++
	if v.Bound == v.Total {
		count["proved by prices"]++
	} else {
		count["proved by search"]++
	}
}
