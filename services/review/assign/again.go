package assign

import (
	"slices"
)

// A change by hand where no flow holds the instance. What the last solution
// left is nearly right: its prices bound the changed instance once the proposals
// have chosen at them again, and its panels are lawful but for the few that the
// change touches. Those choose again, chains of swaps mend the loads and take
// what can be gained, and a few steps of the prices lower the bound.

// Resume takes up the solution of an earlier solver of the same proposals and
// reviewers, so that the next Change starts from there. What does not fit is not used.
func (s *Solver) Resume(reviewers [][]int32, prices []int64) {
	if len(reviewers) != s.n || len(prices) != s.m {
		return
	}
	for _, list := range reviewers {
		if slices.ContainsFunc(list, func(j int32) bool { return j < 0 || int(j) >= s.m }) {
			return
		}
	}
	s.last = &Result{Reviewers: reviewers, Prices: slices.Clone(prices)}
	for j := range s.last.Prices {
		if s.in.lower(j) == 0 { // nobody is made to take it
			s.last.Prices[j] = max(s.last.Prices[j], 0)
		}
	}
}

// crosses says whether quotas or further organisations are to be kept, which no
// flow holds.
func (s *Solver) crosses() bool {
	return s.widest > 1 || slices.ContainsFunc(s.in.Quotas, func(list []Quota) bool { return len(list) > 0 })
}

// The effort of a change by hand.
const (
	againSteps = 16          // of the prices
	againWork  = 200_000_000 // see Effort
)

// again solves from the last solution. It gives nothing where that does not lead
// to a lawful one: whether there is any must then be searched from the start.
func (s *Solver) again(keep, forbid []Pair) (*Result, error) {
	clear(s.shape)
	if o := s.settle(keep, forbid); o != nil {
		return nil, &Infeasible{Obstacles: []Obstacle{*o}}
	}
	if !s.opened {
		if s.open(); s.err != nil {
			return nil, s.err
		}
	}
	full := s.effort.Work
	s.effort.Work = min(full, againWork)
	defer func() { s.effort.Work = full }()
	d := &descent{s: s, prices: slices.Clone(s.last.Prices), pace: 0.5}
	sets, worth, bad := s.choices(d.prices)
	if bad != nil {
		return nil, bad
	}
	value := s.limit(d.prices, worth)
	d.bound, d.last, d.worth = ceiling{value, slices.Clone(d.prices)}, sets, worth
	if d.mend(s.carried(sets)); d.best == nil {
		return nil, nil
	}
	if bad := d.tighten(sets, value); bad != nil {
		return nil, bad
	}
	d.best.Bound, d.best.Prices = d.bound.value, d.bound.prices
	s.stats.Again = true
	return d.best, nil
}

// carried is the last panels, and where one is no longer lawful what the proposal
// would choose now.
func (s *Solver) carried(sets [][]int32) [][]int32 {
	out := make([][]int32, s.n)
	s.each(func(i int, row []int64) {
		s.in.Row(i, row)
		if list := s.last.Reviewers[i]; s.stands(i, list, row) {
			out[i] = list
		} else {
			out[i] = sets[i]
		}
	})
	return out
}

// stands says whether a panel is lawful by itself under the decisions by hand.
func (s *Solver) stands(i int, list []int32, row []int64) bool {
	if len(list) != int(s.demand[i])+len(s.kept[i]) {
		return false
	}
	for _, j := range s.kept[i] {
		if !slices.Contains(list, j) {
			return false
		}
	}
	count := map[int32]int{}
	for k, j := range list {
		if row[j] == Conflict || slices.Contains(s.barred[i], j) || slices.Contains(list[:k], j) {
			return false
		}
		for _, o := range s.of(j) {
			if count[o]++; count[o] > s.in.SameMax {
				return false
			}
		}
	}
	return s.composed(i, list)
}

// tighten lowers the bound by steps of the prices and betters the panels between
// them, until both meet or nothing is to be expected.
func (d *descent) tighten(sets [][]int32, value int64) (bad *Infeasible) {
	s := d.s
	for k := 1; k <= againSteps && !d.met() && !s.spent(); k++ {
		if k%4 == 0 {
			d.mend(sets)
		}
		if !d.step(sets, value) { // they overload nobody: nothing is better
			d.mend(sets)
			return nil
		}
		var worth []int64
		if sets, worth, bad = s.choices(d.prices); bad != nil {
			return bad
		}
		value = s.limit(d.prices, worth)
		if d.idle++; value < d.bound.value {
			d.bound, d.idle, d.last, d.worth = ceiling{value, slices.Clone(d.prices)}, 0, sets, worth
		}
		if d.idle > 2 {
			d.pace, d.idle = d.pace/2, 0
			copy(d.prices, d.bound.prices)
			sets, value = d.last, d.bound.value
		}
	}
	if !d.met() {
		d.mend(d.last)
	}
	return nil
}
