package commission_test

import (
	"slices"
	"testing"

	"yanlu/services/review/commission"
)

// Whichever member is lost, a reserve can step in if anybody with room left in the pool could.
func TestReservesStepInForEveryMember(t *testing.T) {
	asked := 0
	for _, reserves := range []int{5, 8} { // as many as members and more
		b := batch(6, 48)
		plan, err := b.Match(commission.Plan{}, commission.Wish{Reserves: reserves})
		if err != nil {
			t.Fatal(err)
		}
		person, load := map[string]commission.Expert{}, map[string]int{}
		for _, e := range b.Pool {
			person[e.ID] = e
		}
		for _, p := range plan.Panels {
			for _, e := range p.Of(commission.Member) {
				load[e]++
			}
		}
		for _, p := range plan.Panels {
			members := p.Of(commission.Member)
			if got := p.Of(commission.Reserve); len(got) > reserves {
				t.Errorf("%s has %d reserves, want at most %d", p.Application, len(got), reserves)
			}
			lawful := func(lost, e string) bool {
				panel := []commission.Expert{person[e]}
				for _, m := range members {
					if m != lost {
						panel = append(panel, person[m])
					}
				}
				return len(b.Law.Faults(len(members), panel)) == 0
			}
			for _, lost := range members {
				able := func(e string) bool { return lawful(lost, e) }
				could := slices.ContainsFunc(b.Pool, func(e commission.Expert) bool {
					return !slices.Contains(members, e.ID) && load[e.ID] < e.Limit && !b.Excluded(p.Application, e.ID) && able(e.ID)
				})
				if could {
					asked++
				}
				if could && !slices.ContainsFunc(p.Of(commission.Reserve), able) {
					t.Errorf("%s: nobody of the reserves can step in for %s (%v)", p.Application, lost, person[lost].Kinds)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no loss could be mended by anybody: the case says nothing")
	}
}
