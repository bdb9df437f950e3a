package first

import (
	"maps"
	"slices"
)

// plan looks ahead over the batch: it holds one way to fill every seat that is
// left within everybody's load, and changes it along augmenting paths. A lot is
// good only if some such plan contains it; which plan is at hand decides nothing.
type plan struct {
	h       *hall
	chosen  [][][]int // application, stratum → experts
	holders [][]int   // expert → applications that plan on them
}

// shortage is a set of panels whose open seats of a stratum its people cannot bear.
type shortage struct {
	stratum int
	boards  []int
}

func newPlan(h *hall) (*plan, *shortage) {
	p := &plan{h: h, chosen: make([][][]int, len(h.boards)), holders: make([][]int, len(h.people))}
	for a := range h.boards {
		p.chosen[a] = make([][]int, len(h.strata))
		for s := range h.strata {
			for range h.left(a, s) {
				if short := p.add(a, s); short != nil {
					return nil, short
				}
			}
		}
	}
	return p, nil
}

func (p *plan) spare(e int) bool { return p.h.spent[e]+len(p.holders[e]) < p.h.people[e].load }

func (p *plan) hold(a, e int) {
	s := p.h.people[e].stratum
	p.chosen[a][s], p.holders[e] = append(p.chosen[a][s], e), append(p.holders[e], a)
}

func (p *plan) drop(a, e int) {
	s := p.h.people[e].stratum
	p.chosen[a][s] = without(p.chosen[a][s], e)
	p.holders[e] = without(p.holders[e], a)
}

func without(list []int, x int) []int {
	if i := slices.Index(list, x); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}

// search walks from seats to people who could take them and from those to the seats they hold.
type search struct {
	p      *plan
	taker  map[int]int // expert → application that would take them
	giver  map[int]int // application → expert it would give up; -1 for the seat searched for
	queue  []int       // applications
	accept func(e int) bool
}

// step asks the next application; it returns the expert that ends the search, or -1.
func (f *search) step(stratum int) int {
	a := f.queue[0]
	f.queue = f.queue[1:]
	for _, e := range f.p.h.boards[a].eligible[stratum] {
		if _, met := f.taker[e]; met || slices.Contains(f.p.chosen[a][stratum], e) || slices.Contains(f.p.h.seated[a], e) {
			continue
		}
		f.taker[e] = a
		if f.accept(e) {
			return e
		}
		f.ask(e)
	}
	return -1
}

// ask lets those who plan on an expert look for somebody else.
func (f *search) ask(e int) {
	for _, a := range f.p.holders[e] {
		if _, asked := f.giver[a]; !asked {
			f.giver[a] = e
			f.queue = append(f.queue, a)
		}
	}
}

// run searches until an expert ends it; -1 when none does.
func (f *search) run(stratum int) int {
	for len(f.queue) > 0 {
		if e := f.step(stratum); e >= 0 {
			return e
		}
	}
	return -1
}

// apply passes people on along the way that led to e, until an application has
// nobody to give up or gives up the expert stop.
func (f *search) apply(e, stop int) {
	for {
		a := f.taker[e]
		given := f.giver[a]
		if given >= 0 {
			f.p.drop(a, given)
		}
		f.p.hold(a, e)
		if given < 0 || given == stop {
			return
		}
		e = given
	}
}

// add plans one more seat.
func (p *plan) add(a, s int) *shortage {
	list := p.h.boards[a].eligible[s]
	for i := range list { // each application begins elsewhere, so that loads spread and the search is rarely needed
		e := list[(i+a)%len(list)]
		if p.spare(e) && !slices.Contains(p.chosen[a][s], e) {
			p.hold(a, e)
			return nil
		}
	}
	f := &search{p: p, taker: map[int]int{}, giver: map[int]int{a: -1}, queue: []int{a}, accept: p.spare}
	e := f.run(s)
	if e < 0 {
		return &shortage{s, slices.Sorted(maps.Keys(f.giver))}
	}
	f.apply(e, -1)
	return nil
}

// seat makes the plan contain the expert e on the panel a and takes both out of
// it, as the seat is about to be filled; false when no plan contains them.
func (p *plan) seat(a, e int) bool {
	s := p.h.people[e].stratum
	mine := p.chosen[a][s]
	switch {
	case slices.Contains(mine, e):
		p.drop(a, e)
		return true
	case p.spare(e):
		p.drop(a, mine[len(mine)-1])
		return true
	}
	f := &search{p: p, taker: map[int]int{e: a}, giver: map[int]int{a: -1}}
	f.accept = func(x int) bool { return p.spare(x) || slices.Contains(p.chosen[a][s], x) }
	f.ask(e)
	x := f.run(s)
	if x < 0 {
		return false
	}
	if !slices.Contains(mine, x) {
		p.drop(a, mine[len(mine)-1])
	} else {
		p.drop(a, x)
	}
	f.apply(x, e)
	return true
}
