package calibrate

import (
	"math"
	"testing"
)

// peers are all ways to make figures, by name.
func peers(p *Panel) map[string][]float64 {
	without := fitProposals(p)
	return map[string][]float64{
		"mean": p.Mean(), "trimmed": p.TrimmedMean(), "median": p.Median(), "z-score": p.ZScore(), "fixed effects": p.FixedEffects(),
		"blup": without.figures(), "blup with reviewers": newSystem(p, ratios{2, 1}).figures(),
	}
}

func alike(t *testing.T, what string, got, want []float64, within float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d figures, want %d", what, len(got), len(want))
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= within) {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}

func TestSimplePeers(t *testing.T) {
	p := panelOf(t, []Score{
		{"P1", "A", 1}, {"P1", "B", 2}, {"P1", "C", 6}, {"P1", "D", 7},
		{"P2", "A", 3}, {"P2", "B", 5},
		{"P3", "C", 2}, {"P3", "D", 2}, {"P3", "A", 8},
	})
	alike(t, "mean", p.Mean(), []float64{4, 4, 4}, 1e-8)
	alike(t, "trimmed", p.TrimmedMean(), []float64{4, 4, 2}, 1e-8)
	alike(t, "median", p.Median(), []float64{4, 4, 2}, 1e-8)
}

func TestZScore(t *testing.T) {
	// A and B judge the same two proposals; B spreads ten times as wide. By z-score both say the same.
	p := panelOf(t, []Score{{"P1", "A", 1}, {"P2", "A", 2}, {"P1", "B", 30}, {"P2", "B", 40}})
	got := p.ZScore()
	if math.Abs(got[0]+got[1]-2*73.0/4) > 1e-8 || got[1] <= got[0] {
		t.Errorf("%v", got)
	}
	one := math.Sqrt(.5) * math.Sqrt(p.total()/4)
	alike(t, "z-score", got, []float64{73.0/4 - one, 73.0/4 + one}, 1e-8)
	// A reviewer with one score, or the same for everything, says nothing.
	alike(t, "mute", panelOf(t, []Score{{"P1", "A", 1}, {"P2", "A", 1}, {"P1", "B", 9}}).ZScore(), []float64{11.0 / 3, 11.0 / 3}, 1e-8)
}

// Without error, least squares finds what the scores were made from.
func TestFixedEffectsAreExact(t *testing.T) {
	quality := map[string]float64{"P1": 80, "P2": 72, "P3": 65, "P4": 90, "P5": 71}
	severity := map[string]float64{"A": 5, "B": -7, "C": 3, "D": -1}
	scores := small()
	for i, s := range scores {
		scores[i].Value = quality[s.Proposal] + severity[s.Reviewer]
	}
	p := panelOf(t, scores)
	alike(t, "fixed effects", p.FixedEffects(), []float64{80, 72, 65, 90, 71}, 1e-7)
}

// A constant on every score moves every figure by it, and a factor scales them.
func TestPeersFollowTheScale(t *testing.T) {
	scores := small()
	p := peers(panelOf(t, scores))
	for i := range scores {
		scores[i].Value = 3*scores[i].Value + 17
	}
	for name, figures := range peers(panelOf(t, scores)) {
		want := make([]float64, len(figures))
		for i := range want {
			want[i] = 3*p[name][i] + 17
		}
		alike(t, name, figures, want, 1e-6)
	}
}

func TestRankCorrelations(t *testing.T) {
	for _, c := range []struct {
		x, y          []float64
		tau, spearman float64
	}{
		{[]float64{1, 2, 3, 4}, []float64{10, 20, 30, 40}, 1, 1},
		{[]float64{1, 2, 3, 4}, []float64{4, 3, 2, 1}, -1, -1},
		{[]float64{1, 2, 3, 4}, []float64{1, 2, 4, 3}, 4.0 / 6, .8},
		// by hand: 5 concordant, 0 discordant, one tie in x
		{[]float64{1, 1, 2, 3}, []float64{1, 2, 3, 4}, 5 / math.Sqrt(5*6), 4.5 / math.Sqrt(4.5*5)},
	} {
		if got := KendallTau(c.x, c.y); math.Abs(got-c.tau) > 1e-12 {
			t.Errorf("tau of %v and %v is %v, want %v", c.x, c.y, got, c.tau)
		}
		if got := Spearman(c.x, c.y); math.Abs(got-c.spearman) > 1e-12 {
			t.Errorf("Spearman of %v and %v is %v, want %v", c.x, c.y, got, c.spearman)
		}
	}
	if same := []float64{2, 2, 2}; !math.IsNaN(KendallTau(same, []float64{1, 2, 3})) || !math.IsNaN(Spearman(same, same)) {
		t.Error("equals have a correlation")
	}
}
