package act_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/notification"
	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/act"
)

// met calls a meeting in a mode, two days ahead, with all three applications.
func met(t *testing.T, mode string) *panel {
	t.Helper()
	p := scored(t)
	at := p.Door.Now().Add(48 * time.Hour)
	p.meeting = p.Do(agency, "", lifecycle.MeetingMachine, lifecycle.Create, act.Convene{Call: p.call, Chair: "person-" + chair, Mode: mode, At: &at, Place: "三楼会议室"}).Record.ID
	return p
}

// slotted is a meeting whose timetable is laid out: 20 minutes each, 10 between two.
func slotted(t *testing.T, mode string) *panel {
	t.Helper()
	p := met(t, mode)
	p.on(agency, "spread_slots", act.SpreadSlots{Spread: meeting.Spread{Minutes: 20, Gap: 10}, Come: "项目负责人", Bring: "答辩材料"})
	return p
}

func (p *panel) hearing(n int) meeting.Hearing {
	p.t.Helper()
	h, err := docket.SectionOf[meeting.Hearing](p.Get(p.apps[n]), "hearing")
	if err != nil {
		p.t.Fatal(err)
	}
	return h
}

// lead is who leads the nth application.
func (p *panel) lead(n int) string {
	return strings.TrimPrefix(p.Get(p.apps[n]).Parties().PI, "person-")
}

func (p *panel) byLead(n int, e lifecycle.Event, in any, reason string) {
	p.t.Helper()
	_, err := p.Try(p.lead(n), p.apps[n], lifecycle.ProjectMachine, e, in)
	if got := problem.ReasonOf(err); got != reason {
		p.t.Errorf("%s: %v, want %q", e, err, reason)
	}
}

func (p *panel) start() time.Time {
	p.t.Helper()
	c, err := docket.SectionOf[meeting.Convened](p.Get(p.meeting), "meeting")
	if err != nil {
		p.t.Fatal(err)
	}
	return *c.At
}

// lawless fails unless the law itself refuses the act.
func (p *panel) lawless(login string, e lifecycle.Event, in any) {
	p.t.Helper()
	_, err := p.Try(login, p.meeting, lifecycle.MeetingMachine, e, in)
	var refusal *lifecycle.Refusal
	if !errors.As(err, &refusal) {
		p.t.Errorf("%s by %s: %v", e, login, err)
	}
}

func TestATimetableIsProposedThenLaidOut(t *testing.T) {
	p := met(t, meeting.Interview)
	ask := &reviewv1.PreviewSlotsRequest{Docket: p.meeting, Minutes: 20, Gap: 10, BreakAfter: 2, BreakMinutes: 30}
	proposed, err := p.server.PreviewSlots(p.As(agency), ask)
	if err != nil || len(proposed.GetSlots()) != 3 || p.hearing(0).Live() {
		t.Fatalf("proposed %v, %v", proposed, err)
	}
	for _, login := range []string{chair, first, "linzhou", p.lead(0)} {
		if _, err := p.server.PreviewSlots(p.As(login), ask); problem.ReasonOf(err) != "NOT_FOUND" {
			t.Errorf("%s reads a proposal: %v", login, err)
		}
	}
	p.refused(agency, "open_meeting", docket.Note{}, "SLOTS_MISSING")
	p.on(agency, "spread_slots", act.SpreadSlots{Spread: meeting.Spread{Minutes: 20, Gap: 10, After: 2, Break: 30}})
	for n, s := range proposed.GetSlots() {
		if h := p.hearing(n); !h.Live() || !h.At.Equal(s.GetAt().AsTime()) || h.Minutes != 20 || h.Place != "三楼会议室" {
			t.Errorf("slot %d is %+v, proposed %v", n, h, s)
		}
	}
	p.refused(agency, "spread_slots", act.SpreadSlots{}, "SPREAD_UNLAWFUL")
	p.on(agency, "open_meeting", docket.Note{})
}

