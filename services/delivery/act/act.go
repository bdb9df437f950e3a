// Package act states what each event of a running project requires and
// establishes: reports, changes, suspension, the end of the term, termination,
// revocation.
//
// A gRPC handler and a workflow reach the same rule through the door.
package act

import (
	"context"
	"time"

	"yanlu/services/award"
	"yanlu/services/delivery"
	"yanlu/services/docket"
	fundingact "yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
)

// Rules are the rules of delivery.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar
}

// Register states every rule of delivery at the door.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		"report_progress": r.reportProgress, "notify_route_change": r.notifyApproach, "warn_term": r.warnTerm, "term_ends": r.termEnds,
		"request_change": r.requestChange, "approve_change": r.approveChange, "refuse_change": r.refuseChange,
		"withdraw_change": r.withdrawChange, "escalate_change": r.escalateChange,
		"suspend": r.suspend, "resume": r.resume, "escalate_suspension": r.escalateSuspension, "to_termination": r.toTermination,
		"request_termination": r.requestTermination, "force_termination": r.forceTermination, "return_termination": r.returnTermination,
		"approve_termination": r.approveTermination, "refuse_termination": r.refuseTermination, "revoke": r.revoke,
	} {
		d.Register(lifecycle.ProjectMachine, e, rule, nil)
	}
}

// Agenda lists what the system does for a running project. Every answer follows
// from the record and from the pack that is frozen in it.
//
//	ACTIVE          warn before the end of the term, end it
//	CHANGE_PENDING  say once that the answer is late: silence is not approval
//	SUSPENDED       say once that the pause has lasted as long as it may
func (r Rules) Agenda(ctx context.Context, _ docket.Querier, rec, call *docket.Record) ([]docket.Due, error) {
	run, err := docket.SectionOf[delivery.Run](rec, "run")
	if err != nil {
		return nil, err
	}
	switch rec.State {
	case lifecycle.Active:
		return r.termAgenda(ctx, rec, call, run)
	case lifecycle.ChangePending:
		if _, c, ok := run.Pending(); ok && c.Due != nil && !c.Escalated {
			return []docket.Due{{Event: "escalate_change", At: *c.Due, Rule: "chg.reply_wd"}}, nil
		}
	case lifecycle.Suspended:
		if s := run.Suspended; s != nil && s.Due != nil && !s.Escalated {
			return []docket.Due{{Event: "escalate_suspension", At: *s.Due, Rule: "end.suspend"}}, nil
		}
	}
	return nil, nil
}

func (r Rules) termAgenda(ctx context.Context, rec, call *docket.Record, run delivery.Run) ([]docket.Due, error) {
	g, err := docket.SectionOf[award.Agreement](rec, "agreement")
	if err != nil || g.TermEnds == nil {
		return nil, err
	}
	due := []docket.Due{{Event: "term_ends", At: *g.TermEnds, Rule: "dec.term.months"}}
	pack, err := fundingact.Pack(ctx, r.Book, rec, call)
	if err != nil {
		return nil, err
	}
	after := rec.OpenedAt
	if g.SignedAt != nil {
		after = *g.SignedAt
	}
	if run.WarnedAt != nil {
		after = *run.WarnedAt
	}
	next, err := delivery.NextWarning(pack, r.Cal, *g.TermEnds, after)
	if err != nil || next == nil {
		return due, err
	}
	return append([]docket.Due{{Event: "warn_term", At: *next, Rule: "prog.warn"}}, due...), nil
}

func (r Rules) pack(ctx context.Context, a *docket.Act) (*policy.Pack, error) {
	return fundingact.Pack(ctx, r.Book, a.Record, a.Parent)
}

// after adds a span of the pack to now.
func (r Rules) after(ctx context.Context, a *docket.Act, rule string) (*time.Time, error) {
	pack, err := r.pack(ctx, a)
	if err != nil {
		return nil, err
	}
	t, err := pack.After(r.Cal, a.Now, rule)
	return &t, err
}
