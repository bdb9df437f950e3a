package assign

import (
	"cmp"
	"slices"
)

// choice finds the best lawful set of reviewers for one proposal by itself when
// each has a value: what the bound needs where quotas cross organisations.
//
// Whether quotas are met depends only on how many come of each combination of
// kinds. So it goes through those counts, the most promising first, and within
// one through the people in order of value, past those whose organisation is full.
type choice struct {
	s       *Solver
	i       int
	quotas  []Quota // less what the pairs kept by hand already fill
	classes []people
	set     []int32
	best    []int32
	value   int64
	found   bool
}

// people are those of one combination of kinds, largest value first.
type people struct {
	kinds Kind
	items []heapItem
	sums  []int64 // of the values before an item
}

// counts is how many come of each class, and what they are worth at most.
type counts struct {
	of    []int8
	worth int64
}

// choose looks at all reviewers: values[j] is Conflict where j may not come.
func (s *Solver) choose(i int, values []int64) (set []int32, value int64, ok bool) {
	c := &choice{s: s, i: i, quotas: s.asked(i), classes: s.worthwhile(i, values)}
	list := c.count(nil, make([]int8, len(c.classes)), 0, int(s.demand[i]), 0)
	slices.SortStableFunc(list, func(a, b counts) int { return cmp.Compare(b.worth, a.worth) })
	for _, n := range list {
		if c.found && n.worth <= c.value {
			break
		}
		c.fill(n.of, 0, 0, n.worth)
	}
	return c.best, c.value, c.found
}

// count lists the lawful counts.
func (c *choice) count(list []counts, of []int8, class, left int, worth int64) []counts {
	if class == len(c.classes) {
		if left == 0 && c.met(of) {
			list = append(list, counts{slices.Clone(of), worth})
		}
		return list
	}
	for n := 0; n <= min(left, len(c.classes[class].items)); n++ {
		of[class] = int8(n)
		list = c.count(list, of, class+1, left-n, worth+c.classes[class].sums[n])
	}
	of[class] = 0
	return list
}

func (c *choice) met(of []int8) bool {
	for _, q := range c.quotas {
		n := 0
		for k, x := range of {
			if c.classes[k].kinds&q.Kinds != 0 {
				n += int(x)
			}
		}
		if n < q.Min || n > q.Max {
			return false
		}
	}
	return true
}

// fill takes so many of each class, from one class and item on. worth is what the
// set could come to.
func (c *choice) fill(of []int8, class, from int, worth int64) {
	for class < len(of) && of[class] == 0 {
		class, from = class+1, 0
	}
	if class == len(of) {
		if !c.found || worth > c.value {
			c.best, c.value, c.found = slices.Clone(c.set), worth, true
		}
		return
	}
	p, n := &c.classes[class], int(of[class])
	expected := p.sums[from+n] - p.sums[from]
	for k := from; k+n <= len(p.items); k++ {
		now := worth - expected + p.sums[k+n] - p.sums[k]
		if c.found && now <= c.value {
			return
		}
		j := p.items[k].node
		if o := c.s.org(j); o >= 0 && c.s.crowded(c.i, o, c.set) {
			continue
		}
		c.set = append(c.set, j)
		of[class]--
		if of[class] == 0 {
			c.fill(of, class+1, 0, now)
		} else {
			c.fill(of, class, k+1, now)
		}
		of[class]++
		c.set = c.set[:len(c.set)-1]
	}
}

// possible says whether a set with so many places left can still meet the quotas.
func (c *choice) possible(left int) bool {
	for _, q := range c.quotas {
		n := 0
		for _, j := range c.set {
			if c.s.kind(j)&q.Kinds != 0 {
				n++
			}
		}
		if n+left < q.Min || n > q.Max {
			return false
		}
	}
	return true
}

// asked is what the quotas still ask.
func (s *Solver) asked(i int) []Quota {
	if s.in.Quotas == nil {
		return nil
	}
	out := slices.Clone(s.in.Quotas[i])
	for k := range out {
		if out[k].Max < 0 {
			out[k].Max = noMax
		}
		for _, j := range s.kept[i] {
			if s.kind(j)&out[k].Kinds != 0 {
				out[k].Min--
				out[k].Max-- // below nothing when too many are kept
			}
		}
	}
	return out
}

// noMax stands for no upper bound once kept pairs are taken off.
const noMax = 1 << 30

// worthwhile keeps, of each set of kinds, those who can be in a best set: the
// best until as many are listed as could be blocked, each organisation as often
// as it may come.
func (s *Solver) worthwhile(i int, values []int64) []people {
	d := int(s.demand[i])
	if d == 0 {
		return nil
	}
	mask := s.mask(i)
	size := d
	if s.orgs > 0 {
		size = 4*d + 8
	}
	var tops [1 << 8]*top
	for j, v := range values {
		if v == Conflict {
			continue
		}
		t := tops[s.kind(int32(j))&mask]
		if t == nil {
			t = newTop(size)
			tops[s.kind(int32(j))&mask] = t
		}
		if v > t.least {
			t.add(v, int32(j))
		}
	}
	var out []people
	for k, t := range tops {
		if t == nil {
			continue
		}
		list, enough := s.spread(i, t.take(), d)
		if !enough && len(t.h.items) == size {
			list, _ = s.spread(i, s.all(values, Kind(k), mask), d)
		}
		p := people{kinds: Kind(k), items: list, sums: []int64{0}}
		for _, item := range list {
			p.sums = append(p.sums, p.sums[len(p.sums)-1]+item.key)
		}
		out = append(out, p)
	}
	return out
}

// all lists everybody of some kinds, largest value first.
func (s *Solver) all(values []int64, kinds, mask Kind) (out []heapItem) {
	for j, v := range values {
		if v != Conflict && s.kind(int32(j))&mask == kinds {
			out = append(out, heapItem{v, int32(j)})
		}
	}
	slices.SortFunc(out, byKey)
	return out
}

// spread drops those whose organisation comes often enough before them, and says
// whether d others of different organisations are there.
func (s *Solver) spread(i int, list []heapItem, d int) (out []heapItem, enough bool) {
	seen := map[int32]int32{}
	distinct := 0
	for _, item := range list {
		o := s.org(item.node)
		if o >= 0 {
			if seen[o] >= s.room(i, o) {
				continue
			}
			seen[o]++
		}
		if o < 0 || seen[o] == 1 {
			distinct++
		}
		out = append(out, item)
		if distinct == d {
			return out, true
		}
	}
	return out, false
}

func (s *Solver) kind(j int32) Kind {
	if s.in.Kinds == nil {
		return 0
	}
	return s.in.Kinds[j]
}

// mask is the kinds that the quotas of a proposal look at.
func (s *Solver) mask(i int) (mask Kind) {
	if s.in.Quotas != nil {
		for _, q := range s.in.Quotas[i] {
			mask |= q.Kinds
		}
	}
	return mask
}
