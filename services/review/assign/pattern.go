package assign

import (
	"math"
	"slices"
	"sync/atomic"
)

// branchNode is a part of what is lawful: pairs that must be in and pairs that must not.
type branchNode struct {
	keep, forbid []Pair
	bound        int64
}

// search solves without quotas, and where quotas object, by patterns inside
// branch and bound. The bound it reports holds for everything it left out.
func (s *Solver) search(keep, forbid []Pair) (*Result, error) {
	var best *Result
	var first *Infeasible
	open := []branchNode{{keep: keep, forbid: forbid, bound: math.MaxInt64}}
	top, prices := int64(math.MaxInt64), []int64(nil)
	for n := 0; len(open) > 0 && n < s.effort.Nodes; n++ {
		node := open[len(open)-1]
		open = open[:len(open)-1]
		if best != nil && node.bound <= best.Total {
			continue
		}
		found, bound, pair, bad, unmet := s.visit(node.keep, node.forbid)
		s.stats.Nodes++
		if n == 0 {
			first = unmet
			if bad != nil {
				first = bad
			}
		}
		if bad != nil {
			continue
		}
		if n == 0 {
			top, prices = bound.value, bound.prices
		}
		if found != nil && (best == nil || found.Total > best.Total) {
			best = found
		}
		limit := min(node.bound, bound.value)
		if pair == nil || (best != nil && limit <= best.Total) {
			continue
		}
		open = append(open,
			branchNode{node.keep, append(slices.Clip(node.forbid), *pair), limit},
			branchNode{append(slices.Clip(node.keep), *pair), node.forbid, limit})
	}
	if best == nil {
		if len(open) > 0 {
			return nil, ErrEffort
		}
		return nil, s.hopeless(first)
	}
	best.Bound = best.Total
	for _, node := range open {
		best.Bound = max(best.Bound, node.bound)
	}
	best.Bound = min(best.Bound, max(top, best.Total))
	best.Prices = prices
	return best, nil
}

// hopeless words what the search ended with when it found nothing: the flow's own
// obstacle, or else the quotas that were short at its root.
func (s *Solver) hopeless(first *Infeasible) error {
	if first == nil {
		first = &Infeasible{Obstacles: []Obstacle{{Kind: Composition}}}
	}
	return first
}

// ceiling is an upper bound and the prices it follows from.
type ceiling struct {
	value  int64
	prices []int64
}

// visit solves one node: the best lawful result found, a bound of all, and the
// pair on which to branch when they differ.
func (s *Solver) visit(keep, forbid []Pair) (best *Result, bound ceiling, pair *Pair, bad, unmet *Infeasible) {
	if bad := s.relax(keep, forbid); bad != nil {
		return nil, bound, nil, bad, nil
	}
	r := s.result()
	bound = ceiling{r.Total, r.Prices}
	if s.lawful(r) {
		return r, bound, nil, nil, nil
	}
	for range s.effort.Rounds {
		sets, limit, bad := s.choices()
		if bad != nil {
			return nil, bound, nil, bad, nil
		}
		if limit.value < bound.value {
			bound = limit
		}
		if best != nil && best.Total >= bound.value {
			return best, bound, nil, nil, nil
		}
		changed, at := s.reshape(sets)
		if pair == nil || at != nil {
			pair = at
		}
		if !changed {
			break
		}
		s.optimise()
		s.stats.Patterns++
		if p, q := s.short(); len(p)+len(q) > 0 {
			unmet = s.unmet(p, q)
			continue
		}
		if r := s.result(); best == nil || r.Total > best.Total {
			best = r
		}
	}
	return best, bound, pair, nil, unmet
}

// unmet names the proposals whose quotas the last network could not serve, and
// the reviewers whose lower loads it could not.
func (s *Solver) unmet(proposals, reviewers map[int]int) *Infeasible {
	o := Obstacle{Kind: Composition}
	for i, n := range proposals {
		o.Proposals = append(o.Proposals, i)
		o.Need += int(s.demand[i])
		o.Have += int(s.demand[i]) - n
	}
	for j, n := range reviewers {
		o.Reviewers = append(o.Reviewers, j)
		o.Need += n
	}
	slices.Sort(o.Proposals)
	slices.Sort(o.Reviewers)
	return &Infeasible{Obstacles: []Obstacle{o}}
}

