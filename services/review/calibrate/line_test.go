package calibrate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"yanlu/services/platform/problem"
	"yanlu/services/review/calibrate"
	"yanlu/services/review/calibrate/simulate"
)

var draws = calibrate.Draws{N: 4000, Seed: 7}

// asking has every proposal of a fit ask for an amount, in 分.
func asking(f calibrate.Fit, fen func(i int) int64) []calibrate.Application {
	var apps []calibrate.Application
	for i, p := range f.Panel.Proposals() {
		apps = append(apps, calibrate.Application{Proposal: p, Statutory: fmt.Sprintf("%d.50", i), Receipt: p, RequestedFen: fen(i)})
	}
	return apps
}

func lines(t testing.TB, f calibrate.Fit, apps []calibrate.Application, m calibrate.Money, d calibrate.Draws) []calibrate.Line {
	t.Helper()
	out, err := f.Lines(apps, m, d, calibrate.DefaultGates())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(fen int64) func(int) int64 { return func(int) int64 { return fen } }

func TestLines(t *testing.T) {
	f := choose(t, even.Draw(4).Scores, calibrate.DefaultGates())
	apps := asking(f, same(100))
	n := len(apps)
	slices.Reverse(apps)
	got := lines(t, f, apps, calibrate.Money{EnvelopeFen: 3050, Order: calibrate.StopAtFirst}, draws)
	slices.Reverse(apps)
	funded, ranks, tossUps := 0.0, 0.0, 0
	for i, l := range got {
		e := l.Estimate
		if l.Proposal != apps[i].Proposal || l.Statutory != apps[i].Statutory || l.Figure != f.Figures[i] {
			t.Fatalf("%+v", l)
		}
		if e.Low > l.Figure || e.High < l.Figure || e.ExpectedRank < 1 || e.ExpectedRank > float64(n) {
			t.Errorf("%+v", e)
		}
		// a normal interval, up to the error of drawing
		if half := 1.645 * f.Posterior.Deviation(i); math.Abs(e.High-e.Low-2*half) > .15*half {
			t.Errorf("interval %v…%v, want ±%v", e.Low, e.High, half)
		}
		if toss := e.Funded > .05 && e.Funded < .95; toss != slices.Contains(l.Flags, calibrate.TossUp) {
			t.Errorf("%+v", l)
		} else if toss {
			tossUps++
		}
		funded += e.Funded
		ranks += e.ExpectedRank
	}
	// every draw funds thirty, and hands out every rank once
	if math.Abs(funded-30) > 1e-9 || math.Abs(ranks-float64(n*(n+1))/2) > 1e-6 || tossUps == 0 || tossUps == n {
		t.Errorf("%v funded, ranks add up to %v, %d toss-ups of %d", funded, ranks, tossUps, n)
	}
	// with as many reviews each, a higher figure is never less likely to be funded, but for the error of drawing
	slices.SortFunc(got, func(a, b calibrate.Line) int { return -int(math.Copysign(1, a.Figure-b.Figure)) })
	for i := range got[1:] {
		if got[i+1].Estimate.Funded > got[i].Estimate.Funded+.03 || got[i+1].Estimate.ExpectedRank < got[i].Estimate.ExpectedRank-.7 {
			t.Errorf("%+v stands below %+v", *got[i].Estimate, *got[i+1].Estimate)
		}
	}
}

func TestTheMoneyDecides(t *testing.T) {
	f := choose(t, even.Draw(4).Scores, calibrate.DefaultGates())
	apps := asking(f, func(i int) int64 { return int64(50 + 37*i%100) })
	apps[3].Barred = true
	var total int64
	for _, a := range apps {
		total += a.RequestedFen
	}
	var before []calibrate.Line
	for _, envelope := range []int64{0, 500, 2000, 4000, total} {
		for _, order := range []calibrate.Order{calibrate.StopAtFirst, calibrate.PassOver} {
			got, spent := lines(t, f, apps, calibrate.Money{EnvelopeFen: envelope, Order: order}, calibrate.Draws{N: 300, Seed: 1}), 0.0
			for i, l := range got {
				spent += l.Estimate.Funded * float64(apps[i].RequestedFen)
				if order == calibrate.StopAtFirst && before != nil && l.Estimate.Funded < before[i].Estimate.Funded {
					t.Errorf("with %d less is likely for %s", envelope, l.Proposal)
				}
			}
			if got[3].Estimate.Funded != 0 || !slices.Contains(got[3].Flags, calibrate.FlagBarred) || slices.Contains(got[3].Flags, calibrate.TossUp) {
				t.Errorf("barred: %+v", got[3])
			}
			left := 0.0
			if order == calibrate.StopAtFirst && envelope < total {
				left = 150 // the one that no longer fits may be that large
			}
			if spent > float64(envelope)+1e-6 || envelope < total && spent < float64(envelope)-math.Max(left, 50) {
				t.Errorf("%d, %s: %v is spent on average", envelope, order, spent)
			}
			if order == calibrate.StopAtFirst {
				before = got
			}
		}
	}
	for i, l := range before {
		if l.Estimate.Funded != 1 && !apps[i].Barred {
			t.Errorf("the money is enough for all, and %s is funded with %v", l.Proposal, l.Estimate.Funded)
		}
	}
}

func TestOrderAtTheLine(t *testing.T) {
	apps := []calibrate.Application{{RequestedFen: 60}, {RequestedFen: 50}, {RequestedFen: 40}, {RequestedFen: 10, Barred: true}, {RequestedFen: 1}}
	for _, c := range []struct {
		order    calibrate.Order
		envelope int64
		list     []int
		want     []int
	}{
		{calibrate.StopAtFirst, 100, []int{0, 1, 2, 3, 4}, []int{0}},
		{calibrate.PassOver, 100, []int{0, 1, 2, 3, 4}, []int{0, 2}},
		{calibrate.PassOver, 101, []int{0, 1, 2, 3, 4}, []int{0, 2, 4}},
		{calibrate.StopAtFirst, 110, []int{0, 1, 2, 3, 4}, []int{0, 1}},
		{calibrate.StopAtFirst, 200, []int{3, 4, 2}, []int{4, 2}},
		{calibrate.StopAtFirst, 0, []int{4, 3}, nil},
	} {
		if got := (calibrate.Money{EnvelopeFen: c.envelope, Order: c.order}).Above(c.list, apps); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// Two proposals, each by itself: the probability that one is better has a closed form.
func TestDrawsAgainstTheNormalDistribution(t *testing.T) {
	f := calibrate.Fit{Panel: panel(t, "P", "Q"), Figures: []float64{80, 81}}
	f.Posterior = &calibrate.Posterior{Figures: f.Figures, Own: []float64{1, 2}, Shared: mat.NewDense(2, 1, []float64{5, 3})}
	want := math.Erfc(1/math.Sqrt(2*(1+4+4))) / 2 // shared errors of 5 and 3 differ by 2
	d := calibrate.Draws{N: 100_000, Seed: 1}
	got := lines(t, f, asking(f, same(1)), calibrate.Money{EnvelopeFen: 1, Order: calibrate.StopAtFirst}, d)
	if p := got[0].Estimate; math.Abs(p.Funded-want) > .006 || math.Abs(p.ExpectedRank-2+p.Funded) > 1e-9 {
		t.Errorf("%+v, want %v", p, want)
	}
	if top := f.Top(1, d); top[0] != got[0].Estimate.Funded || math.Abs(top[0]+top[1]-1) > 1e-9 {
		t.Errorf("%v", top)
	}
	if w := got[0].Estimate.High - got[0].Estimate.Low; math.Abs(w-2*1.645*math.Sqrt(26)) > .3 {
		t.Errorf("interval %v", w)
	}
}

// panel has one proposal for each label, judged twice.
func panel(t testing.TB, labels ...string) *calibrate.Panel {
	var scores []calibrate.Score
	for _, l := range labels {
		scores = append(scores, calibrate.Score{Proposal: l, Reviewer: "A", Value: 1}, calibrate.Score{Proposal: l, Reviewer: "B", Value: 2})
	}
	p, err := calibrate.NewPanel(scores)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Figures that are equal in every draw stand in the order of their receipts.
func TestEqualsStandByReceipt(t *testing.T) {
	f := calibrate.Fit{Panel: panel(t, "P", "Q", "R"), Figures: []float64{80, 80, 80}}
	f.Posterior = &calibrate.Posterior{Figures: f.Figures, Own: []float64{0, 0, 0}, Shared: mat.NewDense(3, 1, []float64{1, 1, 1})}
	apps := asking(f, same(1))
	apps[0].Receipt, apps[1].Receipt, apps[2].Receipt = "2", "1", "2"
	got := lines(t, f, apps, calibrate.Money{EnvelopeFen: 2, Order: calibrate.StopAtFirst}, draws)
	for i, want := range []float64{2, 1, 3} {
		if e := got[i].Estimate; e.ExpectedRank != want || (e.Funded == 1) != (want < 3) {
			t.Errorf("%s: %+v", got[i].Proposal, e)
		}
	}
}

func TestTheSameSeedSaysTheSame(t *testing.T) {
	scores := even.Draw(8).Scores
	at := func(seed uint64) []calibrate.Line {
		rand.Shuffle(len(scores), func(i, j int) { scores[i], scores[j] = scores[j], scores[i] })
		f := choose(t, scores, calibrate.DefaultGates())
		return lines(t, f, asking(f, same(100)), calibrate.Money{EnvelopeFen: 3000, Order: calibrate.PassOver}, calibrate.Draws{N: 500, Seed: seed})
	}
	if !reflect.DeepEqual(at(1), at(1)) {
		t.Error("the order of the scores matters")
	}
	if reflect.DeepEqual(at(1), at(2)) {
		t.Error("the seed does not matter")
	}
}

// A constant on every score moves figures and intervals by it and nothing else.
func TestAConstantChangesNothing(t *testing.T) {
	scores := with(func(s *simulate.Scene) { s.Bias = 1 }).Draw(8).Scores
	m := calibrate.Money{EnvelopeFen: 3000, Order: calibrate.StopAtFirst}
	f := choose(t, scores, calibrate.DefaultGates())
	a := lines(t, f, asking(f, same(100)), m, draws)
	for i := range scores {
		scores[i].Value += 60
	}
	g := choose(t, scores, calibrate.DefaultGates())
	b := lines(t, g, asking(g, same(100)), m, draws)
	if f.Method != g.Method || f.Method != calibrate.Adjusted {
		t.Fatalf("%s and %s", f.Method, g.Method)
	}
	for i := range a {
		x, y := a[i].Estimate, b[i].Estimate
		if math.Abs(a[i].Figure+60-b[i].Figure) > 1e-6 || math.Abs(x.Low+60-y.Low) > 1e-6 || math.Abs(x.Funded-y.Funded) > .002 || math.Abs(x.ExpectedRank-y.ExpectedRank) > .02 {
			t.Errorf("%+v and %+v", a[i], b[i])
		}
	}
}

func TestNoUncertaintyIsSaid(t *testing.T) {
	f := choose(t, grid(3, 1, func(i, _ int) float64 { return float64(i) }), calibrate.DefaultGates())
	for _, l := range lines(t, f, asking(f, same(1)), calibrate.Money{EnvelopeFen: 2, Order: calibrate.StopAtFirst}, draws) {
		if l.Estimate != nil || !slices.Contains(l.Flags, calibrate.NoUncertainty) {
			t.Errorf("%+v", l)
		}
	}
	if f.Top(1, draws) != nil {
		t.Error("a probability out of nothing")
	}
}

func TestLinesRefuse(t *testing.T) {
	f := choose(t, grid(3, 3, func(i, j int) float64 { return float64(i*i + j*j*i) }), calibrate.DefaultGates())
	good, m := asking(f, same(1)), calibrate.Money{EnvelopeFen: 2, Order: calibrate.StopAtFirst}
	negative := slices.Clone(good)
	negative[0].RequestedFen = -1
	for name, c := range map[string]struct {
		apps []calibrate.Application
		m    calibrate.Money
		d    calibrate.Draws
	}{
		"one missing": {good[1:], m, draws},
		"one twice":   {append(slices.Clone(good[1:]), good[1]), m, draws},
		"negative":    {negative, m, draws},
		"envelope":    {good, calibrate.Money{EnvelopeFen: -1, Order: calibrate.PassOver}, draws},
		"order":       {good, calibrate.Money{EnvelopeFen: 1}, draws},
		"no draws":    {good, m, calibrate.Draws{}},
	} {
		_, err := f.Lines(c.apps, c.m, c.d, calibrate.DefaultGates())
		if p := problem.Of(err); p == nil || p.Reason != "LINES_UNUSABLE" || len(p.Violations) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
