package rpc_test

import (
	"testing"
	"time"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	reviewact "yanlu/services/review/act"
	meetingact "yanlu/services/review/meeting/act"
	"yanlu/services/review/pool/sheet"
)

// The fees of a senior expert: an opinion, a day and half a day, in 分.
const (
	anItem  = 30_000
	aDay    = 150_000
	halfDay = 90_000
)

// panelled is a call whose one application was scored by five and discussed at a meeting: the first was absent, the
// second joined from afar, the others were there. The minutes are not signed yet.
func (o *office) panelled() (call, project, meeting string) {
	o.t.Helper()
	call = o.OpenCall()
	project = o.FormalCheck(call, 0)
	o.Project("linzhou", project, "accept", docket.Note{})
	o.Commissioned(call)
	people := []string{}
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	o.assign(project, people)
	for _, r := range o.Reviews(project) {
		login := r.Parties().Reviewer[len("person-"):]
		o.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
		o.Do(login, r.ID, lifecycle.ReviewMachine, "score", o.Opinion(80))
	}
	at := o.World.Door.Now().Add(48 * time.Hour)
	const m = lifecycle.MeetingMachine
	meeting = o.Do("pingheng", "", m, lifecycle.Create, meetingact.Convene{Call: call, Chair: people[4], Mode: "panel", At: &at, Place: "三楼会议室"}).Record.ID
	o.Pass(48 * time.Hour)
	o.Do("pingheng", meeting, m, "open_meeting", docket.Note{})
	for i, person := range people {
		o.Do("pingheng", meeting, m, "mark_presence", meetingact.MarkPresence{Person: person, Presence: []string{"absent", "remote", "present", "present", "present"}[i]})
	}
	return call, project, meeting
}

func (o *office) sign(meeting string) {
	o.t.Helper()
	o.Do(bureautest.Reviewers[4], meeting, lifecycle.MeetingMachine, "sign_minutes", meetingact.SignMinutes{Minutes: "纪要", Report: "意见"})
}

// feeOf is what a login reads is due to one reviewer; nil when they read nothing of it.
func (o *office) feeOf(login, reviewer string, req *reviewv1.ListFeesRequest) *reviewv1.ExpertFee {
	o.t.Helper()
	out, err := o.ListFees(o.as(login), req)
	o.must(err)
	for _, f := range out.GetFees() {
		if f.GetPerson() == "person-"+reviewer {
			return f
		}
	}
	return nil
}

func (o *office) correct(login, call, reviewer, day, share, reason string) error {
	_, err := o.RecordExpertDays(o.as(login), &reviewv1.RecordExpertDaysRequest{
		RequestId: o.id(), Call: call, Reason: reason, Days: []*reviewv1.ExpertDay{{Person: "person-" + reviewer, Day: day, Share: share}},
	})
	return err
}

// Who sat in a panel meeting has the day by its signed minutes, and nobody else.
func TestPresenceIsADay(t *testing.T) {
	o := newOffice(t)
	_, _, meeting := o.panelled()
	there, away, remote := bureautest.Reviewers[2], bureautest.Reviewers[0], bureautest.Reviewers[1]
	all := &reviewv1.ListFeesRequest{}
	if f := o.feeOf("pingheng", there, all); f.GetDays() != "0" || f.GetTotalFen() != anItem {
		t.Errorf("before the minutes are signed: %v", f)
	}
	o.sign(meeting)
	today := o.World.Door.Now().Add(8 * time.Hour).UTC().Format(time.DateOnly)
	for reviewer, days := range map[string]string{there: "1", remote: "1", away: "0"} {
		if f := o.feeOf("pingheng", reviewer, all); f.GetDays() != days || !f.GetMayRecord() {
			t.Errorf("%s sat %v", reviewer, f)
		}
	}
	f := o.feeOf(there, there, all)
	if f.GetTotalFen() != anItem+aDay || len(f.GetSat()) != 1 || f.GetSat()[0].GetDay() != today || f.GetSat()[0].GetMeeting() == "" || f.GetMayRecord() {
		t.Errorf("of oneself: %v", f)
	}
	if f := o.feeOf("linzhou", there, all); f != nil {
		t.Errorf("while reviews run the bureau reads %v", f)
	}
	if f := o.feeOf("pingheng", away, &reviewv1.ListFeesRequest{From: today, To: today}); f != nil {
		t.Errorf("of the day of the meeting, who was not there: %v", f)
	}
}

