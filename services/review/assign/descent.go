package assign

import (
	"math"
	"slices"
	"sync/atomic"
)

// descent is the search at one node when quotas object. From above, prices step
// towards those at which every proposal's own best lawful set overloads nobody:
// each step gives a bound (Lagrange, Polyak's step). From below, networks around
// those sets give lawful assignments, and networks around the best of them,
// shaped otherwise at each turn, make it better and never worse.
//
// The steps are floating point, which only chooses prices: bounds and totals are
// sums of integers.
type descent struct {
	s        *Solver
	prices   []int64
	bound    ceiling
	best     *Result
	unmet    *Infeasible
	last     [][]int32 // what the proposals chose at the last prices
	worth    []int64   // of what they chose at the prices of the bound; nil: not known
	pace     float64
	idle     int
	turn     int
	hopeless bool // a bound fell below every total
}

// run steps until the bound is met or the steps are used up.
func (d *descent) run(steps int) *Infeasible {
	for k := range steps {
		sets, worth, bad := d.s.choices(d.prices)
		if bad != nil {
			return bad
		}
		value := d.s.limit(d.prices, worth)
		d.last = sets
		if d.idle++; value < d.bound.value {
			d.bound, d.worth, d.idle = ceiling{value, slices.Clone(d.prices)}, worth, 0
		}
		last := k == steps-1 || d.s.spent()
		if (k+1)%(steps/4+1) == 0 || last {
			d.settle(sets)
		}
		if d.hopeless {
			return d.unmet
		}
		if d.met() || last {
			return nil
		}
		if d.idle > 6 {
			d.pace, d.idle = d.pace/2, 0
			copy(d.prices, d.bound.prices)
			if sets, _, bad = d.s.choices(d.prices); bad != nil {
				return bad
			}
			value = d.bound.value
		}
		if !d.step(sets, value) {
			d.settle(sets)
			break
		}
	}
	if d.hopeless {
		return d.unmet
	}
	return nil
}

// least is below every total there can be: a bound below it says that there is none.
func (s *Solver) least() int64 {
	least := s.keptWorth
	for _, n := range s.demand {
		least += int64(n) * s.lowest
	}
	return least
}

// spent says whether the work that the effort allows is done.
func (s *Solver) spent() bool { return s.work >= s.effort.Work }

func (d *descent) met() bool { return d.best != nil && near(d.best.Total, d.bound.value) }

// step moves prices against the overload. It says whether there is any.
func (d *descent) step(sets [][]int32, value int64) bool {
	s := d.s
	over := make([]int64, s.m)
	for i := range sets {
		for _, j := range sets[i] {
			over[j]++
		}
	}
	square := int64(0)
	for j, p := range d.prices {
		load, lower, upper := over[j], int64(s.lower[j]), int64(s.upper[j])
		over[j] = 0
		switch {
		case p > 0 || load > upper:
			over[j] = load - upper
		case p < 0 || load < lower:
			over[j] = load - lower
		}
		square += over[j] * over[j]
	}
	if square == 0 {
		return false
	}
	target := float64(d.bound.value) - 0.003*float64(max(d.bound.value, -d.bound.value)) - 1
	if d.best != nil {
		target = float64(d.best.Total)
	}
	size := d.pace * (float64(value) - target) / float64(square)
	for j, x := range over {
		p := d.prices[j]
		next := p + int64(size*float64(x))
		if (p > 0 && next < 0) || (p < 0 && next > 0) || (next < 0 && s.lower[j] == 0) {
			next = 0
		}
		d.prices[j] = next
	}
	return true
}

// settle makes an assignment of what the proposals chose, and betters it.
func (d *descent) settle(sets [][]int32) {
	d.mend(sets)
	if d.best == nil && !d.try(sets, 0) && !d.untangle() {
		return
	}
	for turn, idle := 1, 0; turn <= d.s.effort.Rounds && idle < 5 && !d.met() && !d.s.spent(); turn++ {
		before := d.best.Total
		if d.turn++; d.try(d.best.Reviewers, d.turn) && d.best.Total > before {
			idle = 0
		} else {
			idle++
		}
	}
	d.mend(d.best.Reviewers)
}

// mend lets panels exchange reviewers until loads are kept and nothing is gained.
func (d *descent) mend(sets [][]int32) {
	x := d.s.newExchange(sets, d.bound.prices, d.least())
	if !x.run() {
		return
	}
	if r := x.result(d.bound.prices); d.best == nil || r.Total > d.best.Total {
		d.best = r
	}
}

// least is, for each proposal, what a panel must be worth above the prices of the
// bound to be part of anything better than the best: one that loses more than the
// gap on what the proposal would choose is not. nil: nothing is known of it.
func (d *descent) least() []int64 {
	if d.best == nil || d.worth == nil {
		return nil
	}
	out, gap := slices.Clone(d.worth), slack*(d.bound.value-d.best.Total)
	for i := range out {
		out[i] -= gap
	}
	return out
}

