package draw

import "slices"

// What follows is speed alone: it finds out beforehand where a question can only
// be answered yes, and changes no answer.

// enrich finds for each board the sets of kinds whose people can never run out
// on it, whatever happens elsewhere.
func (m *model) enrich() {
	all := m.sets()
	ledgers := map[string]*ledger{}
	width := 0
	for _, p := range m.people {
		width = max(width, len(p.orgs))
	}
	spent := map[kinds]int{}
	for _, s := range all {
		spent[s] = m.exhausted(all, func(k kinds) bool { return k == s })
	}
	for a := range m.boards {
		b := &m.boards[a]
		count, largest := m.census(b)
		b.rich = map[kinds]bool{}
		for s, n := range count {
			// Each other member blocks themselves and, at most, everybody of their organisations.
			b.rich[s] = n-spent[s]-(b.seats-1)*(1+width*largest[s]) >= 1
		}
		b.plenty = shared(ledgers, b)
	}
}

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

// census counts a board's eligible people by set of kinds, and of each set those of the largest organisation.
func (m *model) census(b *board) (count, largest map[kinds]int) {
	count, largest = map[kinds]int{}, map[kinds]int{}
	of := map[[2]int]int{}
	for _, e := range b.eligible {
		p := m.people[e]
		count[p.kinds]++
		for _, o := range p.orgs {
			key := [2]int{int(p.kinds), o}
			of[key]++
			largest[p.kinds] = max(largest[p.kinds], of[key])
		}
	}
	return count, largest
}

// tally is what a panel still needs: seats left, then by kind how many at least and at most.
type tally [1 + 2*maxKinds]int16

// ledger answers by counting alone, as if there were people without end of each of its sets.
type ledger struct {
	sets  []kinds
	kinds int
}

func shared(known map[string]*ledger, b *board) *ledger {
	l := &ledger{kinds: len(b.min)}
	for s, rich := range b.rich {
		if rich {
			l.sets = append(l.sets, s)
		}
	}
	slices.Sort(l.sets)
	key := make([]byte, 0, 2*len(l.sets))
	for _, s := range l.sets {
		key = append(key, byte(s>>8), byte(s))
	}
	if same := known[string(key)]; same != nil {
		return same
	}
	known[string(key)] = l
	return l
}

// can says whether the seats left can be filled from the ledger's sets.
func (l *ledger) can(t tally) bool { return l.from(0, t) }

func (l *ledger) from(i int, t tally) bool {
	left := t[0]
	done := true
	for k := range l.kinds {
		least, most := t[1+2*k], t[2+2*k]
		if least > left || most < 0 {
			return false
		}
		done = done && least <= 0
	}
	if left == 0 {
		return done
	}
	for ; i < len(l.sets); i++ {
		if l.from(i, t.less(l.sets[i], l.kinds)) {
			return true
		}
	}
	return false
}

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
