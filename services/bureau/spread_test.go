package bureau_test

import (
	"slices"
	"strings"
	"testing"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
)

// far scores an accepted application by five reviewers, the first of whom thinks otherwise.
func far(w *bureautest.World, id string, first, others int64) {
	w.T.Helper()
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	w.Project("pingheng", id, "assign_review", reviewact.AssignReview{Reviewers: people})
	for n, r := range w.Reviews(id) {
		login := r.Parties().Reviewer[len("person-"):]
		w.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		percent := others
		if n == 0 {
			percent = first
		}
		w.Do(login, r.ID, lifecycle.ReviewMachine, "score", w.Opinion(percent))
	}
}

// Scores that lie far apart are told to the agency, which asks the chair or invites two more; a panel of one mind stays as it is.
func TestScoresFarApart(t *testing.T) {
	t.Parallel()
	w := bureautest.New(t)
	call := w.OpenCall()
	apart, together := w.FormalCheck(call, 0), w.FormalCheck(call, 1)
	for _, id := range []string{apart, together} {
		w.Project("linzhou", id, "accept", nil)
	}
	w.Commissioned(call)
	far(w, apart, 50, 88)
	far(w, together, 86, 88)
	more := func(id string, people ...string) string {
		for i, p := range people {
			people[i] = "person-" + p
		}
		_, err := w.Try("pingheng", id, lifecycle.ProjectMachine, "invite_more", reviewact.InviteMore{Reviewers: people})
		return problem.ReasonOf(err)
	}
	for id, want := range map[string]bool{apart: true, together: false} {
		w.Clock(id, "quorum_reached")
		r := w.Get(id)
		if err := notification.Deliver(t.Context(), w.Pool, id, r.Seq); err != nil {
			t.Fatal(err)
		}
		var told []string
		rows, err := w.Pool.Query(t.Context(), "select person || ' ' || zh from notification where subject = $1 and seq = $2", id, r.Seq)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				t.Fatal(err)
			}
			told = append(told, s)
		}
		if len(told) == 0 || slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, "分歧较大") != want }) {
			t.Errorf("apart %v: %v", want, told)
		}
	}
	if got := more(together, "subanxia", "shituojiang"); got != "PANEL_UNLAWFUL" {
		t.Errorf("a panel of one mind grew: %q", got)
	}
	if got := more(apart, "subanxia"); got != "PANEL_UNLAWFUL" {
		t.Errorf("the panel became even: %q", got)
	}
	_, err := w.Try("pingheng", apart, lifecycle.ProjectMachine, "close_review", reviewact.CloseReview{Report: "r", Chair: "person-" + bureautest.Reviewers[1]})
	if problem.ReasonOf(err) != "SPREAD_UNEXPLAINED" {
		t.Errorf("closed without the chair's word: %v", err)
	}
	if got := more(apart, "subanxia", "shituojiang"); got != "" {
		t.Errorf("two more: %q", got)
	}
}
