// Package act states what each event of intake requires and establishes: from
// draft to acceptance, with correction, appeal, withdrawal and extension.
//
// A gRPC handler and a workflow reach the same rule through the door.
package act

import (
	"context"
	"time"

	"yanlu/services/application"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
)

// Rules are the rules of intake. LapseRemediation, ReopenReview and ReopenClosure
// belong to other contexts whose states share an event with intake.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar

	LapseRemediation docket.Rule // lapse, from REMEDIATION
	ReopenReview     docket.Rule // appeal_upheld, from NOT_FUNDED
	ReopenClosure    docket.Rule // appeal_upheld, from NOT_PASSED
}

// Register states every rule of intake at the door.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		lifecycle.Create: r.create, "send_to_unit": r.sendToUnit, "remind_draft": r.remindDraft, "name_writers": r.nameWriters, "unit_return": r.unitReturn,
		"recommend": r.recommend, "recommender_return": r.recommenderReturn, "escalate_recommendation": r.escalateRecommendation,
		"start_check": r.startCheck, "return_once": r.returnOnce, "resubmit": r.resubmit, "lapse": r.lapse, "not_accept": r.notAccept,
		"file_appeal": r.fileAppeal, "appeal_upheld": r.upholdAppeal, "appeal_dismissed": r.dismissAppeal,
		"accept": r.accept, "miss_deadline": r.missDeadline, "withdraw": r.withdraw, "extend_deadline": r.extendDeadline,
	} {
		d.Register(lifecycle.ProjectMachine, e, rule, nil)
	}
	d.Register(lifecycle.ProjectMachine, "unit_approve", r.unitApprove, limits)
}

// limits locks those whose limits are counted: the principal investigator and the host institution.
func limits(rec *docket.Record) docket.LockSet {
	p := rec.Parties()
	return docket.LockSet{People: []string{p.PI}, Organisations: []string{p.HostOrg}}
}

// Agenda lists what the system does during intake.
func Agenda(r, call *docket.Record) ([]docket.Due, error) {
	var in application.Intake
	if err := r.Section("intake", &in); err != nil {
		return nil, err
	}
	switch r.State {
	case lifecycle.Draft, lifecycle.UnitCheck:
		return draftAgenda(r, call, in)
	case lifecycle.Recommending:
		if in.RecommendDue != nil && !in.RecommendLate {
			return []docket.Due{{Event: "escalate_recommendation", At: *in.RecommendDue, Rule: "intake.recommender_check_wd"}}, nil
		}
	case lifecycle.Returned:
		if in.CorrectionDue != nil {
			return []docket.Due{{Event: "lapse", At: *in.CorrectionDue, Rule: "intake.correction.days"}}, nil
		}
	}
	return nil, nil
}

func draftAgenda(r, call *docket.Record, in application.Intake) ([]docket.Due, error) {
	w, err := window(call)
	if err != nil {
		return nil, err
	}
	deadline := application.Deadline(w, in)
	if deadline.IsZero() {
		return nil, nil
	}
	due := []docket.Due{{Event: "miss_deadline", At: deadline, Rule: "call.window.min_days"}}
	if r.State == lifecycle.Draft && in.RemindAt != nil && in.RemindAt.Before(deadline) {
		due = append(due, docket.Due{Event: "remind_draft", At: *in.RemindAt, Rule: "call.remind.first"})
	}
	return due, nil
}

func window(call *docket.Record) (programme.Window, error) {
	var w programme.Window
	if call == nil {
		return w, nil
	}
	return w, call.Section("window", &w)
}

// pack is the pack that the call froze.
func (r Rules) pack(ctx context.Context, call *docket.Record) (*policy.Pack, error) {
	var t programme.Terms
	if err := call.Section("terms", &t); err != nil {
		return nil, err
	}
	return r.Book.Pack(ctx, t.PackHash)
}

// after adds a span of the pack to a time.
func (r Rules) after(ctx context.Context, call *docket.Record, from time.Time, rule string) (*time.Time, error) {
	pack, err := r.pack(ctx, call)
	if err != nil {
		return nil, err
	}
	t, err := pack.After(r.Cal, from, rule)
	return &t, err
}

func intake(r *docket.Record) (application.Intake, error) {
	var in application.Intake
	return in, r.Section("intake", &in)
}
