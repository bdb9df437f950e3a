package calibrate

import "math"

// Components are what a fit says the scores are made of. Variances in square score points.
type Components struct {
	Mean     float64 `json:"mean"` // μ, score points
	Proposal float64 `json:"proposal_variance"`
	Reviewer float64 `json:"reviewer_variance"`
	Residual float64 `json:"residual_variance"`
}

// The search is over logarithms of ratios. Beyond these ends a component is as good as absent or alone.
const (
	lowest  = -14.0
	highest = 14.0
)

// nothing is the ratio at which a component counts as absent.
var nothing = 2 * math.Exp(lowest)

// fitProposals finds the REML estimate without reviewer effects.
func fitProposals(p *Panel) *system {
	at := func(x float64) *system { return newSystem(p, ratios{proposal: math.Exp(x)}) }
	x := golden(func(x float64) float64 { return at(x).deviance() }, lowest, highest)
	return lesser(at(x), newSystem(p, ratios{}))
}

// fitReviewers finds the REML estimate with reviewer effects, starting from the one
// without. The two ratios hardly depend on one another, so each is searched in
// turn: first the whole range, then the neighbourhood, until nothing is gained.
func fitReviewers(p *Panel, without *system) *system {
	x := [2]float64{math.Log(math.Max(without.proposal, nothing)), 0}
	at := func(x [2]float64) *system { return newSystem(p, ratios{math.Exp(x[0]), math.Exp(x[1])}) }
	best, width := without, highest-lowest
	for range cycles {
		for _, k := range []int{1, 0} {
			try := x
			x[k] = golden(func(at1 float64) float64 {
				try[k] = at1
				return at(try).deviance()
			}, math.Max(x[k]-width, lowest), math.Min(x[k]+width, highest))
		}
		next := at(x)
		gained := best.deviance() - next.deviance()
		best = lesser(best, next)
		if gained < enough && width < near+1 {
			break
		}
		width = near
	}
	r := golden(func(r float64) float64 { return newSystem(p, ratios{reviewer: math.Exp(r)}).deviance() }, lowest, highest)
	return lesser(best, newSystem(p, ratios{reviewer: math.Exp(r)}))
}

const (
	cycles = 40   // bound the search; a handful suffices
	near   = 1.0  // neighbourhood, in logarithms
	enough = 1e-6 // deviance
)

// components are the variances at the ratios of the system.
func (s *system) components() Components {
	v := s.variance()
	return Components{Mean: s.panel.center + s.t.AtVec(0), Proposal: s.proposal * v, Reviewer: s.reviewer * v, Residual: v}
}

// lesser is the likelier of two fits; the first when there is nothing between them.
func lesser(a, b *system) *system {
	if b.deviance() < a.deviance() {
		return b
	}
	return a
}

// golden finds the least value of a function with one valley, to a thousandth.
func golden(f func(float64) float64, low, high float64) float64 {
	shrink := (math.Sqrt(5) - 1) / 2
	a, b := high-shrink*(high-low), low+shrink*(high-low)
	fa, fb := f(a), f(b)
	for high-low > 1e-3 {
		if fa <= fb {
			high, b, fb = b, a, fa
			a = high - shrink*(high-low)
			fa = f(a)
		} else {
			low, a, fa = a, b, fb
			b = low + shrink*(high-low)
			fb = f(b)
		}
	}
	return (low + high) / 2
}

// BLUP is what the mixed model predicts, with or without reviewer effects and
// whatever any gate would say; the plain mean where no proposal was judged twice.
func (p *Panel) BLUP(reviewers bool) []float64 {
	if variance, _ := p.spread(); variance == 0 {
		return p.Mean()
	}
	s := fitProposals(p)
	if reviewers {
		s = fitReviewers(p, s)
	}
	return s.figures()
}
