package pool

import (
	"slices"

	"github.com/shopspring/decimal"
)

// DailyFee is the rule rev.fee.meeting_daily_yuan: after tax, in yuan a day, from and to.
type DailyFee struct {
	Senior            [2]decimal.Decimal `json:"senior"`
	Other             [2]decimal.Decimal `json:"other"`
	AcademicianUplift decimal.Decimal    `json:"academician_uplift"`
}

// FeeShares is the rule rev.fee.shares: where within the range a day lies (0 the
// lowest, 1 the highest), and what share of a day other work is worth.
type FeeShares struct {
	WithinRange  decimal.Decimal `json:"within_range"`
	HalfDay      decimal.Decimal `json:"half_day"`
	FromThirdDay decimal.Decimal `json:"from_third_day"`
	RemoteItem   decimal.Decimal `json:"remote_item"` // of an opinion given from afar
}

// fullDays is after how many days of one call the share of later ones applies.
const fullDays = 2

var fenOfYuan = decimal.NewFromInt(100)

// daily is the fee of a day in yuan.
func daily(f DailyFee, s FeeShares, grade string) decimal.Decimal {
	span, uplift := f.Other, decimal.NewFromInt(1)
	if grade == Senior || grade == Academician {
		span = f.Senior
	}
	if grade == Academician {
		uplift = f.AcademicianUplift
	}
	return span[0].Add(span[1].Sub(span[0]).Mul(s.WithinRange)).Mul(uplift)
}

func fen(yuan decimal.Decimal) int64 { return yuan.Mul(fenOfYuan).Round(0).IntPart() }

// ItemFen is the fee of one opinion given from afar, in 分.
func ItemFen(f DailyFee, s FeeShares, grade string) int64 {
	return fen(daily(f, s, grade).Mul(s.RemoteItem))
}

// Day is a day that was sat, YYYY-MM-DD.
type Day struct {
	Day  string
	Half bool
}

// DaysFen is the fee of the days sat for one call, in 分. Each day is rounded by
// itself; from the third on a share is paid.
func DaysFen(f DailyFee, s FeeShares, grade string, days []Day) int64 {
	sorted := slices.SortedFunc(slices.Values(days), func(a, b Day) int {
		if a.Day < b.Day {
			return -1
		}
		return 1
	})
	sum, full := int64(0), daily(f, s, grade)
	for i, d := range sorted {
		yuan := full
		if d.Half {
			yuan = yuan.Mul(s.HalfDay)
		}
		if i >= fullDays {
			yuan = yuan.Mul(s.FromThirdDay)
		}
		sum += fen(yuan)
	}
	return sum
}

// CountDays is how many days were sat, half ones as halves, such as 2.5.
func CountDays(days []Day) string {
	halves := int64(0)
	for _, d := range days {
		if halves += 2; d.Half {
			halves--
		}
	}
	return decimal.NewFromInt(halves).Div(decimal.NewFromInt(2)).String()
}
