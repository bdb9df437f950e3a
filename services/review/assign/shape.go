package assign

// class is the reviewers with the same kinds as far as the quotas of a proposal
// look at kinds, and how many of them a network lets it get.
type class struct {
	kinds  Kind
	lo, hi int32
	theta  int64
	node   int32
}

// shape is how a proposal's quotas appear in the network.
type shape struct {
	mask    Kind
	classes []class
	home    map[int32]int8 // class in which a proposal takes an organisation whose people are of several
}

func (s *Solver) classOf(i int, j int32) int8 {
	sh := s.shape[i]
	if sh == nil {
		return 0
	}
	return sh.class(s.in.Kinds[j])
}

func (sh *shape) class(k Kind) int8 {
	for c := range sh.classes {
		if sh.classes[c].kinds == k&sh.mask {
			return int8(c)
		}
	}
	return -1
}

func (s *Solver) bar(i int, sh *shape, into []int64) {}