func TestASurveyIsAtTheHost(t *testing.T) {
	p := slotted(t, meeting.Survey)
	for n := range p.apps {
		var host string
		if err := p.Pool.QueryRow(t.Context(), "select o.name from docket d join organisation o on o.id = d.host_org where d.id = $1", p.apps[n]).Scan(&host); err != nil {
			t.Fatal(err)
		}
		if h := p.hearing(n); h.Place != host {
			t.Errorf("visited at %q, not at %s", h.Place, host)
		}
	}
}

func TestOnlyInterviewAndSurveyHaveSlots(t *testing.T) {
	p := met(t, "panel")
	p.refused(agency, "spread_slots", act.SpreadSlots{Spread: meeting.Spread{Minutes: 20}}, "NO_TIMETABLE")
	p.byLead(0, "confirm_slot", act.ConfirmSlot{Attending: "我"}, "NO_SLOT")
	for _, x := range dockrpc.Actions(p.Actor(p.lead(0)), p.Get(p.apps[0]), p.Get(p.call)) {
		if x.GetEvent() == "confirm_slot" || x.GetEvent() == "ask_slot" {
			t.Errorf("%s is offered where there is no slot", x.GetEvent())
		}
	}
	p.on(agency, "open_meeting", docket.Note{})
	p.refused(agency, "mark_applicant", act.MarkApplicant{Item: p.apps[0], Presence: "absent"}, "NO_TIMETABLE")
}

func TestOneSlotIsChanged(t *testing.T) {
	p := slotted(t, meeting.Interview)
	at := p.start()
	p.byLead(1, "confirm_slot", act.ConfirmSlot{Attending: "负责人和财务"}, "")
	into := at.Add(10 * time.Minute)
	p.refused(chair, "set_slot", act.SetSlot{Item: p.apps[1], At: &into}, "SLOT_OVERLAP")
	past := p.Door.Now().Add(-time.Hour)
	p.refused(agency, "set_slot", act.SetSlot{Item: p.apps[1], At: &past}, "SLOT_PASSED")
	p.on(agency, "set_slot", act.SetSlot{Item: p.apps[1], Bring: "样机"})
	if h := p.hearing(1); h.Bring != "样机" || h.ConfirmedAt == nil {
		t.Errorf("other things to bring took the confirmation: %+v", h)
	}
	later := at.Add(5 * time.Hour)
	p.on(chair, "set_slot", act.SetSlot{Item: p.apps[1], At: &later, Minutes: 40})
	if h := p.hearing(1); !h.At.Equal(later) || h.Minutes != 40 || h.ConfirmedAt != nil || h.Attending != "" {
		t.Errorf("the new time is %+v", h)
	}
	p.lawless(first, "set_slot", act.SetSlot{Item: p.apps[0], Minutes: 30})
}

// A chair who keeps out of one item moves no slot: what is free would tell where the hidden one is.
func TestARecusedChairMovesNoSlot(t *testing.T) {
	p := slotted(t, meeting.Interview)
	p.on(chair, "recuse_item", act.RecuseItem{Item: p.apps[0], Ground: "近三年合作"})
	p.refused(chair, "set_slot", act.SetSlot{Item: p.apps[1], Minutes: 30}, "SLOT_RECUSED")
	if i := p.see(chair).GetItems()[0]; i.GetSlot() != nil || !i.GetHidden() {
		t.Errorf("the chair reads %v", i)
	}
	if i := p.see(chair).GetItems()[1]; i.GetSlot() == nil {
		t.Error("the slot of another item is hidden, too")
	}
}

