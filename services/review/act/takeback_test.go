package act_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

// Invariant 4: what was taken back stays as it was submitted, and only another submission puts a score on record.
func TestAScoreTakenBackIsKeptAndBecomesTheDraft(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	w.Accept(0)
	first := reviewtest.Opinion("50.50", "30.25")
	if err := w.AsReviewer(0, "score", first); err != nil {
		t.Fatal(err)
	}
	id := w.Of(0).Record.ID
	if err := w.AsReviewer(0, "take_back", docket.Note{}); err != nil {
		t.Fatal(err)
	}
	v := w.Of(0)
	if v.Record.State != lifecycle.ReviewAccepted || v.Work.Total != "" || v.Work.Comment != "" || v.Work.SubmittedAt != nil || v.Work.TakenBack != 1 || v.Work.DeclaredAt == nil {
		t.Errorf("%s %+v", v.Record.State, v.Work)
	}
	d, err := docket.LatestDraft(context.Background(), w.Pool, id)
	if err != nil || d.Version != 1 || d.SavedBy != reviewtest.ReviewerID(0) {
		t.Fatal(d, err)
	}
	rubric, err := w.Rules.Book.Pack(context.Background(), packHash(t, w))
	if err != nil {
		t.Fatal(err)
	}
	sheet, _ := rubric.Rubric(rubricCode(t, w))
	if o := review.OfContent(sheet, d.Content); o.Scores[0].Points != "50.5" || o.Comment != first.Comment || o.Advice != first.Advice {
		t.Errorf("the draft is %+v", o)
	}
	if err := w.AsReviewer(0, "score", reviewtest.Opinion("40", "30")); err != nil {
		t.Fatal(err)
	}
	snapshots, err := docket.Snapshots(context.Background(), w.Pool, id)
	if err != nil || len(snapshots) != 2 || w.Of(0).Work.Total != "70" {
		t.Fatalf("%d opinions on file, total %s, %v", len(snapshots), w.Of(0).Work.Total, err)
	}
}

func packHash(t *testing.T, w *reviewtest.World) string   { return terms(t, w, "pack_hash") }
func rubricCode(t *testing.T, w *reviewtest.World) string { return terms(t, w, "rubric") }

func terms(t *testing.T, w *reviewtest.World, name string) string {
	t.Helper()
	call, err := docket.Get(context.Background(), w.Pool, w.Call)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := call.Facts["terms"].(map[string]any)
	s, _ := m[name].(string)
	return s
}

func TestATakeBackHasItsTime(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	w.Accept(0)
	unlawful(t, w.AsReviewer(0, "take_back", docket.Note{}))
	if err := w.AsReviewer(0, "score", reviewtest.Opinion("50", "30")); err != nil {
		t.Fatal(err)
	}
	_, err := w.Do(lifecycle.ReviewMachine, w.Of(0).Record.ID, "take_back", reviewtest.Agency, docket.Note{})
	unlawful(t, err)
	w.Turn(w.Of(0).Work.Due.Sub(reviewtest.Start))
	if err := w.AsReviewer(0, "take_back", docket.Note{}); err != nil {
		t.Fatalf("the very moment still counts: %v", err)
	}
	if err := w.AsReviewer(0, "score", reviewtest.Opinion("50", "30")); err != nil {
		t.Fatal(err)
	}
	w.Turn(time.Second)
	refused(t, w.AsReviewer(0, "take_back", docket.Note{}), "TAKE_BACK_LATE")
}

func unlawful(t *testing.T, err error) {
	t.Helper()
	if refusal := (*lifecycle.Refusal)(nil); !errors.As(err, &refusal) {
		t.Fatalf("want a refusal of the law, got %v", err)
	}
}

func TestThePanelEndsTakingBack(t *testing.T) {
	t.Parallel()
	met := false
	r := act.Rules{PanelOpened: func(context.Context, docket.Querier, string) (bool, error) { return met, nil }}
	due := reviewtest.Start.Add(time.Hour)
	for _, met = range []bool{false, true} {
		err := r.MayTakeBack(context.Background(), nil, "p", review.Work{Due: &due}, reviewtest.Start)
		if (err == nil) == met {
			t.Errorf("panel met %t: %v", met, err)
		}
	}
}

// The quorum is established again when a score was taken back and given again.
func TestTheQuorumFollowsWhatIsTakenBack(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	for n := range 5 {
		w.Accept(n)
		if err := w.AsReviewer(n, "score", reviewtest.Opinion("50", "30")); err != nil {
			t.Fatal(err)
		}
	}
	w.Turn(time.Minute)
	quorum := func() error {
		_, err := w.Do(lifecycle.ProjectMachine, w.Project, "quorum_reached", docket.SystemActor, struct{}{})
		return err
	}
	if err := quorum(); err != nil {
		t.Fatal(err)
	}
	refused(t, quorum(), "NOT_DUE")
	w.Turn(time.Minute)
	if err := w.AsReviewer(2, "take_back", docket.Note{}); err != nil {
		t.Fatal(err)
	}
	refused(t, quorum(), "NOT_DUE")
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "close_review", reviewtest.Agency, act.CloseReview{Report: "同意", Chair: reviewtest.ReviewerID(0)})
	refused(t, err, "REVIEWS_OPEN")
	w.Turn(time.Minute)
	if err := w.AsReviewer(2, "score", reviewtest.Opinion("50", "29")); err != nil {
		t.Fatal(err)
	}
	w.Turn(time.Minute)
	if err := quorum(); err != nil {
		t.Fatal(err)
	}
}
