package draw

import (
	"maps"
	"slices"
)

// row is a set of people of whom every panel needs some: everybody, those of a
// kind, those not of a kind of which a panel has only so many, or those of one
// kind and not of another. What is needed of a row is seen from the panel alone.
type row struct {
	kind, not int     // -1 for none
	eligible  [][]int // by application
}

func (r *row) holds(k kinds) bool {
	return (r.kind < 0 || k.has(r.kind)) && (r.not < 0 || !k.has(r.not))
}

// need is how many of the row a panel still needs, at least.
func (r *row) need(t tally) int {
	n := t[0]
	if r.kind >= 0 {
		n = t[1+2*r.kind]
	}
	if r.not >= 0 {
		n -= t[2+2*r.not]
	}
	return int(max(n, 0))
}

// newRows lists the rows that loads could ever leave short.
func (m *model) newRows() []*row {
	all := m.sets()
	var rows []*row
	for kind := -1; kind < len(m.kinds); kind++ {
		for not := -1; not < len(m.kinds); not++ {
			r := &row{kind: kind, not: not}
			if m.matters(r, all) {
				for _, b := range m.boards {
					r.eligible = append(r.eligible, slices.DeleteFunc(slices.Clone(b.eligible), func(e int) bool { return !r.holds(m.people[e].kinds) }))
				}
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// matters says whether a row could be short: whether somewhere those who are
// left when as many as possible are exhausted are fewer than what is needed.
func (m *model) matters(r *row, all []kinds) bool {
	if r.kind >= 0 && r.kind == r.not {
		return false
	}
	spent := m.exhausted(all, r.holds)
	for a := range m.boards {
		b := &m.boards[a]
		t := m.tallyOf(b)
		have := 0
		for _, e := range b.eligible {
			if r.holds(m.people[e].kinds) {
				have++
			}
		}
		if need := r.need(t); need > 0 && have-spent < need+b.seats {
			return true
		}
	}
	return false
}

// plan holds one way to fill what every panel needs of a row within everybody's
// load, and changes it along augmenting paths. A lot is good only if some such
// plan is left; which plan is at hand decides nothing.
type plan struct {
	h       *hall
	row     *row
	chosen  [][]int // application → experts
	holders [][]int // expert → applications that plan on them
}

// shortage is a set of panels whose needs of a row its people cannot bear.
type shortage struct {
	row    *row
	boards []int
}

// plan makes a plan for every row.
func (h *hall) plan() error {
	h.plans = h.plans[:0]
	everywhere := make([]int, len(h.boards))
	for a := range everywhere {
		everywhere[a] = a
	}
	for _, r := range h.rows {
		p := &plan{h: h, row: r, chosen: make([][]int, len(h.boards)), holders: make([][]int, len(h.people))}
		if short := p.fill(everywhere); short != nil {
			return h.overloaded(short)
		}
		h.plans = append(h.plans, p)
	}
	return nil
}

// bearable says whether every row still has a plan after an expert sat down on a
// panel; where not, undo sets the plans right once the expert has stood up.
func (h *hall) bearable(a, e int) (yes bool, undo func()) {
	touched := make([][]int, len(h.plans))
	undo = func() {
		for i, boards := range touched {
			h.plans[i].fill(boards)
		}
	}
	for i, p := range h.plans {
		touched[i] = p.release(a, e)
		if p.fill(touched[i]) != nil {
			return false, undo
		}
	}
	return true, undo
}

// release takes out of a plan what no longer holds, and names the panels that may lack something.
func (p *plan) release(a, e int) []int {
	boards := []int{a}
	p.drop(a, e)
	if held := p.holders[e]; len(held) > 0 && p.h.spent[e]+len(held) > p.h.people[e].load {
		b := held[len(held)-1]
		p.drop(b, e)
		boards = append(boards, b)
	}
	return boards
}

// fill brings panels to what they need of the row, no more and no less.
func (p *plan) fill(boards []int) *shortage {
	for _, a := range boards {
		need := p.row.need(p.h.needs[a])
		for len(p.chosen[a]) > need {
			p.drop(a, p.chosen[a][len(p.chosen[a])-1])
		}
		for len(p.chosen[a]) < need {
			if short := p.add(a); short != nil {
				return short
			}
		}
	}
	return nil
}

func (p *plan) spare(e int) bool { return p.h.spent[e]+len(p.holders[e]) < p.h.people[e].load }

func (p *plan) hold(a, e int) {
	p.chosen[a], p.holders[e] = append(p.chosen[a], e), append(p.holders[e], a)
}

func (p *plan) drop(a, e int) {
	p.chosen[a], p.holders[e] = without(p.chosen[a], e), without(p.holders[e], a)
}

func without(list []int, x int) []int {
	if i := slices.Index(list, x); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}

// open says whether a panel could plan on an expert of the row.
func (p *plan) open(a, e int) bool {
	return !slices.Contains(p.chosen[a], e) && !slices.Contains(p.h.seated[a], e)
}

// add plans one more seat.
func (p *plan) add(a int) *shortage {
	list := p.row.eligible[a]
	for i := range list { // each application begins elsewhere, so that loads spread and the search is rarely needed
		if e := list[(i+a)%len(list)]; p.spare(e) && p.open(a, e) {
			p.hold(a, e)
			return nil
		}
	}
	f := search{plan: p, taker: map[int]int{}, giver: map[int]int{a: -1}, queue: []int{a}}
	if e := f.run(); e >= 0 {
		f.apply(e)
		return nil
	}
	return &shortage{p.row, slices.Sorted(maps.Keys(f.giver))}
}

// search walks from seats to people who could take them and from those to the seats they hold.
type search struct {
	*plan
	taker map[int]int // expert → application that would take them
	giver map[int]int // application → expert it would give up; -1 for the seat searched for
	queue []int       // applications
}

// run searches until somebody has load to spare; -1 when nobody does.
func (f *search) run() int {
	for len(f.queue) > 0 {
		if e := f.step(); e >= 0 {
			return e
		}
	}
	return -1
}

// step asks the next application; it returns the expert that ends the search, or -1.
func (f *search) step() int {
	a := f.queue[0]
	f.queue = f.queue[1:]
	for _, e := range f.row.eligible[a] {
		if _, met := f.taker[e]; met || !f.open(a, e) {
			continue
		}
		f.taker[e] = a
		if f.spare(e) {
			return e
		}
		f.ask(e)
	}
	return -1
}

// ask lets those who plan on an expert look for somebody else.
func (f *search) ask(e int) {
	for _, a := range f.holders[e] {
		if _, asked := f.giver[a]; !asked {
			f.giver[a] = e
			f.queue = append(f.queue, a)
		}
	}
}

// apply passes people on along the way that led to e, until the seat searched for is reached.
func (f *search) apply(e int) {
	for {
		a := f.taker[e]
		given := f.giver[a]
		if given >= 0 {
			f.drop(a, given)
		}
		f.hold(a, e)
		if given < 0 {
			return
		}
		e = given
	}
}
