package review

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

var (
	rubric = policy.Rubric{Code: "r", Criteria: []policy.Criterion{
		{Code: "NEED", Zh: "需求", En: "Need", W: 60}, {Code: "TEAM", Zh: "团队", En: "Team", W: 40},
	}}
	comments = CommentRule{Overall: 10, WhenBelow: 20, BelowScore: decimal.NewFromInt(60)}
)

func good() Opinion {
	return Opinion{
		Scores:  []Score{{"TEAM", "30.50", ""}, {"NEED", "45", ""}},
		Comment: strings.Repeat("好", 10), Advice: Recommend, FundingFen: 100,
	}
}

func TestOpinionIsKeptInRubricOrder(t *testing.T) {
	got, err := comments.Check(rubric, good())
	if err != nil {
		t.Fatal(err)
	}
	if got.Total != "75.5" || got.Scores[0].Criterion != "NEED" || got.Scores[1].Points != "30.5" || got.FundingFen != 100 {
		t.Errorf("%+v", got)
	}
}

func TestOpinionFaults(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*Opinion)
		field string // "" when lawful
	}{
		{"criterion missing", func(o *Opinion) { o.Scores = o.Scores[:1] }, "scores.NEED"},
		{"criterion twice", func(o *Opinion) { o.Scores = append(o.Scores, o.Scores[0]) }, "scores.TEAM"},
		{"unknown criterion", func(o *Opinion) { o.Scores = append(o.Scores, Score{"X", "1", ""}) }, "scores"},
		{"above the weight", func(o *Opinion) { o.Scores[1].Points = "60.01" }, "scores.NEED"},
		{"the whole weight", func(o *Opinion) { o.Scores[1].Points = "60" }, ""},
		{"negative", func(o *Opinion) { o.Scores[1].Points = "-1" }, "scores.NEED"},
		{"exponent", func(o *Opinion) { o.Scores[1].Points = "4e1" }, "scores.NEED"},
		{"three places", func(o *Opinion) { o.Scores[1].Points = "45.125" }, "scores.NEED"},
		{"empty", func(o *Opinion) { o.Scores[1].Points = "" }, "scores.NEED"},
		{"low without a comment", func(o *Opinion) { o.Scores[0].Points = "23.99" }, "scores.TEAM.comment"},
		{"low with a comment", func(o *Opinion) { o.Scores[0] = Score{"TEAM", "23.99", "人员不足"} }, ""},
		{"at the share no comment is needed", func(o *Opinion) { o.Scores[0].Points = "24" }, ""},
		{"short comment", func(o *Opinion) { o.Comment = strings.Repeat("好", 9) }, "comment"},
		{"blanks do not count", func(o *Opinion) { o.Comment = "好" + strings.Repeat(" ", 20) }, "comment"},
		{"low total needs more words", func(o *Opinion) {
			o.Scores = []Score{{"NEED", "30", "弱"}, {"TEAM", "20", "弱"}}
			o.Comment = strings.Repeat("差", 19)
		}, "comment"},
		{"no advice", func(o *Opinion) { o.Advice = "" }, "advice"},
		{"negative funding", func(o *Opinion) { o.FundingFen = -1 }, "funding_fen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := good()
			c.spoil(&o)
			_, err := comments.Check(rubric, o)
			p := problem.Of(err)
			switch {
			case c.field == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.field != "" && (p == nil || !slices.ContainsFunc(p.Violations, func(v problem.Violation) bool { return v.Field == c.field })):
				t.Errorf("no violation at %s: %v", c.field, err)
			}
		})
	}
}

func FuzzPoints(f *testing.F) {
	for _, s := range []string{"0", "17.5", "100.00", "-0", "1e3", "٣", "1.", ".5", "0x1", "1_0", "Inf"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := Points(s)
		if ok && (d.IsNegative() || d.Exponent() < -2 || d.GreaterThanOrEqual(decimal.NewFromInt(1000)) || strings.ContainsAny(s, "eE+-_ ")) {
			t.Fatalf("%q read as %s", s, d)
		}
	})
}