// A day is corrected with a reason: by the agency at any time, by an officer once nothing waits for a hand-over. What
// was said last holds, and what was said before is kept.
func TestDaysAreCorrected(t *testing.T) {
	o := newOffice(t)
	call, project, meeting := o.panelled()
	o.sign(meeting)
	there, away := bureautest.Reviewers[2], bureautest.Reviewers[0]
	all := &reviewv1.ListFeesRequest{Call: call}
	today := o.feeOf(there, there, all).GetSat()[0].GetDay()

	o.refused(o.correct("linzhou", call, there, today, "half", "半天散会"), "DAYS_NOT_HANDED_OVER")
	for _, stranger := range []string{"dingjian", "heyuan", there, "qianhui"} {
		o.refused(o.correct(stranger, call, there, today, "half", "半天散会"), "NOT_FOUND")
	}
	o.refused(o.correct("pingheng", call, there, today, "half", "  "), "FIELD_REQUIRED")
	o.refused(o.correct("pingheng", call, "heyuan", today, "day", "到会"), "EXPERT_NOT_FOUND")
	o.must(o.correct("pingheng", call, there, today, "half", "半天散会"))
	if f := o.feeOf("pingheng", there, all); f.GetTotalFen() != anItem+halfDay || f.GetSat()[0].GetReason() != "半天散会" || f.GetSat()[0].GetByName() == "" || f.GetSat()[0].GetMeeting() == "" {
		t.Errorf("half a day: %v", f)
	}
	o.Project("pingheng", project, "close_review", reviewact.CloseReview{Report: "意见", Chair: "person-" + there})
	o.must(o.correct("linzhou", call, there, today, "none", "会议费已由会议承办单位支付"))
	o.must(o.correct("linzhou", call, away, today, "day", "漏登到会，补签到表"))
	for _, login := range []string{"linzhou", "pingheng", "qianhui"} {
		if f := o.feeOf(login, there, all); f.GetTotalFen() != anItem || f.GetDays() != "0" || f.GetSat()[0].GetShare() != "none" {
			t.Errorf("%s reads of who is not paid for the day: %v", login, f)
		}
		if f := o.feeOf(login, away, all); f.GetTotalFen() != anItem+aDay || f.GetSat()[0].GetMeeting() != "" || f.GetMayRecord() != (login != "qianhui") {
			t.Errorf("%s reads of who was forgotten: %v", login, f)
		}
	}
	var kept int
	o.must(o.Pool.QueryRow(t.Context(), "select count(*) from expert_day").Scan(&kept))
	if kept != 3 {
		t.Errorf("%d entries are kept", kept)
	}
	if _, err := o.Pool.Exec(t.Context(), "delete from expert_day"); err == nil {
		t.Error("what was said can be taken away")
	}
	o.onPaper(call)
}

// onPaper compares the workbook with the list.
func (o *office) onPaper(call string) {
	o.t.Helper()
	list, err := o.ListFees(o.as("qianhui"), &reviewv1.ListFeesRequest{Call: call, Workbook: true})
	o.must(err)
	cells, err := sheet.Cells(list.GetWorkbook().GetFileName(), list.GetWorkbook().GetContent())
	o.must(err)
	if len(cells) != len(list.GetFees())+3 || cells[0][9] != "到会日期" {
		o.t.Fatalf("the workbook says %v", cells)
	}
	for i, f := range list.GetFees() {
		days := ""
		if len(cells[i+1]) > 9 {
			days = cells[i+1][9]
		}
		if (len(f.GetSat()) > 0) != (days != "") {
			o.t.Errorf("%s sat on %q: %v", f.GetName(), days, f.GetSat())
		}
	}
}
