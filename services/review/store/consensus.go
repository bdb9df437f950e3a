package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// Consensus is what the panel meeting of the running round whose minutes were signed
// last agreed on for an application, in decimal score points. "" when none did, and
// when somebody took part whose conflict with it was found afterwards (rev.coi.after_discovery).
func Consensus(ctx context.Context, q docket.Querier, call, project string) (string, error) {
	var score string
	err := q.QueryRow(ctx, `select case when exists (select 1 from conflict c where c.subject = $2 and m.facts #> '{meeting,members}' ? c.person
				and m.facts #> array['proceedings', 'recusals', $2, c.person] is null)
			then '' else m.facts #>> array['proceedings', 'consensus', $2, 'score'] end
		from docket m join docket p on p.id = $2
		where m.machine = 'meeting' and m.parent = $1 and m.state = $3 and m.facts #> array['proceedings', 'consensus', $2] is not null
			and m.ended_at >= (select min(r.opened_at) from docket r where r.machine = 'review' and r.parent = $2 and r.facts #> '{review,round}' = p.facts #> '{review,round}')
		order by m.ended_at desc limit 1`, call, project, lifecycle.MeetingMinuted).Scan(&score)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("review: consensus: %w", err)
	}
	return score, nil
}

// Valid is one counted opinion's total, in decimal score points.
type Valid struct {
	Project, Reviewer, Total string
}

// ValidScores lists the counted totals of the running rounds of applications, by application and reviewer.
func ValidScores(ctx context.Context, q docket.Querier, projects []string) ([]Valid, error) {
	rows, err := q.Query(ctx, `select p.id, r.reviewer, r.facts #>> '{review,total}' from docket r join docket p on p.id = r.parent
		where r.machine = 'review' and p.id = any($1) and r.state = $2 and r.facts #> '{review,round}' = p.facts #> '{review,round}'
		order by p.id, r.reviewer`, projects, lifecycle.ReviewScored)
	if err != nil {
		return nil, fmt.Errorf("review: valid scores: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Valid])
}

// PanelOpened says whether a panel meeting that has an application on its agenda
// was opened: from then on a score is not taken back.
func PanelOpened(ctx context.Context, q docket.Querier, project string) (bool, error) {
	var opened bool
	err := q.QueryRow(ctx, `select exists (select 1 from docket m join docket p on p.id = $1 and p.parent = m.parent
		where m.machine = 'meeting' and m.state = any($2) and m.facts #> '{meeting,agenda}' ? $1)`,
		project, []string{string(lifecycle.MeetingOpen), string(lifecycle.MeetingMinuted)}).Scan(&opened)
	if err != nil {
		return false, fmt.Errorf("review: opened panels: %w", err)
	}
	return opened, nil
}
