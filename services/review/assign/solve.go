package assign

import (
	"cmp"
	"slices"
)

// Solve assigns one instance. The error is an *Infeasible when nothing lawful exists.
func Solve(in Instance, effort Effort) (*Result, error) {
	s, err := NewSolver(in, effort)
	if err != nil {
		return nil, err
	}
	return s.Solve()
}

// Solve assigns the instance as it is.
func (s *Solver) Solve() (*Result, error) { return s.Change(s.in.Keep, s.in.Forbid) }

// Change puts other decisions by hand in the place of those in the instance and
// assigns again, from the prices of the last time.
func (s *Solver) Change(keep, forbid []Pair) (*Result, error) {
	in := s.in
	in.Keep, in.Forbid = keep, forbid
	if err := in.check(); err != nil {
		return nil, err
	}
	s.in = in
	s.stats, s.work = Stats{}, 0
	s.net.searches = 0
	r, err := s.attempt(keep, forbid)
	if s.err != nil {
		return nil, s.err
	}
	if err != nil {
		return nil, err
	}
	s.last = &Result{Reviewers: r.Reviewers, Prices: r.Prices}
	for _, list := range s.cand {
		s.stats.Candidates += len(list)
	}
	s.stats.Searches, s.stats.Work = s.net.searches, s.work
	r.Stats = s.stats
	return r, nil
}

// attempt starts from the last solution where there is one, and from the start
// where that does not lead anywhere.
func (s *Solver) attempt(keep, forbid []Pair) (*Result, error) {
	if s.last != nil && s.crosses() {
		if r, err := s.again(keep, forbid); r != nil || err != nil {
			return r, err
		}
		s.opened = false // the candidates know nothing of what was tried
	}
	return s.search(keep, forbid)
}

// relax solves without quotas. It says what is in the way when nothing serves.
func (s *Solver) relax(keep, forbid []Pair) *Infeasible {
	clear(s.shape)
	if o := s.settle(keep, forbid); o != nil {
		return &Infeasible{Obstacles: []Obstacle{*o}}
	}
	if !s.opened {
		if s.open(); s.err != nil {
			return &Infeasible{}
		}
		s.start()
		s.opened = true
	} else {
		s.refresh(append(s.stale, s.touched()...))
	}
	s.stale = s.stale[:0]
	s.optimise()
	if p, r := s.short(); len(p)+len(r) > 0 {
		return s.explain(p, r)
	}
	return nil
}

// touched lists the proposals that decisions by hand concern.
func (s *Solver) touched() (list []int) {
	for i := range s.kept {
		if len(s.kept[i])+len(s.barred[i]) > 0 {
			list = append(list, i)
		}
	}
	return list
}

// refresh drops candidates who may no longer be chosen and lets proposals choose again.
func (s *Solver) refresh(proposals []int) {
	row := make([]int64, s.m)
	for _, i := range proposals {
		s.outside[i].known = false
		s.row(i, row)
		s.cand[i] = slices.DeleteFunc(s.cand[i], func(c candidate) bool { return row[c.reviewer] == Conflict })
		for k := range s.cand[i] {
			s.cand[i][k].class = s.classOf(i, s.cand[i][k].reviewer)
		}
		if s.shape[i] == nil {
			s.guess(i)
		}
	}
}

// start finds prices and candidates that are nearly right.
func (s *Solver) start() {
	s.first = make([]int32, s.n+1)
	s.groups = s.groups[:0]
	for range 4 {
		s.tune(sweeps)
		s.guessAll()
		if s.improve() <= s.n/2 {
			break
		}
	}
	s.guessAll()
	s.widen(16, 12)
	s.guessAll()
}

const sweeps = 12

func (s *Solver) guessAll() {
	for i := range s.n {
		s.guess(i)
	}
}

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
// until no pair could improve: the rest of the pairs is then proved useless.
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
		for i := range s.cand {
			if s.fresh[i] && s.shape[i] == nil {
				s.guess(i)
			}
		}
	}
}

// result copies what is assigned, kept pairs included.
func (s *Solver) result() *Result {
	r := &Result{Reviewers: make([][]int32, s.n), Prices: slices.Clone(s.price)}
	for j := range r.Prices {
		if s.lower[j] == 0 { // nobody is made to take it
			r.Prices[j] = max(r.Prices[j], 0)
		}
	}
	row := make([]int64, s.m)
	for i, list := range s.cand {
		for _, c := range list {
			if c.on {
				r.Reviewers[i] = append(r.Reviewers[i], c.reviewer)
				r.Total += c.score
			}
		}
		if len(s.kept[i]) > 0 {
			s.in.Row(i, row)
			for _, j := range s.kept[i] {
				r.Reviewers[i] = append(r.Reviewers[i], j)
				r.Total += row[j]
			}
		}
		slices.Sort(r.Reviewers[i])
	}
	r.Bound = r.Total
	return r
}
