package review_test

import (
	"testing"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
)

// The day is that of Shanghai, eight hours ahead of the clock the record keeps.
func TestTheDayIsThatOfShanghai(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ at, from string }{
		{"2026-05-11T15:59:59.999999Z", "2026-05-11"},
		{"2026-05-11T16:00:00Z", "2026-05-12"},
		{"2026-05-12T15:59:59Z", "2026-05-12"},
		{"2026-12-31T16:00:00Z", "2027-01-01"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		from, next := review.Day(at)
		if from.Format(time.DateOnly) != c.from || next.Sub(from) != 24*time.Hour || from.Location() != policy.Shanghai || at.Before(from) || !at.Before(next) {
			t.Errorf("%s: from %s to %s", c.at, from, next)
		}
	}
}

func TestTheDailyLimitSaysWhenToGoOn(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 11, 15, 59, 0, 0, time.UTC)
	if err := review.CheckDaily(8, 7, now); err != nil {
		t.Errorf("the eighth is refused: %v", err)
	}
	p := problem.Of(review.CheckDaily(8, 8, now))
	if p == nil || p.Reason != "REVIEWS_TODAY_EXHAUSTED" || p.Facts["limit"] != "8" || p.Facts["actual"] != "8" || p.Facts["from"] != "2026-05-11T16:00:00Z" {
		t.Errorf("%v", p)
	}
}
