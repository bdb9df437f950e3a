package act_test

import (
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

func (x extension) project(due time.Time, reason string) error {
	_, err := x.Do(lifecycle.ProjectMachine, x.Project, "extend_opinions", reviewtest.Agency, act.Extend{Due: &due, Reason: reason})
	return err
}

// extension is a panel of five under an agency that has to hand over at a time:
// the first has accepted, the second scored, the others are invited.
type extension struct{ *reviewtest.World }

var handOver = reviewtest.Start.AddDate(0, 2, 0)

func extended(t *testing.T) extension {
	w := reviewtest.New(t, general)
	w.Must(lifecycle.CallMachine, w.Call, "start_review", reviewtest.Officer, reviewtest.Given{"commission": map[string]any{"agency": "agency", "due": handOver}})
	w.Must(lifecycle.ProjectMachine, w.Project, "assign_review", reviewtest.Agency, act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2, 3, 4)})
	w.Accept(0)
	w.Score(1, "50", "30")
	return extension{w}
}

func TestEveryOpenReviewGetsMoreTime(t *testing.T) {
	t.Parallel()
	x := extended(t)
	old := *x.Of(0).Work.Due
	later := old.Add(48 * time.Hour)
	if err := x.project(later, "材料较多"); err != nil {
		t.Fatal(err)
	}
	for n := range 5 {
		want := later
		if n == 1 { // scored: nothing left to extend
			want = old
		}
		if got := *x.Of(n).Work.Due; !got.Equal(want) {
			t.Errorf("reviewer %d is due %s, want %s", n, got, want)
		}
	}
	if _, o := x.Outcome(); !o.Due.Equal(later) {
		t.Errorf("the application says %s", o.Due)
	}
	invited := *x.Of(2).Work.InviteDue
	if !invited.Before(old) && !invited.Equal(old) {
		t.Errorf("the invitation now lapses %s", invited)
	}
	// The clock that runs out is the new one.
	x.TurnTo(old.Add(time.Minute))
	if _, err := x.Do(lifecycle.ReviewMachine, x.Of(0).Record.ID, "run_late", docket.SystemActor, nil); err == nil {
		t.Error("a review ran late at its old time")
	}
	if err := x.AsReviewer(0, "score", reviewtest.Opinion("50", "30")); err != nil {
		t.Errorf("an opinion within the new time is refused: %v", err)
	}
}

func TestExtensionHasItsLimits(t *testing.T) {
	t.Parallel()
	x := extended(t)
	due := *x.Of(0).Work.Due
	for name, c := range map[string]struct {
		due    time.Time
		reason string
		want   string
	}{
		"no reason":              {due.Add(time.Hour), " ", "FIELD_REQUIRED"},
		"into the past":          {reviewtest.Start.Add(-time.Hour), "r", "EXTENSION_INVALID"},
		"past the hand-over":     {handOver.Add(time.Second), "r", "EXTENSION_INVALID"},
		"earlier than it is now": {due.Add(-time.Second), "r", "NOTHING_TO_EXTEND"},
	} {
		if got := problem.ReasonOf(x.project(c.due, c.reason)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	one := func(by docket.Actor, due time.Time) error {
		_, err := x.Do(lifecycle.ReviewMachine, x.Of(0).Record.ID, "extend_review", by, act.Extend{Due: &due, Reason: "出差"})
		return err
	}
	if got := problem.ReasonOf(one(reviewtest.Agency, due)); got != "DUE_NOT_LATER" {
		t.Errorf("the same time again: %q", got)
	}
	unlawful(t, one(reviewtest.Reviewer(0), due.Add(time.Hour)))
	if err := one(reviewtest.Agency, handOver); err != nil {
		t.Fatal(err)
	}
	if got := *x.Of(0).Work.Due; !got.Equal(handOver) {
		t.Errorf("due %s, want %s", got, handOver)
	}
	if got := *x.Of(2).Work.Due; !got.Equal(due) {
		t.Errorf("another reviewer is due %s", got)
	}
}
