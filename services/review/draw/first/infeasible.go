package first

import (
	"fmt"
	"strings"

	"yanlu/services/platform/problem"
)

// infeasible is the refusal that says why no lawful panels exist.
func infeasible() *problem.Problem {
	return problem.New(problem.Precondition, "DRAW_INFEASIBLE", "按现有专家库无法组成符合要求的专家组，请按提示扩大专家库或调整人数",
		"No lawful panels exist with this pool; widen it or change the sizes as listed").With("rule", "rev.panel.draw").For("agency")
}

// lacking checks every panel by itself: strata, organisations, locked members.
func (h *hall) lacking() error {
	p := infeasible()
	for e, n := range h.spent {
		if x := h.batch.Pool[e]; n > x.Load {
			p.At("locked", fmt.Sprintf("专家%s保留在%d个专家组，负荷上限为%d", x.ID, n, x.Load),
				fmt.Sprintf("expert %s is kept on %d panels and may sit on %d", x.ID, n, x.Load))
		}
	}
	for a := range h.boards {
		h.lackingPeople(p, a)
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

func (h *hall) lackingPeople(p *problem.Problem, a int) {
	id, short := h.batch.Applications[a].ID, false
	for s, name := range h.strata {
		n, have, barred := h.left(a, s), len(h.boards[a].eligible[s]), h.boards[a].barred[s]
		switch {
		case n < 0:
			p.At("locked", fmt.Sprintf("申报%s：保留成员比“%s”类席位多%d人", id, name, -n),
				fmt.Sprintf("application %s: %d more locked members than seats of %s", id, -n, name))
		case n > have:
			p.At("pool", fmt.Sprintf("申报%s：“%s”类尚需%d人，可选%d人，另有%d人回避", id, name, n, have, barred),
				fmt.Sprintf("application %s: %s needs %d more, %d are eligible and %d excluded", id, name, n, have, barred))
		default:
			continue
		}
		short = true
	}
	if short || h.plenty(a) {
		return
	}
	if c := h.fill(a); c != nil {
		names := h.listed(c.strata)
		p.At("organisations", fmt.Sprintf("申报%s：%s类尚需%d人，同一单位最多%d人时只能选出%d人", id, names, c.seats, h.batch.Rule.OrgMax, c.people),
			fmt.Sprintf("application %s: %s need %d more, and with %d from one organisation only %d can be had", id, names, c.seats, h.batch.Rule.OrgMax, c.people))
	}
}

// overloaded explains a batch whose panels exist one by one, and not together:
// each person bears at most their load, and one seat of each panel.
func (h *hall) overloaded(short *shortage) error {
	ids, seats, panels := make([]string, 0, len(short.boards)), 0, map[int]int{}
	for _, a := range short.boards {
		ids = append(ids, h.batch.Applications[a].ID)
		seats += h.left(a, short.stratum)
		for _, e := range h.boards[a].eligible[short.stratum] {
			panels[e]++
		}
	}
	bear, name := 0, h.strata[short.stratum]
	for e, n := range panels {
		bear += min(n, h.people[e].load-h.spent[e])
	}
	p := infeasible()
	p.At("load", fmt.Sprintf("申报%s共需“%s”类%d人次，可选的%d人按负荷只能承担%d人次", strings.Join(ids, "、"), name, seats, len(panels), bear),
		fmt.Sprintf("applications %s need %d seats of %s, and the %d eligible can bear %d", strings.Join(ids, ", "), seats, name, len(panels), bear))
	return p
}

func (m *model) listed(strata []int) string {
	names := make([]string, 0, len(strata))
	for _, s := range strata {
		names = append(names, "“"+m.strata[s]+"”")
	}
	return strings.Join(names, "")
}
