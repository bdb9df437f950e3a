package calibrate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Within compares scores of the same proposal only, and draws the severity so found
// towards nil as far as it is noise. Who got which proposals plays no part in it.
// Where no proposal was judged twice it is the plain mean.
func (p *Panel) Within() []float64 {
	if _, freedom := p.spread(); freedom == 0 {
		return p.Mean()
	}
	f, _ := newWithin(p)
	return f.figures()
}

// newWithin fits the model with fixed proposals and random reviewers, and tests
// whether reviewers vary at all. No reviewer variance would be the plain mean,
// variance without end least squares.
func newWithin(p *Panel) (*fixed, Test) {
	s, right := p.laplacian()
	c := newContrasts(p, s, right)
	ratio := math.Exp(golden(func(x float64) float64 { return c.deviance(math.Exp(x)) }, lowest, highest))
	for j := range right {
		s[j*len(right)+j] += 1 / ratio
	}
	f := &fixed{panel: p, residual: c.rss(ratio) / c.freedom}
	f.reviewer = ratio * f.residual
	f.solve(s, right)
	return f, newTest(c.deviance(0), c.deviance(ratio))
}

// contrasts are the differences between scores of the same proposal, in the
// directions of the Laplacian's eigenvectors. There the restricted likelihood of
// fixed proposals and random reviewers is a sum of one term each.
type contrasts struct {
	along, values  []float64 // the scores along each eigenvector, and its eigenvalue
	total, freedom float64   // sum of squares and degrees of freedom within proposals
	least          float64   // what less than this remains of the sum is rounding
}

func newContrasts(p *Panel, laplacian, right []float64) contrasts {
	r := len(right)
	var eigen mat.EigenSym
	var vectors mat.Dense
	eigen.Factorize(mat.NewSymDense(r, laplacian), true)
	eigen.VectorsTo(&vectors)
	along := mat.NewVecDense(r, nil)
	along.MulVec(vectors.T(), mat.NewVecDense(r, right))
	variance, freedom := p.spread()
	return contrasts{along.RawVector().Data, eigen.Values(nil), variance * float64(freedom), float64(freedom), rounding * p.total()}
}

// rss is what is left of the sum of squares at a ratio of reviewer to residual variance.
func (c contrasts) rss(ratio float64) float64 {
	left := c.total
	for k, v := range c.values {
		left -= ratio * square(c.along[k]) / (1 + ratio*math.Max(v, 0))
	}
	return math.Max(left, c.least)
}

// deviance is −2 log of the restricted likelihood, up to a constant.
func (c contrasts) deviance(ratio float64) float64 {
	d := c.freedom * math.Log(c.rss(ratio)/c.freedom)
	for _, v := range c.values {
		d += math.Log1p(ratio * math.Max(v, 0))
	}
	return d
}

// components are the variances with random reviewers. That of the proposals is what
// their figures vary beyond the uncertainty of their differences.
func (f *fixed) components() Components {
	d := f.posterior()
	n := float64(len(d.Figures))
	level, sum, doubt := mean(d.Figures), 0.0, 0.0
	together := make([]float64, d.Shared.RawMatrix().Cols)
	for i, x := range d.Figures {
		sum += square(x - level)
		doubt += square(d.Deviation(i)) - square(d.Own[i])/n
		for k, y := range d.Shared.RawRowView(i) {
			together[k] += y
		}
	}
	for _, y := range together {
		doubt -= square(y) / n
	}
	return Components{Mean: level, Proposal: math.Max(sum-doubt, 0) / (n - 1), Reviewer: f.reviewer, Residual: f.residual}
}
