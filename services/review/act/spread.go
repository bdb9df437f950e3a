package act

import (
	"strings"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// spreadRule is the rule of opinions that lie far apart: the chair is asked, or
// others are invited besides.
const spreadRule = "rev.score.dispersion_flag"

// wider says whether the agency may invite more than the call lays down: every
// opinion of the running round is in, and they lie far apart.
func (f *Frame) wider(a *docket.Act, all []store.Item) (bool, error) {
	if a.Command.Event != "invite_more" {
		return false, nil
	}
	o, err := f.Provisional(store.OfRound(all, f.Outcome.Round))
	return o.Dispersed, err
}

// explained refuses to close a round whose opinions lie far apart before the chair
// has said why (SPREAD_UNEXPLAINED). A consensus of the panel has its reason on record.
func explained(o review.Outcome, remark string) error {
	if !o.Dispersed || o.Method == review.Consensus || strings.TrimSpace(remark) != "" {
		return nil
	}
	return problem.New(problem.Precondition, "SPREAD_UNEXPLAINED", "各专家评分分歧较大（最高与最低相差"+o.Spread+"分），请填写组长对分歧的说明，或先增邀两名专家", "The scores lie far apart ("+o.Spread+" points between highest and lowest): give the chair's remark, or invite two more reviewers first").
		At("remark", "请填写组长对分歧的说明", "give the chair's remark on the divergence").With("rule", spreadRule, "spread", o.Spread).For(string(lifecycle.Agency))
}