func TestAMovedMeetingMovesItsSlots(t *testing.T) {
	p := slotted(t, meeting.Interview)
	at := p.start()
	to := at.Add(26 * time.Hour)
	p.on(agency, "revise_meeting", act.Revise{At: &to})
	for n := range p.apps {
		if h := p.hearing(n); !h.At.Equal(to.Add(time.Duration(30*n) * time.Minute)) {
			t.Errorf("slot %d is at %s", n, h.At)
		}
	}
	p.on(agency, "revise_meeting", act.Revise{Agenda: p.apps[:2]})
	if h := p.hearing(2); h.Live() || h.Dropped != meeting.OffAgenda {
		t.Errorf("off the agenda: %+v", h)
	}
	p.on(agency, "revise_meeting", act.Revise{Mode: meeting.Survey})
	if h := p.hearing(1); !h.Live() || h.Mode != meeting.Survey {
		t.Errorf("in another mode: %+v", h)
	}
	p.on(agency, "revise_meeting", act.Revise{Mode: "panel"})
	if h := p.hearing(1); h.Live() || h.Dropped != meeting.ModeChanged {
		t.Errorf("in a panel: %+v", h)
	}
}

func TestACancelledMeetingTakesItsSlotsBack(t *testing.T) {
	p := slotted(t, meeting.Interview)
	p.on(agency, "cancel_meeting", docket.Reason{Reason: "组长陆致远临时不能到会"})
	for n := range p.apps {
		if h := p.hearing(n); h.Live() || h.Dropped != meeting.CalledOff {
			t.Errorf("%+v", h)
		}
	}
	for _, told := range p.told(p.apps[0], p.lead(0)) {
		if strings.Contains(told, "陆致远") {
			t.Errorf("the applicant is told %q", told)
		}
	}
	p.byLead(0, "ask_slot", act.AskSlot{Reason: "出差"}, "NO_SLOT")
}

// told are the notifications of a record's events to somebody, as they are delivered.
func (p *panel) told(subject, login string) []string {
	p.t.Helper()
	ctx := context.Background()
	for seq := int64(1); seq <= p.Get(subject).Seq; seq++ {
		if err := notification.Deliver(ctx, p.Pool, subject, seq); err != nil {
			p.t.Fatal(err)
		}
	}
	rows, err := p.Pool.Query(ctx, "select zh from notification where subject = $1 and person = $2 order by seq", subject, "person-"+login)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var zh string
		if err := rows.Scan(&zh); err != nil {
			p.t.Fatal(err)
		}
		out = append(out, zh)
	}
	return out
}

func TestTheApplicantIsToldItsOwnSlotOnly(t *testing.T) {
	p := slotted(t, meeting.Interview)
	last := func(login string) string {
		list := p.told(p.apps[1], login)
		return list[len(list)-1]
	}
	own := p.hearing(1).At.In(time.FixedZone("", 8*3600)).Format("2006-01-02 15:04")
	other := p.hearing(0).At.In(time.FixedZone("", 8*3600)).Format("15:04")
	if told := last(p.lead(1)); !strings.Contains(told, own) || !strings.Contains(told, "三楼会议室") || strings.Contains(told, other) {
		t.Errorf("told %q", told)
	}
	var institution string
	if err := p.Pool.QueryRow(t.Context(), "select person from role_grant where role = 'institution' and organisation = $1 limit 1", p.Get(p.apps[1]).Parties().HostOrg).Scan(&institution); err != nil {
		t.Fatal(err)
	}
	if told := last(strings.TrimPrefix(institution, "person-")); !strings.Contains(told, own) {
		t.Errorf("the institution is told %q", told)
	}
	project, call := p.Get(p.apps[1]), p.Get(p.call)
	shown := dockrpc.Project(dockrpc.Standing(p.Actor(p.lead(1)), project, call), project, call, project.Facts)
	slot, _ := shown["hearing"].(map[string]any)
	if slot["at"] == nil || slot["meeting"] != nil {
		t.Errorf("the applicant reads %v", slot)
	}
	if dockrpc.MaySee(p.Actor(p.lead(1)), p.Get(p.meeting), call) {
		t.Error("the applicant sees the meeting")
	}
}

