package first

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"yanlu/services/platform/problem"
	"yanlu/services/review/draw/proof"
)

// random makes a batch that is often tight and sometimes impossible.
func random(r *rand.Rand) Batch {
	b := Batch{ID: "B", Rule: Rule{OrgMax: 1 + r.IntN(2), Backup: r.IntN(3), Rounds: 1}}
	strata := []string{"technical", "finance", "industry"}
	n, orgs := 4+r.IntN(20), 2+r.IntN(12)
	for i := range n {
		e := Expert{ID: fmt.Sprintf("e%02d", i), Stratum: strata[r.IntN(3)], Load: r.IntN(4)}
		for range r.IntN(3) {
			e.Orgs = append(e.Orgs, fmt.Sprintf("o%d", r.IntN(orgs)))
		}
		b.Pool = append(b.Pool, e)
	}
	for i := range 1 + r.IntN(5) {
		a := Application{ID: fmt.Sprintf("a%d", i), Quotas: []Quota{{"technical", 1 + r.IntN(3)}, {"finance", r.IntN(2)}, {"industry", r.IntN(2)}}}
		for _, e := range b.Pool {
			switch p := r.IntN(10); {
			case p == 0:
				a.Excluded = append(a.Excluded, Exclusion{e.ID, "ground"})
			case p == 1 && len(a.Locked) == 0 && e.Stratum == "technical":
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
	pool, load := map[string]Expert{}, map[string]int{}
	for _, e := range b.Pool {
		pool[e.ID] = e
	}
	for i, p := range o.Panels {
		a := b.Applications[slices.IndexFunc(b.Applications, func(a Application) bool { return a.ID == p.Application })]
		orgs, members, seats, locked := map[string]int{}, map[string]bool{}, map[string]int{}, []string{}
		for _, g := range p.Groups {
			for _, id := range slices.Concat(g.Locked, g.Drawn) {
				if members[id] || pool[id].Stratum != g.Stratum {
					t.Fatalf("%s sits twice or in the wrong stratum", id)
				}
				members[id] = true
				seats[g.Stratum]++
				load[id]++
				for _, o := range slices.Compact(slices.Sorted(slices.Values(pool[id].Orgs))) {
					orgs[o]++
				}
			}
			locked = append(locked, g.Locked...)
		}
		for _, q := range a.Quotas {
			if seats[q.Stratum] != q.Seats {
				t.Fatalf("panel %d: %d of %s, quota %d", i, seats[q.Stratum], q.Stratum, q.Seats)
			}
		}
		for org, n := range orgs {
			if n > b.Rule.OrgMax {
				t.Fatalf("%d of %s", n, org)
			}
		}
		if slices.Sort(locked); !slices.Equal(locked, a.Locked) {
			t.Fatalf("locked %v, kept %v", a.Locked, locked)
		}
		for _, x := range a.Excluded {
			if members[x.Expert] {
				t.Fatalf("%s is excluded", x.Expert)
			}
		}
		for _, g := range p.Groups {
			for _, id := range g.Reserves {
				if members[id] || slices.ContainsFunc(a.Excluded, func(x Exclusion) bool { return x.Expert == id }) {
					t.Fatalf("%s cannot be a reserve", id)
				}
			}
		}
	}
	for id, n := range load {
		if n > pool[id].Load {
			t.Fatalf("%s sits on %d panels, load %d", id, n, pool[id].Load)
		}
	}
}

// possible says, by trying everything within a budget, whether lawful panels are found.
func possible(b Batch) bool {
	type seat struct{ a, quota int }
	var seats []seat
	load, sits := map[string]int{}, make([][]Expert, len(b.Applications))
	pool := map[string]Expert{}
	for _, e := range b.Pool {
		pool[e.ID] = e
	}
	put := func(a int, e Expert) bool {
		if load[e.ID] >= e.Load || slices.ContainsFunc(sits[a], func(x Expert) bool { return x.ID == e.ID }) {
			return false
		}
		for _, o := range e.Orgs {
			n := 0
			for _, x := range sits[a] {
				if slices.Contains(x.Orgs, o) {
					n++
				}
			}
			if n >= b.Rule.OrgMax {
				return false
			}
		}
		load[e.ID]++
		sits[a] = append(sits[a], e)
		return true
	}
	for a, x := range b.Applications {
		for _, id := range x.Locked {
			if !put(a, pool[id]) {
				return false
			}
		}
		for q, quota := range x.Quotas {
			kept := 0
			for _, e := range sits[a] {
				if e.Stratum == quota.Stratum {
					kept++
				}
			}
			if kept > quota.Seats {
				return false
			}
			for range quota.Seats - kept {
				seats = append(seats, seat{a, q})
			}
		}
	}
	budget := 100_000
	var try func(i, from int) bool
	try = func(i, from int) bool {
		if i == len(seats) {
			return true
		}
		s := seats[i]
		for k := from; k < len(b.Pool); k++ {
			e := b.Pool[k]
			if budget--; budget < 0 {
				return false
			}
			x := b.Applications[s.a]
			if e.Stratum != x.Quotas[s.quota].Stratum || slices.ContainsFunc(x.Excluded, func(x Exclusion) bool { return x.Expert == e.ID }) || !put(s.a, e) {
				continue
			}
			next := 0
			if i+1 < len(seats) && seats[i+1] == s {
				next = k + 1
			}
			if try(i+1, next) {
				return true
			}
			load[e.ID]--
			sits[s.a] = sits[s.a][:len(sits[s.a])-1]
		}
		return false
	}
	return try(0, 0) // false as well when the budget is spent: the refusal is then neither confirmed nor refuted
}

// property: whatever is drawn is lawful and verifies, and what is refused as
// infeasible is impossible by brute force, unless lots alone could not find it.
func property(t *testing.T, seed uint64) string {
	b := committed(random(rand.New(rand.NewPCG(seed, 5))), seedOf(int(seed)))
	rec, err := Freeze(b)
	if err != nil {
		p := problem.Of(err)
		if p == nil || p.Reason != "DRAW_INFEASIBLE" && p.Reason != "DRAW_INPUT_INVALID" {
			t.Fatal(err)
		}
		if len(p.Violations) > 0 && p.Reason == "DRAW_INFEASIBLE" && possible(b) {
			t.Fatalf("refused although possible: %v", err)
		}
		if len(p.Violations) == 0 {
			return "stuck"
		}
		return p.Violations[0].Field
	}
	rec, err = rec.Draw(seedOf(int(seed)), "")
	if err != nil {
		t.Fatalf("frozen and not drawn: %v", err)
	}
	lawful(t, rec.Batch, *rec.Outcome)
	if report, err := Verify(rec); err != nil || !report.Sound() {
		t.Fatalf("%v %+v", err, report.Findings)
	}
	return "drawn"
}

func TestProperties(t *testing.T) {
	kinds := map[string]int{}
	for seed := range uint64(300) {
		kinds[property(t, seed)]++
	}
	t.Log(kinds)
	for _, k := range []string{"drawn", "pool", "organisations", "load", "locked"} {
		if kinds[k] == 0 {
			t.Errorf("no case of %q among %v", k, kinds)
		}
	}
	if kinds["stuck"] > 20 {
		t.Errorf("too many batches were drawn without end: %v", kinds)
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
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprintf("e%d", i), Stratum: "t", Orgs: []string{fmt.Sprint(i)}, Load: 5})
	}
	for i := range 15 {
		a := Application{ID: fmt.Sprintf("a%02d", i), Quotas: []Quota{{"t", 3}}}
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

// Where one stratum could take the last organisation of another, only looking
// ahead over the panel lets every draw succeed at once.
func TestLastOrganisationIsLeft(t *testing.T) {
	b := Batch{ID: "orgs", Rule: Rule{OrgMax: 1, Backup: 0, Rounds: 1}, Applications: []Application{{ID: "a", Quotas: []Quota{{"a", 1}, {"b", 1}, {"c", 1}}}}}
	for i, e := range []struct{ stratum, org string }{{"a", "z"}, {"a", "x"}, {"a", "y"}, {"b", "x"}, {"b", "y"}, {"c", "x"}, {"c", "y"}} {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprint(i), Stratum: e.stratum, Orgs: []string{e.org}, Load: 1})
	}
	for n := range 20 {
		rec := drawn(t, b, seedOf(n))
		if rec.Outcome.Attempt != 1 || rec.Outcome.Panels[0].Groups[0].Drawn[0] != "0" {
			t.Errorf("%+v", rec.Outcome)
		}
	}
}

// The plan at hand decides nothing: with two seats and two people both ways are equally likely.
func TestPlanDecidesNothing(t *testing.T) {
	b := Batch{ID: "two", Rule: Rule{OrgMax: 1, Backup: 0, Rounds: 1000}, Pool: []Expert{{ID: "x", Stratum: "t", Load: 1}, {ID: "y", Stratum: "t", Load: 1}},
		Applications: []Application{{ID: "a", Quotas: []Quota{{"t", 1}}}, {ID: "b", Quotas: []Quota{{"t", 1}}}}}
	for _, c := range drawn(t, b, seedOf(1)).Chances {
		if c.Hits < 440 || c.Hits > 560 {
			t.Errorf("%+v, want about half", c)
		}
	}
}

// Members, first reserves and the order of applications are uniform: chi-square
// over fixed seeds, below the 99.9 % quantile of its degrees of freedom.
func TestUniform(t *testing.T) {
	b := Batch{ID: "u", Rule: Rule{OrgMax: 1, Backup: 1, Rounds: 1}}
	for i := range 10 {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprint(i), Stratum: "t", Orgs: []string{fmt.Sprint(i)}, Load: 9})
	}
	for i := range 4 {
		b.Applications = append(b.Applications, Application{ID: fmt.Sprint(i), Quotas: []Quota{{"t", 3}}})
	}
	const draws = 2000
	first, member, reserve, order := make([]int, 10), make([]int, 10), make([]int, 10), make([]int, 4)
	for n := range draws {
		o := drawn(t, b, seedOf(n)).Outcome
		g := o.Panels[0].Groups[0]
		first[g.Drawn[0][0]-'0']++
		for _, id := range g.Drawn {
			member[id[0]-'0']++
		}
		reserve[g.Reserves[0][0]-'0']++
		order[o.Order[0][0]-'0']++
	}
	for name, c := range map[string]struct {
		counts []int
		limit  float64
	}{"first": {first, 27.88}, "reserve": {reserve, 27.88}, "order": {order, 16.27}, "member": {member, 27.88}} {
		total, x := 0, 0.0
		for _, n := range c.counts {
			total += n
		}
		want := float64(total) / float64(len(c.counts))
		for _, n := range c.counts {
			x += (float64(n) - want) * (float64(n) - want) / want
		}
		if x > c.limit {
			t.Errorf("%s: chi-square %.1f over %.1f: %v", name, x, c.limit, c.counts)
		}
	}
}

