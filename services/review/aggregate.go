package review

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"yanlu/services/platform/problem"
)

// Places is the number of decimal places an aggregate is stated with; it is rounded half up.
const Places = 2

// Method is how valid scores become one figure.
type Method string

// The methods a rule pack may name in rev.score.aggregate.
const (
	TrimmedMean Method = "trimmed_mean_1_1" // without one highest and one lowest score
	Mean        Method = "mean"
	Invalid     Method = "invalid" // too few scores to say anything
)

// Consensus is the method of a figure that a panel meeting agreed on; no scheme names it (rev.consensus).
const Consensus Method = "consensus"

// Scheme says which method applies to which number of valid scores (rev.score.aggregate).
type Scheme []bracket

type bracket struct {
	from, to int // inclusive; to < 0: without end
	method   Method
}

// minimum is the number of scores a method needs to yield a figure at all.
var minimum = map[Method]int{TrimmedMean: 3, Mean: 1, Invalid: 0}

// ParseScheme reads the rule's form: “>=5”, “3-4” and “<3”, each with its method.
// It refuses a scheme with gaps, overlaps, unknown methods, or a method given too few scores to work with.
func ParseScheme(rule map[string]Method) (Scheme, error) {
	var s Scheme
	for span, method := range rule {
		b, err := parseBracket(span)
		if err != nil {
			return nil, err
		}
		least, known := minimum[method]
		if !known || b.from < least {
			return nil, fmt.Errorf("review: method %q does not fit %q scores", method, span)
		}
		b.method = method
		s = append(s, b)
	}
	slices.SortFunc(s, func(a, b bracket) int { return cmp.Compare(a.from, b.from) })
	next := 0
	for i, b := range s {
		if b.from != next || (b.to < 0) != (i == len(s)-1) || (b.to >= 0 && b.to < b.from) {
			return nil, fmt.Errorf("review: the spans of %v do not cover every number of scores once", rule)
		}
		next = b.to + 1
	}
	if len(s) == 0 || s.Quorum() == 0 {
		return nil, fmt.Errorf("review: %v names no method with a result", rule)
	}
	return s, nil
}

// maxPanel bounds what a span may name; no panel comes near it.
const maxPanel = 1000

func parseBracket(span string) (bracket, error) {
	number := func(s string) (int, error) {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || n < 0 || n > maxPanel {
			return 0, fmt.Errorf("review: %q is not a number of scores", span)
		}
		return n, nil
	}
	if rest, ok := strings.CutPrefix(span, ">="); ok {
		from, err := number(rest)
		return bracket{from: from, to: -1}, err
	}
	if rest, ok := strings.CutPrefix(span, "<"); ok {
		to, err := number(rest)
		if err == nil && to == 0 {
			err = fmt.Errorf("review: %q holds no number", span)
		}
		return bracket{from: 0, to: to - 1}, err
	}
	low, high, ok := strings.Cut(span, "-")
	if !ok {
		return bracket{}, fmt.Errorf("review: %q is not a span of numbers", span)
	}
	from, err := number(low)
	if err != nil {
		return bracket{}, err
	}
	to, err := number(high)
	return bracket{from: from, to: to}, err
}

// Method is what applies to n valid scores.
func (s Scheme) Method(n int) Method {
	for _, b := range s {
		if n >= b.from && (b.to < 0 || n <= b.to) {
			return b.method
		}
	}
	return Invalid
}

// Quorum is the least number of valid scores with a result; 0 when there is none.
func (s Scheme) Quorum() int {
	for _, b := range s {
		if b.method != Invalid {
			return b.from
		}
	}
	return 0
}

// Result is what a round's valid scores came to.
type Result struct {
	Value  decimal.Decimal // score points, rounded half up to Places
	Method Method
	Valid  int
	Spread decimal.Decimal // highest less lowest
}

// Aggregate counts the totals of the valid opinions. It returns a *problem.Problem
// (QUORUM_NOT_REACHED, rule rev.score.aggregate) when there are too few.
func (s Scheme) Aggregate(totals []decimal.Decimal) (Result, error) {
	sorted := slices.SortedFunc(slices.Values(totals), decimal.Decimal.Compare)
	r := Result{Method: s.Method(len(sorted)), Valid: len(sorted)}
	if r.Method == Invalid {
		return r, s.tooFew(len(sorted))
	}
	r.Spread = sorted[len(sorted)-1].Sub(sorted[0])
	counted := sorted
	if r.Method == TrimmedMean {
		counted = sorted[1 : len(sorted)-1]
	}
	r.Value = decimal.Sum(decimal.Zero, counted...).DivRound(decimal.NewFromInt(int64(len(counted))), Places)
	return r, nil
}

func (s Scheme) tooFew(n int) error {
	quorum := s.Quorum()
	return problem.New(problem.Precondition, "QUORUM_NOT_REACHED",
		fmt.Sprintf("有效评分只有%d份，至少需要%d份；请补充专家或宣布未达法定人数", n, quorum),
		fmt.Sprintf("There are %d valid scores and %d are needed; invite more reviewers or declare the quorum failed", n, quorum)).
		With("rule", "rev.score.aggregate", "valid", strconv.Itoa(n), "needed", strconv.Itoa(quorum)).For("agency")
}

// Dispersion is the rule rev.score.dispersion_flag, in score points.
type Dispersion struct {
	MaxMinusMin decimal.Decimal `json:"max_minus_min"`
	Stddev      decimal.Decimal `json:"stddev"` // of the sample
}

// Flag says whether the totals lie further apart than the rule allows without a
// remark. The standard deviation is compared by its square, so nothing is rounded:
// s > limit  ⇔  n·Σx² − (Σx)² > limit²·n·(n−1).
func (d Dispersion) Flag(totals []decimal.Decimal) bool {
	if len(totals) < 2 {
		return false
	}
	sum, squares := decimal.Zero, decimal.Zero
	for _, x := range totals {
		sum, squares = sum.Add(x), squares.Add(x.Mul(x))
	}
	n := decimal.NewFromInt(int64(len(totals)))
	if slices.MaxFunc(totals, decimal.Decimal.Compare).Sub(slices.MinFunc(totals, decimal.Decimal.Compare)).GreaterThan(d.MaxMinusMin) {
		return true
	}
	limit := d.Stddev.Mul(d.Stddev).Mul(n).Mul(n.Sub(decimal.NewFromInt(1)))
	return n.Mul(squares).Sub(sum.Mul(sum)).GreaterThan(limit)
}
