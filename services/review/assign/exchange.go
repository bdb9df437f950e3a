package assign

import (
	"math"
	"slices"
)

// exchange mends and betters panels that are each lawful by themselves: a
// proposal swaps one reviewer for another so that it stays lawful, and swaps are
// chained so that loads come right, or so that all together gain. Chains are
// shortest paths and negative cycles in the graph of swaps, in which place m
// stands for room below an upper and above a lower load.
type exchange struct {
	s      *Solver
	sets   [][]int32
	load   []int32
	option [][]heapItem // whom a proposal may take, with the similarity
	swaps  [][]swap     // of each proposal as its panel is
	barred map[swap]bool
	prices []int64
	least  []int64 // what a panel must be worth above the prices; nil: whatever

	dist []int64
	via  []swap // by which a reviewer was reached
}

// swap is one proposal giving up a reviewer for another at a loss.
type swap struct {
	proposal, from, to int32
	loss               int64
}

// none marks where a chain starts.
const none = int32(-1)

func (s *Solver) newExchange(sets [][]int32, prices, least []int64) *exchange {
	x := &exchange{s: s, prices: prices, least: least, sets: make([][]int32, s.n), load: make([]int32, s.m), barred: map[swap]bool{}}
	x.option, x.swaps = make([][]heapItem, s.n), make([][]swap, s.n)
	x.dist, x.via = make([]int64, s.m+1), make([]swap, s.m+1)
	saved := s.shape
	s.shape = make([]*shape, s.n)
	s.each(func(i int, row []int64) {
		s.row(i, row)
		x.sets[i] = slices.DeleteFunc(slices.Clone(sets[i]), func(j int32) bool { return slices.Contains(s.kept[i], j) })
		best := newTop(offered)
		offer(best, i, row, prices, func(int) int64 { return math.MinInt64 / 2 })
		for _, item := range best.h.items {
			x.option[i] = append(x.option[i], heapItem{row[item.node], item.node})
		}
		for _, j := range x.sets[i] {
			if !slices.ContainsFunc(x.option[i], func(o heapItem) bool { return o.node == j }) {
				x.option[i] = append(x.option[i], heapItem{row[j], j})
			}
		}
	})
	s.shape = saved
	for i := range x.sets {
		for _, j := range x.sets[i] {
			x.load[j]++
		}
		x.list(int32(i))
	}
	return x
}

// offered is how many reviewers a proposal considers.
const offered = 60

// list writes the lawful swaps of a proposal.
func (x *exchange) list(i int32) {
	x.swaps[i] = x.swaps[i][:0]
	c := &choice{s: x.s, i: int(i), quotas: x.s.asked(int(i))}
	spare := x.spare(i)
	for k, j := range x.sets[i] {
		was := x.value(i, j)
		c.set = slices.Delete(slices.Clone(x.sets[i]), k, k+1)
		rest := len(c.set)
		for _, o := range x.option[i] {
			if was-o.key+x.prices[o.node]-x.prices[j] > spare || slices.Contains(x.sets[i], o.node) {
				continue
			}
			if x.s.meets(int(i), o.node, c.set) {
				continue
			}
			c.set = append(c.set, o.node)
			if c.possible(0) {
				x.swaps[i] = append(x.swaps[i], swap{i, j, o.node, was - o.key})
			}
			c.set = c.set[:rest]
		}
	}
}

// spare is how much above the prices a proposal may lose by a swap.
func (x *exchange) spare(i int32) int64 {
	if x.least == nil {
		return math.MaxInt64
	}
	spare := -x.least[i]
	for _, j := range x.sets[i] {
		spare += x.value(i, j) - x.prices[j]
	}
	return spare
}

func (x *exchange) value(i, j int32) int64 {
	for _, o := range x.option[i] {
		if o.node == j {
			return o.key
		}
	}
	return 0
}

// run mends the loads and then gains what it can; it says whether loads are
// kept. It stops when a quarter of the effort is spent on it.
func (x *exchange) run() bool {
	enough := x.s.work + max(x.s.effort.Work/4, 1)
	for x.s.work < enough {
		sources, open := x.sources()
		chain, ok := x.chain(sources, open)
		if !ok {
			if !open { // nothing to mend and nothing to gain
				return true
			}
			return false
		}
		x.apply(chain)
	}
	_, open := x.sources()
	return !open
}

// sources are the reviewers who have too much; or, when some have too little,
// room itself; or everybody, when only gain is sought.
func (x *exchange) sources() (list []int32, open bool) {
	s := x.s
	under := false
	for j, l := range x.load {
		if l > s.upper[j] {
			list = append(list, int32(j))
		}
		under = under || l < s.lower[j]
	}
	switch {
	case len(list) > 0:
		return list, true
	case under:
		return []int32{int32(s.m)}, true
	}
	for j := range s.m + 1 {
		list = append(list, int32(j))
	}
	return list, false
}

