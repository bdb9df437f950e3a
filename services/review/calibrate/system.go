package calibrate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// ratios are the variances of proposals and of reviewers as multiples of the residual variance.
type ratios struct{ proposal, reviewer float64 }

// system is Henderson's mixed-model equations at given ratios, with every random
// effect divided by the root of its ratio. So scaled, a ratio of zero is an
// ordinary point, and the log determinant of the coefficients is
// log|H| + log|1'H⁻¹1| for H = V/σ². The proposals are absorbed: their block is
// diagonal, and what is kept is one dense block of the mean and the reviewers.
type system struct {
	panel *Panel
	ratios
	kept   int // 1, or 1 + reviewers
	chol   mat.Cholesky
	t      *mat.VecDense // the mean and the scaled effects of the reviewers
	logdet float64
	rss    float64 // y'Py · σ²
}

// newSystem sets up and solves the equations.
func newSystem(p *Panel, r ratios) *system {
	s := &system{panel: p, ratios: r, kept: 1}
	if r.reviewer > 0 {
		s.kept += len(p.reviewers)
	}
	dense, right, quad := s.absorb()
	s.t = mat.NewVecDense(s.kept, nil)
	vec := mat.NewVecDense(s.kept, right)
	if !s.chol.Factorize(mat.NewSymDense(s.kept, dense)) {
		s.logdet = math.Inf(1) // such ratios are never the best
		return s
	}
	_ = s.chol.SolveVecTo(s.t, vec) // says only that the system is ill conditioned
	s.logdet += s.chol.LogDet()
	s.rss = p.total() - quad - mat.Dot(vec, s.t)
	return s
}

// absorb eliminates the proposals and returns the upper half of what is kept, its
// right side, and the share of y'y that the proposals took.
func (s *system) absorb() (dense, right []float64, quad float64) {
	q, sp, sr := s.kept, math.Sqrt(s.proposal), math.Sqrt(s.reviewer)
	dense, right = make([]float64, q*q), make([]float64, q)
	dense[0] = float64(s.panel.n)
	for j := 1; j < q; j++ {
		load := float64(s.panel.loads[j-1])
		dense[j], dense[j*q+j] = sr*load, 1+s.reviewer*load
	}
	for _, row := range s.panel.rows {
		n, sum := float64(len(row)), 0.0
		for _, c := range row {
			sum += c.value
		}
		d := s.weight(row)
		s.logdet += math.Log(d)
		quad += sp * sp * sum * sum / d
		share := sp * sp / d
		dense[0] -= share * n * n
		right[0] += sum - share*n*sum
		if q == 1 {
			continue
		}
		for k, c := range row {
			dense[1+c.reviewer] -= share * n * sr
			right[1+c.reviewer] += sr * (c.value - share*sum)
			for _, e := range row[k:] {
				dense[(1+c.reviewer)*q+1+e.reviewer] -= share * sr * sr
			}
		}
	}
	return dense, right, quad
}

// weight is a proposal's diagonal element.
func (s *system) weight(row []cell) float64 { return 1 + s.proposal*float64(len(row)) }

// variance is the REML estimate of the residual variance at these ratios. What is
// less than rounding of the whole counts as that much, so that a perfect fit has a likelihood.
func (s *system) variance() float64 {
	freedom := float64(s.panel.n - 1)
	return math.Max(s.rss, rounding*s.panel.total()) / freedom
}

// deviance is −2 log of the restricted likelihood with the residual variance
// profiled out, up to a constant that is the same for all ratios.
func (s *system) deviance() float64 {
	return float64(s.panel.n-1)*(math.Log(s.variance())+1) + s.logdet
}

// reach is how a proposal's figure, given the kept part, depends on it.
func (s *system) reach(row []cell) []float64 {
	a := make([]float64, s.kept)
	share := s.share(row)
	a[0] = 1 - share*float64(len(row))
	if s.kept > 1 {
		for _, c := range row {
			a[1+c.reviewer] = -share * math.Sqrt(s.reviewer)
		}
	}
	return a
}

// share is the variance of a proposal's figure once what is kept is known, as a multiple of the residual variance.
func (s *system) share(row []cell) float64 { return s.proposal / s.weight(row) }

// figures are the predictions μ + θ, in score points.
func (s *system) figures() []float64 {
	return s.panel.figures(func(row []cell) float64 {
		return s.share(row)*rowMean(row)*float64(len(row)) + mat.Dot(mat.NewVecDense(s.kept, s.reach(row)), s.t)
	})
}

// severity is the prediction of a reviewer's effect, in score points; positive is generous.
func (s *system) severity(reviewer int) float64 {
	if s.kept == 1 {
		return 0
	}
	return math.Sqrt(s.reviewer) * s.t.AtVec(1+reviewer)
}
