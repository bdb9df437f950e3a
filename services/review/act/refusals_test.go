package act_test

import (
	"testing"

	"yanlu/services/lifecycle"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

// A result is worked out again as long as enough scores are left; then somebody
// has to be invited first, and nothing of the refused recount stays.
func TestARecountLeavesEnoughScores(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	if err := closeRound(w, 2); err != nil {
		t.Fatal(err)
	}
	recount := func(in act.Recount) error {
		_, err := w.Do(lifecycle.ProjectMachine, w.Project, "recount", reviewtest.Agency, in)
		return err
	}
	found := func(n int) act.Recount {
		return act.Recount{Reviewer: reviewtest.ReviewerID(n), Ground: "近三年合作"}
	}
	refused(t, recount(act.Recount{Reviewer: reviewtest.ReviewerID(0)}), "FIELD_REQUIRED")
	refused(t, recount(found(9)), "NOT_A_SCORER")
	refused(t, recount(found(2)), "CHAIR_IN_CONFLICT")
	for n := range 2 { // five, four, three
		if err := recount(found(n)); err != nil {
			t.Fatal(err)
		}
		refused(t, recount(found(n)), "NOT_A_SCORER") // it counts no more
	}
	_, before := w.Outcome()
	refused(t, recount(found(3)), "QUORUM_LOST")
	r, after := w.Outcome()
	if before.Valid != 3 || before.Recounts != 2 || after.Valid != 3 || after.Aggregate != before.Aggregate || r.State != lifecycle.Reviewed || w.Of(3).Record.State != lifecycle.ReviewScored || conflicts(t, w, 3) != 0 {
		t.Errorf("before %+v, after %+v, %s", before, after, w.Of(3).Record.State)
	}
	replaced := found(3)
	replaced.Replace = true
	if err := recount(replaced); err != nil {
		t.Fatal(err)
	}
	if r, o := w.Outcome(); r.State != lifecycle.UnderReview || o.Aggregate != "" || o.Recounts != 3 {
		t.Errorf("%s %+v", r.State, o)
	}
}

// A result is handed over once, and only where it is the agency's to hand over.
func TestAResultIsDeliveredOnce(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	if err := closeRound(w, 2); err != nil {
		t.Fatal(err)
	}
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "deliver_review", reviewtest.Agency, act.Deliver{})
	refused(t, err, "ALREADY_DELIVERED")
	if _, o := w.Outcome(); o.HandedOverAt != nil || o.Withheld() || o.Method != review.TrimmedMean {
		t.Errorf("%+v", o)
	}
}
