package act

import (
	"context"
	"errors"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
)

// quorate refuses while too few of the panel of one of the applications are there
// and free to judge it (MEETING_QUORUM). What left the review is not judged any more.
func (r Rules) quorate(ctx context.Context, a *docket.Act, p meeting.Proceedings, projects []*docket.Record) error {
	pack, err := r.packOf(ctx, a.Parent)
	if err != nil {
		return err
	}
	rule, err := reviewact.Value[meeting.QuorumRule](pack, "rev.meeting.quorum")
	var missing *policy.RuleMissing
	if errors.As(err, &missing) {
		rule, err = meeting.DefaultQuorum(), nil
	}
	if err != nil {
		return err
	}
	rounds, err := store.Rounds(ctx, a.Tx, projects)
	if err != nil {
		return err
	}
	for _, project := range projects {
		if project.State != lifecycle.UnderReview {
			continue
		}
		o, err := docket.SectionOf[review.Outcome](project, "review")
		if err != nil {
			return err
		}
		var judges []string
		for _, i := range rounds[project.ID] {
			if review.Seated(i.Record.State) {
				judges = append(judges, i.Reviewer())
			}
		}
		if err := rule.Quorum(p, project.ID, project.Parties().Title, judges, o.Needed); err != nil {
			return err
		}
	}
	return nil
}
