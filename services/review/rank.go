package review

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"yanlu/services/policy"
	"yanlu/services/review/calibrate"
)

// Entry is one reviewed application of a call. Money in 分.
type Entry struct {
	Docket, Title, Host, State, Receipt string
	Aggregate                           decimal.Decimal // score points
	Valid                               int
	RequestedFen                        int64
	Short                               []string // core criteria below their floor
	Advised                             string   // how many of the opinions recommend it, such as 4/5
	AdviceFen                           *int64   // what they advise to give, in 分
}

// Place is an entry's place on the list.
type Place struct {
	Entry
	Rank          int   // from 1; equal aggregates share a rank and the next one is skipped
	BelowLine     bool  // below the line for funding, or a core criterion below its floor
	Above         bool  // above the money line (MarkAbove)
	CumulativeFen int64 // requested amounts down to this row, in 分
}

// Rank orders applications by aggregate, highest first; equals stand in the order of their receipts.
func Rank(entries []Entry, line decimal.Decimal) []Place {
	sorted := slices.SortedFunc(slices.Values(entries), func(a, b Entry) int {
		return cmp.Or(b.Aggregate.Compare(a.Aggregate), cmp.Compare(a.Receipt, b.Receipt), cmp.Compare(a.Docket, b.Docket))
	})
	places := make([]Place, 0, len(sorted))
	var sum int64
	for i, e := range sorted {
		sum += e.RequestedFen
		p := Place{Entry: e, Rank: i + 1, BelowLine: e.Aggregate.LessThan(line) || len(e.Short) > 0, CumulativeFen: sum}
		if i > 0 && e.Aggregate.Equal(sorted[i-1].Aggregate) {
			p.Rank = places[i-1].Rank
		}
		places = append(places, p)
	}
	return places
}

// MarkAbove says of each place whether the money reaches it: down the list, over
// those that may not be funded, by the order the pack names. Money in 分.
func MarkAbove(places []Place, m calibrate.Money) {
	order, apps := make([]int, len(places)), make([]calibrate.Application, len(places))
	for i, p := range places {
		order[i], apps[i] = i, calibrate.Application{RequestedFen: p.RequestedFen, Barred: p.BelowLine}
	}
	for _, i := range m.Above(order, apps) {
		places[i].Above = true
	}
}

// PassRule is the rule rev.score.pass: the line for funding where a rubric has none
// of its own, and the share of its points that every core criterion must reach.
type PassRule struct {
	FundLine decimal.Decimal `json:"fund_line"` // score points
	Floor    decimal.Decimal `json:"floor_any_core_criterion"`
}

// Short lists the core criteria whose mean over the opinions stays below the floor.
// It compares sums, so that nothing is rounded.
func (p PassRule) Short(rubric policy.Rubric, opinions []Opinion) ([]string, error) {
	var short []string
	for _, c := range rubric.CoreCriteria() {
		sum := decimal.Zero
		for _, o := range opinions {
			at := slices.IndexFunc(o.Scores, func(s Score) bool { return s.Criterion == c.Code })
			if at < 0 {
				return nil, fmt.Errorf("review: an opinion does not score %s", c.Code)
			}
			points, err := decimal.NewFromString(o.Scores[at].Points)
			if err != nil {
				return nil, fmt.Errorf("review: points of %s: %w", c.Code, err)
			}
			sum = sum.Add(points)
		}
		if sum.LessThan(p.Floor.Mul(decimal.NewFromInt(int64(c.W * len(opinions))))) {
			short = append(short, c.Code)
		}
	}
	return short, nil
}

// FundingAdvice is what the opinions advise together (rev.funding_advice): how many of
// them recommend, and the median of the amounts those name, in 分; of two in the
// middle the lower. The amount is nil when nobody names one.
func FundingAdvice(opinions []Opinion) (recommend int, amount *int64) {
	var named []int64
	for _, o := range opinions {
		if o.Advice != Recommend {
			continue
		}
		recommend++
		if o.FundingFen > 0 {
			named = append(named, o.FundingFen)
		}
	}
	if len(named) == 0 {
		return recommend, nil
	}
	slices.Sort(named)
	return recommend, &named[(len(named)-1)/2]
}

// Line is the line for funding of a rubric, in score points.
func (p PassRule) Line(rubric policy.Rubric) decimal.Decimal {
	if rubric.Pass > 0 {
		return decimal.NewFromInt(int64(rubric.Pass))
	}
	return p.FundLine
}
