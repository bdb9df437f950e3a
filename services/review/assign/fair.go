package assign

import (
	"cmp"
	"errors"
	"slices"
)

// Fairness is an assignment with a floor for the worst-off, and how good it can be.
//
// The worst-off is measured against what a proposal could get if it were alone:
// with a floor f every proposal has at least min(f, its own ceiling), so that one
// whom nobody fits does not hold the others back. To find the highest floor of
// sums is hard (it is max-min allocation). So the floor reached and a bound of
// every floor are both given, and likewise the total and a bound of every total
// under that floor.
type Fairness struct {
	Before, After *Result // After.Bound bounds the totals under the floor; its prices do not prove it
	WorstBefore   int64   // floor of the optimum
	Worst         int64   // floor reached
	WorstBound    int64   // no assignment has a higher floor
}

// Weights of a proposal's similarities, in parts of unit.
const (
	unit     = 16
	heaviest = 64 * unit
)

// Fair raises the floor of the last result: it weighs the similarities of the
// worst-off more and solves again, so many times at most. Decisions by hand stay.
func (s *Solver) Fair(before *Result, rounds int) (*Fairness, error) {
	f := &fairer{s: s, before: before, plain: s.in.Row, ceiling: s.ceilings(), weight: slices.Repeat([]int64{unit}, s.n)}
	defer f.restore()
	f.start()
	f.sums = f.sum(before)
	out := &Fairness{Before: before, After: before, WorstBefore: f.worst(), Worst: f.worst(), WorstBound: slices.Max(append(f.ceiling, 0))}
	best := *before
	for round := range rounds {
		if !f.raise(out.Worst) {
			break
		}
		if s.Raised != nil {
			s.Raised(round, rounds)
		}
		r, err := f.solve()
		if errors.Is(err, ErrEffort) {
			break // with what was reached
		}
		if err != nil {
			return nil, err
		}
		if w := f.worst(); w > out.Worst || (w == out.Worst && r.Total > best.Total) {
			out.Worst, best = w, *r
			best.Bound = min(before.Bound, f.totalBound(r.Bound, w))
		}
		out.After = &best
	}
	if err := f.bound(out); err != nil {
		return nil, err
	}
	return out, nil
}

// fairer is a solver whose similarities are weighed.
type fairer struct {
	s       *Solver
	before  *Result
	plain   func(int, []int64)
	ceiling []int64 // of a proposal's sum, alone
	weight  []int64
	sums    []int64 // by the last result
}

// start puts the prices of the plain result in the place of weighted ones.
func (f *fairer) start() {
	prices := slices.Clone(f.before.Prices)
	for j := range prices {
		prices[j] *= unit
	}
	f.s.Resume(f.before.Reviewers, prices)
}

func (f *fairer) restore() {
	f.s.in.Row = f.plain
	f.s.opened, f.s.last = false, f.before
}

// weighted is a row of the instance that is solved.
func (f *fairer) weighted(i int, into []int64) {
	f.plain(i, into)
	for j := range into {
		if into[j] != Conflict {
			into[j] *= f.weight[i]
		}
	}
}

// solve gives a result whose total is plain and whose bound is weighted.
func (f *fairer) solve() (*Result, error) {
	f.s.in.Row, f.s.opened = f.weighted, false
	r, err := f.s.Change(f.s.in.Keep, f.s.in.Forbid)
	if err != nil {
		return nil, err
	}
	f.sums = f.sum(r)
	r.Total = 0
	for _, x := range f.sums {
		r.Total += x
	}
	return r, nil
}

// sum adds up what each proposal has, unweighted.
func (f *fairer) sum(r *Result) []int64 {
	out := make([]int64, f.s.n)
	f.s.each(func(i int, row []int64) {
		f.plain(i, row)
		for _, j := range r.Reviewers[i] {
			out[i] += row[j]
		}
	})
	return out
}

// worst is the floor: the least sum of those below their ceiling.
func (f *fairer) worst() int64 {
	low := slices.Max(append(f.ceiling, 0))
	for i, x := range f.sums {
		if x < f.ceiling[i] {
			low = min(low, x)
		}
	}
	return low
}

// raise weighs those more who are no better off than the best floor yet, and the
// lowest few in any case. It says whether anybody could be weighed more.
func (f *fairer) raise(floor int64) (raised bool) {
	var low []int
	for i, x := range f.sums {
		if x < f.ceiling[i] {
			low = append(low, i)
		}
	}
	slices.SortFunc(low, func(a, b int) int { return cmp.Or(cmp.Compare(f.sums[a], f.sums[b]), cmp.Compare(a, b)) })
	for k, i := range low {
		if (k > f.s.n/200 && f.sums[i] > floor) || f.weight[i] >= heaviest {
			continue
		}
		f.weight[i] = min(f.weight[i]*3/2, heaviest)
		raised = true
	}
	return raised
}

// totalBound follows from a weighted bound: whoever keeps the floor has at least
// that much weight bound up in the extra weights.
func (f *fairer) totalBound(weighted, floor int64) int64 {
	for i, w := range f.weight {
		weighted -= (w - unit) * min(floor, f.ceiling[i])
	}
	return weighted / unit
}

// bound tightens the bound of the floor: with extra weights alone the best total
// must hold the floor of each who has one.
func (f *fairer) bound(out *Fairness) error {
	extra := int64(0)
	for i := range f.weight {
		f.weight[i] -= unit
		extra += f.weight[i]
	}
	if extra == 0 {
		return nil
	}
	f.s.last = nil // other weights altogether
	full := f.s.effort
	f.s.effort.Nodes, f.s.effort.Rounds, f.s.effort.Work = 1, 1, min(full.Work, againWork) // only the bound counts
	r, err := f.solve()
	f.s.effort = full
	if errors.Is(err, ErrEffort) {
		return nil
	}
	if err != nil {
		return err
	}
	low, high := out.Worst, out.WorstBound // the highest floor that fits under the bound
	for low < high {
		middle := low + (high-low+1)/2
		need := int64(0)
		for i, w := range f.weight {
			need += w * min(middle, f.ceiling[i])
		}
		if need <= r.Bound {
			low = middle
		} else {
			high = middle - 1
		}
	}
	out.WorstBound = low
	return nil
}

// ceilings is the best lawful sum of each proposal by itself, pairs kept included.
func (s *Solver) ceilings() []int64 {
	out := make([]int64, s.n)
	clear(s.shape)
	s.settle(s.in.Keep, s.in.Forbid) // branch and bound left decisions of its own
	s.each(func(i int, row []int64) {
		s.in.Row(i, row)
		for _, j := range s.kept[i] {
			out[i] += row[j]
		}
		s.row(i, row)
		_, value, _ := s.choose(i, row)
		out[i] += value
	})
	return out
}
