package assign

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
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
	for kind, least := range map[string]int{"feasible": 2000, "infeasible": 2000, "proved by prices": 2000, "proved by search": 3} {
		if count[kind] < least {
			t.Errorf("only %d instances were %s", count[kind], kind)
		}
	}
}

// Where quotas cross, no flow holds them: the search must close the gap.
func TestCrossingQuotas(t *testing.T) {
	count := map[string]int{}
	for seed := range uint64(2000) {
		compare(t, seed, crossing(seed), count)
		if t.Failed() {
			return
		}
	}
	if count["feasible"] < 500 || count["infeasible"] < 500 || count["proved by search"] < 10 {
		t.Error(count)
	}
}

// Larger ones are at least lawful, and never above their bound.
func TestCrossingLawful(t *testing.T) {
	for seed := range uint64(60) {
		in := middling(1001 + 2*seed)
		r, err := Solve(in, Effort{Nodes: 1, Steps: 20})
		if err != nil {
			continue
		}
		if v := Verify(in, r); !v.Lawful() {
			t.Errorf("seed %d: %+v", 1001+2*seed, v.Faults)
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

func FuzzSolve(f *testing.F) {
	f.Add(uint64(1 << 40))
	f.Fuzz(func(t *testing.T, seed uint64) {
		compare(t, seed, small(seed), map[string]int{})
		compare(t, seed, crossing(seed), map[string]int{})
	})
}

// A change by hand ends where a solver that never saw the instance before ends.
func TestChange(t *testing.T) {
	for seed := range uint64(12) {
		in := middling(2 * seed) // without quotas, where the optimum is always proved
		r := rand.New(rand.NewPCG(seed, 3))
		s, err := NewSolver(in, Effort{})
		if err != nil {
			t.Fatal(err)
		}
		for range 12 {
			in.Keep, in.Forbid = nil, nil
			for range r.IntN(6) {
				in.Keep = append(in.Keep, Pair{r.IntN(len(in.Demand)), r.IntN(len(in.Upper))})
			}
			for range r.IntN(6) {
				in.Forbid = append(in.Forbid, Pair{r.IntN(len(in.Demand)), r.IntN(len(in.Upper))})
			}
			warm, errWarm := s.Change(in.Keep, in.Forbid)
			cold, errCold := Solve(in, Effort{})
			if (errWarm == nil) != (errCold == nil) {
				t.Fatalf("seed %d: %v after a change, %v from the start", seed, errWarm, errCold)
			}
			if errWarm != nil {
				continue
			}
			if v := Verify(in, warm); warm.Total != cold.Total || v.Bound != v.Total || !v.Lawful() {
				t.Fatalf("seed %d: %d, want %d; %+v", seed, warm.Total, cold.Total, v)
			}
		}
	}
}

// The same instance gives the same result, on however many processors.
func TestSameAgain(t *testing.T) {
	first, err := Solve(middling(4), Effort{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := Solve(middling(4), Effort{})
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Fatalf("%v, %v\n%+v\n%+v", err, slices.Equal(first.Prices, second.Prices), first, second)
	}
}

func TestMeaningless(t *testing.T) {
	row := func(int, []int64) {}
	huge := func(_ int, into []int64) { into[0] = 1 << 62 }
	for name, in := range map[string]Instance{
		"no similarities":    {Demand: []int{1}, Upper: []int{1}},
		"negative demand":    {Row: row, Demand: []int{-1}, Upper: []int{1}},
		"loads upside down":  {Row: row, Demand: []int{1}, Upper: []int{1}, Lower: []int{2}},
		"too few loads":      {Row: row, Demand: []int{1}, Upper: []int{1}, Lower: []int{}},
		"organisations":      {Row: row, Demand: []int{1}, Upper: []int{1}, Organisation: []int{}},
		"kinds":              {Row: row, Demand: []int{1}, Upper: []int{1}, Kinds: []Kind{}},
		"quotas":             {Row: row, Demand: []int{1}, Upper: []int{1}, Quotas: [][]Quota{}},
		"quotas of no kinds": {Row: row, Demand: []int{1}, Upper: []int{1}, Quotas: [][]Quota{{{Local, 1, -1}}}},
		"no such pair":       {Row: row, Demand: []int{1}, Upper: []int{1}, Keep: []Pair{{0, 1}}},
		"too far apart":      {Row: huge, Demand: []int{1}, Upper: []int{1}},
	} {
		if _, err := Solve(in, Effort{}); !errors.Is(err, errShape) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
