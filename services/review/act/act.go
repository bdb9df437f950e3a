// Package act states what each event of a review requires and establishes: a
// panel is invited, declares, scores, and its round is closed or opened again.
//
// A gRPC handler and a workflow reach the same rule through the door. A review
// begins only beside an act on its application, and every act on a review locks
// the application first, so that a round is never closed while it changes.
package act

import (
	"context"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// The rules of the pack that set a review's clocks.
const (
	inviteSpan  = "rev.invite.reply_wd"
	opinionSpan = "rev.opinion_wd"
	remindSpan  = "rev.remind.before"
)

// Rules are the rules of review over the stored packs and the working-day calendar.
type Rules struct {
	Book *programmestore.Book
	Cal  *policy.Calendar

	PanelOpened PanelOpened // nil: no panel ever meets
}

// Register states every rule of reviews at the door.
func (r Rules) Register(d *docket.Door) {
	for e, rule := range map[lifecycle.Event]docket.Rule{"assign_review": r.assignReview, "invite_more": r.inviteMore, "invite_reserve": r.inviteReserve} {
		d.Register(lifecycle.ProjectMachine, e, rule, lockInvited)
	}
	for e, rule := range map[lifecycle.Event]docket.Rule{
		"expert_recused":     r.expertRecused,
		"panel_fails_quorum": r.panelFailsQuorum, "quorum_reached": r.quorumReached, "close_review": r.closeReview,
		"escalate_review": escalateReview, "recount": r.recount, "deliver_review": r.deliverReview,
		"rebut": r.rebut, "extend_opinions": r.extendOpinions,
	} {
		d.Register(lifecycle.ProjectMachine, e, rule, nil)
	}
	for e, rule := range map[lifecycle.Event]docket.Rule{
		lifecycle.Create: create, "accept_review": r.acceptReview, "decline_review": r.declineReview, "recuse": r.recuse,
		"remind_reviewer": remindReviewer, "lapse_review": nothing, "take_back": r.takeBack, "run_late": nothing,
		"invalidate": r.invalidate, "cancel_review": cancelReview, "extend_review": r.extendReview,
	} {
		d.Register(lifecycle.ReviewMachine, e, rule, lockProject)
	}
	for e, rule := range map[lifecycle.Event]docket.Rule{"score": r.score, "note_late": r.noteLate} {
		d.Register(lifecycle.ReviewMachine, e, rule, lockReviewer)
	}
}

// lockProject locks the application before its review: a round's reviews change one at a time.
func lockProject(*docket.Record) docket.LockSet { return docket.LockSet{Parent: true} }

// lockReviewer locks the reviewer too, whose opinions of the day are counted: two
// submitted at once are counted one after the other.
func lockReviewer(r *docket.Record) docket.LockSet {
	return docket.LockSet{People: []string{r.Parties().Reviewer}, Parent: true}
}

// lockInvited locks whoever may be invited, as the pool of experts does before it
// suspends or removes one: of the two the second sees what the first has done.
func lockInvited(r *docket.Record) docket.LockSet {
	return docket.LockSet{Named: func(ctx context.Context, q docket.Querier, c docket.Command) ([]string, error) {
		switch in := c.Input.(type) {
		case AssignReview:
			return in.Reviewers, nil
		case InviteMore:
			return in.Reviewers, nil
		}
		return plannedReserves(ctx, q, r)
	}}
}

// nothing is the rule of an event that establishes no more than itself.
func nothing(context.Context, *docket.Act) error { return nil }

// Agenda lists what the system does for an application under review and for a review.
// Parent is the call of the one and the application of the other.
func Agenda(ctx context.Context, q docket.Querier, r, parent *docket.Record) ([]docket.Due, error) {
	switch {
	case r.Machine == lifecycle.ProjectMachine && r.State == lifecycle.UnderReview:
		return projectAgenda(ctx, q, r)
	case r.Machine == lifecycle.ReviewMachine && review.Open(r.State):
		return reviewAgenda(r, parent)
	}
	return nil, nil
}

// projectAgenda: a lost seat is filled from the reserves of the plan, or people
// are told that none is left; the quorum is established as soon as every invited
// review is in or gone, and again when one of them moved afterwards.
func projectAgenda(ctx context.Context, q docket.Querier, r *docket.Record) ([]docket.Due, error) {
	var o review.Outcome
	if err := r.Section("review", &o); err != nil {
		return nil, err
	}
	all, err := store.Reviews(ctx, q, r.ID)
	if err != nil {
		return nil, err
	}
	items := store.OfRound(all, o.Round)
	if len(items) == 0 {
		return nil, nil
	}
	due, err := seatAgenda(ctx, q, r, o, items)
	if err != nil || count(items, review.Open) > 0 {
		return due, err
	}
	last := lastMove(items)
	if o.QuorumAt != nil && !last.After(*o.QuorumAt) {
		return due, nil
	}
	return append(due, docket.Due{Event: "quorum_reached", At: last, Rule: "rev.score.aggregate"}), nil
}

func lastMove(items []store.Item) time.Time {
	last := items[0].Record.Since
	for _, i := range items {
		if i.Record.Since.After(last) {
			last = i.Record.Since
		}
	}
	return last
}

// reviewAgenda reads the deadlines that the invitation stated.
func reviewAgenda(r, project *docket.Record) ([]docket.Due, error) {
	var w review.Work
	if err := r.Section("review", &w); err != nil {
		return nil, err
	}
	if over, since := gone(w, project); over != "" {
		return []docket.Due{{Event: "cancel_review", At: since, Rule: over}}, nil
	}
	var due []docket.Due
	add := func(e lifecycle.Event, at *time.Time, rule string) {
		if at != nil {
			due = append(due, docket.Due{Event: e, At: *at, Rule: rule})
		}
	}
	add("remind_reviewer", w.RemindAt, remindSpan)
	if r.State == lifecycle.ReviewInvited {
		add("lapse_review", w.InviteDue, inviteSpan)
	} else {
		add("run_late", w.Due, "rev.late")
	}
	return due, nil
}

// gone says why an open review has nothing left to judge, and since when; "" while it has.
func gone(w review.Work, project *docket.Record) (string, time.Time) {
	var o review.Outcome
	if project == nil || project.Section("review", &o) != nil {
		return "", time.Time{}
	}
	if project.State != lifecycle.UnderReview {
		return "project/" + string(project.State), project.Since
	}
	if o.Round != w.Round {
		return "project/panel_fails_quorum", project.Since
	}
	return "", time.Time{}
}

func count(items []store.Item, in func(lifecycle.State) bool) int {
	n := 0
	for _, i := range items {
		if in(i.Record.State) {
			n++
		}
	}
	return n
}

func scored(s lifecycle.State) bool { return s == lifecycle.ReviewScored }
