package commission

import (
	"time"

	"github.com/shopspring/decimal"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
)

// Rubric is the code of the rubric that an agency is scored by.
const Rubric = "agency_evaluation"

// Evaluation is the section “evaluation”: the points an agency was given, beside what the record says.
type Evaluation struct {
	Scores  []review.Score `json:"scores,omitempty"`
	Total   string         `json:"total,omitempty"` // decimal score points
	Comment string         `json:"comment,omitempty"`
	Figures []Figure       `json:"figures,omitempty"`
	At      *time.Time     `json:"at,omitempty"`
}

// Figure is one figure of the record, and the criterion that it speaks to. Value is a decimal or a count.
type Figure struct {
	Criterion string `json:"criterion"`
	Code      string `json:"code"`
	Zh        string `json:"zh"`
	En        string `json:"en"`
	Value     string `json:"value"`
	Unit      string `json:"unit,omitempty"`
}

// Evaluate checks points by the rubric: every criterion once, within 0 and its
// weight, at most two places (EVALUATION_INCOMPLETE otherwise). The total is exact.
func Evaluate(rubric policy.Rubric, scores []review.Score) (Evaluation, error) {
	p := problem.New(problem.Invalid, "EVALUATION_INCOMPLETE", "考核评分不完整或有误，请按提示修改", "The evaluation is incomplete or wrong; mend the points listed").
		With("rubric", rubric.Code)
	given := map[string]review.Score{}
	for _, s := range scores {
		_, known := rubric.Criterion(s.Criterion)
		if _, twice := given[s.Criterion]; twice || !known {
			p.At("scores", "“"+s.Criterion+"”重复或不在评分表中", "“"+s.Criterion+"” is listed twice or not in the rubric")
		}
		given[s.Criterion] = s
	}
	var out Evaluation
	total := decimal.Zero
	for _, c := range rubric.Criteria {
		s, ok := given[c.Code]
		points, err := decimal.NewFromString(s.Points)
		if !ok || err != nil || points.IsNegative() || points.GreaterThan(decimal.NewFromInt(int64(c.W))) || points.Exponent() < -review.Places {
			p.At("scores."+c.Code, "“"+c.Zh+"”须在0至满分之间评分", "score “"+c.En+"” between 0 and its weight")
			continue
		}
		total = total.Add(points)
		s.Points = points.String()
		out.Scores = append(out.Scores, s)
	}
	if len(p.Violations) > 0 {
		return Evaluation{}, p
	}
	out.Total = total.String()
	return out, nil
}
