package calibrate

import (
	"math"
	"slices"
)

// The peers are the usual ways to make one figure of several scores. Each takes
// the same panel and gives score points in the order of Proposals.

// Mean is the plain mean of each proposal's scores.
func (p *Panel) Mean() []float64 { return p.figures(rowMean) }

// TrimmedMean leaves out one highest and one lowest score where there are at least three.
func (p *Panel) TrimmedMean() []float64 {
	return p.figures(func(row []cell) float64 {
		v := values(row)
		if len(v) >= 3 {
			v = v[1 : len(v)-1]
		}
		return mean(v)
	})
}

// Median is the middle score, or the mean of the two in the middle.
func (p *Panel) Median() []float64 {
	return p.figures(func(row []cell) float64 {
		v := values(row)
		return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
	})
}

// ZScore measures every score by its reviewer's own mean and standard deviation
// and puts the mean of that back on the scale of the panel. It takes for granted
// that every reviewer got proposals of the same quality.
func (p *Panel) ZScore() []float64 {
	given := make([][]float64, len(p.reviewers))
	for _, row := range p.rows {
		for _, c := range row {
			given[c.reviewer] = append(given[c.reviewer], c.value)
		}
	}
	centers, scales := make([]float64, len(given)), make([]float64, len(given))
	for j, v := range given {
		centers[j], scales[j] = mean(v), deviation(v)
	}
	scale := math.Sqrt(p.total() / float64(p.n))
	return p.figures(func(row []cell) float64 {
		sum := 0.0
		for _, c := range row {
			if scales[c.reviewer] > scale*rounding {
				sum += (c.value - centers[c.reviewer]) / scales[c.reviewer]
			}
		}
		return scale * sum / float64(len(row))
	})
}

// figures applies a statistic to every proposal's scores and goes back to score points.
func (p *Panel) figures(of func([]cell) float64) []float64 {
	out := make([]float64, len(p.rows))
	for i, row := range p.rows {
		out[i] = snap(p.center + of(row))
	}
	return out
}

// rounding is what floats may add to a figure without its meaning anything.
const rounding = 1e-9

// snap takes rounding off a figure, so that equal figures are equal.
func snap(x float64) float64 { return math.Round(x/rounding) * rounding }

// values are a proposal's scores in ascending order.
func values(row []cell) []float64 {
	v := make([]float64, len(row))
	for k, c := range row {
		v[k] = c.value
	}
	slices.Sort(v)
	return v
}

func rowMean(row []cell) float64 {
	sum := 0.0
	for _, c := range row {
		sum += c.value
	}
	return sum / float64(len(row))
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// deviation is the standard deviation of the sample; 0 for a single value.
func deviation(v []float64) float64 {
	if len(v) < 2 {
		return 0
	}
	m, sum := mean(v), 0.0
	for _, x := range v {
		sum += (x - m) * (x - m)
	}
	return math.Sqrt(sum / float64(len(v)-1))
}
