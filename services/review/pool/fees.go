package pool

import (
	"slices"
	"strings"
	"time"

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

// Share is what is paid of a day.
type Share string

// The shares of a day; none for somebody who is not paid for it after all.
const (
	WholeDay Share = "day"
	HalfDay  Share = "half"
	NoDay    Share = "none"
)

// Day is a day that was sat, YYYY-MM-DD, and who says so.
type Day struct {
	Day     string    `json:"day"`
	Share   Share     `json:"share"`
	Meeting string    `json:"meeting"` // title of the panel meeting whose minutes say so
	By      string    `json:"by"`      // name of who recorded or corrected it by hand
	At      time.Time `json:"at"`
	Reason  string    `json:"reason"`
}

// paid are the days that something is paid of, in order.
func paid(days []Day) []Day {
	out := slices.DeleteFunc(slices.Clone(days), func(d Day) bool { return d.Share == NoDay })
	slices.SortFunc(out, func(a, b Day) int { return strings.Compare(a.Day, b.Day) })
	return out
}

// Period is a time from and to a day, YYYY-MM-DD, both included; an empty one is no limit.
type Period struct{ From, To string }

func (p Period) holds(day string) bool {
	return (p.From == "" || p.From <= day) && (p.To == "" || day <= p.To)
}

// Within are the days of a period.
func (p Period) Within(days []Day) []Day {
	return slices.DeleteFunc(slices.Clone(days), func(d Day) bool { return !p.holds(d.Day) })
}

// DaysFen is the fee of a period for the days sat for one call, in 分. Each day is rounded by itself; from the third on,
// counted from the first of the call, a share is paid.
func DaysFen(f DailyFee, s FeeShares, grade string, days []Day, of Period) int64 {
	sum, full := int64(0), daily(f, s, grade)
	for i, d := range paid(days) {
		yuan := full
		if d.Share == HalfDay {
			yuan = yuan.Mul(s.HalfDay)
		}
		if i >= fullDays {
			yuan = yuan.Mul(s.FromThirdDay)
		}
		if of.holds(d.Day) {
			sum += fen(yuan)
		}
	}
	return sum
}

// CountDays is how many days were sat, half ones as halves, such as 2.5.
func CountDays(days []Day) string {
	halves := int64(0)
	for _, d := range paid(days) {
		if halves += 2; d.Share == HalfDay {
			halves--
		}
	}
	return decimal.NewFromInt(halves).Div(decimal.NewFromInt(2)).String()
}
