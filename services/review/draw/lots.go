package draw

import (
	"slices"

	"yanlu/services/platform/problem"
	"yanlu/services/review/draw/proof"
)

// outcome draws panels and reserves.
func (h *hall) outcome(st *proof.Stream) (Outcome, error) {
	d, err := h.panels(st)
	if err != nil {
		return Outcome{}, err
	}
	return h.tell(d, h.reserves(st, d.order)), nil
}

// drawing is how an attempt went that filled every seat.
type drawing struct {
	attempt int
	order   []int
	aside   [][]int // by application
}

// panels draws until an attempt fills every seat.
func (h *hall) panels(st *proof.Stream) (d drawing, err error) {
	for d.attempt = 1; d.attempt <= maxAttempts; d.attempt++ {
		if err = h.open(); err != nil {
			return d, err
		}
		done := h.lots(st, &d)
		if h.tangled() {
			return d, intricate()
		}
		if h.looked = 0; done {
			return d, nil
		}
	}
	return d, problem.New(problem.Precondition, "DRAW_INFEASIBLE",
		"多次抽取均无法同时满足单位、负荷和构成的要求，请扩大专家库或放宽负荷",
		"Draw after draw, organisations, loads and composition could not all be kept; widen the pool or raise the loads").
		With("rule", "rev.panel.draw").For("agency")
}

// lots lets the applications draw in an order that is itself drawn: a lot is
// seated if the rest can still be filled after it, and is put aside otherwise.
// false when an urn ran empty.
func (h *hall) lots(st *proof.Stream, d *drawing) bool {
	urn := make([]int, len(h.boards))
	for a := range urn {
		urn[a] = a
	}
	d.order, d.aside = d.order[:0], make([][]int, len(h.boards))
	for len(urn) > 0 {
		var a int
		a, urn = proof.Take(st, urn)
		d.order = append(d.order, a)
	}
	for _, a := range d.order {
		done := h.needs[a][0] == 0
		h.draw(st, a, func(e int) bool {
			if !h.seat(a, e) {
				d.aside[a] = append(d.aside[a], e)
				return true
			}
			done = h.needs[a][0] == 0
			return !done
		}, !done)
		if !done {
			return false
		}
	}
	return true
}

// draw takes lots from an application's urn for as long as more says so, and puts them all back in their places.
func (h *hall) draw(st *proof.Stream, a int, more func(e int) bool, begin bool) {
	urn := h.urns[a]
	var moved []int
	for n := len(urn); begin && n > 0; n-- {
		i := st.Below(n)
		urn[i], urn[n-1] = urn[n-1], urn[i]
		moved = append(moved, i)
		begin = more(urn[n-1])
	}
	for k := len(moved) - 1; k >= 0; k-- {
		i, n := moved[k], len(urn)-1-k
		urn[i], urn[n] = urn[n], urn[i]
	}
}

// seat takes a lot if the rest can still be filled as far as anybody can look
// ahead, and says whether it did: every panel by itself, and every row of people
// over the whole batch.
func (h *hall) seat(a, e int) bool {
	if !h.free(a, e) {
		return false
	}
	if _, can := h.ledgers[a].ways(h.needs[a].less(h.people[e].kinds, len(h.kinds))); !can {
		return false
	}
	witness := h.witnesses[a]
	h.sit(a, e)
	undo := func() {}
	yes := h.follows(a) && h.spared(a, e)
	if yes {
		yes, undo = h.bearable(a, e)
	}
	if !yes {
		h.stand(a)
		h.witnesses[a] = witness
		undo()
	}
	return yes
}

// spared says whether the other panels can do without somebody whose load is spent now.
func (h *hall) spared(a, e int) bool {
	if h.spent[e] < h.people[e].load {
		return true
	}
	for b, w := range h.witnesses {
		if b != a && slices.Contains(w, e) && !h.completable(b) {
			return false
		}
	}
	return true
}

// reserves draws who is to be called when a member drops out, once all panels
// stand: the first for every seat in turn, then the second. A reserve could
// lawfully take that seat beside the others, and has load left.
func (h *hall) reserves(st *proof.Stream, order []int) [][][]int {
	out := make([][][]int, len(h.boards))
	for _, a := range order {
		out[a] = make([][]int, len(h.seated[a]))
		var called []int
		for range h.batch.Rule.Backup {
			for seat := range h.seated[a] {
				h.draw(st, a, func(e int) bool {
					if slices.Contains(called, e) || !h.replaces(a, seat, e) {
						return true
					}
					called, out[a][seat] = append(called, e), append(out[a][seat], e)
					return false
				}, true)
			}
		}
	}
	return out
}

// replaces says whether an expert could lawfully take a member's seat.
func (h *hall) replaces(a, seat, e int) bool {
	if h.spent[e] >= h.people[e].load || slices.Contains(h.seated[a], e) {
		return false
	}
	gone := h.people[h.seated[a][seat]]
	t := h.needs[a].more(gone.kinds, len(h.kinds)).less(h.people[e].kinds, len(h.kinds))
	for k := range h.kinds {
		if t[1+2*k] > 0 || t[2+2*k] < 0 {
			return false
		}
	}
	for _, o := range h.people[e].orgs {
		n := h.of(a, o)
		if slices.Contains(gone.orgs, o) {
			n--
		}
		if n >= h.batch.Rule.OrgMax {
			return false
		}
	}
	return true
}

// tell writes the outcome in ids.
func (h *hall) tell(d drawing, reserves [][][]int) Outcome {
	o := Outcome{Attempt: d.attempt}
	for _, a := range d.order {
		o.Order = append(o.Order, h.batch.Applications[a].ID)
	}
	for a, b := range h.boards {
		p := Panel{Application: h.batch.Applications[a].ID, Aside: h.names(d.aside[a])}
		for i, e := range h.seated[a] {
			p.Members = append(p.Members, Member{Expert: h.batch.Pool[e].ID, Locked: i < len(b.locked), Reserves: h.names(reserves[a][i])})
		}
		o.Panels = append(o.Panels, p)
	}
	return o
}

func (m *model) names(experts []int) []string {
	var ids []string
	for _, e := range experts {
		ids = append(ids, m.batch.Pool[e].ID)
	}
	return ids
}
