package assign

import (
	"errors"
	"reflect"
	"slices"
	"testing"
)

func obstacles(t *testing.T, in Instance) []Obstacle {
	t.Helper()
	_, err := Solve(in, Effort{})
	var no *Infeasible
	if !errors.As(err, &no) {
		t.Fatalf("%v, want obstacles", err)
	}
	if no.Error() == "" {
		t.Error("an obstacle without a sentence")
	}
	return no.Obstacles
}

func TestObstacles(t *testing.T) {
	table := func(rows ...[]int64) func(int, []int64) { return func(i int, into []int64) { copy(into, rows[i]) } }
	const x = Conflict
	for name, c := range map[string]struct {
		in   Instance
		want Obstacle
	}{
		"two proposals share the one reviewer they may have": {
			Instance{Row: table([]int64{5, x, x}, []int64{4, x, x}, []int64{1, 2, 3}), Demand: []int{1, 1, 1}, Upper: []int{1, 1, 1}},
			Obstacle{Kind: Shortage, Proposals: []int{0, 1}, Reviewers: []int{0}, Need: 2, Have: 1},
		},
		"all of one organisation": {
			Instance{Row: table([]int64{5, 6, 7}), Demand: []int{2}, Upper: []int{1, 1, 1}, Organisation: []int{4, 4, 4}, SameMax: 1},
			Obstacle{Kind: Shortage, Proposals: []int{0}, Organisations: []int{4}, Need: 2, Have: 1},
		},
		"a lower load that no proposal can give": {
			Instance{Row: table([]int64{5, x}, []int64{5, x}), Demand: []int{1, 1}, Upper: []int{2, 2}, Lower: []int{0, 1}},
			Obstacle{Kind: LowerLoads, Reviewers: []int{1}, Need: 1},
		},
		"lower loads above all demand": {
			Instance{Row: table([]int64{5, 5, 5}), Demand: []int{2}, Upper: []int{1, 1, 1}, Lower: []int{1, 1, 1}},
			Obstacle{Kind: LowerLoads, Proposals: []int{0}, Reviewers: []int{0, 1, 2}, Need: 3, Have: 2},
		},
		"kept in conflict": {
			Instance{Row: table([]int64{x, 1}), Demand: []int{1}, Upper: []int{1, 1}, Keep: []Pair{{0, 0}}},
			Obstacle{Kind: KeptForbidden, Proposals: []int{0}, Reviewers: []int{0}},
		},
		"kept beyond demand": {
			Instance{Row: table([]int64{1, 1}), Demand: []int{1}, Upper: []int{1, 1}, Keep: []Pair{{0, 0}, {0, 1}}},
			Obstacle{Kind: KeptDemand, Proposals: []int{0}, Reviewers: []int{1}},
		},
		"kept beyond the load": {
			Instance{Row: table([]int64{1}, []int64{1}), Demand: []int{1, 1}, Upper: []int{1}, Keep: []Pair{{0, 0}, {1, 0}}},
			Obstacle{Kind: KeptLoad, Proposals: []int{1}, Reviewers: []int{0}},
		},
		"kept of one organisation": {
			Instance{Row: table([]int64{1, 1}), Demand: []int{2}, Upper: []int{1, 1}, Organisation: []int{3, 3}, SameMax: 1, Keep: []Pair{{0, 0}, {0, 1}}},
			Obstacle{Kind: KeptOrganisation, Proposals: []int{0}, Reviewers: []int{1}, Organisations: []int{3}},
		},
		"one financial reviewer for two": {
			Instance{Row: table([]int64{1, 1, 1}, []int64{1, 1, 1}), Demand: []int{1, 1}, Upper: []int{2, 2, 1}, Kinds: []Kind{Technical, Technical, Financial},
				Quotas: [][]Quota{{{Financial, 1, -1}}, {{Financial, 1, -1}}}},
			Obstacle{Kind: Composition, Proposals: []int{0, 1}, Reviewers: []int{2}, Kinds: Financial, Need: 2, Have: 1},
		},
		"too many local ones": {
			Instance{Row: table([]int64{1, 1, 1}), Demand: []int{3}, Upper: []int{1, 1, 1}, Kinds: []Kind{Local, Local, Technical}, Quotas: [][]Quota{{{Local, 0, 1}}}},
			Obstacle{Kind: Composition, Proposals: []int{0}, Reviewers: []int{2}, Kinds: Local, Need: 2, Have: 1},
		},
		"nobody of a kind": {
			Instance{Row: table([]int64{1, 1}), Demand: []int{1}, Upper: []int{1, 1}, Kinds: []Kind{Technical, Technical}, Quotas: [][]Quota{{{Financial, 1, -1}}}},
			Obstacle{Kind: Composition, Proposals: []int{0}, Kinds: Financial, Need: 1},
		},
	} {
		if got := obstacles(t, c.in)[0]; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%+v, want\n%+v", name, got, c.want)
		}
	}
}

// A shortage is a proof: the proposals named cannot go to anybody but those named,
// and cannot all be served even when there is nobody else.
func TestShortageIsProof(t *testing.T) {
	seen := 0
	for seed := range uint64(4000) {
		in := small(seed)
		in.Quotas, in.Further, in.Keep, in.Forbid = nil, nil, nil, nil
		if _, ok := bruteForce(in); ok {
			continue
		}
		for _, o := range obstacles(t, in) {
			if o.Kind == Shortage {
				seen++
				checkCut(t, seed, in, o)
			}
		}
	}
	if seen < 200 {
		t.Errorf("only %d shortages were seen", seen)
	}
}

func checkCut(t *testing.T, seed uint64, in Instance, o Obstacle) {
	t.Helper()
	row := make([]int64, len(in.Upper))
	alone := Instance{Upper: in.Upper, Organisation: in.Organisation, SameMax: in.SameMax}
	alone.Row = func(i int, into []int64) { in.Row(o.Proposals[i], into) }
	for _, i := range o.Proposals {
		alone.Demand = append(alone.Demand, in.Demand[i])
		in.Row(i, row)
		for j := range row {
			blocked := in.SameMax > 0 && in.Organisation != nil && slices.Contains(o.Organisations, in.Organisation[j])
			if row[j] != Conflict && !slices.Contains(o.Reviewers, j) && !blocked {
				t.Fatalf("seed %d: proposal %d could have reviewer %d; %+v", seed, i, j, o)
			}
		}
	}
	if _, ok := bruteForce(alone); ok || o.Have >= o.Need {
		t.Fatalf("seed %d: these proposals can all be served; %+v", seed, o)
	}
}
