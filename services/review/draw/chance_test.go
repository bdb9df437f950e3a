package draw

import (
	"fmt"
	"math"
	"testing"

	"yanlu/services/review/draw/proof"
)

// knotted is a batch in which lots are put aside for every reason: kinds, shared
// and second organisations, exclusions, scarce loads.
func knotted(rounds int) Batch {
	b := Batch{ID: "chances", Rule: Rule{OrgMax: 1, Backup: 1, Rounds: rounds}}
	for i := range 24 {
		e := Expert{ID: fmt.Sprintf("e%02d", i), Kinds: []string{[]string{"technical", "technical", "technical", "finance", "industry"}[i%5]}, Orgs: []string{fmt.Sprint(i % 9)}, Load: 1 + i%2}
		if i%4 == 0 {
			e.Kinds = append(e.Kinds, "local")
		}
		if i%7 == 3 {
			e.Kinds = append(e.Kinds, "industry")
		}
		if i%6 == 1 {
			e.Orgs = append(e.Orgs, fmt.Sprint("side", i%3))
		}
		b.Pool = append(b.Pool, e.once())
	}
	for i := range 4 {
		a := Application{ID: fmt.Sprintf("a%d", i), Seats: 5, Quotas: mixed()}
		for k := i; k < 24; k += 9 {
			a.Excluded = append(a.Excluded, Exclusion{fmt.Sprintf("e%02d", k), "g"})
		}
		b.Applications = append(b.Applications, a)
	}
	return b
}

// once lists no kind twice.
func (e Expert) once() Expert {
	seen := map[string]bool{}
	var kinds []string
	for _, k := range e.Kinds {
		if !seen[k] {
			kinds = append(kinds, k)
		}
		seen[k] = true
	}
	e.Kinds = kinds
	return e
}

// The chances that are published are those of the draw: over 4,000 seeds everybody
// sits as often as the simulation said, within what counting allows. Of some
// eighty figures none is five standard errors off, and together their squares are
// what chance makes of them.
func TestChancesAreThoseOfTheDraw(t *testing.T) {
	const n = 4000
	rec, err := Freeze(committed(knotted(n), seedOf(1)))
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(rec.Batch)
	h, count := m.newHall(), m.grid()
	for s := range n {
		if _, err := h.panels(proof.NewStream(seedOf(s).Key(rec.Seal.Hash, ""))); err != nil {
			t.Fatal(err)
		}
		for a, seated := range h.seated {
			for _, e := range seated {
				count[a][e]++
			}
		}
	}
	squares, figures := 0.0, 0
	for a, c := range rec.Chances.Panels {
		sum := 0
		for _, stated := range c.Hits {
			sum += stated
		}
		if sum != 5*n {
			t.Errorf("the chances of five seats add up to %d of %d", sum, n)
		}
		for e, stated := range c.Hits {
			p := float64(stated+count[a][e]) / (2 * n)
			if p == 0 || p == 1 {
				continue
			}
			z := float64(stated-count[a][e]) / math.Sqrt(2*n*p*(1-p))
			if math.Abs(z) > 5 {
				t.Errorf("%s on %s: %d of %d simulated, %d drawn", rec.Batch.Pool[e].ID, c.Application, stated, n, count[a][e])
			}
			squares += z * z
			figures++
		}
	}
	// The figures of a panel add up to its seats, so that there is a little less freedom than figures.
	if mean := squares / float64(figures); figures < 60 || mean < .6 || mean > 1.4 {
		t.Errorf("%d figures, mean square %.2f", figures, mean)
	}
	t.Logf("%d figures, mean square %.2f", figures, squares/float64(figures))
}

// Where all is alike, all have the same chance: first members, places, reserves and the order.
func TestUniform(t *testing.T) {
	b := Batch{ID: "u", Rule: Rule{OrgMax: 1, Backup: 1, Rounds: 1}}
	for i := range 10 {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprint(i), Orgs: []string{fmt.Sprint(i)}, Load: 9})
	}
	for i := range 4 {
		b.Applications = append(b.Applications, Application{ID: fmt.Sprint(i), Seats: 3})
	}
	first, member, reserve, order := make([]int, 10), make([]int, 10), make([]int, 10), make([]int, 4)
	for n := range 2000 {
		o := drawn(t, b, seedOf(n)).Outcome
		p := o.Panels[0]
		first[p.Members[0].Expert[0]-'0']++
		for _, m := range p.Members {
			member[m.Expert[0]-'0']++
		}
		reserve[p.Members[0].Reserves[0][0]-'0']++
		order[o.Order[0][0]-'0']++
	}
	for name, c := range map[string]struct {
		counts []int
		limit  float64 // the 99.9 % quantile of chi-square
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

// Two people of one house, two of others, two seats: the chances by hand are 5/12 and 7/12.
func TestChancesByHand(t *testing.T) {
	b := Batch{ID: "c", Rule: Rule{OrgMax: 1, Rounds: 4000}, Applications: []Application{{ID: "a", Seats: 2}}}
	for i, org := range []string{"x", "x", "y", "z"} {
		b.Pool = append(b.Pool, Expert{ID: fmt.Sprint(i), Orgs: []string{org}, Load: 1})
	}
	c := drawn(t, b, seedOf(1)).Chances
	for e, n := range c.Panels[0].Hits {
		want := []float64{5. / 12, 5. / 12, 7. / 12, 7. / 12}[e]
		if got := float64(n) / 4000; math.Abs(got-want)*10_000 > 1.5*float64(c.Margin) {
			t.Errorf("%d: %.3f, want %.3f within %d of 10,000", e, got, want, c.Margin)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, size := range []struct{ applications, experts int }{{300, 800}, {300, 1000}, {1000, 3000}} {
		batch := Batch{ID: "bench", Rule: Rule{OrgMax: 1, Backup: 2, Rounds: 1}}
		for i := range size.experts {
			e := Expert{ID: fmt.Sprintf("e%04d", i), Kinds: []string{[]string{"technical", "technical", "technical", "finance", "industry"}[i%5]}, Orgs: []string{fmt.Sprint(i % 150)}, Load: 8}
			if i%3 == 0 {
				e.Kinds = append(e.Kinds, "local")
			}
			if i%10 == 7 {
				e.Kinds, e.Orgs = append(e.Kinds, "finance"), append(e.Orgs, fmt.Sprint(i%40))
			}
			batch.Pool = append(batch.Pool, e)
		}
		for i := range size.applications {
			batch.Applications = append(batch.Applications, Application{ID: fmt.Sprintf("a%04d", i), Seats: 7, Quotas: []Quota{{"technical", 5, 7}, {"finance", 1, 7}, {"industry", 1, 7}, {"local", 0, 3}}})
		}
		m := newModel(committed(batch, seedOf(1)).sorted())
		name := fmt.Sprintf("%d×%d ", size.applications, size.experts)
		b.Run(name+"panels and reserves", func(b *testing.B) {
			h := m.newHall()
			for b.Loop() {
				if _, err := h.outcome(proof.NewStream("k")); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"a simulated round", func(b *testing.B) {
			h := m.newHall()
			for b.Loop() {
				if _, err := h.panels(proof.NewStream("k")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
