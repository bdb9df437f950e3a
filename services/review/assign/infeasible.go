package assign

import (
	"errors"
	"fmt"
	"slices"
)

// ObstacleKind says why there is no lawful assignment; a screen has a sentence for each.
type ObstacleKind string

// The kinds. Each comment says what could be changed.
const (
	KeptForbidden    ObstacleKind = "KEPT_FORBIDDEN"    // a pair kept by hand is in conflict or forbidden: let it go
	KeptDemand       ObstacleKind = "KEPT_DEMAND"       // more are kept at a proposal than it demands
	KeptLoad         ObstacleKind = "KEPT_LOAD"         // a reviewer is kept at more proposals than its upper load
	KeptOrganisation ObstacleKind = "KEPT_ORGANISATION" // more of one organisation are kept at a proposal than may be
	Shortage         ObstacleKind = "SHORTAGE"          // these proposals can go to these reviewers only, who are full or have them already, and to these organisations no further
	LowerLoads       ObstacleKind = "LOWER_LOADS"       // these reviewers must get more than the proposals open to them can give
	Composition      ObstacleKind = "COMPOSITION"       // the quotas of these proposals cannot all be met; where it is one quota, Kinds says which
)

// Obstacle is a set of limits that contradict each other. Need and Have count
// reviews: what the proposals (or lower loads) ask and what can be given.
type Obstacle struct {
	Kind          ObstacleKind `json:"kind"`
	Proposals     []int        `json:"proposals,omitempty"`
	Reviewers     []int        `json:"reviewers,omitempty"`
	Organisations []int        `json:"organisations,omitempty"`
	Kinds         Kind         `json:"kinds,omitempty"` // of the quota that fails by itself
	Need          int          `json:"need"`
	Have          int          `json:"have"`
}

// ErrEffort is returned when the effort was spent and neither a lawful assignment
// nor a proof that there is none was found.
var ErrEffort = errors.New("assign: the effort was spent before a lawful assignment was found")

// Infeasible is the error of an instance that has no lawful assignment.
type Infeasible struct{ Obstacles []Obstacle }

func (e *Infeasible) Error() string {
	o := e.Obstacles[0]
	return fmt.Sprintf("assign: no lawful assignment: %s at %d proposals, %d reviewers, %d organisations: %d needed, %d possible",
		o.Kind, len(o.Proposals), len(o.Reviewers), len(o.Organisations), o.Need, o.Have)
}

// short counts the reviews that no proposal can be given and those that no
// proposal can give to a reviewer who must have them.
func (s *Solver) short() (proposals, reviewers map[int]int) {
	proposals, reviewers = map[int]int{}, map[int]int{}
	load := make([]int32, s.m)
	for i, list := range s.cand {
		left := s.demand[i]
		for _, c := range list {
			if c.on {
				load[c.reviewer]++
				left--
			}
		}
		if left > 0 {
			proposals[i] = int(left)
		}
	}
	for j, l := range load {
		if l < s.lower[j] {
			reviewers[j] = int(s.lower[j] - l)
		}
	}
	return proposals, reviewers
}

// explain turns what is short into the cut of the whole graph that proves it.
func (s *Solver) explain(proposals, reviewers map[int]int) *Infeasible {
	out := &Infeasible{}
	if len(proposals) > 0 {
		out.Obstacles = append(out.Obstacles, s.shortage(proposals))
	}
	if len(reviewers) > 0 {
		out.Obstacles = append(out.Obstacles, s.overload(reviewers))
	}
	return out
}

// chosen lists who is on, by proposal and by reviewer.
func (s *Solver) chosen() (of, at [][]int32) {
	of, at = make([][]int32, s.n), make([][]int32, s.m)
	for i, list := range s.cand {
		for _, c := range list {
			if c.on {
				of[i] = append(of[i], c.reviewer)
				at[c.reviewer] = append(at[c.reviewer], int32(i))
			}
		}
	}
	return of, at
}

