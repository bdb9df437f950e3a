package commission_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yanlu/services/platform/problem"
	"yanlu/services/review/commission"
)

// floored asks of a plan a least load for all, and others for some by hand.
func floored(r *rand.Rand, b *commission.Batch) commission.Plan {
	p := commission.Plan{MinLoad: r.IntN(2), Floors: map[string]int{}}
	for _, e := range b.Pool {
		if r.IntN(6) == 0 {
			p.Floors[e.ID] = r.IntN(e.Limit + 1)
		}
	}
	return p
}

// short lists who has fewer panels than they have to get, counted from the seats alone.
func short(b *commission.Batch, p commission.Plan, least int, own map[string]int) []string {
	got := map[string]int{}
	for _, panel := range p.Panels {
		for _, id := range panel.Of(commission.Member) {
			got[id]++
		}
	}
	var out []string
	for _, e := range b.Pool {
		floor, set := own[e.ID]
		if !set {
			floor = min(least, e.Limit)
		}
		if got[e.ID] < floor {
			out = append(out, e.ID)
		}
	}
	return out
}

// No plan that is solved gives anybody less than was laid down, also after changes
// by hand and with the worst-off raised; what cannot be had is refused with a
// sentence, and nothing is refused that a plan without least loads meets by itself.
func TestNoPlanGivesLessThanTheFloor(t *testing.T) {
	met := map[string]int{}
	for seed := range uint64(80) {
		r := rand.New(rand.NewPCG(seed, 5))
		b := several(r)
		for i := range b.Applications {
			b.Applications[i].Seats += 2 * r.IntN(2)
		}
		asked := floored(r, b)
		wish := commission.Wish{RaiseWorst: seed%3 == 0}
		p, err := b.Match(asked, wish)
		if err != nil {
			met[reasonOf(err)]++
			free, none := b.Match(commission.Plan{}, commission.Wish{})
			if none == nil && len(short(b, free, asked.MinLoad, asked.Floors)) == 0 {
				t.Errorf("seed %d: refused though a plan meets it: %v", seed, err)
			}
			continue
		}
		met["matched"]++
		checkFloors(t, seed, b, p, asked)
		next, err := p.Apply(b, someChanges(r, b, p))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		again, err := b.Match(next, wish)
		if err != nil {
			met["again "+reasonOf(err)]++
			continue
		}
		met["again"]++
		checkFloors(t, seed, b, again, next)
	}
	if met["matched"] < 15 || met["again"] < 10 || met["FLOORS_TOO_HIGH"] < 5 || met["MATCH_INFEASIBLE floors"] < 2 {
		t.Errorf("the cases met are too few of a kind: %v", met)
	}
}

func reasonOf(err error) string {
	p := problem.Of(err)
	if p == nil || len(p.Violations) == 0 {
		return problem.ReasonOf(err)
	}
	if slices.ContainsFunc(p.Violations, func(v problem.Violation) bool { return strings.Contains(v.Zh, "下限") }) && p.Reason == "MATCH_INFEASIBLE" {
		return p.Reason + " floors"
	}
	return p.Reason
}

func checkFloors(t *testing.T, seed uint64, b *commission.Batch, p, asked commission.Plan) {
	t.Helper()
	if p.MinLoad != asked.MinLoad || len(p.Floors) != len(asked.Floors) {
		t.Errorf("seed %d: the plan does not hold what was laid down: %d %v", seed, p.MinLoad, p.Floors)
	}
	if who := short(b, p, asked.MinLoad, asked.Floors); len(who) > 0 || !p.Lawful() {
		t.Errorf("seed %d: %v have less than their floor; faults %v", seed, who, p.Faults)
	}
}

// someChanges locks a member, takes one out, and moves the floor of one expert.
func someChanges(r *rand.Rand, b *commission.Batch, p commission.Plan) []commission.Change {
	panel := p.Panels[r.IntN(len(p.Panels))]
	members, e := panel.Of(commission.Member), b.Pool[r.IntN(len(b.Pool))]
	return []commission.Change{
		{Act: commission.Lock, Application: panel.Application, Expert: members[0], Reason: "r"},
		{Act: commission.Forbid, Application: panel.Application, Expert: members[1], Reason: "r"},
		{Act: commission.Floor, Expert: e.ID, Floor: r.IntN(e.Limit + 1), Reason: "r"},
	}
}

