package draw

import "slices"

// completable says whether a panel as it stands, taken by itself, can be filled
// lawfully by people with load left. The answer is exact for all limits together:
// seats, kinds of which a person may be several, and all of a person's
// organisations. Whom it finds becomes the panel's witness, and decides nothing.
func (h *hall) completable(a int) bool {
	way, can := h.ledgers[a].ways(h.needs[a])
	if !can {
		return false
	}
	found, yes := h.atOnce(a, way)
	if !yes {
		found, yes = h.searched(a, true)
	}
	if yes {
		h.witnesses[a] = found
	}
	return yes
}

// atOnce takes the first who fit of each set of kinds; false says nothing.
func (h *hall) atOnce(a int, way []kinds) (found []int, yes bool) {
	at := len(h.seated[a])
	for _, set := range way {
		list := h.boards[a].byKinds[set]
		i := slices.IndexFunc(list, func(e int) bool {
			return h.spent[e] < h.people[e].load && !slices.Contains(h.seated[a], e) && h.room(a, e)
		})
		if i < 0 {
			break
		}
		h.sit(a, list[i])
	}
	yes = len(h.seated[a]) == at+len(way)
	return h.clear(a, at), yes
}

// clear makes all stand up but the first of a panel, and names them.
func (h *hall) clear(a, at int) []int {
	found := slices.Clone(h.seated[a][at:])
	for len(h.seated[a]) > at {
		h.stand(a)
	}
	return found
}

// follows says whether a panel can still be filled after its last lot. Often the
// witness held that expert, or somebody of the same kinds in whose place they sit.
func (h *hall) follows(a int) bool {
	e := h.seated[a][len(h.seated[a])-1]
	w := h.witnesses[a]
	i := slices.Index(w, e)
	if i < 0 {
		i = slices.IndexFunc(w, func(x int) bool { return h.people[x].kinds == h.people[e].kinds })
	}
	if i < 0 {
		return h.completable(a)
	}
	rest := slices.Delete(slices.Clone(w), i, i+1)
	at, fit := len(h.seated[a]), true
	for _, x := range rest {
		fit = fit && h.room(a, x)
		h.sit(a, x)
	}
	h.clear(a, at)
	if !fit {
		return h.completable(a)
	}
	h.witnesses[a] = rest
	return true
}

// searched tries everybody who could sit; apart says whether organisations count.
func (h *hall) searched(a int, apart bool) ([]int, bool) {
	s := seeker{h: h, a: a, apart: apart}
	at := len(h.seated[a])
	yes := s.fill(h.boards[a].eligible)
	return h.clear(a, at), yes
}

// seeker looks for one way to fill a panel.
type seeker struct {
	h     *hall
	a     int
	apart bool
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
	t := s.h.needs[s.a]
	if _, can := s.h.ledgerOf(offers).ways(t); !can {
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
