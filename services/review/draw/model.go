package draw

import (
	"maps"
	"slices"
)

// kinds is a set of the batch's kinds, by number.
type kinds uint8

func (k kinds) has(kind int) bool { return k>>kind&1 == 1 }

// model is a sorted batch by numbers: applications, kinds, organisations and
// experts are indexes into sorted lists. It is not changed once it is made.
type model struct {
	batch  Batch
	kinds  []string // those that a quota names
	people []person
	boards []board
	orgs   int // organisations
	rows   []*row
	tell   func(done, all int) // how many rounds of the simulation are done; nil tells nobody
}

type person struct {
	kinds kinds
	orgs  []int
	hub   int // of the person's organisations the one with the most people; -1 without any
	load  int
}

// board is one application's panel to be.
type board struct {
	seats    int
	min, max []int // by kind
	locked   []int // experts
	eligible []int // in order of id; locked members are not among them
	seen     []bool
	byKinds  map[kinds][]int // those eligible
}

func newModel(b Batch) *model {
	m := &model{batch: b}
	kind, org := m.number()
	index := map[string]int{}
	for i, e := range b.Pool {
		index[e.ID] = i
		p := person{load: e.Load, hub: -1}
		for _, k := range e.Kinds {
			if n, known := kind[k]; known {
				p.kinds |= 1 << n
			}
		}
		for _, o := range e.Orgs {
			p.orgs = append(p.orgs, org[o])
		}
		m.people = append(m.people, p)
	}
	m.hubs()
	for _, a := range b.Applications {
		m.boards = append(m.boards, m.board(a, kind, index))
	}
	m.rows = m.newRows()
	return m
}

// number gives numbers to kinds and organisations.
func (m *model) number() (kind, org map[string]int) {
	kind, org = map[string]int{}, map[string]int{}
	for _, a := range m.batch.Applications {
		for _, q := range a.Quotas {
			kind[q.Kind] = 0
		}
	}
	m.kinds = slices.Sorted(maps.Keys(kind))
	for i, k := range m.kinds {
		kind[k] = i
	}
	for _, e := range m.batch.Pool {
		for _, o := range e.Orgs {
			if _, known := org[o]; !known {
				org[o] = len(org)
			}
		}
	}
	m.orgs = len(org)
	return kind, org
}

func (m *model) hubs() {
	size := make([]int, m.orgs)
	for _, p := range m.people {
		for _, o := range p.orgs {
			size[o]++
		}
	}
	for i, p := range m.people {
		for _, o := range p.orgs {
			if p.hub < 0 || size[o] > size[p.hub] {
				p.hub = o
			}
		}
		m.people[i].hub = p.hub
	}
}

func (m *model) board(a Application, kind, index map[string]int) board {
	b := board{seats: a.Seats, min: make([]int, len(m.kinds)), max: make([]int, len(m.kinds)), seen: make([]bool, len(m.people)), byKinds: map[kinds][]int{}}
	for k := range b.max {
		b.max[k] = a.Seats
	}
	for _, q := range a.Quotas {
		b.min[kind[q.Kind]], b.max[kind[q.Kind]] = q.Min, q.Max
	}
	out := map[int]bool{}
	for _, id := range a.Locked {
		out[index[id]] = true
		b.locked = append(b.locked, index[id])
	}
	for _, x := range a.Excluded {
		if e, inPool := index[x.Expert]; inPool {
			out[e] = true
		}
	}
	for e, p := range m.people {
		if !out[e] {
			b.eligible = append(b.eligible, e)
			b.byKinds[p.kinds] = append(b.byKinds[p.kinds], e)
			b.seen[e] = true
		}
	}
	return b
}

// most bounds how many of a set of people one panel can hold: in says whether somebody of these kinds is in the set.
func (b *board) most(all []kinds, in func(kinds) bool) int {
	n := b.seats
	for k := range b.min {
		within, apart := true, true // everybody in the set is of kind k; nobody is
		for _, s := range all {
			if in(s) {
				within, apart = within && s.has(k), apart && !s.has(k)
			}
		}
		if within {
			n = min(n, b.max[k])
		}
		if apart {
			n = min(n, b.seats-b.min[k])
		}
	}
	return max(n, 0)
}
