package bench

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yanlu/services/review/calibrate"
)

// The four rows of the method document, each by the method that suits it, whatever the machine's speed.
func TestCalibrate(t *testing.T) {
	r, err := Calibrate(t.Context(), CalibrateOptions{Rounds: 2, Seed: 11, Draws: 50})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != 13+len(unseen()) || !strings.HasPrefix(r.Data, "not asked for") || r.AIBS != nil || r.ESA != nil {
		t.Fatalf("%+v", r)
	}
	for i, want := range []calibrate.Method{calibrate.Shrunken, calibrate.Adjusted, calibrate.Adjusted, calibrate.Compared} {
		row := r.Rows[i]
		if row.Methods[want] != 2 || !row.Right || row.Set != known || row.RatioMean < .99 || row.RatioBest < .97 || row.TossUps == 0 || len(row.Peers) != len(tauPeers) {
			t.Errorf("%+v", row)
		}
	}
	trap := r.Rows[3]
	if trap.Chosen < trap.Peers[6].Tau+.1 || trap.Chosen < trap.Peers[3].Tau+.1 || trap.Retreats[calibrate.PlainMean] != trap.Peers[0].Tau || trap.Retreats[calibrate.Fixed] != trap.Peers[4].Tau {
		t.Errorf("the trap: %+v", trap)
	}
	if last := r.Rows[len(r.Rows)-1]; last.Set != heldOut {
		t.Errorf("%+v", last)
	}
}

// Where proposals were sorted neither the mean nor least squares is safe, and
// comparison within proposals is near the better of the two: least squares is ahead
// where severity is large, the mean where there is none.
func TestComparisonIsNearTheBetterRetreat(t *testing.T) {
	for i, mean := range map[int]bool{3: false, 4: true, 7: true} {
		row, err := settings()[i].measure(t.Context(), CalibrateOptions{Rounds: 9, Seed: 1, Draws: 1}, calibrate.DefaultGates())
		if err != nil {
			t.Fatal(err)
		}
		by := map[string]float64{}
		for _, p := range row.Peers {
			by[p.Name] = p.Tau
		}
		if mean != (by["mean"] > by["fixed_effects"]) || by["within"] < max(by["mean"], by["fixed_effects"])-.005 || !row.Right {
			t.Errorf("%+v", row)
		}
	}
}

// What the gates get wrong is said to be wrong: with severity that follows the piles least squares would be far ahead.
func TestWrongIsSaid(t *testing.T) {
	for _, r := range settings() {
		if r.scene.Follows >= 0 {
			continue
		}
		row, err := r.measure(t.Context(), CalibrateOptions{Rounds: 5, Seed: 1, Draws: 1}, calibrate.DefaultGates())
		if err != nil || row.Right || row.Allowed != "fixed_effects" || row.Regret.Mean < .05 || row.Gain.Mean < 0 {
			t.Errorf("%+v, %v", row, err)
		}
	}
}

func TestPairs(t *testing.T) {
	p := pair([]float64{.7, .8, .9}, []float64{.6, .8, .8})
	if math.Abs(p.Mean-.2/3) > 1e-12 || math.Abs(p.SE-.1/3) > 1e-12 {
		t.Errorf("%+v", p)
	}
	for p, want := range map[Paired]bool{{.02, .005}: true, {.02, .015}: false, {.009, 0}: false, {-.5, 0}: false} {
		if p.wrong() != want {
			t.Errorf("%+v", p)
		}
	}
}

// reviewFiles is a folder with made-up reviews in the two formats.
func reviewFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var csv strings.Builder
	csv.WriteString(`"ID","Year","RevID","Score"` + "\n")
	for i := range 20 {
		for j := range 3 { // quality 1 to 5, and a little noise
			fmt.Fprintf(&csv, "%q,%d,%q,%.1f\n", fmt.Sprint(i), 2001+i%2, fmt.Sprint((i/2+j)%6), 1+float64(i)/5+float64((7*i+5*j)%4)/10)
		}
	}
	put("aibs/aibs.csv", csv.String())
	for phase := 1; phase <= 3; phase++ {
		put(fmt.Sprintf("esa2018/scores-phase%d-pc1.tsv", phase), "+2\t2\t+1\t4\t__\t_\n+0\t5\t__\t_\t-1\t3\n-2\t1\t-2\t1\t__\t_\t+1.0\t5\n")
		put(fmt.Sprintf("esa2018/scores-phase%d-pc2.tsv", phase), "+1\t2\n-1\t3\n+0\t4\n")
	}
	return dir
}

func TestCalibrateReadsRealData(t *testing.T) {
	dir := reviewFiles(t)
	lines, err := aibs(t.Context(), CalibrateOptions{Data: dir, Draws: 50}, calibrate.DefaultGates())
	if err != nil || len(lines) != 3 || lines[2].Panel != "all" || lines[2].Proposals != 20 || lines[2].Reviewers != 6 || lines[2].LeftOut.Scores != 60 || lines[0].Proposals != 10 {
		t.Fatalf("%+v, %v", lines, err)
	}
	if all := lines[2]; !all.NoEffect || all.Ratio <= 0 || all.Ratio > .5 {
		t.Errorf("%+v", all)
	}
	e, err := esa(dir)
	// the means are 1.5, −.5, −2 and 1, −1, 0: ranks 3 2 1 and 3 1 2
	if err != nil || e.Submissions != 3 || len(e.Phases) != 3 || math.Abs(e.Phases[0]-.5) > 1e-12 || math.Abs(e.Overall-.5) > 1e-12 {
		t.Fatalf("%+v, %v", e, err)
	}
}

func TestCalibrateRefusesBrokenData(t *testing.T) {
	if _, err := esa(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, err := aibs(t.Context(), CalibrateOptions{Data: t.TempDir()}, calibrate.DefaultGates()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	for name, text := range map[string]string{"empty": "", "no column": "ID,Year,RevID\n1,2,3\n", "no number": "ID,Year,RevID,Score\n1,2,3,x\n", "twice": "ID,Year,RevID,Score\n1,2,3,4\n1,2,3,4\n"} {
		dir := reviewFiles(t)
		if err := os.WriteFile(filepath.Join(dir, "aibs", "aibs.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := aibs(t.Context(), CalibrateOptions{Data: dir, Draws: 1}, calibrate.DefaultGates()); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	dir := reviewFiles(t)
	if err := os.WriteFile(filepath.Join(dir, "esa2018", "scores-phase2-pc2.tsv"), []byte("+1\t2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := esa(dir); err == nil {
		t.Error("two committees judged different submissions")
	}
}
