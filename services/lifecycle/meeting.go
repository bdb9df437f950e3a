package lifecycle

// MeetingMachine is the life of a panel meeting: 评审会. Its parent is the call.
const MeetingMachine Machine = "meeting"

// States of a meeting.
const (
	MeetingConvened  State = "CONVENED"
	MeetingOpen      State = "OPEN"
	MeetingMinuted   State = "MINUTED"
	MeetingCancelled State = "CANCELLED"
)

var meetingLive = []State{MeetingConvened, MeetingOpen}

// Meeting is the law of panel meetings.
var Meeting = Law{
	Machine: MeetingMachine, Zh: "评审会", En: "Panel meeting", Initial: MeetingConvened,
	Standings: []Standing{
		{MeetingConvened, "已召集", "Convened", false, by(Agency)},
		{MeetingOpen, "进行中", "In session", false, by(Agency, Chair)},
		{MeetingMinuted, "已签纪要", "Minutes signed", true, nil},
		{MeetingCancelled, "已取消", "Cancelled", true, nil},
	},
	Transitions: concat(
		[]Transition{{None, Create, MeetingConvened, by(Agency), Normal, "", "applications under review of the agency's call, their reviewers, one of them the chair"}},
		stay(meetingLive, "revise_meeting", by(Agency), Normal, "", "once open: time, place and chair only"),
		[]Transition{
			{MeetingConvened, "remind_meeting", MeetingConvened, by(System), Normal, "rev.meeting.remind", "before the meeting"},
			{MeetingConvened, "open_meeting", MeetingOpen, by(Agency), Normal, "", ""},
		},
		[]Transition{{MeetingConvened, "spread_slots", MeetingConvened, by(Agency), Normal, "", "interview or survey; no slot before now, no overlap"}},
		stay(meetingLive, "set_slot", by(Agency, Chair), Normal, "", "interview or survey; not before now, no overlap; not of an item one is recused from"),
		stay(meetingLive, "answer_wish", by(Agency), Normal, "", "the applicant asked; granted with another time, or refused with a reason"),
		stay(meetingLive, "mark_presence", by(Agency), Normal, "", ""),
		stay(meetingLive, "recuse_item", by(Reviewer), Exceptional, "rev.coi.grounds", "ground stated; hides the item from the member at once"),
		stay(meetingLive, "escalate_minutes", by(System), Exceptional, "rev.meeting.minutes_wd", "minutes not signed in time"),
		[]Transition{
			{MeetingOpen, "take_item", MeetingOpen, by(Agency, Chair), Normal, "", ""},
			{MeetingOpen, "mark_applicant", MeetingOpen, by(Agency, Chair), Normal, "", "interview or survey"},
			{MeetingOpen, "record_findings", MeetingOpen, by(Chair, Reviewer), Normal, "", "survey; of the version that was seen; not recused from the item"},
			{MeetingOpen, "note_item", MeetingOpen, by(Agency, Chair, Reviewer), Normal, "", "not recused from the item"},
			{MeetingOpen, "set_consensus", MeetingOpen, by(Chair), Normal, "rev.consensus", "every opinion is in; a reason; in a survey the findings first"},
			{MeetingOpen, "rank_items", MeetingOpen, by(Agency, Chair), Normal, "", "of the order that was seen; not by a chair who is recused from an item"},
			{MeetingOpen, "sign_minutes", MeetingMinuted, by(Chair), Normal, "rev.meeting.minutes_wd", "minutes and report; no recused member's score still counts"},
		},
		each(meetingLive, "cancel_meeting", MeetingCancelled, by(Agency), Exceptional, "", "reason"),
	),
	Labels: map[Event]Label{
		Create: {"召集评审会", "Convene"}, "revise_meeting": {"调整评审会", "Revise"}, "remind_meeting": {"会前提醒", "Remind"}, "open_meeting": {"开会", "Open"},
		"spread_slots": {"排定时间表", "Lay out the timetable"}, "set_slot": {"调整时段", "Change a slot"}, "answer_wish": {"答复改期申请", "Answer a wish for another time"},
		"mark_applicant": {"申报单位签到", "Mark the applicant"}, "record_findings": {"记录考察情况", "Record the findings"},
		"mark_presence": {"签到", "Mark presence"}, "recuse_item": {"申请回避", "Step aside"}, "escalate_minutes": {"纪要逾期未签", "Minutes overdue"},
		"take_item": {"进入议题", "Take an item"}, "note_item": {"讨论记录", "Note"}, "set_consensus": {"合议评分", "Set the consensus"},
		"rank_items": {"排序", "Rank"}, "sign_minutes": {"签署纪要", "Sign the minutes"}, "cancel_meeting": {"取消评审会", "Cancel"},
	},
}
