package calibrate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// sortedScores are panels in which every reviewer got neighbours in quality, some proposals more scores than others.
func sortedScores(random *rand.Rand, proposals, reviewers int, bias float64) []Score {
	severity := make([]float64, reviewers)
	for j := range severity {
		severity[j] = bias * random.NormFloat64()
	}
	var out []Score
	for i := range proposals {
		at := i * reviewers / proposals
		for k := range 2 + i%3 {
			j := (at + k) % reviewers
			out = append(out, Score{fmt.Sprintf("P%03d", i), fmt.Sprintf("R%03d", j), 3*float64(i)/float64(proposals) + severity[j] + .8*random.NormFloat64()})
		}
	}
	return out
}

// Whatever the true quality of the proposals, and so whoever got which of them,
// severity and its test stay the same, and a figure moves by what its proposal is better.
func TestWithinDoesNotKnowQuality(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		scores := sortedScores(random, 24, 8, 1)
		better := map[string]float64{}
		for _, s := range scores {
			better[s.Proposal] = float64(int(s.Proposal[3]-'0')) * random.Float64() * 4
		}
		p := panelOf(t, scores)
		for k, s := range scores {
			scores[k].Value += better[s.Proposal]
		}
		q := panelOf(t, scores)
		f, before := newWithin(p)
		g, after := newWithin(q)
		if math.Abs(before.P-after.P) > 1e-6 || before.P > .5 {
			t.Errorf("p %v, then %v", before.P, after.P)
		}
		for j := range p.reviewers {
			if math.Abs(f.severity(j)-g.severity(j)) > 1e-3 {
				t.Errorf("severity of %s: %v, then %v", p.reviewers[j], f.severity(j), g.severity(j))
			}
		}
		for i, name := range p.proposals {
			if moved := g.figures()[i] - f.figures()[i]; math.Abs(moved-better[name]) > 1e-3 {
				t.Errorf("%s is better by %v, its figure by %v", name, better[name], moved)
			}
		}
	}
}

// The mixed model with proposals of any quality is its limit: their variance without bound.
func TestWithinIsTheLimit(t *testing.T) {
	p := panelOf(t, small())
	f, _ := newWithin(p)
	s := newSystem(p, ratios{1e9, f.reviewer / f.residual})
	alike(t, "figures", f.figures(), s.figures(), 1e-4)
	for j := range p.reviewers {
		if math.Abs(f.severity(j)-s.severity(j)) > 1e-4 {
			t.Errorf("severity of %s: %v, want %v", p.reviewers[j], f.severity(j), s.severity(j))
		}
	}
	// its residual variance has as many degrees of freedom fewer as there are proposals
	if got, want := f.residual*(13-5), s.variance()*(13-1); math.Abs(got-want) > 1e-4*want {
		t.Errorf("sum of squares %v, want %v", got, want)
	}
	alike(t, "leverage", f.leverages(), s.leverages(), 1e-5)
	var got mat.Dense
	got.Scale(s.variance()/f.residual, f.posterior().Covariance())
	if !mat.EqualApprox(&got, s.posterior().Covariance(), 1e-3) {
		t.Errorf("posterior covariance\n%v\nwant\n%v", mat.Formatted(&got), mat.Formatted(s.posterior().Covariance()))
	}
}

// The sum over eigenvectors is the restricted likelihood, up to one constant: that
// of the mixed model, as the variance of proposals grows without bound.
func TestContrastsAreTheTextbook(t *testing.T) {
	p := panelOf(t, small())
	s, right := p.laplacian()
	c := newContrasts(p, s, right)
	const huge = 1e7
	var constant float64
	for k, ratio := range []float64{0, .01, .4, 3, 50} {
		v := c.rss(ratio) / c.freedom
		got := c.deviance(ratio) - newDense(p, huge, ratio*v, v).deviance()
		if k == 0 {
			constant = got
		}
		if math.Abs(got-constant) > 1e-4 {
			t.Errorf("ratio %v: deviance is off by %v, elsewhere by %v", ratio, got, constant)
		}
	}
}

// The search ends where the deviance is least.
func TestWithinFindsTheLeast(t *testing.T) {
	p := panelOf(t, small())
	s, right := p.laplacian()
	c := newContrasts(p, s, right)
	f, test := newWithin(p)
	best := c.deviance(f.reviewer / f.residual)
	for x := lowest; x <= highest; x += .05 {
		if d := c.deviance(math.Exp(x)); d < best-1e-5 {
			t.Fatalf("deviance %v at %v, %v is below %v", d, x, math.Log(f.reviewer/f.residual), best)
		}
	}
	if want := c.deviance(0) - best; math.Abs(test.Statistic-math.Max(want, 0)) > 1e-9 {
		t.Errorf("statistic %v, want %v", test.Statistic, want)
	}
}

// In each part of a graph effects sum to zero, so that the parts stand to one another as their plain means do.
func TestWithinComparesNothingAcrossParts(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var scores []Score
	for _, half := range []string{"x", "y"} {
		for _, s := range sortedScores(random, 18, 6, 2) {
			scores = append(scores, Score{half + s.Proposal, half + s.Reviewer, s.Value})
		}
	}
	p := panelOf(t, scores)
	part, parts := p.Parts()
	f, _ := newWithin(p)
	sums := make([]float64, parts)
	for j := range p.reviewers {
		sums[part[j]] += f.severity(j)
	}
	for k, sum := range sums {
		if parts != 2 || math.Abs(sum) > 1e-9 {
			t.Errorf("part %d of %d: effects sum to %v", k, parts, sum)
		}
	}
}

// Two reviewers who always disagree by the same, and two who never do.
func TestWithinBetweenMeanAndLeastSquares(t *testing.T) {
	for bias, want := range map[float64][]float64{
		0: panelOf(t, sortedScores(rand.New(rand.NewPCG(5, 6)), 40, 8, 0)).Mean(), 30: panelOf(t, sortedScores(rand.New(rand.NewPCG(5, 6)), 40, 8, 30)).FixedEffects(),
	} {
		got := panelOf(t, sortedScores(rand.New(rand.NewPCG(5, 6)), 40, 8, bias)).Within()
		level := mean(got) - mean(want)
		for i := range got {
			if math.Abs(got[i]-want[i]-level) > .15 {
				t.Errorf("bias %v: %v, want %v", bias, got[i]-level, want[i])
			}
		}
	}
	single := panelOf(t, []Score{{"P", "A", 3}, {"Q", "B", 4}})
	alike(t, "single reviews", single.Within(), single.Mean(), 0)
}

// Components are recovered though every reviewer got a pile of like quality.
func TestWithinComponents(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	var c Components
	const rounds = 40
	for range rounds {
		f, _ := newWithin(panelOf(t, sortedScores(random, 120, 24, .7)))
		got := f.components()
		c.Proposal += got.Proposal / rounds
		c.Reviewer += got.Reviewer / rounds
		c.Residual += got.Residual / rounds
	}
	// quality is spread evenly over 0 to 3: variance .75
	if math.Abs(c.Proposal-.75) > .1 || math.Abs(c.Reviewer-.49) > .1 || math.Abs(c.Residual-.64) > .03 {
		t.Errorf("%+v, want .75, .49 and .64", c)
	}
}
