package programme

import (
	"time"

	"yanlu/services/policy"
)

// NextReminder finds the next time at which those who have not submitted are
// reminded of a deadline (call.remind.first, call.remind.last); nil when none is left.
func NextReminder(pack *policy.Pack, cal *policy.Calendar, deadline, now time.Time) (*time.Time, error) {
	for _, rule := range []string{"call.remind.first", "call.remind.last"} {
		span, err := pack.Span(rule)
		if err != nil {
			return nil, err
		}
		if at := cal.Before(deadline, span); at.After(now) {
			return &at, nil
		}
	}
	return nil, nil
}
