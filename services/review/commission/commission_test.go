package commission_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	"yanlu/services/review/draw"
	"yanlu/services/review/draw/proof"
)

func mix() commission.Mix {
	return commission.Mix{TechMinRatio: decimal.RequireFromString("0.6"), FinanceMin: 1, IndustryMin: 1, LocalMaxRatio: decimal.RequireFromString("0.5")}
}

func TestNeeds(t *testing.T) {
	for size, want := range map[int]commission.Needs{
		3: {Technical: 2, Finance: 1, Industry: 0, LocalMax: 1}, 5: {Technical: 3, Finance: 1, Industry: 1, LocalMax: 2}, 7: {Technical: 5, Finance: 1, Industry: 1, LocalMax: 3},
		9: {Technical: 6, Finance: 1, Industry: 1, LocalMax: 4}, 1: {Technical: 1},
	} {
		if got := mix().Needs(size); got != want {
			t.Errorf("%d: %+v, want %+v", size, got, want)
		}
	}
}

func expert(n int, kind string, local bool) commission.Expert {
	id := fmt.Sprintf("p%02d", n)
	return commission.Expert{ID: id, Name: "名" + id, Pseudonym: "E-" + id, Orgs: []string{"org-" + id}, Kinds: []string{kind}, Local: local, Limit: 4}
}

// several makes a batch whose people are of several kinds and organisations, often tight.
func several(r *rand.Rand) *commission.Batch {
	b := &commission.Batch{ID: "c", Law: commission.Law{Mix: mix(), SameMax: 1, Odd: true}, Backup: 2}
	kinds := []string{commission.Technical, commission.Finance, commission.Industry}
	people, units := 9+r.IntN(20), 6+r.IntN(24)
	for i := range people {
		e := expert(i, kinds[[]int{0, 0, 0, 1, 2}[r.IntN(5)]], r.IntN(5) < 2)
		if extra := kinds[r.IntN(3)]; r.IntN(3) == 0 && !e.Is(extra) {
			e.Kinds = append(e.Kinds, extra)
		}
		e.Orgs = nil
		for range r.IntN(3) {
			if o := fmt.Sprintf("org-%d", r.IntN(units)); !slices.Contains(e.Orgs, o) {
				e.Orgs = append(e.Orgs, o)
			}
		}
		e.Limit = 1 + r.IntN(3)
		b.Pool = append(b.Pool, e)
	}
	for i := range 1 + r.IntN(5) {
		a := commission.Application{ID: fmt.Sprintf("a%d", i), Pseudonym: fmt.Sprintf("A-%d", i), Title: fmt.Sprintf("题%d", i), Seats: 3 + 2*r.IntN(3)}
		b.Applications = append(b.Applications, a)
		for _, e := range b.Pool {
			if r.IntN(10) == 0 {
				b.Exclusions = append(b.Exclusions, commission.Exclusion{Application: a.ID, Expert: e.ID, Ground: "g", Rule: "r", Evidence: "e"})
			}
		}
	}
	b.Index()
	return b
}

// drawn draws a batch by its public record, with one round of simulation.
func drawn(b *commission.Batch, n byte) (commission.Plan, error) {
	seed, at := proof.Seed{n, 1}, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	units := map[string]string{}
	for _, e := range b.Pool {
		for _, o := range e.Orgs {
			units[o] = "U-" + o
		}
	}
	before := at.Add(-time.Hour)
	public := b.Public(commission.Drawing{System: "s", Agency: seed.Commit(b.ID), AgencyAt: &before}, at, units)
	public.Rule.Rounds = 1
	rec, err := draw.Freeze(public)
	if err != nil {
		return commission.Plan{}, err
	}
	frozen, err := proof.Canonical(rec)
	if err != nil {
		return commission.Plan{}, err
	}
	out, err := draw.Reveal(frozen, seed, "number")
	return b.Drawn(out.Panels), err
}

