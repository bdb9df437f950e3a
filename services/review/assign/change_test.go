package assign

import "testing"

// Where a flow holds the instance, a change by hand starts from the network of the
// last time: it finds the same optimum, proved, and looks at fewer pairs.
func TestChangeOfAFlowTakesLessWork(t *testing.T) {
	warm, cold, changed := 0, 0, 0
	for seed := uint64(0); seed < 60; seed += 2 { // even: no quotas
		in := middling(seed)
		s, err := NewSolver(in, Effort{})
		if err != nil {
			t.Fatal(err)
		}
		first, err := s.Solve()
		if err != nil {
			continue // infeasible: nothing to change
		}
		in.Forbid = []Pair{{1, int(first.Reviewers[1][0])}}
		again, err := s.Change(nil, in.Forbid)
		start, errCold := Solve(in, Effort{})
		if (err == nil) != (errCold == nil) {
			t.Fatalf("seed %d: %v, from the start %v", seed, err, errCold)
		}
		if err != nil {
			continue
		}
		if v := Verify(in, again); !v.Lawful() || !again.Proved() || again.Total != start.Total {
			t.Errorf("seed %d: %d of %d, from the start %d; %+v", seed, again.Total, again.Bound, start.Total, v.Faults)
		}
		changed++
		warm += again.Stats.Work
		cold += start.Stats.Work
	}
	t.Logf("%d changes: work %d, from the start %d", changed, warm, cold)
	if changed < 20 || warm*10 >= cold {
		t.Errorf("%d changes: work %d, from the start %d", changed, warm, cold)
	}
}
