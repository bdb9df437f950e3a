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
	out := Plan{Method: Optimal, Forbidden: from.Forbidden, Changes: from.Changes, Restored: from.Restored}
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
		b.addReserves(&out, i, w.Reserves, worth[i], load)
		out.Panels[i].renumber()
	}
	b.Judge(&out)
	return out, nil
}

// addReserves puts the next best after the members: who may sit and has room left.
// Whether a reserve fits beside those seated is judged when the reserve is called.
func (b *Batch) addReserves(p *Plan, i, n int, worth []int32, load []int) {
	panel := &p.Panels[i]
	if n == 0 {
		n = b.Backup * len(panel.Seats)
	}
	var free []int
	for j, e := range b.Pool {
		if worth[j] != excluded && load[j] < e.Limit {
			free = append(free, j)
		}
	}
	slices.SortFunc(free, func(x, y int) int {
		return cmp.Or(cmp.Compare(worth[y], worth[x]), cmp.Compare(b.Pool[x].ID, b.Pool[y].ID))
	})
	for _, j := range free {
		id := b.Pool[j].ID
		seated := slices.ContainsFunc(panel.Seats, func(s Seat) bool { return s.Expert == id })
		if n == 0 {
			break
		}
		if !seated && !p.Forbids(panel.Application, id) {
			panel.Seats = append(panel.Seats, Seat{Expert: id, Seat: Reserve, Expertise: int64(worth[j])})
			n--
		}
	}
}
