package calibrate

import "math"

// LeftOut is how well scores are predicted that the prediction has not seen, in
// score points (root mean squared error).
type LeftOut struct {
	Predictor float64 `json:"predictor"`  // what the gates choose each time
	Mean      float64 `json:"mean"`       // the mean of the proposal's other scores
	GrandMean float64 `json:"grand_mean"` // the mean of all other scores
	Scores    int     `json:"scores"`     // predicted
}

// LeaveOneOut takes out each score in turn, lets the gates choose again without it
// and predicts it. Scores that are their proposal's only one are not predicted;
// without any to predict the errors are zero.
func LeaveOneOut(p *Panel, g Gates) LeftOut {
	scores := p.Scores()
	var out LeftOut
	for k, s := range scores {
		rest := make([]Score, 0, len(scores)-1)
		rest = append(append(rest, scores[:k]...), scores[k+1:]...)
		q, err := NewPanel(rest)
		if err != nil {
			continue // it was the only score
		}
		i := position(q.proposals, s.Proposal)
		if i < 0 {
			continue
		}
		f := Choose(q, g)
		guess := f.Figures[i]
		if j := position(q.reviewers, s.Reviewer); j >= 0 {
			guess += f.Severity[j]
		}
		out.Scores++
		out.Predictor += square(s.Value - guess)
		out.Mean += square(s.Value - q.Mean()[i])
		out.GrandMean += square(s.Value - q.center)
	}
	for _, e := range []*float64{&out.Predictor, &out.Mean, &out.GrandMean} {
		*e = math.Sqrt(*e / float64(max(out.Scores, 1)))
	}
	return out
}

func square(x float64) float64 { return x * x }
