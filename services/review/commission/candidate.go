package commission

import (
	"cmp"
	"slices"
)

// Why somebody of the pool cannot be given a seat; the first that applies counts.
const (
	BarExcluded  = "excluded"
	BarForbidden = "forbidden" // by hand
	BarMember    = "member"    // of this panel already
	BarAway      = "away"      // suspended, removed, sanctioned or absent since the seal
	BarFull      = "full"      // has as many panels as the load allows
)

// Candidate is one of the pool as they stand towards one application.
type Candidate struct {
	Expert
	Worth   int64 // expertise for the application, in millionths
	Members int   // panels that the plan gives them
	Reserve int   // order among the reserves of this panel; 0 when not among them
	Bar     string
	Breaks  []Fault // what the panel would lack with them that no other seat could mend
}

// Candidates lists the whole pool for an application of a plan: those who can be
// seated first, the best match at the top. present names who may be invited today.
func (b *Batch) Candidates(p *Plan, a Application, present map[string]bool) []Candidate {
	panel := p.Panel(a.ID)
	if panel == nil {
		panel = &Panel{Application: a.ID}
	}
	load, reserves := p.load(), panel.Of(Reserve)
	members := b.people(panel.Of(Member))
	amiss := b.Law.Stuck(a.Seats, members)
	out := make([]Candidate, 0, len(b.Pool))
	for _, e := range b.Pool {
		c := Candidate{Expert: e, Worth: b.Expertise(a.ID, e.ID), Members: load[e.ID], Reserve: slices.Index(reserves, e.ID) + 1}
		switch {
		case b.Excluded(a.ID, e.ID):
			c.Bar = BarExcluded
		case slices.Contains(panel.Of(Member), e.ID):
			c.Bar = BarMember
		case p.Forbids(a.ID, e.ID):
			c.Bar = BarForbidden
		case !present[e.ID]:
			c.Bar = BarAway
		case c.Members >= e.Limit:
			c.Bar = BarFull
		default:
			c.Breaks = slices.DeleteFunc(b.Law.Stuck(a.Seats, with(members, e)), func(f Fault) bool { return slices.Contains(amiss, f) })
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(x, y Candidate) int {
		return cmp.Or(cmp.Compare(min(len(x.Bar), 1), min(len(y.Bar), 1)), cmp.Compare(y.Worth, x.Worth), cmp.Compare(x.Pseudonym, y.Pseudonym))
	})
	return out
}

// load counts the panels of which each expert is a member.
func (p *Plan) load() map[string]int {
	out := map[string]int{}
	for _, panel := range p.Panels {
		for _, id := range panel.Of(Member) {
			out[id]++
		}
	}
	return out
}

// people finds experts of the pool by id.
func (b *Batch) people(ids []string) []Expert {
	var out []Expert
	for _, id := range ids {
		if e := b.Expert(id); e != nil {
			out = append(out, *e)
		}
	}
	return out
}
