package assign

import (
	"slices"
	"testing"
)

// lawful solves an instance with every feature in it.
func lawful(t *testing.T) (Instance, *Result) {
	t.Helper()
	in := middling(5)
	in.Keep, in.Forbid = []Pair{{0, firstChosen(t, in)}}, []Pair{{1, 2}}
	r, err := Solve(in, Effort{})
	if err != nil {
		t.Fatal(err)
	}
	if v := Verify(in, r); !v.Lawful() {
		t.Fatalf("%+v", v)
	}
	return in, r
}

func firstChosen(t *testing.T, in Instance) int {
	t.Helper()
	r, err := Solve(in, Effort{})
	if err != nil {
		t.Fatal(err)
	}
	return int(r.Reviewers[0][0])
}

// Whatever is spoiled in a good result is found, by its name.
func TestSpoiled(t *testing.T) {
	in, good := lawful(t)
	for rule, spoil := range map[string]func(*Instance, *Result){
		FaultShape:    func(_ *Instance, r *Result) { r.Reviewers = r.Reviewers[1:] },
		FaultConflict: func(in *Instance, r *Result) { in.Row = func(_ int, into []int64) { fill(into, Conflict) } },
		FaultForbidden: func(in *Instance, r *Result) {
			in.Forbid = append(slices.Clone(in.Forbid), Pair{3, int(r.Reviewers[3][0])})
		},
		FaultKept:      func(_ *Instance, r *Result) { swapIn(r, 0, absentee(r, 0)) },
		FaultDuplicate: func(_ *Instance, r *Result) { r.Reviewers[2][0] = r.Reviewers[2][1] },
		FaultDemand:    func(_ *Instance, r *Result) { r.Reviewers[2] = r.Reviewers[2][1:] },
		FaultLoad: func(in *Instance, r *Result) {
			in.Upper = slices.Clone(in.Upper)
			in.Upper[r.Reviewers[4][0]] = 0
		},
		FaultOrganisation: func(in *Instance, r *Result) { in.Organisation = make([]int, len(in.Upper)) },
		FaultQuota:        func(in *Instance, r *Result) { in.Kinds = make([]Kind, len(in.Upper)) },
		FaultTotal:        func(_ *Instance, r *Result) { r.Total-- },
		FaultBound:        func(_ *Instance, r *Result) { r.Bound = r.Total - 1 },
	} {
		changed, r := in, &Result{Total: good.Total, Bound: good.Bound, Prices: slices.Clone(good.Prices)}
		for _, list := range good.Reviewers {
			r.Reviewers = append(r.Reviewers, slices.Clone(list))
		}
		spoil(&changed, r)
		v := Verify(changed, r)
		if !slices.ContainsFunc(v.Faults, func(f Fault) bool { return f.Rule == rule }) {
			t.Errorf("%s was not found: %+v", rule, v.Faults)
		}
	}
}

func fill(row []int64, x int64) {
	for j := range row {
		row[j] = x
	}
}

// absentee is a reviewer whom a proposal does not have.
func absentee(r *Result, i int) int32 {
	for j := range r.Prices {
		if !slices.Contains(r.Reviewers[i], int32(j)) {
			return int32(j)
		}
	}
	return -1
}

func swapIn(r *Result, i int, j int32) {
	r.Reviewers[i] = []int32{j, r.Reviewers[i][1], r.Reviewers[i][2]}
}

// The bound holds for any prices: it is never below what trying everything finds.
func TestBoundHolds(t *testing.T) {
	for seed := range uint64(2000) {
		in := small(seed)
		want, ok := bruteForce(in)
		if !ok {
			continue
		}
		prices := make([]int64, len(in.Upper))
		for k := range 5 {
			for j := range prices {
				prices[j] = int64(scatter(int(seed), k, j)%1200) - 300
				if in.Lower == nil || in.Lower[j] == 0 {
					prices[j] = max(prices[j], 0)
				}
			}
			if b := Bound(in, prices); b < want {
				t.Fatalf("seed %d: bound %d is below %d", seed, b, want)
			}
		}
	}
}
