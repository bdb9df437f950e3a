package calibrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"yanlu/services/platform/problem"
)

// Application is what the money line has to know of a proposal. Money in 分.
type Application struct {
	Proposal     string
	Statutory    string // the statutory figure as it stands on record; passed through
	Receipt      string // equals stand in the order of their receipts
	RequestedFen int64
	Barred       bool // below the line for funding, or out for another reason: never above the money line
}

// Order is what happens at the money line, going down the list from its top.
type Order string

// The orders a rule pack may name.
const (
	StopAtFirst Order = "stop" // the line is drawn at the first application that no longer fits
	PassOver    Order = "skip" // one that no longer fits is passed over, a later one that fits is not
)

// Money is the envelope over which a field and round competes.
type Money struct {
	EnvelopeFen int64
	Order       Order
}

// Flag is what a person should know about a line.
type Flag string

// The flags of a line.
const (
	TossUp        Flag = "TOSS_UP"         // the scores do not decide on which side of the money line it belongs
	OddScore      Flag = "ODD_SCORE"       // a score fits neither its proposal nor its reviewer
	NoUncertainty Flag = "NO_UNCERTAINTY"  // the scores say nothing of their own error
	FlagBarred    Flag = "BELOW_FUND_LINE" // barred from funding whatever the draws say
)

// Line is one application on the panel's list: the statutory figure, and beside
// it what calibration says. Estimate is nil when there is no uncertainty to draw from.
type Line struct {
	Proposal  string    `json:"proposal"`
	Statutory string    `json:"statutory"` // untouched
	Figure    float64   `json:"figure"`    // calibrated, score points
	Estimate  *Estimate `json:"estimate,omitempty"`
	Flags     []Flag    `json:"flags,omitempty"`
}

// Estimate is what the draws say of one application.
type Estimate struct {
	Low          float64 `json:"low"`  // of the figure's interval, score points
	High         float64 `json:"high"` //
	ExpectedRank float64 `json:"expected_rank"`
	Funded       float64 `json:"funded"` // probability that it belongs above the money line
}

// tally counts draws.
type tally struct {
	ranks  []int // sum over the draws
	funded []int
	drawn  [][]float64 // figures, by proposal
}

// Lines draws n times from the fit, orders the applications each time as the
// statutory list is ordered — figure, receipt, label — and walks down the list until
// the envelope is spent. It refuses (LINES_UNUSABLE) applications that are not
// the panel's proposals, each once, negative money, an unknown order and no draws.
func (f Fit) Lines(apps []Application, m Money, d Draws, g Gates) ([]Line, error) {
	sorted, err := f.match(apps, m, d)
	if err != nil {
		return nil, err
	}
	var t *tally
	if f.Posterior != nil {
		t = f.count(sorted, m, d)
	}
	lines := make([]Line, 0, len(sorted))
	for i, a := range sorted {
		l := Line{Proposal: a.Proposal, Statutory: a.Statutory, Figure: f.Figures[i]}
		if t != nil {
			e := t.estimate(i, d.N, g)
			l.Estimate = &e
		}
		l.Flags = f.flags(a, l.Estimate, g)
		lines = append(lines, l)
	}
	return lines, nil
}

// Top is, for every proposal in the order of Panel.Proposals, the probability that it
// is among the best k; nil when the scores say nothing of their own uncertainty.
func (f Fit) Top(k int, d Draws) []float64 {
	if f.Posterior == nil || d.N < 1 {
		return nil
	}
	out, order := make([]float64, len(f.Figures)), f.places()
	d.each(*f.Posterior, func(figures []float64) {
		sortBy(order, figures, nil)
		for _, i := range order[:min(max(k, 0), len(order))] {
			out[i]++
		}
	})
	for i := range out {
		out[i] /= float64(d.N)
	}
	return out
}

func (f Fit) places() []int {
	order := make([]int, len(f.Figures))
	for i := range order {
		order[i] = i
	}
	return order
}