// chain finds a negative cycle, or else, when loads are open, the shortest path
// from a source to where something is lacking.
func (x *exchange) chain(sources []int32, open bool) ([]swap, bool) {
	s, room := x.s, int32(x.s.m)
	for v := range x.dist {
		x.dist[v], x.via[v] = math.MaxInt64/4, swap{from: none}
	}
	for _, v := range sources {
		x.dist[v] = 0
	}
	for pass := 1; x.pass(room); pass++ {
		if pass%4 == 0 || pass > s.m {
			if cycle := x.cycle(); cycle != nil {
				return cycle, true
			}
		}
	}
	if !open {
		return nil, false
	}
	to, best := none, int64(math.MaxInt64/8)
	mending := sources[0] != room // overload goes to room; a lack is filled from room
	for j := range s.m {
		if !mending && x.load[j] < s.lower[j] && x.dist[j] < best {
			to, best = int32(j), x.dist[j]
		}
	}
	if mending && x.dist[room] < best {
		to = room
	}
	if to == none {
		return nil, false
	}
	var out []swap
	for v := to; x.via[v].from != none; v = x.via[v].from {
		out = append(out, x.via[v])
		if len(out) > s.m+1 {
			return nil, false
		}
	}
	return out, true
}

// pass relaxes every swap once and says whether a distance fell.
func (x *exchange) pass(room int32) (fell bool) {
	relax := func(w swap) {
		if d := x.dist[w.from] + w.loss; x.dist[w.from] < math.MaxInt64/8 && d < x.dist[w.to] {
			x.dist[w.to], x.via[w.to] = d, w
			fell = true
		}
	}
	for i := range x.swaps {
		x.s.work += len(x.swaps[i])
		for _, w := range x.swaps[i] {
			if len(x.barred) == 0 || !x.barred[w] {
				relax(w)
			}
		}
	}
	for j, l := range x.load {
		if l < x.s.upper[j] {
			relax(swap{none, int32(j), room, 0})
		}
		if l > x.s.lower[j] {
			relax(swap{none, room, int32(j), 0})
		}
	}
	return fell
}

// cycle finds one among the arcs by which nodes were reached.
func (x *exchange) cycle() []swap {
	seen := make([]int32, len(x.via))
	for start := range x.via {
		v := int32(start)
		for seen[v] == 0 && x.via[v].from != none {
			seen[v] = int32(start) + 1
			v = x.via[v].from
		}
		if seen[v] != int32(start)+1 || x.via[v].from == none {
			continue
		}
		var out []swap
		for u := v; ; {
			out = append(out, x.via[u])
			if u = x.via[u].from; u == v {
				return out
			}
		}
	}
	return nil
}

// apply makes the swaps of a chain if all panels stay lawful; of a chain that
// uses a proposal twice and spoils it, one swap is barred instead.
func (x *exchange) apply(chain []swap) {
	after := map[int32][]int32{}
	for _, w := range chain {
		if w.proposal == none {
			continue
		}
		set, ok := after[w.proposal]
		if !ok {
			set = slices.Clone(x.sets[w.proposal])
		}
		k := slices.Index(set, w.from)
		if k < 0 || slices.Contains(set, w.to) {
			// A chain may pass a reviewer on within one panel; the order of its swaps is from the end.
			x.barred[w] = true
			return
		}
		set[k] = w.to
		after[w.proposal] = set
	}
	for _, w := range chain {
		if w.proposal != none && !x.lawful(w.proposal, after[w.proposal]) {
			x.barred[w] = true
			return
		}
	}
	for _, w := range chain {
		if w.from < int32(x.s.m) && w.proposal != none {
			x.load[w.from]--
			x.load[w.to]++
		}
	}
	for i, set := range after {
		x.sets[i] = set
		x.list(i)
	}
	clear(x.barred)
}

func (x *exchange) lawful(i int32, set []int32) bool {
	c := &choice{s: x.s, i: int(i), quotas: x.s.asked(int(i)), set: set}
	for _, j := range set {
		if x.s.meets(int(i), j, slices.DeleteFunc(slices.Clone(set), func(k int32) bool { return k == j })) {
			return false
		}
	}
	return c.possible(0)
}

// result is the panels as they are, kept pairs included.
func (x *exchange) result(prices []int64) *Result {
	s := x.s
	r := &Result{Reviewers: make([][]int32, s.n), Prices: prices, Total: s.keptWorth}
	for i, set := range x.sets {
		for _, j := range set {
			r.Total += x.value(int32(i), j)
		}
		r.Reviewers[i] = slices.Concat(set, s.kept[i])
		slices.Sort(r.Reviewers[i])
	}
	r.Bound = r.Total
	return r
}
