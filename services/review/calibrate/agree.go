package calibrate

import (
	"cmp"
	"math"
	"slices"
)

// KendallTau is the rank correlation tau-b of two lists of the same length: 1 for
// the same order, −1 for the opposite one, ties taken into account. It is NaN when
// one of the lists holds nothing but equals.
func KendallTau(x, y []float64) float64 {
	var score, inX, inY int
	for i := range x {
		for j := range i {
			a, b := cmp.Compare(x[i], x[j]), cmp.Compare(y[i], y[j])
			score += a * b
			inX += a * a
			inY += b * b
		}
	}
	return float64(score) / math.Sqrt(float64(inX)*float64(inY))
}

// Spearman is the correlation of the ranks of two lists of the same length, equals
// sharing the mean of their ranks. It is NaN when one of the lists holds nothing but equals.
func Spearman(x, y []float64) float64 {
	a, b := ranks(x), ranks(y)
	ma, mb := mean(a), mean(b)
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - ma) * (b[i] - mb)
		aa += (a[i] - ma) * (a[i] - ma)
		bb += (b[i] - mb) * (b[i] - mb)
	}
	return ab / math.Sqrt(aa*bb)
}

func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	out := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return out
}
