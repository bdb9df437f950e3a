package bureau_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	"yanlu/services/document"
	"yanlu/services/document/typeset/pdftext"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	meetingact "yanlu/services/review/meeting/act"
	meetingrpc "yanlu/services/review/meeting/rpc"
)

// meet carries the panel of a blind scene to an open meeting in which the
// secretary wrote down whose application it is; it returns the meeting.
func (s blindScene) meet() string {
	s.w.T.Helper()
	for n, id := range s.reviews {
		if n > 0 {
			s.w.Do(s.login(n), id, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		}
		s.w.Do(s.login(n), id, lifecycle.ReviewMachine, "score", s.w.Opinion(80))
	}
	const m = lifecycle.MeetingMachine
	at := s.w.Door.Now().Add(48 * time.Hour)
	id := s.w.Do("pingheng", "", m, lifecycle.Create, meetingact.Convene{Call: s.call, Chair: "person-" + s.login(0), Mode: "panel", At: &at, Place: "三楼会议室"}).Record.ID
	s.w.Clock(id, "remind_meeting")
	s.w.Do("pingheng", id, m, "open_meeting", docket.Note{})
	for n := range s.reviews {
		s.w.Do("pingheng", id, m, "mark_presence", meetingact.MarkPresence{Person: "person-" + s.login(n), Presence: "present"})
	}
	s.w.Do("pingheng", id, m, "note_item", meetingact.NoteItem{Item: s.project, Text: "苏青团队（江陵青岚新材料有限公司）前期基础好"})
	s.w.Do(s.login(0), id, m, "set_consensus", meetingact.SetConsensus{Item: s.project, Score: "81", Reason: "路线清楚"})
	return id
}

var blanks = regexp.MustCompile(`\s+`)

// table is all that a meeting tells a person: its sheet, the minutes on paper with their file name, the record, and notifications.
func (s blindScene) table(t *testing.T, login, id string) string {
	t.Helper()
	var b strings.Builder
	for seq := int64(1); seq <= s.w.Get(id).Seq; seq++ {
		if err := notification.Deliver(t.Context(), s.w.Pool, id, seq); err != nil {
			t.Fatal(err)
		}
	}
	ctx, server := s.w.As(login), &meetingrpc.Server{Carrier: s.w.Docket.Carrier, Book: s.w.Book}
	sheet, err := server.GetMeeting(ctx, &reviewv1.GetMeetingRequest{Docket: id})
	if err != nil {
		t.Fatalf("%s: %v", login, err)
	}
	b.WriteString(protojson.Format(sheet))
	list, err := server.ListMeetings(ctx, &reviewv1.ListMeetingsRequest{})
	if err != nil {
		t.Fatalf("%s: %v", login, err)
	}
	b.WriteString(protojson.Format(list))
	papers := &document.Papers{Docket: s.w.Docket, Refuse: func(w http.ResponseWriter, _ *http.Request, err error) { t.Errorf("%s: minutes: %v", login, err) }}
	w := httptest.NewRecorder()
	papers.Handler().ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/papers/dockets/"+id+"/minutes.pdf", nil))
	text, err := pdftext.Extract(w.Body.Bytes())
	name, err2 := url.PathUnescape(w.Header().Get("Content-Disposition"))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	b.WriteString(blanks.ReplaceAllString(text, "") + name)
	told, err := s.w.Docket.ListNotifications(ctx, &docketv1.ListNotificationsRequest{PageSize: 200})
	if err != nil {
		t.Fatal(err)
	}
	b.WriteString(protojson.Format(told))
	return b.String() + everything(t, s.w, login, id)
}

// A panel that meets in a double-blind review learns at the table, in the minutes
// and by what it is told no more of whose application it is than by the file.
func TestDoubleBlindHoldsAtTheMeeting(t *testing.T) {
	t.Parallel()
	for _, blind := range []string{review.SingleBlind, review.DoubleBlind} {
		s := stageBlind(t, blind)
		id := s.meet()
		read := func(when string) {
			t.Helper()
			for n := range 2 {
				text := s.table(t, s.login(n), id)
				if !strings.Contains(text, "示例项目1") || !strings.Contains(text, "前期基础好") {
					t.Errorf("%s, %s: reviewer %d does not read the item and what was noted of it", blind, when, n)
				}
				found := ""
				for _, word := range s.whose(t) {
					if strings.Contains(text, word) {
						found += word + " "
					}
				}
				if (found != "") != (blind == review.SingleBlind) {
					t.Errorf("%s, %s: reviewer %d reads “%s”", blind, when, n, found)
				}
			}
			if text := s.table(t, "pingheng", id); !strings.Contains(text, "青岚新材料") || !strings.Contains(text, "苏青团队") {
				t.Errorf("%s, %s: the agency reads the whole sheet", blind, when)
			}
		}
		read("in session")
		s.w.Do(s.login(0), id, lifecycle.MeetingMachine, "sign_minutes", meetingact.SignMinutes{Minutes: "评议了一个项目，负责人苏青未到会", Report: "建议支持"})
		read("signed")
	}
}

// Where the panel meets the applicants nothing can be double-blind.
func TestDoubleBlindForbidsMeetingTheApplicants(t *testing.T) {
	t.Parallel()
	s := stageBlind(t, review.DoubleBlind)
	at := s.w.Door.Now().Add(48 * time.Hour)
	for mode, want := range map[string]string{"interview": "BLIND_IMPOSSIBLE", "survey": "BLIND_IMPOSSIBLE", "remote": ""} {
		_, err := s.w.Try("pingheng", "", lifecycle.MeetingMachine, lifecycle.Create, meetingact.Convene{Call: s.call, Chair: "person-" + s.login(0), Mode: mode, At: &at})
		if problem.ReasonOf(err) != want {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

// named are registers that anybody with an account reads; they say of no application whose it is.
var named = []string{"ListOrganisations"}

// Over every reading method, every paper and every feed a reviewer of a
// double-blind panel – its chair, too – learns nothing of whose application it is.
func TestDoubleBlindHoldsEverywhere(t *testing.T) {
	t.Parallel()
	s := stageBlind(t, review.DoubleBlind)
	meeting := s.meet()
	s.w.Do(s.login(0), meeting, lifecycle.MeetingMachine, "sign_minutes", meetingact.SignMinutes{Minutes: "评议了一个项目，负责人苏青未到会", Report: "建议支持"})
	project := s.w.Get(s.project)
	two := []string{"person-" + s.login(0), "person-" + s.login(1)}
	fill := filling{
		"minutes": {"20"}, "docket": append([]string{s.call, s.project, meeting}, s.reviews...), "call": {s.call}, "application": {s.project}, "expert": two, "person": two, "reviewer": two,
		"organisation": {project.Parties().HostOrg}, "query": {project.Parties().Title}, "year": {"2026"}, "version": {"1"}, "workbook": {"true"},
		"token": {s.links[s.reviews[1]]}, "before": {""}, "after": {""}, "roles": {"reviewer"},
	}
	x := newWalk(t, s.w, fill, s.call, s.project, meeting, s.reviews[0], s.reviews[1])
	whose := s.whose(t)
	for n := range 2 {
		told := x.as(s.login(n), true)
		x.searched(s.login(n), told, "whose application it is,", whose, named...)
		if !strings.Contains(told["GetMeeting"], "前期基础好") {
			t.Error("the sheet of the meeting was not read, so the walk proves nothing of it")
		}
	}
}
