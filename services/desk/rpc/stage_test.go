package rpc

import (
	"slices"
	"testing"

	"yanlu/services/lifecycle"
)

// Every state of a project has a stage, no stage names a state that the law does
// not know, and what has ended is in no other stage than the last.
func TestEveryStateHasAStage(t *testing.T) {
	known := []string{Apply, Check, Review, Decide, Agree, Deliver, Close, Ended}
	for _, s := range lifecycle.Project.Standings {
		stage := StageOf(s.State)
		if !slices.Contains(known, stage) {
			t.Errorf("%s has the stage %q", s.State, stage)
		}
		if s.Terminal && stage != Ended {
			t.Errorf("%s has ended and stands in %s", s.State, stage)
		}
	}
	if len(stages) != len(lifecycle.Project.Standings) {
		t.Errorf("%d states have a stage, the law knows %d", len(stages), len(lifecycle.Project.Standings))
	}
	if StageOf("NOWHERE") != "" {
		t.Error("a state that nobody knows has a stage")
	}
}
