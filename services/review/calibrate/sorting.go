package calibrate

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"
)

// sorting tests whether reviewers got their proposals without regard to quality. It
// is the score test of a variance that the proposals of one pile would share, with
// the reviewers' ratio of variances as scores of the same proposal say it, which
// sorting cannot touch. The statistic is the sum of squares of the piles, over its
// expectation; if nobody sorted, it is a quadratic form in normal variables, taken
// for a multiple of chi-square with the same mean and variance.
func sorting(p *Panel, reviewer float64) Test {
	at := func(x float64) *system { return newSystem(p, ratios{math.Exp(x), reviewer}) }
	s := at(golden(func(x float64) float64 { return at(x).deviance() }, lowest, highest))
	sum := 0.0
	for _, u := range s.piles() {
		sum += square(u)
	}
	v := s.pilesCovariance()
	expected, spread := mat.Trace(v), square(mat.Norm(v, 2))
	if !(expected > rounding*s.proposal*s.variance()*float64(p.n)) {
		return Test{P: 1} // everybody judged everything: there are no piles
	}
	freedom := square(expected) / spread
	return Test{Statistic: sum / expected, P: mathext.GammaIncRegComp(freedom/2, freedom/2*sum/expected)}
}

// piles are, for each reviewer, the sum of the predicted deviations of the proposals judged.
func (s *system) piles() []float64 {
	out := make([]float64, len(s.panel.reviewers))
	level := s.panel.center + s.t.AtVec(0)
	for i, x := range s.figures() {
		for _, c := range s.panel.rows[i] {
			out[c.reviewer] += x - level
		}
	}
	return out
}

// pilesCovariance is the covariance of the piles if nobody sorted: what predicted
// deviations vary, which is what the true ones do less what is not known of them.
func (s *system) pilesCovariance() *mat.Dense {
	r := len(s.panel.reviewers)
	v, unknown := mat.NewDense(r, r, nil), mat.NewDense(r, s.kept, nil)
	for _, row := range s.panel.rows {
		known := s.proposal - s.share(row)
		reach := s.reach(row)
		reach[0]-- // of the deviation alone, without the mean
		for _, c := range row {
			for _, d := range row {
				v.Set(c.reviewer, d.reviewer, v.At(c.reviewer, d.reviewer)+known)
			}
			for k, x := range reach {
				unknown.Set(c.reviewer, k, unknown.At(c.reviewer, k)+x)
			}
		}
	}
	var shared, covariance mat.Dense
	shared.Mul(unknown, inverseRoot(&s.chol).T())
	covariance.Mul(&shared, shared.T())
	v.Sub(v, &covariance)
	v.Scale(s.variance(), v)
	return v
}
