package assign

import "testing"

// The floor reached and its bound enclose the best floor there is; so do the
// total under the floor and its bound.
func TestFair(t *testing.T) {
	raised := 0
	for seed := range uint64(4000) {
		in := small(seed)
		in.Quotas = nil
		s, err := NewSolver(in, Effort{})
		if err != nil {
			t.Fatal(err)
		}
		before, err := s.Solve()
		if err != nil {
			continue
		}
		f, err := s.Fair(before, 12)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range Verify(in, f.After).Faults {
			if fault.Rule != FaultBound {
				t.Fatalf("seed %d: %+v", seed, fault)
			}
		}
		floor, total := fairest(in, s.ceilings(), f.Worst)
		if f.Worst < f.WorstBefore || f.Worst > floor || floor > f.WorstBound {
			t.Fatalf("seed %d: floor %d → %d of at most %d, best %d", seed, f.WorstBefore, f.Worst, f.WorstBound, floor)
		}
		if f.After.Total > total || total > f.After.Bound || f.After.Bound > f.Before.Total {
			t.Fatalf("seed %d: total %d of at most %d, best %d, optimum %d", seed, f.After.Total, f.After.Bound, total, f.Before.Total)
		}
		if f.Worst > f.WorstBefore {
			raised++
		}
		if again, err := s.Change(in.Keep, in.Forbid); err != nil || again.Total != f.Before.Total {
			t.Fatalf("seed %d: the solver was left in disorder: %v", seed, err)
		}
	}
	if raised < 30 {
		t.Errorf("only %d floors were raised", raised)
	}
}

// fairest tries everything for the best floor, and for the best total of those
// who keep a given floor.
func fairest(in Instance, ceiling []int64, given int64) (floor, total int64) {
	b := &brute{in: in, load: make([]int, len(in.Upper))}
	for i := range in.Demand {
		row := make([]int64, len(in.Upper))
		in.Row(i, row)
		b.rows = append(b.rows, row)
	}
	highest := int64(0)
	for _, c := range ceiling {
		highest = max(highest, c)
	}
	floor, total = -1<<40, -1<<40
	b.each = func(sums []int64) {
		low, sum := highest, int64(0)
		for i, x := range sums {
			sum += x
			if x < ceiling[i] {
				low = min(low, x)
			}
		}
		floor = max(floor, low)
		if low >= given {
			total = max(total, sum)
		}
	}
	b.try(0, 0)
	return floor, total
}
