// Package act states what each event of a recorded contact requires and
// establishes: it is recorded, taken up, noted on and closed (rev.lobby).
//
// A gRPC handler and a workflow reach the same rule through the door. What a
// writer recorded is never changed afterwards.
package act

import (
	"context"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review/lobby"
)

// Rules are the rules of the register over the stored packs and the working-day calendar.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar
}

// Register states every rule of the register at the door.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{
		lifecycle.Create: r.record, "remind_lobby": remind, "take_up_lobby": takeUp, "note_lobby": note, "close_lobby": closeIt,
	} {
		d.Register(lifecycle.LobbyMachine, e, rule, nil)
	}
}

// Agenda lists what the system does for a record: say once that nobody took it up in time.
func Agenda(r *docket.Record) ([]docket.Due, error) {
	var h lobby.Handling
	if err := r.Section("handling", &h); err != nil {
		return nil, err
	}
	if r.State != lifecycle.LobbyRecorded || h.TakeUpDue == nil || h.RemindedAt != nil {
		return nil, nil
	}
	return []docket.Due{{Event: "remind_lobby", At: *h.TakeUpDue, Rule: lobby.TakeUpSpan}}, nil
}

// record enters a contact into the register, for good. The rules are those in
// force now: a contact may concern no call at all.
func (r Rules) record(ctx context.Context, a *docket.Act) error {
	in := docket.Input[lobby.Contact](a)
	if err := in.Check(a.Now); err != nil {
		return err
	}
	pack, err := r.Book.InForce(ctx, a.Now)
	if err != nil {
		return err
	}
	var kept string
	if err := pack.Value(lobby.Rule, &kept); err != nil {
		return err
	}
	if kept != lobby.RecordAndReport {
		return problem.New(problem.Precondition, "REGISTER_NOT_KEPT", "现行政策包未启用请托登记，请直接向纪检监督反映", "The rules in force keep no register; tell discipline directly").
			With("rule", lobby.Rule).For(string(lifecycle.Discipline))
	}
	due, err := pack.After(r.Cal, a.Now, lobby.TakeUpSpan)
	if err != nil {
		return err
	}
	in.WriterRole = string(a.By.Role)
	day := a.Now.In(policy.Shanghai).Format(time.DateOnly)
	if err := a.Set("parties", docket.Parties{Title: day + " 请托登记", Reporter: a.Person()}); err != nil {
		return err
	}
	if err := a.Set("lobby", in); err != nil {
		return err
	}
	return a.Set("handling", lobby.Handling{TakeUpDue: &due})
}

func remind(_ context.Context, a *docket.Act) error {
	return a.Set("handling", lobby.Handling{RemindedAt: &a.Now})
}

func takeUp(_ context.Context, a *docket.Act) error {
	if a.Record.Parties().Reporter == a.Person() {
		return problem.New(problem.Denied, "OWN_RECORD", "本人登记的事项须由其他纪检监督人员受理", "Somebody else of discipline has to take up what you recorded yourself").For(string(lifecycle.Discipline))
	}
	return a.Set("handling", lobby.Handling{TakenAt: &a.Now})
}

// Note is the input of note_lobby.
type Note struct{ Text string }

func note(_ context.Context, a *docket.Act) error {
	in := docket.Input[Note](a)
	if strings.TrimSpace(in.Text) == "" {
		return problem.Missing("text", "核查记录", "The note")
	}
	var h lobby.Handling
	if err := a.Record.Section("handling", &h); err != nil {
		return err
	}
	return a.Set("handling", lobby.Handling{Notes: append(h.Notes, lobby.Note{At: a.Now, Text: in.Text})})
}

// Close is the input of close_lobby.
type Close struct{ Outcome, Finding string }

func closeIt(_ context.Context, a *docket.Act) error {
	in := docket.Input[Close](a)
	if err := lobby.CheckClose(in.Outcome, in.Finding); err != nil {
		return err
	}
	return a.Set("handling", lobby.Handling{Outcome: in.Outcome, Finding: in.Finding, ClosedAt: &a.Now})
}
