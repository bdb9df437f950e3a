// Package act states what each event of needs and calls requires and establishes.
//
// A gRPC handler and a workflow reach the same rule through the door; the rule
// sees who acts and never how it was called.
package act

import (
	"context"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/programme"
	"yanlu/services/programme/store"
)

// Rules are the programme's rules over the stored packs and the working-day calendar.
type Rules struct {
	Book *store.Book
	Cal  *policy.Calendar
	// Independent refuses an agency that is related to an application of the call; nil where nobody can tell.
	Independent func(ctx context.Context, a *docket.Act, pack *policy.Pack, call *docket.Record, agency string) error
}

// Register states every rule of needs and calls at the door.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		lifecycle.Create: r.createNeed, "submit": r.submitNeed, "resubmit": r.submitNeed, "withdraw": because, "return_need": r.returnNeed,
		"screen": r.screen, "merge": r.merge, "reserve_need": r.reserveNeed, "decline": because, "select": r.selectNeed, "expire": nothing,
	} {
		d.Register(lifecycle.NeedMachine, e, rule, nil)
	}
	for e, rule := range map[lifecycle.Event]docket.Rule{
		lifecycle.Create: r.createCall, "revise": r.reviseCall, "consult": r.consult, "approve_call": r.approveCall, "publish": r.publish,
		"open": nothing, "extend": r.extend, "remind_drafts": r.remindDrafts, "close": nothing, "start_review": r.startReview,
		"decide": r.decideCall, "archive_call": r.archiveCall, "cancel": because,
	} {
		d.Register(lifecycle.CallMachine, e, rule, nil)
	}
}

// nothing is the rule of an event that establishes no more than itself.
func nothing(context.Context, *docket.Act) error { return nil }

// because keeps the reason.
func because(_ context.Context, a *docket.Act) error {
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	return a.Set("ending", programme.Ending{Reason: in.Reason})
}

// Pack is the pack that a call's terms name.
func (r Rules) Pack(ctx context.Context, call *docket.Record) (*policy.Pack, error) {
	var t programme.Terms
	if err := call.Section("terms", &t); err != nil {
		return nil, err
	}
	return r.Book.Pack(ctx, t.PackHash)
}

// CallAgenda lists what the system does for a call: open, remind, close.
func CallAgenda(call *docket.Record) ([]docket.Due, error) {
	var w programme.Window
	if err := call.Section("window", &w); err != nil || w.OpensAt == nil || w.ClosesAt == nil {
		return nil, err
	}
	switch call.State {
	case lifecycle.CallPublished:
		return []docket.Due{{Event: "open", At: *w.OpensAt}}, nil
	case lifecycle.CallOpen:
		due := []docket.Due{}
		if w.RemindAt != nil && w.RemindAt.Before(*w.ClosesAt) {
			due = append(due, docket.Due{Event: "remind_drafts", At: *w.RemindAt, Rule: "call.remind.first"})
		}
		return append(due, docket.Due{Event: "close", At: *w.ClosesAt, Rule: "call.window.min_days"}), nil
	}
	return nil, nil
}

// NeedAgenda lists what the system does for a need: expire in the pool.
func NeedAgenda(need *docket.Record) ([]docket.Due, error) {
	var s programme.Screening
	if err := need.Section("screening", &s); err != nil || need.State != lifecycle.NeedInReserve || s.Expires == nil {
		return nil, err
	}
	return []docket.Due{{Event: "expire", At: *s.Expires, Rule: "call.reserve_pool.valid_months"}}, nil
}

func ptr(t time.Time) *time.Time { return &t }
