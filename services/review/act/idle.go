package act

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
)

// Idle names, of a list of records, the applications under review for which the
// system has nothing to do yet, because somebody of the running round still
// writes or nobody was invited. It answers for all of them with one query what
// Agenda reads for each.
func Idle(ctx context.Context, q docket.Querier, list []*docket.Record) (map[string]bool, error) {
	out := map[string]bool{}
	var ids, keys []string
	var told []*time.Time
	for _, r := range list {
		if r.Machine != lifecycle.ProjectMachine || r.State != lifecycle.UnderReview {
			continue
		}
		var o review.Outcome
		if err := r.Section("review", &o); err != nil {
			return nil, err
		}
		if o.Commission != "" {
			continue // its seats may have reserves: Agenda answers
		}
		ids, keys, told = append(ids, r.ID), append(keys, strconv.Itoa(o.Round)), append(told, o.QuorumAt)
	}
	if len(ids) == 0 {
		return out, nil
	}
	// An application is busy when it has reviews in its round, none of them is open, and its quorum was not established since.
	rows, err := q.Query(ctx, `select p.id from unnest($1::text[], $2::text[], $3::timestamptz[]) as p (id, round, told)
		join docket d on d.parent = p.id and d.machine = 'review' and d.facts #>> '{review,round}' = p.round
		group by p.id, p.told having not bool_or(d.state in ('INVITED', 'ACCEPTED')) and (p.told is null or max(d.since) > p.told)`, ids, keys, told)
	if err != nil {
		return nil, fmt.Errorf("review: idle: %w", err)
	}
	busy, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("review: idle: %w", err)
	}
	for _, id := range ids {
		out[id] = true
	}
	for _, id := range busy {
		delete(out, id)
	}
	return out, nil
}
