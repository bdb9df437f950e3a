package act_test

import (
	"context"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

func conflicts(t *testing.T, w *reviewtest.World, reviewer int) (n int) {
	t.Helper()
	err := w.Pool.QueryRow(context.Background(), "select count(*) from conflict where subject = $1 and person = $2", w.Project, reviewtest.ReviewerID(reviewer)).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDeclarationsComeFirst(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	for _, in := range []act.AcceptReview{{}, {NoConflict: true}, {Confidential: true}} {
		refused(t, w.AsReviewer(0, "accept_review", in), "DECLARATION_REQUIRED")
	}
	w.Turn(time.Hour)
	w.Accept(0)
	v := w.Of(0)
	if !v.Work.Confidential || !v.Work.DeclaredAt.Equal(reviewtest.Start.Add(time.Hour)) || !v.Work.RemindAt.Equal(w.Before(*v.Work.Due, 2)) {
		t.Errorf("%+v", v.Work)
	}
	_, err := w.Do(lifecycle.ReviewMachine, w.Of(1).Record.ID, "accept_review", reviewtest.Reviewer(0), act.AcceptReview{NoConflict: true, Confidential: true})
	refused(t, err, "NOT_FOUND") // somebody else's invitation
}

func TestDeclineAndRecuse(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	refused(t, w.AsReviewer(0, "decline_review", act.DeclineReview{Reason: "bored"}), "FIELD_REQUIRED")
	for n, reason := range []string{"load", "field", "conflict"} {
		if err := w.AsReviewer(n, "decline_review", act.DeclineReview{Reason: reason}); err != nil {
			t.Fatal(err)
		}
		if got := conflicts(t, w, n); (got == 1) != (reason == "conflict") || w.Of(n).Work.DeclineReason != reason {
			t.Errorf("%s: %d conflicts, %+v", reason, got, w.Of(n).Work)
		}
	}
	w.Accept(3)
	refused(t, w.AsReviewer(3, "recuse", act.Recuse{}), "FIELD_REQUIRED")
	if err := w.AsReviewer(3, "recuse", act.Recuse{Ground: "近亲属"}); err != nil {
		t.Fatal(err)
	}
	if v := w.Of(3); v.Record.State != lifecycle.ReviewRecused || v.Work.Ground != "近亲属" || conflicts(t, w, 3) != 1 {
		t.Errorf("%s %+v", v.Record.State, v.Work)
	}
}

// TestAConflictOnRecordStopsTheReviewer is invariant 1: nothing but stepping aside remains.
func TestAConflictOnRecordStopsTheReviewer(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	w.Accept(0)
	if _, err := w.Pool.Exec(context.Background(), "insert into conflict (subject, person, ground, at) values ($1, 'expert-00', '合作', now())", w.Project); err != nil {
		t.Fatal(err)
	}
	refused(t, w.AsReviewer(0, "score", reviewtest.Opinion("50", "30")), "CONFLICT_OF_INTEREST")
	if err := w.AsReviewer(0, "recuse", act.Recuse{Ground: "合作"}); err != nil {
		t.Fatal(err)
	}
}

func TestScoreIsKeptAsItWas(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	if err := w.AsReviewer(0, "score", reviewtest.Opinion("50", "30")); err == nil {
		t.Fatal("scored before declaring")
	}
	w.Accept(0)
	refused(t, w.AsReviewer(0, "score", reviewtest.Opinion("60.5", "30")), "OPINION_INCOMPLETE")
	if err := w.AsReviewer(0, "score", reviewtest.Opinion("50.50", "30.25")); err != nil {
		t.Fatal(err)
	}
	v := w.Of(0)
	if v.Record.State != lifecycle.ReviewScored || v.Work.Total != "80.75" || v.Work.RemindAt != nil || v.Work.Advice != review.Recommend || v.Work.FundingFen != small {
		t.Errorf("%s %+v", v.Record.State, v.Work)
	}
	if err := w.AsReviewer(0, "score", reviewtest.Opinion("1", "1")); err == nil {
		t.Error("a score was changed")
	}
	snapshots, err := docket.Snapshots(context.Background(), w.Pool, v.Record.ID)
	if err != nil || len(snapshots) != 1 || snapshots[0].Kind != review.OpinionKind {
		t.Errorf("%v %v", snapshots, err)
	}
}

// TestAtTheVeryDeadline: the moment itself still counts, whoever comes first; one microsecond later is late.
func TestAtTheVeryDeadline(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	for n := range 3 {
		w.Accept(n)
	}
	due := *w.Of(0).Work.Due
	late := func(n int) error {
		_, err := w.Do(lifecycle.ReviewMachine, w.Of(n).Record.ID, "run_late", docket.SystemActor, nil)
		return err
	}
	w.TurnTo(due.Add(-time.Microsecond))
	refused(t, late(0), "NOT_DUE")
	w.TurnTo(due)
	if err := w.AsReviewer(0, "score", reviewtest.Opinion("50", "30")); err != nil {
		t.Fatalf("person first: %v", err)
	}
	if err := late(0); err == nil {
		t.Error("a scored review ran late")
	}
	if err := late(1); err != nil {
		t.Fatalf("system first: %v", err)
	}
	if err := w.AsReviewer(1, "score", reviewtest.Opinion("50", "30")); err == nil {
		t.Error("a late review was scored")
	}
	w.TurnTo(due.Add(time.Microsecond)) // the worker is away
	refused(t, w.AsReviewer(2, "score", reviewtest.Opinion("50", "30")), "REVIEW_LATE")
}

func TestALateOpinionIsANote(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, small)
	w.Assign(0, 1, 2)
	w.Score(0, "50", "30")
	w.Score(1, "50", "30")
	w.Accept(2)
	w.TurnTo(*w.Of(2).Work.Due)
	w.Must(lifecycle.ReviewMachine, w.Of(2).Record.ID, "run_late", docket.SystemActor, nil)
	w.Turn(30 * day)
	refused(t, w.AsReviewer(2, "note_late", reviewtest.Opinion("61", "40")), "OPINION_INCOMPLETE")
	if err := w.AsReviewer(2, "note_late", reviewtest.Opinion("60", "40")); err != nil {
		t.Fatal(err)
	}
	v := w.Of(2)
	if v.Record.State != lifecycle.ReviewLate || v.Work.LateNote == nil || v.Work.LateNote.Total != "100" || v.Work.Total != "" {
		t.Errorf("%s %+v", v.Record.State, v.Work)
	}
	refused(t, w.AsReviewer(2, "note_late", reviewtest.Opinion("60", "40")), "LATE_NOTE_ON_FILE")
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "close_review", reviewtest.Agency, act.CloseReview{Report: "r", Chair: reviewtest.ReviewerID(0)})
	refused(t, err, "QUORUM_NOT_REACHED")
}

