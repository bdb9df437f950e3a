package calibrate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Posterior is what is known of the figures together: a normal distribution whose
// covariance is Shared·Sharedᵀ plus the squares of Own on the diagonal.
type Posterior struct {
	Figures []float64  // means, score points
	Shared  *mat.Dense // proposals × sources of error that several figures have in common
	Own     []float64  // standard deviation of each figure's own error, score points
}

// posterior is the distribution of μ + θ given the scores and the variance
// components. That the components are estimates themselves is not in it.
func (s *system) posterior() Posterior {
	return spreadOut(s.panel, s.figures(), math.Sqrt(s.variance()), inverseRoot(&s.chol), s.reach, s.share)
}

func (s *system) leverages() []float64 {
	return pulls(s.panel, inverseRoot(&s.chol), s.share, func(row []cell, c cell) []float64 {
		a := s.reach(row)
		if s.kept > 1 {
			a[1+c.reviewer] += math.Sqrt(s.reviewer)
		}
		return a
	})
}

// spreadOut makes the posterior of absorbed proposals. root is that of the inverse
// of the kept block, reach how a figure depends on what was kept, own the
// variance of a figure once that is known, as a multiple of the residual variance.
func spreadOut(p *Panel, figures []float64, sigma float64, root *mat.TriDense, reach func([]cell) []float64, own func([]cell) float64) Posterior {
	kept, _ := root.Dims()
	out := Posterior{Figures: figures, Shared: mat.NewDense(len(p.rows), kept, nil)}
	for i, row := range p.rows {
		out.Own = append(out.Own, sigma*math.Sqrt(own(row)))
		k := mat.NewVecDense(kept, nil)
		k.MulVec(root, mat.NewVecDense(kept, reach(row)))
		k.ScaleVec(sigma, k)
		out.Shared.SetRow(i, k.RawVector().Data)
	}
	return out
}

// pulls say how far each score pulls its own fitted value, 0 to 1, in the order of
// Scores: the variance of the fitted value as a multiple of the residual variance.
func pulls(p *Panel, root *mat.TriDense, own func([]cell) float64, reach func([]cell, cell) []float64) []float64 {
	kept, _ := root.Dims()
	out := make([]float64, 0, p.n)
	for _, row := range p.rows {
		for _, c := range row {
			k := mat.NewVecDense(kept, nil)
			k.MulVec(root, mat.NewVecDense(kept, reach(row, c)))
			out = append(out, mat.Dot(k, k)+own(row))
		}
	}
	return out
}

// inverseRoot is L⁻¹ of a block LLᵀ, so that the block's inverse is its transpose times itself.
func inverseRoot(chol *mat.Cholesky) *mat.TriDense {
	var l, inverse mat.TriDense
	chol.LTo(&l)
	_ = inverse.InverseTri(&l) // says only that the block is ill conditioned
	return &inverse
}

// Deviation is the standard deviation of a proposal's figure, in score points.
func (d Posterior) Deviation(i int) float64 {
	k := d.Shared.RowView(i)
	return math.Sqrt(mat.Dot(k, k) + d.Own[i]*d.Own[i])
}

// Covariance is the whole covariance of the figures, in square score points.
func (d Posterior) Covariance() *mat.SymDense {
	n := len(d.Figures)
	out := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			c := mat.Dot(d.Shared.RowView(i), d.Shared.RowView(j))
			if i == j {
				c += d.Own[i] * d.Own[i]
			}
			out.SetSym(i, j, c)
		}
	}
	return out
}
