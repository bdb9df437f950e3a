package meeting

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"yanlu/services/platform/problem"
)

// sheet is a meeting on three applications a, b and c, by the members p1 (chair), p2 and p3; every secret names its item.
func sheet() Sheet {
	at := time.Date(2026, 5, 11, 1, 0, 0, 0, time.UTC)
	s := Sheet{
		Title: "评审会", Seats: []Member{{Seat: Seat(0), Chair: true, Person: "p1"}, {Seat: Seat(1), Person: "p2"}, {Seat: Seat(2), Person: "p3"}},
		Order: []string{"b", "a", "c"}, OrderVersion: 2, EnvelopeFen: 100, Current: "b", Minutes: "minutes-secret", Report: "report-secret", SignedAt: &at,
	}
	for n, id := range []string{"a", "b", "c"} {
		item := Item{
			No: n + 1, Docket: id, Title: "title-" + id, Host: "host-" + id, RequestedFen: 40, State: "UNDER_REVIEW", Aggregate: "aggregate-" + id, Method: "mean", Spread: "spread-" + id,
			Notes: []Said{{Text: "note-" + id, At: at}, {Seat: Seat(1), Text: "said-" + id, At: at, Person: "p2"}}, Consensus: &Consensus{Score: "consensus-" + id, Reason: "reason-" + id},
			Recusals: []Aside{{Seat: Seat(2), Ground: "ground-" + id, Person: "p3"}},
		}
		for k, p := range []string{"p1", "p2", "p3"} {
			item.Scores = append(item.Scores, Score{Label: fmt.Sprintf("专家%c", 'A'+k), Total: fmt.Sprintf("total-%s-%s", id, p), Person: p})
		}
		s.Items = append(s.Items, item)
	}
	return s
}

// read is all that a sheet shows, persons included.
func read(t *testing.T, s Sheet) string {
	t.Helper()
	var b strings.Builder
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	b.Write(raw)
	b.WriteString(" above=" + strings.Join(s.AboveLine(), ""))
	for _, m := range s.Seats {
		b.WriteString(" seat=" + m.Person)
	}
	for _, i := range s.Items {
		for _, x := range i.Scores {
			b.WriteString(" score=" + x.Person)
		}
		for _, x := range i.Notes {
			b.WriteString(" note=" + x.Person)
		}
		for _, x := range i.Recusals {
			b.WriteString(" aside=" + x.Person)
		}
	}
	return b.String()
}

// The table of who reads what of a meeting: one line a reader, with words that must and must not be there.
func TestWhoReadsWhat(t *testing.T) {
	never := func(Item) bool { return false }
	onlyA := func(i Item) bool { return i.Docket == "a" }
	for name, c := range map[string]struct {
		reader Reader
		has    []string
		hasNot []string
	}{
		"the agency reads all": {
			Reader{Person: "x", Agency: true, Names: true},
			[]string{"total-a-p1", "total-c-p3", "note-b", "consensus-b", "ground-c", "minutes-secret", "seat=p1", "above=ba", "score=p2"}, nil,
		},
		"a member reads the meeting and their own scores": {
			Reader{Person: "p2", Member: true, Names: true, Scores: never},
			[]string{"total-a-p2", "note-a", "consensus-b", `"b","a","c"`, "seat=p1", "minutes-secret"},
			[]string{"total-a-p1", "total-a-p3", "aggregate-", "spread-", "score=p1"},
		},
		"the chair reads every score that is in": {
			Reader{Person: "p1", Member: true, Chair: true, Names: true, Scores: never},
			[]string{"total-a-p3", "aggregate-b", "score=p1"}, []string{"score=p2", "score=p3"},
		},
		"who stepped aside reads nothing of the item": {
			Reader{Person: "p2", Member: true, Names: true, Scores: never, Recused: map[string]bool{"b": true}},
			[]string{"note-a", "total-a-p2", `"a","c"`, `"no":2`},
			[]string{"title-b", "host-b", "total-b", "note-b", "said-b", "consensus-b", "ground-b", `"b"`, "minutes-secret", "report-secret", "above=ba"},
		},
		"so does a chair": {
			Reader{Person: "p1", Member: true, Chair: true, Names: true, Scores: never, Recused: map[string]bool{"a": true}},
			[]string{"aggregate-b"}, []string{"total-a", "aggregate-a", "title-a", "minutes-secret"},
		},
		"the bureau reads the agenda before the hand-over": {
			Reader{Person: "o", Scores: never},
			[]string{"title-a", "title-b", Seat(0)}, []string{"total-", "aggregate-", "note-", "said-", "consensus-", "ground-", "minutes-secret", "seat=p", `"b","a","c"`},
		},
		"and of each application what was handed over": {
			Reader{Person: "o", Scores: onlyA},
			[]string{"total-a-p1", "note-a", "consensus-a"}, []string{"total-b", "note-b", "minutes-secret", "=p1", "=p2", "=p3", `"b","a","c"`},
		},
		"and the whole once all was": {
			Reader{Person: "o", Scores: func(Item) bool { return true }},
			[]string{"total-c-p1", "minutes-secret", `"b","a","c"`}, []string{"=p1", "=p2", "=p3"},
		},
		"a bureau person in conflict with one item": {
			Reader{Person: "o", Scores: func(Item) bool { return true }, Recused: map[string]bool{"c": true}},
			[]string{"total-a-p1"}, []string{"total-c", "title-c", "minutes-secret"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			text := read(t, sheet().For(c.reader))
			for _, word := range c.has {
				if !strings.Contains(text, word) {
					t.Errorf("%s is missing", word)
				}
			}
			for _, word := range c.hasNot {
				if strings.Contains(text, word) {
					t.Errorf("%s is shown", word)
				}
			}
		})
	}
}

