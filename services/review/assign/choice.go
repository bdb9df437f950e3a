package assign

import (
	"math"
	"math/bits"
	"slices"
)

// choice finds the best lawful set of reviewers for one proposal by itself when
// each has a value: what the bound needs where quotas cross organisations.
//
// Whether quotas are met depends only on how many come of each combination of
// kinds. So it goes through those counts, the most promising first as far as
// organisations do not object, and within one through the people in order of
// value, past those whose organisation is full.
type choice struct {
	s       *Solver
	i       int
	quotas  []Quota // less what the pairs kept by hand already fill
	classes []people
	places  int
	digits  []digit // of each quota
	states  int
	rest    []int64 // see ahead
	set     []int32
	best    []int32
	value   int64
	found   bool
	tops    [1 << 8]*top // memory of worthwhile
}

// people are those of one combination of kinds, largest value first.
type people struct {
	kinds  Kind
	items  []heapItem
	sums   []int64 // of the values before an item
	digits []digit // of the quotas that count them
}

// digit is where a state counts for one quota. It stops at top, where more makes
// no difference or is too much.
type digit struct {
	shift            int
	top, least, most int
}

func (d digit) of(state int) int { return state >> d.shift & (1<<bits.Len(uint(d.top)) - 1) }

// choose looks at all reviewers: values[j] is Conflict where j may not come.
func (s *Solver) choose(i int, values []int64) (set []int32, value int64, ok bool) {
	c, _ := s.choosers.Get().(*choice)
	if c == nil {
		c = &choice{s: s}
	}
	defer s.choosers.Put(c)
	c.i, c.quotas, c.places = i, s.asked(i), int(s.demand[i])
	c.set, c.best, c.value, c.found = c.set[:0], nil, 0, false
	c.worthwhile(values)
	if c.prepare() {
		c.count(make([]int8, len(c.classes)), 0, c.places, 0, 0)
	}
	return c.best, c.value, c.found
}

// prepare lays out the states that a count can be in. It says whether the pairs
// kept by hand leave the quotas a chance.
func (c *choice) prepare() bool {
	shift := 0
	c.digits = c.digits[:0]
	for _, q := range c.quotas {
		d := digit{shift: shift, least: max(q.Min, 0), most: min(q.Max, c.places)}
		if d.most < d.least {
			return false
		}
		if d.top = d.least; q.Max < c.places {
			d.top = d.most + 1 // too many
		}
		c.digits = append(c.digits, d)
		shift += bits.Len(uint(d.top))
	}
	for k := range c.classes {
		p := &c.classes[k]
		for n, q := range c.quotas {
			if p.kinds&q.Kinds != 0 && c.digits[n].top > 0 {
				p.digits = append(p.digits, c.digits[n])
			}
		}
	}
	c.states = 1 << shift
	c.rest = resize(c.rest, len(c.classes)*(c.places+1)*c.states)
	for k := range c.rest {
		c.rest[k] = unknown
	}
	return true
}

// more is the state when one more of some people comes; −1 when a quota forbids it.
func (p *people) more(state int) int {
	for _, d := range p.digits {
		switch now := d.of(state); {
		case now == d.most && d.top > d.most:
			return -1
		case now < d.top:
			state += 1 << d.shift
		}
	}
	return state
}

// unknown stands for what was not worked out yet.
const unknown = math.MinInt64

// ahead is the most that the classes from one on can add, organisations aside.
func (c *choice) ahead(class, left, state int) int64 {
	if class == len(c.classes) {
		if left > 0 || slices.ContainsFunc(c.digits, func(d digit) bool { return d.of(state) < d.least }) {
			return hopelessly
		}
		return 0
	}
	at := (class*(c.places+1)+left)*c.states + state
	if c.rest[at] != unknown {
		return c.rest[at]
	}
	best, p := int64(hopelessly), &c.classes[class]
	for n := 0; state >= 0; n++ {
		best = max(best, p.sums[n]+c.ahead(class+1, left-n, state))
		if n == min(left, len(p.items)) {
			break
		}
		state = p.more(state)
	}
	c.rest[at] = best
	return best
}

// count goes through the lawful counts, the most promising first.
func (c *choice) count(of []int8, class, left, state int, worth int64) {
	if class == len(c.classes) {
		if c.ahead(class, left, state) == 0 {
			c.fill(of, 0, 0, worth)
		}
		return
	}
	type option struct {
		heapItem // what it comes to, and how many
		state    int
	}
	var fixed [16]option
	order, p := fixed[:0], &c.classes[class]
	for n := 0; state >= 0; n++ {
		if rest := c.ahead(class+1, left-n, state); rest > hopelessly/2 {
			order = append(order, option{heapItem{p.sums[n] + rest, int32(n)}, state})
		}
		if n == min(left, len(p.items)) {
			break
		}
		state = p.more(state)
	}
	slices.SortFunc(order, func(a, b option) int { return byKey(a.heapItem, b.heapItem) })
	for _, o := range order {
		if c.found && worth+o.key <= c.value {
			break
		}
		of[class] = int8(o.node)
		c.count(of, class+1, left-int(o.node), o.state, worth+p.sums[o.node])
	}
	of[class] = 0
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
		if c.s.meets(c.i, j, c.set) {
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
func (c *choice) worthwhile(values []int64) {
	s, d := c.s, c.places
	c.classes = c.classes[:0]
	if d == 0 {
		return
	}
	mask, size := s.mask(c.i), d
	if s.orgs > 0 {
		size = d*s.widest + 4
	}
	for _, t := range c.tops {
		if t != nil {
			t.reset(size)
		}
	}
	for j, v := range values {
		if v == Conflict {
			continue
		}
		k := s.kind(int32(j)) & mask
		if c.tops[k] == nil {
			c.tops[k] = newTop(size)
		}
		if t := c.tops[k]; v > t.least {
			t.add(v, int32(j))
		}
	}
	for k, t := range c.tops {
		if t == nil || len(t.h.items) == 0 {
			continue
		}
		list, enough := s.spread(c.i, t.take(), d)
		if !enough && len(t.h.items) == size {
			list, _ = s.spread(c.i, s.all(values, Kind(k), mask), d)
		}
		p := people{kinds: Kind(k), items: list, sums: make([]int64, 1, len(list)+1)}
		for _, item := range list {
			p.sums = append(p.sums, p.sums[len(p.sums)-1]+item.key)
		}
		c.classes = append(c.classes, p)
	}
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
// whether so many others are there that a place can always be filled. Only who
// has one organisation counts for it: who has several may be kept out elsewhere.
func (s *Solver) spread(i int, list []heapItem, d int) (out []heapItem, enough bool) {
	distinct, most := 0, (d-1)*s.widest+1
	out = list[:0:0]
	if s.member == nil {
		return list[:min(d, len(list))], true
	}
	for _, item := range list {
		orgs := s.of(item.node)
		if slices.ContainsFunc(orgs, func(o int32) bool { return s.listed(o, out) >= s.room(i, o) }) {
			continue
		}
		if len(orgs) == 0 || (len(orgs) == 1 && s.listed(orgs[0], out) == 0) {
			distinct++
		}
		out = append(out, item)
		if distinct == most {
			return out, true
		}
	}
	return out, false
}

// listed counts those of a list who have one organisation, and that it is this.
func (s *Solver) listed(o int32, list []heapItem) (n int32) {
	for _, item := range list {
		if m := s.member[item.node]; len(m) == 1 && m[0] == o {
			n++
		}
	}
	return n
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