func TestInvitationsLapse(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	v := w.Assign(0, 1, 2, 3, 4)[0]
	w.TurnTo(*v.Work.RemindAt)
	w.Must(lifecycle.ReviewMachine, v.Record.ID, "remind_reviewer", docket.SystemActor, nil)
	if got := w.Of(0).Work; got.Reminders != 1 || got.RemindAt != nil {
		t.Errorf("%+v", got)
	}
	_, err := w.Do(lifecycle.ReviewMachine, v.Record.ID, "remind_reviewer", docket.SystemActor, nil)
	refused(t, err, "NOT_DUE")
	w.TurnTo(v.Work.InviteDue.Add(time.Microsecond))
	refused(t, w.AsReviewer(0, "accept_review", act.AcceptReview{NoConflict: true, Confidential: true}), "INVITATION_LAPSED")
	got := w.Must(lifecycle.ReviewMachine, v.Record.ID, "lapse_review", docket.SystemActor, nil)
	if got.State != lifecycle.ReviewLapsed {
		t.Error(got.State)
	}
}

func TestTheAgencyCancelsWithAReason(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	v := w.Assign(0, 1, 2, 3, 4)[0]
	_, err := w.Do(lifecycle.ReviewMachine, v.Record.ID, "cancel_review", reviewtest.Agency, docket.Reason{})
	refused(t, err, "FIELD_REQUIRED")
	_, err = w.Do(lifecycle.ReviewMachine, v.Record.ID, "cancel_review", docket.SystemActor, nil)
	refused(t, err, "NOT_DUE") // the round runs
	w.Must(lifecycle.ReviewMachine, v.Record.ID, "cancel_review", reviewtest.Agency, docket.Reason{Reason: "专家因病"})
	if got := w.Of(0); got.Record.State != lifecycle.ReviewCancelled || got.Work.CancelReason != "专家因病" {
		t.Errorf("%s %+v", got.Record.State, got.Work)
	}
}

// TestOpenReviewsOfAnEndedRoundAreCancelled: wherever the application went, nobody is left waiting.
func TestOpenReviewsOfAnEndedRoundAreCancelled(t *testing.T) {
	since := reviewtest.Start
	for _, state := range []lifecycle.State{lifecycle.ReviewInvited, lifecycle.ReviewAccepted} {
		r := &docket.Record{ID: "r", Machine: lifecycle.ReviewMachine, State: state, Facts: docket.Facts{"review": map[string]any{"round": 1, "due": since.Format(time.RFC3339)}}}
		for _, c := range []struct {
			state lifecycle.State
			round int
			gone  bool
		}{{lifecycle.UnderReview, 1, false}, {lifecycle.UnderReview, 2, true}, {lifecycle.Withdrawn, 1, true}, {lifecycle.Reviewed, 1, true}} {
			project := &docket.Record{ID: "p", Machine: lifecycle.ProjectMachine, State: c.state, Since: since, Facts: docket.Facts{"review": map[string]any{"round": c.round}}}
			due, err := act.Agenda(context.Background(), nil, r, project)
			cancelled := len(due) == 1 && due[0].Event == "cancel_review" && due[0].At.Equal(since) && due[0].Rule != ""
			if err != nil || cancelled != c.gone {
				t.Errorf("%s beside %s round %d: %v %v", state, c.state, c.round, due, err)
			}
		}
	}
}
