package application

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"yanlu/services/programme"
)

func TestDeadline(t *testing.T) {
	early, late := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	cases := []struct {
		closes, extended *time.Time
		want             time.Time
	}{
		{&early, nil, early}, {&early, &late, late}, {&late, &early, late}, {nil, &early, early}, {nil, nil, time.Time{}},
	}
	for i, c := range cases {
		if got := Deadline(programme.Window{ClosesAt: c.closes}, Intake{ExtendedUntil: c.extended}); !got.Equal(c.want) {
			t.Errorf("%d: %s", i, got)
		}
	}
}

func TestAsked(t *testing.T) {
	var content map[string]any
	raw := `{"basics.base_code":"NM-01","cover.term":{"from":"2027-01-01","to":"2028-06-30"},
		"budget.sources":[{"source":"requested","amount":20000000},{"source":"own","amount":"30000000"},{"source":"own","amount":1},{"source":"city","amount":5}],
		"basics.targets":[{"name":"专利","target":"3"},{"name":""}]}`
	if err := json.Unmarshal([]byte(raw), &content); err != nil {
		t.Fatal(err)
	}
	got := Asked(content)
	if got.Topic != "NM-01" || got.RequestFen != 20_000_000 || got.OwnFen != 30_000_001 || got.Months != 18 || len(got.Targets) != 1 {
		t.Fatalf("%+v", got)
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{{"2027-01-01", "2027-12-31", 12}, {"2027-01-01", "2028-01-01", 13}, {"2027-01-31", "2027-02-28", 1}, {"2027-02-01", "2027-01-01", 0}, {"x", "2027-01-01", 0}} {
		if got := months(map[string]any{"from": c.from, "to": c.to}); got != c.want {
			t.Errorf("%s to %s: %d", c.from, c.to, got)
		}
	}
}

func TestOnlyListed(t *testing.T) {
	before := map[string]any{"a.b": "1", "a.c": "2", "a.d": []any{"x"}}
	after := map[string]any{"a.b": "changed", "a.c": "2", "a.d": []any{"x"}}
	if err := OnlyListed(before, after, []programme.Defect{{Field: "a.b"}}); err != nil {
		t.Error(err)
	}
	if OnlyListed(before, after, []programme.Defect{{Field: "a.c"}}) == nil {
		t.Error("a field that was not listed")
	}
	if err := OnlyListed(before, after, []programme.Defect{{Field: "a.c"}, {Field: ""}}); err != nil {
		t.Error("a defect of the whole opens every field")
	}
	delete(after, "a.d")
	if got := Changed(before, after); !slices.Equal(got, []string{"a.b", "a.d"}) {
		t.Errorf("%v", got)
	}
}

func FuzzAsked(f *testing.F) {
	f.Add([]byte(`{"budget.sources":[{"source":"requested","amount":1e30}],"cover.term":{"from":"0001-01-01","to":"0001-02-01"}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var content map[string]any
		if json.Unmarshal(raw, &content) == nil {
			if r := Asked(content); r.Months < 0 {
				t.Fatal("a negative term")
			}
		}
	})
}
