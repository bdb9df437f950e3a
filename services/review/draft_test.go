package review_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
)

var twoCriteria = policy.Rubric{Code: "r", Criteria: []policy.Criterion{{Code: "A", Zh: "甲", En: "A", W: 60}, {Code: "B", Zh: "乙", En: "B", W: 40}}}

// What a draft keeps comes back from the database as it was.
func TestADraftIsReadBackAsItWasTyped(t *testing.T) {
	want := review.Opinion{Scores: []review.Score{{Criterion: "A", Points: "12."}, {Criterion: "B", Points: "3", Comment: "理由"}}, Comment: "评", Advice: review.Recommend, FundingFen: 12_345_600}
	raw, err := json.Marshal(want.Content())
	if err != nil {
		t.Fatal(err)
	}
	var content map[string]any
	if err := json.Unmarshal(raw, &content); err != nil {
		t.Fatal(err)
	}
	if got := review.OfContent(twoCriteria, content); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %+v", raw, got)
	}
	over := review.Opinion{Scores: []review.Score{{Criterion: "A", Points: "40"}}, Comment: "新评"}.Over(twoCriteria, content)
	want.Scores[0].Points, want.Comment = "40", "新评"
	if !reflect.DeepEqual(over, want) {
		t.Errorf("laid over: %+v", over)
	}
}

func TestADraftHoldsNothingAnOpinionCouldNot(t *testing.T) {
	for name, o := range map[string]review.Opinion{
		"unknown criterion": {Scores: []review.Score{{Criterion: "C"}}},
		"twice":             {Scores: []review.Score{{Criterion: "A"}, {Criterion: "A"}}},
		"advice":            {Advice: "maybe"},
		"long points":       {Scores: []review.Score{{Criterion: "A", Points: "1234567890123"}}},
	} {
		if err := review.CheckDraft(twoCriteria, o); problem.ReasonOf(err) != "DRAFT_INVALID" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := review.CheckDraft(twoCriteria, review.Opinion{Scores: []review.Score{{Criterion: "B", Points: "12."}}}); err != nil {
		t.Error(err)
	}
}

func FuzzParseWan(f *testing.F) {
	for _, s := range []string{"12.34", "0", "1e9", "-1", "99999999", "0.000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if fen, ok := review.ParseWan(s); fen < 0 || fen > 100_000_000_000 || !ok && fen != 0 {
			t.Fatalf("%q: %d %t", s, fen, ok)
		}
	})
}
