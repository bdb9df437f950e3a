package document

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/document/typeset/pdftext"
	"yanlu/services/lifecycle"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/meeting"
	meetingact "yanlu/services/review/meeting/act"
)

// The minutes on paper: whole to the agency, without the item to who stepped aside, without scores and names to the bureau.
func TestMinutesShowWhatTheirReaderMaySee(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	apps := []string{d.FormalCheck(call, 0), d.FormalCheck(call, 1)}
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	for _, id := range apps {
		d.Project("linzhou", id, "accept", docket.Note{})
	}
	d.Commissioned(call)
	for _, id := range apps {
		d.Project("pingheng", id, "assign_review", reviewact.AssignReview{Reviewers: people})
		for _, r := range d.Reviews(id) {
			login := strings.TrimPrefix(r.Parties().Reviewer, "person-")
			d.Do(login, r.ID, lifecycle.ReviewMachine, "accept_review", reviewact.AcceptReview{NoConflict: true, Confidential: true})
			d.Do(login, r.ID, lifecycle.ReviewMachine, "score", d.Opinion(85))
		}
	}
	at := d.Door.Now().Add(time.Hour)
	id := d.Do("pingheng", "", lifecycle.MeetingMachine, lifecycle.Create, meetingact.Convene{Call: call, Chair: people[0], Mode: "panel", At: &at, Place: "三楼会议室"}).Record.ID
	d.Do("pingheng", id, lifecycle.MeetingMachine, "open_meeting", docket.Note{})
	d.Do(bureautest.Reviewers[0], id, lifecycle.MeetingMachine, "note_item", meetingact.NoteItem{Item: apps[1], Text: "技术路线清楚但中试条件不足"})
	d.Do(bureautest.Reviewers[1], id, lifecycle.MeetingMachine, "recuse_item", meetingact.RecuseItem{Item: apps[1], Ground: "近三年合作"})
	read := func(login string) string {
		t.Helper()
		w := d.get(login, "/papers/dockets/"+id+"/minutes.pdf")
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", login, w.Code, w.Body.String())
		}
		text, err := pdftext.Extract(w.Body.Bytes())
		if err != nil || !bytes.HasPrefix(w.Body.Bytes(), []byte("%PDF")) {
			t.Fatal(err)
		}
		return squeeze(text)
	}
	agency, aside, officer := read("pingheng"), read(bureautest.Reviewers[1]), read("linzhou")
	wants(t, "the agency's paper", agency, "评审会纪要", "三楼会议室", "示例项目1", "示例项目2", "技术路线清楚但中试条件不足", "近三年合作", "85", "线上")
	wants(t, "the paper of who stepped aside", aside, "示例项目1", "2. 已回避")
	wants(t, "the officer's paper", officer, "示例项目1", "示例项目2", "委员1")
	for _, c := range []struct {
		text, what string
		words      []string
	}{{aside, "who stepped aside", []string{"示例项目2", "技术路线清楚"}}, {officer, "the officer", []string{"技术路线清楚", "近三年合作"}}} {
		for _, word := range c.words {
			if strings.Contains(c.text, squeeze(word)) {
				t.Errorf("%s reads “%s”", c.what, word)
			}
		}
	}
	if w := d.get("suqing", "/papers/dockets/"+id+"/minutes.pdf"); w.Code != 404 {
		t.Errorf("an applicant gets %d", w.Code)
	}
	if w := d.get("linzhou", "/papers/dockets/"+call+"/minutes.pdf"); w.Code != 404 {
		t.Errorf("minutes of a call: %d", w.Code)
	}
}

// The minutes of a survey print who came and what was found, last version only; a recused member's copy prints neither.
func TestMinutesOfASurveyPrintItsFindings(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	app := d.FormalCheck(call, 0)
	var people []string
	for _, r := range bureautest.Reviewers[:5] {
		people = append(people, "person-"+r)
	}
	d.Project("linzhou", app, "accept", docket.Note{})
	d.Commissioned(call)
	d.Project("pingheng", app, "assign_review", reviewact.AssignReview{Reviewers: people})
	const m = lifecycle.MeetingMachine
	at := d.Door.Now().Add(time.Hour)
	id := d.Do("pingheng", "", m, lifecycle.Create, meetingact.Convene{Call: call, Chair: people[0], Mode: meeting.Survey, At: &at}).Record.ID
	d.Do("pingheng", id, m, "spread_slots", meetingact.SpreadSlots{Spread: meeting.Spread{Minutes: 90}, Place: "中试基地"})
	d.Do("pingheng", id, m, "open_meeting", docket.Note{})
	d.Do("pingheng", id, m, "mark_applicant", meetingact.MarkApplicant{Item: app, Presence: "late", By: "郁垒"})
	now := d.Door.Now()
	for n, equipment := range []string{"设备尚未安装", "反应釜两台已安装"} {
		d.Do(bureautest.Reviewers[n], id, m, "record_findings", meetingact.RecordFindings{Item: app, Version: n, Visited: &now, Place: "一号厂房", Met: "财务负责人", Equipment: equipment, Conclusion: "与材料基本一致"})
	}
	d.Do(bureautest.Reviewers[2], id, m, "recuse_item", meetingact.RecuseItem{Item: app, Ground: "近三年合作"})
	read := func(login string) string {
		t.Helper()
		text, err := pdftext.Extract(d.get(login, "/papers/dockets/"+id+"/minutes.pdf").Body.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		return squeeze(text)
	}
	paper := read(bureautest.Reviewers[0])
	wants(t, "the chair's paper", paper, "90分钟", "中试基地", "迟到：郁垒", "第2版", "一号厂房", "反应釜两台已安装", "与材料基本一致")
	if strings.Contains(paper, "设备尚未安装") {
		t.Error("an earlier version is printed")
	}
	for _, login := range []string{bureautest.Reviewers[2], "linzhou"} {
		for _, word := range []string{"中试基地", "郁垒", "反应釜"} {
			if strings.Contains(read(login), word) {
				t.Errorf("%s reads %s", login, word)
			}
		}
	}
}
