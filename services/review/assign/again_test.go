package assign

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// byHand makes decisions at random, most of them about pairs that matter, and
// sometimes takes the earlier ones back.
func byHand(r *rand.Rand, in *Instance, last *Result) {
	if r.IntN(3) == 0 {
		in.Keep, in.Forbid = nil, nil
	}
	in.Keep, in.Forbid = slices.Clone(in.Keep), slices.Clone(in.Forbid)
	for range 1 + r.IntN(2) {
		i := r.IntN(len(in.Demand))
		pair := Pair{i, r.IntN(len(in.Upper))}
		if last != nil && len(last.Reviewers[i]) > 0 && r.IntN(2) == 0 {
			pair.Reviewer = int(last.Reviewers[i][r.IntN(len(last.Reviewers[i]))])
		}
		if r.IntN(3) == 0 {
			in.Keep = append(in.Keep, pair)
		} else {
			in.Forbid = append(in.Forbid, pair)
		}
	}
}

// After any sequence of changes by hand and of taking them back: what comes is
// lawful, its bound holds, it is seldom worse than trying everything, and there is
// nothing only when there is nothing.
func TestChangeWhereNoFlowHolds(t *testing.T) {
	best, solved, none := 0, 0, 0
	for seed := range uint64(1500) {
		in := crossing(seed)
		if seed%2 == 0 {
			in = small(seed)
		}
		s, err := NewSolver(in, Effort{Nodes: 100000})
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(seed, 5))
		var last *Result
		for range 6 {
			byHand(r, &in, last)
			got, err := s.Change(in.Keep, in.Forbid)
			want, feasible := bruteForce(in)
			var no *Infeasible
			switch {
			case !feasible && errors.As(err, &no):
				none++
				continue
			case err != nil || !feasible:
				t.Fatalf("seed %d: %v, feasible %t", seed, err, feasible)
			}
			last = got
			if v := Verify(in, got); !v.Lawful() || got.Total > want || got.Bound < want {
				t.Fatalf("seed %d: %d and at most %d, best %d; %+v", seed, got.Total, got.Bound, want, v.Faults)
			}
			if solved++; got.Total == want {
				best++
			}
		}
	}
	if solved < 1500 || none < 1000 || best < solved*95/100 {
		t.Errorf("%d solved, %d of them best, %d without an assignment", solved, best, none)
	}
}

// A solver that takes up the record of another goes on where that stopped, and a
// record that does not fit does no harm.
func TestResume(t *testing.T) {
	in := middling(5)
	first, err := Solve(in, Effort{})
	if err != nil {
		t.Fatal(err)
	}
	in.Forbid = []Pair{{4, int(first.Reviewers[4][1])}}
	cold, err := Solve(in, Effort{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		reviewers [][]int32
		prices    []int64
		cold      bool
	}{
		"as recorded":       {first.Reviewers, first.Prices, false},
		"prices unknown":    {first.Reviewers, make([]int64, len(first.Prices)), false},
		"a panel missing":   {first.Reviewers[1:], first.Prices, true},
		"a price missing":   {first.Reviewers, first.Prices[1:], true},
		"nobody's number":   {append([][]int32{{0, 99, 1}}, first.Reviewers[1:]...), first.Prices, true},
		"an unlawful panel": {append([][]int32{{0, 0, 0}}, first.Reviewers[1:]...), first.Prices, false},
		"a short panel":     {append([][]int32{{0}}, first.Reviewers[1:]...), first.Prices, false},
	} {
		s, err := NewSolver(in, Effort{})
		if err != nil {
			t.Fatal(err)
		}
		s.Resume(c.reviewers, c.prices)
		r, err := s.Solve()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v := Verify(in, r); !v.Lawful() || r.Bound < cold.Total || cold.Bound < r.Total {
			t.Errorf("%s: %d of %d, cold %d of %d; %+v", name, r.Total, r.Bound, cold.Total, cold.Bound, v.Faults)
		}
		if r.Stats.Again == c.cold {
			t.Errorf("%s: solved from the last solution: %t, want %t", name, r.Stats.Again, !c.cold)
		}
	}
}
