// Package act states what each event of a panel meeting requires and
// establishes: it is called, opened, members come or step aside, items are taken,
// discussed, agreed on and ranked, and the chair signs the minutes.
//
// A gRPC handler and a workflow reach the same rule through the door. Nothing
// here changes the statutory aggregate of an application.
package act

import (
	"context"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
)

// The rules of the pack that set a meeting's clocks.
const (
	remindSpan  = "rev.meeting.remind"
	minutesSpan = "rev.meeting.minutes_wd"
)

// Rules are the rules of meetings over the stored packs and the working-day calendar.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar
}

// Register states every rule of meetings at the door.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		lifecycle.Create: r.convene, "revise_meeting": r.revise, "remind_meeting": remind, "open_meeting": r.open, "cancel_meeting": cancel,
		"mark_presence": markPresence, "recuse_item": recuseItem, "take_item": takeItem, "note_item": noteItem, "set_consensus": r.setConsensus,
		"rank_items": rankItems, "sign_minutes": r.sign, "escalate_minutes": escalate,
		"spread_slots": spreadSlots, "set_slot": setSlot, "answer_wish": answerWish, "mark_applicant": markApplicant, "record_findings": recordFindings,
	} {
		d.Register(lifecycle.MeetingMachine, e, rule, nil)
	}
	for e, rule := range map[lifecycle.Event]docket.Rule{
		"place_slot": place, "confirm_slot": confirmSlot, "ask_slot": askSlot, "answer_slot": answer, "drop_slot": drop,
	} {
		d.Register(lifecycle.ProjectMachine, e, rule, nil)
	}
}

// Agenda lists what the system does for a meeting: remind before it, and say once that its minutes are late.
func Agenda(r *docket.Record) ([]docket.Due, error) {
	if r.Terminal {
		return nil, nil
	}
	c, _, err := store.Sections(r)
	if err != nil {
		return nil, err
	}
	var due []docket.Due
	if r.State == lifecycle.MeetingConvened && c.RemindAt != nil {
		due = append(due, docket.Due{Event: "remind_meeting", At: *c.RemindAt, Rule: remindSpan})
	}
	if c.MinutesDue != nil && c.OverdueAt == nil {
		due = append(due, docket.Due{Event: "escalate_minutes", At: *c.MinutesDue, Rule: minutesSpan})
	}
	return due, nil
}

// remind takes the reminder off the agenda: the event is the reminder.
func remind(_ context.Context, a *docket.Act) error {
	a.Clear("meeting", "remind_at")
	return nil
}

func escalate(_ context.Context, a *docket.Act) error {
	return a.Set("meeting", meeting.Convened{OverdueAt: &a.Now})
}

func cancel(ctx context.Context, a *docket.Act) error {
	in := docket.Input[docket.Reason](a)
	if err := in.Check(); err != nil {
		return err
	}
	if err := dropAll(ctx, a); err != nil {
		return err
	}
	return a.Set("meeting", meeting.Convened{Reason: in.Reason})
}

// clocks states when a meeting at a time is reminded of and when its minutes are due.
func (r Rules) clocks(pack *policy.Pack, at, now time.Time) (meeting.Convened, error) {
	before, err := pack.Span(remindSpan)
	if err != nil {
		return meeting.Convened{}, err
	}
	after, err := pack.Span(minutesSpan)
	if err != nil {
		return meeting.Convened{}, err
	}
	due := r.Cal.Add(at, after)
	c := meeting.Convened{At: &at, MinutesDue: &due}
	if remindAt := r.Cal.Before(at, before); remindAt.After(now) {
		c.RemindAt = &remindAt
	}
	return c, nil
}

// packOf is the pack in force for a call.
func (r Rules) packOf(ctx context.Context, call *docket.Record) (*policy.Pack, error) {
	var terms programme.Terms
	if err := call.Section("terms", &terms); err != nil {
		return nil, err
	}
	return r.Book.Pack(ctx, terms.PackHash)
}
