package first

import (
	"slices"

	"yanlu/services/review/draw/proof"
)

// chances states for every application and everybody eligible how likely a seat
// is before the seed is known. Where lots are never put aside it is seats over
// people. Elsewhere the whole batch is drawn Rule.Rounds times from a stream
// that anybody can key, by the batch hash alone, and seats are counted.
func (m *model) chances(batchHash string) ([]Chance, error) {
	if _, err := m.open(); err != nil {
		return nil, err
	}
	exact := m.simple()
	var counted []map[int]int
	if slices.Contains(exact, false) {
		var err error
		if counted, err = m.simulate(batchHash); err != nil {
			return nil, err
		}
	}
	var out []Chance
	for a, b := range m.boards {
		for s, list := range b.eligible {
			for _, e := range list {
				c := Chance{Application: m.batch.Applications[a].ID, Expert: m.batch.Pool[e].ID, Exact: exact[a]}
				if exact[a] {
					c.Hits, c.Of = b.seats[s]-b.kept(m, s), len(list)
				} else {
					c.Hits, c.Of = counted[a][e], m.batch.Rule.Rounds
				}
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// kept counts the locked members of a stratum.
func (b board) kept(m *model, stratum int) int {
	n := 0
	for _, e := range b.locked {
		if m.people[e].stratum == stratum {
			n++
		}
	}
	return n
}

// simple says of each application whether no lot of it can ever be put aside: no
// organisation could send too many, and everybody's load covers all panels open to them.
func (m *model) simple() []bool {
	open := make([]int, len(m.people))
	for _, b := range m.boards {
		for _, e := range append(slices.Concat(b.eligible...), b.locked...) {
			open[e]++
		}
	}
	out := make([]bool, len(m.boards))
	for a, b := range m.boards {
		orgs := map[int]int{}
		out[a] = true
		for _, e := range append(slices.Concat(b.eligible...), b.locked...) {
			out[a] = out[a] && open[e] <= m.people[e].load
			for _, o := range m.people[e].orgs {
				orgs[o]++
				out[a] = out[a] && orgs[o] <= m.batch.Rule.OrgMax
			}
		}
	}
	return out
}

// simulate counts by application how often each expert is drawn for a panel; no reserves are drawn.
func (m *model) simulate(batchHash string) ([]map[int]int, error) {
	st := proof.NewStream(proof.Digest("yanlu/draw/chance/1", []byte(batchHash)))
	counted := make([]map[int]int, len(m.boards))
	for a := range counted {
		counted[a] = map[int]int{}
	}
	for range m.batch.Rule.Rounds {
		h, _, _, err := m.panels(st)
		if err != nil {
			return nil, err
		}
		for a, seated := range h.seated {
			for _, e := range seated {
				counted[a][e]++
			}
		}
	}
	return counted, nil
}
