// Package simulate makes panels whose truth is known, for tests and benchmarks.
//
// It guarantees that a scene and a seed always make the same panel. It refuses to
// resemble anybody's data: quality, severity and error are drawn, never read.
package simulate

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"yanlu/services/review/calibrate"
)

// Scene is how the scores of a panel come about. Standard deviations are multiples
// of that of the proposals' true quality, which is one score point.
type Scene struct {
	Name      string  `json:"name"`
	Proposals int     `json:"proposals"`
	Reviewers int     `json:"reviewers"`
	Reviews   int     `json:"reviews"` // of each proposal
	Bias      float64 `json:"bias"`    // standard deviation of the reviewers' severity
	Error     float64 `json:"error"`   // standard deviation of a score around what its reviewer should give
	Rogue     float64 `json:"rogue"`   // share of the scores that are Off points away, up or down, for no reason
	Off       float64 `json:"off"`
	Piles     bool    `json:"piles"`             // reviewers get proposals of like quality
	Blur      float64 `json:"blur"`              // with piles: standard deviation of the error with which they are made
	Follows   float64 `json:"follows,omitempty"` // with piles: correlation of a reviewer's severity with the place of the pile; negative: the strict get the good ones
	Parts     int     `json:"parts,omitempty"`   // groups of proposals and reviewers with nothing in common; 0 and 1 are one group
	Missing   float64 `json:"missing,omitempty"` // share of the scores that never came
}

// Truth is a simulated panel and what it was made from.
type Truth struct {
	Scores   []calibrate.Score
	Quality  map[string]float64 // of each proposal
	Severity map[string]float64 // of each reviewer
}

// Draw makes one panel. Proposals are P000…, reviewers R000….
func (s Scene) Draw(seed uint64) Truth {
	random := rand.New(rand.NewPCG(seed, 1))
	t := Truth{Quality: map[string]float64{}, Severity: map[string]float64{}}
	quality, severity := normals(random, s.Proposals, 1), s.follow(normals(random, s.Reviewers, s.Bias))
	for i, q := range quality {
		t.Quality[proposal(i)] = q
	}
	for j, b := range severity {
		t.Severity[reviewer(j)] = b
	}
	for turn := range s.Reviews {
		for i, j := range s.assign(random, quality, turn) {
			y := quality[i] + severity[j] + s.Error*random.NormFloat64()
			if random.Float64() < s.Rogue {
				y += s.Off * float64(1-2*random.IntN(2))
			}
			if s.Missing > 0 && random.Float64() < s.Missing {
				continue
			}
			t.Scores = append(t.Scores, calibrate.Score{Proposal: proposal(i), Reviewer: reviewer(j), Value: y})
		}
	}
	return t
}

// follow makes severity depend on the pile that a reviewer gets.
func (s Scene) follow(severity []float64) []float64 {
	if s.Follows == 0 {
		return severity
	}
	for j := range severity {
		turn := (j*s.Reviews + s.Reviews - 1) / s.Reviewers
		first, last := s.Reviewers*turn/s.Reviews, s.Reviewers*(turn+1)/s.Reviews
		place := (float64(j-first)+.5)/float64(last-first)*2 - 1 // uniform on −1 to 1
		severity[j] = s.Follows*s.Bias*math.Sqrt(3)*place + math.Sqrt(1-s.Follows*s.Follows)*severity[j]
	}
	return severity
}

// assign gives every proposal one reviewer of a turn. Each turn has reviewers of
// its own, so that nobody judges the same proposal twice, and loads are equal and
// parts without anything in common wherever the numbers divide.
func (s Scene) assign(random *rand.Rand, quality []float64, turn int) []int {
	first, last := s.Reviewers*turn/s.Reviews, s.Reviewers*(turn+1)/s.Reviews
	key := normals(random, len(quality), 1)
	if s.Piles {
		for i := range key {
			key[i] = quality[i] + s.Blur*key[i]
		}
	}
	order := make([]int, len(quality))
	for i := range order {
		order[i] = i
	}
	part := func(i int) int { return i % max(s.Parts, 1) }
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(part(a), part(b)), cmp.Compare(key[a], key[b])) })
	out := make([]int, len(quality))
	for place, i := range order {
		out[i] = first + place*(last-first)/len(order)
	}
	return out
}

// Of lists known values in the order of labels.
func Of(known map[string]float64, labels []string) []float64 {
	out := make([]float64, len(labels))
	for i, l := range labels {
		out[i] = known[l]
	}
	return out
}

func normals(random *rand.Rand, n int, deviation float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = deviation * random.NormFloat64()
	}
	return out
}

func proposal(i int) string { return fmt.Sprintf("P%03d", i) }

func reviewer(j int) string { return fmt.Sprintf("R%03d", j) }
