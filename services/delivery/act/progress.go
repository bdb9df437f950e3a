package act

import (
	"context"
	"strings"

	"yanlu/services/application"
	"yanlu/services/award"
	"yanlu/services/closure"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	"yanlu/services/funding"
	"yanlu/services/platform/problem"
)

// Report is the input of report_progress; spending is in 分, since the beginning.
type Report struct {
	Status, Summary string
	SpentFen        int64
	Truthful        bool
}

func (r Rules) reportProgress(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Report](a)
	now := a.Now
	report := delivery.Report{Status: in.Status, Summary: in.Summary, SpentFen: in.SpentFen, FiledAt: &now}
	if err := report.Check(in.Truthful); err != nil {
		return err
	}
	paid, err := docket.Balance(ctx, a.Tx, funding.PaidAccount(a.Record.ID))
	if err != nil {
		return err
	}
	intake, err := docket.SectionOf[application.Intake](a.Record, "intake")
	if err != nil {
		return err
	}
	if err := closure.CheckSpent(in.SpentFen, paid, intake.OwnFen); err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	most, err := pack.Int("prog.report.max_per_year")
	if err != nil {
		return err
	}
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return err
	}
	key, err := delivery.ReportKey(run.Reports, a.Now, most)
	if err != nil {
		return err
	}
	if _, err := a.Snapshot("report", report); err != nil {
		return err
	}
	return a.Set("run", delivery.Run{Reports: map[string]delivery.Report{key: report}})
}

// Notify is the input of notify_route_change.
type Notify struct{ What, Reason string }

func (r Rules) notifyApproach(_ context.Context, a *docket.Act) error {
	in := docket.Input[Notify](a)
	if strings.TrimSpace(in.What) == "" {
		return problem.Missing("what", "调整内容", "What changes")
	}
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return err
	}
	no, now := run.NextApproach(), a.Now
	a.Number(no)
	return a.Set("run", delivery.Run{Approaches: map[string]delivery.Approach{no: {What: in.What, Reason: in.Reason, At: &now}}})
}

func (r Rules) warnTerm(_ context.Context, a *docket.Act) error {
	now := a.Now
	return a.Set("run", delivery.Run{WarnedAt: &now})
}

// termEnds starts the clocks of the closure from the end of the term, however late the system notes it.
func (r Rules) termEnds(ctx context.Context, a *docket.Act) error {
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	ends := a.Now
	if g.TermEnds != nil {
		ends = *g.TermEnds
	}
	clocks, err := closure.Deadlines(pack, r.Cal, ends)
	if err != nil {
		return err
	}
	return a.Set("closure", clocks)
}