func TestChances(t *testing.T) {
	b := Batch{ID: "c", Rule: Rule{OrgMax: 1, Backup: 0, Rounds: 4000}}
	for i := range 6 {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprint(i), Stratum: "t", Load: 2})
	}
	b.Applications = []Application{{ID: "a", Quotas: []Quota{{"t", 3}}, Locked: []string{"5"}}, {ID: "b", Quotas: []Quota{{"t", 1}}, Excluded: []Exclusion{{"0", "g"}, {"1", "g"}}}}
	for _, c := range drawn(t, b, seedOf(1)).Chances {
		want := map[string][2]int{"a": {2, 5}, "b": {1, 4}}[c.Application]
		if !c.Exact || c.Hits != want[0] || c.Of != want[1] {
			t.Errorf("%+v", c)
		}
	}
	// 0 and 1 are of one house: the first lot decides, and 0 or 1 sits with
	// chance 1/4 + 1/4·(lots until a third house) = one of {0,1}, 2, 3 in pairs.
	b = Batch{ID: "c", Rule: Rule{OrgMax: 1, Backup: 0, Rounds: 4000}, Applications: []Application{{ID: "a", Quotas: []Quota{{"t", 2}}}}}
	for i, org := range []string{"x", "x", "y", "z"} {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprint(i), Stratum: "t", Orgs: []string{org}, Load: 1})
	}
	sum := 0
	for _, c := range drawn(t, b, seedOf(1)).Chances {
		sum += c.Hits
		want := map[string]float64{"0": 5. / 12, "1": 5. / 12, "2": 7. / 12, "3": 7. / 12}[c.Expert]
		if got := float64(c.Hits) / float64(c.Of); c.Exact || got < want-.03 || got > want+.03 {
			t.Errorf("%+v: %.3f, want about %.3f", c, got, want)
		}
	}
	if sum != 2*4000 {
		t.Errorf("the chances of two seats add up to %d of 4000", sum)
	}
}

func BenchmarkDraw(b *testing.B) {
	batch := Batch{ID: "bench", Rule: Rule{OrgMax: 1, Backup: 2, Rounds: 1}}
	for i := range 800 {
		batch.Pool = append(batch.Pool, Expert{ID: fmt.Sprintf("e%03d", i), Stratum: []string{"technical", "technical", "technical", "finance", "industry"}[i%5], Orgs: []string{fmt.Sprint(i % 150)}, Load: 8})
	}
	for i := range 300 {
		batch.Applications = append(batch.Applications, Application{ID: fmt.Sprintf("a%03d", i), Quotas: []Quota{{"technical", 5}, {"finance", 1}, {"industry", 1}}})
	}
	m := newModel(committed(batch, seedOf(1)).sorted())
	b.Run("panels and reserves", func(b *testing.B) {
		for b.Loop() {
			if _, err := m.outcome(proof.NewStream("k")); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("a simulated round", func(b *testing.B) {
		for b.Loop() {
			if _, _, _, err := m.panels(proof.NewStream("k")); err != nil {
				b.Fatal(err)
			}
		}
	})
}