// A change by hand that leaves somebody short is saved with a fault and cannot be
// adopted, as one that gives somebody too much is; solved again it is mended.
func TestAHandChangeBelowTheFloorIsAFault(t *testing.T) {
	b := round(24, 40)
	p, err := b.Match(commission.Plan{MinLoad: 1}, commission.Wish{})
	if err != nil {
		t.Fatal(err)
	}
	panel, who := p.Panels[0], ""
	load := map[string]int{}
	for _, x := range p.Panels {
		for _, id := range x.Of(commission.Member) {
			load[id]++
		}
	}
	who = panel.Of(commission.Member)[0]
	next, err := p.Apply(b, []commission.Change{{Act: commission.Floor, Expert: who, Floor: load[who], Reason: "r"}, {Act: commission.Remove, Application: panel.Application, Expert: who, Reason: "r"}})
	if err != nil {
		t.Fatal(err)
	}
	b.Judge(&next)
	if next.Lawful() || !slices.ContainsFunc(next.Faults, func(f commission.Fault) bool {
		return strings.Contains(f.Zh, b.Expert(who).Name) && strings.Contains(f.Zh, "至少评审") && strings.Contains(f.En, "at least")
	}) {
		t.Errorf("faults %v", next.Faults)
	}
	if again, err := b.Match(next, commission.Wish{}); err != nil || !again.Lawful() {
		t.Errorf("solved again: %v %v", err, again.Faults)
	}
	if p.HasOwnFloor(who) {
		t.Error("the version before has changed")
	}
}

func TestFloorsThatCannotBe(t *testing.T) {
	b := round(2, 6)
	for name, c := range map[string]struct {
		from   commission.Plan
		reason string
		says   []string
	}{
		"more than there are seats": {commission.Plan{MinLoad: 2}, "FLOORS_TOO_HIGH", []string{"6位专家", "12项", "10个席位"}},
		"one whom nothing is open to": {commission.Plan{Floors: map[string]int{"p00000": 1}, Forbidden: []commission.Forbidden{
			{Application: "a00000", Expert: "p00000", Reason: "r"}, {Application: "a00001", Expert: "p00000", Reason: "r"},
		}}, "MATCH_INFEASIBLE", []string{"名0", "下限", "没有项目可以安排"}},
	} {
		for i := range b.Pool {
			b.Pool[i].Limit = 2
		}
		_, err := b.Match(c.from, commission.Wish{})
		p := problem.Of(err)
		if p == nil || p.Reason != c.reason {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text := p.Zh
		for _, v := range p.Violations {
			text += v.Zh
		}
		for _, word := range c.says {
			if !strings.Contains(text, word) {
				t.Errorf("%s: %q lacks %q", name, text, word)
			}
		}
	}
}

func TestFloorsByHandAreChecked(t *testing.T) {
	b := round(2, 6)
	limit := b.Pool[0].Limit
	for name, c := range map[string]commission.Change{
		"above the limit":     {Act: commission.Floor, Expert: b.Pool[0].ID, Floor: limit + 1, Reason: "r"},
		"without a reason":    {Act: commission.Floor, Expert: b.Pool[0].ID, Floor: 1},
		"nobody of the pool":  {Act: commission.Floor, Expert: "p-none", Floor: 1, Reason: "r"},
		"with an application": {Act: commission.Floor, Expert: b.Pool[0].ID, Application: "a00000", Floor: 1, Reason: "r"},
	} {
		if _, err := (commission.Plan{}).Apply(b, []commission.Change{c}); problem.ReasonOf(err) != "CHANGE_INVALID" {
			t.Errorf("%s: %v", name, err)
		}
	}
	p, err := (commission.Plan{MinLoad: 1}).Apply(b, []commission.Change{{Act: commission.Floor, Expert: b.Pool[0].ID, Floor: 0, Reason: "r"}})
	if err != nil || p.Floor(b.Pool[0]) != 0 || p.Floor(b.Pool[1]) != 1 {
		t.Errorf("exempt from what holds for all: %v %d %d", err, p.Floor(b.Pool[0]), p.Floor(b.Pool[1]))
	}
}
