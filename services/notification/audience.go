package notification

import (
	"fmt"
	"slices"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/review"
	"yanlu/services/review/meeting"
)

// Audience says who is told of an event: turn are the roles that may now have to
// act, know are told for their information.
//
//	the state changed          its Turn acts; the principal investigator knows
//	the system kept the state  a reminder or a warning: its Turn acts
//	a person kept the state    the principal investigator knows, unless it is review work
//	an appeal was filed        whoever may answer it acts
//	a recommendation is late   the officer knows
//	a reserve was invited      the agency knows
//	reserves have run out      the agency acts, the officer knows
//	a hand-over is overdue     the agency acts, officer and director know
//	the officer acted on a commission: the agency knows
//	the result is told             the institution knows, too: opinions can be read now
//	any event of a review      the reviewer and the agency only
//	a need moved               the demand owner knows
//	co-writers were named      they know
//	a slot was given, moved, answered or taken back: principal investigator and institution know
//	a slot was confirmed           the agency knows; another time was asked for: the agency acts
//	a meeting was called       its members know (see meetingAudience)
//	a contact was recorded     discipline acts; its writer knows once it was dealt with (see lobbyAudience)
//
// A call that is extended, cancelled or about to close is also told to whoever is
// writing an application in it (see concernsWriters).
func Audience(e docket.Event) (turn, know []lifecycle.Role) {
	law := lifecycle.Of(e.Machine)
	if law == nil {
		return nil, nil
	}
	standing, _ := law.Standing(e.Target)
	moved := e.Source != e.Target
	switch {
	case e.Machine == lifecycle.ReviewMachine:
		return only(standing.Turn, lifecycle.Reviewer, lifecycle.Agency), reviewKnow(e)
	case e.Event == "invite_reserve":
		return nil, []lifecycle.Role{lifecycle.Agency}
	case e.Event == "escalate_review":
		return standing.Turn, []lifecycle.Role{lifecycle.Officer}
	case e.Event == "run_overdue":
		return standing.Turn, []lifecycle.Role{lifecycle.Officer, lifecycle.Director}
	case e.Machine == lifecycle.MeetingMachine:
		return meetingAudience(e, standing.Turn)
	case slices.Contains(slotEvents, e.Event):
		return nil, []lifecycle.Role{lifecycle.PI, lifecycle.Institution}
	case e.Event == "confirm_slot":
		return nil, []lifecycle.Role{lifecycle.Agency}
	case e.Event == "ask_slot":
		return []lifecycle.Role{lifecycle.Agency}, nil
	case e.Machine == lifecycle.LobbyMachine:
		return lobbyAudience(e, standing.Turn)
	case e.Event == "file_appeal":
		return answers(law, e.Target), nil
	case moved || e.Role == lifecycle.System:
		turn = standing.Turn
	}
	if e.Machine == lifecycle.ProjectMachine && (moved || (e.Role != lifecycle.System && e.Target != lifecycle.UnderReview)) {
		know = append(know, lifecycle.PI)
	}
	if e.Machine == lifecycle.CommissionMachine && e.Role == lifecycle.Officer {
		know = append(know, lifecycle.Agency)
	}
	if fedBack(e) {
		know = append(know, lifecycle.Institution)
	}
	if e.Machine == lifecycle.NeedMachine && moved {
		know = append(know, lifecycle.Demander)
	}
	if e.Event == "name_writers" {
		return nil, []lifecycle.Role{lifecycle.Writer}
	}
	if e.Event == "escalate_recommendation" {
		know = append(know, lifecycle.Officer)
	}
	return turn, know
}

// slotEvents are what a meeting decides about an applicant's slot.
var slotEvents = []lifecycle.Event{"place_slot", "answer_slot", "drop_slot"}

// fedBack: the applicant is told the result, and may read the opinions from now on (rev.feedback_to_applicant).
func fedBack(e docket.Event) bool {
	return e.Machine == lifecycle.ProjectMachine && review.FedBack(e.Source, e.Target)
}

// meetingAudience: the members hear when and where they are wanted and that it is over; what happens in session they see.
func meetingAudience(e docket.Event, turns []lifecycle.Role) (turn, know []lifecycle.Role) {
	moved := e.Source != e.Target
	if moved || e.Role == lifecycle.System {
		turn = turns
	}
	switch {
	case e.Event == "escalate_minutes":
		know = []lifecycle.Role{lifecycle.Officer}
	case moved || e.Role == lifecycle.System || e.Event == "revise_meeting":
		know = []lifecycle.Role{lifecycle.Reviewer}
	case e.Event == "recuse_item":
		know = []lifecycle.Role{lifecycle.Agency}
	}
	return turn, know
}

// lobbyAudience: nobody but discipline and the writer ever hears of a recorded contact.
func lobbyAudience(e docket.Event, turns []lifecycle.Role) (turn, know []lifecycle.Role) {
	switch {
	case e.Role != lifecycle.Discipline:
		return turns, nil
	case e.Source != e.Target:
		return nil, []lifecycle.Role{lifecycle.Reviewer} // whoever wrote it, in whatever role
	}
	return nil, nil
}

