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
	batch   map[key][]seat // who takes part in the batch, by person, identity number or name and unit
}

// seat is a member of an application.
type seat struct {
	app    *Application
	member *Member
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
	s := &Screen{window: w, apps: slices.Clone(apps), experts: slices.Clone(experts), index: map[key][]entry{}, batch: map[key][]seat{}}
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

// enter notes who takes part in the batch.
func (s *Screen) enter() {
	for i := range s.apps {
		for j := range s.apps[i].Team {
			m := &s.apps[i].Team[j]
			keys := []key{{byPerson, m.Person}, {byIDCard, m.IDCard}}
			if m.Person == "" {
				keys = append(keys, key{byPlace, place(m.Name, m.Unit)})
			}
			for _, k := range keys {
				if k.value != "" {
					s.batch[k] = append(s.batch[k], seat{&s.apps[i], m})
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
		list := append(s.takesPart(e), s.window.barred(e)...)
		if list = tidy(list); len(list) > 0 {
			out = append(out, Conflict{e.ID, list})
		}
	}
	return out
}

// takesPart lists by what an expert is of the batch, each with the first
// application: what is certain first, a name only where nothing is.
func (s *Screen) takesPart(e *Expert) []Exclusion {
	keys := []key{{byPerson, e.ID}, {byIDCard, e.IDCard}}
	for _, u := range e.Units {
		keys = append(keys, key{byPlace, place(e.Name, u)})
	}
	var certain, named []Exclusion
	for _, k := range keys {
		if k.value == "" {
			continue
		}
		for _, x := range s.batch[k] {
			ev := Evidence{Fact: "team", Application: x.app.ID, ByName: k.kind == byPlace || x.member.ByName}
			if !ev.ByName {
				certain = append(certain, Exclusion{SameBatch, ev})
				break
			}
			if !x.app.tellsApart(e.ID, x.member.Name) {
				ev.Name, ev.Unit = x.member.Name, x.member.Unit
				named = append(named, Exclusion{SameBatch, ev})
				break
			}
		}
	}
	if len(certain) > 0 {
		return certain
	}
	return named
}

// tellsApart says whether a person decided that an expert is not who a member's name might be.
func (a *Application) tellsApart(expert, member string) bool {
	return slices.ContainsFunc(a.Namesakes, func(n Namesake) bool { return n.Expert == expert && Plain(n.Member) == Plain(member) })
}

// barred is what an expert's own entries say about the whole batch, within the look-back.
func (w window) barred(e *Expert) []Exclusion {
	var list []Exclusion
	if e.InBatch {
		list = append(list, Exclusion{SameBatch, Evidence{Fact: "declaration"}})
	}
	for i := range e.Declared {
		if d := &e.Declared[i]; d.whole() && w.counts(d.Until) {
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
		var r row
		for i := range s.apps {
			r.hits, r.facts = r.hits[:0], r.facts[:0]
			s.window.ofApplication(&r.facts, &s.apps[i])
			for j := range r.facts {
				list := s.index[r.facts[j].key]
				for k := range list {
					r.meet(list[k].expert, &list[k].fact, &r.facts[j])
				}
			}
			if !yield(s.apps[i].ID, s.conflicts(&s.apps[i], r.hits)) {
				return
			}
		}
	}
}

// Pairwise yields what Rows does by comparing every fact of every pair: the
// plain way, to check and measure the other by.
func (s *Screen) Pairwise() iter.Seq2[string, []Conflict] {
	return func(yield func(string, []Conflict) bool) {
		experts := make([]facts, len(s.experts))
		for e := range s.experts {
			experts[e] = s.window.ofExpert(&s.experts[e])
		}
		var r row
		for i := range s.apps {
			r.hits, r.facts = r.hits[:0], r.facts[:0]
			s.window.ofApplication(&r.facts, &s.apps[i])
			for e := range experts {
				r.compare(int32(e), experts[e])
			}
			if !yield(s.apps[i].ID, s.conflicts(&s.apps[i], r.hits)) {
				return
			}
		}
	}
}

// row is the work on one application.
type row struct {
	facts facts
	hits  []hit
}

// hit is two facts of one expert and the application that are a conflict.
type hit struct {
	expert       int32
	ground       Ground
	mine, theirs *fact
}

// told says whether a match by name was decided to be of two people.
func (h hit) told(a *Application, expert string) bool {
	return len(a.Namesakes) > 0 && h.theirs.member != "" && h.byName() && a.tellsApart(expert, h.theirs.member)
}

func (r *row) meet(expert int32, mine, theirs *fact) {
	if g := meet(mine, theirs); g != 0 {
		r.hits = append(r.hits, hit{expert, g, mine, theirs})
	}
}

func (r *row) compare(expert int32, list facts) {
	for j := range list {
		for k := range r.facts {
			if list[j].key == r.facts[k].key {
				r.meet(expert, &list[j], &r.facts[k])
			}
		}
	}
}

// conflicts groups hits by expert, without those whom somebody told apart.
func (s *Screen) conflicts(a *Application, hits []hit) []Conflict {
	hits = slices.DeleteFunc(hits, func(h hit) bool { return h.told(a, s.experts[h.expert].ID) })
	if len(hits) == 0 {
		return nil
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Compare(a.expert, b.expert) })
	all := make([]Exclusion, len(hits)) // one piece of memory for the row
	out := make([]Conflict, 0, len(hits))
	for from := 0; from < len(hits); {
		to := from
		for ; to < len(hits) && hits[to].expert == hits[from].expert; to++ {
			all[to] = hits[to].exclusion()
		}
		out = append(out, Conflict{s.experts[hits[from].expert].ID, tidy(all[from:to:to])})
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
	list := w.barred(&e)
	var one row
	w.ofApplication(&one.facts, &a)
	one.compare(0, w.ofExpert(&e))
	for _, h := range one.hits {
		if !h.told(&a, e.ID) {
			list = append(list, h.exclusion())
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
	return cmp.Or(cmp.Compare(x.Ground, y.Ground), cmp.Compare(e.Fact, f.Fact), cmp.Compare(e.Member, f.Member), cmp.Compare(e.Name, f.Name), cmp.Compare(e.Org, f.Org),
		cmp.Compare(e.Work, f.Work), cmp.Compare(e.Application, f.Application), cmp.Compare(e.From, f.From), cmp.Compare(e.Until, f.Until), cmp.Compare(e.Note, f.Note), cmp.Compare(e.Unit, f.Unit), truth(e.ByName)-truth(f.ByName))
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
