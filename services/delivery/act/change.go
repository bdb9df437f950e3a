package act

import (
	"context"
	"slices"

	"yanlu/services/award"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// RequestChange is the input of request_change.
type RequestChange struct {
	Kind, Text, Reason, UnitOpinion string
	Months                          int
}

func (r Rules) requestChange(ctx context.Context, a *docket.Act) error {
	in := docket.Input[RequestChange](a)
	now := a.Now
	c := delivery.Change{
		Kind: in.Kind, Text: in.Text, Reason: in.Reason, UnitOpinion: in.UnitOpinion, Status: delivery.Asked, AskedAt: &now,
	}
	if in.Kind == delivery.ChangeExtension {
		c.Months = in.Months
	}
	if err := c.CheckWords(); err != nil {
		return err
	}
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return err
	}
	if err := r.inTime(ctx, a, c, run); err != nil {
		return err
	}
	if c.Due, err = r.after(ctx, a, "chg.reply_wd"); err != nil {
		return err
	}
	no := run.NextChange()
	a.Number(no)
	if _, err := a.Snapshot("change", c); err != nil {
		return err
	}
	return a.Set("run", delivery.Run{ChangeNo: no, Changes: map[string]delivery.Change{no: c}})
}

func (r Rules) inTime(ctx context.Context, a *docket.Act, c delivery.Change, run delivery.Run) error {
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil || g.TermEnds == nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	limits, err := delivery.LimitsOf(pack)
	if err != nil {
		return err
	}
	return limits.CheckTime(r.Cal, c, a.Now, *g.TermEnds, run.Extensions)
}

// pending is the change that waits for an answer.
func pending(a *docket.Act) (string, delivery.Change, delivery.Run, error) {
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return "", delivery.Change{}, run, err
	}
	no, c, ok := run.Pending()
	if !ok {
		return "", c, run, problem.New(problem.Precondition, "NO_CHANGE_PENDING", "没有待审批的变更", "No change waits for an answer")
	}
	return no, c, run, nil
}

// settle ends the wait for an answer and keeps the record.
func settle(a *docket.Act, no string, change delivery.Change, status, opinion string) error {
	now := a.Now
	change.Status, change.Opinion, change.DecidedAt, change.DecidedBy = status, opinion, &now, string(a.By.Role)
	a.Clear("run", "change_no")
	return a.Set("run", delivery.Run{Changes: map[string]delivery.Change{no: change}})
}

// ApproveChange is the input of approve_change.
type ApproveChange struct{ Opinion string }

func (r Rules) approveChange(ctx context.Context, a *docket.Act) error {
	no, c, run, err := pending(a)
	if err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	limits, err := delivery.LimitsOf(pack)
	if err != nil {
		return err
	}
	if err := authority(a, limits, c.Kind); err != nil {
		return err
	}
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	fresh := award.Agreement{Version: g.Version + 1}
	if c.Kind == delivery.ChangeExtension && g.TermEnds != nil {
		ends := r.Cal.Add(*g.TermEnds, limits.Extension(c.Months))
		fresh.TermEnds = &ends
		if err := a.Set("run", delivery.Run{Extensions: run.Extensions + 1}); err != nil {
			return err
		}
	}
	if err := keepVersion(a, g, fresh, no, c); err != nil {
		return err
	}
	if err := a.Set("agreement", fresh); err != nil {
		return err
	}
	c.Agreement = fresh.Version
	return settle(a, no, c, delivery.Approved, docket.Input[ApproveChange](a).Opinion)
}

// authority refuses an officer a change that is the director's to approve. Who
// holds both roles acts as director where that is needed.
func authority(a *docket.Act, limits delivery.Limits, kind string) error {
	if limits.MayApprove(a.By.Role, kind) {
		return nil
	}
	i := slices.IndexFunc(a.Command.Actor.Capacities, func(c docket.Capacity) bool { return c.Role == lifecycle.Director })
	if i < 0 {
		return problem.New(problem.Denied, "CHANGE_NEEDS_DIRECTOR", "此类变更须由局长（分管局长）批准", "A change of this kind is approved by the director").
			With("rule", "chg.approval_matrix", "kind", kind).For(string(lifecycle.Director))
	}
	a.By = a.Command.Actor.Capacities[i]
	return nil
}

// keepVersion takes the snapshot of the agreement as it now stands and of the change that made it so.
func keepVersion(a *docket.Act, was, fresh award.Agreement, no string, c delivery.Change) error {
	whole := was
	whole.Version = fresh.Version
	if fresh.TermEnds != nil {
		whole.TermEnds = fresh.TermEnds
	}
	_, err := a.Snapshot("agreement", map[string]any{"agreement": whole, "change_no": no, "change": c})
	return err
}

func (r Rules) refuseChange(_ context.Context, a *docket.Act) error {
	return answerChange(a, delivery.Declined)
}

func (r Rules) withdrawChange(_ context.Context, a *docket.Act) error {
	return answerChange(a, delivery.TakenBack)
}

func answerChange(a *docket.Act, status string) error {
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	no, c, _, err := pending(a)
	if err != nil {
		return err
	}
	return settle(a, no, c, status, in.Reason)
}

func (r Rules) escalateChange(_ context.Context, a *docket.Act) error {
	no, _, _, err := pending(a)
	if err != nil {
		return err
	}
	return a.Set("run", delivery.Run{Changes: map[string]delivery.Change{no: {Escalated: true}}})
}
