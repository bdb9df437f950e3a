package commission

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"yanlu/services/platform/problem"
	"yanlu/services/review/assign"
)

// Floor is how many panels a plan has to give an expert at least: what was set for
// them by hand, else what holds for all as far as their limit allows.
func (p *Plan) Floor(e Expert) int {
	if own, set := p.Floors[e.ID]; set {
		return own
	}
	return max(0, min(p.MinLoad, e.Limit))
}

// HasOwnFloor says whether an expert's least load was set by hand.
func (p *Plan) HasOwnFloor(expert string) bool {
	_, set := p.Floors[expert]
	return set
}

// setFloor sets an expert's own least load, or says why not.
func (p *Plan) setFloor(b *Batch, c Change) (zh, en string) {
	e := b.Expert(c.Expert)
	switch {
	case e == nil || c.Application != "":
		return "不在本委托的专家库中，或不应指明项目", "is not in the pool of this commission, or an application is named"
	case c.Reason == "":
		return "请填写理由", "a reason is required"
	case c.Floor < 0 || c.Floor > max(0, e.Limit):
		return fmt.Sprintf("下限%d项不能超过其评审上限%d项", c.Floor, max(0, e.Limit)), fmt.Sprintf("%d at least is more than the limit of %d", c.Floor, max(0, e.Limit))
	}
	if p.Floors == nil {
		p.Floors = map[string]int{}
	}
	p.Floors[c.Expert] = c.Floor
	return "", ""
}

// CheckFloors refuses least loads that can be seen to be too many before anything is solved (FLOORS_TOO_HIGH):
// together more than there are seats.
func (b *Batch) CheckFloors(p *Plan) error {
	seats, floors, people := 0, 0, 0
	for _, a := range b.Applications {
		seats += a.Seats
	}
	for _, e := range b.Pool {
		if n := p.Floor(e); n > 0 {
			floors, people = floors+n, people+1
		}
	}
	if floors <= seats {
		return nil
	}
	return problem.New(problem.Precondition, "FLOORS_TOO_HIGH", fmt.Sprintf("%d位专家的评审下限合计%d项，而全部项目只有%d个席位；请降低下限，或为部分专家免除下限", people, floors, seats),
		fmt.Sprintf("The least loads of %d experts come to %d, and the applications have %d seats in all; lower them, or exempt some of the experts", people, floors, seats)).
		With("floors", fmt.Sprint(floors), "seats", fmt.Sprint(seats)).At("min_load", fmt.Sprintf("合计%d项，席位只有%d个", floors, seats), fmt.Sprintf("%d in all, and %d seats", floors, seats)).For("agency")
}

// floors writes the least loads of a plan for the solver; nil when nobody has one.
func (b *Batch) floors(p *Plan) []int {
	out, any := make([]int, len(b.Pool)), false
	for j, e := range b.Pool {
		out[j] = p.Floor(e)
		any = any || out[j] > 0
	}
	if !any {
		return nil
	}
	return out
}

// starved says in a sentence whom the cut found and what is open to them.
func (b *Batch) starved(o assign.Obstacle) (zh, en string) {
	people, apps := b.named(o)
	if len(o.Proposals) == 0 {
		return fmt.Sprintf("%s等%d位专家按下限须评审%d项，但没有项目可以安排他们（均应回避、已禁止或席位已锁定）", strings.Join(people, "、"), len(o.Reviewers), o.Need),
			fmt.Sprintf("%s (%d experts) have to review %d, and no application is open to them: excluded, forbidden, or all seats locked", strings.Join(people, ", "), len(o.Reviewers), o.Need)
	}
	return fmt.Sprintf("%s等%d位专家按下限须评审%d项，可以安排他们的%s等%d个项目至多给出%d个席位", strings.Join(people, "、"), len(o.Reviewers), o.Need, strings.Join(apps, ""), len(o.Proposals), o.Have),
		fmt.Sprintf("%s (%d experts) have to review %d, and the %d applications open to them (%s) can give %d seats at most", strings.Join(people, ", "), len(o.Reviewers), o.Need, len(o.Proposals), strings.Join(apps, ""), o.Have)
}

// named lists the first few people and applications of an obstacle.
func (b *Batch) named(o assign.Obstacle) (people, apps []string) {
	for _, j := range o.Reviewers[:min(listed, len(o.Reviewers))] {
		people = append(people, b.Pool[j].Name)
	}
	for _, i := range o.Proposals[:min(listed, len(o.Proposals))] {
		apps = append(apps, "《"+b.Applications[i].Title+"》")
	}
	return people, apps
}

// becauseOfFloors is the refusal of a plan. Where other rules seem to stand in the
// way, it asks whether panels exist without least loads, so that nobody mends the wrong thing.
func (b *Batch) becauseOfFloors(worth pairs, from *Plan, err error) error {
	refusal := b.blocked(err)
	p := problem.Of(refusal)
	if in := b.instance(worth, from); p == nil || in.Lower == nil || starves(err) {
		return refusal
	}
	free := *from
	free.MinLoad, free.Floors = 0, nil
	s, none := assign.NewSolver(b.instance(worth, &free), assign.Effort{Nodes: 1})
	if none == nil {
		_, none = s.Solve()
	}
	if none == nil {
		p.At("min_load", "不规定评审下限时可以组成合规的专家组：下限与专家构成等要求不能同时满足，请降低下限", "Lawful panels exist without least loads: these and the rules of composition cannot both be kept; lower them")
	}
	return refusal
}

// starves says whether the solver found that the least loads themselves cannot be given.
func starves(err error) bool {
	var none *assign.Infeasible
	return errors.As(err, &none) && slices.ContainsFunc(none.Obstacles, func(o assign.Obstacle) bool { return o.Kind == assign.LowerLoads })
}
