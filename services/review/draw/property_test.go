package draw

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"yanlu/services/platform/problem"
	"yanlu/services/review/draw/proof"
)

// random makes a batch that is often tight and sometimes impossible: people of
// several kinds and organisations, minima, maxima, loads.
func random(r *rand.Rand) Batch {
	b := Batch{ID: "B", Rule: Rule{OrgMax: 1 + r.IntN(2), Backup: r.IntN(3), Rounds: 1}}
	n, orgs := 4+r.IntN(16), 2+r.IntN(14)
	for i := range n {
		e := Expert{ID: fmt.Sprintf("e%02d", i), Load: r.IntN(4)}
		for k, share := range []int{6, 3, 3, 4} {
			if r.IntN(10) < share {
				e.Kinds = append(e.Kinds, []string{"technical", "finance", "industry", "local"}[k])
			}
		}
		for range r.IntN(3) {
			e.Orgs = append(e.Orgs, fmt.Sprintf("o%d", r.IntN(orgs)))
		}
		b.Pool = append(b.Pool, e)
	}
	for i := range 1 + r.IntN(4) {
		a := Application{ID: fmt.Sprintf("a%d", i), Seats: 1 + r.IntN(5)}
		a.Quotas = []Quota{{"technical", r.IntN(a.Seats + 1), a.Seats}, {"local", 0, r.IntN(a.Seats + 1)}}
		if a.Seats > 2 {
			a.Quotas = append(a.Quotas, Quota{"finance", r.IntN(2), 1 + r.IntN(2)}, Quota{"industry", r.IntN(2), a.Seats})
		}
		for _, e := range b.Pool {
			switch p := r.IntN(12); {
			case p == 0:
				a.Excluded = append(a.Excluded, Exclusion{e.ID, "ground"})
			case p == 1 && len(a.Locked) == 0 && e.Load > 0 && r.IntN(4) == 0:
				a.Locked = append(a.Locked, e.ID)
			}
		}
		b.Applications = append(b.Applications, a)
	}
	return b
}

// lawful checks an outcome against the batch without using the code that drew it.
func lawful(t *testing.T, b Batch, o Outcome) {
	t.Helper()
	load := map[string]int{}
	find := func(id string) Expert {
		return b.Pool[slices.IndexFunc(b.Pool, func(e Expert) bool { return e.ID == id })]
	}
	if len(o.Panels) != len(b.Applications) {
		t.Fatalf("%d panels of %d", len(o.Panels), len(b.Applications))
	}
	for i, p := range o.Panels {
		a := b.Applications[i]
		var members []Expert
		for _, m := range p.Members {
			members = append(members, find(m.Expert))
			load[m.Expert]++
			if m.Locked != slices.Contains(a.Locked, m.Expert) || !m.Locked && !slices.Contains(eligible(b, a), m.Expert) {
				t.Fatalf("%s cannot sit on %s", m.Expert, a.ID)
			}
		}
		if !within(b, a, members, true) {
			t.Fatalf("the panel of %s is not lawful: %+v, %+v", a.ID, a, members)
		}
		for seat, m := range p.Members {
			for _, id := range m.Reserves {
				next := slices.Clone(members)
				next[seat] = find(id)
				if !within(b, a, next, true) || !slices.Contains(eligible(b, a), id) {
					t.Fatalf("%s cannot take the seat of %s on %s", id, m.Expert, a.ID)
				}
			}
		}
	}
	for id, n := range load {
		if n > find(id).Load {
			t.Fatalf("%s sits on %d panels, load %d", id, n, find(id).Load)
		}
	}
}

// possible says, by trying everything within a budget, whether the panels as
// they stand can all be completed together; sure is false when the budget is spent.
func possible(b Batch, panels map[string][]string) (yes, sure bool) {
	load, budget := map[string]int{}, 300_000
	sits := make([][]Expert, len(b.Applications))
	pool := map[string]Expert{}
	for _, e := range b.Pool {
		pool[e.ID] = e
	}
	for i, a := range b.Applications {
		for _, id := range panels[a.ID] {
			sits[i] = append(sits[i], pool[id])
			if load[id]++; load[id] > pool[id].Load {
				return false, true
			}
		}
		if !within(b, a, sits[i], false) {
			return false, true
		}
	}
	var try func(i, from int) bool
	try = func(i, from int) bool {
		if i == len(b.Applications) {
			return true
		}
		a := b.Applications[i]
		if within(b, a, sits[i], true) {
			return try(i+1, 0)
		}
		open := eligible(b, a)
		for k := from; k < len(open) && len(sits[i]) < a.Seats; k++ {
			e := pool[open[k]]
			if budget--; budget < 0 {
				return false
			}
			if load[e.ID] >= e.Load || slices.ContainsFunc(sits[i], func(x Expert) bool { return x.ID == e.ID }) {
				continue
			}
			was := sits[i]
			if sits[i] = append(slices.Clone(was), e); within(b, a, sits[i], false) {
				load[e.ID]++
				if try(i, k+1) {
					return true
				}
				load[e.ID]--
			}
			sits[i] = was
		}
		return false
	}
	yes = try(0, 0)
	return yes, yes || budget >= 0
}

