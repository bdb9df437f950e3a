package commission_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"yanlu/services/review/commission"
)

// round makes a batch of a size as an agency has them: panels of five, experts of
// several kinds and organisations, a tenth more places than seats.
func round(applications, experts int) *commission.Batch {
	b := &commission.Batch{ID: "c", Law: commission.Law{Mix: mix(), SameMax: 1}, Backup: 1}
	for i := range applications {
		b.Applications = append(b.Applications, commission.Application{ID: fmt.Sprintf("a%05d", i), Title: fmt.Sprintf("题%d", i), Seats: 5})
	}
	for j := range experts {
		h := chance(j, 0)
		e := commission.Expert{ID: fmt.Sprintf("p%05d", j), Name: fmt.Sprintf("名%d", j), Local: h>>8%10 < 3, Limit: (applications*11/2 + experts - 1) / experts}
		e.Kinds = []string{[]string{commission.Technical, commission.Technical, commission.Technical, commission.Finance, commission.Industry}[h%5]}
		if h>>16%6 == 0 && !e.Is(commission.Technical) {
			e.Kinds = append(e.Kinds, commission.Technical)
		}
		e.Orgs = []string{fmt.Sprintf("o%d", h>>24%uint64(experts/4+1))}
		if second := fmt.Sprintf("o%d", h>>44%uint64(experts/4+1)); h>>40%10 == 0 && second != e.Orgs[0] {
			e.Orgs = append(e.Orgs, second)
		}
		b.Pool = append(b.Pool, e)
		for i := range applications {
			if chance(j, i+1)%100 == 0 {
				b.Exclusions = append(b.Exclusions, commission.Exclusion{Application: b.Applications[i].ID, Expert: e.ID})
			}
		}
	}
	at := map[string]int{}
	for i, a := range b.Applications {
		at[a.ID] = i
	}
	for j, e := range b.Pool {
		at[e.ID] = j
	}
	b.Worth = func(a, e string) int64 {
		i, j := at[a], at[e]
		near := int64(0)
		for k := range 4 {
			if chance(-1-i, k)%12 == chance(-1_000_000-j, k)%12 {
				near += 200_000
			}
		}
		return near + int64(chance(j, -1-i)%200_000)
	}
	b.Index()
	return b
}

func chance(a, b int) uint64 {
	x := uint64(a)*0x9E3779B97F4A7C15 ^ uint64(b)*0xC2B2AE3D27D4EB4F
	x = (x ^ x>>31) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>29) * 0x94D049BB133111EB
	return x ^ x>>32
}

// A change by hand at the size of a large round: the panels are solved again from
// the plan before. cpu-s is of all processors, gap-ppm what a better plan could
// gain at most, cold-ratio how many times as long the plan took from the start.
func BenchmarkAdjust(b *testing.B) {
	batch := round(500, 300)
	began := cpu()
	plan, err := batch.Match(commission.Plan{}, commission.Wish{})
	if err != nil {
		b.Fatal(err)
	}
	cold := cpu() - began
	for _, act := range []string{commission.Forbid, commission.Add, commission.Allow, commission.Unlock} {
		b.Run(act, func(b *testing.B) {
			began, worst, k := cpu(), 0.0, 0
			for b.Loop() {
				from, changes := byHand(b, batch, plan, act, k)
				hand, err := from.Apply(batch, changes)
				if err != nil {
					b.Fatal(err)
				}
				next, err := batch.Match(hand, commission.Wish{})
				if err != nil || !next.Lawful() {
					b.Fatal(err, next.Faults)
				}
				f := next.Figures
				worst, k = max(worst, float64(f.Bound-f.Total)/float64(f.Total)*1e6), k+1
			}
			used := (cpu() - began).Seconds() / float64(b.N)
			b.ReportMetric(used, "cpu-s")
			b.ReportMetric(worst, "gap-ppm")
			b.ReportMetric(cold.Seconds()/used, "cold-ratio")
		})
	}
}

// byHand is the k-th change of a kind, and the plan on which it is made: who is
// let in again or unlocked was put out or locked by hand before.
func byHand(tb testing.TB, b *commission.Batch, plan commission.Plan, act string, k int) (commission.Plan, []commission.Change) {
	tb.Helper()
	panel := plan.Panels[k*31%len(plan.Panels)]
	change := func(act string) []commission.Change {
		expert := panel.Of(commission.Member)[k%5]
		if act == commission.Add || act == commission.Unlock {
			expert = panel.Of(commission.Reserve)[0]
		}
		return []commission.Change{{Act: act, Application: panel.Application, Expert: expert, Reason: "r"}}
	}
	before, undone := map[string]string{commission.Allow: commission.Forbid, commission.Unlock: commission.Add}[act]
	if undone {
		var err error
		if plan, err = plan.Apply(b, change(before)); err != nil {
			tb.Fatal(err)
		}
	}
	return plan, change(act)
}

// cpu is the time that the processors gave this process.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
