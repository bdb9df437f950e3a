package calibrate

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
)

// Draws says how often to draw from what the scores leave open, and from where the
// stream starts. The same seed gives the same answer.
type Draws struct {
	N    int    `json:"n"`
	Seed uint64 `json:"seed"`
}

// stream keeps the product's draws apart from any other use of the same seed.
const stream = 0x79616e6c75 // “yanlu”

// each hands every draw of the figures to visit, which must not keep it.
func (d Draws) each(p Posterior, visit func(figures []float64)) {
	random := rand.New(rand.NewPCG(d.Seed, stream))
	n, common := p.Shared.Dims()
	z, x := mat.NewVecDense(common, nil), mat.NewVecDense(n, nil)
	for range d.N {
		for k := range common {
			z.SetVec(k, random.NormFloat64())
		}
		x.MulVec(p.Shared, z)
		figures := x.RawVector().Data
		for i := range figures {
			figures[i] += p.Figures[i] + p.Own[i]*random.NormFloat64()
		}
		visit(figures)
	}
}
