package calibrate_test

import (
	"math"
	"testing"

	"yanlu/services/review/calibrate"
)

// FuzzChoose reads bytes as who gave what to whom. Whatever they say, there are
// figures, a reason, and probabilities that agree with the envelope.
func FuzzChoose(f *testing.F) {
	f.Add([]byte{0, 0, 80, 0, 1, 70, 1, 0, 60, 1, 1, 55, 2, 0, 90, 2, 1, 91})
	f.Add([]byte{0, 0, 1})
	f.Add([]byte{0, 0, 7, 1, 1, 7, 2, 2, 7, 0, 1, 7})
	f.Add([]byte{0, 0, 10, 0, 1, 20, 1, 0, 11, 1, 1, 21, 2, 0, 12, 2, 1, 22, 3, 0, 13, 3, 1, 23})
	f.Fuzz(func(t *testing.T, raw []byte) {
		var scores []calibrate.Score
		seen := map[[2]byte]bool{}
		for ; len(raw) >= 3 && len(scores) < 60; raw = raw[3:] {
			who := [2]byte{raw[0] % 12, raw[1] % 8}
			if !seen[who] {
				scores = append(scores, calibrate.Score{Proposal: string('P' + rune(who[0])), Reviewer: string('A' + rune(who[1])), Value: float64(raw[2])})
			}
			seen[who] = true
		}
		p, err := calibrate.NewPanel(scores)
		if len(scores) == 0 {
			if err == nil {
				t.Fatal("a panel of nothing")
			}
			return
		}
		g := calibrate.DefaultGates()
		g.PerReviewer, g.Alpha = 1, .5 // so that the fits are reached
		for _, g.Retreat = range []calibrate.Method{calibrate.PlainMean, calibrate.Fixed, calibrate.Compared} {
			check(t, calibrate.Choose(p, g), g)
		}
	})
}

func check(t *testing.T, f calibrate.Fit, g calibrate.Gates) {
	if f.Method == "" || f.Reason.Zh == "" || f.Reason.En == "" || len(f.Severity) != len(f.Panel.Reviewers()) {
		t.Fatalf("%+v", f.Choice)
	}
	envelope := int64(3 * 100)
	lines, err := f.Lines(asking(f, same(100)), calibrate.Money{EnvelopeFen: envelope, Order: calibrate.StopAtFirst}, calibrate.Draws{N: 50, Seed: 1}, g)
	if err != nil {
		t.Fatal(err)
	}
	funded := 0.0
	for _, l := range lines {
		// no figure is wilder than the scores: 0 to 255, and as much again for severity in a thin graph
		if !(math.Abs(l.Figure) < 5000) {
			t.Fatalf("%+v because %s", l, f.Reason.Code)
		}
		if (l.Estimate == nil) != (f.Posterior == nil) {
			t.Fatalf("%+v", l)
		}
		if e := l.Estimate; e != nil {
			if math.IsNaN(e.Low) || e.Low > e.High || e.ExpectedRank < 1 || e.Funded < 0 || e.Funded > 1 {
				t.Fatalf("%+v", e)
			}
			funded += e.Funded
		}
	}
	if want := math.Min(3, float64(len(lines))); f.Posterior != nil && math.Abs(funded-want) > 1e-9 {
		t.Fatalf("%v funded, want %v", funded, want)
	}
}
