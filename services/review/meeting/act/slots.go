package act

import (
	"context"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/store"
)

// SpreadSlots is the input of spread_slots: a slot for each application of the
// agenda, in its order, from the meeting's beginning. What is empty of place, come
// and bring stays as a slot had it.
type SpreadSlots struct {
	meeting.Spread
	Place, Come, Bring string
}

// SetSlot is the input of set_slot; what is empty stays.
type SetSlot struct {
	Item               string
	At                 *time.Time
	Minutes            int
	Place, Come, Bring string
}

// AnswerWish is the input of answer_wish: a wish is granted with another time, or refused with a reason.
type AnswerWish struct {
	Item    string
	Granted bool
	Reason  string
	At      *time.Time
	Minutes int // 0: as long as before
}

// placeSlot is the input of place_slot and, with an answer, of answer_slot. Slot is nil where a wish is refused.
type placeSlot struct {
	Meeting, Mode  string
	Slot           *meeting.Slot
	Answer, Reason string
}

// dropSlot is the input of drop_slot.
type dropSlot struct{ Why string }

// timetable is a meeting with the slots of what is still judged on its agenda.
type timetable struct {
	convened meeting.Convened
	projects []*docket.Record
	hearings map[string]meeting.Hearing
}

// Timetable reads the slots that a meeting gave, by application.
func Timetable(r *docket.Record, projects []*docket.Record) (map[string]meeting.Hearing, error) {
	out := map[string]meeting.Hearing{}
	for _, p := range projects {
		h, err := docket.SectionOf[meeting.Hearing](p, "hearing")
		if err != nil {
			return nil, err
		}
		if h.Of(r.ID) {
			out[p.ID] = h
		}
	}
	return out, nil
}

// timetableOf reads the timetable of the meeting that is acted on, of what is under
// review: an application whose round is closed is neither heard nor told any more.
func timetableOf(ctx context.Context, a *docket.Act, c meeting.Convened) (timetable, error) {
	t := timetable{convened: c}
	projects, err := store.Projects(ctx, a.Tx, c.Agenda)
	if err != nil {
		return t, err
	}
	t.projects = slices.DeleteFunc(projects, func(p *docket.Record) bool { return p.State != lifecycle.UnderReview })
	t.hearings, err = Timetable(a.Record, t.projects)
	return t, err
}

// ids are the applications of the timetable in the order of the agenda.
func (t timetable) ids() []string {
	out := make([]string, 0, len(t.projects))
	for _, p := range t.projects {
		out = append(out, p.ID)
	}
	return out
}

func (t timetable) slots() []meeting.Slot {
	var out []meeting.Slot
	for _, id := range t.ids() {
		if h, ok := t.hearings[id]; ok {
			out = append(out, h.Slot(id))
		}
	}
	return out
}

// faceToFace reads the timetable of an interview or a survey, and refuses any other meeting (NO_TIMETABLE).
func faceToFace(ctx context.Context, a *docket.Act) (timetable, error) {
	c, _, err := store.Sections(a.Record)
	if err != nil {
		return timetable{}, err
	}
	if !meeting.FaceToFace(c.Mode) {
		return timetable{}, problem.New(problem.Precondition, "NO_TIMETABLE", "只有答辩评审和现场考察才与申报单位见面、排时间表；请先调整评审方式", "Only an interview or a survey meets the applicants and has a timetable; change the mode first").
			For(string(lifecycle.Agency))
	}
	return timetableOf(ctx, a, c)
}

// Propose lays a timetable out without telling anybody: as spread_slots would.
func Propose(ctx context.Context, q docket.Querier, r *docket.Record, in SpreadSlots) ([]meeting.Slot, error) {
	c, _, err := store.Sections(r)
	if err != nil {
		return nil, err
	}
	projects, err := store.Projects(ctx, q, c.Agenda)
	if err != nil {
		return nil, err
	}
	t := timetable{convened: c, projects: slices.DeleteFunc(projects, func(p *docket.Record) bool { return p.State != lifecycle.UnderReview })}
	if t.hearings, err = Timetable(r, t.projects); err != nil {
		return nil, err
	}
	return t.laid(ctx, q, in)
}

