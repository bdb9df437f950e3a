package act

import (
	"context"
	"fmt"

	"yanlu/services/application"
	"yanlu/services/award"
	"yanlu/services/closure"
	"yanlu/services/closure/store"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	"yanlu/services/funding"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	programmeact "yanlu/services/programme/act"
)

// Submit is the input of submit_closure and early_closure; spending is in 分, since the beginning.
type Submit struct {
	Summary  string
	SpentFen int64
	Truthful bool
}

func (r Rules) submitClosure(ctx context.Context, a *docket.Act) error {
	return r.submit(ctx, a, closure.Closure{})
}

// earlyClosure starts the clock of the evaluation from today: the term has not ended.
func (r Rules) earlyClosure(ctx context.Context, a *docket.Act) error {
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	var allowed bool
	if err := pack.Value("clo.early", &allowed); err != nil {
		return err
	}
	if !allowed {
		return problem.New(problem.Precondition, "EARLY_CLOSURE_NOT_OFFERED", "本批次不受理提前验收", "Early closure is not offered").With("rule", "clo.early")
	}
	due, err := r.after(ctx, a, "clo.complete.months_after_end")
	if err != nil {
		return err
	}
	return r.submit(ctx, a, closure.Closure{Early: true, DecideDue: due})
}

func (r Rules) submit(ctx context.Context, a *docket.Act, c closure.Closure) error {
	in := docket.Input[Submit](a)
	paid, err := docket.Balance(ctx, a.Tx, funding.PaidAccount(a.Record.ID))
	if err != nil {
		return err
	}
	intake, err := docket.SectionOf[application.Intake](a.Record, "intake")
	if err != nil {
		return err
	}
	if err := closure.CheckSubmission(in.Summary, in.Truthful, in.SpentFen, paid, intake.OwnFen); err != nil {
		return err
	}
	now := a.Now
	c.SubmittedAt, c.Summary, c.Truthful = &now, in.Summary, true
	if err := keep(a, "closure", in); err != nil {
		return err
	}
	if err := a.Set("closure", c); err != nil {
		return err
	}
	// Said apart, because a sum of zero replaces an earlier one.
	return a.Set("closure", map[string]int64{"spent_fen": in.SpentFen})
}

// keep takes the snapshot of what is laid before the panel: the papers beside what was agreed and reported.
func keep(a *docket.Act, kind string, papers any) error {
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return err
	}
	_, err = a.Snapshot(kind, map[string]any{
		"papers": papers, "agreement": g.Number, "agreement_version": g.Version, "targets": g.Targets, "reports": run.Reports, "changes": run.Changes,
	})
	return err
}

func (r Rules) overdue(ctx context.Context, a *docket.Act) error {
	from, err := r.after(ctx, a, "end.force_after")
	if err != nil {
		return err
	}
	return a.Set("closure", closure.Closure{ForceFrom: from})
}

// AppointPanel is the input of appoint_panel: person ids, the chair among the members.
type AppointPanel struct {
	Chair   string
	Members []string
}

func (r Rules) appointPanel(ctx context.Context, a *docket.Act) error {
	in := docket.Input[AppointPanel](a)
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	panel, err := closure.PanelOf(pack)
	if err != nil {
		return err
	}
	if err := panel.Check(in.Chair, in.Members); err != nil {
		return err
	}
	p := a.Record.Parties()
	orgs := []string{p.HostOrg}
	for _, co := range p.CoApplicants {
		orgs = append(orgs, co.Org)
	}
	known, err := store.Standings(ctx, a.Tx, a.Record.ID, in.Members, orgs, p.PI)
	if err != nil {
		return err
	}
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	if err := panel.CheckMembers(in.Members, known, c.Rounds); err != nil {
		return err
	}
	now := a.Now
	return a.Set("closure", closure.Closure{Chair: in.Chair, Members: in.Members, AppointedAt: &now})
}

func (r Rules) returnMaterials(ctx context.Context, a *docket.Act) error {
	in := docket.Input[programmeact.Defects](a)
	if err := in.Check("points"); err != nil {
		return err
	}
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	most, err := pack.Int("clo.return.count")
	if err != nil {
		return err
	}
	if c.Returned >= most {
		return problem.New(problem.Precondition, "RETURN_USED", fmt.Sprintf("退回补正机会（%d次）已用完，请由专家组作出结论", most), "The materials were returned before; the panel has to conclude").
			With("rule", "clo.return.count").For(string(lifecycle.Chair))
	}
	correction, err := r.after(ctx, a, "clo.correction_wd")
	if err != nil {
		return err
	}
	again := c.Again(*correction)
	again.Returned, again.Points = c.Returned+1, in.Defects
	return a.Set("closure", again)
}
