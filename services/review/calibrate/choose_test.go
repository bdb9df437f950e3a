package calibrate_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"yanlu/services/platform/problem"
	"yanlu/services/review/calibrate"
	"yanlu/services/review/calibrate/simulate"
)

func choose(t testing.TB, scores []calibrate.Score, g calibrate.Gates) calibrate.Fit {
	t.Helper()
	p, err := calibrate.NewPanel(scores)
	if err != nil {
		t.Fatal(err)
	}
	return calibrate.Choose(p, g)
}

var even = simulate.Scene{Proposals: 120, Reviewers: 30, Reviews: 5, Error: .8}

// piles are proposals that went to reviewers by quality.
func piles(bias, blur float64) simulate.Scene {
	return with(func(s *simulate.Scene) { s.Bias, s.Piles, s.Blur = bias, true, blur })
}

func with(change func(*simulate.Scene)) simulate.Scene {
	s := even
	change(&s)
	return s
}

func TestGatesAreChecked(t *testing.T) {
	if err := calibrate.DefaultGates().Check(); err != nil {
		t.Error(err)
	}
	for field, spoil := range map[string]func(*calibrate.Gates){
		"alpha":          func(g *calibrate.Gates) { g.Alpha = 1 },
		"per_reviewer":   func(g *calibrate.Gates) { g.PerReviewer = 0 },
		"sorting":        func(g *calibrate.Gates) { g.Sorting = -.1 },
		"agreement":      func(g *calibrate.Gates) { g.Agreement = math.NaN() },
		"residual":       func(g *calibrate.Gates) { g.Residual = 0 },
		"toss_up_from":   func(g *calibrate.Gates) { g.TossUpFrom = .96 },
		"interval":       func(g *calibrate.Gates) { g.Interval = 1 },
		"least_proposal": func(g *calibrate.Gates) { g.LeastProposal = 1 },
		"retreat":        func(g *calibrate.Gates) { g.Retreat = calibrate.Shrunken },
	} {
		g := calibrate.DefaultGates()
		spoil(&g)
		if p := problem.Of(g.Check()); p == nil || len(p.Violations) != 1 || p.Violations[0].Field != field {
			t.Errorf("%s: %v", field, p)
		}
	}
	if p := problem.Of(calibrate.Gates{}.Check()); p == nil || len(p.Violations) != 7 {
		t.Errorf("no gates at all: %v", p)
	}
}

func TestComponentsAreRecovered(t *testing.T) {
	s := with(func(s *simulate.Scene) { s.Bias = .7 })
	var c calibrate.Components
	const rounds = 20
	for seed := range uint64(rounds) {
		f := choose(t, s.Draw(seed).Scores, calibrate.DefaultGates())
		c.Proposal += f.Components.Proposal / rounds
		c.Reviewer += f.Components.Reviewer / rounds
		c.Residual += f.Components.Residual / rounds
	}
	// standard errors of the averages: about .03, .03 and .01
	if math.Abs(c.Proposal-1) > .1 || math.Abs(c.Reviewer-.49) > .1 || math.Abs(c.Residual-.64) > .03 {
		t.Errorf("%+v, want 1, .49 and .64", c)
	}
}

