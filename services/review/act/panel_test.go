package act_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

const (
	general = 20_000_000 // 20 万元, in 分
	small   = 10_000_000
	day     = 24 * time.Hour
)

// refused ends the test unless err is a refusal with the reason.
func refused(t *testing.T, err error, reason string) {
	t.Helper()
	if problem.ReasonOf(err) != reason {
		t.Fatalf("want %s, got %v", reason, err)
	}
}

func TestAssignInvitesThePanel(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	reviews := w.Assign(0, 1, 2, 3, 4)
	r, o := w.Outcome()
	if r.State != lifecycle.UnderReview || o.Round != 1 || o.Needed != 5 || o.Agency != "agency" || !o.Due.Equal(w.After(reviewtest.Start, 10)) {
		t.Errorf("%s %+v", r.State, o)
	}
	if len(reviews) != 5 {
		t.Fatalf("%d reviews", len(reviews))
	}
	for i, v := range reviews {
		p := v.Record.Parties()
		if v.Record.State != lifecycle.ReviewInvited || v.Work.Label != "专家"+string(rune('A'+i)) || v.Reviewer() != reviewtest.ReviewerID(i) ||
			p.Parent != w.Project || p.AgencyOrg != "agency" || p.Title != "石墨烯散热膜" || p.PI != "" ||
			!v.Work.InviteDue.Equal(w.After(reviewtest.Start, 3)) || !v.Work.RemindAt.Equal(w.Before(*v.Work.InviteDue, 2)) {
			t.Errorf("%d: %s %+v %+v", i, v.Record.State, p, v.Work)
		}
	}
}

func TestAssignIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Commission()
	c := docket.Command{RequestID: "the same one", Machine: lifecycle.ProjectMachine, Subject: w.Project, Event: "assign_review", Actor: reviewtest.Agency,
		Input: act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2, 3, 4)}}
	first, err := w.Door.Do(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.Door.Do(context.Background(), c)
	if err != nil || again.Seq != first.Seq || len(w.Reviews()) != 5 {
		t.Errorf("%v, #%d and #%d, %d reviews", err, first.Seq, again.Seq, len(w.Reviews()))
	}
}

func TestAssignNeedsACommission(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "assign_review", reviewtest.Agency, act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2, 3, 4)})
	refused(t, err, "REVIEW_NOT_COMMISSIONED")
	w.Commission()
	_, err = w.Do(lifecycle.ProjectMachine, w.Project, "assign_review", reviewtest.OtherAgency, act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2, 3, 4)})
	refused(t, err, "NOT_FOUND")
	past := reviewtest.Start.Add(-time.Second)
	_, err = w.Do(lifecycle.ProjectMachine, w.Project, "assign_review", reviewtest.Agency, act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2, 3, 4), Due: &past})
	refused(t, err, "DUE_PASSED")
}

func TestSmallProjectsTakeASmallPanel(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, small)
	if n := len(w.Assign(0, 1, 2)); n != 3 {
		t.Errorf("%d reviews", n)
	}
	w = reviewtest.New(t, small+1)
	w.Commission()
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "assign_review", reviewtest.Agency, act.AssignReview{Reviewers: reviewtest.IDs(0, 1, 2)})
	refused(t, err, "PANEL_UNLAWFUL")
}

// TestUnlawfulPanelNamesEverybody: each ground is read from the database, and all are told at once.
func TestUnlawfulPanelNamesEverybody(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Commission()
	w.Avoid(reviewtest.ReviewerName(0))
	for _, sql := range []string{
		`insert into conflict (subject, person, ground, at) values ('` + w.Project + `', 'expert-01', '师生', now())`,
		`update person set sanctioned_until = '2027-01-01' where id = 'expert-02'`,
		`insert into role_grant (person, organisation, role) values ('expert-03', 'joint', 'institution')`,
		`insert into role_grant (person, organisation, role) values ('expert-04', 'park', 'recommender')`,
		`update person set disabled_at = now() where id = 'expert-05'`,
		`insert into role_grant (person, organisation, role) values ('expert-07', 'org6', 'reviewer')`,
	} {
		if _, err := w.Pool.Exec(context.Background(), sql); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.Do(lifecycle.ProjectMachine, w.Project, "assign_review", reviewtest.Agency,
		act.AssignReview{Reviewers: append(reviewtest.IDs(0, 1, 2, 3, 4, 5, 6, 7), "nobody")})
	refused(t, err, "PANEL_UNLAWFUL")
	var all string
	for _, v := range problem.Of(err).Violations {
		all += v.Zh + "\n"
	}
	for _, want := range []string{
		"甲00：在申请人申请回避的名单中", "甲01：登记有应回避情形（师生）", "甲02：处于惩戒期内", "甲03：任职于申报单位", "甲04：任职于推荐单位",
		"甲05：不是在册评审专家", "nobody：查无此人", "单位org6有2名专家",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if len(problem.Of(err).Violations) != 8 {
		t.Errorf("%d violations:\n%s", len(problem.Of(err).Violations), all)
	}
	if r, _ := w.Outcome(); r.State != lifecycle.Accepted {
		t.Errorf("a refused panel moved the application to %s", r.State)
	}
}

func TestAReviewBeginsOnlyBesideAnAssignment(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Commission()
	_, err := w.Do(lifecycle.ReviewMachine, "", lifecycle.Create, reviewtest.Agency, map[string]any{"Parties": docket.Parties{Parent: w.Project, Reviewer: "expert-00"}})
	refused(t, err, "REVIEW_BY_ASSIGNMENT_ONLY")
}

func TestInviteMoreReplacesThoseWhoWent(t *testing.T) {
	t.Parallel()
	w := reviewtest.New(t, general)
	w.Assign(0, 1, 2, 3, 4)
	if err := w.AsReviewer(0, "decline_review", act.DeclineReview{Reason: "conflict", Note: "曾是同事"}); err != nil {
		t.Fatal(err)
	}
	more := func(n ...int) error {
		_, err := w.Do(lifecycle.ProjectMachine, w.Project, "invite_more", reviewtest.Agency, act.InviteMore{Reviewers: reviewtest.IDs(n...)})
		return err
	}
	refused(t, more(0), "REVIEWER_EXCLUDED") // in this round already, and in conflict
	refused(t, more(), "PANEL_UNLAWFUL")
	refused(t, more(5, 6, 7, 8, 9, 10), "PANEL_UNLAWFUL") // ten seats
	w.Turn(4 * day)
	if err := more(5); err != nil {
		t.Fatal(err)
	}
	v := w.Of(5)
	if v.Work.Label != "专家F" || !v.Work.Due.Equal(w.After(reviewtest.Start, 14)) || !v.Work.InviteDue.Equal(w.After(reviewtest.Start, 7)) {
		t.Errorf("%+v", v.Work)
	}
	if _, o := w.Outcome(); o.Needed != 5 || !o.Due.Equal(*v.Work.Due) {
		t.Errorf("%+v", o)
	}
	if first := w.Of(1); !first.Work.Due.Equal(w.After(reviewtest.Start, 10)) {
		t.Errorf("an earlier deadline moved to %s", first.Work.Due)
	}
}
