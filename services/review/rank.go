package review

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"yanlu/services/policy"
)

// Entry is one reviewed application of a call. Money in 分.
type Entry struct {
	Docket, Title, Host, State, Receipt string
	Aggregate                           decimal.Decimal // score points
	Valid                               int
	RequestedFen                        int64
}

// Place is an entry's place on the list.
type Place struct {
	Entry
	Rank          int   // from 1; equal aggregates share a rank and the next one is skipped
	BelowLine     bool  // below the line for funding
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
		p := Place{Entry: e, Rank: i + 1, BelowLine: e.Aggregate.LessThan(line), CumulativeFen: sum}
		if i > 0 && e.Aggregate.Equal(sorted[i-1].Aggregate) {
			p.Rank = places[i-1].Rank
		}
		places = append(places, p)
	}
	return places
}

// PassRule is the rule rev.score.pass: the line for funding where a rubric has none of its own.
type PassRule struct {
	FundLine decimal.Decimal `json:"fund_line"` // score points
}

// Line is the line for funding of a rubric, in score points.
func (p PassRule) Line(rubric policy.Rubric) decimal.Decimal {
	if rubric.Pass > 0 {
		return decimal.NewFromInt(int64(rubric.Pass))
	}
	return p.FundLine
}
