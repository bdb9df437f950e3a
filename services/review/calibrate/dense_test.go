package calibrate

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// dense is the textbook: V written out and inverted, one row a score.
type dense struct {
	y, ones *mat.VecDense
	z, w    *mat.Dense // which proposal, which reviewer
	inverse *mat.Dense // of V
	logdet  float64    // of V
	proposal, reviewer, residual,
	precision, mu float64 // 1'V⁻¹1, and the estimate of μ
}

func newDense(p *Panel, proposal, reviewer, residual float64) *dense {
	d := &dense{y: mat.NewVecDense(p.n, nil), ones: mat.NewVecDense(p.n, nil), z: mat.NewDense(p.n, len(p.proposals), nil), w: mat.NewDense(p.n, len(p.reviewers), nil),
		proposal: proposal, reviewer: reviewer, residual: residual}
	for k, s := range p.Scores() {
		d.y.SetVec(k, s.Value)
		d.ones.SetVec(k, 1)
		d.z.Set(k, position(p.proposals, s.Proposal), 1)
		d.w.Set(k, position(p.reviewers, s.Reviewer), 1)
	}
	var v, ww mat.Dense
	v.Mul(d.z, d.z.T())
	v.Scale(proposal, &v)
	ww.Mul(d.w, d.w.T())
	ww.Scale(reviewer, &ww)
	v.Add(&v, &ww)
	for k := range p.n {
		v.Set(k, k, v.At(k, k)+residual)
	}
	d.logdet, _ = mat.LogDet(&v)
	d.inverse = &mat.Dense{}
	if err := d.inverse.Inverse(&v); err != nil {
		panic(err)
	}
	d.precision = mat.Inner(d.ones, d.inverse, d.ones)
	d.mu = mat.Inner(d.ones, d.inverse, d.y) / d.precision
	return d
}

func (d *dense) away() *mat.VecDense {
	var r mat.VecDense
	r.AddScaledVec(d.y, -d.mu, d.ones)
	return &r
}

// deviance is −2 log of the restricted likelihood without its constant.
func (d *dense) deviance() float64 {
	r := d.away()
	return d.logdet + math.Log(d.precision) + mat.Inner(r, d.inverse, r)
}

func (d *dense) effects(of *mat.Dense, variance float64) []float64 {
	var x, u mat.VecDense
	x.MulVec(d.inverse, d.away())
	u.MulVec(of.T(), &x)
	u.ScaleVec(variance, &u)
	return u.RawVector().Data
}

// covariance of μ + θ given the scores.
func (d *dense) covariance() *mat.Dense {
	var vz, zvz, v1 mat.Dense
	vz.Mul(d.inverse, d.z)
	zvz.Mul(d.z.T(), &vz)
	v1.Mul(vz.T(), d.ones)
	n, _ := zvz.Dims()
	out := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			c := -d.proposal*d.proposal*zvz.At(i, j) + (1-d.proposal*v1.At(i, 0))*(1-d.proposal*v1.At(j, 0))/d.precision
			if i == j {
				c += d.proposal
			}
			out.Set(i, j, c)
		}
	}
	return out
}

var someRatios = []ratios{{0, 0}, {1.5, 0}, {0, .7}, {2, .4}, {30, 5}, {.01, 9}}

func TestHendersonIsTheTextbook(t *testing.T) {
	p := panelOf(t, small())
	for _, r := range someRatios {
		s := newSystem(p, r)
		v := s.variance()
		d := newDense(p, r.proposal*v, r.reviewer*v, v)
		figures := d.effects(d.z, d.proposal)
		for i := range figures {
			figures[i] += d.mu
		}
		alike(t, "BLUP", s.figures(), figures, 1e-7)
		for j, b := range d.effects(d.w, d.reviewer) {
			if math.Abs(s.severity(j)-b) > 1e-9 {
				t.Errorf("%v: reviewer %d is off by %v, want %v", r, j, s.severity(j), b)
			}
		}
		if c := s.components(); math.Abs(c.Mean-d.mu) > 1e-9 {
			t.Errorf("%v: mean %v, want %v", r, c.Mean, d.mu)
		}
		got, want := s.posterior().Covariance(), d.covariance()
		if !mat.EqualApprox(got, want, 1e-8) {
			t.Errorf("%v: posterior covariance\n%v\nwant\n%v", r, mat.Formatted(got), mat.Formatted(want))
		}
		if math.Abs(s.posterior().Deviation(2)-math.Sqrt(want.At(2, 2))) > 1e-9 {
			t.Errorf("%v: deviation", r)
		}
	}
}

// The profiled deviance differs from the written-out one by the same constant everywhere,
// and the residual variance is where the written-out one is least.
func TestDevianceIsTheTextbook(t *testing.T) {
	p := panelOf(t, small())
	var constant float64
	for k, r := range someRatios {
		s := newSystem(p, r)
		at := func(v float64) float64 { return newDense(p, r.proposal*v, r.reviewer*v, v).deviance() }
		v := s.variance()
		if at(v) > at(v*1.01) || at(v) > at(v*.99) {
			t.Errorf("%v: %v is not the likeliest residual variance", r, v)
		}
		if k == 0 {
			constant = at(v) - s.deviance()
		}
		if got := at(v) - s.deviance(); math.Abs(got-constant) > 1e-7 {
			t.Errorf("%v: deviance is off by %v, elsewhere by %v", r, got, constant)
		}
	}
}

// Residuals are standardised by what their variance is under the model: σ²(1−h) = σ⁴ P on the diagonal.
func TestLeverageIsTheTextbook(t *testing.T) {
	p := panelOf(t, small())
	for _, r := range someRatios {
		s := newSystem(p, r)
		v := s.variance()
		d := newDense(p, r.proposal*v, r.reviewer*v, v)
		var v1 mat.VecDense
		v1.MulVec(d.inverse, d.ones)
		for k, h := range s.leverages() {
			want := 1 - v*(d.inverse.At(k, k)-v1.AtVec(k)*v1.AtVec(k)/d.precision)
			if math.Abs(h-want) > 1e-9 {
				t.Errorf("%v: leverage %d is %v, want %v", r, k, h, want)
			}
		}
	}
}

// Least squares is the mixed model with nothing believed: variances without bound.
func TestFixedEffectsAreTheLimit(t *testing.T) {
	p := panelOf(t, small())
	f, s := newFixed(p), newSystem(p, ratios{1e7, 1e7})
	level := mean(s.figures()) - mean(f.figures())
	for i := range p.rows {
		if math.Abs(s.figures()[i]-f.figures()[i]-level) > 1e-4 {
			t.Errorf("proposal %d: %v and %v", i, s.figures()[i], f.figures()[i])
		}
	}
	if square, want := f.variance()*(13-5-4+1), s.variance()*(13-1); math.Abs(square-want) > 1e-4*want {
		t.Errorf("sum of squares %v, want %v", square, want)
	}
	alike(t, "leverage", f.leverages(), s.leverages(), 1e-5)
	// differences of figures are as uncertain in both
	got, want := f.posterior().Covariance(), s.posterior().Covariance()
	scale := f.variance() / s.variance()
	for i := range 5 {
		for j := range i {
			a := got.At(i, i) + got.At(j, j) - 2*got.At(i, j)
			b := want.At(i, i) + want.At(j, j) - 2*want.At(i, j)
			if math.Abs(a-b*scale) > 1e-4*a {
				t.Errorf("difference %d–%d: variance %v, want %v", i, j, a, b*scale)
			}
		}
	}
}
