package calibrate

import (
	"math"
	"slices"
	"testing"

	"yanlu/services/platform/problem"
)

// small is a connected panel with unequal numbers of reviews.
func small() []Score {
	return []Score{
		{"P1", "A", 80}, {"P1", "B", 74}, {"P1", "C", 85},
		{"P2", "A", 70}, {"P2", "C", 78},
		{"P3", "B", 60}, {"P3", "C", 71}, {"P3", "D", 66},
		{"P4", "A", 88}, {"P4", "D", 81},
		{"P5", "B", 69}, {"P5", "D", 77}, {"P5", "A", 75},
	}
}

func panelOf(t testing.TB, scores []Score) *Panel {
	t.Helper()
	p, err := NewPanel(scores)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPanelRefuses(t *testing.T) {
	for name, scores := range map[string][]Score{
		"nothing":  nil,
		"NaN":      {{"P", "A", math.NaN()}},
		"infinite": {{"P", "A", math.Inf(-1)}},
		"twice":    {{"P", "A", 1}, {"P", "B", 2}, {"P", "A", 1}},
	} {
		p := problem.Of(func() error { _, err := NewPanel(scores); return err }())
		if p == nil || p.Reason != "SCORES_UNUSABLE" || len(p.Violations) != 1 || p.Zh == "" {
			t.Errorf("%s: %v", name, p)
		}
	}
}

func TestPanelHasAnOrderOfItsOwn(t *testing.T) {
	scores := small()
	p := panelOf(t, scores)
	slices.Reverse(scores)
	q := panelOf(t, scores)
	if !slices.Equal(p.Scores(), q.Scores()) || !slices.Equal(p.Proposals(), []string{"P1", "P2", "P3", "P4", "P5"}) || !slices.Equal(p.Reviewers(), []string{"A", "B", "C", "D"}) {
		t.Errorf("%v\n%v", p.Scores(), q.Scores())
	}
	if got := p.ReviewsPerReviewer(); got != 13.0/4 {
		t.Errorf("%v reviews a reviewer", got)
	}
}

func TestParts(t *testing.T) {
	for name, c := range map[string]struct {
		scores []Score
		parts  int
	}{
		"one chain":        {[]Score{{"P1", "A", 1}, {"P1", "B", 1}, {"P2", "B", 1}, {"P2", "C", 1}}, 1},
		"two groups":       {[]Score{{"P1", "A", 1}, {"P1", "B", 1}, {"P2", "C", 1}, {"P2", "D", 1}}, 2},
		"joined by a last": {[]Score{{"P1", "A", 1}, {"P1", "B", 1}, {"P2", "C", 1}, {"P2", "D", 1}, {"P3", "A", 1}, {"P3", "D", 1}}, 1},
		"single reviews":   {[]Score{{"P1", "A", 1}, {"P2", "B", 1}, {"P3", "C", 1}}, 3},
		"one reviewer":     {[]Score{{"P1", "A", 1}, {"P2", "A", 1}}, 1},
	} {
		if part, parts := panelOf(t, c.scores).Parts(); parts != c.parts || slices.Max(part) != c.parts-1 {
			t.Errorf("%s: %d parts %v, want %d", name, parts, part, c.parts)
		}
	}
}
