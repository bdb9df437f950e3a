package store

import (
	"context"
	"fmt"
	"time"

	"yanlu/services/docket"
	"yanlu/services/review"
)

// Submitted counts the opinions that a reviewer submitted on the day of a moment
// and that still stand, late notes among them. One that was taken back counts on
// the day on which it is submitted again, one that was struck does not.
func Submitted(ctx context.Context, q docket.Querier, reviewer string, at time.Time) (int, error) {
	from, next := review.Day(at)
	var n int
	err := q.QueryRow(ctx, `select count(*) from docket where machine = 'review' and reviewer = $1 and state in ('SCORED', 'LATE')
		and coalesce(facts #>> '{review,submitted_at}', facts #>> '{review,late_note,submitted_at}')::timestamptz >= $2
		and coalesce(facts #>> '{review,submitted_at}', facts #>> '{review,late_note,submitted_at}')::timestamptz < $3`,
		reviewer, from, next).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("review: submitted today: %w", err)
	}
	return n, nil
}