// shortage walks from the proposals that lack somebody to every reviewer that
// could come, and from there to every proposal that could let one go: all of
// them are full, or there would have been a path.
func (s *Solver) shortage(lacking map[int]int) Obstacle {
	of, at := s.chosen()
	reached := make([]bool, s.n)
	taken := make([]bool, s.m)
	full := map[[2]int32]bool{} // organisation at a proposal, and whether it is passable from inside
	var queue []int32
	for i := range s.n {
		if lacking[i] > 0 {
			reached[i] = true
			queue = append(queue, int32(i))
		}
	}
	row := make([]int64, s.m)
	for q := 0; q < len(queue); q++ {
		i := queue[q]
		s.row(int(i), row)
		for j := range row {
			if row[j] == Conflict || taken[j] || slices.Contains(of[i], int32(j)) {
				continue
			}
			if o := s.org(int32(j)); o >= 0 && s.crowded(int(i), o, of[i]) {
				inside := slices.ContainsFunc(of[i], func(k int32) bool { return taken[k] && s.org(k) == o })
				full[[2]int32{i, o}] = inside
				if !inside {
					continue
				}
			}
			taken[j] = true
			for _, k := range at[j] { // again even if reached: its organisation has opened
				reached[k] = true
				queue = append(queue, k)
			}
		}
	}
	o := Obstacle{Kind: Shortage}
	for i, r := range reached {
		if r {
			o.Proposals = append(o.Proposals, i)
			o.Need += int(s.demand[i])
			o.Have += int(s.demand[i]) - lacking[i]
		}
	}
	for i, r := range reached { // whom they have already they cannot have twice
		for _, j := range of[i] {
			if inside, blocked := full[[2]int32{int32(i), s.org(j)}]; r && (!blocked || inside) {
				taken[j] = true
			}
		}
	}
	for j, r := range taken {
		if r {
			o.Reviewers = append(o.Reviewers, j)
		}
	}
	for at, inside := range full {
		if !inside && !slices.Contains(o.Organisations, int(at[1])) {
			o.Organisations = append(o.Organisations, int(at[1]))
		}
	}
	slices.Sort(o.Organisations)
	return o
}

// crowded says whether a proposal has as many of an organisation as it may get.
func (s *Solver) crowded(i int, org int32, of []int32) bool {
	n := int32(0)
	for _, j := range of {
		if s.org(j) == org {
			n++
		}
	}
	return n >= s.room(i, org)
}

// meets says whether some organisation of a reviewer is full already.
func (s *Solver) meets(i int, j int32, set []int32) bool {
	for _, o := range s.of(j) {
		n := int32(0)
		for _, k := range set {
			if slices.Contains(s.member[k], o) {
				n++
			}
		}
		if n >= s.room(i, o) {
			return true
		}
	}
	return false
}

// overload walks from the reviewers who lack a proposal to every proposal open
// to them, and on to those it could spare for them: none is above its lower load.
func (s *Solver) overload(lacking map[int]int) Obstacle {
	of, at := s.chosen()
	need := make([]bool, s.m)
	open := make([]bool, s.n)
	row := make([]int64, s.m)
	for j := range lacking {
		need[j] = true
	}
	for again := true; again; {
		again = false
		for i := range s.n {
			if open[i] {
				continue
			}
			s.row(i, row)
			for j := range row {
				if need[j] && row[j] != Conflict && !slices.Contains(of[i], int32(j)) {
					open[i] = true
					break
				}
			}
			if open[i] {
				again = true
				for _, j := range of[i] {
					need[j] = need[j] || s.frees(i, j, row, need, of[i])
				}
			}
		}
	}
	o := Obstacle{Kind: LowerLoads}
	for j, n := range need {
		if n {
			o.Reviewers = append(o.Reviewers, j)
			o.Need += int(s.lower[j])
			o.Have += len(at[j])
		}
	}
	for i, n := range open {
		if n {
			o.Proposals = append(o.Proposals, i)
		}
	}
	return o
}

// frees says whether dropping one reviewer would let a needy one in.
func (s *Solver) frees(i int, drop int32, row []int64, need []bool, of []int32) bool {
	for j := range row {
		if !need[j] || row[j] == Conflict || slices.Contains(of, int32(j)) {
			continue
		}
		o := s.org(int32(j))
		if o < 0 || s.org(drop) == o || !s.crowded(i, o, of) {
			return true
		}
	}
	return false
}
