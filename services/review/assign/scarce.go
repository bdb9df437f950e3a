package assign

import "errors"

// scarce looks at each quota by itself: the reviewers of its kinds must go round
// among the proposals that need them, and where a quota has an upper bound those
// of other kinds must fill the rest. Either is a flow, and its cut is the plainest
// reason why a composition is out of reach. nil means only that no quota fails alone.
func (s *Solver) scarce() *Infeasible {
	seen := map[Kind]bool{}
	for i := range s.in.Quotas {
		for _, q := range s.in.Quotas[i] {
			if seen[q.Kinds] {
				continue
			}
			seen[q.Kinds] = true
			of := func(j int32) bool { return s.kind(j)&q.Kinds != 0 }
			if o := s.alone(q.Kinds, of, func(a Quota, _ int32) int { return a.Min }); o != nil {
				return o
			}
			other := func(j int32) bool { return !of(j) }
			if o := s.alone(q.Kinds, other, func(a Quota, demand int32) int { return int(demand) - a.Max }); o != nil {
				return o
			}
		}
	}
	return nil
}

// alone assigns only the reviewers that count, as many as one quota needs of them.
func (s *Solver) alone(kinds Kind, counts func(j int32) bool, need func(a Quota, demand int32) int) *Infeasible {
	in := Instance{Demand: make([]int, s.n), Upper: make([]int, s.m), Organisation: s.in.Organisation, SameMax: s.in.SameMax}
	total := 0
	for i := range in.Demand {
		for _, a := range s.asked(i) {
			if a.Kinds == kinds {
				in.Demand[i] = max(in.Demand[i], need(a, s.demand[i]))
			}
		}
		total += in.Demand[i]
	}
	if total == 0 {
		return nil
	}
	for j := range in.Upper {
		in.Upper[j] = int(s.upper[j])
	}
	in.Row = func(i int, into []int64) {
		s.row(i, into)
		for j := range into {
			if !counts(int32(j)) {
				into[j] = Conflict
			} else if into[j] != Conflict {
				into[j] = 0 // it only matters whether it can be
			}
		}
	}
	_, err := Solve(in, Effort{})
	var no *Infeasible
	if !errors.As(err, &no) {
		return nil
	}
	for k := range no.Obstacles {
		no.Obstacles[k].Kind, no.Obstacles[k].Kinds = Composition, kinds
	}
	return no
}
