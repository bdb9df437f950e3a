package assign

import (
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"testing"
)

var write = flag.Bool("write", false, "write testdata/instances.json for testdata/oracle.py")

// middling makes an instance too large for brute force, with organisations and,
// for odd seeds, quotas that cross them and one another. Scores have few digits,
// so that a solver in floating point finds the same optimum.
func middling(seed uint64) Instance {
	r := rand.New(rand.NewPCG(seed, 11))
	n, m := 12+r.IntN(30), 14+r.IntN(20)
	scores := make([][]int64, n)
	for i := range scores {
		scores[i] = make([]int64, m)
		for j := range scores[i] {
			scores[i][j] = int64(r.IntN([]int{5, 1000}[seed/2%2]))
			if r.IntN(12) == 0 {
				scores[i][j] = Conflict
			}
		}
	}
	in := Instance{Row: func(i int, into []int64) { copy(into, scores[i]) }, SameMax: 1 + r.IntN(2), Quotas: make([][]Quota, n)}
	for range n {
		in.Demand = append(in.Demand, 3+r.IntN(3))
	}
	for range m {
		in.Lower = append(in.Lower, r.IntN(3))
		in.Upper = append(in.Upper, 5*n/m+2+r.IntN(2))
		in.Organisation = append(in.Organisation, r.IntN(12))
		k := []Kind{Technical, Technical, Technical, Financial, Industry, Technical | Industry}[r.IntN(6)]
		if r.IntN(2) == 0 {
			k |= Local
		}
		in.Kinds = append(in.Kinds, k)
	}
	if seed%2 == 1 {
		for i, d := range in.Demand {
			in.Quotas[i] = []Quota{{Technical, (d + 1) / 2, -1}, {Financial, r.IntN(2), -1}, {Industry, r.IntN(2), 2}, {Local, 0, d/2 + 1}}
		}
	}
	return in
}

const oracles = 40

// The optimum of larger instances is what HiGHS found for them, kept in testdata
// with the script that asked it.
func TestOracle(t *testing.T) {
	if *write {
		writeInstances(t)
	}
	raw, err := os.ReadFile("testdata/oracle.json")
	if err != nil {
		t.Fatal(err)
	}
	var answers []struct {
		Seed  uint64
		Total *int64
	}
	if err := json.Unmarshal(raw, &answers); err != nil || len(answers) != oracles {
		t.Fatalf("%d answers, %v", len(answers), err)
	}
	proved := 0
	for _, a := range answers {
		in := middling(a.Seed)
		r, err := Solve(in, Effort{Nodes: 16})
		if a.Total == nil {
			var no *Infeasible
			if !errors.As(err, &no) {
				t.Errorf("seed %d: %v, want an obstacle", a.Seed, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("seed %d: %v, want %d", a.Seed, err, *a.Total)
			continue
		}
		v := Verify(in, r)
		if !v.Lawful() || r.Total > *a.Total || r.Bound < *a.Total {
			t.Errorf("seed %d: %d and at most %d, want %d; %v", a.Seed, r.Total, r.Bound, *a.Total, v.Faults)
		}
		if r.Proved() {
			proved++
		} else {
			t.Logf("seed %d: %d of at most %d after %d nodes", a.Seed, r.Total, r.Bound, r.Stats.Nodes)
		}
	}
	if proved < oracles*8/10 {
		t.Errorf("only %d of %d were proved", proved, oracles)
	}
}

func writeInstances(t *testing.T) {
	t.Helper()
	var out []map[string]any
	for seed := range uint64(oracles) {
		in := middling(seed)
		scores := make([][]*int64, len(in.Demand))
		for i := range scores {
			row := make([]int64, len(in.Upper))
			in.Row(i, row)
			for j := range row {
				if row[j] == Conflict {
					scores[i] = append(scores[i], nil)
				} else {
					scores[i] = append(scores[i], &row[j])
				}
			}
			if in.Quotas[i] == nil {
				in.Quotas[i] = []Quota{}
			}
		}
		kinds := make([]int, len(in.Kinds))
		for j, k := range in.Kinds {
			kinds[j] = int(k)
		}
		out = append(out, map[string]any{"seed": seed, "scores": scores, "demand": in.Demand, "lower": in.Lower, "upper": in.Upper,
			"organisation": in.Organisation, "same_max": in.SameMax, "kinds": kinds, "quotas": in.Quotas})
	}
	raw, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("testdata/instances.json", raw, 0o644); err != nil {
		t.Fatal(err)
	}
}
