// Package calibrate says how far the order of a panel's figures can be trusted. It
// fits y = μ + θ(proposal) + b(reviewer) + ε within one field and round and draws
// from what the fit leaves open: intervals, expected ranks, and the probability
// that an application belongs above the money line.
//
// It guarantees that the same scores, gates and seed give the same answer in any
// order of input, that every choice of a method carries its reason, and that the
// statutory figure passes through untouched. It refuses to replace that figure:
// nothing here is an exact decimal, and nothing statutory may be computed from it.
// It knows no names, storage, transport or clock.
package calibrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"yanlu/services/platform/problem"
)

// Score is one reviewer's valid total for one application, in score points.
type Score struct {
	Proposal string  `json:"proposal"` // labels; they are only compared
	Reviewer string  `json:"reviewer"`
	Value    float64 `json:"value"`
}

// Panel is the scores of one field and round, in an order of its own.
type Panel struct {
	proposals, reviewers []string // sorted
	rows                 [][]cell // the scores of each proposal, by reviewer
	loads                []int    // reviews of each reviewer
	n                    int      // scores
	center               float64  // the grand mean, in score points; what is fitted are deviations from it
}

// cell is one score as a deviation from the grand mean.
type cell struct {
	reviewer int
	value    float64
}

// NewPanel sorts scores into a panel. It refuses (SCORES_UNUSABLE) an empty list,
// a score that is not a finite number, and two scores of one reviewer for one proposal.
func NewPanel(scores []Score) (*Panel, error) {
	sorted := slices.SortedFunc(slices.Values(scores), func(a, b Score) int {
		return cmp.Or(cmp.Compare(a.Proposal, b.Proposal), cmp.Compare(a.Reviewer, b.Reviewer))
	})
	if err := usable(sorted); err != nil {
		return nil, err
	}
	p := &Panel{n: len(sorted)}
	index := map[string]int{}
	for _, s := range sorted {
		p.reviewers = append(p.reviewers, s.Reviewer)
		p.center += s.Value / float64(len(sorted))
	}
	slices.Sort(p.reviewers)
	p.reviewers = slices.Compact(p.reviewers)
	for j, r := range p.reviewers {
		index[r] = j
	}
	p.loads = make([]int, len(p.reviewers))
	for i, s := range sorted {
		if i == 0 || s.Proposal != sorted[i-1].Proposal {
			p.proposals, p.rows = append(p.proposals, s.Proposal), append(p.rows, nil)
		}
		last := len(p.rows) - 1
		p.rows[last] = append(p.rows[last], cell{index[s.Reviewer], s.Value - p.center})
		p.loads[index[s.Reviewer]]++
	}
	return p, nil
}

// limit keeps sums of squares far from what a float can hold; no rubric comes near it.
const limit = 1e9

func usable(sorted []Score) error {
	p := problem.New(problem.Invalid, "SCORES_UNUSABLE", "评分无法用于校准，请核对", "The scores cannot be calibrated; check them").For("agency")
	if len(sorted) == 0 {
		p.At("scores", "没有评分", "there are no scores")
	}
	for i, s := range sorted {
		if math.IsNaN(s.Value) || math.Abs(s.Value) > limit {
			p.At("scores", fmt.Sprintf("%s对%s的评分不是有效数字", s.Reviewer, s.Proposal), fmt.Sprintf("the score of %s for %s is not a usable number", s.Reviewer, s.Proposal))
		}
		if i > 0 && s.Proposal == sorted[i-1].Proposal && s.Reviewer == sorted[i-1].Reviewer {
			p.At("scores", fmt.Sprintf("%s对%s有两份评分", s.Reviewer, s.Proposal), fmt.Sprintf("%s scored %s twice", s.Reviewer, s.Proposal))
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// Proposals lists the proposals in the order in which every figure of the panel is given.
func (p *Panel) Proposals() []string { return slices.Clone(p.proposals) }

// Reviewers lists the reviewers in the order in which their effects are given.
func (p *Panel) Reviewers() []string { return slices.Clone(p.reviewers) }

// Scores lists the panel's scores, by proposal and reviewer.
func (p *Panel) Scores() []Score {
	out := make([]Score, 0, p.n)
	for i, row := range p.rows {
		for _, c := range row {
			out = append(out, Score{p.proposals[i], p.reviewers[c.reviewer], c.value + p.center})
		}
	}
	return out
}

// ReviewsPerReviewer is the mean number of scores that a reviewer gave.
func (p *Panel) ReviewsPerReviewer() float64 { return float64(p.n) / float64(len(p.reviewers)) }

// Parts says to which connected part of the graph of who judged what each reviewer
// belongs, numbered from 0, and how many there are. Reviewers of different parts
// have nothing in common by which they could be compared.
func (p *Panel) Parts() (part []int, parts int) {
	root := make([]int, len(p.reviewers))
	for j := range root {
		root[j] = j
	}
	find := func(j int) int {
		for root[j] != j {
			root[j] = root[root[j]]
			j = root[j]
		}
		return j
	}
	for _, row := range p.rows {
		for _, c := range row[1:] {
			root[find(c.reviewer)] = find(row[0].reviewer)
		}
	}
	part, number := make([]int, len(root)), map[int]int{}
	for j := range root {
		r := find(j)
		if _, known := number[r]; !known {
			number[r] = len(number)
		}
		part[j] = number[r]
	}
	return part, len(number)
}

// spread is the variance of scores of the same proposal and its degrees of freedom; 0, 0 when no proposal was judged twice.
func (p *Panel) spread() (variance float64, freedom int) {
	freedom = p.n - len(p.proposals)
	if freedom == 0 {
		return 0, 0
	}
	for _, row := range p.rows {
		m := rowMean(row)
		for _, c := range row {
			variance += (c.value - m) * (c.value - m)
		}
	}
	return variance / float64(freedom), freedom
}

// total is the sum of squares about the grand mean.
func (p *Panel) total() (sum float64) {
	for _, row := range p.rows {
		for _, c := range row {
			sum += c.value * c.value
		}
	}
	return sum
}

// position finds a label in a sorted list; −1 when it is not there.
func position(sorted []string, label string) int {
	if i, found := slices.BinarySearch(sorted, label); found {
		return i
	}
	return -1
}
