package first

import (
	"slices"

	"yanlu/services/platform/problem"
	"yanlu/services/review/draw/proof"
)

// outcome draws panels and reserves.
func (m *model) outcome(st *proof.Stream) (Outcome, error) {
	h, attempt, order, err := m.panels(st)
	if err != nil {
		return Outcome{}, err
	}
	return h.tell(attempt, order, h.reserves(st, order)), nil
}

// panels draws until an attempt fills every seat.
func (m *model) panels(st *proof.Stream) (h *hall, attempt int, order []int, err error) {
	for attempt = 1; attempt <= maxAttempts; attempt++ {
		if h, err = m.open(); err != nil {
			return nil, 0, nil, err
		}
		var done bool
		if order, done = h.lots(st); done {
			return h, attempt, order, nil
		}
	}
	return nil, 0, nil, problem.New(problem.Precondition, "DRAW_INFEASIBLE",
		"多次抽取均无法同时满足单位、负荷和类别的要求，请扩大专家库或放宽负荷",
		"Draw after draw, organisations, loads and strata could not all be kept; widen the pool or raise the loads").
		With("rule", "rev.panel.draw").For("agency")
}

// lots lets the applications draw in an order that is itself drawn, stratum by
// stratum: a lot is seated if every seat that is left can still be filled after
// it, and is put aside otherwise. done is false when an urn ran empty.
func (h *hall) lots(st *proof.Stream) (order []int, done bool) {
	urn := make([]int, len(h.boards))
	for a := range urn {
		urn[a] = a
	}
	for len(urn) > 0 {
		var a int
		a, urn = proof.Take(st, urn)
		order = append(order, a)
	}
	for _, a := range order {
		for s := range h.strata {
			if !h.seats(st, a, s) {
				return order, false
			}
		}
	}
	return order, true
}

// seats fills the seats of one stratum of a panel.
func (h *hall) seats(st *proof.Stream, a, s int) bool {
	urn := slices.Clone(h.boards[a].eligible[s])
	for left := h.left(a, s); left > 0; {
		if len(urn) == 0 {
			return false
		}
		var e int
		if e, urn = proof.Take(st, urn); h.seat(a, e) {
			left--
		}
	}
	return true
}

// seat takes a lot if the rest can still be filled, and says whether it did.
func (h *hall) seat(a, e int) bool {
	if !h.free(a, e) {
		return false
	}
	h.sit(a, e)
	spread := h.plenty(a) || h.fill(a) == nil
	h.seated[a] = h.seated[a][:len(h.seated[a])-1]
	h.spent[e]--
	if !spread || !h.plan.seat(a, e) {
		return false
	}
	h.sit(a, e)
	return true
}

func (h *hall) sit(a, e int) {
	h.seated[a] = append(h.seated[a], e)
	h.spent[e]++
}

// reserves draws those to be called when a member drops out, once all panels
// stand: application, stratum → experts who would fit the panel and have load left.
func (h *hall) reserves(st *proof.Stream, order []int) [][][]int {
	out := make([][][]int, len(h.boards))
	for _, a := range order {
		out[a] = make([][]int, len(h.strata))
		for s, seats := range h.boards[a].seats {
			urn := slices.DeleteFunc(slices.Clone(h.boards[a].eligible[s]), func(e int) bool { return !h.free(a, e) })
			for len(urn) > 0 && len(out[a][s]) < seats*h.batch.Rule.Backup {
				var e int
				e, urn = proof.Take(st, urn)
				out[a][s] = append(out[a][s], e)
			}
		}
	}
	return out
}

// tell writes the outcome in ids.
func (h *hall) tell(attempt int, order []int, reserves [][][]int) Outcome {
	o := Outcome{Attempt: attempt}
	for _, a := range order {
		o.Order = append(o.Order, h.batch.Applications[a].ID)
	}
	for a, b := range h.boards {
		p := Panel{Application: h.batch.Applications[a].ID}
		for s, seats := range b.seats {
			if seats == 0 {
				continue
			}
			g := Group{Stratum: h.strata[s], Reserves: h.names(reserves[a][s])}
			for i, e := range h.seated[a] {
				switch {
				case h.people[e].stratum != s:
				case i < len(b.locked):
					g.Locked = append(g.Locked, h.batch.Pool[e].ID)
				default:
					g.Drawn = append(g.Drawn, h.batch.Pool[e].ID)
				}
			}
			p.Groups = append(p.Groups, g)
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
