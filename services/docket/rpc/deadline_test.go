package rpc

import (
	"encoding/json"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres/postgrestest"
)

// The table in Go and the column in the database name the same fact for every
// state of every law, and neither knows a limit that the other does not.
func TestTheDeadlineColumnReadsWhatTheTableSays(t *testing.T) {
	pool := postgrestest.New(t)
	at := time.Date(2026, 5, 6, 7, 8, 9, 123456000, time.UTC)
	for _, law := range lifecycle.Laws() {
		for _, s := range law.Standings {
			d, limited := deadlineIn(law.Machine, s.State)
			facts := everyTime(at.Add(time.Hour))
			if limited {
				put(facts, at, append([]string{d.section}, spelled(d.path)...)...)
			}
			raw, err := json.Marshal(facts)
			if err != nil {
				t.Fatal(err)
			}
			var got *time.Time
			if err := pool.QueryRow(t.Context(), "select deadline_of($1, $2, $3)", string(law.Machine), string(s.State), json.RawMessage(raw)).Scan(&got); err != nil {
				t.Fatal(err)
			}
			if !limited {
				if got != nil {
					t.Errorf("%s in %s has the limit %v in the database and none in the table", law.Machine, s.State, got)
				}
				continue
			}
			own := d.fact(&docket.Record{Machine: law.Machine, State: s.State, Facts: facts})
			if got == nil || own == nil || !got.Equal(at) || !own.Equal(at) {
				t.Errorf("%s in %s: the database reads %v, the table %v, want %v", law.Machine, s.State, got, own, at)
			}
			if s.Terminal {
				t.Errorf("%s in %s has ended and cannot be late", law.Machine, s.State)
			}
		}
	}
}

// spelled is a path with the names that “$” stands for, as everyTime has them.
func spelled(path []string) []string {
	out := make([]string, len(path))
	for i, name := range path {
		out[i] = name
		if name == "$change_no" {
			out[i] = "C1"
		}
	}
	return out
}

// everyTime are facts with another time in every place where a limit may stand.
func everyTime(at time.Time) docket.Facts {
	facts := docket.Facts{"run": map[string]any{"change_no": "C1"}}
	for _, d := range deadlines {
		put(facts, at, append([]string{d.section}, spelled(d.path)...)...)
	}
	return facts
}

func put(facts map[string]any, at time.Time, path ...string) {
	m := facts
	for _, name := range path[:len(path)-1] {
		next, _ := m[name].(map[string]any)
		if next == nil {
			next = map[string]any{}
			m[name] = next
		}
		m = next
	}
	m[path[len(path)-1]] = at.Format(time.RFC3339Nano)
}

func TestADraftIsDueWhenItsCallClosesOrLater(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }
	d, _ := deadlineIn(lifecycle.ProjectMachine, lifecycle.Draft)
	for name, c := range map[string]struct {
		closes, extended, want int
	}{"the call's": {5, 0, 5}, "an earlier extension": {5, 3, 5}, "a later extension": {5, 9, 9}, "no window": {0, 9, 0}} {
		r, call := &docket.Record{Facts: docket.Facts{}}, &docket.Record{Facts: docket.Facts{}}
		if c.closes > 0 {
			put(call.Facts, day(c.closes), "window", "closes_at")
		}
		if c.extended > 0 {
			put(r.Facts, day(c.extended), "intake", "extended_until")
		}
		got := d.of(r, call)
		if (got == nil) != (c.want == 0) || got != nil && !got.Equal(day(c.want)) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Who may not see a limit is not told that it has passed.
func TestLateIsToldToWhoSeesTheLimit(t *testing.T) {
	now := time.Date(2026, 5, 6, 0, 0, 0, 0, time.UTC)
	r := &docket.Record{Machine: lifecycle.ProjectMachine, State: lifecycle.FormalCheck, Facts: everyTime(now.Add(-time.Hour))}
	for role, want := range map[lifecycle.Role]bool{lifecycle.Officer: true, lifecycle.PI: false, lifecycle.Recommender: false, lifecycle.Agency: false} {
		if got := late([]lifecycle.Role{lifecycle.Public, role}, r, nil, now); got != want {
			t.Errorf("%s is told %t", role, got)
		}
	}
}
