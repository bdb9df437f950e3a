package act

import (
	"context"

	"yanlu/services/award"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	"yanlu/services/platform/problem"
)

// Suspend is the input of the event suspend.
type Suspend struct{ Ground, Reason string }

func (r Rules) suspend(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Suspend](a)
	if err := delivery.CheckSuspension(in.Ground, in.Reason); err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	longest, err := delivery.LongestPause(pack)
	if err != nil {
		return err
	}
	now, due := a.Now, r.Cal.Add(a.Now, longest)
	return a.Set("run", delivery.Run{Suspended: &delivery.Suspension{At: &now, Ground: in.Ground, Reason: in.Reason, Due: &due}})
}

// resume gives the term back what the pause took, and keeps the pause on record.
func (r Rules) resume(_ context.Context, a *docket.Act) error {
	run, err := docket.SectionOf[delivery.Run](a.Record, "run")
	if err != nil {
		return err
	}
	if run.Suspended == nil || run.Suspended.At == nil {
		return problem.New(problem.Precondition, "NOT_SUSPENDED", "没有中止记录", "No suspension is on record")
	}
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	now := a.Now
	if g.TermEnds != nil {
		ends := delivery.AfterPause(*g.TermEnds, *run.Suspended.At, now)
		if err := a.Set("agreement", award.Agreement{TermEnds: &ends}); err != nil {
			return err
		}
	}
	pause := *run.Suspended
	pause.EndedAt, pause.Note = &now, docket.Input[docket.Note](a).Note
	a.Clear("run", "suspended")
	return a.Set("run", delivery.Run{Pauses: map[string]delivery.Suspension{run.NextPause(): pause}})
}

func (r Rules) escalateSuspension(_ context.Context, a *docket.Act) error {
	return a.Set("run", delivery.Run{Suspended: &delivery.Suspension{Escalated: true}})
}
