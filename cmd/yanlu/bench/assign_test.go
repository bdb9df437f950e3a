package bench

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"yanlu/services/review/assign"
)

// npy writes an array as the files on disk have it.
func npy(t testing.TB, path, kind string, byColumn bool, shape string, values ...float64) {
	t.Helper()
	order := "False"
	if byColumn {
		order = "True"
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n", kind, order, shape)
	raw := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), byte(len(header)>>8))
	raw = append(raw, header...)
	for _, x := range values {
		switch kind {
		case "<f4":
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(float32(x)))
		case "<i8":
			raw = binary.LittleEndian.AppendUint64(raw, uint64(int64(x)))
		default:
			raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(x))
		}
	}
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

// midl writes three reviewers and two proposals.
func midl(t *testing.T, byColumn bool) string {
	t.Helper()
	dir := t.TempDir()
	scores := []float64{.5, -1, .25, .75, 1, .125} // reviewers × proposals
	if byColumn {
		scores = []float64{.5, .25, 1, -1, .75, .125}
	}
	npy(t, filepath.Join(dir, "scores.npy"), "<f8", byColumn, "3, 2", scores...)
	npy(t, filepath.Join(dir, "loads.npy"), "<f8", false, "3,", 1, 2, 1)
	npy(t, filepath.Join(dir, "loads-lb.npy"), "<i8", false, "3,", 0, 1, 0)
	npy(t, filepath.Join(dir, "covs.npy"), "<i8", false, "2,", 2, 1)
	return dir
}

func TestReadInstance(t *testing.T) {
	for _, byColumn := range []bool{false, true} {
		report, err := Assign(AssignOptions{Dir: midl(t, byColumn), FairRounds: 2})
		if err != nil {
			t.Fatal(err)
		}
		// Proposal 0 takes the first and the third, proposal 1 the second.
		if report.Objective != "2.25" || report.Gap != "0" || !report.Proved || !report.Verifier.Lawful || report.Instance.Conflicts != 1 || report.Fair == nil {
			t.Errorf("%+v", report)
		}
	}
}

func TestReadBids(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.in"), []byte("2 3\n1.00 0.50 0.00\n0.25 1.00 0.25\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	text := t.TempDir()
	npy(t, filepath.Join(text, "aamas_text.npy"), "<f8", false, "2, 3", 1, .5, .9, .25, 1, .25)
	npy(t, filepath.Join(text, "aamas_authorship.npy"), "<f4", false, "2, 3", 0, 0, 1, 0, 0, 0)
	for _, dir := range []string{dir, text} {
		report, err := Assign(AssignOptions{Dir: dir, Demand: 2, Load: 2})
		if err != nil || report.Objective != "2.75" || !report.Proved || report.Instance.Conflicts != 1 {
			t.Errorf("%+v, %v", report, err)
		}
	}
	if _, err := Assign(AssignOptions{Dir: t.TempDir()}); err == nil {
		t.Error("an empty folder is an instance")
	}
}

// An instance is the same on every reading, whether its rows are held or made anew.
func TestGenerate(t *testing.T) {
	for _, ties := range []bool{false, true} {
		report, err := Assign(AssignOptions{Proposals: 60, Reviewers: 40, Seed: 3, Ties: ties, FairRounds: 3})
		if err != nil {
			t.Fatal(err)
		}
		f := report.Fair
		if !report.Proved || report.Again.Changes != 16 || report.Again.Proved != 16 || !report.Again.Lawful || report.Again.Ratio <= 0 || report.Limit <= 0 || report.PeakMB <= 0 || !f.Lawful || f.Share <= 0 || f.Share > 1 {
			t.Errorf("ties %t: %+v, %+v", ties, report, f)
		}
	}
	composed, err := Assign(AssignOptions{Proposals: 40, Reviewers: 60, Seed: 1, Compose: true})
	if err != nil || !composed.Verifier.Lawful || !composed.Again.Lawful || composed.Again.Changes != 16 || composed.Again.Gap == "" {
		t.Errorf("%+v, %v", composed, err)
	}
	g := generator{seed: 2}
	held := g.rows(5, 7, []int{0, 1, 2, 3, 0}, []int{0, 1, 2, 3, 0, 1, 2})
	one, two := make([]int64, 7), make([]int64, 7)
	held(4, one)
	held(4, two)
	for j := range one {
		if one[j] != two[j] || (j%4 == 0 && j < 4) != (one[j] == assign.Conflict) && j < 4 {
			t.Errorf("reviewer %d: %d, %d", j, one[j], two[j])
		}
	}
	if _, err := Assign(AssignOptions{}); err == nil {
		t.Error("nothing is an instance")
	}
}

func FuzzReadArray(f *testing.F) {
	dir := f.TempDir()
	path := filepath.Join(dir, "a.npy")
	npy(f, path, "<f8", true, "2, 1", 1, 2)
	raw, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add(raw[:len(raw)-1])
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(t.TempDir(), "a.npy")
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := readArray(path)
		if err != nil {
			if !errors.Is(err, errArray) {
				t.Error(err)
			}
			return
		}
		if a.rows > 0 && a.columns > 0 {
			a.at(0, 0)
			a.at(a.rows-1, a.columns-1)
		}
	})
}
