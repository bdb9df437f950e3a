package bureau_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	meetingact "yanlu/services/review/meeting/act"
)

// What must not be read before a hand-over, beside the words of the drawn scene.
const (
	secretFigure    = "77.37" // the total of every opinion, and so the aggregate
	secretConsensus = "78.91"
	secretSaid      = "这一句只在评审会上说过"
)

// heldBack is a drawn commission of two applications, both scored and discussed in
// a meeting whose minutes are signed; the first round is closed, the second still
// open, and nothing is handed over.
type heldBack struct {
	drawnScene
	meeting string
}

func stageHeldBack(t *testing.T) heldBack {
	t.Helper()
	s := heldBack{drawnScene: drawnPanels(t, 2, 3)}
	w := s.w
	in := w.Opinion(77)
	more := decimal.RequireFromString(in.Scores[0].Points).Add(decimal.RequireFromString("0.37"))
	in.Scores[0].Points = more.String()
	for _, id := range s.projects {
		s.scored(id, in)
	}
	const m = lifecycle.MeetingMachine
	at := w.Door.Now().Add(48 * time.Hour)
	chair := w.Reviews(s.project)[0].Parties().Reviewer
	s.meeting = w.Do("pingheng", "", m, lifecycle.Create, meetingact.Convene{Call: s.call, Agenda: s.projects, Chair: chair, Mode: "panel", At: &at}).Record.ID
	w.Do("pingheng", s.meeting, m, "open_meeting", docket.Note{})
	for _, id := range s.projects {
		for _, r := range w.Reviews(id) {
			w.Do("pingheng", s.meeting, m, "mark_presence", meetingact.MarkPresence{Person: r.Parties().Reviewer, Presence: "present"})
		}
	}
	w.Do("pingheng", s.meeting, m, "note_item", meetingact.NoteItem{Item: s.project, Text: secretSaid})
	w.Do(strings.TrimPrefix(chair, "person-"), s.meeting, m, "set_consensus", meetingact.SetConsensus{Item: s.project, Score: secretConsensus, Reason: secretSaid})
	w.Do(strings.TrimPrefix(chair, "person-"), s.meeting, m, "sign_minutes", meetingact.SignMinutes{Minutes: secretSaid, Report: secretReport})
	s.close(s.project)
	s.ids = append(s.ids, s.meeting)
	return s
}

// panel are the reviewers' ids, names and telephone numbers, which they are given here.
func (s heldBack) panel() (people, words []string) {
	s.w.T.Helper()
	for _, id := range s.projects {
		for _, r := range s.w.Reviews(id) {
			people = append(people, r.Parties().Reviewer)
		}
	}
	for n, p := range people {
		var name string
		phone := fmt.Sprintf("1390000%04d", n)
		if err := s.w.Pool.QueryRow(s.w.T.Context(), "update person set phone = $2 where id = $1 returning name", p, phone).Scan(&name); err != nil {
			s.w.T.Fatal(err)
		}
		words = append(words, p, name, phone)
	}
	return people, words
}

// filling is what the fields of requests are filled with.
func (s heldBack) filling(people []string) filling {
	s.w.T.Helper()
	project := s.w.Get(s.project)
	var terms struct {
		PackHash string `json:"pack_hash"`
	}
	if err := s.w.Get(s.call).Section("terms", &terms); err != nil {
		s.w.T.Fatal(err)
	}
	two := people[:2]
	return filling{
		"docket": s.ids, "minutes": {"20"}, "call": {s.call}, "application": {s.project}, "expert": two, "person": two, "reviewer": two, "organisation": {project.Parties().HostOrg, "org-hengping"},
		"query": {project.Parties().Title, "专家"}, "year": {"2026"}, "version": {"1"}, "workbook": {"true"}, "token": {"never.0.AAAA"},
		"hash": {terms.PackHash}, "before": {terms.PackHash}, "after": {terms.PackHash}, "roles": {"reviewer"}, "CheckNumber.number": {project.Parties().Code},
	}
}

// Those who must not learn a score before the hand-over; of them, those who must not learn who reviews either.
var (
	bureauPeople = []string{"linzhou", "heyuan", "zhaowen", "tangmin", "dengke", "qianhui", "zhengyan", "shenji"}
	outside      = []string{"weigang", "fanglei", "lingsong", "hemiao", "guanli", "public"}
)

// registers list who is a reviewer at all, to those who keep them; that says of no application who judges it.
var registers = []string{"ListPeople", "ListExperts", "GetExpert", "ListExpertHistory", "ListMembers", "/papers/tables/members.xlsx"}

