package assign

import (
	"cmp"
	"math"
	"slices"
)

// class is the reviewers with the same kinds as far as the quotas of a proposal
// look at kinds, and how many of them a network lets it get.
type class struct {
	kinds  Kind
	lo, hi int32
	theta  int64
	node   int32
}

// shape is a pattern that a proposal's quotas take in the network: bounds on
// every class such that all that is within them meets the quotas, and one class
// for each organisation, so that its node has one parent. Where quotas overlap no
// network can hold them as they are; a shape holds a part of what they allow,
// around one lawful choice.
type shape struct {
	mask    Kind
	classes []class
	home    []int8 // of an organisation: the class from which the proposal takes it
}

func (s *Solver) classOf(i int, j int32) int8 {
	sh := s.shape[i]
	if sh == nil {
		return 0
	}
	for c := range sh.classes {
		if sh.classes[c].kinds == s.kind(j)&sh.mask {
			return int8(c)
		}
	}
	return 0 // nobody who may be chosen: bar saw to it
}

// around builds the shape of a proposal about a lawful set. An organisation is
// taken from the class of its best person at the prices; at another turn than 0
// half of them from some other, and what the quotas leave to spare goes elsewhere.
func (s *Solver) around(i int, set []int32, turn int, prices, row []int64) *shape {
	sh := &shape{mask: s.mask(i)}
	var at [1 << 8]int8
	for j := range s.m {
		if k := s.kind(int32(j)) & sh.mask; at[k] == 0 {
			sh.classes = append(sh.classes, class{kinds: k, hi: s.demand[i], theta: s.theta[i]})
			at[k] = int8(len(sh.classes))
		}
	}
	s.shape[i] = nil
	if s.orgs > 0 && s.in.SameMax > 0 {
		s.row(i, row)
		sh.home = s.homes(i, turn, prices, row, func(j int32) int8 { return at[s.kind(j)&sh.mask] - 1 })
	}
	count := make([]int32, len(sh.classes))
	for _, j := range set {
		c := at[s.kind(j)&sh.mask] - 1
		count[c]++
		if o := s.org(j); o >= 0 {
			sh.home[o] = c
		}
	}
	for k, q := range s.asked(i) {
		sh.bound(q, count, turn*(i+k+1))
	}
	return sh
}

// homes finds a class for each organisation.
func (s *Solver) homes(i, turn int, prices, row []int64, class func(int32) int8) []int8 {
	home, best := make([]int8, s.orgs), slices.Repeat([]int64{math.MinInt64}, s.orgs)
	for j, v := range row {
		o := s.org(int32(j))
		if o < 0 || v == Conflict {
			continue
		}
		v -= prices[j]
		if turn > 0 && scatter(i, turn, int(o))&1 == 0 {
			v = int64(scatter(i, turn, j) >> 2)
		}
		if v > best[o] {
			best[o], home[o] = v, class(int32(j))
		}
	}
	return home
}

// scatter is a fixed number that looks like chance.
func scatter(a, b, c int) uint64 {
	x := uint64(a)*0x9E3779B97F4A7C15 ^ uint64(b)*0xC2B2AE3D27D4EB4F ^ uint64(c)*0x165667B19E3779F9
	x = (x ^ x>>31) * 0xBF58476D1CE4E5B9
	return x ^ x>>29
}

// bound narrows the classes of one quota so far that their sum stays lawful: what
// is to spare goes to the class that has most of the set, or at another turn to
// another.
func (sh *shape) bound(q Quota, count []int32, turn int) {
	total := int32(0)
	var of []int
	for c := range sh.classes {
		if sh.classes[c].kinds&q.Kinds != 0 {
			total += count[c]
			of = append(of, c)
		}
	}
	if len(of) == 0 {
		return
	}
	slices.SortStableFunc(of, func(a, b int) int { return cmp.Compare(count[b], count[a]) })
	largest := of[turn%len(of)]
	for c := range sh.classes {
		if sh.classes[c].kinds&q.Kinds == 0 {
			continue
		}
		lo, hi := count[c], count[c]
		if c == largest {
			lo, hi = count[c]-(total-min(total, int32(max(q.Min, 0)))), count[c]+int32(q.Max)-total
		}
		if q.Min > 0 {
			sh.classes[c].lo = max(sh.classes[c].lo, lo)
		}
		if q.Max < noMax/2 {
			sh.classes[c].hi = min(sh.classes[c].hi, max(hi, 0))
		}
	}
}

// bar keeps an organisation to its class.
func (s *Solver) bar(sh *shape, into []int64) {
	if sh.home == nil {
		return
	}
	for j := range into {
		if o := s.org(int32(j)); o >= 0 && into[j] != Conflict && sh.classes[sh.home[o]].kinds != s.kind(int32(j))&sh.mask {
			into[j] = Conflict
		}
	}
}