// lawful says whether a result meets all quotas.
func (s *Solver) lawful(r *Result) bool {
	if s.in.Quotas == nil {
		return true
	}
	for i, list := range r.Reviewers {
		for _, q := range s.in.Quotas[i] {
			n := 0
			for _, j := range list {
				if s.kind(j)&q.Kinds != 0 {
					n++
				}
			}
			if n < q.Min || (q.Max >= 0 && n > q.Max) {
				return false
			}
		}
	}
	return true
}

// chosenSet is the best set of a proposal at given prices, and how much it is
// worth above the set it has.
type chosenSet struct {
	set  []int32
	gain int64
}

// choices lets every proposal choose the best lawful set at the present prices.
// What they and the prices add up to is a bound of every lawful assignment.
func (s *Solver) choices() ([]chosenSet, ceiling, *Infeasible) {
	c := ceiling{prices: s.result().Prices}
	sets := make([]chosenSet, s.n)
	worth := make([]int64, s.n)
	saved := s.shape
	s.shape = make([]*shape, s.n) // the choice is among all
	var stuck atomic.Int64
	stuck.Store(-1)
	s.each(func(i int, row []int64) {
		s.in.Row(i, row)
		for _, j := range s.kept[i] {
			worth[i] += row[j]
		}
		s.row(i, row)
		for j := range row {
			if row[j] != Conflict {
				row[j] -= c.prices[j]
			}
		}
		set, value, ok := s.choose(i, row)
		if !ok {
			stuck.Store(int64(i))
			return
		}
		sets[i] = chosenSet{set, value}
		for _, d := range s.cand[i] {
			if d.on {
				sets[i].gain -= d.score - c.prices[d.reviewer]
			}
		}
		worth[i] += value
	})
	s.shape = saved
	if i := stuck.Load(); i >= 0 {
		return nil, c, &Infeasible{Obstacles: []Obstacle{{Kind: Composition, Proposals: []int{int(i)}, Need: int(s.demand[i])}}}
	}
	for i := range worth {
		c.value += worth[i]
	}
	for j, p := range c.prices {
		c.value += max(p, 0)*int64(s.upper[j]) + min(p, 0)*int64(s.lower[j])
	}
	s.stats.Rounds++
	s.stats.Priced += int64(s.n) * int64(s.m)
	return sets, c, nil
}

// reshape gives a shape to every proposal with quotas that has none or would
// rather have another. It names a pair of the choice that gains most.
func (s *Solver) reshape(sets []chosenSet) (changed bool, at *Pair) {
	most := int64(math.MinInt64)
	var list []int
	for i := range sets {
		if s.demand[i] == 0 {
			continue
		}
		if sets[i].gain > most {
			if j := s.absent(i, sets[i].set); j >= 0 {
				most, at = sets[i].gain, &Pair{i, int(j)}
			}
		}
		if len(s.in.Quotas[i]) > 0 && (s.shape[i] == nil || sets[i].gain > 0) {
			s.shape[i] = s.around(i, sets[i].set)
			list = append(list, i)
		}
	}
	if at == nil { // all have what they would choose: any open pair divides what is left
		for i := range sets {
			if len(sets[i].set) > 0 {
				at = &Pair{i, int(sets[i].set[0])}
				break
			}
		}
	}
	s.refresh(list)
	return len(list) > 0, at
}

// absent is a reviewer of a set whom the proposal does not have; −1: it has all.
func (s *Solver) absent(i int, set []int32) int32 {
	for _, j := range set {
		if !slices.ContainsFunc(s.cand[i], func(c candidate) bool { return c.on && c.reviewer == j }) {
			return j
		}
	}
	return -1
}
