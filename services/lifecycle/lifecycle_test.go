package lifecycle

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestLawsAreWellFormed(t *testing.T) {
	for _, l := range Laws() {
		if err := l.Check(); err != nil {
			t.Errorf("%s", err)
		}
	}
}

func TestCheckFindsDefects(t *testing.T) {
	good := Law{
		Machine: "m", Initial: "A",
		Standings:   []Standing{{"A", "甲", "A", false, by(PI)}, {"B", "乙", "B", true, nil}},
		Transitions: []Transition{{None, Create, "A", by(PI), Normal, "", ""}, {"A", "go", "B", by(PI), Normal, "", ""}},
		Labels:      map[Event]Label{Create: {"建", "c"}, "go": {"行", "g"}},
	}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	breaks := map[string]func(*Law){
		"unknown target": func(l *Law) { l.Transitions[1].To = "Z" },
		"no actor":       func(l *Law) { l.Transitions[1].Actors = nil },
		"no label":       func(l *Law) { l.Labels = map[Event]Label{Create: {"建", "c"}} },
		"terminal can leave": func(l *Law) {
			l.Transitions = append(l.Transitions, Transition{"B", "go", "A", by(PI), Normal, "", ""})
		},
		"twice":               func(l *Law) { l.Transitions = append(l.Transitions, l.Transitions[1]) },
		"nobody's turn":       func(l *Law) { l.Standings[0].Turn = nil },
		"no path":             func(l *Law) { l.Transitions[1].Path = 0 },
		"initial not in list": func(l *Law) { l.Initial = "Q" },
	}
	for name, spoil := range breaks {
		bad := good
		bad.Standings = slices.Clone(good.Standings)
		bad.Transitions = slices.Clone(good.Transitions)
		spoil(&bad)
		if bad.Check() == nil {
			t.Errorf("%s: not found", name)
		}
	}
}

func TestApply(t *testing.T) {
	cases := []struct {
		m    Machine
		from State
		e    Event
		by   Role
		want State
		to   State // "" = refused
	}{
		{ProjectMachine, None, Create, PI, None, Draft},
		{ProjectMachine, Draft, "send_to_unit", PI, None, UnitCheck},
		{ProjectMachine, Draft, "send_to_unit", Officer, None, ""},
		{ProjectMachine, Draft, "approve", Director, None, ""},
		{ProjectMachine, Publicity, "publicity_over", System, None, Awarded},
		{ProjectMachine, Publicity, "publicity_over", Director, None, ""},
		{ProjectMachine, TerminationReview, "refuse_termination", Director, Overdue, Overdue},
		{ProjectMachine, TerminationReview, "refuse_termination", Director, Passed, ""},
		{ProjectMachine, Objection, "dismiss", Discipline, Objection, Objection},
		{ProjectMachine, Archived, "archive", Officer, None, ""},
		{NeedMachine, NeedInReserve, "expire", System, None, NeedExpired},
		{CallMachine, CallOpen, "close", System, None, CallClosed},
		{CallMachine, CallOpen, "close", Admin, None, ""},
		{ReviewMachine, ReviewLate, "note_late", Reviewer, None, ReviewLate},
		{ReviewMachine, ReviewLate, "score", Reviewer, None, ""},
		{ReviewMachine, ReviewScored, "score", Reviewer, None, ""},
		{MeetingMachine, MeetingOpen, "sign_minutes", Chair, None, MeetingMinuted},
		{MeetingMachine, MeetingOpen, "sign_minutes", Agency, None, ""},
		{MeetingMachine, MeetingConvened, "take_item", Chair, None, ""},
	}
	for _, c := range cases {
		tr, err := Apply(c.m, c.from, c.e, c.by, c.want)
		var refusal *Refusal
		switch {
		case c.to == "" && !errors.As(err, &refusal):
			t.Errorf("%s %s %s by %s: want refusal, got %v %v", c.m, c.from, c.e, c.by, tr, err)
		case c.to != "" && (err != nil || tr.To != c.to):
			t.Errorf("%s %s %s by %s: got %v %v", c.m, c.from, c.e, c.by, tr.To, err)
		}
	}
}

func TestRefusalSaysWhoCan(t *testing.T) {
	_, err := Apply(ProjectMachine, Decision, "approve", Officer, None)
	var r *Refusal
	if !errors.As(err, &r) || !slices.Equal(r.Who, []Role{Director, LeadingGroup, PartyGroup}) {
		t.Fatalf("got %v", err)
	}
}

// Nobody but a workflow may do what the system does, or a timer's act could be forged.
func TestSystemActsAreNotOpenToAccounts(t *testing.T) {
	shared := []Event{"forfeit", "dun", "cancel_review", "expert_recused", "panel_fails_quorum"}
	for _, l := range Laws() {
		for _, tr := range l.Transitions {
			reserve := l.Machine == ReviewMachine && tr.Event == Create // its rule takes only what an act on the application hands over
			if slices.Contains(tr.Actors, System) && len(tr.Actors) > 1 && !slices.Contains(shared, tr.Event) && !reserve {
				t.Errorf("%s %s: system shares %v", l.Machine, tr.Event, tr.Actors)
			}
		}
	}
}

func FuzzApplyStaysInTheLaw(f *testing.F) {
	f.Add("project", "DRAFT", "send_to_unit", "pi", "")
	f.Fuzz(func(t *testing.T, m, from, e, role, want string) {
		tr, err := Apply(Machine(m), State(from), Event(e), Role(role), State(want))
		if err != nil {
			return
		}
		if !slices.Contains(tr.Actors, Role(role)) || string(tr.From) != from || (want != "" && string(tr.To) != want) {
			t.Fatalf("%v for %s %s %s %s %s", tr, m, from, e, role, want)
		}
	})
}

func TestDiagramsAreTheLaw(t *testing.T) {
	for _, l := range Laws() {
		page, err := os.ReadFile("../../docs/law/" + string(l.Machine) + ".md")
		if err != nil || string(page) != l.Markdown() {
			t.Errorf("docs/law/%s.md is not the law (%v): run `yanlu law --docs docs/law`", l.Machine, err)
		}
	}
}

// The rows of all migrations together are the law: one that adds a state or an
// event adds its rows, and those that were released are never rewritten.
func TestMigrationsAreTheLaw(t *testing.T) {
	files, err := filepath.Glob("../platform/postgres/migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	row := regexp.MustCompile(`(?m)^insert into lifecycle_(?:state|transition) values .*;$`)
	var there []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		up, _, _ := strings.Cut(string(raw), "-- +goose Down")
		there = append(there, row.FindAllString(up, -1)...)
	}
	law := row.FindAllString(SQL(), -1)
	for _, r := range law {
		if !slices.Contains(there, r) {
			t.Errorf("no migration says: %s", r)
		}
	}
	for i, r := range there {
		if !slices.Contains(law, r) || slices.Index(there, r) != i {
			t.Errorf("the law does not say, or says once: %s", r)
		}
	}
}
