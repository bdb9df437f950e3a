package draw

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

// named puts the kinds that rules know into words.
func named(kind string, zh bool) string {
	said := map[string]string{"technical": "技术", "finance": "财务", "industry": "产业", "local": "本地"}[kind]
	if zh && said != "" {
		return said
	}
	return kind
}

// says names a row of people.
func (m *model) says(r *row, zh bool) string {
	said, kind, not := "experts", "", ""
	if r.kind >= 0 {
		kind = named(m.kinds[r.kind], zh)
	}
	if r.not >= 0 {
		not = named(m.kinds[r.not], zh)
	}
	if !zh {
		said = strings.TrimSpace(kind + " " + said)
		if not != "" {
			said += " other than " + not
		}
		return said
	}
	if said = kind + "专家"; not != "" {
		said = "非" + not + "的" + said
	}
	return said
}

// lacking checks every panel by itself: locked members, kinds, organisations.
func (h *hall) lacking() error {
	p := infeasible()
	for e, n := range h.spent {
		if x := h.batch.Pool[e]; n > x.Load {
			p.At("locked", fmt.Sprintf("专家%s保留在%d个专家组，负荷上限为%d", x.ID, n, x.Load),
				fmt.Sprintf("expert %s is kept on %d panels and may sit on %d", x.ID, n, x.Load))
		}
	}
	for a := range h.boards {
		if !h.keeps(p, a) || h.completable(a) {
			continue
		}
		h.lackingPeople(p, a)
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// keeps says whether the locked members of a panel break no limit by themselves.
func (h *hall) keeps(p *problem.Problem, a int) bool {
	lawful := h.needs[a][0] >= 0
	for k := range h.kinds {
		lawful = lawful && h.needs[a][2+2*k] >= 0
	}
	for _, e := range h.seated[a] {
		for _, o := range h.people[e].orgs {
			lawful = lawful && h.of(a, o) <= h.batch.Rule.OrgMax
		}
	}
	if !lawful {
		id := h.batch.Applications[a].ID
		p.At("locked", fmt.Sprintf("申报%s：保留成员多于席位，或同类、同单位过多", id),
			fmt.Sprintf("application %s: more locked members than seats, or too many of one kind or organisation", id))
	}
	return lawful
}

// lackingPeople says what a panel lacks: people of a row, else organisations, else
// people who are of enough kinds together.
func (h *hall) lackingPeople(p *problem.Problem, a int) {
	id, short := h.batch.Applications[a].ID, false
	for kind := -1; kind < len(h.kinds); kind++ {
		for not := -1; not < len(h.kinds); not++ {
			r := &row{kind: kind, not: not}
			need, have := r.need(h.needs[a]), 0
			for _, e := range h.boards[a].eligible {
				if r.holds(h.people[e].kinds) && h.spent[e] < h.people[e].load {
					have++
				}
			}
			if kind >= 0 && kind == not || have >= need {
				continue
			}
			short = true
			p.At("pool", fmt.Sprintf("申报%s：尚需%s%d人，可选%d人，另有%d人回避", id, h.says(r, true), need, have, h.barred(a, r)),
				fmt.Sprintf("application %s: needs %d more %s, %d are eligible and %d excluded", id, need, h.says(r, false), have, h.barred(a, r)))
		}
	}
	if short {
		return
	}
	if _, apart := h.searched(a, false); apart {
		p.At("organisations", fmt.Sprintf("申报%s：同一单位最多%d人时选不满%d个席位", id, h.batch.Rule.OrgMax, h.boards[a].seats),
			fmt.Sprintf("application %s: with %d from one organisation its %d seats cannot be filled", id, h.batch.Rule.OrgMax, h.boards[a].seats))
	} else {
		p.At("pool", fmt.Sprintf("申报%s：可选专家无法同时满足各类人数要求", id),
			fmt.Sprintf("application %s: the eligible experts cannot meet all numbers of kinds together", id))
	}
}

// barred counts those of a row whom the exclusions keep off a panel.
func (h *hall) barred(a int, r *row) int {
	n := 0
	for e, p := range h.people {
		if r.holds(p.kinds) && !h.boards[a].seen[e] {
			n++
		}
	}
	for _, e := range h.boards[a].locked {
		if r.holds(h.people[e].kinds) {
			n--
		}
	}
	return n
}

// overloaded explains a batch whose panels exist one by one, and not together:
// each person bears at most their load, and one seat of each panel.
func (h *hall) overloaded(short *shortage) error {
	ids, seats, panels := make([]string, 0, len(short.boards)), 0, map[int]int{}
	for _, a := range short.boards {
		ids = append(ids, h.batch.Applications[a].ID)
		seats += short.row.need(h.needs[a])
		for _, e := range short.row.eligible[a] {
			panels[e]++
		}
	}
	bear := 0
	for e, n := range panels {
		bear += min(n, h.people[e].load-h.spent[e])
	}
	p := infeasible()
	p.At("load", fmt.Sprintf("申报%s共需%s%d人次，可选的%d人按负荷只能承担%d人次", strings.Join(ids, "、"), h.says(short.row, true), seats, len(panels), bear),
		fmt.Sprintf("applications %s need %d seats of %s, and the %d eligible can bear %d", strings.Join(ids, ", "), seats, h.says(short.row, false), len(panels), bear))
	return p
}
