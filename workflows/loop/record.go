package loop

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"go.temporal.io/sdk/activity"

	"yanlu/services/docket"
	"yanlu/services/docket/workitem"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/faults"
	"yanlu/services/platform/problem"
	"yanlu/workflows/contract"
)

const (
	// heldFor is how long a refused act rests on an unchanged record before it is tried again.
	heldFor = time.Hour
	// attempts is how often an act may fail before a person is told.
	attempts = 8
)

// Record is the activities' side: the record read and acted on through the door.
type Record struct {
	Door *docket.Door
	// Observe, when set, hears of every plan that was read. Benchmarks use it.
	Observe func(contract.Plan)
	Logger  *slog.Logger // slog's default when nil
}

// Load reads what there is to do. An entry that was refused on the record as it
// stands now is put off; a subject that does not exist is Gone.
func (r *Record) Load(ctx context.Context, in contract.Start) (contract.Plan, error) {
	q := r.Door.Pool()
	record, parent, err := docket.WithParent(ctx, q, in.Subject)
	if problem.ReasonOf(err) == "NOT_FOUND" {
		return contract.Plan{Subject: in.Subject, Gone: true}, nil
	}
	if err != nil {
		return contract.Plan{}, err
	}
	agenda, err := r.Door.Agenda(ctx, q, record, parent)
	if err != nil {
		return contract.Plan{}, err
	}
	plan := contract.Plan{
		Subject: record.ID, Machine: record.Machine, State: record.State, Seq: record.Seq,
		Terminal: record.Terminal, Now: r.Door.Now(), Agenda: agenda,
	}
	if err := r.putOff(ctx, &plan); err != nil {
		return contract.Plan{}, err
	}
	if r.Observe != nil {
		r.Observe(plan)
	}
	return plan, nil
}

// putOff moves what was refused behind its rest, and settles items that the record has overtaken.
func (r *Record) putOff(ctx context.Context, plan *contract.Plan) error {
	items, err := workitem.Of(ctx, r.Door.Pool(), plan.Subject)
	if err != nil || len(items) == 0 {
		return err
	}
	overtaken := false
	for _, item := range items {
		if item.Seq != plan.Seq {
			overtaken = true
			continue
		}
		for i, due := range plan.Agenda {
			if rested := item.At.Add(heldFor); due.Event == item.Event && due.At.Before(rested) {
				plan.Agenda[i].At = rested
			}
		}
	}
	slices.SortStableFunc(plan.Agenda, func(a, b docket.Due) int { return a.At.Compare(b.At) })
	if overtaken {
		return workitem.Settle(ctx, r.Door.Pool(), plan.Subject, plan.Seq, plan.Now)
	}
	return nil
}

// Act carries one system act. Its request id follows from what was seen, so a
// repeat after a crash is answered and not done again. A refusal is an outcome;
// an error means that it has to be tried again.
func (r *Record) Act(ctx context.Context, in contract.Order) (contract.Outcome, error) {
	err := r.do(ctx, in)
	if err == nil {
		return contract.Done, nil
	}
	if stale(err) {
		return contract.Stale, nil
	}
	p := problem.Of(err)
	if p == nil || passing(p) || staleReason(p.Reason) {
		if activity.GetInfo(ctx).Attempt < attempts || ctx.Err() != nil {
			return "", err
		}
	}
	if p == nil {
		zh, en := label(in)
		p = problem.New(problem.Unavailable, "SYSTEM_ACT_FAILED",
			"系统办理“"+zh+"”时出错，已停下并将自动重试，请管理员查看日志", "The system could not carry “"+en+"”; it will try again, and an administrator should read the log")
	}
	r.log().Error("a system act was refused", "subject", in.Subject, "event", in.Event, "seq", in.Seq, "error", err)
	return contract.Held, r.hold(ctx, in, p.Reason, p.Zh, p.En)
}

// do turns a panic of a rule into an error: a person is told rather than the engine.
func (r *Record) do(ctx context.Context, in contract.Order) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s %s: %v", in.Machine, in.Event, p)
		}
	}()
	_, err = r.Door.Do(ctx, docket.Command{
		RequestID: fmt.Sprintf("%s/%d/%s", in.Subject, in.Seq, in.Event),
		Machine:   in.Machine, Subject: in.Subject, Event: in.Event, Etag: in.Seq,
		Actor: docket.SystemActor, Cause: in.Cause,
	})
	if err == nil {
		faults.Point("act.committed")
	}
	return err
}

// Hold keeps an agenda entry that no stage of the workflow knows, or that never ends.
func (r *Record) Hold(ctx context.Context, in contract.Stranger) error {
	zh, en := label(in.Order)
	if in.Stage == contract.Endless {
		return r.hold(ctx, in.Order, "AGENDA_REPEATS", "“"+zh+"”办理后仍显示到期，系统已停下，请管理员核对规则",
			"“"+en+"” is still due after it was carried; the system has stopped, and an administrator should check the rules")
	}
	return r.hold(ctx, in.Order, "NO_STAGE",
		fmt.Sprintf("“%s”到期，但流程的%s阶段不办理该事项（状态%s），请管理员核对规则", zh, in.Stage, in.State),
		fmt.Sprintf("“%s” is due, but the stage %s does not carry it in state %s; an administrator should check the rules", en, in.Stage, in.State))
}

func (r *Record) hold(ctx context.Context, in contract.Order, reason, zh, en string) error {
	return workitem.Hold(ctx, r.Door.Pool(), workitem.Item{
		Subject: in.Subject, Seq: in.Seq, Event: in.Event, Reason: reason, Zh: zh, En: en, At: r.Door.Now(),
	})
}

func (r *Record) log() *slog.Logger {
	if r.Logger != nil {
		return r.Logger
	}
	return slog.Default()
}

func label(in contract.Order) (zh, en string) {
	if law := lifecycle.Of(in.Machine); law != nil {
		if l, ok := law.Labels[in.Event]; ok {
			return l.Zh, l.En
		}
	}
	return string(in.Event), string(in.Event)
}

// stale: the door's own answer to a plan that is no longer true. The same answer
// given to a companion is wrapped, and is tried again instead.
func stale(err error) bool {
	switch e := err.(type) { //nolint:errorlint // a wrapped refusal is a companion's
	case *problem.Problem:
		return staleReason(e.Reason)
	case *lifecycle.Refusal:
		return true
	}
	return false
}

func staleReason(reason string) bool {
	return slices.Contains([]string{"NOT_DUE", "ETAG_STALE", "EVENT_NOT_POSSIBLE", "NOT_FOUND"}, reason)
}

// passing: waiting helps, a person does not.
func passing(p *problem.Problem) bool {
	return p.Kind == problem.Unavailable || p.Kind == problem.Exhausted || p.Kind == problem.Stale
}
