package main

import (
	"testing"

	"yanlu/cmd/yanlu/bench"
)

func TestBenchScreen(t *testing.T) {
	rule, err := screenRule()
	if err != nil || rule.LookbackMonths == 0 || rule.AvoidMax == 0 {
		t.Fatalf("%+v %v", rule, err)
	}
	r, err := bench.Screen(t.Context(), bench.ScreenOptions{Applications: 300, Experts: 120, Seed: 1, Rounds: 1, Sample: 60, Rule: rule})
	if err != nil {
		t.Fatal(err)
	}
	if r.Pairs == 0 || r.Exclusions < r.Pairs || r.Barred == 0 || r.Sample != 3600 || r.SamplePairs == 0 || r.Ratio <= 0 || r.Gain <= 0 {
		t.Errorf("%+v", r)
	}
}
