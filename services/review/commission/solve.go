package commission

import (
	"cmp"
	"slices"
)

// solve chooses the members of every panel.
func (b *Batch) solve(from *Plan, _ Wish) ([][]Expert, Figures, error) {
	order := make([]int, len(b.Applications))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(len(b.Eligible(b.Applications[x].ID)), len(b.Eligible(b.Applications[y].ID)))
	})
	out, load, faults := make([][]Expert, len(order)), map[string]int{}, map[string][]Fault{}
	for _, i := range order {
		a := b.Applications[i]
		out[i] = b.greedy(from, a, load)
		for _, e := range out[i] {
			load[e.ID]++
		}
		if f := b.Law.Faults(a.Seats, out[i]); len(f) > 0 {
			faults[a.ID] = f
		}
	}
	if len(faults) > 0 {
		return nil, Figures{}, b.infeasible(faults)
	}
	return out, Figures{}, nil
}

// greedy takes the best for each kind in turn.
func (b *Batch) greedy(from *Plan, a Application, load map[string]int) []Expert {
	var out []Expert
	units, local, need := map[string]int{}, 0, b.Law.Mix.Needs(a.Seats)
	take := func(e Expert) {
		out = append(out, e)
		for _, o := range e.Orgs {
			units[o]++
		}
		if e.Local {
			local++
		}
	}
	for _, id := range from.Locked(a.ID) {
		if e := b.Expert(id); e != nil {
			take(*e)
		}
	}
	have := func(kind string) (n int) {
		for _, e := range out {
			if e.Is(kind) {
				n++
			}
		}
		return n
	}
	free := b.Eligible(a.ID)
	slices.SortStableFunc(free, func(x, y Expert) int {
		return cmp.Or(cmp.Compare(b.Expertise(a.ID, y.ID), b.Expertise(a.ID, x.ID)), cmp.Compare(x.ID, y.ID))
	})
	fits := func(e Expert) bool {
		clash := slices.ContainsFunc(e.Orgs, func(o string) bool { return units[o] >= b.Law.SameMax })
		seated := slices.ContainsFunc(out, func(x Expert) bool { return x.ID == e.ID })
		return !seated && !clash && load[e.ID] < e.Limit && !from.Forbids(a.ID, e.ID) && (!e.Local || local < need.LocalMax)
	}
	for _, k := range []struct {
		kind string
		n    int
	}{{Finance, need.Finance}, {Industry, need.Industry}, {Technical, need.Technical}, {"", a.Seats}} {
		for _, e := range free {
			if k.kind != "" && have(k.kind) >= k.n || len(out) >= a.Seats {
				break
			}
			if (k.kind == "" || e.Is(k.kind)) && fits(e) {
				take(e)
			}
		}
	}
	return out
}
