package lifecycle

// CallMachine is the life of a call round: 批次/指南.
const CallMachine Machine = "call"

// States of a call.
const (
	CallDrafting   State = "DRAFTING"
	CallConsulting State = "CONSULTING"
	CallApproved   State = "APPROVED"
	CallPublished  State = "PUBLISHED"
	CallOpen       State = "OPEN"
	CallClosed     State = "CLOSED"
	CallInReview   State = "IN_REVIEW"
	CallDecided    State = "DECIDED"
	CallArchived   State = "ARCHIVED"
	CallCancelled  State = "CANCELLED"
)

var callLive = []State{CallDrafting, CallConsulting, CallApproved, CallPublished, CallOpen}

// Call is the law of calls.
var Call = Law{
	Machine: CallMachine, Zh: "申报批次", En: "Call round", Initial: CallDrafting,
	Standings: []Standing{
		{CallDrafting, "编制", "Drafting", false, by(Officer)},
		{CallConsulting, "征求意见", "Consultation", false, by(Director)},
		{CallApproved, "审定", "Approved", false, by(Officer)},
		{CallPublished, "已发布", "Published", false, by(System)},
		{CallOpen, "受理中", "Open", false, by(System)},
		{CallClosed, "受理截止", "Closed", false, by(Officer)},
		{CallInReview, "评审中", "In review", false, by(Director)},
		{CallDecided, "已立项", "Decided", false, by(Officer)},
		{CallArchived, "归档", "Archived", true, nil},
		{CallCancelled, "取消", "Cancelled", true, nil},
	},
	Transitions: append([]Transition{
		{None, Create, CallDrafting, by(Officer), Normal, "", "from a template and a rule pack"},
		{CallDrafting, "revise", CallDrafting, by(Officer), Normal, "", ""},
		{CallDrafting, "consult", CallConsulting, by(Officer), Normal, "call.publicity.draft_guideline_days", "envelope and organisation mode set"},
		{CallConsulting, "approve_call", CallApproved, by(Director), Normal, "call.publicity.draft_guideline_days", "comments answered"},
		{CallApproved, "publish", CallPublished, by(Officer), Normal, "call.window.min_days", "rule pack frozen"},
		{CallPublished, "open", CallOpen, by(System), Normal, "", "opening time"},
		{CallOpen, "extend", CallOpen, by(Director), Exceptional, "", "notice to all drafts; once"},
		{CallOpen, "remind_drafts", CallOpen, by(System), Normal, "", "before the close"},
		{CallOpen, "close", CallClosed, by(System), Normal, "call.window.min_days", "closing time (Asia/Shanghai)"},
		{CallClosed, "start_review", CallInReview, by(Officer), Normal, "rev.agency.separation", "agency commissioned"},
		{CallInReview, "decide", CallDecided, by(Director), Normal, "", "all proposals decided"},
		{CallDecided, "archive_call", CallArchived, by(Officer), Normal, "", "all agreements signed or forfeited"},
	}, each(callLive, "cancel", CallCancelled, by(Director), Exceptional, "", "reason; needs return to the pool")...),
	Labels: map[Event]Label{
		Create: {"编制批次", "Draft the call"}, "revise": {"修改批次", "Revise"}, "consult": {"征求意见", "Open consultation"}, "approve_call": {"审定", "Approve"},
		"publish": {"发布", "Publish"}, "open": {"开始受理", "Open"}, "extend": {"延长受理", "Extend for all"},
		"remind_drafts": {"截止提醒", "Remind drafts"}, "close": {"受理截止", "Close"}, "start_review": {"委托评审", "Commission the review"},
		"decide": {"批次办结", "Decide"}, "archive_call": {"归档", "Archive"}, "cancel": {"取消批次", "Cancel"},
	},
}
