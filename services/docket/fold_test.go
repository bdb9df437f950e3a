package docket

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"time"

	"yanlu/services/lifecycle"
)

func TestMergePatch(t *testing.T) {
	cases := []struct{ base, patch, want string }{
		{`{"a":1}`, `{"b":2}`, `{"a":1,"b":2}`},
		{`{"a":{"x":1,"y":2}}`, `{"a":{"y":null,"z":3}}`, `{"a":{"x":1,"z":3}}`},
		{`{"a":[1,2]}`, `{"a":[3]}`, `{"a":[3]}`},
		{`{"a":1}`, `{"a":{"b":{"c":null}}}`, `{"a":{"b":{}}}`},
		{`{}`, `{"a":null}`, `{}`},
	}
	for _, c := range cases {
		got := MergePatch(object(t, c.base), object(t, c.patch))
		if !reflect.DeepEqual(got, object(t, c.want)) {
			t.Errorf("%s + %s = %v", c.base, c.patch, got)
		}
	}
}

func object(t testing.TB, s string) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(s), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func chain(bodies ...string) []Event {
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	steps := []struct {
		e      lifecycle.Event
		from   lifecycle.State
		to     lifecycle.State
		role   lifecycle.Role
		person string
	}{
		{lifecycle.Create, lifecycle.None, lifecycle.NeedDraft, lifecycle.Demander, "p"},
		{"submit", lifecycle.NeedDraft, lifecycle.NeedSubmitted, lifecycle.Demander, "p"},
		{"screen", lifecycle.NeedSubmitted, lifecycle.NeedScreened, lifecycle.Officer, "o"},
	}
	var out []Event
	prev := []byte{}
	for i, s := range steps {
		body := `{"parties":{"title":"t"}}`
		if i < len(bodies) {
			body = bodies[i]
		}
		e := Event{
			Subject: "n", Seq: int64(i + 1), Machine: lifecycle.NeedMachine, Event: s.e, Source: s.from, Target: s.to, Role: s.role, Person: s.person,
			At: at.Add(time.Duration(i) * time.Hour), Body: body, RequestID: "r", Prev: prev,
		}
		e.Hash = e.Seal()
		prev = e.Hash
		out = append(out, e)
	}
	return out
}

func foldChain(events []Event) (Record, error) {
	var r Record
	var err error
	for _, e := range events {
		if r, err = Fold(r, e); err != nil {
			return r, err
		}
	}
	return r, nil
}

func TestFoldRefusesABrokenChain(t *testing.T) {
	if _, err := foldChain(chain()); err != nil {
		t.Fatal(err)
	}
	breaks := map[string]func([]Event){
		"changed body":   func(e []Event) { e[1].Body = `{"x":{}}` },
		"changed person": func(e []Event) { e[1].Person = "q" },
		"changed time":   func(e []Event) { e[2].At = e[2].At.Add(1) },
		"missing event":  func(e []Event) { e[1] = e[2] },
		"unlawful": func(e []Event) {
			e[2].Target = lifecycle.NeedInCall
			e[2].Hash = e[2].Seal()
		},
		"rewritten": func(e []Event) {
			e[1].Body = `{"x":{}}`
			e[1].Hash = e[1].Seal() // the next event still points at the old hash
		},
	}
	for name, spoil := range breaks {
		events := chain()
		spoil(events)
		var m *Mismatch
		if _, err := foldChain(events); !errors.As(err, &m) {
			t.Errorf("%s: not found (%v)", name, err)
		}
	}
}

// FuzzFold: folding never panics, never changes what it was given, and the row
// read back from its JSON equals the fold.
func FuzzFold(f *testing.F) {
	f.Add(`{"parties":{"title":"t"}}`, `{"a":{"b":1}}`, `{"a":{"b":null}}`)
	f.Add(`{}`, `{"a":[1,{"b":2}]}`, `{"a":"x"}`)
	f.Fuzz(func(t *testing.T, a, b, c string) {
		events := chain(a, b, c)
		r, err := foldChain(events)
		if err != nil {
			return
		}
		again, err := foldChain(events)
		if err != nil || Difference(r, again) != "" {
			t.Fatalf("folding twice differs: %v %s", err, Difference(r, again))
		}
		raw, err := json.Marshal(r.Facts)
		if err != nil {
			return // NaN cannot come from JSON; anything else is a defect of the body
		}
		row := r
		row.Facts = nil
		if err := json.Unmarshal(raw, &row.Facts); err != nil {
			t.Fatal(err)
		}
		if d := Difference(r, row); d != "" {
			t.Fatalf("row differs from fold in %s", d)
		}
	})
}

// Parties are read name by name: a name that is added to the type and not to the reader is found here.
func TestPartiesReadsEveryName(t *testing.T) {
	want := Parties{CoApplicants: []CoApplicant{{Org: "org", Role: "role"}, {Org: "org2", Role: "role2"}}}
	v := reflect.ValueOf(&want).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String {
			f.SetString(v.Type().Field(i).Name)
		}
	}
	raw, err := json.Marshal(map[string]any{"parties": want})
	if err != nil {
		t.Fatal(err)
	}
	var r Record
	if err := json.Unmarshal(raw, &r.Facts); err != nil {
		t.Fatal(err)
	}
	if got := r.Parties(); !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, want %+v", got, want)
	}
}
