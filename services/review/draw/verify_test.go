package draw

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tampering is one change of one place in a record's JSON tree.
type tampering struct {
	path string
	do   func() (undo func())
}

// tamperings walks the tree: every leaf is changed, every list loses, doubles
// and swaps an element, every object loses a key.
func tamperings(path string, v any, set func(any)) []tampering {
	var out []tampering
	add := func(what string, changed any) {
		out = append(out, tampering{path + what, func() func() { set(changed); return func() { set(v) } }})
	}
	switch v := v.(type) {
	case string:
		add("", v+"0")
		add(" emptied", "")
		if len(v) == 64 {
			add(" one digit", map[bool]string{true: "1", false: "0"}[v[0] == '0']+v[1:])
		}
	case float64:
		add(" more", v+1)
		add(" less", v-1)
	case bool:
		add("", !v)
	case []any:
		for i := range v {
			add(fmt.Sprintf("[%d] removed", i), slices.Delete(slices.Clone(v), i, i+1))
			add(fmt.Sprintf("[%d] doubled", i), append(slices.Clone(v), v[i]))
			out = append(out, tamperings(fmt.Sprintf("%s[%d]", path, i), v[i], func(x any) { v[i] = x })...)
		}
		if len(v) > 1 {
			swapped := slices.Clone(v)
			swapped[0], swapped[1] = v[1], v[0]
			add(" swapped", swapped)
		}
	case map[string]any:
		for key := range v {
			was := v[key]
			if was != false && was != 0. { // a zero that is left out is the same zero
				out = append(out, tampering{path + "." + key + " removed", func() func() { delete(v, key); return func() { v[key] = was } }})
			}
			out = append(out, tamperings(path+"."+key, was, func(x any) { v[key] = x })...)
		}
	}
	return out
}

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
	raw, err := json.Marshal(drawn(t, small(), seedOf(3)))
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	list := tamperings("", tree, func(any) {})
	seen := map[string]bool{}
	for _, x := range list {
		undo := x.do()
		changed, _ := json.Marshal(tree)
		undo()
		rec, err := Read(changed)
		if err != nil {
			continue // not a record any more: said by Read
		}
		report, err := Verify(rec)
		if err != nil && (strings.HasPrefix(x.path, ".reveal removed") || strings.HasPrefix(x.path, ".outcome removed")) {
			continue
		}
		if harmless(x.path) {
			if !report.Sound() {
				t.Errorf("%s: %+v", x.path, report.Findings)
			}
			continue
		}
		if err != nil || report.Sound() || !slices.ContainsFunc(report.Findings, func(f Finding) bool { return slices.Contains(expected(x.path), f.Code) }) {
			t.Errorf("%s: %v, found %+v", x.path, err, report.Findings)
		}
		for _, f := range report.Findings {
			seen[f.Code] = true
			if f.Zh == "" || f.En == "" || f.At == "" {
				t.Errorf("%s: a finding without sentences or place: %+v", x.path, f)
			}
		}
	}
	if len(list) < 500 || len(seen) < 15 {
		t.Errorf("%d tamperings found %d kinds", len(list), len(seen))
	}
	t.Logf("%d tamperings, %d kinds of findings", len(list), len(seen))
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
