package assign

import "slices"

// Fault names one thing that is wrong with a result; Rule says what kind.
type Fault struct {
	Rule     string `json:"rule"` // see the constants
	Proposal int    `json:"proposal"`
	Reviewer int    `json:"reviewer"`
}

// What Verify can find. Proposal or Reviewer is −1 where the fault is not one's.
const (
	FaultShape        = "SHAPE"        // not an assignment of this instance
	FaultConflict     = "CONFLICT"     // a pair that must never meet
	FaultForbidden    = "FORBIDDEN"    // a pair ruled out by hand
	FaultKept         = "KEPT"         // a pair decided by hand is missing
	FaultDuplicate    = "DUPLICATE"    // a reviewer twice at a proposal
	FaultDemand       = "DEMAND"       // too few or too many reviewers
	FaultLoad         = "LOAD"         // a reviewer outside its loads
	FaultOrganisation = "ORGANISATION" // too many of one organisation
	FaultQuota        = "QUOTA"        // the composition is unlawful
	FaultTotal        = "TOTAL"        // the total is not the sum
	FaultBound        = "BOUND"        // the bound is below the total
)

// Verdict is what Verify found. Total and Bound are its own figures.
type Verdict struct {
	Faults []Fault `json:"faults"`
	Total  int64   `json:"-"`
	Bound  int64   `json:"-"`
}

// Lawful says whether nothing was found.
func (v Verdict) Lawful() bool { return len(v.Faults) == 0 }

// Verify judges a result from the instance alone; it shares no code with the
// solver. Its bound follows from the result's prices (see Bound), so that a
// total equal to it is optimal whatever the solver did.
func Verify(in Instance, r *Result) Verdict {
	v := &Verdict{}
	if len(r.Reviewers) != len(in.Demand) || len(r.Prices) != len(in.Upper) {
		v.add(FaultShape, -1, -1)
		return *v
	}
	load := make([]int, len(in.Upper))
	row := make([]int64, len(in.Upper))
	for i, list := range r.Reviewers {
		for _, j := range list {
			if j < 0 || int(j) >= len(load) {
				v.add(FaultShape, i, int(j))
				return *v
			}
			load[j]++
		}
		in.Row(i, row)
		v.proposal(in, i, list, row)
	}
	for j, n := range load {
		if n > in.Upper[j] || (in.Lower != nil && n < in.Lower[j]) {
			v.add(FaultLoad, -1, j)
		}
	}
	for _, p := range in.Keep {
		if !slices.Contains(r.Reviewers[p.Proposal], int32(p.Reviewer)) {
			v.add(FaultKept, p.Proposal, p.Reviewer)
		}
	}
	for _, p := range in.Forbid {
		if slices.Contains(r.Reviewers[p.Proposal], int32(p.Reviewer)) {
			v.add(FaultForbidden, p.Proposal, p.Reviewer)
		}
	}
	if v.Total != r.Total {
		v.add(FaultTotal, -1, -1)
	}
	v.Bound = Bound(in, r.Prices)
	if v.Bound < v.Total || r.Bound < r.Total || r.Bound > v.Bound {
		v.add(FaultBound, -1, -1)
	}
	return *v
}

func (v *Verdict) add(rule string, proposal, reviewer int) {
	v.Faults = append(v.Faults, Fault{rule, proposal, reviewer})
}

// proposal judges one panel by itself.
func (v *Verdict) proposal(in Instance, i int, list []int32, row []int64) {
	if len(list) != in.Demand[i] {
		v.add(FaultDemand, i, -1)
	}
	ofOne := map[int]int{}
	for k, j := range list {
		if row[j] == Conflict {
			v.add(FaultConflict, i, int(j))
			continue
		}
		v.Total += row[j]
		if slices.Contains(list[:k], j) {
			v.add(FaultDuplicate, i, int(j))
		}
		var orgs []int
		if in.Organisation != nil && in.Organisation[j] >= 0 {
			orgs = append(orgs, in.Organisation[j])
		}
		if in.Further != nil {
			orgs = append(orgs, in.Further[j]...)
		}
		for _, o := range orgs {
			ofOne[o]++
			if in.SameMax > 0 && ofOne[o] == in.SameMax+1 {
				v.add(FaultOrganisation, i, int(j))
			}
		}
	}
	if in.Quotas == nil {
		return
	}
	for _, q := range in.Quotas[i] {
		n := 0
		for _, j := range list {
			if in.Kinds[j]&q.Kinds > 0 {
				n++
			}
		}
		if n < q.Min || (q.Max >= 0 && n > q.Max) {
			v.add(FaultQuota, i, -1)
		}
	}
}
