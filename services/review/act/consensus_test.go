package act_test

import (
	"testing"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewtest"
)

// A consensus counts where the pack says so, and nowhere else: not under a pack
// that does not, not under one that knows no such rule, not before the minutes are signed.
func TestAConsensusCountsWhereThePackSaysSo(t *testing.T) {
	t.Parallel()
	const score = "88.50"
	for name, c := range map[string]struct {
		rule   string // what the pack says; "" knows no such rule
		signed bool
		counts bool
	}{
		"the pack knows no such rule":    {"", true, false},
		"the pack lets it not count":     {"false", true, false},
		"the pack lets it count":         {"true", true, true},
		"the minutes are not signed yet": {"true", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			var rules []string
			if c.rule != "" {
				rules = append(rules, `{"id": "rev.consensus", "domain": "review", "zh": "合议", "en": "consensus", "value": {"counts": `+c.rule+`}, "evidence": "default"}`)
			}
			w := reviewtest.New(t, general, rules...)
			w.Assign(0, 1, 2, 3, 4)
			for n, need := range []string{"36", "50", "51", "52", "55"} {
				w.Score(n, need, []string{"24", "30", "30", "30", "35"}[n])
			}
			meets(w, score, c.signed)
			if err := closeRound(w, 2); err != nil {
				t.Fatal(err)
			}
			_, o := w.Outcome()
			switch {
			case c.counts && (o.Aggregate != score || o.ByScores != "81.00" || o.Method != review.Consensus || o.Rounds["1"].Aggregate != score):
				t.Errorf("%+v", o)
			case !c.counts && (o.Aggregate != "81.00" || o.ByScores != "" || o.Method != review.TrimmedMean):
				t.Errorf("%+v", o)
			}
		})
	}
}

// meets holds a meeting on the application that agrees on a score.
func meets(w *reviewtest.World, score string, signed bool) {
	found := map[string]any{"consensus": map[string]any{w.Project: map[string]any{"score": score, "reason": "r"}}}
	id := w.Must(lifecycle.MeetingMachine, "", lifecycle.Create, reviewtest.Agency, reviewtest.Given{
		"parties": docket.Parties{Title: "评审会", Parent: w.Call, AgencyOrg: "agency"},
		"meeting": map[string]any{"chair": reviewtest.ReviewerID(0), "members": reviewtest.IDs(0, 1)}, "proceedings": found,
	}).ID
	w.Must(lifecycle.MeetingMachine, id, "open_meeting", reviewtest.Agency, reviewtest.Given{})
	if signed {
		w.Must(lifecycle.MeetingMachine, id, "sign_minutes", reviewtest.Reviewer(0), reviewtest.Given{"proceedings": map[string]any{"signed_at": reviewtest.Start}})
	}
}

// A recount for somebody who sat in the meeting drops what the meeting agreed on, for
// this round and for good, and says so; for somebody who did not, the consensus stands.
func TestARecountDropsTheConsensusOfWhoeverTookPart(t *testing.T) {
	t.Parallel()
	const score = "88.50"
	for name, c := range map[string]struct {
		found   int
		dropped bool
	}{"who took part": {1, true}, "who did not": {4, false}} {
		t.Run(name, func(t *testing.T) {
			w := reviewtest.New(t, general, `{"id": "rev.consensus", "domain": "review", "zh": "合议", "en": "consensus", "value": {"counts": true}, "evidence": "default"}`)
			w.Assign(0, 1, 2, 3, 4)
			for n, need := range []string{"36", "50", "51", "52", "55"} {
				w.Score(n, need, []string{"24", "30", "30", "30", "35"}[n])
			}
			meets(w, score, true)
			if err := closeRound(w, 2); err != nil {
				t.Fatal(err)
			}
			w.Must(lifecycle.ProjectMachine, w.Project, "recount", reviewtest.Agency, act.Recount{Reviewer: reviewtest.ReviewerID(c.found), Ground: "近三年合作"})
			_, o := w.Outcome()
			if c.dropped && (o.Aggregate == score || o.Method == review.Consensus || o.ByScores != "" || o.Dropped != score || o.Valid != 4) {
				t.Errorf("the consensus still counts: %+v", o)
			}
			if !c.dropped && (o.Aggregate != score || o.Method != review.Consensus || o.Dropped != "") {
				t.Errorf("the consensus is gone: %+v", o)
			}
		})
	}
}