// silent are reads that have nothing to tell in this scene.
var silent = map[string]string{
	"PreviewMessage":      "is asked by a filter; leak_desk_test.go asks it",
	"GetPrefill":          "no application of the scene is being written",
	"GetInvitationByLink": "every invitation of the scene is answered; leak_blind_test.go opens one",
	"GetNotice":           "nothing of the scene is on notice",
	"ReadObjection":       "nobody has objected",
	"PreviewSlots":        "the scene's meeting visits nobody; leak_survey_test.go lays out the timetable of one that does",
}

// Over every reading method, every paper and every feed: before the hand-over
// nobody but the agency reads what a review came to, nobody of the bureau but its
// watchdogs who reviews, and nobody outside either of them.
func TestNothingIsReadBeforeTheHandOverAnywhere(t *testing.T) {
	t.Parallel()
	s := stageHeldBack(t)
	people, names := s.panel()
	x := newWalk(t, s.w, s.filling(people), s.call, s.project, s.commission, s.meeting, s.w.Reviews(s.project)[0].ID)
	scores := []string{secretScore, secretReport, secretFigure, secretConsensus, secretSaid}
	onPaper := []string{"linzhou", "weigang", "public"}            // setting papers takes long
	onceMore := []string{"linzhou", "shenji", "weigang", "public"} // one of each kind of sight
	before := map[string]map[string]string{}
	for _, login := range append(bureauPeople, outside...) {
		told := x.as(login, slices.Contains(onPaper, login))
		x.searched(login, told, "a score", scores)
		if login != "zhengyan" && login != "shenji" {
			x.searched(login, told, "a reviewer", names, registers...)
		}
		if slices.Contains(onceMore, login) {
			before[login] = told
		}
	}
	x.readsItself("pingheng", append(scores, names[0]))
	x.as(strings.TrimPrefix(people[0], "person-"), false)
	x.whole(silent)
	x.unmoved(before, s.otherScores())
}

// readsItself fails where somebody reads a word nowhere, so that its absence elsewhere proves nothing.
func (x *walk) readsItself(login string, words []string) {
	x.t.Helper()
	var all strings.Builder
	for _, text := range x.as(login, true) {
		all.WriteString(text)
	}
	for _, word := range words {
		if !strings.Contains(all.String(), word) {
			x.t.Errorf("%s reads %s nowhere, so the walk proves nothing of it", login, word)
		}
	}
}

// otherScores makes of every opinion, figure and finding another one, in place and
// for a moment; it returns what puts them back.
func (s heldBack) otherScores() (back func()) {
	s.w.T.Helper()
	was := map[string]string{}
	ctx := context.Background()
	for _, id := range s.ids {
		var facts string
		if err := s.w.Pool.QueryRow(ctx, "select facts::text from docket where id = $1", id).Scan(&facts); err != nil {
			s.w.T.Fatal(err)
		}
		was[id] = facts
	}
	put := func(id, facts string) {
		if _, err := s.w.Pool.Exec(ctx, "update docket set facts = $2::jsonb where id = $1", id, facts); err != nil {
			s.w.T.Fatal(err)
		}
	}
	moved := 0
	for n, id := range s.ids {
		other := strings.NewReplacer(secretFigure, fmt.Sprintf("%d.25", 20+3*n), secretConsensus, "23.45", secretScore, strings.Repeat(secretScore, 2+n), secretReport, "另一份意见", secretSaid, "另一句话",
			`"spread": "0"`, `"spread": "55"`).Replace(was[id])
		if other != was[id] {
			moved++
			put(id, other)
		}
	}
	if moved < len(s.projects)+2 {
		s.w.T.Fatalf("only %d subjects hold scores", moved)
	}
	return func() {
		for id, facts := range was {
			put(id, facts)
		}
	}
}

// unmoved asks again after every score was changed: whoever may not know them is
// answered the same to the letter, so that no median, count, distance or order tells them.
func (x *walk) unmoved(before map[string]map[string]string, back func()) {
	x.t.Helper()
	defer back()
	for _, login := range slices.Sorted(maps.Keys(before)) {
		after := x.as(login, false)
		for where, text := range after {
			if text != before[login][where] && where != "GetPackContent" { // whose words come in any order
				x.t.Errorf("%s is told another thing by %s when the scores are others: %s", login, where, difference(before[login][where], text))
			}
		}
	}
}

// difference is where two texts part.
func difference(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	part := func(s string) string { return strings.ToValidUTF8(s[max(0, n-60):min(len(s), n+40)], "") }
	return fmt.Sprintf("%q, then %q", part(a), part(b))
}
