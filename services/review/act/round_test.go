package act_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

// scoredPanel is a round of five whose totals are 60, 80, 81, 82 and 90.
func scoredPanel(t *testing.T) *reviewtest.World {
	t.Helper()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	for n, need := range []string{"36", "50", "51", "52", "55"} {
		w.Score(n, need, []string{"24", "30", "30", "30", "35"}[n])
	}
	return w
}

func closeRound(w *reviewtest.World, chair int) error {
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "close_review", reviewtest.Agency, act.CloseReview{Report: "建议立项。", Chair: reviewtest.ReviewerID(chair), Remark: "专家B对技术路线存疑，其余一致。"})
	return err
}

func TestARoundIsClosedWhole(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "close_review", reviewtest.Agency, act.CloseReview{Chair: reviewtest.ReviewerID(0)})
	refused(t, err, "FIELD_REQUIRED")
	refused(t, closeRound(w, 7), "CHAIR_NOT_A_SCORER")
	for _, by := range []docket.Actor{reviewtest.Officer, reviewtest.Director} {
		var law *lifecycle.Refusal
		if _, err := w.Do(lifecycle.ProjectMachine, w.Project, "close_review", by, act.CloseReview{Report: "r", Chair: "expert-00"}); !errors.As(err, &law) {
			t.Errorf("the bureau closed a review: %v", err)
		}
	}
	if err := closeRound(w, 2); err != nil {
		t.Fatal(err)
	}
	r, o := w.Outcome()
	if r.State != lifecycle.Reviewed || o.Aggregate != "81.00" || o.Valid != 5 || o.Method != review.TrimmedMean || !o.Dispersed || o.Spread != "30" ||
		o.Chair != reviewtest.ReviewerID(2) || o.Rounds["1"].Aggregate != "81.00" || o.ClosedAt == nil {
		t.Errorf("%s %+v", r.State, o)
	}
}

// TestThePanelReportIsNameless is invariant 11: what is handed over knows labels only.
func TestThePanelReportIsNameless(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	if err := closeRound(w, 2); err != nil {
		t.Fatal(err)
	}
	snapshots, err := docket.Snapshots(context.Background(), w.Pool, w.Project)
	if err != nil || len(snapshots) != 1 || snapshots[0].Kind != review.PanelReportKind {
		t.Fatalf("%v %v", snapshots, err)
	}
	for n := range reviewtest.Reviewers {
		for _, secret := range []string{reviewtest.ReviewerID(n), reviewtest.ReviewerName(n)} {
			if strings.Contains(string(snapshots[0].Content), secret) {
				t.Errorf("the report names %s", secret)
			}
		}
	}
	var p review.PanelReport
	if err := json.Unmarshal(snapshots[0].Content, &p); err != nil || len(p.Opinions) != 5 || p.Chair != "专家C" || p.Opinions[2].Label != "专家C" || p.Opinions[2].Total != "81" {
		t.Errorf("%v %+v", err, p)
	}
}

func TestOpenReviewsHoldTheRound(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	for n := range 3 {
		w.Score(n, "50", "30")
	}
	w.Accept(3)
	err := closeRound(w, 0)
	refused(t, err, "REVIEWS_OPEN")
	if problem.Of(err).Facts["open"] != "2" {
		t.Errorf("%v", problem.Of(err).Facts)
	}
	_, err = w.Do(lifecycle.ProjectMachine, w.Project, "panel_fails_quorum", reviewtest.Agency, docket.Note{Note: "n"})
	refused(t, err, "REVIEWS_OPEN")
	_, err = w.Do(lifecycle.ProjectMachine, w.Project, "quorum_reached", docket.SystemActor, nil)
	refused(t, err, "NOT_DUE")
}

func TestTheSystemStatesTheQuorumOnce(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	w.Must(lifecycle.ProjectMachine, w.Project, "quorum_reached", docket.SystemActor, nil)
	if _, o := w.Outcome(); o.QuorumAt == nil || o.Valid != 5 || o.Aggregate != "" {
		t.Errorf("%+v", o)
	}
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "quorum_reached", docket.SystemActor, nil)
	refused(t, err, "NOT_DUE")
	// an extra expert opens the question again
	w.Must(lifecycle.ProjectMachine, w.Project, "invite_more", reviewtest.Agency, act.InviteMore{Reviewers: reviewtest.IDs(5)})
	if _, o := w.Outcome(); o.QuorumAt != nil || o.Needed != 6 {
		t.Errorf("%+v", o)
	}
	w.Score(5, "55", "30")
	w.Must(lifecycle.ProjectMachine, w.Project, "quorum_reached", docket.SystemActor, nil)
	events, err := docket.Events(context.Background(), w.Pool, w.Project, 0, 100)
	if err != nil || events[len(events)-1].Cause != "rev.score.aggregate" || events[len(events)-1].Role != lifecycle.System {
		t.Errorf("%v %+v", err, events[len(events)-1])
	}
}