func TestGates(t *testing.T) {
	loose := calibrate.DefaultGates()
	loose.Alpha, loose.PerReviewer, loose.Sorting, loose.Agreement = 1.1, 0, 0, -1
	fixed, mean, unasked := calibrate.DefaultGates(), calibrate.DefaultGates(), calibrate.DefaultGates()
	fixed.Retreat, mean.Retreat, unasked.Sorting = calibrate.Fixed, calibrate.PlainMean, 0
	for name, c := range map[string]struct {
		scene  simulate.Scene
		gates  calibrate.Gates
		method calibrate.Method
		code   calibrate.Code
	}{
		"no bias":         {even, calibrate.DefaultGates(), calibrate.Shrunken, calibrate.NoReviewerVariance},
		"bias":            {with(func(s *simulate.Scene) { s.Bias = 1 }), calibrate.DefaultGates(), calibrate.Adjusted, calibrate.ReviewerVariance},
		"few reviews":     {with(func(s *simulate.Scene) { s.Bias, s.Reviewers = 1, 120 }), calibrate.DefaultGates(), calibrate.Shrunken, calibrate.FewReviews},
		"piles":           {piles(.7, .4), calibrate.DefaultGates(), calibrate.Compared, calibrate.SortedPiles},
		"piles, mean":     {piles(.7, .4), mean, calibrate.PlainMean, calibrate.SortedPiles},
		"piles, fixed":    {piles(.7, .4), fixed, calibrate.Fixed, calibrate.SortedPiles},
		"piles, unasked":  {piles(.7, .4), unasked, calibrate.Compared, calibrate.ModelsDisagree},
		"piles, no gates": {piles(.7, .4), loose, calibrate.Adjusted, calibrate.ReviewerVariance},
		"piles, no bias":  {piles(0, .4), calibrate.DefaultGates(), calibrate.Shrunken, calibrate.NoReviewerVariance},
		"loose piles":     {piles(.5, 1.2), calibrate.DefaultGates(), calibrate.Compared, calibrate.SortedPiles},
		"loose, unasked":  {piles(.5, 1.2), unasked, calibrate.Adjusted, calibrate.ReviewerVariance},
		"parts":           {with(func(s *simulate.Scene) { s.Bias, s.Parts = 1, 2 }), calibrate.DefaultGates(), calibrate.Compared, calibrate.GraphInParts},
		"parts, mean":     {with(func(s *simulate.Scene) { s.Bias, s.Parts = 1, 2 }), mean, calibrate.Shrunken, calibrate.GraphInParts},
		"parts, no bias":  {with(func(s *simulate.Scene) { s.Parts = 2 }), calibrate.DefaultGates(), calibrate.Shrunken, calibrate.GraphInParts},
		"parts, few":      {with(func(s *simulate.Scene) { s.Bias, s.Parts, s.Reviewers = 1, 2, 120 }), calibrate.DefaultGates(), calibrate.Shrunken, calibrate.GraphInParts},
	} {
		f := choose(t, c.scene.Draw(3).Scores, c.gates)
		if f.Method != c.method || f.Reason.Code != c.code || f.Posterior == nil {
			t.Errorf("%s: %s because %s, want %s because %s", name, f.Method, f.Reason.Code, c.method, c.code)
		}
	}
}

// A test at one in ten finds what is not there about that often: reviewers' variance
// however proposals are sorted, and sorting however reviewers vary.
func TestTestsKeepTheirLevel(t *testing.T) {
	small := simulate.Scene{Proposals: 30, Reviewers: 10, Reviews: 3, Error: 1}
	g := calibrate.DefaultGates()
	g.Alpha = .1
	variance := func(c calibrate.Choice) bool { return c.Test != nil && c.Test.P < .1 }
	sorting := func(c calibrate.Choice) bool { return c.Sorting != nil && c.Sorting.P < .1 }
	for name, c := range map[string]struct {
		change func(*simulate.Scene)
		found  func(calibrate.Choice) bool
	}{
		"variance":                       {func(*simulate.Scene) {}, variance},
		"variance, piles":                {func(s *simulate.Scene) { s.Piles, s.Blur = true, .4 }, variance},
		"variance, piles, hardly joined": {func(s *simulate.Scene) { s.Piles, s.Blur = true, .05 }, variance},
		"variance, two parts":            {func(s *simulate.Scene) { s.Reviewers, s.Parts = 9, 3 }, variance},
		"sorting":                        {func(s *simulate.Scene) { s.Bias = 1 }, sorting},
		"sorting, hard and soft":         {func(s *simulate.Scene) { s.Bias = 4 }, sorting},
	} {
		s := small
		c.change(&s)
		found := 0
		const rounds = 200
		for seed := range uint64(rounds) {
			if c.found(choose(t, s.Draw(seed).Scores, g).Choice) {
				found++
			}
		}
		// 20 are due, give or take three times 4.2
		if found < 8 || found > 32 {
			t.Errorf("%s: %d of %d", name, found, rounds)
		}
	}
}

