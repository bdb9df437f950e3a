package act

import (
	"context"
	"errors"

	"yanlu/services/docket"
	"yanlu/services/policy"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// agreed puts the consensus of a signed panel meeting in the place of the
// aggregate where the pack lets it count (rev.consensus); the aggregate of the
// scores stays beside it. Under a pack without the rule it never counts.
func (f *Frame) agreed(ctx context.Context, q docket.Querier, o review.Outcome) (review.Outcome, error) {
	rule, err := Value[struct {
		Counts bool `json:"counts"`
	}](f.Pack, "rev.consensus")
	var missing *policy.RuleMissing
	if errors.As(err, &missing) || err == nil && !rule.Counts {
		return o, nil
	}
	if err != nil {
		return o, err
	}
	score, err := store.Consensus(ctx, q, f.Call.ID, f.Project.ID)
	if err != nil || score == "" {
		return o, err
	}
	o.ByScores, o.Aggregate, o.Method = o.Aggregate, score, review.Consensus
	return o, nil
}