func TestAPendingOpinionHidesTheScoresFromTheChair(t *testing.T) {
	s := sheet()
	s.Items[0].Pending = 1
	text := read(t, s.For(Reader{Person: "p1", Member: true, Chair: true, Names: true}))
	if strings.Contains(text, "total-a-p2") || strings.Contains(text, "aggregate-a") || !strings.Contains(text, "total-b-p2") {
		t.Error("the chair reads scores while opinions are open, or does not read those of a settled item")
	}
}

func TestForLeavesTheSheetAsItIs(t *testing.T) {
	s := sheet()
	before := read(t, s)
	for _, r := range []Reader{{}, {Member: true, Person: "p2", Recused: map[string]bool{"b": true}}, {Chair: true, Person: "p1"}} {
		s.For(r)
	}
	if read(t, s) != before {
		t.Error("showing a sheet changed it")
	}
}

// A sheet kept without names gets them back at the right places.
func TestSeatAgain(t *testing.T) {
	s := sheet()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"p1", "p2", "p3"} {
		if strings.Contains(strings.ReplaceAll(string(raw), "-"+p, ""), p) {
			t.Errorf("the kept sheet names %s", p)
		}
	}
	var kept Sheet
	if err := json.Unmarshal(raw, &kept); err != nil {
		t.Fatal(err)
	}
	kept.SeatAgain([]string{"p1", "p2", "p3"}, func(_, label string) string {
		return map[string]string{"专家A": "p1", "专家B": "p2", "专家C": "p3"}[label]
	})
	if read(t, kept) != read(t, s) {
		t.Errorf("%s\n%s", read(t, kept), read(t, s))
	}
}

func TestAboveLine(t *testing.T) {
	for _, c := range []struct {
		requested []int64 // in the order of the sheet; below 0: barred from funding
		envelope  int64
		passOver  bool
		hidden    bool
		want      string
	}{
		{nil, 10, false, false, ""},
		{[]int64{5, 5, 1}, 10, false, false, "ab"},
		{[]int64{11, 1}, 10, false, false, ""},
		{[]int64{11, 1}, 10, true, false, "b"},
		{[]int64{1, 2}, 10, false, false, "ab"},
		{[]int64{6, 5, 1}, 10, false, false, "a"},
		{[]int64{6, 5, 1}, 10, true, false, "ac"},
		{[]int64{6, -5, 4}, 10, false, false, "ac"},
		{[]int64{6, -5, 4}, 10, false, true, ""},
	} {
		s := Sheet{EnvelopeFen: c.envelope, PassOver: c.passOver, LineHidden: c.hidden}
		for n, x := range c.requested {
			id := string(rune('a' + n))
			s.Items, s.Order = slices.Insert(s.Items, 0, Item{Docket: id, RequestedFen: max(x, -x), BelowLine: x < 0}), append(s.Order, id)
		}
		if got := strings.Join(s.AboveLine(), ""); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestReorder(t *testing.T) {
	c, p := Convened{Agenda: []string{"a", "b", "c"}}, Proceedings{OrderVersion: 3}
	for _, x := range []struct {
		order []string
		seen  int
		want  string
	}{
		{[]string{"c", "a", "b"}, 3, ""}, {[]string{"c", "a", "b"}, 2, "ORDER_STALE"}, {[]string{"c", "a"}, 3, "ORDER_INCOMPLETE"},
		{[]string{"c", "a", "a"}, 3, "ORDER_INCOMPLETE"}, {[]string{"c", "a", "b", "d"}, 3, "ORDER_INCOMPLETE"}, {nil, 3, "ORDER_INCOMPLETE"},
	} {
		if got := problem.ReasonOf(c.Reorder(p, x.order, x.seen)); got != x.want {
			t.Errorf("%v seen %d: %q, want %q", x.order, x.seen, got, x.want)
		}
	}
	for range 200 { // every shuffle is an order
		order := []string{"a", "b", "c"}
		rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		if err := c.Reorder(p, order, 3); err != nil {
			t.Fatal(err)
		}
	}
}

// Two thirds, rounded up; who stepped aside, is absent or not marked is not there, and nobody counts twice.
func TestQuorum(t *testing.T) {
	t.Parallel()
	rule := DefaultQuorum()
	for panel, least := range map[int]int{1: 1, 3: 2, 4: 3, 5: 4, 6: 4, 7: 5, 9: 6} {
		if got := rule.Least(panel); got != least {
			t.Errorf("of %d: %d, want %d", panel, got, least)
		}
	}
	p := Proceedings{
		Presence: map[string]string{"a": "present", "b": "remote", "c": "absent", "e": "present"},
		Recusals: map[string]map[string]Recusal{"x": {"e": {}}},
	}
	judges := []string{"a", "b", "c", "d", "e", "a"}
	if err := rule.Quorum(p, "x", "项目", judges[:3], 3); err != nil {
		t.Errorf("two of three: %v", err)
	}
	if err := rule.Quorum(p, "y", "项目", []string{"a", "b", "e"}, 4); err != nil {
		t.Errorf("three of four: %v", err)
	}
	if err := rule.Quorum(p, "x", "项目", judges, 5); problem.ReasonOf(err) != "MEETING_QUORUM" || !strings.Contains(err.Error(), "4") {
		t.Errorf("two of five: %v", err)
	}
}
