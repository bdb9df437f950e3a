package act

import (
	"context"

	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// Provisional is what the running round would come to if it were closed now, by
// the pack: the section's figures, or empty ones while opinions are open or too
// few. It establishes nothing.
func (f *Frame) Provisional(items []store.Item) (review.Outcome, error) {
	if count(items, review.Open) > 0 {
		return review.Outcome{}, nil
	}
	valid := make([]store.Item, 0, len(items))
	for _, i := range items {
		if scored(i.Record.State) {
			valid = append(valid, i)
		}
	}
	o, err := f.tally(valid)
	if problem.ReasonOf(err) == "QUORUM_NOT_REACHED" {
		return review.Outcome{}, nil
	}
	return o, err
}

// FundLine is the line for funding of the call's rubric, in score points.
func (f *Frame) FundLine() (review.PassRule, error) {
	pass, err := Value[review.PassRule](f.Pack, "rev.score.pass")
	if err != nil {
		return pass, err
	}
	rubric, err := f.Rubric()
	if err != nil {
		return pass, err
	}
	return review.PassRule{FundLine: pass.Line(rubric)}, nil
}

// Objections says why people may not judge an application, in Chinese and by id.
// Those who may are left out.
func Objections(ctx context.Context, q docket.Querier, book *programmestore.Book, project, call *docket.Record, people []review.Candidate) (map[string]string, error) {
	f, err := FrameOf(ctx, q, book, project, call)
	if err != nil {
		return nil, err
	}
	c, err := f.parties(ctx, q)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, one := range people {
		if zh, _ := (review.Composition{Case: c}).Objection(one); zh != "" {
			out[one.ID] = zh
		}
	}
	return out, nil
}