// slack lets panels through on the way that the next swap of a chain makes good.
const slack = 3

// untangle lets the proposals that hold one another up choose again at the prices
// that the failed network asked, where the scarce are dear, as often as there
// are rounds.
func (d *descent) untangle() bool {
	s := d.s
	for range s.effort.Rounds {
		prices := s.result().Prices
		sets, worth, bad := s.choices(prices)
		if bad != nil {
			return false
		}
		if d.hopeless = s.limit(prices, worth) < s.least(); d.hopeless {
			return false
		}
		held := s.worths(prices)
		for i := range sets {
			if worth[i] <= held[i] {
				sets[i] = nil // content with its shape
			}
		}
		if d.try(sets, 0) {
			return true
		}
	}
	return false
}

// worths is what each proposal has at some prices; of one that lacks somebody it
// is less than anything.
func (s *Solver) worths(prices []int64) []int64 {
	out := make([]int64, s.n)
	for i, list := range s.cand {
		left := s.demand[i]
		for _, c := range list {
			if c.on {
				out[i] += c.score - prices[c.reviewer]
				left--
			}
		}
		if left > 0 {
			out[i] = math.MinInt64
		}
	}
	return out
}

// try solves the network shaped around some sets; without a set a proposal keeps
// its shape.
func (d *descent) try(sets [][]int32, turn int) bool {
	s := d.s
	var list []int
	for i := range sets {
		if len(s.quotas(i)) == 0 || s.demand[i] == 0 || sets[i] == nil {
			continue
		}
		list = append(list, i)
	}
	s.each(func(i int, row []int64) {
		if _, ok := slices.BinarySearch(list, i); ok {
			set := slices.DeleteFunc(slices.Clone(sets[i]), func(j int32) bool { return slices.Contains(s.kept[i], j) })
			s.shape[i] = s.around(i, set, turn, d.bound.prices, row)
		}
	})
	s.refresh(list)
	s.optimise()
	s.stats.Patterns++
	if p, q := s.short(); len(p)+len(q) > 0 {
		d.unmet = s.unmet(p, q)
		return false
	}
	r := s.result()
	if s.in.Further != nil && !s.lawful(r) {
		return d.part(r)
	}
	if d.best == nil || r.Total > d.best.Total {
		d.best = r
	}
	return true
}

// part mends what a network found where it seated people together who meet in a
// further organisation: those panels choose again.
func (d *descent) part(r *Result) bool {
	s := d.s
	for i, list := range r.Reviewers {
		if !s.composed(i, list) || !s.apart(i, list) {
			r.Reviewers[i] = d.last[i]
		}
	}
	d.mend(r.Reviewers)
	return d.best != nil
}

// pair is where to divide what is left: one that a proposal would choose and does
// not have in the best assignment, or else any that is not decided.
func (d *descent) pair() *Pair {
	var undecided *Pair
	for i, set := range d.last {
		for _, j := range set {
			if d.best == nil || !slices.Contains(d.best.Reviewers[i], j) {
				return &Pair{i, int(j)}
			}
			if undecided == nil {
				undecided = &Pair{i, int(j)}
			}
		}
	}
	return undecided
}

// choices lets every proposal choose its best lawful set at some prices, kept
// pairs apart, and says what each set is worth above them.
func (s *Solver) choices(prices []int64) (sets [][]int32, worth []int64, bad *Infeasible) {
	sets, worth = make([][]int32, s.n), make([]int64, s.n)
	saved := s.shape
	s.shape = make([]*shape, s.n) // the choice is among all
	var stuck atomic.Int64
	stuck.Store(-1)
	s.each(func(i int, row []int64) {
		s.row(i, row)
		for j := range row {
			if row[j] != Conflict {
				row[j] -= prices[j]
			}
		}
		var ok bool
		if sets[i], worth[i], ok = s.choose(i, row); !ok {
			stuck.Store(int64(i))
		}
	})
	s.shape = saved
	s.priced(s.n)
	if i := stuck.Load(); i >= 0 {
		return nil, nil, &Infeasible{Obstacles: []Obstacle{{Kind: Composition, Proposals: []int{int(i)}, Need: int(s.demand[i])}}}
	}
	return sets, worth, nil
}

// limit is what no lawful assignment exceeds: the worth of the choices, of the
// pairs kept, and of the places at their prices.
func (s *Solver) limit(prices, worth []int64) (total int64) {
	for _, w := range worth {
		total += w
	}
	for j, p := range prices {
		total += max(p, 0)*int64(s.upper[j]) + min(p, 0)*int64(s.lower[j])
	}
	return total + s.keptWorth
}