// asideRightly checks that no lawful panels held a lot that was put aside at the
// first attempt: each is tried with what was seated before it.
func asideRightly(t *testing.T, b Batch, key string, o Outcome) (checked int) {
	t.Helper()
	if o.Attempt != 1 {
		return 0
	}
	m := newModel(b)
	h := m.newHall()
	if err := h.open(); err != nil {
		t.Fatal(err)
	}
	st := proof.NewStream(key)
	urn := make([]int, len(h.boards))
	for a := range urn {
		urn[a] = a
	}
	for range h.boards {
		_, urn = proof.Take(st, urn)
	}
	standing := func() map[string][]string {
		out := map[string][]string{}
		for a, list := range h.seated {
			out[b.Applications[a].ID] = m.names(list)
		}
		return out
	}
	for _, id := range o.Order {
		a := slices.Index(ids(b), id)
		h.draw(st, a, func(e int) bool {
			before := standing()
			if !h.seat(a, e) {
				before[id] = append(before[id], b.Pool[e].ID)
				yes, sure := possible(b, before)
				if yes {
					t.Fatalf("%s was put aside on %s, and lawful panels hold it", b.Pool[e].ID, id)
				}
				if sure {
					checked++
				}
			}
			return h.needs[a][0] > 0
		}, h.needs[a][0] > 0)
	}
	return checked
}

// property: whatever is drawn is lawful, verifies, and is drawn alike by the
// oracle; no lot is put aside that lawful panels hold; and what is refused with
// its reasons is impossible. Not named: impossible, and only lots could tell.
// Not found: possible, and no lots led there.
func property(t *testing.T, seed uint64) (kind string, aside int) {
	b := committed(random(rand.New(rand.NewPCG(seed, 5))), seedOf(int(seed)))
	rec, err := Freeze(b)
	if err != nil {
		p := problem.Of(err)
		if p == nil || p.Reason != "DRAW_INFEASIBLE" && p.Reason != "DRAW_INPUT_INVALID" {
			t.Fatal(err)
		}
		kept := map[string][]string{}
		for _, a := range b.Applications {
			kept[a.ID] = a.Locked
		}
		if len(p.Violations) == 0 {
			if yes, _ := possible(b.tidy().sorted(), kept); yes {
				return "not found", 0
			}
			return "not named", 0
		}
		if yes, _ := possible(b.tidy().sorted(), kept); yes && p.Reason == "DRAW_INFEASIBLE" {
			t.Fatalf("seed %d: refused although possible: %v", seed, err)
		}
		return p.Violations[0].Field, 0
	}
	rec, err = rec.Draw(seedOf(int(seed)), "")
	if err != nil {
		t.Fatalf("frozen and not drawn: %v", err)
	}
	lawful(t, rec.Batch, *rec.Outcome)
	again := drawnByOracle(t, rec.Batch, rec.Reveal.Key)
	got, _ := json.Marshal(rec.Outcome)
	if want, _ := json.Marshal(again); string(got) != string(want) {
		t.Fatalf("seed %d: drawn\n%s\nand by the oracle\n%s", seed, got, want)
	}
	if report, err := Verify(written(t, rec)); err != nil || !report.Sound() {
		t.Fatalf("%v %+v", err, report.Findings)
	}
	aside = asideRightly(t, rec.Batch, rec.Reveal.Key, *rec.Outcome)
	if rec.Outcome.Attempt > 1 {
		return "again", aside
	}
	return "drawn", aside
}

func TestProperties(t *testing.T) {
	kinds, aside := map[string]int{}, 0
	for seed := range uint64(800) {
		kind, n := property(t, seed)
		kinds[kind]++
		aside += n
	}
	t.Log(kinds, aside)
	for _, k := range []string{"drawn", "again", "pool", "organisations", "load", "locked", "not named"} {
		if kinds[k] == 0 {
			t.Errorf("no case of %q among %v", k, kinds)
		}
	}
	if kinds["not found"] > 3 || kinds["again"] > 20 || aside < 1000 {
		t.Errorf("too many lawful panels were not found at all or not at once, or too few lots were put aside: %v, %d", kinds, aside)
	}
}

func FuzzProperties(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { property(t, seed) })
}

// Loads that add up to exactly the seats there are leave no slack: only looking
// ahead over the batch lets every draw succeed at once.
func TestNoSlackSucceedsAtOnce(t *testing.T) {
	b := Batch{ID: "tight", Rule: Rule{OrgMax: 1, Backup: 0, Rounds: 1}}
	for i := range 9 {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprintf("e%d", i), Orgs: []string{fmt.Sprint(i)}, Load: 5})
	}
	for i := range 15 {
		a := Application{ID: fmt.Sprintf("a%02d", i), Seats: 3}
		for j := range 3 {
			a.Excluded = append(a.Excluded, Exclusion{fmt.Sprintf("e%d", (i+j)%9), "g"})
		}
		b.Applications = append(b.Applications, a)
	}
	for n := range 40 {
		if rec := drawn(t, b, seedOf(n)); rec.Outcome.Attempt != 1 {
			t.Errorf("attempt %d", rec.Outcome.Attempt)
		}
	}
}

