package act

import (
	"context"
	"errors"

	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/calibrate"
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

// Pass is the rule rev.score.pass as it holds for the call's rubric, and the rubric.
func (f *Frame) Pass() (review.PassRule, policy.Rubric, error) { return PassOf(f.Pack, f.Terms) }

// PassOf is the rule rev.score.pass as it holds for a call: the line is its rubric's where that has one.
func PassOf(pack *policy.Pack, terms programme.Terms) (review.PassRule, policy.Rubric, error) {
	pass, err := Value[review.PassRule](pack, "rev.score.pass")
	if err != nil {
		return pass, policy.Rubric{}, err
	}
	rubric, ok := pack.Rubric(terms.Rubric)
	if !ok {
		return pass, rubric, problem.New(problem.Precondition, "RUBRIC_MISSING", "政策包中没有该评分表", "The pack has no such rubric").With("rubric", terms.Rubric)
	}
	pass.FundLine = pass.Line(rubric)
	return pass, rubric, nil
}

// MoneyOf is the envelope of a call and the order in which its pack lets it be spent (rev.calibrate).
func MoneyOf(pack *policy.Pack, terms programme.Terms) (calibrate.Money, error) {
	rule, err := Value[struct {
		Order calibrate.Order `json:"order"`
	}](pack, "rev.calibrate")
	var missing *policy.RuleMissing
	if errors.As(err, &missing) {
		rule.Order, err = calibrate.StopAtFirst, nil
	}
	return calibrate.Money{EnvelopeFen: terms.EnvelopeFen, Order: rule.Order}, err
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
