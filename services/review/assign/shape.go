package assign

// class is the reviewers with the same kinds as far as the quotas of a proposal
// look at kinds, and how many of them a network lets it get.
type class struct {
	kinds  Kind
	lo, hi int32
	theta  int64
	node   int32
}

// shape is a pattern that a proposal's quotas take in the network: bounds on
// every class such that all that is within them meets the quotas. Where quotas
// overlap no network can hold them as they are; a shape holds a part of what
// they allow, around one lawful choice.
type shape struct {
	mask    Kind
	classes []class
	home    map[int32]int8 // class from which a proposal takes an organisation that has people in several
}

func (s *Solver) classOf(i int, j int32) int8 {
	sh := s.shape[i]
	if sh == nil {
		return 0
	}
	for c := range sh.classes {
		if sh.classes[c].kinds == s.kind(j)&sh.mask {
			return int8(c)
		}
	}
	return 0 // nobody who may be chosen: bar saw to it
}

// around builds the shape of a proposal about a lawful set.
func (s *Solver) around(i int, set []int32) *shape {
	sh := &shape{mask: s.mask(i), home: map[int32]int8{}}
	seen := map[Kind]bool{}
	for j := range s.m {
		if k := s.kind(int32(j)) & sh.mask; !seen[k] {
			seen[k] = true
			sh.classes = append(sh.classes, class{kinds: k, hi: s.demand[i], theta: s.theta[i]})
		}
	}
	old := s.shape[i]
	s.shape[i] = sh
	count := make([]int32, len(sh.classes))
	for _, j := range set {
		c := s.classOf(i, j)
		count[c]++
		if o := s.org(j); o >= 0 {
			sh.home[o] = c
		}
	}
	s.shape[i] = old
	for _, q := range s.asked(i) {
		sh.bound(q, count)
	}
	return sh
}

// bound narrows the classes of one quota so far that their sum stays lawful: what
// is to spare goes to the class that has most of the set.
func (sh *shape) bound(q Quota, count []int32) {
	total, largest := int32(0), -1
	for c := range sh.classes {
		if sh.classes[c].kinds&q.Kinds == 0 {
			continue
		}
		total += count[c]
		if largest < 0 || count[c] > count[largest] {
			largest = c
		}
	}
	if largest < 0 {
		return
	}
	for c := range sh.classes {
		if sh.classes[c].kinds&q.Kinds == 0 {
			continue
		}
		lo, hi := count[c], count[c]
		if c == largest {
			lo, hi = count[c]-(total-int32(max(q.Min, 0))), count[c]+int32(q.Max)-total
		}
		if q.Min > 0 {
			sh.classes[c].lo = max(sh.classes[c].lo, lo)
		}
		if q.Max < noMax/2 {
			sh.classes[c].hi = min(sh.classes[c].hi, max(hi, 0))
		}
	}
}

// bar keeps an organisation to one class, so that its node has one parent.
func (s *Solver) bar(i int, sh *shape, into []int64) {
	if s.orgs == 0 || s.in.SameMax == 0 {
		return
	}
	home := s.homes(sh.mask)
	for j := range into {
		o := s.org(int32(j))
		if o < 0 || into[j] == Conflict {
			continue
		}
		k := s.kind(int32(j)) & sh.mask
		if c, ok := sh.home[o]; ok {
			if sh.classes[c].kinds != k {
				into[j] = Conflict
			}
		} else if home[o] != k {
			into[j] = Conflict
		}
	}
}

// homes is the kinds of the first person of each organisation.
func (s *Solver) homes(mask Kind) []Kind {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.home == nil {
		s.home = map[Kind][]Kind{}
	}
	list, ok := s.home[mask]
	if !ok {
		list = make([]Kind, s.orgs)
		for j := s.m - 1; j >= 0; j-- {
			if o := s.org(int32(j)); o >= 0 {
				list[o] = s.kind(int32(j)) & mask
			}
		}
		s.home[mask] = list
	}
	return list
}
