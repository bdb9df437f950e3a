package review

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"yanlu/services/policy"
	"yanlu/services/review/calibrate"
)

func opinions(points ...string) (out []Opinion) {
	for _, p := range points {
		out = append(out, Opinion{Scores: []Score{{Criterion: "OTHER", Points: "0"}, {Criterion: "CORE", Points: p}}})
	}
	return out
}

func TestCoreCriteriaHaveAFloor(t *testing.T) {
	rubric := policy.Rubric{Core: []string{"CORE"}, Criteria: []policy.Criterion{{Code: "CORE", W: 25}, {Code: "OTHER", W: 75}}}
	pass := PassRule{Floor: decimal.RequireFromString("0.5")}
	for _, c := range []struct {
		points []string
		short  bool
	}{
		{[]string{"12.5", "12.5", "12.5"}, false},
		{[]string{"12.5", "12.49", "12.5"}, true},
		{[]string{"25", "12.5", "0"}, false},
		{[]string{"25", "12.49", "0"}, true},
		{[]string{"0"}, true},
	} {
		short, err := pass.Short(rubric, opinions(c.points...))
		if err != nil || slices.Equal(short, []string{"CORE"}) != c.short || !c.short && len(short) > 0 {
			t.Errorf("%v: %v, %v", c.points, short, err)
		}
	}
	if short, err := (PassRule{}).Short(rubric, opinions("0")); err != nil || short != nil {
		t.Errorf("a pack without a floor: %v, %v", short, err)
	}
	if _, err := pass.Short(rubric, []Opinion{{}}); err == nil {
		t.Error("an opinion that leaves out a core criterion is counted")
	}
}

func TestFundingAdvice(t *testing.T) {
	yes := func(fen int64) Opinion { return Opinion{Advice: Recommend, FundingFen: fen} }
	no := Opinion{Advice: NotRecommend, FundingFen: 9_000}
	for _, c := range []struct {
		opinions []Opinion
		count    int
		want     int64 // 0: none
	}{
		{nil, 0, 0},
		{[]Opinion{no, no}, 0, 0},
		{[]Opinion{yes(0), no}, 1, 0},
		{[]Opinion{yes(300), yes(100), yes(200)}, 3, 200},
		{[]Opinion{yes(300), yes(100), no, yes(0)}, 3, 100},
	} {
		count, amount := FundingAdvice(c.opinions)
		if count != c.count || (amount == nil) != (c.want == 0) || amount != nil && *amount != c.want {
			t.Errorf("%+v: %d, %v", c.opinions, count, amount)
		}
	}
}

// However the list looks, what is above the line fits the envelope, nothing
// barred is above it, and nothing that fits is left out against the order.
func TestMarkAbove(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := calibrate.Money{EnvelopeFen: r.Int64N(60), Order: []calibrate.Order{calibrate.StopAtFirst, calibrate.PassOver}[seed%2]}
		entries := make([]Entry, r.IntN(8))
		for i := range entries {
			entries[i] = Entry{Docket: fmt.Sprint(i), Aggregate: decimal.NewFromInt(60 + r.Int64N(40)), RequestedFen: r.Int64N(30)}
			if r.IntN(4) == 0 {
				entries[i].Short = []string{"CORE"}
			}
		}
		places := Rank(entries, decimal.NewFromInt(75))
		MarkAbove(places, m)
		left, stopped := m.EnvelopeFen, false
		for _, p := range places {
			fits := !p.BelowLine && p.RequestedFen <= left && !stopped
			if p.Above != fits {
				t.Fatalf("seed %d: %s above: %v, want %v in %+v", seed, p.Docket, p.Above, fits, places)
			}
			if fits {
				left -= p.RequestedFen
			} else if !p.BelowLine && m.Order == calibrate.StopAtFirst {
				stopped = true
			}
			if p.BelowLine != (len(p.Short) > 0 || p.Aggregate.LessThan(decimal.NewFromInt(75))) {
				t.Fatalf("seed %d: %+v", seed, p)
			}
		}
	}
}

func TestCoreCriteriaAreOfTheRubric(t *testing.T) {
	r := policy.Rubric{Core: []string{"B", "A"}, Criteria: []policy.Criterion{{Code: "A"}, {Code: "B"}, {Code: "C"}}}
	var codes []string
	for _, c := range r.CoreCriteria() {
		codes = append(codes, c.Code)
	}
	if got := strings.Join(codes, ""); got != "AB" {
		t.Errorf("%q: core criteria come in the order of the rubric", got)
	}
}
