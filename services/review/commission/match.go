package commission

import (
	"cmp"
	"slices"
)

// Wish is what may be asked of a match. Reserves 0 leaves their number to the pack.
type Wish struct {
	RaiseWorst bool
	Reserves   int
}

// Match fills every panel: members by expertise within all rules, what was locked
// kept and what was forbidden left out; then reserves. It returns
// MATCH_INFEASIBLE, with what stands in the way, when no lawful plan exists.
func (b *Batch) Match(from Plan, w Wish) (Plan, error) {
	if err := b.CheckFloors(&from); err != nil {
		return from, err
	}
	out := Plan{Method: Optimal, Forbidden: from.Forbidden, Changes: from.Changes, Restored: from.Restored, MinLoad: from.MinLoad, Floors: from.Floors}
	worth := b.pairs()
	members, err := b.solve(worth, &from, w, &out)
	if err != nil {
		return from, err
	}
	load := make([]int, len(b.Pool))
	for i, a := range b.Applications {
		panel := Panel{Application: a.ID}
		locked := from.Locked(a.ID)
		for _, j := range members[i] {
			load[j]++
			id := b.Pool[j].ID
			panel.Seats = append(panel.Seats, Seat{Expert: id, Seat: Member, Locked: slices.Contains(locked, id), Expertise: int64(worth[i][j])})
		}
		slices.SortStableFunc(panel.Seats, func(x, y Seat) int {
			return cmp.Or(cmp.Compare(y.Expertise, x.Expertise), cmp.Compare(x.Expert, y.Expert))
		})
		out.Panels = append(out.Panels, panel)
	}
	for i := range out.Panels {
		b.tell(Reserved, i, len(out.Panels))
		b.addReserves(&out, i, w.Reserves, worth[i], load)
		out.Panels[i].renumber()
	}
	b.Judge(&out)
	return out, nil
}

// addReserves puts behind the members who may sit and has room left: first, as far
// as there are any, those who can take the place of each member that may be lost,
// then the next best. Whether one fits beside those seated is judged again when
// they are called.
func (b *Batch) addReserves(p *Plan, i, n int, worth []int32, load []int) {
	panel := &p.Panels[i]
	if n == 0 {
		n = b.Backup * len(panel.Seats)
	}
	seated := map[string]bool{}
	for _, s := range panel.Seats {
		seated[s.Expert] = true
	}
	var members []Expert
	var free []int
	for j, e := range b.Pool {
		switch {
		case seated[e.ID]:
			members = append(members, e)
		case worth[j] != excluded && load[j] < e.Limit && !p.Forbids(panel.Application, e.ID):
			free = append(free, j)
		}
	}
	byWorth := func(x, y int) int {
		return cmp.Or(cmp.Compare(worth[y], worth[x]), cmp.Compare(b.Pool[x].ID, b.Pool[y].ID))
	}
	slices.SortFunc(free, byWorth)
	chosen := b.stepIn(members, free)
	for _, j := range free {
		if len(chosen) >= n {
			break
		}
		if !slices.Contains(chosen, j) {
			chosen = append(chosen, j)
		}
	}
	chosen = chosen[:min(n, len(chosen))]
	slices.SortFunc(chosen, byWorth)
	for _, j := range chosen {
		panel.Seats = append(panel.Seats, Seat{Expert: b.Pool[j].ID, Seat: Reserve, Expertise: int64(worth[j])})
	}
}

// stepIn finds, for the loss of each member, the best of those free whose coming
// in keeps the panel lawful; one may serve for several.
func (b *Batch) stepIn(members []Expert, free []int) (chosen []int) {
	for m := range members {
		others := slices.Delete(slices.Clone(members), m, m+1)
		mends := func(j int) bool { return len(b.Law.Faults(len(members), with(others, b.Pool[j]))) == 0 }
		if slices.ContainsFunc(chosen, mends) {
			continue
		}
		if at := slices.IndexFunc(free, mends); at >= 0 {
			chosen = append(chosen, free[at])
		}
	}
	return chosen
}