// The only technical expert left shares their second organisation with the only
// one of finance left but one: who looks at first organisations alone runs aground.
func TestSecondOrganisationIsSeen(t *testing.T) {
	b := Batch{ID: "orgs", Rule: Rule{OrgMax: 1, Backup: 0, Rounds: 1}, Applications: []Application{
		{ID: "a", Seats: 2, Quotas: []Quota{{"technical", 1, 2}, {"finance", 1, 2}}},
	}, Pool: []Expert{
		{ID: "0", Kinds: []string{"technical"}, Orgs: []string{"a", "z"}, Load: 1},
		{ID: "1", Kinds: []string{"finance"}, Orgs: []string{"b", "z"}, Load: 1},
		{ID: "2", Kinds: []string{"finance"}, Orgs: []string{"c"}, Load: 1},
	}}
	for n := range 20 {
		rec := drawn(t, b, seedOf(n))
		if o := rec.Outcome; o.Attempt != 1 || slices.Contains(o.Panels[0].experts(), "1") {
			t.Errorf("%+v", o)
		}
	}
}

// Who is of two kinds counts for both: two seats suffice for three minima.
func TestSeveralKindsCountForEach(t *testing.T) {
	b := Batch{ID: "kinds", Rule: Rule{OrgMax: 1, Backup: 1, Rounds: 1}, Applications: []Application{
		{ID: "a", Seats: 2, Quotas: []Quota{{"technical", 1, 2}, {"finance", 1, 2}, {"industry", 1, 2}, {"local", 0, 1}}},
	}, Pool: []Expert{
		{ID: "0", Kinds: []string{"technical", "local"}, Load: 1},
		{ID: "1", Kinds: []string{"finance", "industry"}, Load: 1},
		{ID: "2", Kinds: []string{"finance", "local"}, Load: 1},
		{ID: "3", Kinds: []string{"technical", "local"}, Load: 1},
	}}
	for n := range 20 {
		p := drawn(t, b, seedOf(n)).Outcome.Panels[0]
		i := slices.IndexFunc(p.Members, func(m Member) bool { return m.Expert == "1" })
		if i < 0 || len(p.Members[i].Reserves) > 0 || len(p.Members[1-i].Reserves) != 1 {
			t.Errorf("%+v", p)
		}
	}
}

// A refusal names what is lacking, in words.
func TestRefusalNamesWhatIsLacking(t *testing.T) {
	one := func(seats int, quotas ...Quota) Batch {
		b := Batch{ID: "b", Rule: Rule{OrgMax: 1, Rounds: 1}, Applications: []Application{{ID: "a", Seats: seats, Quotas: quotas}}}
		for i := range 4 {
			b.Pool = append(b.Pool, Expert{ID: fmt.Sprint(i), Kinds: []string{"technical", "local"}, Orgs: []string{"x"}, Load: 1})
		}
		return b
	}
	both := one(1)
	both.Pool = both.Pool[:1]
	both.Applications = append(both.Applications, Application{ID: "b", Seats: 1})
	for want, b := range map[string]Batch{
		"申报a：尚需专家5人，可选4人，另有0人回避":       one(5),
		"申报a：尚需财务专家1人，可选0人，另有0人回避":     one(1, Quota{"finance", 1, 1}),
		"申报a：尚需非本地的专家1人，可选0人，另有0人回避":   one(2, Quota{"local", 0, 1}),
		"申报a：同一单位最多1人时选不满2个席位":         one(2),
		"申报a、b共需专家2人次，可选的1人按负荷只能承担1人次": both,
	} {
		_, err := Freeze(committed(b, seedOf(1)))
		if p := problem.Of(err); p == nil || p.Reason != "DRAW_INFEASIBLE" || len(p.Violations) == 0 || p.Violations[0].Zh != want {
			t.Errorf("want %s, got %v", want, err)
		}
	}
}

// A look ahead that would not end in time is refused, and not answered by guess.
func TestIntricateIsRefused(t *testing.T) {
	b := Batch{ID: "knot", Rule: Rule{OrgMax: 1, Rounds: 1}, Applications: []Application{{ID: "a", Seats: 14}}}
	r := rand.New(rand.NewPCG(3, 3))
	for i := range 80 {
		e := Expert{ID: fmt.Sprintf("%03d", i), Load: 1}
		for _, o := range r.Perm(42)[:3] {
			e.Orgs = append(e.Orgs, fmt.Sprint(o))
		}
		b.Pool = append(b.Pool, e)
	}
	if _, err := Freeze(committed(b, seedOf(1))); problem.ReasonOf(err) != "DRAW_INTRICATE" {
		t.Errorf("%v", err)
	}
}
