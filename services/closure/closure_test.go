package closure

import (
	"math/big"
	"testing"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

var lines = policy.Lines{Excellent: 90, Pass: 70, Shortfall: 60}

func TestOutcomeFollowsTheLines(t *testing.T) {
	for _, c := range []struct {
		score, outcome, refusal string
		shortfall               bool
	}{
		{"100", PassedExcellent, "", false},
		{"90", PassedExcellent, "", false},
		{"89.9999", Passed, "", false},
		{"70", Passed, "", false},
		{"69.9999", "", "SCORE_BELOW_LINE", true},
		{"60", "", "SCORE_BELOW_LINE", true},
		{"59.9999", "", "SCORE_BELOW_LINE", false},
		{"100.0001", "", "SCORE_INVALID", false},
		{"70.00001", "", "SCORE_INVALID", false},
		{"", "", "SCORE_INVALID", false}, {"-1", "", "SCORE_INVALID", false}, {"7e1", "", "SCORE_INVALID", false},
		{"１００", "", "SCORE_INVALID", false}, {"1/2", "", "SCORE_INVALID", false}, {" 80", "", "SCORE_INVALID", false},
	} {
		got, err := PassOutcome(lines, c.score)
		if got != c.outcome || problem.ReasonOf(err) != c.refusal {
			t.Errorf("pass with %q: %q %v", c.score, got, err)
		}
		if ok := CheckShortfall(lines, c.score) == nil; ok != c.shortfall {
			t.Errorf("shortfall with %q: %v", c.score, ok)
		}
	}
}

func FuzzScoreIsOneOutcome(f *testing.F) {
	for _, s := range []string{"0", "59.99", "60", "70", "90", "100", "100.1", "1e2", "0x10"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseScore(s)
		_, pass := PassOutcome(lines, s)
		short := CheckShortfall(lines, s)
		if err != nil {
			if pass == nil || short == nil {
				t.Fatalf("%q is no score, and yet leads somewhere", s)
			}
			return
		}
		if r.Sign() < 0 || r.Cmp(big.NewRat(100, 1)) > 0 {
			t.Fatalf("%q is outside 0 to 100", s)
		}
		if pass == nil && short == nil {
			t.Fatalf("%q has two outcomes", s)
		}
	})
}

func TestPanelMembers(t *testing.T) {
	fine := func(p string) Standing { return Standing{Person: p, Name: p, Reviewer: true} }
	panel := Panel{Min: 3, Odd: true, FreshMajority: true}
	members := []string{"a", "b", "c"}
	for name, c := range map[string]struct {
		change func([]Standing) []Standing
		rounds map[string]Round
		ok     bool
	}{
		"fine":                   {func(s []Standing) []Standing { return s }, nil, true},
		"not on file":            {func(s []Standing) []Standing { return s[:2] }, nil, false},
		"no reviewer":            {func(s []Standing) []Standing { s[0].Reviewer = false; return s }, nil, false},
		"a party":                {func(s []Standing) []Standing { s[1].Party = true; return s }, nil, false},
		"conflict":               {func(s []Standing) []Standing { s[2].Conflict = "kin"; return s }, nil, false},
		"one judged the award":   {func(s []Standing) []Standing { s[0].AwardPanel = true; return s }, nil, true},
		"two judged the award":   {func(s []Standing) []Standing { s[0].AwardPanel, s[1].AwardPanel = true, true; return s }, nil, false},
		"sat in the first round": {func(s []Standing) []Standing { return s }, map[string]Round{"R1": {Members: []string{"x", "c"}}}, false},
	} {
		known := c.change([]Standing{fine("a"), fine("b"), fine("c")})
		if err := panel.CheckMembers(members, known, c.rounds); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheckSpent(t *testing.T) {
	for _, c := range []struct {
		spent, paid, own int64
		ok               bool
	}{{0, 0, 0, true}, {15, 10, 5, true}, {16, 10, 5, false}, {-1, 10, 5, false}} {
		if err := CheckSpent(c.spent, c.paid, c.own); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestReturnedMaterialsKeepTheLongerClock(t *testing.T) {
	early, late := time.Unix(100, 0), time.Unix(200, 0)
	if got := (Closure{Due: &late, OverdueAt: &late}).Again(early); !got.Due.Equal(late) || !got.OverdueAt.Equal(late) {
		t.Fatal("a correction does not shorten the term to submit")
	}
	if got := (Closure{}).Again(early); !got.Due.Equal(early) || !got.OverdueAt.Equal(early) {
		t.Fatal("an early closure has no other clock")
	}
}

func TestFollowOnEndsOnItsDay(t *testing.T) {
	at := time.Date(2026, 8, 31, 9, 0, 0, 0, policy.Shanghai)
	f := FollowOn{ClosureIn: []string{Passed}, Months: 24, Clean: true}
	cal := policy.NewCalendar()
	last := cal.Add(at, policy.Span{N: 24, Unit: policy.Month})
	for name, c := range map[string]struct {
		c          Closure
		now        time.Time
		sanctioned bool
		ok         bool
	}{
		"last moment": {Closure{Outcome: Passed, ConcludedAt: &at}, last, false, true},
		"too late":    {Closure{Outcome: Passed, ConcludedAt: &at}, last.Add(time.Microsecond), false, false},
		"shortfall":   {Closure{Outcome: WithShortfall, ConcludedAt: &at}, at, false, false},
		"sanctioned":  {Closure{Outcome: Passed, ConcludedAt: &at}, at, true, false},
		"no outcome":  {Closure{}, at, false, false},
	} {
		if err := f.Check(cal, c.c, c.now, c.sanctioned); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
