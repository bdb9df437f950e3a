package assign

// outside is what a proposal's row showed when it was read last: how near those
// who are no candidates came to being of use. As long as prices and thresholds
// have not fallen by more than that, none of them is, and the row is not read.
type outside struct {
	known   bool
	nearest int64   // the most that one was worth above price and threshold: not above 0
	fallen  int64   // of the solver, at that time
	theta   int64   // of the proposal
	pots    []int64 // of its groups
}

// note keeps what a reading showed. It is worth nothing when candidates joined,
// or where a shape moves the thresholds.
func (o *outside) note(s *Solver, i int, none bool, nearest int64) {
	o.known = none && s.shape[i] == nil
	o.nearest, o.fallen, o.theta, o.pots = nearest, s.fallen, s.theta[i], o.pots[:0]
	for _, g := range s.groups[s.first[i]:s.first[i+1]] {
		o.pots = append(o.pots, s.net.pot[g.node])
	}
}

// useless says whether nobody outside can have become of use.
func (o *outside) useless(s *Solver, i int) bool {
	if !o.known || s.shape[i] != nil {
		return false
	}
	sunk := max(o.theta-s.theta[i], 0)
	if len(o.pots) > 0 { // where there was no group yet, the proposal's own threshold held
		groups := s.groups[s.first[i]:s.first[i+1]]
		if len(groups) != len(o.pots) {
			return false
		}
		for k, g := range groups {
			sunk = max(sunk, o.pots[k]-s.net.pot[g.node])
		}
	}
	return o.nearest+sunk+s.fallen-o.fallen <= 0
}

// fall is how far the price that fell most did since all pairs were priced last.
func (s *Solver) fall() (most int64) {
	for j, p := range s.price {
		most = max(most, s.seen[j]-p)
	}
	s.seen = append(s.seen[:0], s.price...)
	return most
}
