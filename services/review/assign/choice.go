package assign

import "slices"

// choice finds the best lawful set of reviewers for one proposal by itself when
// each has a value: what the bound needs where quotas cross organisations.
type choice struct {
	s      *Solver
	i      int
	quotas []Quota // less what the pairs kept by hand already fill
	items  []heapItem
	sums   []int64 // of the values before an item
	set    []int32
	best   []int32
	value  int64
	found  bool
}

// choose looks at all reviewers: values[j] is Conflict where j may not come.
func (s *Solver) choose(i int, values []int64) (set []int32, value int64, ok bool) {
	c := &choice{s: s, i: i, quotas: s.asked(i)}
	c.items = s.worthwhile(i, values)
	c.sums = append(c.sums, 0)
	for _, item := range c.items {
		c.sums = append(c.sums, c.sums[len(c.sums)-1]+item.key)
	}
	c.extend(0, 0)
	return c.best, c.value, c.found
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

// extend tries the items from one on, in order of value, and gives up where even
// the next best without any limit would not beat what is known.
func (c *choice) extend(from int, value int64) {
	left := int(c.s.demand[c.i]) - len(c.set)
	if !c.possible(left) {
		return
	}
	if left == 0 {
		if !c.found || value > c.value {
			c.best, c.value, c.found = slices.Clone(c.set), value, true
		}
		return
	}
	for k := from; k+left <= len(c.items); k++ {
		if c.found && value+c.sums[k+left]-c.sums[k] <= c.value {
			return
		}
		j := c.items[k].node
		if o := c.s.org(j); o >= 0 && c.s.crowded(c.i, o, c.set) {
			continue
		}
		c.set = append(c.set, j)
		c.extend(k+1, value+c.items[k].key)
		c.set = c.set[:len(c.set)-1]
	}
}

// possible says whether no quota is overdrawn or out of reach with so many places left.
func (c *choice) possible(left int) bool {
	for _, q := range c.quotas {
		n := 0
		for _, j := range c.set {
			if c.s.kind(j)&q.Kinds != 0 {
				n++
			}
		}
		if n+left < q.Min || (n > q.Max) {
			return false
		}
	}
	return true
}

// noMax stands for no upper bound once kept pairs are taken off.
const noMax = 1 << 30

// worthwhile keeps, of each set of kinds, those who can be in a best set: the
// best until as many are listed as could be blocked, each organisation as often
// as it may come. Largest value first.
func (s *Solver) worthwhile(i int, values []int64) []heapItem {
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
	var out []heapItem
	for k, t := range tops {
		if t == nil {
			continue
		}
		list, enough := s.spread(i, t.take(), d)
		if !enough && len(t.h.items) == size {
			list, _ = s.spread(i, s.all(values, Kind(k), mask), d)
		}
		out = append(out, list...)
	}
	slices.SortFunc(out, byKey)
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