// A drawn panel keeps the law that an assigned one is judged by, whoever is of
// several kinds and organisations; and so does every panel in which a reserve
// takes the seat of the member they were drawn for.
func TestDrawnPanelsKeepTheLaw(t *testing.T) {
	found := map[string]int{}
	for seed := range uint64(300) {
		b := several(rand.New(rand.NewPCG(seed, 11)))
		p, err := drawn(b, byte(seed))
		if err != nil {
			found[problem.ReasonOf(err)]++
			refusedRightly(t, seed, b, err)
			continue
		}
		found["drawn"]++
		if !p.Lawful() || len(p.Panels) != len(b.Applications) {
			t.Fatalf("seed %d: %+v %+v", seed, p.Faults, p.Panels)
		}
		for _, panel := range p.Panels {
			for _, e := range panel.Of(commission.Reserve) {
				if !standsIn(b, panel, e) {
					t.Errorf("seed %d: %s can stand in for nobody on %s", seed, e, panel.Application)
				}
			}
		}
	}
	if found["drawn"] < 100 || found["DRAW_INFEASIBLE"] < 50 {
		t.Errorf("%v", found)
	}
}

// refusedRightly: what a draw refuses and says why, no match can do either.
func refusedRightly(t *testing.T, seed uint64, b *commission.Batch, refusal error) {
	t.Helper()
	if p := problem.Of(refusal); p == nil || len(p.Violations) == 0 {
		return
	}
	if p, err := b.Match(commission.Plan{}, commission.Wish{}); err == nil && p.Lawful() {
		t.Errorf("seed %d: matched, and not drawn: %v", seed, refusal)
	}
}

// standsIn says whether an expert could take some member's seat within the law.
func standsIn(b *commission.Batch, panel commission.Panel, reserve string) bool {
	members := panel.Of(commission.Member)
	for i := range members {
		var all []commission.Expert
		for k, id := range members {
			if k == i {
				id = reserve
			}
			all = append(all, *b.Expert(id))
		}
		if len(b.Law.Faults(len(members), all)) == 0 {
			return true
		}
	}
	return false
}

