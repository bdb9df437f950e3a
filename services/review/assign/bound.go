package assign

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Bound is what no lawful assignment can exceed, whatever the prices: each
// proposal takes the lawful set that is worth most above the prices, and each
// reviewer's places are paid at its price, at least the lower load where that is
// negative. It is weak duality, summed in integers, by code of its own.
func Bound(in Instance, prices []int64) int64 {
	var bound atomic.Int64
	for j, p := range prices {
		switch {
		case p > 0:
			bound.Add(p * int64(in.Upper[j]))
		case p < 0 && in.Lower != nil:
			bound.Add(p * int64(in.Lower[j]))
		}
	}
	kept, barred := byProposal(in.Keep, len(in.Demand)), byProposal(in.Forbid, len(in.Demand))
	workers := runtime.GOMAXPROCS(0)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			row := make([]int64, len(prices))
			for i := w; i < len(in.Demand); i += workers {
				in.Row(i, row)
				b := purchase{in: &in, i: i, worth: row, counts: map[int]int{}}
				bound.Add(b.best(prices, kept[i], barred[i]))
			}
		})
	}
	all.Wait()
	return bound.Load()
}

func byProposal(pairs []Pair, n int) [][]int {
	out := make([][]int, n)
	for _, p := range pairs {
		if !slices.Contains(out[p.Proposal], p.Reviewer) {
			out[p.Proposal] = append(out[p.Proposal], p.Reviewer)
		}
	}
	return out
}

// hopelessly is the worth of a set that does not exist.
const hopelessly = math.MinInt64 / 4

// purchase is one proposal's choice at given prices.
type purchase struct {
	in     *Instance
	i      int
	worth  []int64
	left   int
	counts map[int]int // kept by hand, by organisation
}

func (b *purchase) best(prices []int64, kept, barred []int) int64 {
	for j := range b.worth {
		if b.worth[j] != Conflict {
			b.worth[j] -= prices[j]
		}
	}
	for _, j := range barred {
		b.worth[j] = Conflict
	}
	sum := int64(0)
	b.left = b.in.Demand[b.i] - len(kept)
	for _, j := range kept {
		sum += b.worth[j]
		b.worth[j] = Conflict
		if o := b.organisation(j); o >= 0 {
			b.counts[o]++
		}
	}
	if b.in.Quotas != nil && len(b.in.Quotas[b.i]) > 0 {
		return sum + b.composed(kept)
	}
	return sum + b.plain()
}

func (b *purchase) organisation(j int) int {
	if b.in.SameMax == 0 || b.in.Organisation == nil {
		return -1
	}
	return b.in.Organisation[j]
}

// plain takes reviewers in turn and lets the worst of those in one another's way
// go: of one organisation when it is full, of all when the panel is.
func (b *purchase) plain() int64 {
	var set []int
	for j, w := range b.worth {
		if w == Conflict || b.left == 0 {
			continue
		}
		if len(set) == b.left && w <= b.worth[set[len(set)-1]] {
			continue
		}
		o, same, last := b.organisation(j), b.counts[b.organisation(j)], -1
		for k, x := range set { // best first
			if o >= 0 && b.organisation(x) == o {
				same++
				last = k
			}
		}
		switch {
		case o >= 0 && same >= b.in.SameMax:
			if last < 0 || w <= b.worth[set[last]] {
				continue
			}
			set = slices.Delete(set, last, last+1)
		case len(set) == b.left:
			set = set[:len(set)-1]
		}
		at := len(set)
		for at > 0 && b.worth[set[at-1]] < w {
			at--
		}
		set = slices.Insert(set, at, j)
	}
	if len(set) < b.left {
		return hopelessly
	}
	sum := int64(0)
	for _, j := range set {
		sum += b.worth[j]
	}
	return sum
}

// composed runs over the organisations and remembers, for each number of
// reviewers and each count in every quota, the most that they are worth.
func (b *purchase) composed(kept []int) int64 {
	t := newTally(b.in.Quotas[b.i], max(b.left, 0), len(kept))
	begin, ok := t.enter(0, b.in.Kinds, kept)
	if !ok || b.left < 0 {
		return hopelessly
	}
	now := make([]int64, t.size)
	for k := range now {
		now[k] = hopelessly
	}
	now[begin] = 0
	for _, people := range b.people() {
		room := len(people)
		if o := b.organisation(people[0]); o >= 0 {
			room = min(room, b.in.SameMax-b.counts[o])
		} else {
			room = 1 // each stands alone
		}
		if room > 0 {
			now = t.add(now, people, room, b.worth, b.in.Kinds)
		}
	}
	return t.final(now)
}

