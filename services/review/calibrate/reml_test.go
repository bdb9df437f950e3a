package calibrate

import (
	"math"
	"testing"
)

func TestGolden(t *testing.T) {
	for _, at := range []float64{-13.9, -2, 0, 5.5, 13.9} {
		if got := golden(func(x float64) float64 { return math.Abs(x - at) }, lowest, highest); math.Abs(got-at) > 1e-3 {
			t.Errorf("%v, want %v", got, at)
		}
	}
}

// Where every proposal has as many scores, REML is the analysis of variance.
func TestBalancedOneWayIsAnova(t *testing.T) {
	p := panelOf(t, []Score{
		{"P1", "A", 80}, {"P1", "B", 74}, {"P1", "C", 85}, {"P2", "A", 70}, {"P2", "B", 78}, {"P2", "C", 71},
		{"P3", "A", 60}, {"P3", "B", 71}, {"P3", "C", 66}, {"P4", "A", 88}, {"P4", "B", 81}, {"P4", "C", 93},
	})
	within, _ := p.spread()
	between := 0.0
	for _, m := range p.Mean() {
		between += 3 * square(m-p.center) / 3
	}
	c := fitProposals(p).components()
	if math.Abs(c.Residual-within) > 1e-2*within || math.Abs(c.Proposal-(between-within)/3) > 1e-2*c.Proposal {
		t.Errorf("%+v, want %v and %v", c, (between-within)/3, within)
	}
}

// The search ends where the deviance is least: no point of a grid is better.
func TestSearchFindsTheLeast(t *testing.T) {
	p := panelOf(t, small())
	best := fitReviewers(p, fitProposals(p)).deviance()
	for x := lowest; x <= highest; x += .25 {
		for y := lowest; y <= highest; y += .25 {
			if d := newSystem(p, ratios{math.Exp(x), math.Exp(y)}).deviance(); d < best-1e-5 {
				t.Fatalf("deviance %v at %v, %v is below %v", d, x, y, best)
			}
		}
	}
}
