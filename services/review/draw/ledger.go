package draw

import (
	"cmp"
	"maps"
	"slices"
)

// sets lists the sets of kinds that occur in the pool, in order.
func (m *model) sets() []kinds {
	var all []kinds
	for _, p := range m.people {
		if !slices.Contains(all, p.kinds) {
			all = append(all, p.kinds)
		}
	}
	slices.Sort(all)
	return all
}

// exhausted bounds how many people of a set can have no load left before the last panel stands.
func (m *model) exhausted(all []kinds, in func(kinds) bool) int {
	seats := 0
	for a := range m.boards {
		seats += m.boards[a].most(all, in) + len(m.boards[a].locked)
	}
	var loads []int
	for _, p := range m.people {
		if in(p.kinds) {
			loads = append(loads, p.load)
		}
	}
	slices.Sort(loads)
	for n, load := range loads {
		if seats -= load; seats < 0 {
			return n
		}
	}
	return len(loads)
}

// tally is what a panel still needs: seats left, then by kind how many at least and at most.
type tally [1 + 2*maxKinds]int16

// less is the tally after somebody of a set of kinds has sat down.
func (t tally) less(s kinds, n int) tally {
	t[0]--
	for k := range n {
		if s.has(k) {
			t[1+2*k]--
			t[2+2*k]--
		}
	}
	return t
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

// ledger answers by counting alone, as if there were people without end of each
// of its sets: a no is always right.
type ledger struct {
	sets  []kinds // the largest first
	kinds int
	known map[tally][]kinds // nil: nobody can
}

// ledgerOf counts the sets of those who are on offer.
func (m *model) ledgerOf(offers []int) *ledger {
	count := map[kinds]int{}
	for _, e := range offers {
		count[m.people[e].kinds]++
	}
	sets := slices.SortedFunc(maps.Keys(count), func(x, y kinds) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y))
	})
	return &ledger{sets: sets, kinds: len(m.kinds), known: map[tally][]kinds{}}
}

// ways is one way to fill the seats left from the ledger's sets; false when there is none.
func (l *ledger) ways(t tally) ([]kinds, bool) {
	way, known := l.known[t]
	if !known {
		way = l.from(0, t, make([]kinds, 0, max(t[0], 0)))
		l.known[t] = way
	}
	return way, way != nil
}

func (l *ledger) from(i int, t tally, so []kinds) []kinds {
	lacks := false
	for k := range l.kinds {
		least, most := t[1+2*k], t[2+2*k]
		if least > t[0] || most < 0 {
			return nil
		}
		lacks = lacks || least > 0
	}
	if t[0] == 0 && !lacks {
		return so
	}
	for ; t[0] > 0 && i < len(l.sets); i++ {
		if way := l.from(i, t.less(l.sets[i], l.kinds), append(so, l.sets[i])); way != nil {
			return way
		}
	}
	return nil
}