// Sorted piles are a trap: z-scores and BLUP take the quality away. The choice
// never walks into it, is ahead of the plain mean where reviewers differ, and is
// the plain mean's order where they do not.
func TestTrap(t *testing.T) {
	loose := calibrate.DefaultGates()
	loose.Sorting, loose.Agreement = 0, -1
	for bias, ahead := range map[float64]float64{0: -.004, .7: .02} {
		var chosen, mean, z, blup float64
		const rounds = 8
		for seed := range uint64(rounds) {
			d := piles(bias, .4).Draw(seed)
			f := choose(t, d.Scores, calibrate.DefaultGates())
			truth := simulate.Of(d.Quality, f.Panel.Proposals())
			chosen += calibrate.KendallTau(f.Figures, truth) / rounds
			mean += calibrate.KendallTau(f.Panel.Mean(), truth) / rounds
			z += calibrate.KendallTau(f.Panel.ZScore(), truth) / rounds
			blup += calibrate.KendallTau(choose(t, d.Scores, loose).Figures, truth) / rounds
			if bias > 0 && (f.Method != calibrate.Compared || f.Sorting.P > 1e-6 || f.Test.P > 1e-6) {
				t.Errorf("%+v", f.Choice)
			}
		}
		if chosen < mean+ahead || z > .4 || bias > 0 && blup > .6 {
			t.Errorf("bias %v: chosen %.3f, mean %.3f, z-score %.3f, BLUP %.3f", bias, chosen, mean, z, blup)
		}
	}
}

// Nine in ten true qualities lie in their intervals, sorted or not. Level is common to all: it counts against their mean.
func TestIntervalsHoldWhenSorted(t *testing.T) {
	in, all := 0, 0
	for seed := range uint64(10) {
		d := piles(.7, .4).Draw(seed)
		f := choose(t, d.Scores, calibrate.DefaultGates())
		for i, q := range simulate.Of(d.Quality, f.Panel.Proposals()) {
			all++
			if math.Abs(f.Figures[i]-q) <= 1.645*f.Posterior.Deviation(i) {
				in++
			}
		}
	}
	if share := float64(in) / float64(all); share < .87 || share > .93 {
		t.Errorf("%v of %d", share, all)
	}
}

func TestGraphInParts(t *testing.T) {
	s := with(func(s *simulate.Scene) { s.Bias = 1 })
	var scores []calibrate.Score
	for k, half := range []string{"x", "y"} {
		for _, score := range s.Draw(uint64(k)).Scores {
			scores = append(scores, calibrate.Score{Proposal: half + score.Proposal, Reviewer: half + score.Reviewer, Value: score.Value})
		}
	}
	f := choose(t, scores, calibrate.DefaultGates())
	if f.Method != calibrate.Compared || f.Reason.Code != calibrate.GraphInParts || f.Parts != 2 || f.Reason.Facts["parts"] != "2" {
		t.Errorf("%+v", f.Choice)
	}
	joined := append(scores, calibrate.Score{Proposal: scores[0].Proposal, Reviewer: scores[len(scores)-1].Reviewer, Value: 0})
	if f := choose(t, joined, calibrate.DefaultGates()); f.Parts != 1 || f.Reason.Code == calibrate.GraphInParts {
		t.Errorf("one score joins the parts: %+v", f.Choice)
	}
}

func TestShrinkage(t *testing.T) {
	f := choose(t, even.Draw(5).Scores, calibrate.DefaultGates())
	mean, center := f.Panel.Mean(), f.Components.Mean
	weight := f.Components.Proposal / (f.Components.Proposal + f.Components.Residual/5)
	for i, x := range f.Figures {
		if want := center + weight*(mean[i]-center); math.Abs(x-want) > 1e-6 {
			t.Fatalf("%v, want %v", x, want)
		}
	}
	if tau := calibrate.KendallTau(f.Figures, mean); tau < .9999 {
		t.Errorf("equal numbers of reviews, and the order differs: %v", tau)
	}
}

// A score far from what anybody would expect of its proposal and its reviewer is listed, and hardly another.
func TestOutliers(t *testing.T) {
	for name, s := range map[string]simulate.Scene{"no bias": even, "bias": with(func(s *simulate.Scene) { s.Bias = 1 })} {
		scores := s.Draw(9).Scores
		scores[17].Value += 6
		odd := choose(t, scores, calibrate.DefaultGates()).Outliers
		found := slices.ContainsFunc(odd, func(o calibrate.Outlier) bool {
			return o.Proposal == scores[17].Proposal && o.Reviewer == scores[17].Reviewer && o.Value == scores[17].Value && o.Residual > 4
		})
		if !found || len(odd) > 5 {
			t.Errorf("%s: %+v", name, odd)
		}
		high := calibrate.DefaultGates()
		high.Residual = 50
		if odd := choose(t, scores, high).Outliers; len(odd) != 0 {
			t.Errorf("%s: %+v", name, odd)
		}
	}
}