// reviewKnow: the reviewer hears of what others did to the review, the agency of every end.
func reviewKnow(e docket.Event) []lifecycle.Role {
	switch {
	case e.Event == "extend_review":
		return []lifecycle.Role{lifecycle.Reviewer}
	case e.Source == e.Target:
		return nil
	}
	return []lifecycle.Role{lifecycle.Reviewer, lifecycle.Agency}
}

func only(roles []lifecycle.Role, allowed ...lifecycle.Role) []lifecycle.Role {
	var out []lifecycle.Role
	for _, r := range roles {
		if slices.Contains(allowed, r) {
			out = append(out, r)
		}
	}
	return out
}

func answers(law *lifecycle.Law, s lifecycle.State) []lifecycle.Role {
	var out []lifecycle.Role
	for _, t := range law.From(s) {
		if t.Event == "appeal_upheld" || t.Event == "appeal_dismissed" {
			out = append(out, t.Actors...)
		}
	}
	return out
}

// Sentence is what a person reads. It names no person. A review is told without
// its application's title: what it is about is shown after the declaration.
func Sentence(e docket.Event, r *docket.Record, turn bool) (zh, en string) {
	law := lifecycle.Of(e.Machine)
	label := law.Labels[e.Event]
	standing, _ := law.Standing(e.Target)
	zhName, enName := fmt.Sprintf("%s《%s》", law.Zh, r.Parties().Title), fmt.Sprintf("%s “%s”", law.En, r.Parties().Title)
	if e.Machine == lifecycle.ReviewMachine {
		zhName, enName = "评审任务", "A review"
	}
	zh = fmt.Sprintf("%s：%s，当前状态为“%s”", zhName, label.Zh, standing.Zh)
	en = fmt.Sprintf("%s: %s. It is now “%s”.", enName, label.En, standing.En)
	zhMore, enMore := opinions(e, r)
	switch e.Event {
	case "extend_review":
		zhMore, enMore = moreTime(r)
	case "quorum_reached":
		zhMore, enMore = farApart(r)
	case "place_slot", "answer_slot", "drop_slot":
		zhMore, enMore = slot(e, r)
	}
	if turn {
		return zh + "，请您办理。" + zhMore, en + " It waits for you." + enMore
	}
	return zh + "。" + zhMore, en + enMore
}

// slot tells an applicant its own slot as it is now, and nothing of anybody else's.
func slot(e docket.Event, r *docket.Record) (zh, en string) {
	var h meeting.Hearing
	if r.Section("hearing", &h) != nil || h.At == nil {
		return "", ""
	}
	what, whatEn := "答辩", "interview"
	if h.Mode == meeting.Survey {
		what, whatEn = "现场考察", "survey"
	}
	if !h.Live() {
		return "原定的" + what + "安排已取消。", " The " + whatEn + " does not take place as it was planned."
	}
	switch {
	case e.Event != "answer_slot":
	case h.Answer == meeting.Refused:
		zh, en = "改期申请未获同意，理由："+h.AnswerWhy+"。", " Your wish for another time was refused: "+h.AnswerWhy+"."
	default:
		zh, en = "改期申请已同意。", " Your wish for another time was granted."
	}
	at := h.At.In(policy.Shanghai).Format("2006-01-02 15:04")
	return zh + fmt.Sprintf("%s时间：%s，%d分钟；地点：%s。", what, at, h.Minutes, h.Place), en + fmt.Sprintf(" Your %s: %s, %d minutes; %s.", whatEn, at, h.Minutes, h.Place)
}

// farApart asks the agency to do something about scores that lie far apart.
func farApart(r *docket.Record) (zh, en string) {
	var o review.Outcome
	if r.Section("review", &o) != nil || !o.Dispersed {
		return "", ""
	}
	return "各专家评分分歧较大，请组长说明，或增邀两名专家。", " The scores lie far apart: ask the chair, or invite two more reviewers."
}

// moreTime names the new time of a review.
func moreTime(r *docket.Record) (zh, en string) {
	var w review.Work
	if r.Section("review", &w) != nil || w.Due == nil {
		return "", ""
	}
	until := w.Due.In(policy.Shanghai).Format("2006-01-02 15:04")
	return "新期限：" + until + "。", " It is due by " + until + "."
}

// opinions says what can be read of the review from this event on: the opinions
// without names once the result is told, the comments alone while they may be answered.
func opinions(e docket.Event, r *docket.Record) (zh, en string) {
	var o review.Outcome
	if e.Machine != lifecycle.ProjectMachine || r.Section("review", &o) != nil || o.ClosedAt == nil {
		return "", ""
	}
	switch {
	case fedBack(e):
		return "不具名的评审意见已可查阅。", " The opinions of the review can be read now, without names."
	case e.Event == "close_review" && o.RebutUntil != nil:
		until := o.RebutUntil.In(policy.Shanghai).Format("2006-01-02 15:04")
		return "申请人可查阅不具名评语，并在" + until + "前申辩一次。", " The applicant may read the comments and answer them once until " + until + "."
	}
	return "", ""
}
