package calibrate_test

import (
	"testing"

	"yanlu/services/review/calibrate"
	"yanlu/services/review/calibrate/simulate"
)

// A large field: five hundred proposals, five reviews each, twenty-five a reviewer.
var large = simulate.Scene{Proposals: 500, Reviewers: 100, Reviews: 5, Bias: .7, Error: .8}

func BenchmarkChoose(b *testing.B) {
	p, err := calibrate.NewPanel(large.Draw(1).Scores)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		calibrate.Choose(p, calibrate.DefaultGates())
	}
}

func BenchmarkLines(b *testing.B) {
	f := choose(b, large.Draw(1).Scores, calibrate.DefaultGates())
	apps := asking(f, same(100))
	for b.Loop() {
		lines(b, f, apps, calibrate.Money{EnvelopeFen: 10_000, Order: calibrate.StopAtFirst}, calibrate.Draws{N: 4000, Seed: 1})
	}
}
