package assign

import "slices"

// tune brings prices near the right ones before any flow is sought: each
// reviewer in turn asks the price at which as many proposals want it as it may
// take, given what all others ask. That lowers the bound coordinate by
// coordinate and stops short of the optimum, but paths are short from there.
func (s *Solver) tune(sweeps int) {
	wanted := s.reverse()
	var bids []int64
	for range sweeps {
		for j := range s.m {
			bids = bids[:0]
			for _, i := range wanted.of(j) {
				bids = append(bids, s.bid(int(i), int32(j)))
			}
			s.price[j] = clearing(bids, int(s.lower[j]), int(s.upper[j]))
		}
	}
}

// bid is the price at which a proposal would give a reviewer up for its next choice.
func (s *Solver) bid(i int, j int32) int64 {
	d := int(s.demand[i])
	if d == 0 {
		return -s.costly
	}
	var fixed [8]int64
	best := fixed[:0] // the d best of the others, largest first
	score := int64(0)
	for _, c := range s.cand[i] {
		if c.reviewer == j {
			score = c.score
			continue
		}
		v := c.score - s.price[c.reviewer]
		if len(best) == d {
			if v <= best[d-1] {
				continue
			}
			best = best[:d-1]
		}
		k := len(best)
		best = append(best, v)
		for ; k > 0 && best[k-1] < v; k-- {
			best[k] = best[k-1]
		}
		best[k] = v
	}
	if len(best) < d {
		return s.costly
	}
	return score - best[d-1]
}

// clearing is a price at which between lower and upper of the bids hold.
func clearing(bids []int64, lower, upper int) int64 {
	slices.SortFunc(bids, func(a, b int64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	if upper < len(bids) && bids[upper] > 0 {
		if upper == 0 {
			return bids[0]
		}
		return bids[upper-1]
	}
	if lower > 0 && lower <= len(bids) && bids[lower-1] < 0 {
		if lower < len(bids) {
			return between(bids[lower], bids[lower-1])
		}
		return bids[lower-1]
	}
	return 0
}

func between(low, high int64) int64 { return low + (high-low)/2 }

// index lists the proposals of which each reviewer is a candidate.
type index struct{ first, proposals []int32 }

func (x index) of(j int) []int32 { return x.proposals[x.first[j]:x.first[j+1]] }

func (s *Solver) reverse() index {
	x := index{first: make([]int32, s.m+1)}
	for i := range s.cand {
		for _, c := range s.cand[i] {
			x.first[c.reviewer+1]++
		}
	}
	for j := range s.m {
		x.first[j+1] += x.first[j]
	}
	x.proposals = make([]int32, x.first[s.m])
	next := slices.Clone(x.first)
	for i := range s.cand {
		for _, c := range s.cand[i] {
			x.proposals[next[c.reviewer]] = int32(i)
			next[c.reviewer]++
		}
	}
	return x
}