func TestFaults(t *testing.T) {
	law := commission.Law{Mix: mix(), SameMax: 1, Odd: true}
	whole := []commission.Expert{expert(0, commission.Technical, false), expert(1, commission.Technical, false), expert(2, commission.Technical, true), expert(3, commission.Finance, true), expert(4, commission.Industry, false)}
	if f := law.Faults(5, whole); len(f) > 0 {
		t.Fatalf("a whole panel: %+v", f)
	}
	if f := law.Faults(4, whole[:4]); len(f) == 0 || f[0].Rule != "rev.panel.size" {
		t.Errorf("an even panel: %+v", f)
	}
	for name, c := range map[string]struct {
		rule  string
		spoil func([]commission.Expert) []commission.Expert
	}{
		"one short":                {"rev.panel.size", func(p []commission.Expert) []commission.Expert { return p[1:] }},
		"nobody of finance":        {"rev.panel.mix", func(p []commission.Expert) []commission.Expert { p[3].Kinds = []string{commission.Technical}; return p }},
		"too many of the district": {"rev.panel.mix", func(p []commission.Expert) []commission.Expert { p[0].Local = true; return p }},
		"two of one organisation":  {"rev.panel.same_unit_max", func(p []commission.Expert) []commission.Expert { p[1].Orgs = append(p[1].Orgs, p[0].Orgs[0]); return p }},
		"too few technical":        {"rev.panel.mix", func(p []commission.Expert) []commission.Expert { p[0].Kinds = nil; return p }},
	} {
		bad := slices.Clone(whole)
		for i := range bad {
			bad[i].Orgs, bad[i].Kinds = slices.Clone(bad[i].Orgs), slices.Clone(bad[i].Kinds)
		}
		if f := law.Faults(5, c.spoil(bad)); len(f) == 0 || !slices.ContainsFunc(f, func(x commission.Fault) bool { return x.Rule == c.rule }) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// batch of applications and experts; every third pair is excluded.
func batch(applications, experts int) *commission.Batch {
	b := &commission.Batch{ID: "c", Law: commission.Law{Mix: mix(), SameMax: 1}, Backup: 1}
	for i := range applications {
		b.Applications = append(b.Applications, commission.Application{ID: fmt.Sprintf("a%d", i), Pseudonym: fmt.Sprintf("A-%d", i), Title: fmt.Sprintf("题%d", i), Seats: 5})
	}
	for j := range experts {
		e := expert(j, []string{commission.Technical, commission.Finance, commission.Technical, commission.Industry}[j%4], j%5 == 0)
		e.Orgs = append(e.Orgs, fmt.Sprintf("side-%d", j%9)) // a second organisation that several share
		b.Pool = append(b.Pool, e)
		for i := range applications {
			if (i+j)%3 == 0 {
				b.Exclusions = append(b.Exclusions, commission.Exclusion{Application: b.Applications[i].ID, Expert: e.ID, Ground: "g", Rule: "r", Evidence: "e"})
			}
		}
	}
	b.Worth = func(a, e string) int64 {
		return int64(len(a)*7919+int(a[1])*104729+int(e[1])*1299709+int(e[2])*15485863) % commission.Million
	}
	b.Index()
	return b
}

// Whatever is locked and forbidden, a match keeps every rule, every lock and every ban, and the same again gives the same.
func TestMatchKeepsEveryRule(t *testing.T) {
	b := batch(6, 48)
	first, err := b.Match(commission.Plan{}, commission.Wish{Reserves: 3})
	if err != nil || !first.Lawful() || !first.Figures.Proved && first.Figures.Bound < first.Figures.Total {
		t.Fatalf("%v %+v", err, first.Figures)
	}
	banned, kept := first.Panels[0].Of(commission.Member)[0], first.Panels[1].Of(commission.Reserve)[0]
	hand, err := first.Apply(b, []commission.Change{
		{Act: commission.Forbid, Application: "a0", Expert: banned, Reason: "r"}, {Act: commission.Add, Application: "a1", Expert: kept, Reason: "r"},
	})
	if err != nil {
		t.Fatal(err)
	}
	next, err := b.Match(hand, commission.Wish{Reserves: 3})
	if err != nil || !next.Lawful() {
		t.Fatalf("%v %+v", err, next.Faults)
	}
	if slices.Contains(next.Panel("a0").Of(commission.Member), banned) || slices.Contains(next.Panel("a0").Of(commission.Reserve), banned) || !slices.Contains(next.Panel("a1").Of(commission.Member), kept) {
		t.Error("what was decided by hand was not kept")
	}
	fair, err := b.Match(commission.Plan{}, commission.Wish{RaiseWorst: true})
	if err != nil || !fair.Lawful() || fair.Figures.Least < first.Figures.Least || fair.Figures.Total > first.Figures.Bound {
		t.Errorf("raised: %v %+v, before %+v", err, fair.Figures, first.Figures)
	}
	again, _ := b.Match(commission.Plan{}, commission.Wish{Reserves: 3})
	for i := range again.Panels {
		if !slices.Equal(again.Panels[i].Seats, first.Panels[i].Seats) {
			t.Errorf("%s differs the second time", again.Panels[i].Application)
		}
	}
}

// Raising the worst-off says what it cost and what it gained; where nobody is raised nothing is said.
func TestFairnessShowsItsPrice(t *testing.T) {
	b := batch(6, 64)
	b.Law.Mix = commission.Mix{LocalMaxRatio: decimal.NewFromInt(1)}
	for j := range b.Pool {
		b.Pool[j].Limit, b.Pool[j].Orgs = 1, nil // so that the good go round
	}
	b.Worth = func(a, e string) int64 {
		return (int64(e[1])*7919 + int64(e[2])*104729) % commission.Million * int64(a[1]-'0'+10) / 20 // all want the same
	}
	plain, err := b.Match(commission.Plan{}, commission.Wish{})
	if f := plain.Figures; err != nil || f.TotalBefore != 0 || f.WorstBefore != 0 || f.WorstAfter != 0 {
		t.Errorf("nobody was to be raised: %v %+v", err, f)
	}
	fair, err := b.Match(commission.Plan{}, commission.Wish{RaiseWorst: true})
	if err != nil {
		t.Fatal(err)
	}
	f := fair.Figures
	if f.TotalBefore != plain.Figures.Total || f.Total >= f.TotalBefore || f.WorstBefore != plain.Figures.Least || f.WorstAfter != f.Least || f.WorstAfter <= f.WorstBefore {
		t.Errorf("%+v, before %+v", f, plain.Figures)
	}
	if b.Judge(&fair); fair.Figures != f {
		t.Errorf("judged again: %+v", fair.Figures)
	}
}

// A plan that was put on record and read again is solved again from there: what
// comes keeps every rule and every decision, and its bound is of all plans.
func TestMatchGoesOnFromTheRecord(t *testing.T) {
	b := round(90, 80)
	plan, err := b.Match(commission.Plan{}, commission.Wish{Reserves: 5})
	if err != nil || len(plan.Prices) == 0 {
		t.Fatal(err, "no prices")
	}
	for k, act := range []string{commission.Forbid, commission.Add, commission.Allow, commission.Unlock, commission.Add, commission.Forbid} {
		from, changes := byHand(t, b, recorded(t, plan), act, k)
		hand, err := from.Apply(b, changes)
		if err != nil {
			t.Fatal(err)
		}
		next, err := b.Match(hand, commission.Wish{Reserves: 5})
		if err != nil || !next.Lawful() {
			t.Fatalf("%s: %v %+v", act, err, next.Faults)
		}
		hand.Prices = nil
		cold, err := b.Match(hand, commission.Wish{Reserves: 5})
		if err != nil {
			t.Fatal(err)
		}
		if w, c := next.Figures, cold.Figures; w.Bound < c.Total || c.Bound < w.Total || w.Bound-w.Total > (c.Bound-c.Total)+c.Total/20_000 {
			t.Errorf("%s: %d of %d, from the start %d of %d", act, w.Total, w.Bound, c.Total, c.Bound)
		}
		member := slices.Contains(next.Panel(changes[0].Application).Of(commission.Member), changes[0].Expert)
		if (act == commission.Forbid && member) || (act == commission.Add && !member) {
			t.Errorf("%s was not kept", act)
		}
		plan = next
	}
}

// recorded is a plan as it comes back from the record.
func recorded(t *testing.T, p commission.Plan) (out commission.Plan) {
	t.Helper()
	raw, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestMatchSaysWhatIsInTheWay(t *testing.T) {
	b := batch(6, 48)
	for j := range b.Pool {
		if b.Pool[j].Is(commission.Finance) {
			b.Pool[j].Limit = 0
		}
	}
	_, err := b.Match(commission.Plan{}, commission.Wish{})
	if problem.ReasonOf(err) != "MATCH_INFEASIBLE" {
		t.Errorf("nobody of finance can be given, and the answer is %v", err)
	}
}

func TestChangesAreRefused(t *testing.T) {
	b := batch(2, 48)
	p, err := b.Match(commission.Plan{}, commission.Wish{Reserves: 1})
	if err != nil {
		t.Fatal(err)
	}
	member := p.Panels[0].Of(commission.Member)[0]
	for name, c := range map[string]commission.Change{
		"excluded":       {Act: commission.Add, Application: "a0", Expert: "p00", Reason: "r"},
		"no reason":      {Act: commission.Remove, Application: "a0", Expert: member},
		"not there":      {Act: commission.Remove, Application: "a0", Expert: "p03", Reason: "r"},
		"unknown act":    {Act: "dance", Application: "a0", Expert: member, Reason: "r"},
		"unknown expert": {Act: commission.Add, Application: "a0", Expert: "nobody", Reason: "r"},
		"twice":          {Act: commission.Add, Application: "a0", Expert: member, Reason: "r"},
	} {
		if _, err := p.Apply(b, []commission.Change{c}); problem.ReasonOf(err) != "CHANGE_INVALID" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPseudonyms(t *testing.T) {
	ids := []string{"c", "a", "b", "a"}
	one, other := commission.Pseudonyms("E", []byte("salt"), ids), commission.Pseudonyms("E", []byte("pepper"), ids)
	if len(one) != 3 || one["a"] == one["b"] || !strings.HasPrefix(one["c"], "E-") {
		t.Errorf("%v", one)
	}
	slices.Reverse(ids)
	if again := commission.Pseudonyms("E", []byte("salt"), ids); fmt.Sprint(again) != fmt.Sprint(one) {
		t.Errorf("the order of the ids decided: %v, %v", one, again)
	}
	_ = other
}

func TestEvaluate(t *testing.T) {
	rubric := policy.Rubric{Code: "r", Criteria: []policy.Criterion{{Code: "A", Zh: "甲", En: "a", W: 60}, {Code: "B", Zh: "乙", En: "b", W: 40}}}
	e, err := commission.Evaluate(rubric, []review.Score{{Criterion: "B", Points: "39.25"}, {Criterion: "A", Points: "60"}})
	if err != nil || e.Total != "99.25" || e.Scores[0].Criterion != "A" {
		t.Errorf("%+v %v", e, err)
	}
	for name, s := range map[string][]review.Score{
		"one missing":     {{Criterion: "A", Points: "1"}},
		"above weight":    {{Criterion: "A", Points: "61"}, {Criterion: "B", Points: "1"}},
		"negative":        {{Criterion: "A", Points: "-1"}, {Criterion: "B", Points: "1"}},
		"three places":    {{Criterion: "A", Points: "1.125"}, {Criterion: "B", Points: "1"}},
		"twice":           {{Criterion: "A", Points: "1"}, {Criterion: "A", Points: "2"}, {Criterion: "B", Points: "1"}},
		"not in a rubric": {{Criterion: "A", Points: "1"}, {Criterion: "B", Points: "1"}, {Criterion: "C", Points: "1"}},
		"no number":       {{Criterion: "A", Points: "many"}, {Criterion: "B", Points: "1"}},
	} {
		if _, err := commission.Evaluate(rubric, s); problem.ReasonOf(err) != "EVALUATION_INCOMPLETE" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBrief(t *testing.T) {
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	later := now.Add(time.Hour)
	good := commission.Brief{Mode: "panel", Method: commission.ByDraw, Blind: commission.Double, All: true, Due: &later}
	if err := good.Check(now); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*commission.Brief){
		"due now": func(b *commission.Brief) { b.Due = &now }, "no due": func(b *commission.Brief) { b.Due = nil },
		"no mode": func(b *commission.Brief) { b.Mode = "" }, "unknown method": func(b *commission.Brief) { b.Method = "dice" },
		"all and some": func(b *commission.Brief) { b.Applications = []string{"a"} }, "neither": func(b *commission.Brief) { b.All = false },
	} {
		bad := good
		spoil(&bad)
		if problem.ReasonOf(bad.Check(now)) != "COMMISSION_INCOMPLETE" {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestAMatchWithoutPeopleIsInfeasible(t *testing.T) {
	b := batch(2, 48)
	b.Pool = nil
	b.Index()
	_, err := b.Match(commission.Plan{}, commission.Wish{})
	if p := problem.Of(err); p == nil || p.Reason != "MATCH_INFEASIBLE" || len(p.Violations) != 1 {
		t.Errorf("%v", err)
	}
}
