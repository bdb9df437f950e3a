package act

import (
	"context"
	"time"

	"yanlu/services/docket"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// checkDaily holds the reviewer to what one may submit in a day
// (rev.time.per_project_max_per_day), over all the applications they review.
func (f *Frame) checkDaily(ctx context.Context, a *docket.Act) error {
	limit, today, err := f.Daily(ctx, a.Tx, a.Record.Parties().Reviewer, a.Now)
	if err != nil {
		return err
	}
	return review.CheckDaily(limit, today, a.Now)
}

// Daily says how many opinions a reviewer may submit in a day, and how many they have submitted on this one.
func (f *Frame) Daily(ctx context.Context, q docket.Querier, reviewer string, now time.Time) (limit, today int, err error) {
	if limit, err = Value[int](f.Pack, review.DailyRule); err != nil {
		return 0, 0, err
	}
	today, err = store.Submitted(ctx, q, reviewer, now)
	return limit, today, err
}