// laid is the timetable that a spread makes: an interview is where the meeting is, a
// survey at the host institution, unless another place is given.
func (t timetable) laid(ctx context.Context, q docket.Querier, in SpreadSlots) ([]meeting.Slot, error) {
	if err := in.Check(); err != nil {
		return nil, err
	}
	hosts, err := store.Hosts(ctx, q, t.ids())
	if err != nil {
		return nil, err
	}
	out := in.Lay(*t.convened.At, t.ids())
	for n := range out {
		s, was := &out[n], t.hearings[out[n].Item]
		usual := t.convened.Place
		if t.convened.Mode == meeting.Survey {
			usual = hosts[s.Item]
		}
		s.Place, s.Come, s.Bring = firstOf(in.Place, was.Place, usual), firstOf(in.Come, was.Come), firstOf(in.Bring, was.Bring)
	}
	return out, nil
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}

func spreadSlots(ctx context.Context, a *docket.Act) error {
	t, err := faceToFace(ctx, a)
	if err != nil {
		return err
	}
	slots, err := t.laid(ctx, a.Tx, docket.Input[SpreadSlots](a))
	if err != nil {
		return err
	}
	if err := meeting.Fit(slots, a.Now); err != nil {
		return err
	}
	return t.tell(ctx, a, slots)
}

// setSlot changes one slot. A chair who keeps out of an item moves none: what is free tells where the hidden one is.
func setSlot(ctx context.Context, a *docket.Act) error {
	in := docket.Input[SetSlot](a)
	t, err := faceToFace(ctx, a)
	if err != nil {
		return err
	}
	if err := freeOfAll(ctx, a); err != nil {
		return err
	}
	s, err := t.slotOf(in.Item)
	if err != nil {
		return err
	}
	if in.At != nil {
		s.At = in.At.UTC()
	}
	if in.Minutes != 0 {
		s.Minutes = in.Minutes
	}
	s.Place, s.Come, s.Bring = firstOf(in.Place, s.Place, t.convened.Place), firstOf(in.Come, s.Come), firstOf(in.Bring, s.Bring)
	if err := s.Fits(t.slots(), a.Now); err != nil {
		return err
	}
	return t.tell(ctx, a, []meeting.Slot{s})
}

// freeOfAll refuses a chair who keeps out of an item of the agenda (SLOT_RECUSED).
func freeOfAll(ctx context.Context, a *docket.Act) error {
	aside, err := Aside(ctx, a.Tx, a.Record, a.Person())
	if err == nil && len(aside) > 0 {
		err = problem.New(problem.Denied, "SLOT_RECUSED", "您已回避其中的项目，时间表由评审机构调整", "You keep out of an item of the agenda: the agency changes the timetable").
			For(string(lifecycle.Agency))
	}
	return err
}

// slotOf is the slot of an application on the agenda; one without a time where it has none yet.
func (t timetable) slotOf(item string) (meeting.Slot, error) {
	if err := t.convened.On(item); err != nil {
		return meeting.Slot{}, err
	}
	if !slices.Contains(t.ids(), item) {
		return meeting.Slot{}, problem.New(problem.Precondition, "ITEM_CLOSED", "该项目的评审已经办结，不再安排时间", "The review of the application is closed: it has no slot any more").With("docket", item)
	}
	if h, ok := t.hearings[item]; ok {
		return h.Slot(item), nil
	}
	return meeting.Slot{Item: item}, nil
}

func answerWish(ctx context.Context, a *docket.Act) error {
	in := docket.Input[AnswerWish](a)
	in.Reason = strings.TrimSpace(in.Reason)
	t, err := faceToFace(ctx, a)
	if err != nil {
		return err
	}
	s, err := t.slotOf(in.Item)
	if err != nil {
		return err
	}
	if !t.hearings[in.Item].Waiting() {
		return problem.New(problem.Precondition, "NO_WISH", "申报单位没有待答复的改期申请", "No wish of the applicant waits for an answer").With("docket", in.Item)
	}
	told := placeSlot{Meeting: a.Subject(), Mode: t.convened.Mode, Answer: meeting.Refused, Reason: in.Reason}
	switch {
	case !in.Granted && in.Reason == "":
		return problem.Missing("reason", "不同意改期的理由", "A reason for the refusal")
	case in.Granted && in.At == nil:
		return problem.Missing("at", "改期后的时间", "The other time")
	case in.Granted:
		s.At = in.At.UTC()
		if in.Minutes != 0 {
			s.Minutes = in.Minutes
		}
		if err := s.Fits(t.slots(), a.Now); err != nil {
			return err
		}
		told.Answer, told.Slot = meeting.Granted, &s
	}
	follow(a, in.Item, "answer_slot", told)
	return nil
}

