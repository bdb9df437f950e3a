package bureau_test

import (
	"strings"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	reviewact "yanlu/services/review/act"
	meetingact "yanlu/services/review/meeting/act"
)

// What is said in a panel meeting is read item by item through MeetingService;
// no reading method of the record tells it to anybody but the agency.
func TestWhatIsSaidInAMeetingStaysThere(t *testing.T) {
	const said = "这一句只在评审会上说过"
	s := stage(t)
	w := s.w
	var logins []string
	for i, id := range s.reviews {
		r := w.Get(id)
		logins = append(logins, strings.TrimPrefix(r.Parties().Reviewer, "person-"))
		switch i {
		case 0:
			continue // scored by the stage
		case 1:
		default:
			w.Do(logins[i], id, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		}
		w.Do(logins[i], id, lifecycle.ReviewMachine, "score", w.Opinion(80))
	}
	at := w.Door.Now().Add(time.Hour)
	chair, member := logins[0], logins[1]
	id := w.Do("pingheng", "", lifecycle.MeetingMachine, lifecycle.Create, meetingact.Convene{Call: s.call, Chair: "person-" + chair, Mode: "panel", At: &at}).Record.ID
	w.Do("pingheng", id, lifecycle.MeetingMachine, "open_meeting", docket.Note{})
	w.Do(chair, id, lifecycle.MeetingMachine, "note_item", meetingact.NoteItem{Item: s.project, Text: said})
	for _, login := range logins {
		w.Do("pingheng", id, lifecycle.MeetingMachine, "mark_presence", meetingact.MarkPresence{Person: "person-" + login, Presence: "present"})
	}
	w.Do(chair, id, lifecycle.MeetingMachine, "set_consensus", meetingact.SetConsensus{Item: s.project, Score: "77.7", Reason: said})
	for _, login := range []string{"suqing", "liangyue", "lingsong", "hemiao", "public", "guanli", "linzhou", "heyuan", "zhengyan", "shenji", chair, member} {
		text := everything(t, w, login, id)
		for _, secret := range []string{said, "77.70"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s reads %q through the record", login, secret)
			}
		}
	}
	if !strings.Contains(everything(t, w, "pingheng", id), said) {
		t.Error("the agency reads its own meeting")
	}
	for _, stranger := range []string{"suqing", "hemiao"} {
		if text := everything(t, w, stranger, id); strings.Contains(text, "评审会") {
			t.Errorf("%s knows of the meeting", stranger)
		}
		if _, err := w.Try(stranger, id, lifecycle.MeetingMachine, "note_item", meetingact.NoteItem{Item: s.project, Text: "x"}); problem.ReasonOf(err) != "NOT_FOUND" {
			t.Errorf("%s: %v", stranger, err)
		}
	}
}
