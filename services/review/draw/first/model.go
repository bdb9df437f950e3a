package first

import "slices"

// model is a sorted batch by numbers: applications, strata and experts are
// indexes into sorted lists.
type model struct {
	batch  Batch
	strata []string
	people []person
	boards []board
}

type person struct {
	stratum int
	orgs    []int
	load    int
}

// board is one application's panel to be.
type board struct {
	seats    []int   // by stratum, those of locked members included
	locked   []int   // experts
	eligible [][]int // by stratum, in order of id; locked members are not among them
	barred   []int   // by stratum, how many the exclusions took away
}

func newModel(b Batch) *model {
	m := &model{batch: b}
	strata, orgs := map[string]int{}, map[string]int{}
	for _, e := range b.Pool {
		strata[e.Stratum] = 0
	}
	for _, a := range b.Applications {
		for _, q := range a.Quotas {
			strata[q.Stratum] = 0
		}
	}
	for s := range strata {
		m.strata = append(m.strata, s)
	}
	slices.Sort(m.strata)
	for i, s := range m.strata {
		strata[s] = i
	}
	index := map[string]int{}
	for i, e := range b.Pool {
		index[e.ID] = i
		p := person{stratum: strata[e.Stratum], load: e.Load}
		for _, o := range e.Orgs {
			if _, known := orgs[o]; !known {
				orgs[o] = len(orgs)
			}
			p.orgs = append(p.orgs, orgs[o])
		}
		m.people = append(m.people, p)
	}
	for _, a := range b.Applications {
		m.boards = append(m.boards, m.board(a, strata, index))
	}
	return m
}

func (m *model) board(a Application, strata, index map[string]int) board {
	n := len(m.strata)
	c := board{seats: make([]int, n), eligible: make([][]int, n), barred: make([]int, n)}
	for _, q := range a.Quotas {
		c.seats[strata[q.Stratum]] = q.Seats
	}
	out := map[int]bool{}
	for _, id := range a.Locked {
		out[index[id]] = true
		c.locked = append(c.locked, index[id])
	}
	for _, x := range a.Excluded {
		if e, inPool := index[x.Expert]; inPool && !out[e] {
			out[e] = true
			c.barred[m.people[e].stratum]++
		}
	}
	for e, p := range m.people {
		if !out[e] && c.seats[p.stratum] > 0 {
			c.eligible[p.stratum] = append(c.eligible[p.stratum], e)
		}
	}
	return c
}

// hall is the state of an attempt: who sits where.
type hall struct {
	*model
	seated [][]int // by application: locked members, then those drawn
	spent  []int   // by expert: seats taken
	plan   *plan   // one way to fill all seats that are left
}

// open seats the locked members and plans the rest.
func (m *model) open() (*hall, error) {
	h := &hall{model: m, seated: make([][]int, len(m.boards)), spent: make([]int, len(m.people))}
	for a, b := range m.boards {
		for _, e := range b.locked {
			h.sit(a, e)
		}
	}
	if err := h.lacking(); err != nil {
		return nil, err
	}
	var short *shortage
	if h.plan, short = newPlan(h); short != nil {
		return nil, h.overloaded(short)
	}
	return h, nil
}

// left is how many seats of a stratum are still to be filled.
func (h *hall) left(a, s int) int {
	n := h.boards[a].seats[s]
	for _, e := range h.seated[a] {
		if h.people[e].stratum == s {
			n--
		}
	}
	return n
}

// room says whether an expert can join a panel without breaking the limit for one organisation.
func (h *hall) room(a, e int) bool {
	for _, o := range h.people[e].orgs {
		if h.members(a, o) >= h.batch.Rule.OrgMax {
			return false
		}
	}
	return true
}

// members counts those of an organisation on a panel.
func (h *hall) members(a, org int) int {
	n := 0
	for _, e := range h.seated[a] {
		if slices.Contains(h.people[e].orgs, org) {
			n++
		}
	}
	return n
}

// free says whether an expert could still be seated on a panel as it stands.
func (h *hall) free(a, e int) bool {
	return h.spent[e] < h.people[e].load && !slices.Contains(h.seated[a], e) && h.room(a, e)
}
