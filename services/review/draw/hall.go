package draw

import (
	"slices"

	"yanlu/services/platform/problem"
)

// hall is the state of an attempt: who sits where. It belongs to one goroutine.
type hall struct {
	*model
	seated [][]int // by application: locked members, then those drawn
	needs  []tally // by application
	spent  []int   // by expert: seats taken
	plans  []*plan // by row: one way to bear what is left
	urns   [][]int // by application: the eligible; lots move people about
	known  map[*ledger]map[tally]bool
	looked int // steps of all looks ahead at panels
}

// newHall makes an empty hall.
func (m *model) newHall() *hall {
	h := &hall{model: m, known: map[*ledger]map[tally]bool{}}
	for _, b := range m.boards {
		h.urns = append(h.urns, slices.Clone(b.eligible))
	}
	return h
}

// open seats the locked members, whoever sat before, and plans the rest.
func (h *hall) open() error {
	h.seated, h.needs = make([][]int, len(h.boards)), make([]tally, len(h.boards))
	h.spent = make([]int, len(h.people))
	for a, b := range h.boards {
		t := tally{0: int16(b.seats)}
		for k := range h.kinds {
			t[1+2*k], t[2+2*k] = int16(b.min[k]), int16(b.max[k])
		}
		h.needs[a] = t
		for _, e := range b.locked {
			h.sit(a, e)
		}
	}
	if err := h.lacking(); err != nil {
		return err
	}
	return h.plan()
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

// more is the tally after somebody of a set of kinds has stood up.
func (t tally) more(s kinds, n int) tally {
	t[0]++
	for k := range n {
		if s.has(k) {
			t[1+2*k]++
			t[2+2*k]++
		}
	}
	return t
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
