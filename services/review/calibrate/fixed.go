package calibrate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// FixedEffects estimates proposals and reviewers together by least squares, with
// no belief about either. The effects of reviewers sum to zero in each connected
// part of the graph, so that figures of different parts are not comparable.
func (p *Panel) FixedEffects() []float64 { return newFixed(p).figures() }

// fixed is the fit with the proposals absorbed: what is left is the Laplacian of the
// graph of reviewers, made definite by what is believed of their effects.
type fixed struct {
	panel    *Panel
	chol     mat.Cholesky
	b        *mat.VecDense // effects of the reviewers
	level    float64       // 1/reviewers where their effects are fixed and sum to zero, 0 where they are random
	residual float64       // variance; 0 when as many effects as scores are fitted
	reviewer float64       // variance, where they are random
}

func newFixed(p *Panel) *fixed {
	s, right := p.laplacian()
	r := len(right)
	part, _ := p.Parts()
	for j := range r {
		for k := j; k < r; k++ {
			if part[j] == part[k] {
				s[j*r+k] += 1 / float64(r)
			}
		}
	}
	f := &fixed{panel: p, level: 1 / float64(r)}
	f.solve(s, right)
	f.residual = f.leastSquares()
	return f
}

// laplacian is what is left of the normal equations when the proposals are absorbed:
// the upper half of that of the graph of reviewers, and the right side.
func (p *Panel) laplacian() (s, right []float64) {
	r := len(p.reviewers)
	s, right = make([]float64, r*r), make([]float64, r)
	for _, row := range p.rows {
		m, n := rowMean(row), float64(len(row))
		for k, c := range row {
			right[c.reviewer] += c.value - m
			s[c.reviewer*r+c.reviewer]++
			for _, d := range row[k:] {
				s[c.reviewer*r+d.reviewer] -= 1 / n
			}
		}
	}
	return s, right
}

// solve finds the effects of a definite block.
func (f *fixed) solve(s, right []float64) {
	r := len(right)
	f.b = mat.NewVecDense(r, nil)
	if f.chol.Factorize(mat.NewSymDense(r, s)) {
		_ = f.chol.SolveVecTo(f.b, mat.NewVecDense(r, right)) // says only that the system is ill conditioned
	}
}

func (f *fixed) figures() []float64 {
	return f.panel.figures(func(row []cell) float64 {
		sum := 0.0
		for _, c := range row {
			sum += c.value - f.b.AtVec(c.reviewer)
		}
		return sum / float64(len(row))
	})
}

func (f *fixed) severity(reviewer int) float64 { return f.b.AtVec(reviewer) }

func (f *fixed) variance() float64 { return f.residual }

// leastSquares is the residual variance when reviewers are fixed.
func (f *fixed) leastSquares() float64 {
	_, parts := f.panel.Parts()
	freedom := f.panel.n - len(f.panel.rows) - f.b.Len() + parts
	if freedom < 1 {
		return 0
	}
	sum := 0.0
	for _, row := range f.panel.rows {
		m := 0.0
		for _, c := range row {
			m += (c.value - f.b.AtVec(c.reviewer)) / float64(len(row))
		}
		for _, c := range row {
			sum += square(c.value - f.b.AtVec(c.reviewer) - m)
		}
	}
	return sum / float64(freedom)
}

// reach is how a proposal's figure depends on the effects of the reviewers.
func (f *fixed) reach(row []cell) []float64 {
	a := make([]float64, f.b.Len())
	for j := range a {
		a[j] = f.level // a sum that is given is not in doubt
	}
	for _, c := range row {
		a[c.reviewer] -= 1 / float64(len(row))
	}
	return a
}

// posterior is the distribution of the true figures when nothing is believed beforehand.
func (f *fixed) posterior() Posterior {
	return spreadOut(f.panel, f.figures(), math.Sqrt(f.variance()), inverseRoot(&f.chol), f.reach,
		func(row []cell) float64 { return 1 / float64(len(row)) })
}

func (f *fixed) leverages() []float64 {
	return pulls(f.panel, inverseRoot(&f.chol), func(row []cell) float64 { return 1 / float64(len(row)) }, func(row []cell, c cell) []float64 {
		a := f.reach(row)
		for j := range a {
			a[j] -= f.level
		}
		a[c.reviewer]++
		return a
	})
}
