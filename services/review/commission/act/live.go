package act

import (
	"context"
	"slices"

	"yanlu/services/docket"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/screen"
	reviewstore "yanlu/services/review/store"
)

// live screens the members of a plan again, by the registers as they are now:
// files change after the seal. A matched panel with a conflict is at fault and
// has to be changed. A drawn one is not drawn again: the members in conflict are
// returned by application, their conflict is recorded, and reserves are called for them.
func (f *frame) live(ctx context.Context, a *docket.Act, b *commission.Batch, p *commission.Plan, gone map[string]bool) (map[string][]string, error) {
	found, err := f.conflicts(ctx, a, b, p)
	if err != nil {
		return nil, err
	}
	lost := map[string][]string{}
	for _, x := range found {
		panel := p.Panel(x.Application)
		if gone[x.Application] || panel == nil || !slices.Contains(panel.Of(commission.Member), x.Expert) {
			continue
		}
		if p.Method == commission.ByDraw {
			lost[x.Application] = append(lost[x.Application], x.Expert)
			err = reviewstore.RecordConflict(ctx, a.Tx, x.Application, x.Expert, x.Evidence, "", a.Now)
			if err != nil {
				return nil, err
			}
			continue
		}
		name := b.Expert(x.Expert).Name
		panel.Faults = append(panel.Faults, commission.Fault{Rule: x.Rule, Zh: name + "应回避（" + x.Evidence + "），请禁止安排后重新拟定", En: name + " has to be recused (" + x.Evidence + "); forbid the pair and propose again"})
	}
	return lost, nil
}

// conflicts are those of the members of a plan with the applications of the batch.
func (f *frame) conflicts(ctx context.Context, a *docket.Act, b *commission.Batch, p *commission.Plan) ([]commission.Exclusion, error) {
	var members []commission.Expert
	for _, panel := range p.Panels {
		for _, id := range panel.Of(commission.Member) {
			if e := b.Expert(id); e != nil && !slices.ContainsFunc(members, func(m commission.Expert) bool { return m.ID == id }) {
				members = append(members, *e)
			}
		}
	}
	return screen.Conflicts(ctx, a.Tx, f.pack, f.call, b.Applications, members, a.Now)
}
