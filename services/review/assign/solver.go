package assign

import (
	"runtime"
	"slices"
	"sync"
)

// candidate is a pair that is in the network. Few of all pairs are: the others
// are priced against the potentials and enter when they could improve.
type candidate struct {
	reviewer int32
	class    int8
	on       bool // assigned
	score    int64
}

// Solver keeps what it learnt from one solution to the next, so that a change by
// hand is solved again from prices that are almost right. It is not safe for
// concurrent use.
type Solver struct {
	in     Instance
	n, m   int
	orgs   int       // organisations are 0..orgs−1
	member [][]int32 // organisations of each reviewer; nil when there is no limit to keep
	widest int       // the most that one has
	effort Effort
	work   int // see Effort

	// Raised is told of each attempt of Fair before it, of how many at most; nil tells nobody.
	Raised func(round, rounds int)

	// What the decisions by hand leave to decide.
	demand, lower, upper []int32
	kept, barred         [][]int32 // of a proposal
	keptWorth            int64
	stale                []int // proposals whose candidates know only of earlier decisions

	cand    [][]candidate
	price   []int64   // of a reviewer's place
	fresh   []bool    // has candidates that the network has not seen
	outside []outside // of a proposal: how near the others came to being of use
	seen    []int64   // prices when all pairs were priced last
	fallen  int64     // how far prices fell since the start, each time by the most of all
	theta   []int64   // of a proposal: what its next reviewer must be worth above the price
	shape   []*shape
	groups  []group // of the network built last
	first   []int32 // of a proposal in groups
	lowest  int64   // similarity, or 0
	costly  int64   // of a place left empty: more than any path can gain

	net      network
	arcs     []arc
	pot      []int64
	supply   []int32
	where    []int32 // arc of each candidate in turn
	thetas   []int64 // scratch, by organisation
	counts   []int32 // scratch, by organisation
	stats    Stats
	choosers sync.Pool // of *choice
	opened   bool
	last     *Result // panels and prices of the last solution
	err      error   // of similarities that cannot be added
}

// initial is how many candidates a proposal starts with, and added how many may
// join it at each pricing.
const (
	initial = 12
	added   = 6
)

// NewSolver checks an instance and prepares it; it solves nothing yet.
func NewSolver(in Instance, effort Effort) (*Solver, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	if effort.Rounds == 0 {
		effort.Rounds = 30
	}
	if effort.Steps == 0 {
		effort.Steps = 100
	}
	if effort.Work == 0 {
		effort.Work = 400_000_000
	}
	if effort.Nodes == 0 {
		effort.Nodes = 60
	}
	s := &Solver{in: in, n: len(in.Demand), m: len(in.Upper), effort: effort}
	s.memberships()
	s.thetas, s.counts = make([]int64, s.orgs), make([]int32, s.orgs)
	s.cand = make([][]candidate, s.n)
	s.price, s.theta = make([]int64, s.m), make([]int64, s.n)
	s.fresh, s.outside, s.seen = make([]bool, s.n), make([]outside, s.n), make([]int64, s.m)
	s.shape = make([]*shape, s.n)
	return s, nil
}

// memberships lists the organisations of each reviewer, the first of them first.
func (s *Solver) memberships() {
	for _, o := range s.in.Organisation {
		s.orgs = max(s.orgs, o+1)
	}
	s.widest = 1
	if s.in.SameMax == 0 {
		return
	}
	s.member = make([][]int32, s.m)
	for j := range s.member {
		if o := s.org(int32(j)); o >= 0 {
			s.member[j] = append(s.member[j], o)
		}
		if s.in.Further != nil {
			s.member[j] = append(s.member[j], narrow(s.in.Further[j])...)
		}
		s.widest = max(s.widest, len(s.member[j]))
	}
}

// of lists the organisations of a reviewer that count.
func (s *Solver) of(j int32) []int32 {
	if s.member == nil {
		return nil
	}
	return s.member[j]
}

