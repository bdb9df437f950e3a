// Package act states what each event from recommendation to signed agreement
// requires and establishes: survey, advice, meeting, public notice, objection,
// reserve list, task agreement.
//
// A gRPC handler and a workflow reach the same rule through the door.
package act

import (
	"context"
	"time"

	applicationact "yanlu/services/application/act"
	"yanlu/services/award"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
)

// Rules are the rules of award. Intake opens appeals and judges eligibility;
// NextRound reopens a review; ReleaseRest gives unspent award back to the envelope.
type Rules struct {
	Book        *programmestore.Book
	Cal         *policy.Calendar
	Intake      applicationact.Rules
	NextRound   docket.Rule
	ReleaseRest docket.Rule
}

// Register states every rule of award at the door. Those that spend the call's envelope lock the call.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		"integrity_hit": r.integrityHit, "survey": r.survey, "advise": r.advise, "decline": r.decline, "table": r.table,
		"send_back": r.sendBack, "reserve": r.reserve, "objection": r.objection, "escalate_objection": r.escalate,
		"dismiss": r.dismiss, "publicity_over": r.publicityOver, "reserve_lapse": r.reserveLapse,
		"remind_agreement": r.remind, "submit_agreement": r.submitAgreement, "return_agreement": r.returnAgreement, "sign": r.sign,
	} {
		d.Register(lifecycle.ProjectMachine, e, rule, nil)
	}
	for e, rule := range map[lifecycle.Event]docket.Rule{
		"approve": r.approve, "promote": r.promote, "uphold": r.uphold, "re_review": r.reReview, "forfeit": r.forfeit,
	} {
		d.Register(lifecycle.ProjectMachine, e, rule, func(*docket.Record) docket.LockSet { return docket.LockSet{Parent: true} })
	}
}

// Agenda lists what the system does between decision and signature.
func Agenda(r *docket.Record) ([]docket.Due, error) {
	var (
		n award.Notice
		d award.Decision
		g award.Agreement
	)
	for section, into := range map[string]any{"notice": &n, "decision": &d, "agreement": &g} {
		if err := r.Section(section, into); err != nil {
			return nil, err
		}
	}
	switch r.State {
	case lifecycle.Publicity:
		return at(n.Ends, "publicity_over", "dec.publicity.wd"), nil
	case lifecycle.Objection:
		if !n.Escalated {
			return at(n.AnswerDue, "escalate_objection", "dec.objection"), nil
		}
	case lifecycle.Reserve:
		return at(d.ReserveUntil, "reserve_lapse", "dec.reserve.valid_months"), nil
	case lifecycle.Awarded:
		due := at(g.Due, "forfeit", "agr.sign.days")
		if !g.Reminded {
			due = append(due, at(g.RemindAt, "remind_agreement", "agr.remind.before")...)
		}
		return due, nil
	}
	return nil, nil
}

func at(t *time.Time, e lifecycle.Event, rule string) []docket.Due {
	if t == nil {
		return nil
	}
	return []docket.Due{{Event: e, At: *t, Rule: rule}}
}

func (r Rules) pack(ctx context.Context, a *docket.Act) (*policy.Pack, error) {
	return r.Book.Pack(ctx, packHash(a))
}

// packHash is the agreement's pack once signed, else the call's.
func packHash(a *docket.Act) string {
	var g award.Agreement
	_ = a.Record.Section("agreement", &g)
	if g.PackHash != "" {
		return g.PackHash
	}
	var t struct {
		PackHash string `json:"pack_hash"`
	}
	_ = a.Parent.Section("terms", &t)
	return t.PackHash
}

// after adds a span of the pack to a time.
func (r Rules) after(ctx context.Context, a *docket.Act, from time.Time, rule string) (*time.Time, error) {
	pack, err := r.pack(ctx, a)
	if err != nil {
		return nil, err
	}
	t, err := pack.After(r.Cal, from, rule)
	return &t, err
}
