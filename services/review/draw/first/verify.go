package first

import (
	"fmt"
	"slices"

	"yanlu/services/review/draw/proof"
)

// Verify recomputes a public record from itself alone: commitment, parts and hash
// of the batch, key, chances, panels and reserves. A record is a proof only
// together with the commitment and the seal that were published in time, which
// the report repeats. The error is a *problem.Problem, DRAW_NOT_REVEALED, before the reveal.
func Verify(rec Record) (proof.Report, error) {
	if rec.Reveal == nil || rec.Outcome == nil {
		return proof.Report{}, proof.NotRevealed()
	}
	b := rec.Batch.sorted()
	r := report{proof.NewReport(b.head(), rec.Seal, *rec.Reveal)}
	r.Applications, r.Pool = len(b.Applications), len(b.Pool)
	fresh, err := b.seal()
	r.CheckInputs(b.check())
	if err == nil {
		r.CheckSeal(rec.Seal, fresh)
	}
	r.CheckReveal(b.head(), rec.Seal, *rec.Reveal)
	if len(r.Findings) > 0 || err != nil {
		return r.Report, err
	}
	m := newModel(b)
	r.checkChances(m, rec)
	o, err := m.outcome(proof.NewStream(rec.Reveal.Key))
	if err != nil {
		r.NoPanels(err)
		return r.Report, nil
	}
	r.Compared = true
	r.checkOutcome(*rec.Outcome, o)
	return r.Report, nil
}

// report checks the outcome of this code.
type report struct{ proof.Report }

func (r *report) checkChances(m *model, rec Record) {
	fresh, err := m.chances(rec.Seal.Hash)
	if err != nil {
		return // said once, when the panels are drawn
	}
	if len(fresh) != len(rec.Chances) {
		r.Find("CHANCES_DIFFER", "chances", fmt.Sprintf("应公布%d个入选概率，记录中有%d个", len(fresh), len(rec.Chances)),
			fmt.Sprintf("%d chances follow from the batch and %d are stated", len(fresh), len(rec.Chances)))
		return
	}
	for i, c := range fresh {
		if was := rec.Chances[i]; was != c {
			at := "chances/" + c.Application + "/" + c.Expert
			r.Find("CHANCE_DIFFERS", at, fmt.Sprintf("%s在申报%s中的入选概率应为%d/%d", c.Expert, c.Application, c.Hits, c.Of),
				fmt.Sprintf("the chance of %s for application %s is %d of %d", c.Expert, c.Application, c.Hits, c.Of))
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
	if len(stated.Groups) != len(fresh.Groups) {
		r.Find("STRATA_DIFFER", at, "申报"+fresh.Application+"的专家类别不符", "The strata of the panel of application "+fresh.Application+" differ")
		return
	}
	for i, g := range fresh.Groups {
		was := stated.Groups[i]
		if was.Stratum != g.Stratum {
			r.Find("STRATA_DIFFER", at+g.Stratum, "申报"+fresh.Application+"缺少类别"+g.Stratum, "The panel of application "+fresh.Application+" lacks the stratum "+g.Stratum)
		}
		r.Compare("LOCKED_DIFFER", at+g.Stratum+"/locked", "保留成员", "locked members", was.Locked, g.Locked)
		r.Compare("MEMBERS_DIFFER", at+g.Stratum+"/drawn", "抽中成员", "members drawn", was.Drawn, g.Drawn)
		r.Compare("RESERVES_DIFFER", at+g.Stratum+"/reserves", "候补", "reserves", was.Reserves, g.Reserves)
	}
}