// settle takes the decisions by hand out of what is to be decided. It says which
// of them cannot all be kept.
func (s *Solver) settle(keep, forbid []Pair) *Obstacle {
	s.stale = append(s.stale, s.touched()...)
	s.demand, s.lower, s.upper = narrow(s.in.Demand), make([]int32, s.m), narrow(s.in.Upper)
	for j := range s.lower {
		s.lower[j] = int32(s.in.lower(j))
	}
	s.kept, s.barred = make([][]int32, s.n), make([][]int32, s.n)
	for _, p := range forbid {
		s.barred[p.Proposal] = append(s.barred[p.Proposal], int32(p.Reviewer))
	}
	s.keptWorth = 0
	row := make([]int64, s.m)
	for _, p := range keep {
		i, j := p.Proposal, int32(p.Reviewer)
		if slices.Contains(s.kept[i], j) {
			continue
		}
		s.in.Row(i, row)
		if row[j] == Conflict || slices.Contains(s.barred[i], j) {
			return &Obstacle{Kind: KeptForbidden, Proposals: []int{i}, Reviewers: []int{int(j)}}
		}
		s.kept[i] = append(s.kept[i], j)
		s.keptWorth += row[j]
		s.demand[i]--
		s.upper[j]--
		s.lower[j] = max(0, s.lower[j]-1)
		if o := s.keptFault(i, j); o != nil {
			return o
		}
	}
	return nil
}

// keptFault names the limit that the pairs kept by hand already break.
func (s *Solver) keptFault(i int, j int32) *Obstacle {
	o := &Obstacle{Proposals: []int{i}, Reviewers: []int{int(j)}}
	switch {
	case s.demand[i] < 0:
		o.Kind = KeptDemand
	case s.upper[j] < 0:
		o.Kind = KeptLoad
	default:
		for _, org := range s.of(j) {
			if s.room(i, org) < 0 {
				o.Kind, o.Organisations = KeptOrganisation, []int{int(org)}
				return o
			}
		}
		return nil
	}
	return o
}

func narrow(list []int) []int32 {
	out := make([]int32, len(list))
	for i, x := range list {
		out[i] = int32(x)
	}
	return out
}

// org of a reviewer; −1 when it has none or there is no limit to keep.
func (s *Solver) org(j int32) int32 {
	if s.in.SameMax == 0 || s.in.Organisation == nil || s.in.Organisation[j] < 0 {
		return -1
	}
	return int32(s.in.Organisation[j])
}

// room is how many of an organisation a proposal may still get.
func (s *Solver) room(i int, org int32) int32 {
	room := int32(s.in.SameMax)
	for _, j := range s.kept[i] {
		if slices.Contains(s.of(j), org) {
			room--
		}
	}
	return room
}

// row reads the similarities of a proposal with those who may still be chosen.
func (s *Solver) row(i int, into []int64) {
	s.in.Row(i, into)
	s.restrict(i, into)
}

// restrict takes those out of a row who may not be chosen.
func (s *Solver) restrict(i int, into []int64) {
	for _, j := range s.barred[i] {
		into[j] = Conflict
	}
	for _, j := range s.kept[i] {
		into[j] = Conflict
	}
	if sh := s.shape[i]; sh != nil {
		s.bar(sh, into)
	}
	if len(s.kept[i]) == 0 || s.in.SameMax == 0 {
		return
	}
	for j := range into {
		if into[j] != Conflict && slices.ContainsFunc(s.of(int32(j)), func(o int32) bool { return s.room(i, o) == 0 }) {
			into[j] = Conflict
		}
	}
}

// each calls do for every proposal from as many goroutines as there are
// processors, each with a row of its own.
func (s *Solver) each(do func(i int, row []int64)) {
	workers := min(runtime.GOMAXPROCS(0), max(s.n/64, 1))
	var all sync.WaitGroup
	for k := range workers {
		all.Go(func() {
			row := make([]int64, s.m)
			for i := k; i < s.n; i += workers {
				do(i, row)
			}
		})
	}
	all.Wait()
}
