package act

import (
	"context"
	"fmt"
	"strings"
	"time"

	"yanlu/services/application"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
)

func (r Rules) startCheck(ctx context.Context, a *docket.Act) error {
	in, err := intake(a.Record)
	if err != nil {
		return err
	}
	asked := application.Request{Topic: in.Topic, RequestFen: in.RequestFen, OwnFen: in.OwnFen, Months: in.Months}
	refused, err := r.eligibility(ctx, a, a.Record.Parties(), "submit", &asked)
	if err != nil {
		return err
	}
	due, err := r.after(ctx, a.Parent, a.Now, "intake.formal_check_wd")
	if err != nil {
		return err
	}
	checks := []application.Check{{Rule: "form", OK: true, Zh: "必填项与格式检查通过", En: "Required fields and formats are in order"}}
	for _, x := range refused {
		checks = append(checks, application.Check{Rule: x.RuleID, Zh: x.Zh, En: x.En})
	}
	if len(refused) == 0 {
		checks = append(checks, application.Check{Rule: "elig", OK: true, Zh: "限项、逾期、诚信与自筹比例检查通过", En: "Limits, overdue projects, integrity and own funds are in order"})
	}
	return a.Set("intake", application.Intake{CheckDue: due, AutoChecks: checks})
}

// Defects is the input of return_once.
type Defects struct{ Defects []programme.Defect }

func (r Rules) returnOnce(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Defects](a)
	if len(in.Defects) == 0 {
		return problem.Missing("defects", "问题清单（须一次性列全）", "The list of defects")
	}
	was, err := intake(a.Record)
	if err != nil {
		return err
	}
	pack, err := r.pack(ctx, a.Parent)
	if err != nil {
		return err
	}
	most, err := pack.Int("intake.correction.count")
	if err != nil {
		return err
	}
	if was.Corrections >= most {
		return problem.New(problem.Precondition, "CORRECTION_USED", fmt.Sprintf("补正机会（%d次）已用完，请作出受理或不予受理的决定", most), "The correction has been used; accept or do not accept").
			With("rule", "intake.correction.count").For(string(lifecycle.Officer))
	}
	due, err := r.after(ctx, a.Parent, a.Now, "intake.correction.days")
	if err != nil {
		return err
	}
	return a.Set("intake", application.Intake{Defects: in.Defects, Corrections: was.Corrections + 1, CorrectionDue: due})
}

func (r Rules) resubmit(ctx context.Context, a *docket.Act) error {
	in, err := intake(a.Record)
	if err != nil {
		return err
	}
	if err := correctedInTime(in, a.Now); err != nil {
		return err
	}
	draft, err := r.completeDraft(ctx, a)
	if err != nil {
		return err
	}
	if err := correctedAsListed(ctx, a.Tx, a.Record.ID, in, draft); err != nil {
		return err
	}
	hash, err := keepApplication(ctx, a, draft)
	if err != nil {
		return err
	}
	asked := application.Asked(draft.Content)
	a.Clear("intake", "correction_due")
	return a.Set("intake", application.Intake{
		ContentHash: hash, DraftBasis: draft.Version,
		Topic: asked.Topic, RequestFen: asked.RequestFen, OwnFen: asked.OwnFen, Months: asked.Months, Targets: asked.Targets,
	})
}

func correctedInTime(in application.Intake, now time.Time) error {
	if in.CorrectionDue == nil || !now.After(*in.CorrectionDue) {
		return nil
	}
	return problem.New(problem.Precondition, "DEADLINE_PASSED", "已过补正期限", "The time for correction has passed").
		With("deadline", in.CorrectionDue.Format(time.RFC3339)).For(string(lifecycle.Director))
}

// correctedAsListed compares a draft with the version that was returned.
func correctedAsListed(ctx context.Context, q docket.Querier, id string, in application.Intake, draft docket.Draft) error {
	before, err := docket.DraftAt(ctx, q, id, in.DraftBasis)
	if err != nil {
		return err
	}
	return application.OnlyListed(before.Content, draft.Content, in.Defects)
}

// lapse serves two clocks that share an event: the correction and the remediation.
func (r Rules) lapse(ctx context.Context, a *docket.Act) error {
	if a.Record.State == lifecycle.Remediation {
		return r.LapseRemediation(ctx, a)
	}
	if err := a.Set("intake", application.Intake{Clause: "intake.correction.days", Reason: "逾期未补正"}); err != nil {
		return err
	}
	return r.OpenAppeal(ctx, a, lifecycle.NotAccepted)
}

// NotAccept is the input of not_accept.
type NotAccept struct{ Clause, Reason string }

func (r Rules) notAccept(ctx context.Context, a *docket.Act) error {
	in := docket.Input[NotAccept](a)
	if strings.TrimSpace(in.Clause) == "" {
		return problem.Missing("clause", "依据条款", "The clause")
	}
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	if err := a.Set("intake", application.Intake{Clause: in.Clause, Reason: in.Reason}); err != nil {
		return err
	}
	return r.OpenAppeal(ctx, a, lifecycle.NotAccepted)
}

func (r Rules) accept(context.Context, *docket.Act) error { return nil }

func (r Rules) withdraw(_ context.Context, a *docket.Act) error {
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	return a.Set("intake", application.Intake{Reason: in.Reason})
}

// ExtendDeadline is the input of extend_deadline.
type ExtendDeadline struct {
	Until  *time.Time
	Reason string
}

// extendDeadline gives one applicant more time, on whichever clock runs.
func (r Rules) extendDeadline(ctx context.Context, a *docket.Act) error {
	in := docket.Input[ExtendDeadline](a)
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	if in.Until == nil || !in.Until.After(a.Now) {
		return problem.New(problem.Invalid, "EXTENSION_INVALID", "延期时间必须晚于现在", "The new time must be in the future").At("until", "须晚于现在", "must be in the future")
	}
	patch := map[string]any{"extension_reason": in.Reason, "extended_by": a.Person()}
	switch a.Record.State {
	case lifecycle.Returned:
		patch["correction_due"] = in.Until
	case lifecycle.Awarded:
		if err := a.Set("agreement", map[string]any{"due": in.Until}); err != nil {
			return err
		}
	default:
		patch["extended_until"] = in.Until
		if err := r.remindBefore(ctx, a, *in.Until, patch); err != nil {
			return err
		}
	}
	return a.Set("intake", patch)
}

func (r Rules) remindBefore(ctx context.Context, a *docket.Act, until time.Time, patch map[string]any) error {
	pack, err := r.pack(ctx, a.Parent)
	if err != nil {
		return err
	}
	at, err := programme.NextReminder(pack, r.Cal, until, a.Now)
	if at != nil {
		patch["remind_at"] = at
	}
	return err
}
