package assign

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// group is the node of one organisation at one proposal: more of its people are
// candidates than the proposal may get.
type group struct {
	org, node int32
	class     int8
}

// open gives each proposal its first candidates: those it values most.
func (s *Solver) open() {
	lowest, highest := make([]int64, s.n), make([]int64, s.n)
	s.each(func(i int, row []int64) {
		s.in.Row(i, row)
		lo, hi := int64(0), int64(0)
		for _, v := range row { // whatever is decided by hand: that may be taken back
			if v != Conflict {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
		s.restrict(i, row)
		lowest[i], highest[i] = lo, hi
		s.outside[i].known = false
		best := newTop(max(initial, 3*int(s.demand[i])))
		offer(best, i, row, s.price, func(int) int64 { return math.MinInt64 / 2 })
		s.cand[i] = s.enter(i, s.cand[i][:0], best.take(), row)
	})
	var lo, hi int64
	for i := range s.n {
		lo, hi = min(lo, lowest[i]), max(hi, highest[i])
	}
	if s.err = nil; hi-lo > math.MaxInt64/int64(32*(s.m+2)) {
		s.err = fmt.Errorf("%w: similarities from %d to %d are too far apart to be added exactly", errShape, lo, hi)
		return
	}
	s.lowest = lo
	s.costly = 2*int64(s.m+2)*(hi-lo) + 1
	s.stats.Priced += int64(s.n) * int64(s.m)
}

// offer shows all who beat a proposal's threshold to a list of the best. It
// starts at another reviewer for each proposal, so that among equals not all
// proposals turn to the same few.
func offer(best *top, i int, row, price []int64, threshold func(j int) int64) {
	m := len(row)
	start := 0
	if m > 0 {
		start = int((uint64(i) * 0x9E3779B97F4A7C15 >> 20) % uint64(m))
	}
	show := func(from, to int) {
		for j := from; j < to; j++ {
			if row[j] == Conflict {
				continue
			}
			if gain := row[j] - price[j]; gain > best.least {
				if gain > threshold(j) {
					best.add(gain, int32(j))
				}
			}
		}
	}
	show(start, m)
	show(0, start)
}

// widen gives each proposal, besides those it has chosen, the candidates who are
// worth most at the present prices, and each reviewer the proposals that come
// nearest to choosing it, whether or not they could improve: where candidates
// are scarce the network would bid prices up for nothing.
func (s *Solver) widen(size, perReviewer int) {
	var lock sync.Mutex
	near := make([]*top, s.m)
	for j := range near {
		near[j] = newTop(perReviewer)
	}
	s.each(func(i int, row []int64) {
		s.row(i, row)
		s.cand[i] = slices.DeleteFunc(s.cand[i], func(c candidate) bool { return !c.on })
		for _, c := range s.cand[i] {
			row[c.reviewer] = Conflict
		}
		best := newTop(size)
		offer(best, i, row, s.price, func(int) int64 { return math.MinInt64 / 2 })
		s.cand[i] = s.enter(i, s.cand[i], best.take(), row)
		for _, c := range s.cand[i] {
			row[c.reviewer] = Conflict
		}
		lock.Lock()
		defer lock.Unlock()
		for j, v := range row {
			if v == Conflict {
				continue
			}
			if gap := v - s.price[j] - s.theta[i]; gap > near[j].least {
				near[j].add(gap, int32(i))
			}
		}
	})
	row := make([]int64, s.m)
	more := make([][]heapItem, s.n)
	for j, t := range near {
		for _, item := range t.h.items {
			more[item.node] = append(more[item.node], heapItem{node: int32(j)})
		}
	}
	for i, list := range more {
		if len(list) > 0 {
			s.row(i, row)
			s.cand[i] = s.enter(i, s.cand[i], list, row)
		}
	}
	s.priced(s.n)
}

// enter makes candidates of the reviewers that a list holds.
func (s *Solver) enter(i int, to []candidate, list []heapItem, row []int64) []candidate {
	for _, item := range list {
		j := item.node
		to = append(to, candidate{reviewer: j, class: s.classOf(i, j), score: row[j]})
	}
	return to
}

// improve prices all pairs and lets those join that could improve the total. It
// says how many could: none is the proof that the rest of the pairs is not needed.
// A row that cannot have come to hold any since it was read last is not read.
func (s *Solver) improve() int {
	s.fallen += s.fall()
	var found, read atomic.Int64
	s.each(func(i int, row []int64) {
		s.fresh[i] = false
		if s.outside[i].useless(s, i) {
			return
		}
		read.Add(1)
		s.row(i, row)
		for _, c := range s.cand[i] {
			row[c.reviewer] = Conflict // already here
		}
		n, nearest := 0, int64(math.MinInt64/2)
		best := newTop(added)
		over := s.threshold(i)
		offer(best, i, row, s.price, func(j int) int64 {
			t := over(int32(j))
			if gain := row[j] - s.price[j] - t; gain > 0 {
				n++
			} else {
				nearest = max(nearest, gain)
			}
			return t
		})
		s.outside[i].note(s, i, n == 0, nearest)
		if n > 0 {
			s.fresh[i] = true
			found.Add(int64(n))
			s.cand[i] = s.enter(i, s.cand[i], best.take(), row)
		}
	})
	s.priced(int(read.Load()))
	return int(found.Load())
}

// threshold is what a reviewer must be worth above the price to be of use to a
// proposal, by organisation and class.
func (s *Solver) threshold(i int) func(j int32) int64 {
	groups := s.groups[s.first[i]:s.first[i+1]]
	sh := s.shape[i]
	return func(j int32) int64 {
		t := s.theta[i]
		class := s.classOf(i, j)
		if sh != nil {
			t = sh.classes[class].theta
		}
		if o := s.org(j); o >= 0 && len(groups) > 0 {
			k, ok := slices.BinarySearchFunc(groups, o, func(g group, o int32) int { return cmp.Compare(g.org, o) })
			if ok {
				t = max(t, s.net.pot[groups[k].node])
			}
		}
		return t
	}
}

// top keeps the largest few of what it is shown; of equals, those shown first.
type top struct {
	size  int
	least int64 // what is not above it will not be kept
	h     heap  // smallest first
}

func newTop(size int) *top { return &top{size: size, least: Conflict} }

func (t *top) reset(size int) { t.size, t.least, t.h.items = size, Conflict, t.h.items[:0] }

func (t *top) add(key int64, node int32) {
	if len(t.h.items) == t.size {
		t.h.pop()
	}
	t.h.push(key, node)
	if len(t.h.items) == t.size {
		t.least = t.h.items[0].key
	}
}

// take gives the kept ones, largest first.
func (t *top) take() []heapItem {
	slices.SortFunc(t.h.items, byKey)
	return t.h.items
}

// byKey puts the largest first, and equals in the order of their indices.
func byKey(a, b heapItem) int { return cmp.Or(cmp.Compare(b.key, a.key), cmp.Compare(a.node, b.node)) }

// priced counts a look at the pairs of so many rows.
func (s *Solver) priced(rows int) {
	s.stats.Rounds++
	s.stats.Priced += int64(rows) * int64(s.m)
	s.work += rows * s.m
}
