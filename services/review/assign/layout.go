package assign

import (
	"cmp"
	"slices"
)

// The network: a proposal sends its demand through one node for each class of a
// quota and one for each crowded organisation to its candidates; a reviewer sends
// between its loads to the sink. A place left empty has an arc of its own that
// costs more than any path can gain, so that there is always a flow, and a flow
// over such an arc means that there is no assignment.

func (s *Solver) sink() int32 { return int32(s.n + s.m) }

// layout writes nodes and arcs of the candidates, with the potentials and the
// flow that prices and the last assignment suggest.
func (s *Solver) layout() {
	s.arcs, s.where, s.groups = s.arcs[:0], s.where[:0], s.groups[:0]
	s.pot, s.supply = s.pot[:0], s.supply[:0]
	s.first = append(s.first[:0], 0)
	for i := range s.n {
		s.pot = append(s.pot, s.theta[i])
		s.supply = append(s.supply, s.demand[i])
	}
	load := make([]int32, s.m)
	for i := range s.n {
		for _, c := range s.cand[i] {
			if c.on {
				load[c.reviewer]++
			}
		}
	}
	total := int32(0)
	for j := range s.m {
		s.pot = append(s.pot, -s.price[j])
		s.supply = append(s.supply, -s.lower[j])
		total += s.lower[j]
		s.arcs = append(s.arcs, arc{from: int32(s.n + j), to: s.sink(), cap: s.upper[j] - s.lower[j], flow: min(max(load[j]-s.lower[j], 0), s.upper[j]-s.lower[j])})
	}
	for _, d := range s.demand {
		total -= d
	}
	s.pot, s.supply = append(s.pot, 0), append(s.supply, total)
	for j, least := range s.lower {
		if least > 0 {
			s.arcs = append(s.arcs, arc{from: s.sink(), to: int32(s.n + j), cap: least, cost: s.costly})
		}
	}
	for i := range s.n {
		s.branch(i)
		s.first = append(s.first, int32(len(s.groups)))
	}
}

// node adds one.
func (s *Solver) node(pot int64, supply int32) int32 {
	s.pot, s.supply = append(s.pot, pot), append(s.supply, supply)
	return int32(len(s.pot) - 1)
}

// branch writes the arcs of one proposal.
func (s *Solver) branch(i int) {
	list := s.cand[i]
	s.arcs = append(s.arcs, arc{from: int32(i), to: s.sink(), cap: s.demand[i], cost: s.costly})
	if sh := s.shape[i]; sh != nil {
		s.divide(i, sh)
	}
	begin := len(s.groups)
	if s.orgs > 0 && s.in.SameMax > 0 {
		s.crowd(i)
	}
	groups := s.groups[begin:]
	for _, c := range list {
		from := int32(i)
		if sh := s.shape[i]; sh != nil {
			from = sh.classes[c.class].node
		}
		if o := s.org(c.reviewer); o >= 0 && len(groups) > 0 {
			if k, ok := slices.BinarySearchFunc(groups, o, func(g group, o int32) int { return cmp.Compare(g.org, o) }); ok {
				from = groups[k].node
			}
		}
		flow := int32(0)
		if c.on {
			flow = 1
		}
		s.where = append(s.where, int32(len(s.arcs)))
		s.arcs = append(s.arcs, arc{from: from, to: int32(s.n) + c.reviewer, cap: 1, flow: flow, cost: -c.score})
	}
}

// divide writes one node for each class of a quota. Its least number is sent
// from the class itself, whatever the proposal does.
func (s *Solver) divide(i int, sh *shape) {
	for k := range sh.classes {
		c := &sh.classes[k]
		c.node = s.node(c.theta, c.lo)
		s.supply[i] -= c.lo
		flow := -c.lo
		for _, d := range s.cand[i] {
			if d.on && int(d.class) == k {
				flow++
			}
		}
		s.arcs = append(s.arcs,
			arc{from: int32(i), to: c.node, cap: c.hi - c.lo, flow: min(max(flow, 0), c.hi-c.lo)},
			arc{from: c.node, to: s.sink(), cap: c.lo, cost: s.costly})
	}
}

// crowd writes one node for each organisation with more candidates than may be
// chosen, in order of organisations.
func (s *Solver) crowd(i int) {
	for _, c := range s.cand[i] {
		if o := s.org(c.reviewer); o >= 0 {
			s.counts[o]++
		}
	}
	begin := len(s.groups)
	for _, c := range s.cand[i] {
		if o := s.org(c.reviewer); o >= 0 {
			if s.counts[o] > s.room(i, o) {
				s.groups = append(s.groups, group{org: o, class: c.class})
			}
			s.counts[o] = 0
		}
	}
	slices.SortFunc(s.groups[begin:], func(a, b group) int { return cmp.Compare(a.org, b.org) })
	for k := begin; k < len(s.groups); k++ {
		s.join(i, &s.groups[k])
	}
}

// join writes the arc to an organisation. Where it is full its node asks at least
// what the best of those left out is worth.
func (s *Solver) join(i int, g *group) {
	from, theta := int32(i), s.theta[i]
	if sh := s.shape[i]; sh != nil {
		from, theta = sh.classes[g.class].node, sh.classes[g.class].theta
	}
	room, flow, pot := s.room(i, g.org), int32(0), theta
	for _, c := range s.cand[i] {
		if s.org(c.reviewer) != g.org {
			continue
		}
		if c.on {
			flow++
		} else {
			pot = max(pot, c.score-s.price[c.reviewer])
		}
	}
	if flow < room {
		pot = theta
	}
	g.node = s.node(pot, 0)
	s.arcs = append(s.arcs, arc{from: from, to: g.node, cap: room, flow: min(flow, room)})
}

// read takes assignment and potentials out of the solved network.
func (s *Solver) read() {
	zero := s.net.pot[s.sink()]
	for v := range s.net.pot {
		s.net.pot[v] -= zero
	}
	k := 0
	for i := range s.n {
		s.theta[i] = s.net.pot[i]
		if sh := s.shape[i]; sh != nil {
			for c := range sh.classes {
				sh.classes[c].theta = s.net.pot[sh.classes[c].node]
			}
		}
		for c := range s.cand[i] {
			s.cand[i][c].on = s.net.flow(int(s.where[k])) > 0
			k++
		}
	}
	for j := range s.m {
		s.price[j] = -s.net.pot[s.n+j]
	}
}
