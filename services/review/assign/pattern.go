package assign

import (
	"math"
	"slices"
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
	rest := int64(math.MinInt64) // bound of what was left out for being so little
	for n := 0; len(open) > 0 && n < s.effort.Nodes && (n == 0 || !s.spent()); n++ {
		node := open[len(open)-1]
		open = open[:len(open)-1]
		if best != nil && near(best.Total, node.bound) {
			rest = max(rest, node.bound)
			continue
		}
		steps := s.effort.Steps
		if n > 0 {
			steps = steps/5 + 1
		}
		found, bound, pair, bad, unmet := s.visit(node.keep, node.forbid, steps)
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
		if best != nil && limit > best.Total && near(best.Total, limit) {
			rest = max(rest, limit) // given up for so little
			continue
		}
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
	best.Bound = max(best.Total, rest)
	for _, node := range open {
		best.Bound = max(best.Bound, node.bound)
	}
	best.Bound = min(best.Bound, max(top, best.Total))
	best.Prices = prices
	return best, nil
}

// near says whether a bound is so little above a total that the search may end.
func near(total, bound int64) bool { return bound-total <= max(total, -total)/1_000_000 }

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
func (s *Solver) visit(keep, forbid []Pair, steps int) (best *Result, bound ceiling, pair *Pair, bad, unmet *Infeasible) {
	if bad := s.relax(keep, forbid); bad != nil {
		return nil, bound, nil, bad, nil
	}
	r := s.result()
	bound = ceiling{r.Total, r.Prices}
	if s.lawful(r) {
		return r, bound, nil, nil, nil
	}
	clear(s.shape)
	if bad := s.scarce(); bad != nil {
		return nil, bound, nil, bad, nil
	}
	d := &descent{s: s, bound: bound, prices: slices.Clone(bound.prices), pace: 1}
	if bad := d.run(steps); bad != nil {
		return nil, bound, nil, bad, nil
	}
	if d.best == nil {
		return nil, d.bound, d.pair(), nil, d.unmet
	}
	return d.best, d.bound, d.pair(), nil, nil
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

// lawful says whether a result meets all that no network holds: quotas and
// further organisations.
func (s *Solver) lawful(r *Result) bool {
	for i, list := range r.Reviewers {
		if !s.composed(i, list) || !s.apart(i, list) {
			return false
		}
	}
	return true
}

// composed says whether a panel, kept pairs included, meets its quotas.
func (s *Solver) composed(i int, list []int32) bool {
	for _, q := range s.quotas(i) {
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
	return true
}

func (s *Solver) quotas(i int) []Quota {
	if s.in.Quotas == nil {
		return nil
	}
	return s.in.Quotas[i]
}

// apart says whether nobody of a panel meets too many of an organisation, where
// some have several.
func (s *Solver) apart(i int, list []int32) bool {
	if s.in.Further == nil || s.in.SameMax == 0 {
		return true
	}
	count := map[int32]int{}
	for _, j := range list {
		for _, o := range s.of(j) {
			if count[o]++; count[o] > s.in.SameMax {
				return false
			}
		}
	}
	return true
}
