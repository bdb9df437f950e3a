package calibrate

import "math"

// Outlier is a score that fits neither the proposal's other scores nor the
// reviewer's. It says where to look, not that anything is wrong.
type Outlier struct {
	Score
	Fitted   float64 `json:"fitted"`   // score points
	Residual float64 `json:"residual"` // standardised
}

// outliers lists the scores whose standardised residual exceeds a bound either way.
func (f *Fit) outliers(sigma float64, leverage []float64, beyond float64) []Outlier {
	var out []Outlier
	n := 0
	for i, row := range f.Panel.rows {
		for _, c := range row {
			fitted := f.Figures[i] + f.Severity[c.reviewer]
			scale := sigma * math.Sqrt(math.Max(1-leverage[n], 0))
			n++
			residual := c.value + f.Panel.center - fitted
			if math.Abs(residual) > beyond*scale && scale > rounding*sigma {
				out = append(out, Outlier{Score{f.Panel.proposals[i], f.Panel.reviewers[c.reviewer], c.value + f.Panel.center}, fitted, residual / scale})
			}
		}
	}
	return out
}
