package commission_test

import (
	"maps"
	"testing"

	"yanlu/services/review/assign"
	"yanlu/services/review/commission"
)

// solutions of one plan changed by hand: as it is on record, with its panels but
// no expert's place priced, and with nothing of the plan before.
type solutions struct{ warm, unpriced, cold *assign.Result }

func solutionsOf(t *testing.T, b *commission.Batch, hand commission.Plan) (s solutions) {
	t.Helper()
	solve := func(p commission.Plan) *assign.Result {
		r, err := b.Solution(p)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	s.warm = solve(hand)
	unpriced := hand
	unpriced.Prices = maps.Clone(hand.Prices)
	for e := range unpriced.Prices {
		unpriced.Prices[e] = 0
	}
	s.unpriced = solve(unpriced)
	hand.Prices = nil
	s.cold = solve(hand)
	return s
}

// The prices on record are what makes a change by hand cheap: without them, or
// from the start, the same answer takes three times the work or more. Work is
// counted and not timed, so that this holds on a busy machine too.
func TestRecordedPricesSaveTheWork(t *testing.T) {
	b := round(60, 54)
	plan, err := b.Match(commission.Plan{}, commission.Wish{})
	if err != nil {
		t.Fatal(err)
	}
	for k, act := range []string{commission.Forbid, commission.Add, commission.Allow, commission.Unlock} {
		from, changes := byHand(t, b, recorded(t, plan), act, k)
		hand, err := from.Apply(b, changes)
		if err != nil {
			t.Fatal(err)
		}
		s := solutionsOf(t, b, hand)
		t.Logf("%s: work %d, %d without prices, %d from the start", act, s.warm.Stats.Work, s.unpriced.Stats.Work, s.cold.Stats.Work)
		if !s.warm.Stats.Again || s.cold.Stats.Again {
			t.Errorf("%s: went on from the plan: %t, and without one: %t", act, s.warm.Stats.Again, s.cold.Stats.Again)
		}
		if w := s.warm.Stats.Work; w*3 >= s.unpriced.Stats.Work || w*3 >= s.cold.Stats.Work {
			t.Errorf("%s: work %d, %d without prices, %d from the start", act, w, s.unpriced.Stats.Work, s.cold.Stats.Work)
		}
		if s.warm.Gap() > s.unpriced.Gap() {
			t.Errorf("%s: proved to within %d, without prices to within %d", act, s.warm.Gap(), s.unpriced.Gap())
		}
		if off := s.cold.Total - s.warm.Total; s.warm.Bound < s.cold.Total || s.cold.Bound < s.warm.Total || off > s.cold.Total/100_000 {
			t.Errorf("%s: %d of %d, from the start %d of %d", act, s.warm.Total, s.warm.Bound, s.cold.Total, s.cold.Bound)
		}
	}
}

// The prices on record are those of the solution that the plan holds.
func TestPricesAreOfTheSolution(t *testing.T) {
	b := round(60, 54)
	plan, err := b.Match(commission.Plan{}, commission.Wish{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := b.Solution(commission.Plan{})
	if err != nil {
		t.Fatal(err)
	}
	for j, e := range b.Pool {
		if plan.Prices[e.ID] != r.Prices[j] {
			t.Errorf("%s: %d on record, %d of the solution", e.ID, plan.Prices[e.ID], r.Prices[j])
		}
	}
}
