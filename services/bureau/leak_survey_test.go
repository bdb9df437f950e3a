package bureau_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review/meeting"
	meetingact "yanlu/services/review/meeting/act"
)

// What must stay with the panel and the agency of a survey, and what with the applicant it belongs to.
const (
	secretFound = "只在考察记录里写过的话"
	ownPlace    = "甲方自己的厂区"
	otherPlace  = "乙方自己的厂区"
)

// Over every reading method, every paper and every feed: what was found on the spot is read by the panel and the agency;
// an applicant reads its own slot, neither another's nor the meeting; who stepped aside from an item reads neither of it.
func TestASurveyStaysWithWhomItConcerns(t *testing.T) {
	t.Parallel()
	s := drawnPanels(t, 2, 3)
	w := s.w
	const m = lifecycle.MeetingMachine
	at := w.Door.Now().Add(48 * time.Hour)
	panel := w.Reviews(s.projects[0])
	for _, id := range s.projects {
		s.scored(id, w.Opinion(77))
	}
	chair := strings.TrimPrefix(panel[0].Parties().Reviewer, "person-")
	id := w.Do("pingheng", "", m, lifecycle.Create, meetingact.Convene{Call: s.call, Agenda: s.projects, Chair: "person-" + chair, Mode: meeting.Survey, At: &at}).Record.ID
	w.Do("pingheng", id, m, "spread_slots", meetingact.SpreadSlots{Spread: meeting.Spread{Minutes: 60, Gap: 30}})
	for n, place := range []string{ownPlace, otherPlace} {
		w.Do("pingheng", id, m, "set_slot", meetingact.SetSlot{Item: s.projects[n], Place: place})
	}
	w.Do("pingheng", id, m, "open_meeting", docket.Note{})
	now := w.Door.Now()
	w.Do(chair, id, m, "record_findings", meetingact.RecordFindings{Item: s.projects[0], Visited: &now, Place: "厂区", Met: "负责人", Team: secretFound, Conclusion: secretFound})
	aside := ""
	for _, r := range panel[1:] {
		aside = strings.TrimPrefix(r.Parties().Reviewer, "person-")
	}
	w.Do(aside, id, m, "recuse_item", meetingact.RecuseItem{Item: s.projects[0], Ground: "近三年合作"})
	fill := heldBack{drawnScene: s, meeting: id}.filling([]string{"person-" + chair, "person-" + aside})
	fill["docket"] = append(slices.Clone(s.ids), id)
	x := newWalk(t, w, fill, s.projects[0], s.projects[1], id)
	own, other := strings.TrimPrefix(w.Get(s.projects[0]).Parties().PI, "person-"), strings.TrimPrefix(w.Get(s.projects[1]).Parties().PI, "person-")
	for login, words := range map[string][]string{
		own: {secretFound, otherPlace, id}, other: {secretFound, ownPlace, id}, "linzhou": {secretFound}, "weigang": {secretFound, id}, "public": {secretFound, ownPlace, otherPlace, id},
		aside: {secretFound, ownPlace},
	} {
		x.searched(login, x.as(login, login == own || login == aside), "what is not theirs", words)
	}
	x.readsItself("pingheng", []string{secretFound, ownPlace, otherPlace})
	x.readsItself(own, []string{ownPlace})
	x.readsItself(chair, []string{secretFound, otherPlace})
	files := w.Docket.MeetingFiles
	for login, reads := range map[string]bool{chair: true, "pingheng": true, aside: false, "linzhou": false, own: false} {
		if err := files.MayRead(w.As(login), w.Get(id), meeting.FindingsField(s.projects[0])); (err == nil) != reads {
			t.Errorf("%s and the files of the findings: %v", login, err)
		}
		if err := files.MayAttach(w.As(login), w.Get(id)); (err == nil) != (login == chair || login == aside) {
			t.Errorf("%s adds a file: %v", login, err)
		}
	}
	if _, err := w.Docket.MayRead(context.Background(), id, meeting.FindingsField(s.projects[0]), "照片.png"); err == nil {
		t.Error("the public reads a photograph")
	}
}
