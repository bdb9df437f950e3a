package act

import (
	"context"
	"fmt"
	"strings"
	"time"

	"yanlu/services/closure"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	fundingact "yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmeact "yanlu/services/programme/act"
)

// openTermination starts the procedure and keeps where the project came from.
func (r Rules) openTermination(ctx context.Context, a *docket.Act, reason, materials string) error {
	if err := (docket.Reason{Reason: reason}).Check(); err != nil {
		return err
	}
	due, err := r.after(ctx, a, "end.decide.days")
	if err != nil {
		return err
	}
	now := a.Now
	t := delivery.Termination{
		From: string(a.Record.State), Start: string(a.Command.Event), Reason: reason, Materials: materials, RequestedAt: &now, DecideDue: due,
	}
	if _, err := a.Snapshot("termination", t); err != nil {
		return err
	}
	return a.Set("run", delivery.Run{Termination: &t})
}

func (r Rules) toTermination(ctx context.Context, a *docket.Act) error {
	return r.openTermination(ctx, a, docket.Input[docket.Reason](a).Reason, "")
}

// RequestTermination is the input of request_termination.
type RequestTermination struct{ Reason, Materials string }

func (r Rules) requestTermination(ctx context.Context, a *docket.Act) error {
	in := docket.Input[RequestTermination](a)
	if strings.TrimSpace(in.Materials) == "" {
		return problem.Missing("pack", "终止材料说明", "The termination papers").With("rule", "end.terminate.materials")
	}
	return r.openTermination(ctx, a, in.Reason, in.Materials)
}

// forceTermination waits until the project has been overdue for long.
func (r Rules) forceTermination(ctx context.Context, a *docket.Act) error {
	c, err := docket.SectionOf[closure.Closure](a.Record, "closure")
	if err != nil {
		return err
	}
	if c.ForceFrom != nil && a.Now.Before(*c.ForceFrom) {
		day := c.ForceFrom.In(policy.Shanghai).Format(time.DateOnly)
		return problem.New(problem.Precondition, "NOT_LONG_OVERDUE", fmt.Sprintf("逾期时间不足，%s起方可强制终止", day), fmt.Sprintf("The project is not overdue for long enough; it can be ended from %s", day)).
			With("rule", "end.force_after", "from", c.ForceFrom.Format(time.RFC3339))
	}
	return r.openTermination(ctx, a, docket.Input[docket.Reason](a).Reason, "")
}

func (r Rules) returnTermination(ctx context.Context, a *docket.Act) error {
	in := docket.Input[programmeact.Defects](a)
	if err := in.Check("points"); err != nil {
		return err
	}
	t, err := termination(a)
	if err != nil {
		return err
	}
	if t.PointsDue, err = r.after(ctx, a, "end.correction_wd"); err != nil {
		return err
	}
	t.Points = in.Defects
	return a.Set("run", delivery.Run{Termination: &t})
}

func termination(a *docket.Act) (delivery.Termination, error) {
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return delivery.Termination{}, err
	}
	if run.Termination == nil {
		return delivery.Termination{}, problem.New(problem.Precondition, "NO_TERMINATION_ON_FILE", "没有终止申请记录", "No termination is on file")
	}
	return *run.Termination, nil
}

// ApproveTermination is the input of approve_termination.
type ApproveTermination struct {
	Fault           bool
	Minutes, Reason string
}

// approveTermination ends the project: the unpaid rest goes back to the
// envelope, and an exemption may be claimed for a time.
func (r Rules) approveTermination(ctx context.Context, a *docket.Act) error {
	in := docket.Input[ApproveTermination](a)
	if strings.TrimSpace(in.Minutes) == "" {
		return problem.Missing("minutes", "会议纪要号", "The minutes number")
	}
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	t, err := termination(a)
	if err != nil {
		return err
	}
	until, err := r.after(ctx, a, "exe.claim_wd")
	if err != nil {
		return err
	}
	if err := fundingact.ReleaseRest(ctx, a); err != nil {
		return err
	}
	now := a.Now
	t.Fault, t.Minutes, t.Opinion, t.DecidedAt, t.Outcome = in.Fault, in.Minutes, in.Reason, &now, delivery.Approved
	if err := a.Set("closure", closure.Closure{ExemptionUntil: until}); err != nil {
		return err
	}
	return a.Set("run", delivery.Run{Termination: &t})
}

// refuseTermination returns the project to where it was and keeps the request on record.
func (r Rules) refuseTermination(_ context.Context, a *docket.Act) error {
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return err
	}
	t, err := termination(a)
	if err != nil {
		return err
	}
	now := a.Now
	t.Opinion, t.DecidedAt, t.Outcome = in.Reason, &now, delivery.Declined
	a.Goto(t.Back())
	a.Clear("run", "termination")
	return a.Set("run", delivery.Run{Terminations: map[string]delivery.Termination{run.NextTermination(): t}})
}

// Revoke is the input of the event revoke. The evidence covers notice and hearing.
type Revoke struct{ Ground, Evidence, Minutes string }

// revoke takes the award back wherever the project stands; a change that waited for an answer becomes void.
func (r Rules) revoke(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Revoke](a)
	if err := delivery.CheckRevocation(in.Ground, in.Evidence, in.Minutes); err != nil {
		return err
	}
	if a.Record.State == lifecycle.ChangePending {
		no, c, _, err := pending(a)
		if err != nil {
			return err
		}
		if err := settle(a, no, c, delivery.Void, ""); err != nil {
			return err
		}
	}
	if err := fundingact.ReleaseRest(ctx, a); err != nil {
		return err
	}
	if _, err := a.Snapshot("revocation", in); err != nil {
		return err
	}
	now := a.Now
	return a.Set("run", delivery.Run{Revocation: &delivery.Revocation{Ground: in.Ground, Minutes: in.Minutes, At: &now, From: string(a.Record.State)}})
}