// sortBy orders indices by figure, highest first; equals by receipt, if there are any, and by label.
func sortBy(order []int, figures []float64, apps []Application) {
	slices.SortFunc(order, func(a, b int) int {
		switch x, y := figures[a], figures[b]; {
		case x > y:
			return -1
		case x < y:
			return 1
		case apps == nil:
			return cmp.Compare(a, b)
		}
		return cmp.Or(cmp.Compare(apps[a].Receipt, apps[b].Receipt), cmp.Compare(a, b))
	})
}

// match puts the applications into the panel's order.
func (f Fit) match(apps []Application, m Money, d Draws) ([]Application, error) {
	p := problem.New(problem.Invalid, "LINES_UNUSABLE", "申报清单与评分不符，无法计算", "The applications do not fit the scores").For("officer")
	sorted := slices.SortedFunc(slices.Values(apps), func(a, b Application) int { return cmp.Compare(a.Proposal, b.Proposal) })
	same := slices.EqualFunc(sorted, f.Panel.proposals, func(a Application, label string) bool { return a.Proposal == label })
	if !same {
		p.At("applications", "须与评分的项目一一对应", "name each scored proposal exactly once")
	}
	for _, a := range sorted {
		if a.RequestedFen < 0 {
			p.At("requested", a.Proposal+"的申请经费为负数", a.Proposal+" asks for a negative amount")
		}
	}
	if m.EnvelopeFen < 0 {
		p.At("envelope", "经费总额不能为负数", "the envelope is negative")
	}
	if m.Order != StopAtFirst && m.Order != PassOver {
		p.At("order", fmt.Sprintf("没有“%s”这种排列规则", m.Order), fmt.Sprintf("there is no order %q", m.Order))
	}
	if d.N < 1 {
		p.At("draws", "至少抽取一次", "draw at least once")
	}
	if len(p.Violations) > 0 {
		return nil, p
	}
	return sorted, nil
}

// count walks down the list of every draw.
func (f Fit) count(apps []Application, m Money, d Draws) *tally {
	t := &tally{ranks: make([]int, len(apps)), funded: make([]int, len(apps)), drawn: make([][]float64, len(apps))}
	for i := range t.drawn {
		t.drawn[i] = make([]float64, 0, d.N)
	}
	order := f.places()
	d.each(*f.Posterior, func(figures []float64) {
		sortBy(order, figures, apps)
		for place, i := range order {
			t.ranks[i] += place + 1
			t.drawn[i] = append(t.drawn[i], figures[i])
		}
		for _, i := range m.Above(order, apps) {
			t.funded[i]++
		}
	})
	return t
}

// Above walks down an order of applications and lists those above the money line.
func (m Money) Above(order []int, apps []Application) []int {
	left := m.EnvelopeFen
	var above []int
	for _, i := range order {
		switch a := apps[i]; {
		case a.Barred:
		case a.RequestedFen <= left:
			left -= a.RequestedFen
			above = append(above, i)
		case m.Order == StopAtFirst:
			return above
		}
	}
	return above
}

// estimate turns counts into what they say of application i.
func (t *tally) estimate(i, draws int, g Gates) Estimate {
	slices.Sort(t.drawn[i])
	outside := (1 - g.Interval) / 2
	at := func(share float64) float64 {
		return t.drawn[i][min(max(int(math.Round(share*float64(draws-1))), 0), draws-1)]
	}
	return Estimate{
		Low: at(outside), High: at(1 - outside),
		ExpectedRank: float64(t.ranks[i]) / float64(draws), Funded: float64(t.funded[i]) / float64(draws),
	}
}

func (f Fit) flags(a Application, e *Estimate, g Gates) []Flag {
	var flags []Flag
	switch {
	case a.Barred:
		flags = append(flags, FlagBarred)
	case e != nil && e.Funded > g.TossUpFrom && e.Funded < g.TossUpTo:
		flags = append(flags, TossUp)
	}
	if e == nil {
		flags = append(flags, NoUncertainty)
	}
	if slices.ContainsFunc(f.Outliers, func(o Outlier) bool { return o.Proposal == a.Proposal }) {
		flags = append(flags, OddScore)
	}
	return flags
}
