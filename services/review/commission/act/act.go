// Package act states what each event of a review commission requires and
// establishes: an agency is commissioned, seals its batch, makes panels, runs
// the review and hands it over.
//
// A gRPC handler and a workflow reach the same rule through the door. The rules
// see who may not review what and never what anybody scored.
package act

import (
	"context"
	"encoding/hex"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
	"yanlu/services/platform/progress"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/store"
)

// remindSpan is the rule of the reminder before the hand-over.
const remindSpan = "rev.commission.remind_before"

// Rules are the rules of commissions over the stored packs and the working-day calendar.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar
}

// Register states every rule of commissions at the door.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		lifecycle.Create: r.create, "revise_commission": r.revise, "commit_draw": r.commitDraw, "tell_apart": r.tellApart,
		"draw_panels": r.drawPanels, "propose_panels": r.proposePanels, "adjust_panels": r.adjustPanels, "restore_plan": r.restorePlan,
		"hand_over": r.handOver, "evaluate_agency": r.evaluate,
		"remind_agency": remindAgency, "run_overdue": runOverdue, "extend_commission": r.extend, "revoke_commission": r.revoke,
	} {
		d.Register(lifecycle.CommissionMachine, e, told(e, rule), nil)
	}
	d.Register(lifecycle.CommissionMachine, "adopt_panels", told("adopt_panels", r.adoptPanels), lockPlanned)
	// Two commissions of a call are sealed one after the other: an application belongs to one.
	d.Register(lifecycle.CommissionMachine, "seal_commission", told("seal_commission", r.seal), func(*docket.Record) docket.LockSet { return docket.LockSet{Parent: true} })
}

// Agenda lists what the system does for a commission that is running: remind, and say that it is overdue.
func Agenda(r *docket.Record) ([]docket.Due, error) {
	var b commission.Brief
	if err := r.Section("commission", &b); err != nil || !running(r.State) || b.Due == nil {
		return nil, err
	}
	var out []docket.Due
	if b.RemindAt != nil {
		out = append(out, docket.Due{Event: "remind_agency", At: *b.RemindAt, Rule: remindSpan})
	}
	if b.OverdueAt == nil {
		out = append(out, docket.Due{Event: "run_overdue", At: *b.Due, Rule: "rev.agency.separation"})
	}
	return out, nil
}

func running(s lifecycle.State) bool {
	return s == lifecycle.Commissioned || s == lifecycle.CommissionSealed || s == lifecycle.CommissionReviewing
}

// frame is what a commission is judged by.
type frame struct {
	call  *docket.Record
	terms programme.Terms
	pack  *policy.Pack
	brief commission.Brief
	draw  commission.Drawing
	plan  commission.Planned
}

// frame reads it, and lets the transaction think: chances are simulated, panels matched and drawn inside it.
func (r Rules) frame(ctx context.Context, a *docket.Act) (*frame, error) {
	f := &frame{call: a.Parent}
	if err := postgres.Patient(ctx, a.Tx); err != nil {
		return nil, err
	}
	for section, into := range map[string]any{"commission": &f.brief, "draw": &f.draw, "plan": &f.plan} {
		if err := a.Record.Section(section, into); err != nil {
			return nil, err
		}
	}
	return f, r.underPack(ctx, f)
}

// underPack reads the call's terms and the pack that they name.
func (r Rules) underPack(ctx context.Context, f *frame) error {
	if err := f.call.Section("terms", &f.terms); err != nil {
		return err
	}
	var err error
	f.pack, err = r.Book.Pack(ctx, f.terms.PackHash)
	return err
}

// Batch reads a sealed batch with the law it is judged by and what pairs are worth.
func Batch(ctx context.Context, q docket.Querier, pack *policy.Pack, id string) (*commission.Batch, error) {
	return BatchFor(ctx, q, pack, id, "")
}

// BatchFor is Batch with one application alone, where that is all that is looked at.
func BatchFor(ctx context.Context, q docket.Querier, pack *policy.Pack, id, only string) (*commission.Batch, error) {
	b, err := store.Sealed(ctx, q, id, only)
	if err != nil {
		return nil, err
	}
	b.Tell = func(stage string, done, total int) { progress.At(ctx, stage, done, total) }
	if b.Law, b.Backup, err = commission.LawOf(pack); err != nil {
		return nil, err
	}
	return b, weigh(ctx, q, pack, b)
}

// weigh works out what pairs are worth, by the weights of the pack.
func weigh(ctx context.Context, q docket.Querier, pack *policy.Pack, b *commission.Batch) error {
	w, err := value[commission.Weighing](pack, "rev.match.weights")
	if err != nil {
		return err
	}
	tree, err := store.Tree(ctx, q)
	if err != nil {
		return err
	}
	if b.Fields, err = store.FieldNames(ctx, q); err != nil {
		return err
	}
	return b.Weigh(w, tree)
}

// remindBefore is when to remind of a deadline; nil when that moment is past.
func (r Rules) remindBefore(f *frame, due, now time.Time) (*time.Time, error) {
	span, err := f.pack.Span(remindSpan)
	if err != nil {
		return nil, err
	}
	if at := r.Cal.Before(due, span); at.After(now) {
		return &at, nil
	}
	return nil, nil
}

// remindAgency counts the reminder that this event is.
func remindAgency(_ context.Context, a *docket.Act) error {
	var b commission.Brief
	if err := a.Record.Section("commission", &b); err != nil {
		return err
	}
	a.Clear("commission", "remind_at")
	return a.Set("commission", commission.Brief{Reminders: b.Reminders + 1})
}

// runOverdue notes that the time has passed; officer and director are told.
func runOverdue(_ context.Context, a *docket.Act) error {
	a.Clear("commission", "remind_at")
	return a.Set("commission", commission.Brief{OverdueAt: &a.Now})
}

// Extend is the input of extend_commission.
type Extend struct {
	Due    *time.Time
	Reason string
}

func (r Rules) extend(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Extend](a)
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	if in.Due == nil || !in.Due.After(a.Now) || !in.Due.After(*f.brief.Due) {
		return problem.New(problem.Invalid, "DUE_PASSED", "新期限必须晚于现在和原期限", "The new time must be in the future and later than the old one").
			At("due", "须晚于现在和原期限", "must be in the future and later than before")
	}
	remind, err := r.remindBefore(f, *in.Due, a.Now)
	if err != nil {
		return err
	}
	a.Clear("commission", "overdue_at", "remind_at")
	return a.Set("commission", commission.Brief{Due: in.Due, RemindAt: remind, Extended: f.brief.Extended + 1, Reason: in.Reason})
}

// revoke lets go of the applications before anybody was invited. Lots that were
// drawn bind everybody: who dislikes them cannot have others.
func (r Rules) revoke(ctx context.Context, a *docket.Act) error {
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	var d commission.Drawing
	if err := a.Record.Section("draw", &d); err != nil {
		return err
	}
	if d.DrawnAt != nil {
		return problem.New(problem.Precondition, "DRAW_IS_BINDING", "专家组已经抽取，委托不能撤销；请由评审机构确认抽取结果，需要时可延长委托", "The panels are drawn and the commission cannot be revoked; the agency adopts the lots, and its time can be extended").
			With("rule", "rev.panel.draw").For(string(lifecycle.Agency))
	}
	if err := store.Release(ctx, a.Tx, a.Subject()); err != nil {
		return err
	}
	a.Clear("commission", "remind_at")
	return a.Set("commission", commission.Brief{Reason: in.Reason})
}

func hexOf(b []byte) string { return hex.EncodeToString(b) }
