package first

import "slices"

// spread looks ahead within one panel: can the seats that are left be filled by
// people of enough different organisations? It is a matching of strata with
// organisations, by augmenting paths. Of an expert with several organisations
// only the first is looked at, so a no is always right, and a yes nearly always.
type spread struct {
	offers []map[int]int // by stratum: organisation → people it could send
	used   []map[int]int
	room   map[int]int // organisation → members it may still send
	order  [][]int     // by stratum: organisations in the order met
	alone  []int       // by stratum: people without an organisation
}

func newSpread(h *hall, a int) *spread {
	n := len(h.strata)
	s := &spread{offers: make([]map[int]int, n), used: make([]map[int]int, n), room: map[int]int{}, order: make([][]int, n), alone: make([]int, n)}
	for i, list := range h.boards[a].eligible {
		s.offers[i], s.used[i] = map[int]int{}, map[int]int{}
		for _, e := range list {
			if !h.free(a, e) {
				continue
			}
			orgs := h.people[e].orgs
			if len(orgs) == 0 {
				s.alone[i]++
				continue
			}
			o := orgs[0]
			if s.offers[i][o] == 0 {
				s.order[i] = append(s.order[i], o)
			}
			s.offers[i][o]++
			if _, known := s.room[o]; !known {
				s.room[o] = h.batch.Rule.OrgMax - h.members(a, o)
			}
		}
	}
	return s
}

// plenty is the quick yes: every stratum with open seats has people of as many
// organisations as the whole panel has open seats, so that greed suffices.
func (h *hall) plenty(a int) bool {
	total := -len(h.seated[a])
	for _, n := range h.boards[a].seats {
		total += n
	}
	for s := range h.strata {
		if h.left(a, s) == 0 {
			continue
		}
		var orgs []int
		met := 0
		for _, e := range h.boards[a].eligible[s] {
			if met >= total {
				break
			}
			if !h.free(a, e) || len(h.people[e].orgs) > 0 && slices.Contains(orgs, h.people[e].orgs[0]) {
				continue
			}
			met++
			orgs = append(orgs, h.people[e].orgs...)
		}
		if met < total {
			return false
		}
	}
	return true
}

// crowd is a set of strata whose people come from too few organisations.
type crowd struct {
	strata []int
	seats  int // of those strata, still to be filled
	people int // whom the strata could send all together, at most
}

// fill matches all the seats that are left of a panel; nil when it succeeds.
func (h *hall) fill(a int) *crowd {
	s := newSpread(h, a)
	for stratum := range h.strata {
		for n := h.left(a, stratum) - s.alone[stratum]; n > 0; n-- {
			if seen := map[int]bool{}; !s.augment(stratum, seen, map[int]bool{}) {
				return s.crowd(h, a, seen)
			}
		}
	}
	return nil
}

// augment finds one more seat for a stratum; strata collects those that were asked to make room.
func (s *spread) augment(stratum int, strata, orgs map[int]bool) bool {
	strata[stratum] = true
	for _, o := range s.order[stratum] {
		if orgs[o] || s.offers[stratum][o] == s.used[stratum][o] {
			continue
		}
		orgs[o] = true
		if s.room[o] > 0 {
			s.room[o]--
			s.used[stratum][o]++
			return true
		}
		for other := range s.used {
			if other != stratum && s.used[other][o] > 0 && !strata[other] && s.augment(other, strata, orgs) {
				s.used[other][o]--
				s.used[stratum][o]++
				return true
			}
		}
	}
	return false
}

func (s *spread) crowd(h *hall, a int, strata map[int]bool) *crowd {
	c := &crowd{}
	for i := range h.strata {
		if !strata[i] {
			continue
		}
		c.strata = append(c.strata, i)
		c.seats += h.left(a, i)
		c.people += s.alone[i]
		for _, n := range s.used[i] {
			c.people += n
		}
	}
	return c
}
