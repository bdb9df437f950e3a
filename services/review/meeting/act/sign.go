package act

import (
	"context"
	"fmt"
	"strings"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
	reviewstore "yanlu/services/review/store"
)

// SignMinutes is the input of sign_minutes.
type SignMinutes struct{ Minutes, Report string }

// sign ends the meeting for good: what was found is kept as a snapshot that names nobody.
func (r Rules) sign(ctx context.Context, a *docket.Act) error {
	in := docket.Input[SignMinutes](a)
	for _, text := range []struct{ field, zh, en, value string }{
		{"minutes", "会议纪要", "The minutes", in.Minutes}, {"report", "评审组意见", "The panel's report", in.Report},
	} {
		if strings.TrimSpace(text.value) == "" {
			return problem.Missing(text.field, text.zh, text.en)
		}
	}
	c, p, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	if err := attended(c, p); err != nil {
		return err
	}
	projects, err := store.Projects(ctx, a.Tx, c.Agenda)
	if err != nil {
		return err
	}
	if err := settled(ctx, a, projects); err != nil {
		return err
	}
	if err := r.quorate(ctx, a, p, projects); err != nil {
		return err
	}
	if err := visited(c, p, projects); err != nil {
		return err
	}
	if err := uncounted(ctx, a, p, projects); err != nil {
		return err
	}
	sheet, _, err := SheetOf(ctx, a.Tx, r.Book, a.Record, a.Parent)
	if err != nil {
		return err
	}
	sheet.Minutes, sheet.Report, sheet.SignedAt, sheet.Current = strings.TrimSpace(in.Minutes), strings.TrimSpace(in.Report), &a.Now, ""
	if _, err := a.Snapshot(store.MinutesKind, sheet); err != nil {
		return err
	}
	a.Clear("meeting", "current")
	return a.Set("proceedings", meeting.Proceedings{Minutes: sheet.Minutes, Report: sheet.Report, SignedAt: &a.Now, Order: sheet.Order})
}

// attended refuses while it is not said of every member whether they came, or the chair did not (PRESENCE_MISSING).
func attended(c meeting.Convened, p meeting.Proceedings) error {
	missing := 0
	for _, person := range c.Members {
		if p.Presence[person] == "" {
			missing++
		}
	}
	if missing == 0 && p.Presence[c.Chair] != "absent" {
		return nil
	}
	return problem.New(problem.Precondition, "PRESENCE_MISSING", fmt.Sprintf("还有%d名委员未登记到会情况；组长须到会", missing), fmt.Sprintf("The presence of %d members is not marked; the chair has to be there", missing)).
		With("missing", fmt.Sprint(missing)).For(string(lifecycle.Agency))
}

// uncounted refuses while the score of somebody who stepped aside would still be
// counted (RECUSED_SCORE_COUNTED): the agency takes it out by expert_recused, under rev.coi.after_discovery.
func uncounted(ctx context.Context, a *docket.Act, p meeting.Proceedings, projects []*docket.Record) error {
	rounds, err := store.Rounds(ctx, a.Tx, projects)
	if err != nil {
		return err
	}
	for _, project := range projects {
		if project.State != lifecycle.UnderReview {
			continue // a closed round is counted for good
		}
		counted := func(i reviewstore.Item) bool {
			return i.Record.State == lifecycle.ReviewScored && p.Recused(project.ID, i.Reviewer())
		}
		for _, i := range rounds[project.ID] {
			if counted(i) {
				return problem.New(problem.Precondition, "RECUSED_SCORE_COUNTED", "有委员回避后其评分仍在计分，请评审机构先登记专家回避", "A member stepped aside whose score still counts; the agency has to record the recusal first").
					With("docket", project.ID, "label", i.Work.Label, "rule", "rev.coi.after_discovery").For(string(lifecycle.Agency))
			}
		}
	}
	return nil
}
