package act

import (
	"context"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
)

// ConfirmSlot is the input of confirm_slot: who comes of the applicant's side.
type ConfirmSlot struct{ Attending string }

// AskSlot is the input of ask_slot: why another time is needed and, if the applicant knows one, which.
type AskSlot struct {
	Reason string
	At     *time.Time
}

// answersOfSlot are the facts that speak of one slot and end with it.
var answersOfSlot = []string{"attending", "confirmed_at"}

// wishes are the facts that speak of one meeting and end with it.
var wishes = []string{"asked_at", "asked_why", "asked_for", "answer", "answer_why", "answered_at"}

// place gives the application its slot. Whoever was told another time or place confirms again; the one
// wish for another time is the meeting's, and is there again with another meeting.
func place(_ context.Context, a *docket.Act) error {
	in := docket.Input[placeSlot](a)
	h, err := docket.SectionOf[meeting.Hearing](a.Record, "hearing")
	if err != nil {
		return err
	}
	if in.Slot.Moved(h.Slot(in.Slot.Item)) || !h.Of(in.Meeting) {
		a.Clear("hearing", answersOfSlot...)
	}
	if h.Meeting != in.Meeting {
		a.Clear("hearing", wishes...)
	}
	a.Clear("hearing", "come", "bring", "dropped", "dropped_at")
	return a.Set("hearing", slotFacts(in))
}

func slotFacts(in placeSlot) meeting.Hearing {
	at := in.Slot.At
	return meeting.Hearing{Meeting: in.Meeting, Mode: in.Mode, At: &at, Minutes: in.Slot.Minutes, Place: in.Slot.Place, Come: in.Slot.Come, Bring: in.Slot.Bring}
}

// answer tells the applicant what became of the wish; with another time the slot is a new one to confirm.
func answer(_ context.Context, a *docket.Act) error {
	in := docket.Input[placeSlot](a)
	said := meeting.Hearing{}
	if in.Slot != nil {
		a.Clear("hearing", answersOfSlot...)
		said = slotFacts(in)
	}
	said.Answer, said.AnswerWhy, said.AnsweredAt = in.Answer, in.Reason, &a.Now
	return a.Set("hearing", said)
}

func drop(_ context.Context, a *docket.Act) error {
	a.Clear("hearing", answersOfSlot...)
	return a.Set("hearing", meeting.Hearing{Dropped: docket.Input[dropSlot](a).Why, DroppedAt: &a.Now})
}

func confirmSlot(_ context.Context, a *docket.Act) error {
	if _, err := ahead(a); err != nil {
		return err
	}
	who := strings.TrimSpace(docket.Input[ConfirmSlot](a).Attending)
	if who == "" {
		return problem.Missing("attending", "到场人员", "Who comes")
	}
	return a.Set("hearing", meeting.Hearing{Attending: who, ConfirmedAt: &a.Now})
}

func askSlot(_ context.Context, a *docket.Act) error {
	in := docket.Input[AskSlot](a)
	h, err := ahead(a)
	if err != nil {
		return err
	}
	switch why := strings.TrimSpace(in.Reason); {
	case h.AskedAt != nil:
		return problem.New(problem.Precondition, "ASKED_ALREADY", "每场评审会只能申请改期一次，您已申请过；如确有困难，请直接联系评审机构", "Another time can be asked for once in a meeting, and was; please speak to the agency").
			For(string(lifecycle.Agency))
	case why == "":
		return problem.Missing("reason", "改期理由", "A reason")
	case in.At != nil && !in.At.After(a.Now):
		return problem.New(problem.Invalid, "SLOT_PASSED", "希望的时间须晚于现在", "The time asked for has to be in the future").At("at", "须晚于现在", "must be in the future")
	default:
		return a.Set("hearing", meeting.Hearing{AskedAt: &a.Now, AskedWhy: why, AskedFor: in.At})
	}
}

// ahead reads the applicant's slot and refuses where there is none (NO_SLOT) or it has begun (SLOT_BEGUN).
func ahead(a *docket.Act) (meeting.Hearing, error) {
	h, err := docket.SectionOf[meeting.Hearing](a.Record, "hearing")
	switch {
	case err != nil:
	case !h.Live():
		err = problem.New(problem.Precondition, "NO_SLOT", "本项目没有答辩或现场考察的时间安排", "The application has no time for an interview or a survey").For(string(lifecycle.Agency))
	case !h.At.After(a.Now):
		err = problem.New(problem.Precondition, "SLOT_BEGUN", "安排的时间已到，如需调整请直接联系评审机构", "The time has come; please speak to the agency").For(string(lifecycle.Agency))
	}
	return h, err
}
