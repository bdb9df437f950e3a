package commission_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"yanlu/services/review/commission"
)

// motley is a pool of experts of one or two kinds, some of the district, some of one organisation.
func motley(r *rand.Rand, n int) []commission.Expert {
	kinds := [][]string{{commission.Technical}, {commission.Technical}, {commission.Finance}, {commission.Industry}, {commission.Technical, commission.Finance}, {"management"}}
	var out []commission.Expert
	for i := range n {
		e := expert(i, commission.Technical, r.IntN(3) == 0)
		e.Kinds, e.Orgs = kinds[r.IntN(len(kinds))], []string{fmt.Sprintf("org-%d", r.IntN(n))}
		out = append(out, e)
	}
	return out
}

// Whoever leaves and however often, a panel that the system fills again is what the rule asks for, and it gives up only where no reserve would do.
func TestNoLossBreaksTheMix(t *testing.T) {
	law := commission.Law{Mix: mix(), SameMax: 1}
	filled, gaveUp := 0, 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		size := []int{3, 5, 7}[seed%3]
		reserves := motley(r, 13)
		var panel []commission.Expert
		for step := range 12 {
			for lost := r.IntN(3); step > 0 && lost > 0 && len(panel) > 0; lost-- {
				i := r.IntN(len(panel))
				panel = slices.Delete(panel, i, i+1)
			}
			for len(panel) < size {
				next, faults := law.Call(size, panel, reserves)
				if next < 0 {
					gaveUp++
					if len(reserves) > 0 && len(faults) == 0 {
						t.Fatalf("seed %d: given up without a reason", seed)
					}
					if completable(law, size, panel, reserves) {
						t.Fatalf("seed %d: given up though some reserves would do", seed)
					}
					break
				}
				possible := completable(law, size, panel, reserves)
				panel = append(panel, reserves[next])
				reserves = slices.Delete(reserves, next, next+1)
				if possible && !completable(law, size, panel, reserves) {
					t.Fatalf("seed %d: the reserve called spoils what was possible", seed)
				}
			}
			if len(panel) == size {
				filled++
				if f := law.Faults(size, panel); len(f) > 0 {
					t.Fatalf("seed %d: %+v", seed, f)
				}
			}
		}
	}
	if filled < 100 || gaveUp < 100 {
		t.Errorf("the test looks at little: %d panels filled, %d given up", filled, gaveUp)
	}
}

// completable tries every choice of reserves, without a thought.
func completable(law commission.Law, size int, panel, reserves []commission.Expert) bool {
	if len(panel) == size {
		return len(law.Faults(size, panel)) == 0
	}
	for i, e := range reserves {
		if len(reserves)-i < size-len(panel) {
			return false
		}
		orgs := slices.ContainsFunc(panel, func(p commission.Expert) bool { return p.Orgs[0] == e.Orgs[0] })
		if !orgs && completable(law, size, append(slices.Clone(panel), e), reserves[i+1:]) {
			return true
		}
	}
	return false
}

func TestCandidates(t *testing.T) {
	b := batch(2, 40)
	plan, err := b.Match(commission.Plan{}, commission.Wish{Reserves: 2})
	if err != nil {
		t.Fatal(err)
	}
	a := b.Applications[0]
	present := map[string]bool{}
	for _, e := range b.Pool {
		present[e.ID] = true
	}
	first := b.Candidates(&plan, a, present)
	if len(first) != len(b.Pool) || first[0].Bar != "" || first[len(first)-1].Bar == "" {
		t.Fatalf("%d candidates, the first %q, the last %q", len(first), first[0].Bar, first[len(first)-1].Bar)
	}
	members, reserve := plan.Panel("a0").Of(commission.Member), plan.Panel("a0").Of(commission.Reserve)[0]
	free, gone, full := "", "", ""
	for i, c := range first {
		if i > 0 && first[i-1].Bar == c.Bar && c.Bar == "" && first[i-1].Worth < c.Worth {
			t.Errorf("%s stands before %s, who fits better", first[i-1].ID, c.ID)
		}
		if want := b.Excluded("a0", c.ID); want != (c.Bar == commission.BarExcluded) {
			t.Errorf("%s: %q, excluded %v", c.ID, c.Bar, want)
		}
		if slices.Contains(members, c.ID) && (c.Bar != commission.BarMember || c.Members < 1) {
			t.Errorf("a member: %+v", c)
		}
		if c.ID == reserve && c.Reserve != 1 {
			t.Errorf("the first reserve: %+v", c)
		}
		if c.Bar == "" {
			free, gone, full = gone, full, c.ID
		}
	}
	// What is not saved yet counts: a ban, an absence, a load that is used up; and the finance expert whom the panel loses is missed.
	plan, err = plan.Apply(b, []commission.Change{{Act: commission.Forbid, Application: "a0", Expert: free, Reason: "r"}, {Act: commission.Remove, Application: "a0", Expert: financeOf(b, members), Reason: "r"}})
	if err != nil {
		t.Fatal(err)
	}
	present[gone] = false
	b.Expert(full).Limit = 0
	want := map[string]string{free: commission.BarForbidden, gone: commission.BarAway, full: commission.BarFull}
	missed := 0
	for _, c := range b.Candidates(&plan, a, present) {
		if w := want[c.ID]; w != "" && c.Bar != w {
			t.Errorf("%s: %q, want %q", c.ID, c.Bar, w)
		}
		broken := slices.ContainsFunc(c.Breaks, func(f commission.Fault) bool {
			return f.Rule == commission.MixRule && f.Zh == "财务专家至少1人，现为0人"
		})
		if c.Bar == "" && broken == c.Is(commission.Finance) {
			t.Errorf("%s %v breaks %+v", c.ID, c.Kinds, c.Breaks)
		}
		if broken {
			missed++
		}
	}
	if missed == 0 {
		t.Error("nobody would break the mix")
	}
}

func financeOf(b *commission.Batch, members []string) string {
	for _, id := range members {
		if b.Expert(id).Is(commission.Finance) {
			return id
		}
	}
	return ""
}
