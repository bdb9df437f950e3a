// Package assign gives every proposal its reviewers so that the total of their
// similarities is as large as it can be, and proves it.
//
// It guarantees that a result it returns breaks no conflict, load, demand,
// limit of one organisation, quota of a kind or decision by hand; that it
// carries prices from which anyone can compute an upper bound of every lawful
// total; and that the same instance gives the same result. Where there is no
// lawful assignment it names the proposals, reviewers and organisations that
// stand in the way. It refuses to know where similarities come from, who the
// people are and which rule laid a limit down: all of it is an argument.
package assign

import (
	"errors"
	"fmt"
	"math"

	"github.com/shopspring/decimal"
)

// Places is the number of decimals that a similarity keeps: it is an integer of
// billionths here, so that sums are exact and two runs compare as equal.
const Places = 9

// Conflict in a row of similarities marks a pair that must never meet.
const Conflict int64 = math.MinInt64

// Kind is a set of flags that say what a reviewer stands for.
type Kind uint8

// The kinds that the rules of composition know (rule rev.panel.mix).
const (
	Technical Kind = 1 << iota // 技术专家
	Financial                  // 财务专家
	Industry                   // 产业专家
	Local                      // 本地专家
)

// Quota bounds how many reviewers of a proposal have any of the kinds.
type Quota struct {
	Kinds    Kind
	Min, Max int // Max < 0: no upper bound
}

// Pair is a reviewer at a proposal, both by index.
type Pair struct{ Proposal, Reviewer int }

// Instance is one round to be assigned. Slices are by index and must not change
// while a Solver holds them.
type Instance struct {
	// Row writes the similarities of a proposal with every reviewer, in
	// billionths, or Conflict. It is called from several goroutines.
	Row func(proposal int, into []int64)

	Demand       []int   // reviewers that a proposal gets, exactly
	Lower, Upper []int   // proposals that a reviewer gets; Lower may be nil
	Organisation []int   // of a reviewer; negative: none; nil: nobody has one
	Further      [][]int // organisations of a reviewer besides that one; nil: nobody has any
	SameMax      int     // reviewers of one organisation at a proposal (rule rev.panel.same_unit_max); 0: no limit
	Kinds        []Kind
	Quotas       [][]Quota // of a proposal; nil: none

	Keep   []Pair // decided by hand: must be in the result
	Forbid []Pair // decided by hand: must not be
}

// Effort bounds the search that crossing quotas may need. A limit that is
// reached leaves a lawful result with a gap, never an unlawful one. It counts
// work and not time, so that the same effort gives the same result. A gap below a
// millionth of the bound ends the search as well: it stays in the result.
type Effort struct {
	Steps  int // of the prices towards a lower bound, at one node; 0 means 100
	Rounds int // of patterns around the best assignment, at one node; 0 means 30
	Nodes  int // of branch and bound; 0 means 60
	Work   int // pairs priced and exchanges looked at; 0 means 400 million, some seconds
}

// Result is a lawful assignment with its proof.
type Result struct {
	Reviewers [][]int32 // of each proposal, ascending
	Total     int64     // billionths
	Bound     int64     // no lawful assignment has a larger total
	Prices    []int64   // of a reviewer's place, billionths: the bound follows from them (see Bound)
	Stats     Stats
}

// Gap is what a better assignment could gain at most; 0 is a proof.
func (r *Result) Gap() int64 { return r.Bound - r.Total }

// Proved says whether no lawful assignment is better.
func (r *Result) Proved() bool { return r.Bound == r.Total }

// Stats is what a solution cost.
type Stats struct {
	Rounds     int   // times that all pairs were priced
	Priced     int64 // pairs priced
	Candidates int   // pairs that entered the network
	Searches   int   // shortest paths searched
	Patterns   int   // networks solved for the sake of crossing quotas
	Nodes      int   // of branch and bound
	Work       int   // pairs priced and exchanges looked at, as Effort counts them
	Again      bool  // it went on from the last solution
}

// Scaled is a similarity in billionths, rounded half away from zero. ok is false
// for what is no number or exceeds a million.
func Scaled(similarity float64) (scaled int64, ok bool) {
	if math.IsNaN(similarity) || math.Abs(similarity) > 1e6 {
		return 0, false
	}
	return int64(math.Round(similarity * 1e9)), true
}

// Decimal writes a total of billionths as the exact decimal it is.
func Decimal(total int64) string { return decimal.New(total, -Places).String() }

var errShape = errors.New("assign: the instance contradicts itself")

// check finds what makes an instance meaningless, as opposed to infeasible.
func (in *Instance) check() error {
	n, m := len(in.Demand), len(in.Upper)
	switch {
	case in.Row == nil:
		return fmt.Errorf("%w: no similarities", errShape)
	case in.Lower != nil && len(in.Lower) != m:
		return fmt.Errorf("%w: %d lower loads for %d reviewers", errShape, len(in.Lower), m)
	case in.Organisation != nil && len(in.Organisation) != m:
		return fmt.Errorf("%w: %d organisations for %d reviewers", errShape, len(in.Organisation), m)
	case in.Further != nil && len(in.Further) != m:
		return fmt.Errorf("%w: further organisations of %d for %d reviewers", errShape, len(in.Further), m)
	case in.Kinds != nil && len(in.Kinds) != m:
		return fmt.Errorf("%w: %d kinds for %d reviewers", errShape, len(in.Kinds), m)
	case in.Quotas != nil && len(in.Quotas) != n:
		return fmt.Errorf("%w: quotas of %d for %d proposals", errShape, len(in.Quotas), n)
	case in.SameMax < 0:
		return fmt.Errorf("%w: a negative limit of one organisation", errShape)
	}
	for i, d := range in.Demand {
		if d < 0 {
			return fmt.Errorf("%w: proposal %d demands %d reviewers", errShape, i, d)
		}
	}
	for j, u := range in.Upper {
		if u < 0 || in.lower(j) < 0 || in.lower(j) > u {
			return fmt.Errorf("%w: reviewer %d has loads %d..%d", errShape, j, in.lower(j), u)
		}
	}
	for i, list := range in.Quotas {
		if len(list) > 0 && in.Kinds == nil {
			return fmt.Errorf("%w: proposal %d has quotas, but reviewers have no kinds", errShape, i)
		}
	}
	for _, list := range [][]Pair{in.Keep, in.Forbid} {
		for _, p := range list {
			if p.Proposal < 0 || p.Proposal >= n || p.Reviewer < 0 || p.Reviewer >= m {
				return fmt.Errorf("%w: no pair %d, %d", errShape, p.Proposal, p.Reviewer)
			}
		}
	}
	return nil
}

func (in *Instance) lower(j int) int {
	if in.Lower == nil {
		return 0
	}
	return in.Lower[j]
}
