package draw

import (
	"fmt"
	"slices"

	"yanlu/services/review/draw/proof"
)

// report checks the outcome of this code.
type report struct{ proof.Report }

// verify recomputes a record from itself alone: commitment, parts and hash of the
// batch, key, chances, panels and reserves.
func verify(rec Record) (proof.Report, error) {
	if rec.Reveal == nil || rec.Outcome == nil {
		return proof.Report{}, proof.NotRevealed()
	}
	b := rec.Batch.sorted()
	r := report{proof.NewReport(b.head(), rec.Seal, *rec.Reveal)}
	r.Applications, r.Pool = len(b.Applications), len(b.Pool)
	r.CheckInputs(b.check())
	fresh, err := b.seal()
	if err != nil {
		return r.Report, err
	}
	r.CheckSeal(rec.Seal, fresh)
	r.CheckReveal(b.head(), rec.Seal, *rec.Reveal)
	if len(r.Findings) > 0 {
		return r.Report, nil
	}
	m := newModel(b)
	chances, err := m.chances(rec.Seal.Hash)
	if err != nil {
		r.NoPanels(err)
		return r.Report, nil
	}
	r.checkChances(b, rec.Chances, chances)
	o, err := m.newHall().outcome(proof.NewStream(rec.Reveal.Key))
	if err != nil {
		r.NoPanels(err)
		return r.Report, nil
	}
	r.Compared = true
	r.checkOutcome(*rec.Outcome, o)
	return r.Report, nil
}

func (r *report) checkChances(b Batch, stated, fresh Chances) {
	if stated.Margin != fresh.Margin {
		r.Find("MARGIN_DIFFERS", "chances/margin", fmt.Sprintf("入选概率的误差应为万分之%d", fresh.Margin), fmt.Sprintf("the margin of the chances is %d of 10,000", fresh.Margin))
	}
	if len(stated.Panels) != len(fresh.Panels) {
		r.Find("CHANCES_DIFFER", "chances", fmt.Sprintf("应公布%d项申报的入选概率，记录中有%d项", len(fresh.Panels), len(stated.Panels)),
			fmt.Sprintf("the chances of %d applications follow from the batch and %d are stated", len(fresh.Panels), len(stated.Panels)))
		return
	}
	for i, c := range fresh.Panels {
		r.checkChance(b, stated.Panels[i], c)
	}
}

func (r *report) checkChance(b Batch, stated, fresh Chance) {
	at := "chances/" + fresh.Application
	if stated.Application != fresh.Application || len(stated.Hits) != len(fresh.Hits) {
		r.Find("CHANCES_DIFFER", at, "申报"+fresh.Application+"的入选概率缺失或不全", "the chances of application "+fresh.Application+" are missing or not whole")
		return
	}
	for e, n := range fresh.Hits {
		if id := b.Pool[e].ID; stated.Hits[e] != n {
			r.Find("CHANCE_DIFFERS", at+"/"+id, fmt.Sprintf("%s在申报%s中的入选概率应为%d/%d", id, fresh.Application, n, b.Rule.Rounds),
				fmt.Sprintf("the chance of %s for application %s is %d of %d", id, fresh.Application, n, b.Rule.Rounds))
		}
	}
}

func (r *report) checkOutcome(stated, fresh Outcome) {
	if stated.Attempt != fresh.Attempt {
		r.Find("ATTEMPT_DIFFERS", "outcome/attempt", fmt.Sprintf("应为第%d次抽取成功", fresh.Attempt), fmt.Sprintf("attempt %d succeeds", fresh.Attempt))
	}
	if !slices.Equal(stated.Order, fresh.Order) {
		r.Find("ORDER_DIFFERS", "outcome/order", "申报的抽取顺序不符", "The applications drew in another order")
	}
	panels := map[string]Panel{}
	for _, p := range stated.Panels {
		panels[p.Application] = p
	}
	for _, p := range fresh.Panels {
		was, known := panels[p.Application]
		if !known {
			r.Find("PANEL_MISSING", "outcome/"+p.Application, "缺少申报"+p.Application+"的专家组", "The panel of application "+p.Application+" is missing")
			continue
		}
		r.checkPanel(was, p)
	}
	if n := len(stated.Panels); n > len(fresh.Panels) || n > len(panels) {
		r.Find("PANEL_ADDED", "outcome/panels", "记录中有多余的专家组", "The record holds panels that were not drawn")
	}
}

func (r *report) checkPanel(stated, fresh Panel) {
	at := "outcome/" + fresh.Application + "/"
	r.Compare("MEMBERS_DIFFER", at+"members", "成员", "members", stated.experts(), fresh.experts())
	r.Compare("ASIDE_DIFFERS", at+"aside", "搁置的签", "lots put aside", stated.Aside, fresh.Aside)
	for i, m := range fresh.Members {
		if i >= len(stated.Members) {
			return
		}
		was := stated.Members[i]
		if was.Locked != m.Locked {
			r.Find("LOCKED_DIFFERS", at+m.Expert, m.Expert+"是否系保留成员与封存不符", "whether "+m.Expert+" was kept is not as sealed")
		}
		r.Compare("RESERVES_DIFFER", at+m.Expert+"/reserves", "候补", "reserves", was.Reserves, m.Reserves)
	}
}

func (p Panel) experts() []string {
	var ids []string
	for _, m := range p.Members {
		ids = append(ids, m.Expert)
	}
	return ids
}
