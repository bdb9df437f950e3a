package calibrate

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// With V written out, the score of a variance that piles share is ‖A'Py‖², and
// the covariance of A'Py is A'PA, where A says which reviewers a score's proposal has.
func TestPilesAreTheTextbook(t *testing.T) {
	p := panelOf(t, small())
	for _, r := range []ratios{{1.5, .7}, {.3, 4}, {6, .1}} {
		s := newSystem(p, r)
		v := s.variance()
		d := newDense(p, r.proposal*v, r.reviewer*v, v)
		var a, incidence mat.Dense
		incidence.Mul(d.z.T(), d.w)
		a.Mul(d.z, &incidence)
		var v1 mat.VecDense
		v1.MulVec(d.inverse, d.ones)
		var projection, outer mat.Dense
		outer.Outer(1/d.precision, &v1, &v1)
		projection.Sub(d.inverse, &outer)
		var py, score mat.VecDense
		py.MulVec(&projection, d.y)
		score.MulVec(a.T(), &py)
		score.ScaleVec(d.proposal, &score)
		alike(t, "piles", s.piles(), score.RawVector().Data, 1e-6)
		var pa, want mat.Dense
		pa.Mul(&projection, &a)
		want.Mul(a.T(), &pa)
		want.Scale(d.proposal*d.proposal, &want)
		if got := s.pilesCovariance(); !mat.EqualApprox(got, &want, 1e-7*v) {
			t.Errorf("%v: covariance\n%v\nwant\n%v", r, mat.Formatted(got), mat.Formatted(&want))
		}
	}
}

// Where everybody judges everything there are no piles to sort.
func TestNoPilesNoSorting(t *testing.T) {
	var scores []Score
	for i := range 9 {
		for j := range 3 {
			scores = append(scores, Score{string(rune('P' + i)), string(rune('A' + j)), float64(3*i+5*j) + math.Sin(float64(7*i+11*j))})
		}
	}
	if got := sorting(panelOf(t, scores), 2); got.P != 1 || got.Statistic != 0 {
		t.Errorf("%+v", got)
	}
}
