package review

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"yanlu/services/lifecycle"
	"yanlu/services/policy"
)

func TestLabel(t *testing.T) {
	for n, want := range map[int]string{0: "专家A", 1: "专家B", 25: "专家Z", 26: "专家AA", 27: "专家AB", 701: "专家ZZ", 702: "专家AAA"} {
		if got := Label(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	seen := map[string]bool{}
	for n := range 2000 {
		if l := Label(n); seen[l] {
			t.Fatalf("%s twice", l)
		} else {
			seen[l] = true
		}
	}
}

func TestNextRoundKeepsWhatWasReached(t *testing.T) {
	at := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	first := Outcome{Round: 1, Agency: "a", Needed: 5, Aggregate: "81.00", Valid: 5, ClosedAt: &at, Chair: "c", Report: "r", QuorumAt: &at}
	second := NextRound(first, "re_review")
	if second.Round != 2 || second.Agency != "a" || second.Reopened != "re_review" || second.Aggregate != "" || second.Valid != 0 ||
		second.ClosedAt != nil || second.QuorumAt != nil || second.Chair != "" || second.Report != "" || second.Needed != 0 {
		t.Errorf("%+v", second)
	}
	if got := second.Rounds["1"]; got.Aggregate != "81.00" || got.Valid != 5 || got.Closed != &at {
		t.Errorf("%+v", got)
	}
	second.Valid = 1
	third := NextRound(second, "too few")
	if len(third.Rounds) != 2 || len(second.Rounds) != 1 || third.Rounds["2"].Valid != 1 {
		t.Errorf("%+v, before %+v", third.Rounds, second.Rounds)
	}
	if got := third.Concluded(); !slices.Equal(got, []int{1}) {
		t.Errorf("concluded %v", got)
	}
}

func TestMaterialIsShownBetweenDeclarationAndConflict(t *testing.T) {
	may := []lifecycle.State{lifecycle.ReviewAccepted, lifecycle.ReviewScored, lifecycle.ReviewLate}
	for _, s := range lifecycle.Review.Standings {
		if MayReadMaterial(s.State) != slices.Contains(may, s.State) {
			t.Errorf("%s: %v", s.State, MayReadMaterial(s.State))
		}
	}
}

// TestFeedbackWaitsForTheResult goes over every state of a project: an applicant
// reads nothing before the result was told, and other roles read nothing at all.
func TestFeedbackWaitsForTheResult(t *testing.T) {
	before := []lifecycle.State{
		lifecycle.Draft, lifecycle.UnitCheck, lifecycle.Recommending, lifecycle.Submitted, lifecycle.FormalCheck, lifecycle.Returned,
		lifecycle.NotAccepted, lifecycle.Accepted, lifecycle.UnderReview, lifecycle.Reviewed, lifecycle.Survey, lifecycle.Recommended,
		lifecycle.Decision, lifecycle.Withdrawn, lifecycle.Expired,
	}
	for _, s := range lifecycle.Project.Standings {
		for _, role := range []lifecycle.Role{lifecycle.PI, lifecycle.Institution} {
			if MayReadFeedback(role, s.State) == slices.Contains(before, s.State) {
				t.Errorf("%s in %s: %v", role, s.State, MayReadFeedback(role, s.State))
			}
		}
		for _, role := range []lifecycle.Role{lifecycle.Public, lifecycle.Reviewer, lifecycle.Recommender, lifecycle.Demander, lifecycle.Admin, lifecycle.Finance} {
			if MayReadFeedback(role, s.State) {
				t.Errorf("%s reads feedback in %s", role, s.State)
			}
		}
	}
}

func TestRank(t *testing.T) {
	entry := func(id, aggregate, receipt string, fen int64) Entry {
		d, _ := decimal.NewFromString(aggregate)
		return Entry{Docket: id, Aggregate: d, Receipt: receipt, RequestedFen: fen}
	}
	got := Rank([]Entry{
		entry("late", "82.50", "R-3", 30), entry("below", "74.99", "R-1", 5), entry("best", "91", "R-4", 10),
		entry("early", "82.5", "R-2", 20), entry("line", "75.00", "R-5", 1),
	}, PassRule{FundLine: decimal.NewFromInt(70)}.Line(policy.Rubric{Pass: 75}))
	want := []struct {
		id    string
		rank  int
		below bool
		sum   int64
	}{{"best", 1, false, 10}, {"early", 2, false, 30}, {"late", 2, false, 60}, {"line", 4, false, 61}, {"below", 5, true, 66}}
	for i, w := range want {
		if g := got[i]; g.Docket != w.id || g.Rank != w.rank || g.BelowLine != w.below || g.CumulativeFen != w.sum {
			t.Errorf("row %d: %+v, want %+v", i, g, w)
		}
	}
	if line := (PassRule{FundLine: decimal.NewFromInt(70)}).Line(policy.Rubric{}); line.String() != "70" {
		t.Errorf("a rubric without a line has the pack's: %s", line)
	}
}
