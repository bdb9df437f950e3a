package policy

import (
	"encoding/json"
	"slices"
	"testing"
)

func paths(found []FieldViolation) []string {
	var out []string
	for _, v := range found {
		out = append(out, v.Path)
	}
	return out
}

func TestFormOfNeeds(t *testing.T) {
	f, ok := load(t, fuling).Form("need")
	if !ok {
		t.Fatal("no form")
	}
	if got := f.Validate(map[string]any{}, false); len(got) != 0 {
		t.Errorf("an empty draft is in order: %v", got)
	}
	if got := paths(f.Validate(map[string]any{}, true)); !slices.Contains(got, "need.title") {
		t.Errorf("a final form needs its title: %v", got)
	}
	cases := map[string]any{
		"need.title": string(make([]rune, 81)), "need.deadline": "2026-13-01", "need.budget": 1.5, "need.ip_terms": "nobody", "need.nonsense": "x",
	}
	for path, value := range cases {
		if got := paths(f.Validate(map[string]any{path: value}, false)); !slices.Equal(got, []string{path}) {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestTablesAndRanges(t *testing.T) {
	f, _ := load(t, fuling).Form("proposal")
	content := map[string]any{
		"cover.term":     map[string]any{"from": "2027-01-01", "to": "2026-01-01"},
		"budget.sources": []any{map[string]any{"source": "requested", "amount": 100.0}, map[string]any{"source": "wishes", "amount": -1.0, "extra": "x"}},
	}
	got := paths(f.Validate(content, false))
	want := []string{"budget.sources[1].amount", "budget.sources[1].extra", "budget.sources[1].source", "cover.term"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func FuzzValidate(f *testing.F) {
	form, _ := load(f, fuling).Form("proposal")
	f.Add([]byte(`{"cover.term":{"from":"2026-01-01"},"budget.sources":[{"amount":"12"}]}`), true)
	f.Fuzz(func(t *testing.T, raw []byte, final bool) {
		var content map[string]any
		if json.Unmarshal(raw, &content) != nil {
			return
		}
		for _, v := range form.Validate(content, final) {
			if v.Path == "" || v.Zh == "" || v.En == "" {
				t.Fatalf("%+v", v)
			}
		}
	})
}