// people lists who can matter, by organisation: of each combination of kinds the
// best, until as many organisations are listed as the panel has places.
func (b *purchase) people() [][]int {
	order := make([]int, 0, len(b.worth))
	for j, w := range b.worth {
		if o := b.organisation(j); w == Conflict || (o >= 0 && b.counts[o] >= b.in.SameMax) {
			continue
		}
		order = append(order, j)
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Or(cmp.Compare(b.worth[y], b.worth[x]), cmp.Compare(x, y)) })
	groups := map[int][]int{}
	listed := map[Kind]map[int]bool{}
	alone := -1
	var names []int
	for _, j := range order {
		k, o := b.in.Kinds[j], b.organisation(j)
		if o < 0 {
			o = alone
			alone--
		}
		if listed[k] == nil {
			listed[k] = map[int]bool{}
		}
		if len(listed[k]) > b.left && !listed[k][o] {
			continue
		}
		listed[k][o] = true
		if groups[o] == nil {
			names = append(names, o)
		}
		groups[o] = append(groups[o], j)
	}
	out := make([][]int, 0, len(names))
	for _, o := range names {
		out = append(out, groups[o])
	}
	return out
}

// tally counts reviewers and quotas in one number: a digit for the panel's size
// and one for each quota, which stops where more makes no difference.
type tally struct {
	quotas []Quota
	radix  []int
	places int
	size   int
}

func newTally(quotas []Quota, places, kept int) *tally {
	t := &tally{quotas: quotas, places: places, size: places + 1}
	for _, q := range quotas {
		r := min(max(q.Min, q.Max, 0), places+kept+1) + 1
		t.radix = append(t.radix, r)
		t.size *= r
	}
	return t
}

// enter counts people into a state without taking places; false: a quota is overdrawn.
func (t *tally) enter(state int, kinds []Kind, people []int) (int, bool) {
	for _, j := range people {
		next, ok := t.with(state, kinds[j], 0)
		if !ok {
			return 0, false
		}
		state = next
	}
	return state, true
}

// with counts one reviewer who takes so many places.
func (t *tally) with(state int, kinds Kind, places int) (int, bool) {
	if state%(t.places+1)+places > t.places {
		return 0, false
	}
	next, unit := state+places, t.places+1
	for k, q := range t.quotas {
		if kinds&q.Kinds != 0 {
			n := state / unit % t.radix[k]
			switch {
			case q.Max >= 0 && n >= q.Max:
				return 0, false
			case n+1 < t.radix[k]:
				next += unit
			}
		}
		unit *= t.radix[k]
	}
	return next, true
}

// add lets up to room of some people join.
func (t *tally) add(now []int64, people []int, room int, worth []int64, kinds []Kind) []int64 {
	levels := make([][]int64, room+1) // by how many of them joined
	levels[0] = now
	for k := 1; k <= room; k++ {
		levels[k] = slices.Repeat([]int64{hopelessly}, len(now))
	}
	for _, j := range people {
		for k := room; k > 0; k-- {
			for state, w := range levels[k-1] {
				if w <= hopelessly/2 {
					continue
				}
				if next, ok := t.with(state, kinds[j], 1); ok {
					levels[k][next] = max(levels[k][next], w+worth[j])
				}
			}
		}
	}
	out := slices.Clone(now)
	for _, level := range levels[1:] {
		for state, w := range level {
			out[state] = max(out[state], w)
		}
	}
	return out
}

// final is the most that a full panel with all quotas met is worth.
func (t *tally) final(now []int64) int64 {
	best := int64(hopelessly)
	for state, w := range now {
		if state%(t.places+1) != t.places {
			continue
		}
		met, unit := true, t.places+1
		for k, q := range t.quotas {
			n := state / unit % t.radix[k]
			met = met && n >= q.Min
			unit *= t.radix[k]
		}
		if met {
			best = max(best, w)
		}
	}
	return best
}
