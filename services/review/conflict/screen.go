package conflict

import (
	"cmp"
	"iter"
	"slices"
)

// Screen holds one batch ready for screening: the facts of all experts by key.
type Screen struct {
	window  window
	apps    []Application // by id
	experts []Expert      // by id
	index   map[key][]entry
	batch   map[key]string // person or identity number → application
}

// entry is a fact of an expert.
type entry struct {
	expert int32
	fact   fact
}

// New prepares a screening. The error says which date or parameter is no such thing.
func New(r Rule, apps []Application, experts []Expert) (*Screen, error) {
	w, err := r.window()
	if err != nil {
		return nil, err
	}
	if err := checkDates(apps, experts); err != nil {
		return nil, err
	}
	s := &Screen{window: w, apps: slices.Clone(apps), experts: slices.Clone(experts), index: map[key][]entry{}, batch: map[key]string{}}
	slices.SortFunc(s.apps, func(a, b Application) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.experts, func(a, b Expert) int { return cmp.Compare(a.ID, b.ID) })
	for i := range s.experts {
		for _, f := range w.ofExpert(&s.experts[i]) {
			s.index[f.key] = append(s.index[f.key], entry{int32(i), f})
		}
	}
	s.enter()
	return s, nil
}

// enter notes who takes part in the batch, each with the first application.
func (s *Screen) enter() {
	for i := range s.apps {
		for _, m := range s.apps[i].Team {
			for _, k := range []key{{byPerson, m.Person}, {byIDCard, m.IDCard}} {
				if _, known := s.batch[k]; !known && k.value != "" {
					s.batch[k] = s.apps[i].ID
				}
			}
		}
	}
}

// Barred are the experts who may review no application of the batch: those who
// take part in it, and those who said so of themselves. By id.
func (s *Screen) Barred() []Conflict {
	var out []Conflict
	for i := range s.experts {
		e := &s.experts[i]
		var list []Exclusion
		for _, k := range []key{{byPerson, e.ID}, {byIDCard, e.IDCard}} {
			if a, in := s.batch[k]; in && k.value != "" {
				list = append(list, Exclusion{SameBatch, Evidence{Fact: "team", Application: a}})
			}
		}
		if list = tidy(append(list, e.barred()...)); len(list) > 0 {
			out = append(out, Conflict{e.ID, list})
		}
	}
	return out
}

// barred is what an expert's own entries say about the whole batch.
func (e *Expert) barred() []Exclusion {
	var list []Exclusion
	if e.InBatch {
		list = append(list, Exclusion{SameBatch, Evidence{Fact: "declaration"}})
	}
	for _, d := range e.Declared {
		if d.Application == "" && d.Org == "" && d.Person == "" {
			g := SelfDeclared
			if d.Dispute {
				g = InDispute
			}
			list = append(list, Exclusion{g, Evidence{Fact: "declaration", Note: d.Note}})
		}
	}
	return list
}

// Rows yields every application by id with the experts in conflict with it, by
// id, each with all grounds. What bars an expert from the whole batch is in
// Barred and not repeated here. A row belongs to the receiver.
func (s *Screen) Rows() iter.Seq2[string, []Conflict] {
	return func(yield func(string, []Conflict) bool) {
		var hits []hit
		for i := range s.apps {
			hits = s.hits(hits[:0], &s.apps[i])
			if !yield(s.apps[i].ID, s.row(hits)) {
				return
			}
		}
	}
}

// hit is an exclusion of one expert.
type hit struct {
	expert int32
	x      Exclusion
}

// hits joins an application's facts with the index.
func (s *Screen) hits(hits []hit, a *Application) []hit {
	for _, f := range s.window.ofApplication(a) {
		list := s.index[f.key]
		for i := range list {
			if x, ok := meet(&list[i].fact, &f); ok {
				hits = append(hits, hit{list[i].expert, x})
			}
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Compare(a.expert, b.expert) })
	return hits
}

// row groups hits by expert.
func (s *Screen) row(hits []hit) []Conflict {
	var out []Conflict
	for from := 0; from < len(hits); {
		to := from
		var list []Exclusion
		for ; to < len(hits) && hits[to].expert == hits[from].expert; to++ {
			list = append(list, hits[to].x)
		}
		out = append(out, Conflict{s.experts[hits[from].expert].ID, tidy(list)})
		from = to
	}
	return out
}

// Pair screens one expert against one application on its own; that the expert
// takes part elsewhere in the batch is known here by declaration only.
func (r Rule) Pair(a Application, e Expert) ([]Exclusion, error) {
	w, err := r.window()
	if err != nil {
		return nil, err
	}
	if err := checkDates([]Application{a}, []Expert{e}); err != nil {
		return nil, err
	}
	list := e.barred()
	expert := w.ofExpert(&e)
	for _, f := range w.ofApplication(&a) {
		for i := range expert {
			if expert[i].key != f.key {
				continue
			}
			if x, ok := meet(&expert[i], &f); ok {
				list = append(list, x)
			}
		}
	}
	return tidy(list), nil
}

// tidy puts exclusions into their order and drops repetitions.
func tidy(list []Exclusion) []Exclusion {
	if len(list) > 1 {
		slices.SortFunc(list, Exclusion.compare)
		list = slices.Compact(list)
	}
	return list
}

func (x Exclusion) compare(y Exclusion) int {
	e, f := x.Evidence, y.Evidence
	return cmp.Or(cmp.Compare(x.Ground, y.Ground), cmp.Compare(e.Fact, f.Fact), cmp.Compare(e.Member, f.Member), cmp.Compare(e.Org, f.Org),
		cmp.Compare(e.Work, f.Work), cmp.Compare(e.Application, f.Application), cmp.Compare(e.From, f.From), cmp.Compare(e.Until, f.Until), cmp.Compare(e.Note, f.Note), truth(e.ByName)-truth(f.ByName))
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