func TestDegenerate(t *testing.T) {
	for name, c := range map[string]struct {
		scores  []calibrate.Score
		code    calibrate.Code
		certain bool // the scores say nothing of their error
	}{
		"one score":         {[]calibrate.Score{{Proposal: "P", Reviewer: "A", Value: 5}}, calibrate.SingleReviews, true},
		"one proposal":      {[]calibrate.Score{{Proposal: "P", Reviewer: "A", Value: 5}, {Proposal: "P", Reviewer: "B", Value: 6}}, calibrate.FewProposals, false},
		"one reviewer":      {[]calibrate.Score{{Proposal: "P", Reviewer: "A", Value: 5}, {Proposal: "Q", Reviewer: "A", Value: 7}, {Proposal: "R", Reviewer: "A", Value: 9}}, calibrate.SingleReviews, true},
		"all equal":         {grid(4, 3, func(i, j int) float64 { return 80 }), calibrate.NoDisagreement, true},
		"unanimous":         {grid(4, 3, func(i, j int) float64 { return float64(i) }), calibrate.NoDisagreement, true},
		"exactly additive":  {grid(9, 3, func(i, j int) float64 { return float64(i + 5*j) }), calibrate.ReviewerVariance, false},
		"reviewers only":    {grid(9, 3, func(i, j int) float64 { return float64(5 * j) }), calibrate.ModelsDisagree, false},
		"nothing but noise": {grid(6, 3, func(i, j int) float64 { return []float64{1, 5, 3}[(i+j)%3] }), calibrate.NoProposalVariance, false},
	} {
		f := choose(t, c.scores, calibrate.DefaultGates())
		if f.Reason.Code != c.code || (f.Posterior == nil) != c.certain || len(f.Figures) != len(f.Panel.Proposals()) {
			t.Errorf("%s: %s because %+v, posterior %v", name, f.Method, f.Reason, f.Posterior)
		}
		for _, x := range f.Figures {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%s: %v", name, f.Figures)
			}
		}
		if f.Reason.Zh == "" || f.Reason.En == "" || strings.Contains(f.Reason.Zh+f.Reason.En, "%!") {
			t.Errorf("%s: %+v", name, f.Reason)
		}
	}
}

// grid is a panel in which everybody judged everything.
func grid(proposals, reviewers int, score func(i, j int) float64) []calibrate.Score {
	var out []calibrate.Score
	for i := range proposals {
		for j := range reviewers {
			out = append(out, calibrate.Score{Proposal: string(rune('P' + i)), Reviewer: string(rune('A' + j)), Value: score(i, j)})
		}
	}
	return out
}

func TestLeaveOneOut(t *testing.T) {
	s := simulate.Scene{Proposals: 30, Reviewers: 10, Reviews: 3, Error: 1.5}
	severe := s
	severe.Error, severe.Bias = .5, 2
	for scene, want := range map[simulate.Scene]float64{s: .95, severe: .5} { // of the error of the mean of the other scores
		p, err := calibrate.NewPanel(scene.Draw(2).Scores)
		if err != nil {
			t.Fatal(err)
		}
		out := calibrate.LeaveOneOut(p, calibrate.DefaultGates())
		if out.Scores != 90 || out.Predictor >= out.GrandMean || out.Predictor >= want*out.Mean {
			t.Errorf("%+v: %+v", scene, out)
		}
	}
	// by hand: P's scores predict one another, nothing predicts Q, and what is left averages 3.5 and 2.5
	p, err := calibrate.NewPanel([]calibrate.Score{{Proposal: "P", Reviewer: "A", Value: 4}, {Proposal: "P", Reviewer: "B", Value: 6}, {Proposal: "Q", Reviewer: "A", Value: 1}})
	if err != nil {
		t.Fatal(err)
	}
	got := calibrate.LeaveOneOut(p, calibrate.DefaultGates())
	if got.Scores != 2 || got.Mean != 2 || got.Predictor != 2 || math.Abs(got.GrandMean-math.Sqrt((.25+12.25)/2)) > 1e-12 {
		t.Errorf("%+v", got)
	}
}
