package assign

import (
	"math/rand/v2"
	"slices"
)

// small makes an instance that brute force can solve, of every feature at once
// or of few, feasible or not.
func small(seed uint64) Instance {
	r := rand.New(rand.NewPCG(seed, 7))
	n, m := 1+r.IntN(4), 1+r.IntN(6)
	levels := []int{2, 4, 1000}[r.IntN(3)]
	conflicts := []int{0, 10, 35}[r.IntN(3)]
	scores := make([][]int64, n)
	for i := range scores {
		scores[i] = make([]int64, m)
		for j := range scores[i] {
			scores[i][j] = int64(r.IntN(levels))
			if r.IntN(8) == 0 {
				scores[i][j] = -scores[i][j]
			}
			if r.IntN(100) < conflicts {
				scores[i][j] = Conflict
			}
		}
	}
	in := Instance{Row: func(i int, into []int64) { copy(into, scores[i]) }}
	for range n {
		in.Demand = append(in.Demand, r.IntN(min(m, 3)+1))
	}
	sum := 0
	for _, d := range in.Demand {
		sum += d
	}
	for range m {
		in.Upper = append(in.Upper, r.IntN(2)+(sum+m-1)/m)
	}
	if r.IntN(2) == 0 {
		for j := range m {
			in.Lower = append(in.Lower, r.IntN(min(2, in.Upper[j]+1)))
		}
	}
	if r.IntN(2) == 0 {
		for range m {
			in.Organisation = append(in.Organisation, r.IntN(4)-1)
		}
		in.SameMax = r.IntN(3)
	}
	if in.Organisation != nil && seed%3 == 0 {
		further(&in, seed)
	}
	if r.IntN(2) == 0 {
		quotas(&in, r)
	}
	for r.IntN(3) == 0 {
		in.Keep = append(in.Keep, Pair{r.IntN(n), r.IntN(m)})
	}
	for r.IntN(3) == 0 {
		in.Forbid = append(in.Forbid, Pair{r.IntN(n), r.IntN(m)})
	}
	return in
}

// further gives some reviewers a second organisation, which others may have as their first.
func further(in *Instance, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 17))
	for _, first := range in.Organisation {
		var more []int
		if o := r.IntN(4); r.IntN(2) == 0 && o != first {
			more = []int{o}
		}
		in.Further = append(in.Further, more)
	}
}

func quotas(in *Instance, r *rand.Rand) {
	crossing := r.IntN(2) == 0
	for range in.Upper {
		k := Kind(1) << r.IntN(3)
		if crossing && r.IntN(3) == 0 {
			k |= Kind(1) << r.IntN(3)
		}
		if crossing && r.IntN(2) == 0 {
			k |= Local
		}
		in.Kinds = append(in.Kinds, k)
	}
	for range in.Demand {
		var list []Quota
		for range r.IntN(3) {
			q := Quota{Kinds: Kind(1) << r.IntN(4), Min: r.IntN(2), Max: -1}
			if r.IntN(2) == 0 {
				q.Max = q.Min + r.IntN(2)
			}
			if r.IntN(4) == 0 {
				q.Kinds |= Kind(1) << r.IntN(4)
			}
			list = append(list, q)
		}
		in.Quotas = append(in.Quotas, list)
	}
}

// crossing makes a tight instance whose quotas all cross one another and the
// organisations.
func crossing(seed uint64) Instance {
	r := rand.New(rand.NewPCG(seed, 13))
	n, m := 3, 6
	scores := make([][]int64, n)
	for i := range scores {
		for range m {
			scores[i] = append(scores[i], int64(r.IntN(30)))
		}
	}
	in := Instance{Row: func(i int, into []int64) { copy(into, scores[i]) }, SameMax: 1 + r.IntN(2)}
	for range n {
		in.Demand = append(in.Demand, 2+r.IntN(2))
		list := []Quota{{Technical, 1, 2}, {Financial | Industry, 1, -1}, {Local, 0, 1}, {Industry, 0, 1}}
		r.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
		in.Quotas = append(in.Quotas, list[:2+r.IntN(3)])
	}
	for range m {
		in.Upper = append(in.Upper, 1+r.IntN(2))
		in.Lower = append(in.Lower, r.IntN(2))
		in.Organisation = append(in.Organisation, r.IntN(4))
		in.Kinds = append(in.Kinds, Kind(1+r.IntN(15)))
	}
	if seed%3 == 0 {
		further(&in, seed)
	}
	return in
}

// brute tries everything. It knows the instance's words and nothing of the solver.
type brute struct {
	in    Instance
	rows  [][]int64
	load  []int
	best  int64
	found bool
	sums  []int64
	each  func(sums []int64) // hears every lawful assignment
}

func bruteForce(in Instance) (int64, bool) {
	b := &brute{in: in, load: make([]int, len(in.Upper))}
	for i := range in.Demand {
		row := make([]int64, len(in.Upper))
		in.Row(i, row)
		b.rows = append(b.rows, row)
	}
	b.try(0, 0)
	return b.best, b.found
}

func (b *brute) try(i int, sum int64) {
	if i == len(b.in.Demand) {
		for j, l := range b.load {
			if b.in.Lower != nil && l < b.in.Lower[j] {
				return
			}
		}
		if b.each != nil {
			b.each(b.sums)
		}
		if !b.found || sum > b.best {
			b.best, b.found = sum, true
		}
		return
	}
	for set := range 1 << len(b.load) {
		worth, ok := b.panel(i, set)
		if !ok {
			continue
		}
		for j := range b.load {
			b.load[j] += set >> j & 1
		}
		b.sums = append(b.sums[:i], worth)
		b.try(i+1, sum+worth)
		for j := range b.load {
			b.load[j] -= set >> j & 1
		}
	}
}

func (b *brute) panel(i, set int) (worth int64, ok bool) {
	in := b.in
	size, orgs := 0, map[int]int{}
	for j := range b.load {
		in1 := set>>j&1 == 1
		pair := Pair{i, j}
		if (in1 && slices.Contains(in.Forbid, pair)) || (!in1 && slices.Contains(in.Keep, pair)) {
			return 0, false
		}
		if !in1 {
			continue
		}
		if b.rows[i][j] == Conflict || b.load[j] == in.Upper[j] {
			return 0, false
		}
		size++
		worth += b.rows[i][j]
		var of []int
		if in.Organisation != nil && in.Organisation[j] >= 0 {
			of = append(of, in.Organisation[j])
		}
		if in.Further != nil {
			of = append(of, in.Further[j]...)
		}
		for _, o := range of {
			if orgs[o]++; in.SameMax > 0 && orgs[o] > in.SameMax {
				return 0, false
			}
		}
	}
	if in.Quotas != nil {
		for _, q := range in.Quotas[i] {
			n := 0
			for j := range b.load {
				if set>>j&1 == 1 && in.Kinds[j]&q.Kinds != 0 {
					n++
				}
			}
			if n < q.Min || (q.Max >= 0 && n > q.Max) {
				return 0, false
			}
		}
	}
	return worth, size == in.Demand[i]
}
