package meeting

import (
	"fmt"
	"slices"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// Modes in which a meeting meets the applicants: only these have a timetable.
const (
	Interview = "interview"
	Survey    = "survey"
)

// FaceToFace says whether a mode meets the applicants.
func FaceToFace(mode string) bool { return mode == Interview || mode == Survey }

// Why an applicant no longer has a slot.
const (
	CalledOff   = "called_off"
	OffAgenda   = "off_agenda"
	ModeChanged = "mode_changed"
)

// Answers to a wish for another time.
const (
	Granted = "granted"
	Refused = "refused"
)

// Hearing is the section “hearing” of an application: the slot that its interview
// or survey has, as its applicant knows it, and what they said to it. It is the one
// place where the slot stands: a timetable is the hearings of an agenda.
type Hearing struct {
	Meeting string     `json:"meeting,omitempty"`
	Mode    string     `json:"mode,omitempty"`
	At      *time.Time `json:"at,omitempty"`
	Minutes int        `json:"length_min,omitempty"` // how long, in minutes
	Place   string     `json:"place,omitempty"`      // or a link
	Come    string     `json:"come,omitempty"`       // who of the applicant's side should come
	Bring   string     `json:"bring,omitempty"`      // what they should bring

	Attending   string     `json:"attending,omitempty"` // who comes, by the applicant
	ConfirmedAt *time.Time `json:"confirmed_at,omitempty"`

	AskedAt    *time.Time `json:"asked_at,omitempty"` // for another time; once for each meeting
	AskedWhy   string     `json:"asked_why,omitempty"`
	AskedFor   *time.Time `json:"asked_for,omitempty"` // the time the applicant would like
	Answer     string     `json:"answer,omitempty"`
	AnswerWhy  string     `json:"answer_why,omitempty"`
	AnsweredAt *time.Time `json:"answered_at,omitempty"`

	Dropped   string     `json:"dropped,omitempty"`
	DroppedAt *time.Time `json:"dropped_at,omitempty"`
}

// Of says whether the slot is one that a meeting gave and did not take back.
func (h Hearing) Of(meeting string) bool {
	return h.Meeting == meeting && meeting != "" && h.DroppedAt == nil
}

// Live says whether the applicant has a slot.
func (h Hearing) Live() bool { return h.Of(h.Meeting) }

// Waiting says whether the applicant waits for an answer to a wish.
func (h Hearing) Waiting() bool { return h.Live() && h.AskedAt != nil && h.AnsweredAt == nil }

// Slot is the part of it that the meeting decides.
func (h Hearing) Slot(item string) Slot {
	s := Slot{Item: item, Minutes: h.Minutes, Place: h.Place, Come: h.Come, Bring: h.Bring}
	if h.At != nil {
		s.At = *h.At
	}
	return s
}

// Slot is when, for how long and where one application is heard or visited.
type Slot struct {
	Item    string // the application
	At      time.Time
	Minutes int
	Place   string
	Come    string
	Bring   string
}

// End is when a slot is over.
func (s Slot) End() time.Time { return s.At.Add(time.Duration(s.Minutes) * time.Minute) }

// Moved says whether somebody who was told of one slot has to plan anew for the other.
func (s Slot) Moved(from Slot) bool {
	return !s.At.Equal(from.At) || s.Minutes != from.Minutes || s.Place != from.Place
}

// Same says whether there is nothing new to tell of a slot.
func (s Slot) Same(was Slot) bool {
	return !s.Moved(was) && s.Come == was.Come && s.Bring == was.Bring
}

// Spread is how a timetable is laid out: so many minutes for each item and so many
// between two; after every so many items a longer break. All but After are minutes.
type Spread struct {
	Minutes int
	Gap     int
	After   int // items between two breaks; 0: no break
	Break   int
}

// Bounds of a timetable, in minutes: what no day holds is a slip of the pen.
const (
	leastMinutes = 5
	mostMinutes  = 24 * 60
)

// Check refuses a spread that no timetable can be laid out by (SPREAD_UNLAWFUL).
func (s Spread) Check() error {
	p := problem.New(problem.Invalid, "SPREAD_UNLAWFUL", "无法按所填分钟数排出时间表", "No timetable can be laid out with these minutes")
	if s.Minutes < leastMinutes || s.Minutes > mostMinutes {
		p.At("minutes", fmt.Sprintf("每个项目%d至%d分钟", leastMinutes, mostMinutes), fmt.Sprintf("%d to %d minutes for each application", leastMinutes, mostMinutes))
	}
	for _, x := range []struct {
		field string
		n     int
	}{{"gap", s.Gap}, {"break_after", s.After}, {"break_minutes", s.Break}} {
		if x.n < 0 || x.n > mostMinutes {
			p.At(x.field, fmt.Sprintf("须为0至%d", mostMinutes), fmt.Sprintf("0 to %d", mostMinutes))
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// Lay spreads items evenly from a beginning, in their order.
func (s Spread) Lay(from time.Time, items []string) []Slot {
	out := make([]Slot, 0, len(items))
	for n, item := range items {
		if n > 0 {
			pause := s.Gap
			if s.After > 0 && n%s.After == 0 {
				pause = max(s.Gap, s.Break)
			}
			from = from.Add(time.Duration(pause) * time.Minute)
		}
		slot := Slot{Item: item, At: from, Minutes: s.Minutes}
		out, from = append(out, slot), slot.End()
	}
	return out
}

// Fits refuses a slot that is too short or long, without a place, before now, or at
// the time of another one of the meeting (SLOT_UNLAWFUL, SLOT_PASSED, SLOT_OVERLAP).
// The refusal names no other application: whoever moves a slot may be recused from it.
func (s Slot) Fits(others []Slot, now time.Time) error {
	switch {
	case s.Minutes < leastMinutes || s.Minutes > mostMinutes:
		return problem.New(problem.Invalid, "SLOT_UNLAWFUL", fmt.Sprintf("时长须为%d至%d分钟", leastMinutes, mostMinutes), fmt.Sprintf("A slot takes %d to %d minutes", leastMinutes, mostMinutes)).
			At("minutes", "时长不合规", "not a lawful length")
	case s.Place == "":
		return problem.Missing("place", "地点或线上会议链接", "A place or a link")
	case !s.At.After(now):
		return problem.New(problem.Invalid, "SLOT_PASSED", "时段须晚于现在，请另选时间", "A slot has to be in the future; choose another time").At("at", "须晚于现在", "must be in the future")
	}
	for _, o := range others {
		if o.Item != s.Item && s.At.Before(o.End()) && o.At.Before(s.End()) {
			return problem.New(problem.Invalid, "SLOT_OVERLAP",
				fmt.Sprintf("%s至%s已安排其他项目，请另选时间", clock(o.At), clock(o.End())), fmt.Sprintf("%s to %s is another application's; choose another time", clock(o.At), clock(o.End()))).
				At("at", "与其他项目的时段重叠", "overlaps with another slot").For(string(lifecycle.Agency))
		}
	}
	return nil
}

func clock(t time.Time) string { return t.In(policy.Shanghai).Format("01-02 15:04") }

// Fit refuses a timetable of which a slot does not fit among the others.
func Fit(slots []Slot, now time.Time) error {
	for _, s := range slots {
		if err := s.Fits(slots, now); err != nil {
			return err
		}
	}
	return nil
}

// CheckMode refuses to meet in another mode than the commission of an application
// asks for, where that is an interview or a survey (MODE_COMMISSIONED): what was
// commissioned as a talk with the applicant is not done without one. Any other
// commission leaves the choice to the agency, for a meeting is more than it asked for.
func CheckMode(mode, commissioned, title string) error {
	if !FaceToFace(commissioned) || mode == commissioned {
		return nil
	}
	zh, en := "答辩评审", "an interview"
	if commissioned == Survey {
		zh, en = "现场考察", "a survey"
	}
	return problem.New(problem.Precondition, "MODE_COMMISSIONED", fmt.Sprintf("《%s》按评审委托须以%s方式评审，请改用该方式，或将其另行召集；委托的方式由委托单位确定", title, zh),
		fmt.Sprintf("The commission of “%s” asks for %s: meet in that mode, or call it to a meeting of its own. The mode of a commission is for who commissioned it", title, en)).
		At("mode", "须为"+zh, "must be "+en).With("commissioned", commissioned).For(string(lifecycle.Agency), string(lifecycle.Officer))
}

// Attendances of an applicant at their slot.
var Attendances = []string{"came", "late", "absent"}

// Attendance is whether the applicant's side came to its slot, and who came.
type Attendance struct {
	Presence string    `json:"presence"`
	By       string    `json:"by"` // who came; nobody where they were absent
	At       time.Time `json:"at"`
}

// Findings is one version of what the panel found on the spot at an applicant's.
type Findings struct {
	Visited    time.Time `json:"visited"`
	Place      string    `json:"place"`
	Met        string    `json:"met"`                 // whom the panel met
	Equipment  string    `json:"equipment,omitempty"` // 场地设备
	Team       string    `json:"team,omitempty"`      // 团队
	Basis      string    `json:"basis,omitempty"`     // 前期基础
	Funds      string    `json:"funds,omitempty"`     // 经费
	Conclusion string    `json:"conclusion"`
	Files      []File    `json:"files,omitempty"` // photographs and papers
	Person     string    `json:"person,omitempty"`
	At         time.Time `json:"at"`
}

// File is an attachment of the meeting as it was when findings were recorded with it.
type File struct {
	ID     string `json:"file"`
	Name   string `json:"name"`
	SHA256 string `json:"hash"`
}

// FindingsField is the field under which the files of an application's findings are uploaded.
func FindingsField(item string) string { return "findings." + item }

// Complete refuses findings that do not say when, where, whom, what and to which end (FINDINGS_INCOMPLETE).
func (f Findings) Complete() error {
	p := problem.New(problem.Invalid, "FINDINGS_INCOMPLETE", "考察记录还不完整", "The findings are not complete yet")
	for _, x := range []struct{ field, text, zh, en string }{
		{"place", f.Place, "考察地点", "the place"}, {"met", f.Met, "会见人员", "whom the panel met"}, {"conclusion", f.Conclusion, "考察结论", "the conclusion"},
	} {
		if x.text == "" {
			p.At(x.field, "请填写"+x.zh, "say "+x.en)
		}
	}
	if f.Visited.IsZero() {
		p.At("visited", "请填写考察时间", "say when")
	}
	if f.Equipment+f.Team+f.Basis+f.Funds == "" {
		p.At("equipment", "场地设备、团队、前期基础、经费至少填写一项", "say something under at least one heading")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// Versions of the findings on an application, oldest first. They are numbered from 1.
func (p Proceedings) Versions(item string) []Findings {
	kept := p.Findings[item]
	out := make([]Findings, 0, len(kept))
	for n := 1; n <= len(kept); n++ {
		out = append(out, kept[n])
	}
	return out
}

// Visited refuses to judge an application in a survey before findings on it are on
// record (FINDINGS_MISSING), unless its applicant was not there.
func (p Proceedings) Visited(mode, item, title string) error {
	if mode != Survey || len(p.Findings[item]) > 0 || p.Attendance[item].Presence == "absent" {
		return nil
	}
	return problem.New(problem.Precondition, "FINDINGS_MISSING", fmt.Sprintf("《%s》还没有考察记录；请组长或委员先记录考察情况，再合议或签署纪要", title),
		fmt.Sprintf("There are no findings on “%s” yet: the chair or a member records them before a consensus or the signature", title)).
		With("docket", item).For(string(lifecycle.Chair), string(lifecycle.Reviewer))
}

// Heard refuses to sign before it is said of an applicant whether they came (APPLICANT_UNMARKED).
func (p Proceedings) Heard(mode, item, title string) error {
	if !FaceToFace(mode) || slices.Contains(Attendances, p.Attendance[item].Presence) {
		return nil
	}
	return problem.New(problem.Precondition, "APPLICANT_UNMARKED", fmt.Sprintf("还没有登记《%s》申报单位的到场情况", title), fmt.Sprintf("It is not marked whether the applicant of “%s” came", title)).
		With("docket", item).For(string(lifecycle.Agency), string(lifecycle.Chair))
}