func TestAnotherTimeIsAskedForOnce(t *testing.T) {
	p := slotted(t, meeting.Interview)
	at := p.start()
	p.refused(agency, "answer_wish", act.AnswerWish{Item: p.apps[0], Granted: true, At: &at}, "NO_WISH")
	p.byLead(0, "ask_slot", act.AskSlot{}, "FIELD_REQUIRED")
	p.byLead(0, "ask_slot", act.AskSlot{Reason: "当天在外地参加验收"}, "")
	p.byLead(0, "ask_slot", act.AskSlot{Reason: "再改一次"}, "ASKED_ALREADY")
	p.byLead(1, "ask_slot", act.AskSlot{Reason: "想晚一点"}, "")
	if slot := p.see(agency).GetItems()[0].GetSlot(); slot.GetAskedWhy() != "当天在外地参加验收" {
		t.Errorf("the agency reads %v", slot)
	}
	taken := at.Add(30 * time.Minute)
	p.refused(agency, "answer_wish", act.AnswerWish{Item: p.apps[0], Granted: true, At: &taken}, "SLOT_OVERLAP")
	p.refused(agency, "answer_wish", act.AnswerWish{Item: p.apps[1]}, "FIELD_REQUIRED")
	free := at.Add(3 * time.Hour)
	p.on(agency, "answer_wish", act.AnswerWish{Item: p.apps[0], Granted: true, At: &free})
	p.on(agency, "answer_wish", act.AnswerWish{Item: p.apps[1], Reason: "当天只有这一时段"})
	if h := p.hearing(0); h.Answer != meeting.Granted || !h.At.Equal(free) {
		t.Errorf("granted: %+v", h)
	}
	if h := p.hearing(1); h.Answer != meeting.Refused || !h.At.Equal(taken) {
		t.Errorf("refused: %+v", h)
	}
	list := p.told(p.apps[1], p.lead(1))
	if !strings.Contains(list[len(list)-1], "当天只有这一时段") {
		t.Errorf("told %q", list)
	}
	p.byLead(0, "ask_slot", act.AskSlot{Reason: "再改一次"}, "ASKED_ALREADY")
	p.At(free)
	p.byLead(0, "confirm_slot", act.ConfirmSlot{Attending: "我"}, "SLOT_BEGUN")
}

func TestNobodyIsInTwoMeetings(t *testing.T) {
	p := slotted(t, meeting.Interview)
	at := p.start().Add(time.Hour)
	one := p.meeting
	p.meeting = p.Do(agency, "", lifecycle.MeetingMachine, lifecycle.Create, act.Convene{Call: p.call, Chair: "person-" + chair, Mode: meeting.Survey, At: &at, Place: "园区"}).Record.ID
	p.refused(agency, "spread_slots", act.SpreadSlots{Spread: meeting.Spread{Minutes: 30}}, "SLOT_ELSEWHERE")
	p.Do(agency, one, lifecycle.MeetingMachine, "cancel_meeting", docket.Reason{Reason: "改为现场考察"})
	p.on(agency, "spread_slots", act.SpreadSlots{Spread: meeting.Spread{Minutes: 30}})
	if h := p.hearing(0); !h.Of(p.meeting) || h.Dropped != "" {
		t.Errorf("the slot is %+v", h)
	}
}

func found(p *panel, n, version int) act.RecordFindings {
	now := p.Door.Now()
	return act.RecordFindings{Item: p.apps[n], Version: version, Visited: &now, Place: "一号厂房", Met: "负责人、财务负责人", Equipment: "设备到位", Funds: "自筹资金已到账", Conclusion: "与申报材料一致"}
}

