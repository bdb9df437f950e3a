package lifecycle

// ReviewMachine is the life of one reviewer's work on one application.
const ReviewMachine Machine = "review"

// States of a review.
const (
	ReviewInvited     State = "INVITED"
	ReviewAccepted    State = "ACCEPTED"
	ReviewScored      State = "SCORED"
	ReviewLate        State = "LATE"
	ReviewDeclined    State = "DECLINED"
	ReviewRecused     State = "RECUSED"
	ReviewLapsed      State = "LAPSED"
	ReviewInvalidated State = "INVALIDATED"
	ReviewCancelled   State = "CANCELLED"
)

// Review is the law of reviews.
var Review = Law{
	Machine: ReviewMachine, Zh: "专家评审", En: "Review", Initial: ReviewInvited,
	Standings: []Standing{
		{ReviewInvited, "已邀请", "Invited", false, by(Reviewer)},
		{ReviewAccepted, "评审中", "Accepted", false, by(Reviewer)},
		{ReviewScored, "已评分", "Scored", false, by(Agency)},
		{ReviewLate, "逾期", "Late", true, nil},
		{ReviewDeclined, "已谢绝", "Declined", true, nil},
		{ReviewRecused, "回避", "Recused", true, nil},
		{ReviewLapsed, "邀请失效", "Invitation lapsed", true, nil},
		{ReviewInvalidated, "评分作废", "Invalidated", true, nil},
		{ReviewCancelled, "已取消", "Cancelled", true, nil},
	},
	Transitions: []Transition{
		{None, Create, ReviewInvited, by(Agency, System), Normal, "rev.panel.size", "no recorded conflict; the system calls reserves"},
		{ReviewInvited, "accept_review", ReviewAccepted, by(Reviewer), Normal, "rev.declaration_before_access", "conflict and confidentiality declared; screened again"},
		{ReviewInvited, "decline_review", ReviewDeclined, by(Reviewer), Exceptional, "", "one of three reasons"},
		{ReviewInvited, "recuse", ReviewRecused, by(Reviewer, Agency), Exceptional, "rev.coi.grounds", "ground stated"},
		{ReviewAccepted, "recuse", ReviewRecused, by(Reviewer, Agency), Exceptional, "rev.coi.grounds", "ground stated"},
		{ReviewInvited, "remind_reviewer", ReviewInvited, by(System), Normal, "", ""},
		{ReviewAccepted, "remind_reviewer", ReviewAccepted, by(System), Normal, "", ""},
		{ReviewInvited, "extend_review", ReviewInvited, by(Agency), Exceptional, "rev.late", "reason; not past the hand-over"},
		{ReviewAccepted, "extend_review", ReviewAccepted, by(Agency), Exceptional, "rev.late", "reason; not past the hand-over"},
		{ReviewInvited, "lapse_review", ReviewLapsed, by(System), Exceptional, "", "invitation unanswered"},
		{ReviewAccepted, "score", ReviewScored, by(Reviewer), Normal, "rev.score.range", "every criterion scored"},
		{ReviewScored, "take_back", ReviewAccepted, by(Reviewer), Exceptional, "rev.score.range", "before the due time and the panel meeting; the opinion is kept and becomes the draft"},
		{ReviewAccepted, "run_late", ReviewLate, by(System), Exceptional, "rev.late", ""},
		{ReviewLate, "note_late", ReviewLate, by(Reviewer), Exceptional, "rev.late", "kept as a note, never counted"},
		{ReviewScored, "invalidate", ReviewInvalidated, by(Agency), Exceptional, "rev.coi.after_discovery", "reason; the score is kept"},
		{ReviewInvited, "cancel_review", ReviewCancelled, by(Agency, System), Exceptional, "", "review closed or application gone"},
		{ReviewAccepted, "cancel_review", ReviewCancelled, by(Agency, System), Exceptional, "", "review closed or application gone"},
	},
	Labels: map[Event]Label{
		Create: {"邀请专家", "Invite"}, "accept_review": {"接受评审", "Accept"}, "decline_review": {"谢绝评审", "Decline"},
		"recuse": {"回避", "Recuse"}, "remind_reviewer": {"提醒", "Remind"}, "lapse_review": {"邀请失效", "Lapse"}, "extend_review": {"延长期限", "Extend"},
		"score": {"提交评分", "Submit the score"}, "take_back": {"撤回评分", "Take the score back"}, "run_late": {"评审逾期", "Run late"}, "note_late": {"补记逾期意见", "Add a late note"},
		"invalidate": {"评分作废", "Invalidate"}, "cancel_review": {"取消评审", "Cancel"},
	},
}
