package draw

import (
	"slices"

	"yanlu/services/platform/problem"
)

// hall is the state of an attempt: who sits where. It belongs to one goroutine.
type hall struct {
	*model
	seated    [][]int // by application: locked members, then those drawn
	needs     []tally // by application
	spent     []int   // by expert: seats taken
	witnesses [][]int // by application: people who could fill the panel as it stands, all with load left
	plans     []*plan // by row: one way to bear what is left
	urns      [][]int // by application: the eligible; lots move people about
	ledgers   []*ledger
	looked    int   // steps of all looks ahead at panels
	begun     *hall // as it was when the first attempt began
}

// newHall makes an empty hall.
func (m *model) newHall() *hall {
	h := &hall{model: m}
	for _, b := range m.boards {
		h.urns = append(h.urns, slices.Clone(b.eligible))
		h.ledgers = append(h.ledgers, m.ledgerOf(b.eligible))
	}
	return h
}

// open seats the locked members, whoever sat before, and looks ahead for the
// rest. Every attempt begins alike.
func (h *hall) open() error {
	if h.begun == nil {
		if err := h.begin(); err != nil {
			return err
		}
		h.begun = &hall{}
		h.begun.copies(h)
	}
	h.copies(h.begun)
	for _, p := range h.plans {
		p.h = h
	}
	return nil
}

func (h *hall) copies(from *hall) {
	h.seated, h.witnesses, h.plans = lists(from.seated), lists(from.witnesses), nil
	h.needs, h.spent = slices.Clone(from.needs), slices.Clone(from.spent)
	for _, p := range from.plans {
		h.plans = append(h.plans, &plan{row: p.row, chosen: lists(p.chosen), holders: lists(p.holders)})
	}
}

func lists(of [][]int) [][]int {
	out := make([][]int, len(of))
	for i, list := range of {
		out[i] = slices.Clone(list)
	}
	return out
}

func (h *hall) begin() error {
	n := len(h.boards)
	h.seated, h.witnesses, h.needs, h.spent = make([][]int, n), make([][]int, n), make([]tally, n), make([]int, len(h.people))
	for a, b := range h.boards {
		h.needs[a] = h.tallyOf(&b)
		for _, e := range b.locked {
			h.sit(a, e)
		}
	}
	if err := h.lacking(); err != nil {
		return err
	}
	return h.plan()
}

// tallyOf is what a panel needs before anybody sits.
func (m *model) tallyOf(b *board) tally {
	t := tally{0: int16(b.seats)}
	for k := range m.kinds {
		t[1+2*k], t[2+2*k] = int16(b.min[k]), int16(b.max[k])
	}
	return t
}

func (h *hall) sit(a, e int) {
	h.seated[a] = append(h.seated[a], e)
	h.spent[e]++
	h.needs[a] = h.needs[a].less(h.people[e].kinds, len(h.kinds))
}

// stand undoes the last sit of a panel.
func (h *hall) stand(a int) {
	last := len(h.seated[a]) - 1
	e := h.seated[a][last]
	h.seated[a] = h.seated[a][:last]
	h.spent[e]--
	h.needs[a] = h.needs[a].more(h.people[e].kinds, len(h.kinds))
}

// room says whether an expert can join a panel without breaking the limit for one organisation.
func (h *hall) room(a, e int) bool {
	for _, o := range h.people[e].orgs {
		if h.of(a, o) >= h.batch.Rule.OrgMax {
			return false
		}
	}
	return true
}

// of counts the members of an organisation on a panel.
func (h *hall) of(a, org int) int {
	n := 0
	for _, e := range h.seated[a] {
		if slices.Contains(h.people[e].orgs, org) {
			n++
		}
	}
	return n
}

// free says whether an expert could still be seated on a panel as it stands: load, organisations and the most of each kind.
func (h *hall) free(a, e int) bool {
	if h.spent[e] >= h.people[e].load || slices.Contains(h.seated[a], e) || !h.room(a, e) {
		return false
	}
	for k := range h.kinds {
		if h.people[e].kinds.has(k) && h.needs[a][2+2*k] <= 0 {
			return false
		}
	}
	return true
}

// tangled says whether the looks ahead of an attempt took more steps than
// anybody should wait for. No answer depends on it: such a batch is refused,
// when it is sealed already.
func (h *hall) tangled() bool { return h.looked > 200_000+1_000*len(h.boards) }

// intricate is the refusal of a batch that cannot be decided in time.
func intricate() error {
	return problem.New(problem.Precondition, "DRAW_INTRICATE", "专家的单位关系过于交错，无法在合理时间内判断能否组成专家组，请扩大专家库",
		"The experts' organisations are so entangled that no look ahead ends in time; widen the pool").With("rule", "rev.panel.draw").For("agency")
}
