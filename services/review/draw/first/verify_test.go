package first

import (
	"slices"
	"strings"
	"testing"

	"yanlu/services/review/draw/proof"
	"yanlu/services/review/draw/proof/prooftest"
)

// expected says which codes a tampering at a place may be found by.
func expected(path string) []string {
	for _, e := range []struct {
		prefix string
		codes  []string
	}{
		{".batch.applications", []string{"PART_ALTERED", "PART_REMOVED", "PART_ADDED", "INPUT_INVALID"}},
		{".batch.pool", []string{"PART_ALTERED", "PART_REMOVED", "PART_ADDED", "INPUT_INVALID"}},
		{".batch.commitment.hash", []string{"COMMITMENT_BROKEN"}},
		{".batch.id", []string{"PART_ALTERED", "COMMITMENT_BROKEN"}},
		{".batch", []string{"PART_ALTERED"}},
		{".seal.parts", []string{"SEAL_BROKEN"}},
		{".seal.hash", []string{"SEAL_BROKEN"}},
		{".seal", []string{"SEAL_BROKEN"}},
		{".chances", []string{"CHANCE_DIFFERS", "CHANCES_DIFFER"}},
		{".reveal.seed", []string{"COMMITMENT_BROKEN", "SEED_MALFORMED"}},
		{".reveal.key", []string{"KEY_DIFFERS"}},
		{".reveal.beacon", []string{"KEY_DIFFERS"}},
		{".outcome.attempt", []string{"ATTEMPT_DIFFERS"}},
		{".outcome.order", []string{"ORDER_DIFFERS"}},
		{".outcome", []string{"MEMBERS_DIFFER", "LOCKED_DIFFER", "RESERVES_DIFFER", "STRATA_DIFFER", "PANEL_MISSING", "PANEL_ADDED"}},
	} {
		if strings.HasPrefix(path, e.prefix) {
			return e.codes
		}
	}
	return nil
}

// harmless are changes of the writing and not of what is written: the verifier
// puts the batch, and the panels by application, into canonical order itself.
func harmless(path string) bool {
	return strings.HasSuffix(path, "swapped") && (strings.HasPrefix(path, ".batch") || path == ".outcome.panels swapped")
}

func TestEveryFieldTampered(t *testing.T) {
	seen := map[string]bool{}
	n := prooftest.Every(t, canonical(t, drawn(t, small(), seedOf(3))), func(path string, changed []byte) {
		report, err := verifyText(changed)
		switch {
		case err != nil: // not a record any more, or one of another code, or not revealed: said at once
		case harmless(path):
			if !report.Sound() {
				t.Errorf("%s: %+v", path, report.Findings)
			}
		case report.Sound() || !slices.ContainsFunc(report.Findings, func(f proof.Finding) bool { return slices.Contains(expected(path), f.Code) }):
			t.Errorf("%s: found %+v", path, report.Findings)
		}
		for _, f := range report.Findings {
			seen[f.Code] = true
			if f.Zh == "" || f.En == "" || f.At == "" {
				t.Errorf("%s: a finding without sentences or place: %+v", path, f)
			}
		}
	})
	if n < 500 || len(seen) < 15 {
		t.Errorf("%d tamperings found %d kinds", n, len(seen))
	}
	t.Logf("%d tamperings, %d kinds of findings", n, len(seen))
}

// A part that was altered is named.
func TestFindingNamesThePart(t *testing.T) {
	rec := drawn(t, small(), seedOf(3))
	rec.Batch.Pool[5].Load++
	report, _ := Verify(rec)
	if len(report.Findings) != 1 || report.Findings[0].At != "seal/expert/"+rec.Batch.Pool[5].ID || report.Compared {
		t.Errorf("%+v", report)
	}
}

// Somebody who rewrites inputs, seal and panels together is found by the seal
// that was published at the close, and still cannot keep the commitment.
func TestForgeryNeedsTheSeal(t *testing.T) {
	honest := drawn(t, small(), seedOf(3))
	b := small()
	b.Pool = b.Pool[1:]
	forged := drawn(t, b, seedOf(3))
	report, err := Verify(forged)
	if err != nil || !report.Sound() || report.Seal == honest.Seal.Hash {
		t.Errorf("%v %+v", err, report)
	}
}

func canonical(t *testing.T, rec Record) []byte {
	t.Helper()
	raw, err := proof.Canonical(rec)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func verifyText(raw []byte) (proof.Report, error) {
	rec, err := proof.Read[Record](raw)
	if err != nil {
		return proof.Report{}, err
	}
	return Verify(rec)
}