func TestASurveyRecordsWhatWasFound(t *testing.T) {
	p := slotted(t, meeting.Survey)
	p.on(agency, "open_meeting", docket.Note{})
	p.everybodyCame()
	p.refused(chair, "set_consensus", act.SetConsensus{Item: p.apps[2], Score: "80", Reason: "一致"}, "FINDINGS_MISSING")
	p.refused(last, "record_findings", act.RecordFindings{Item: p.apps[2]}, "FINDINGS_INCOMPLETE")
	p.on(last, "record_findings", found(p, 2, 0))
	p.refused(shared, "record_findings", found(p, 2, 0), "FINDINGS_STALE")
	p.on(chair, "record_findings", found(p, 2, 1))
	p.lawless(agency, "record_findings", found(p, 2, 2))
	unknown := found(p, 2, 2)
	unknown.Files = []string{"no-such-file"}
	p.refused(chair, "record_findings", unknown, "FILE_UNKNOWN")
	versions := p.see(shared).GetItems()[2].GetFindings()
	if len(versions) != 2 || versions[0].GetSeat() == versions[1].GetSeat() || versions[1].GetMet() == "" {
		t.Errorf("a member reads %v", versions)
	}
	if len(p.see("linzhou").GetItems()[2].GetFindings()) > 0 {
		t.Error("the bureau reads findings before the hand-over")
	}
	p.on(shared, "recuse_item", act.RecuseItem{Item: p.apps[2], Ground: "近三年合作"})
	p.refused(shared, "record_findings", found(p, 2, 2), "ITEM_RECUSED")
	if i := p.see(shared).GetItems()[2]; len(i.GetFindings()) > 0 || i.GetAttendance() != nil {
		t.Errorf("who stepped aside reads %v", i)
	}
	p.on(chair, "set_consensus", act.SetConsensus{Item: p.apps[2], Score: "80", Reason: "一致"})
}

func TestMinutesSayWhoOfTheApplicantsCame(t *testing.T) {
	p := slotted(t, meeting.Survey)
	p.on(agency, "open_meeting", docket.Note{})
	p.everybodyCame()
	sign := act.SignMinutes{Minutes: "考察了三个项目", Report: "建议支持"}
	p.refused(chair, "sign_minutes", sign, "APPLICANT_UNMARKED")
	p.refused(agency, "mark_applicant", act.MarkApplicant{Item: p.apps[0], Presence: "came"}, "FIELD_REQUIRED")
	p.on(agency, "mark_applicant", act.MarkApplicant{Item: p.apps[0], Presence: "late", By: "负责人"})
	p.on(chair, "mark_applicant", act.MarkApplicant{Item: p.apps[0], Presence: "absent", By: "负责人"})
	p.on(chair, "mark_applicant", act.MarkApplicant{Item: p.apps[1], Presence: "came", By: "负责人"})
	p.on(agency, "mark_applicant", act.MarkApplicant{Item: p.apps[2], Presence: "late", By: "财务"})
	p.refused(chair, "sign_minutes", sign, "FINDINGS_MISSING")
	p.on(chair, "record_findings", found(p, 1, 0))
	p.on(last, "record_findings", found(p, 2, 0))
	p.on(chair, "sign_minutes", sign) // nobody was met at the first applicant's, so nothing was found there
	item := p.see(shared).GetItems()[0]
	if came := item.GetAttendance(); came.GetPresence() != "absent" || came.GetBy() != "" {
		t.Errorf("signed with %v", came)
	}
	signed := p.see(last).GetItems()[2]
	if len(signed.GetFindings()) != 1 || !signed.GetFindings()[0].GetMine() || signed.GetSlot().GetMinutes() != 20 {
		t.Errorf("signed with %v", signed)
	}
	var content string
	if err := p.Pool.QueryRow(t.Context(), "select content from snapshot where subject = $1", p.meeting).Scan(&content); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(content, "一号厂房") || slices.ContainsFunc([]string{chair, last}, func(login string) bool { return strings.Contains(content, "person-"+login) }) {
		t.Error("the signed minutes hold no findings, or name a person")
	}
}
