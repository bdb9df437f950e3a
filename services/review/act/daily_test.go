package act_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
	"yanlu/services/review/store"
)

// busy is one reviewer who has accepted so many reviews, each of another application.
type busy struct {
	*reviewtest.World
	reviews []string
}

func busyReviewer(t *testing.T, many int) busy {
	t.Helper()
	b := busy{World: reviewtest.New(t, general)}
	b.Commission()
	projects := []string{b.Project}
	for n := 1; n < many; n++ {
		projects = append(projects, b.Apply(fmt.Sprintf("项目%02d", n), general, fmt.Sprintf("R-1%03d", n)))
	}
	for _, p := range projects {
		b.Must(lifecycle.ProjectMachine, p, "assign_review", reviewtest.Agency, act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2, 3, 4)})
		items, err := store.Reviews(context.Background(), b.Pool, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range items {
			if i.Reviewer() == reviewtest.ReviewerID(0) {
				b.Must(lifecycle.ReviewMachine, i.Record.ID, "accept_review", reviewtest.Reviewer(0), act.AcceptReview{NoConflict: true, Confidential: true})
				b.reviews = append(b.reviews, i.Record.ID)
			}
		}
	}
	return b
}

func (b busy) do(n int, e lifecycle.Event, input any) error {
	_, err := b.Do(lifecycle.ReviewMachine, b.reviews[n], e, reviewtest.Reviewer(0), input)
	return err
}

func (b busy) score(n int) error { return b.do(n, "score", reviewtest.Opinion("50", "30")) }

const perDay = 4 // as the pack of a World says

// TestADayHoldsSoManyOpinions: the ninth is refused until midnight in Shanghai,
// one that was taken back makes room, and one that was struck does too.
func TestADayHoldsSoManyOpinions(t *testing.T) {
	t.Parallel()
	b := busyReviewer(t, perDay+3)
	midnight := time.Date(2026, 5, 11, 16, 0, 0, 0, time.UTC) // of Shanghai
	b.TurnTo(midnight.Add(-time.Microsecond))
	for n := range perDay {
		if err := b.score(n); err != nil {
			t.Fatalf("opinion %d: %v", n+1, err)
		}
	}
	err := b.score(perDay)
	refused(t, err, "REVIEWS_TODAY_EXHAUSTED")
	if f := problem.Of(err).Facts; f["limit"] != "4" || f["actual"] != "4" || f["from"] != "2026-05-11T16:00:00Z" {
		t.Errorf("%v", f)
	}
	if err := b.do(0, "take_back", docket.Note{}); err != nil {
		t.Fatal(err)
	}
	if err := b.score(perDay); err != nil {
		t.Errorf("what was taken back still counts: %v", err)
	}
	refused(t, b.score(0), "REVIEWS_TODAY_EXHAUSTED")
	b.Must(lifecycle.ReviewMachine, b.reviews[1], "invalidate", reviewtest.Agency, docket.Reason{Reason: "事后发现应回避"})
	if err := b.score(0); err != nil {
		t.Errorf("what was struck still counts: %v", err)
	}
	refused(t, b.score(perDay+1), "REVIEWS_TODAY_EXHAUSTED")
	b.TurnTo(midnight)
	if err := b.score(perDay + 1); err != nil {
		t.Errorf("a new day is not a new day: %v", err)
	}
	if n, err := store.Submitted(context.Background(), b.Pool, reviewtest.ReviewerID(0), midnight); err != nil || n != 1 {
		t.Errorf("%d today: %v", n, err)
	}
}

// A late note is an opinion that took its time to write: it counts, and is held back, like any other.
func TestLateNotesFillTheDay(t *testing.T) {
	t.Parallel()
	b := busyReviewer(t, perDay+1)
	b.TurnTo(b.Of(0).Work.Due.Add(time.Minute))
	for n := range b.reviews {
		b.Must(lifecycle.ReviewMachine, b.reviews[n], "run_late", docket.SystemActor, struct{}{})
		err := b.do(n, "note_late", reviewtest.Opinion("50", "30"))
		if n < perDay && err != nil {
			t.Fatal(err)
		}
		if n == perDay {
			refused(t, err, "REVIEWS_TODAY_EXHAUSTED")
		}
	}
}

// Of opinions sent at the same moment no more pass than the day has room for.
func TestOpinionsSentTogetherAreCountedOneByOne(t *testing.T) {
	t.Parallel()
	b := busyReviewer(t, perDay+4)
	var wait sync.WaitGroup
	refusals := make([]error, len(b.reviews))
	for n := range b.reviews {
		wait.Go(func() { refusals[n] = b.score(n) })
	}
	wait.Wait()
	passed := 0
	for _, err := range refusals {
		if err == nil {
			passed++
		} else if problem.ReasonOf(err) != "REVIEWS_TODAY_EXHAUSTED" {
			t.Error(err)
		}
	}
	if passed != perDay {
		t.Errorf("%d passed, want %d", passed, perDay)
	}
}