// tell gives the applicants their slots, as far as they changed, in the order of
// their ids: two meetings that share applications then never wait for each other.
func (t timetable) tell(ctx context.Context, a *docket.Act, slots []meeting.Slot) error {
	slots = slices.Clone(slots)
	slices.SortFunc(slots, func(x, y meeting.Slot) int { return strings.Compare(x.Item, y.Item) })
	for n := range slots {
		s := slots[n]
		was, ok := t.hearings[s.Item]
		if ok && was.Mode == t.convened.Mode && s.Same(was.Slot(s.Item)) {
			continue
		}
		if !ok {
			if err := t.free(ctx, a, s.Item); err != nil {
				return err
			}
		}
		follow(a, s.Item, "place_slot", placeSlot{Meeting: a.Subject(), Mode: t.convened.Mode, Slot: &s})
	}
	return nil
}

// free refuses an application that another meeting hears or visits already (SLOT_ELSEWHERE).
func (t timetable) free(ctx context.Context, a *docket.Act, item string) error {
	n := slices.IndexFunc(t.projects, func(p *docket.Record) bool { return p.ID == item })
	h, err := docket.SectionOf[meeting.Hearing](t.projects[n], "hearing")
	if err != nil || !h.Live() {
		return err
	}
	other, err := docket.Get(ctx, a.Tx, h.Meeting)
	if err != nil || other.Terminal {
		return err
	}
	return problem.New(problem.Precondition, "SLOT_ELSEWHERE", "《"+t.projects[n].Parties().Title+"》已在另一场评审会排了时间，请先在那一场取消", "“"+t.projects[n].Parties().Title+"” has a slot in another meeting; take it off that one first").
		With("docket", item, "meeting", h.Meeting).For(string(lifecycle.Agency))
}

func follow(a *docket.Act, project string, e lifecycle.Event, input any) {
	a.Follow(docket.Command{Machine: lifecycle.ProjectMachine, Subject: project, Event: e, Input: input})
}

// reschedule carries a changed meeting over to the slots it gave: they move along with its
// beginning, and end with its mode or where an application is not on the agenda any more.
func reschedule(ctx context.Context, a *docket.Act, from, to meeting.Convened) error {
	both := from
	both.Agenda = slices.Compact(slices.Sorted(slices.Values(slices.Concat(from.Agenda, to.Agenda))))
	t, err := timetableOf(ctx, a, both)
	if err != nil {
		return err
	}
	_, p, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	var moved []meeting.Slot
	for _, id := range t.ids() {
		h, ok := t.hearings[id]
		switch {
		case !ok:
		case !meeting.FaceToFace(to.Mode):
			follow(a, id, "drop_slot", dropSlot{meeting.ModeChanged})
		case !slices.Contains(to.Agenda, id):
			follow(a, id, "drop_slot", dropSlot{meeting.OffAgenda})
		case p.Taken[id].IsZero():
			s := h.Slot(id)
			s.At = s.At.Add(to.At.Sub(*from.At))
			if !s.At.Equal(*h.At) && !s.At.After(a.Now) {
				return s.Fits(nil, a.Now)
			}
			moved = append(moved, s)
		}
	}
	t.convened.Mode = to.Mode
	return t.tell(ctx, a, moved)
}

// dropAll takes the slots of a meeting back that is called off. Why it was is not told: the reason may speak of the panel.
func dropAll(ctx context.Context, a *docket.Act) error {
	c, _, err := store.Sections(a.Record)
	if err != nil {
		return err
	}
	t, err := timetableOf(ctx, a, c)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(slices.Values(t.ids())) {
		if _, ok := t.hearings[id]; ok {
			follow(a, id, "drop_slot", dropSlot{meeting.CalledOff})
		}
	}
	return nil
}

// slotted refuses to open an interview or a survey while an application under review has no slot (SLOTS_MISSING).
func slotted(ctx context.Context, a *docket.Act, c meeting.Convened) error {
	if !meeting.FaceToFace(c.Mode) {
		return nil
	}
	t, err := timetableOf(ctx, a, c)
	if err != nil {
		return err
	}
	for _, p := range t.projects {
		if _, ok := t.hearings[p.ID]; !ok {
			return problem.New(problem.Precondition, "SLOTS_MISSING", "《"+p.Parties().Title+"》还没有排时间，申报单位尚未接到通知；请先排定时间表", "“"+p.Parties().Title+"” has no slot yet and its applicant was not told; lay out the timetable first").
				With("docket", p.ID).For(string(lifecycle.Agency))
		}
	}
	return nil
}