// TestAConflictFoundAfterwards is invariant 4: the score stays on file and no longer counts.
func TestAConflictFoundAfterwards(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	recuse := func(n int, ground string) error {
		_, err := w.Do(lifecycle.ProjectMachine, w.Project, "expert_recused", reviewtest.Agency, act.ExpertRecused{Reviewer: reviewtest.ReviewerID(n), Ground: ground})
		return err
	}
	refused(t, recuse(0, " "), "FIELD_REQUIRED")
	refused(t, recuse(9, "师生"), "NOT_ON_PANEL")
	if err := recuse(0, "师生"); err != nil {
		t.Fatal(err)
	}
	v := w.Of(0)
	if v.Record.State != lifecycle.ReviewInvalidated || v.Work.Total != "60" || len(v.Work.Scores) != 2 || v.Work.InvalidReason != "师生" || conflicts(t, w, 0) != 1 {
		t.Errorf("%s %+v", v.Record.State, v.Work)
	}
	refused(t, closeRound(w, 0), "CHAIR_NOT_A_SCORER")
	if err := closeRound(w, 1); err != nil {
		t.Fatal(err)
	}
	if _, o := w.Outcome(); o.Aggregate != "83.25" || o.Valid != 4 || o.Method != review.Mean || o.Dispersed {
		t.Errorf("%+v", o)
	}
	_, err := w.Do(lifecycle.ReviewMachine, w.Of(1).Record.ID, "invalidate", reviewtest.Agency, docket.Reason{Reason: "r"})
	refused(t, err, "REVIEW_OVER") // a closed round is counted; only a new round can change the result
}

func TestAConflictFoundBeforeTheScore(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	w.Accept(0)
	for n := range 2 {
		w.Must(lifecycle.ProjectMachine, w.Project, "expert_recused", reviewtest.Agency, act.ExpertRecused{Reviewer: reviewtest.ReviewerID(n), Ground: "近亲属", Evidence: "户籍"})
		if v := w.Of(n); v.Record.State != lifecycle.ReviewRecused || v.Work.Ground != "近亲属" || conflicts(t, w, n) != 1 {
			t.Errorf("%d: %s %+v", n, v.Record.State, v.Work)
		}
	}
}

func TestAFailedQuorumOpensAnotherRound(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, small)
	w.Assign(0, 1, 2)
	fail := func(note string) error {
		_, err := w.Do(lifecycle.ProjectMachine, w.Project, "panel_fails_quorum", reviewtest.Agency, docket.Note{Note: note})
		return err
	}
	w.Score(0, "50", "30")
	w.Score(1, "50", "30")
	if err := w.AsReviewer(2, "decline_review", act.DeclineReview{Reason: "load"}); err != nil {
		t.Fatal(err)
	}
	refused(t, closeRound(w, 0), "QUORUM_NOT_REACHED")
	refused(t, fail(""), "FIELD_REQUIRED")
	if err := fail("仅两份有效评分"); err != nil {
		t.Fatal(err)
	}
	r, o := w.Outcome()
	if r.State != lifecycle.UnderReview || o.Round != 2 || o.Rounds["1"].Valid != 2 || o.Rounds["1"].Aggregate != "" || o.Due != nil || o.Reopened != "panel_fails_quorum" || o.Rounds["1"].Note != "仅两份有效评分" {
		t.Errorf("%s %+v", r.State, o)
	}
	refused(t, fail("again"), "NO_PANEL")
	refused(t, closeRound(w, 0), "NO_PANEL")
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "invite_more", reviewtest.Agency, act.InviteMore{Reviewers: reviewtest.IDs(3)})
	refused(t, err, "PANEL_UNLAWFUL") // the first invitation of a round is a whole panel
	// the first round came to nothing, so those who scored may sit again
	w.Must(lifecycle.ProjectMachine, w.Project, "invite_more", reviewtest.Agency, act.InviteMore{Reviewers: reviewtest.IDs(0, 1, 3)})
	for _, n := range []int{0, 1, 3} {
		w.Score(n, "50", "30")
	}
	refused(t, fail("no"), "QUORUM_HELD")
	if err := closeRound(w, 3); err != nil {
		t.Fatal(err)
	}
	if _, o := w.Outcome(); o.Aggregate != "80.00" || len(o.Rounds) != 2 || o.Reopened == "" {
		t.Errorf("%+v", o)
	}
}

