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
	members, figures, err := b.solve(&from, w)
	if err != nil {
		return from, err
	}
	load := map[string]int{}
	for i, a := range b.Applications {
		panel := Panel{Application: a.ID}
		locked := from.Locked(a.ID)
		for _, e := range members[i] {
			load[e.ID]++
			panel.Seats = append(panel.Seats, Seat{Expert: e.ID, Seat: Member, Locked: slices.Contains(locked, e.ID), Expertise: b.Expertise(a.ID, e.ID)})
		}
		slices.SortStableFunc(panel.Seats, func(x, y Seat) int {
			return cmp.Or(cmp.Compare(y.Expertise, x.Expertise), cmp.Compare(x.Expert, y.Expert))
		})
		out.Panels = append(out.Panels, panel)
	}
	n := w.Reserves
	for i := range out.Panels {
		b.addReserves(&out, &out.Panels[i], n, load)
		out.Panels[i].renumber()
	}
	out.Figures = figures
	b.Judge(&out)
	return out, nil
}

// addReserves puts the next best after the members: who may sit and has room left.
// Whether a reserve fits beside those seated is judged when the reserve is called.
func (b *Batch) addReserves(p *Plan, panel *Panel, n int, load map[string]int) {
	if n == 0 {
		n = b.Backup * len(panel.Seats)
	}
	var free []Expert
	for _, e := range b.Eligible(panel.Application) {
		seated := slices.ContainsFunc(panel.Seats, func(s Seat) bool { return s.Expert == e.ID })
		if !seated && !p.Forbids(panel.Application, e.ID) && load[e.ID] < e.Limit {
			free = append(free, e)
		}
	}
	slices.SortStableFunc(free, func(x, y Expert) int {
		return cmp.Or(cmp.Compare(b.Expertise(panel.Application, y.ID), b.Expertise(panel.Application, x.ID)), cmp.Compare(x.ID, y.ID))
	})
	for _, e := range free[:min(n, len(free))] {
		panel.Seats = append(panel.Seats, Seat{Expert: e.ID, Seat: Reserve, Expertise: b.Expertise(panel.Application, e.ID)})
	}
}
