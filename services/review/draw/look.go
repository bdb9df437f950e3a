package draw

import "slices"

// completable says whether a panel as it stands, taken by itself, can be filled
// lawfully by people with load left. The answer is exact for all limits together:
// seats, kinds of which a person may be several, and all of a person's organisations.
func (h *hall) completable(a int) bool {
	return h.counted(h.boards[a].plenty, h.needs[a]) || h.searched(a, true)
}

// counted is the quick yes of a ledger.
func (h *hall) counted(l *ledger, t tally) bool {
	if h.known[l] == nil {
		h.known[l] = map[tally]bool{}
	}
	yes, known := h.known[l][t]
	if !known {
		yes = l.can(t)
		h.known[l][t] = yes
	}
	return yes
}

// searched tries everybody who could sit; apart says whether organisations count.
func (h *hall) searched(a int, apart bool) bool {
	s := seeker{h: h, a: a, apart: apart, at: len(h.seated[a])}
	for _, e := range h.boards[a].eligible {
		if s.fits(e) {
			s.offers = append(s.offers, e)
		}
	}
	yes := s.fill(s.offers)
	for len(h.seated[a]) > s.at {
		h.stand(a)
	}
	return yes
}

// seeker looks for one way to fill a panel.
type seeker struct {
	h      *hall
	a, at  int
	apart  bool
	offers []int
}

func (s *seeker) fits(e int) bool {
	h, p := s.h, s.h.people[e]
	if h.spent[e] >= p.load || slices.Contains(h.seated[s.a], e) || s.apart && !h.room(s.a, e) {
		return false
	}
	for k := range h.kinds {
		if p.kinds.has(k) && h.needs[s.a][2+2*k] <= 0 {
			return false
		}
	}
	return true
}

// fill seats somebody of the kind that lacks most, or anybody, and goes on. Who
// led nowhere is not tried again, nor is anybody of the same kinds and organisations.
func (s *seeker) fill(offers []int) bool {
	h := s.h
	if h.needs[s.a][0] == 0 {
		return s.done()
	}
	if h.looked++; h.tangled() {
		return true // the attempt is refused afterwards
	}
	offers = slices.DeleteFunc(slices.Clone(offers), func(e int) bool { return !s.fits(e) })
	if !s.hopeful(offers) {
		return false
	}
	want := s.wanted()
	for i := 0; i < len(offers); {
		e := offers[i]
		if want >= 0 && !h.people[e].kinds.has(want) {
			i++
			continue
		}
		h.sit(s.a, e)
		if s.fill(offers) {
			return true
		}
		h.stand(s.a)
		offers = slices.DeleteFunc(offers, func(x int) bool { return s.alike(e, x) })
		if !s.hopeful(offers) {
			return false
		}
	}
	return false
}

func (s *seeker) done() bool {
	for k := range s.h.kinds {
		if s.h.needs[s.a][1+2*k] > 0 {
			return false
		}
	}
	return true
}

// wanted is the kind of which most are lacking; -1 when none is.
func (s *seeker) wanted() int {
	want, most := -1, int16(0)
	for k := range s.h.kinds {
		if n := s.h.needs[s.a][1+2*k]; n > most {
			want, most = k, n
		}
	}
	return want
}

func (s *seeker) alike(e, x int) bool {
	p, q := s.h.people[e], s.h.people[x]
	return p.kinds == q.kinds && (!s.apart || slices.Equal(p.orgs, q.orgs))
}

// hopeful is a quick no: the kinds on offer cannot make up what is needed, or
// too few of them can sit beside one another even if each had but one organisation.
func (s *seeker) hopeful(offers []int) bool {
	t, l := s.h.needs[s.a], &ledger{kinds: len(s.h.kinds)}
	for _, e := range offers {
		if k := s.h.people[e].kinds; !slices.Contains(l.sets, k) {
			l.sets = append(l.sets, k)
		}
	}
	if !l.can(t) {
		return false
	}
	if s.beside(offers, func(kinds) bool { return true }) < int(t[0]) {
		return false
	}
	for k := range s.h.kinds {
		if need := int(t[1+2*k]); need > 0 && s.beside(offers, func(x kinds) bool { return x.has(k) }) < need {
			return false
		}
	}
	return true
}

// beside bounds how many of those on offer could sit together, each counted for the greatest of their organisations.
func (s *seeker) beside(offers []int, in func(kinds) bool) int {
	n, sent := 0, map[int]int{}
	for _, e := range offers {
		p := s.h.people[e]
		if !in(p.kinds) {
			continue
		}
		if !s.apart || p.hub < 0 {
			n++
		} else if room := s.h.batch.Rule.OrgMax - s.h.of(s.a, p.hub); sent[p.hub] < room {
			sent[p.hub]++
			n++
		}
	}
	return n
}
