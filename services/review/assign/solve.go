package assign

import (
	"cmp"
	"slices"
)

// guess sets a proposal on the candidates it values most at the present prices,
// those it has among equals, and its threshold on the best it leaves.
func (s *Solver) guess(i int) {
	list := s.cand[i]
	worth := func(c candidate) int64 { return c.score - s.price[c.reviewer] }
	slices.SortStableFunc(list, func(a, b candidate) int {
		if x := cmp.Compare(worth(b), worth(a)); x != 0 || a.on == b.on {
			return x
		} else if a.on {
			return -1
		}
		return 1
	})
	left := s.demand[i]
	s.theta[i] = 0
	for k := range list {
		c := &list[k]
		c.on = false
		o := s.org(c.reviewer)
		if o >= 0 && s.counts[o] >= s.room(i, o) {
			continue
		}
		if left >= 0 {
			s.theta[i] = worth(*c)
			left--
		}
		if left >= 0 {
			c.on = true
			if o >= 0 {
				s.counts[o]++
			}
		}
	}
	for _, c := range list {
		if o := s.org(c.reviewer); o >= 0 {
			s.counts[o] = 0
		}
	}
}

// optimise solves the network of the candidates, prices all pairs, and goes on
// until no pair could improve.
func (s *Solver) optimise() {
	for {
		s.layout()
		s.net.build(len(s.pot), s.arcs, s.pot, s.supply)
		if !s.net.solve() {
			panic("assign: a flow that always exists was not found")
		}
		s.read()
		if s.improve() == 0 {
			return
		}
	}
}
