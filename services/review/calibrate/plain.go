package calibrate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// plain is the model behind the plain mean: every proposal by itself, with the same error in every score.
type plain struct{ panel *Panel }

func (m plain) posterior() Posterior {
	sigma := math.Sqrt(m.variance())
	out := Posterior{Figures: m.panel.Mean(), Shared: mat.NewDense(len(m.panel.rows), 1, nil)}
	for _, row := range m.panel.rows {
		out.Own = append(out.Own, sigma/math.Sqrt(float64(len(row))))
	}
	return out
}

func (m plain) severity(int) float64 { return 0 }

func (m plain) variance() float64 {
	variance, _ := m.panel.spread()
	return variance
}

func (m plain) leverages() []float64 {
	out := make([]float64, 0, m.panel.n)
	for _, row := range m.panel.rows {
		for range row {
			out = append(out, 1/float64(len(row)))
		}
	}
	return out
}
