package notification_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
)

// Within rev.feedback_to_applicant: whoever is told the result is told that the opinions can be read, and nobody by name.
func TestWhoIsToldTheResultIsToldOfTheOpinions(t *testing.T) {
	closed := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	r := &docket.Record{Machine: lifecycle.ProjectMachine, Facts: docket.Facts{"parties": map[string]any{"title": "某项目"}, "review": map[string]any{"closed_at": closed, "rebut_until": closed.AddDate(0, 0, 5)}}}
	for _, c := range []struct {
		event    lifecycle.Event
		from, to lifecycle.State
		unit     bool
		says     string
	}{
		{"approve", lifecycle.Decision, lifecycle.Publicity, true, "不具名的评审意见已可查阅"},
		{"decline", lifecycle.Reviewed, lifecycle.NotFunded, true, "不具名的评审意见已可查阅"},
		{"publicity_over", lifecycle.Publicity, lifecycle.Awarded, false, ""},
		{"close_review", lifecycle.UnderReview, lifecycle.Reviewed, false, "2026-05-06 08:00前申辩一次"},
		{"table", lifecycle.Recommended, lifecycle.Decision, false, ""},
	} {
		e := docket.Event{Machine: lifecycle.ProjectMachine, Event: c.event, Source: c.from, Target: c.to, Role: lifecycle.Officer}
		_, know := notification.Audience(e)
		if slices.Contains(know, lifecycle.Institution) != c.unit {
			t.Errorf("%s: %v", c.event, know)
		}
		zh, _ := notification.Sentence(e, r, false)
		if told := strings.Contains(zh, "评审意见") || strings.Contains(zh, "申辩"); told != (c.says != "") || !strings.Contains(zh, c.says) {
			t.Errorf("%s: %s", c.event, zh)
		}
	}
}