// TestANewPanelJudgesAgain: after an objection sends the application back, nobody who scored it sits again.
func TestANewPanelJudgesAgain(t *testing.T) {
	t.Parallel()
	w := scoredPanel(t)
	if err := closeRound(w, 0); err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		event lifecycle.Event
		by    docket.Actor
		given reviewtest.Given
	}{
		{"advise", reviewtest.Officer, reviewtest.Given{}}, {"table", reviewtest.Officer, reviewtest.Given{}},
		{"approve", reviewtest.Director, reviewtest.Given{"decision": map[string]any{"minutes": "1"}, "notice": map[string]any{"ends": reviewtest.Start}}},
		{"objection", docket.PublicActor, reviewtest.Given{}}, {"re_review", reviewtest.Director, reviewtest.Given{}},
	} {
		w.Must(lifecycle.ProjectMachine, w.Project, s.event, s.by, s.given)
	}
	r, o := w.Outcome()
	if r.State != lifecycle.UnderReview || o.Round != 2 || o.Aggregate != "" || o.ClosedAt != nil || o.Chair != "" || o.Reopened != "re_review" || o.Rounds["1"].Aggregate != "81.00" {
		t.Fatalf("%s %+v", r.State, o)
	}
	due, err := act.Agenda(context.Background(), w.Pool, r, nil)
	if err != nil || len(due) != 0 {
		t.Errorf("a round without reviews has an agenda: %v %v", due, err)
	}
	_, err = w.Do(lifecycle.ProjectMachine, w.Project, "invite_more", reviewtest.Agency, act.InviteMore{Reviewers: reviewtest.IDs(4, 5, 6, 7, 8)})
	refused(t, err, "PANEL_UNLAWFUL")
	w.Turn(60 * day)
	w.Must(lifecycle.ProjectMachine, w.Project, "invite_more", reviewtest.Agency, act.InviteMore{Reviewers: reviewtest.IDs(5, 6, 7, 8, 9)})
	v := w.Of(5)
	if v.Work.Label != "专家A" || v.Work.Round != 2 || !v.Work.Due.Equal(w.After(reviewtest.Start, 70)) {
		t.Errorf("%+v", v.Work)
	}
	if _, o := w.Outcome(); o.Reopened != "re_review" || o.Needed != 5 {
		t.Errorf("%+v", o)
	}
}

// TestClosingMeetsTheLastScore: whichever comes first, what is counted is what is on file.
func TestClosingMeetsTheLastScore(t *testing.T) {
	t.Parallel()
	for range 4 {
		w := reviewtest.New(t, small)
		w.Assign(0, 1, 2)
		w.Score(0, "50", "30")
		w.Score(1, "50", "31")
		w.Accept(2)
		last := w.Of(2).Record.ID
		var (
			wait             sync.WaitGroup
			closing, scoring error
		)
		wait.Go(func() {
			_, scoring = w.Do(lifecycle.ReviewMachine, last, "score", reviewtest.Reviewer(2), reviewtest.Opinion("50", "32"))
		})
		wait.Go(func() { closing = closeRound(w, 0) })
		wait.Wait()
		if scoring != nil {
			t.Fatal(scoring)
		}
		r, o := w.Outcome()
		switch {
		case closing == nil && (r.State != lifecycle.Reviewed || o.Valid != 3 || o.Aggregate != "81.00"):
			t.Errorf("closed with %+v", o)
		case closing != nil && problem.ReasonOf(closing) != "REVIEWS_OPEN":
			t.Error(closing)
		}
	}
}

// TestClosingMeetsAnInvalidation: a score is either counted or invalidated, never both.
func TestClosingMeetsAnInvalidation(t *testing.T) {
	t.Parallel()
	for range 4 {
		w := scoredPanel(t)
		first := w.Of(0).Record.ID
		var (
			wait             sync.WaitGroup
			closing, voiding error
			invalidated      bool
			valid            int
		)
		wait.Go(func() {
			_, voiding = w.Do(lifecycle.ReviewMachine, first, "invalidate", reviewtest.Agency, docket.Reason{Reason: "代评"})
		})
		wait.Go(func() { closing = closeRound(w, 1) })
		wait.Wait()
		if closing != nil {
			t.Fatal(closing)
		}
		_, o := w.Outcome()
		invalidated, valid = w.Of(0).Record.State == lifecycle.ReviewInvalidated, o.Valid
		if invalidated != (voiding == nil) || invalidated != (valid == 4) || (voiding != nil && problem.ReasonOf(voiding) != "REVIEW_OVER") {
			t.Errorf("invalidated %v (%v), %d counted", invalidated, voiding, valid)
		}
	}
}

func TestAnOpinionIsNotDueAfterTheHandOver(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		hand  time.Duration // the commission's due, after the start
		given time.Duration // 0: not given
		want  time.Duration // 0: what the pack says
	}{
		{"the pack's time", 30 * day, 0, 0},
		{"the hand-over comes first", 5 * day, 0, 5 * day},
		{"before an invitation would lapse", 2 * day, 0, 2 * day},
		{"the hand-over is past", -day, 0, 0},
		{"the agency says so", 5 * day, 8 * day, 8 * day},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := reviewtest.New(t, small)
			w.Must(lifecycle.CallMachine, w.Call, "start_review", reviewtest.Officer,
				reviewtest.Given{"commission": map[string]any{"agency": "agency", "due": reviewtest.Start.Add(c.hand)}})
			in := act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2)}
			if c.given > 0 {
				at := reviewtest.Start.Add(c.given)
				in.Due = &at
			}
			w.Must(lifecycle.ProjectMachine, w.Project, "assign_review", reviewtest.Agency, in)
			v := w.Of(0)
			want := reviewtest.Start.Add(c.want)
			if c.want == 0 {
				want = w.After(reviewtest.Start, 10)
			}
			if !v.Work.Due.Equal(want) || v.Work.InviteDue.After(*v.Work.Due) {
				t.Errorf("due %s, answer by %s", v.Work.Due, v.Work.InviteDue)
			}
		})
	}
}
