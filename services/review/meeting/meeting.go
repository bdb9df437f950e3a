// Package meeting holds the types and pure rules of a panel meeting: who sits,
// what is on the agenda, who stepped aside, what was noted and found, how the
// applications stand in order, and who may read which of it.
//
// It guarantees that whoever stepped aside from an item reads nothing of it but
// that it exists, and that no figure here replaces the statutory aggregate. It
// refuses to know storage, transport and the clock.
package meeting

import (
	"fmt"
	"slices"
	"time"

	"yanlu/services/platform/problem"
)

// Modes of a meeting.
var Modes = []string{"remote", "panel", "interview", "survey"}

// Presences of a member.
var Presences = []string{"present", "remote", "absent"}

// Convened is the section “meeting”: what was called, and its clocks.
type Convened struct {
	Mode    string     `json:"mode,omitempty"`
	At      *time.Time `json:"at,omitempty"`
	Place   string     `json:"place,omitempty"`
	Chair   string     `json:"chair,omitempty"`
	Members []string   `json:"members,omitempty"` // people, in the order of their seats
	Agenda  []string   `json:"agenda,omitempty"`  // applications, in the order they are taken
	Current string     `json:"current,omitempty"` // the application under discussion

	RemindAt   *time.Time `json:"remind_at,omitempty"`
	MinutesDue *time.Time `json:"minutes_due,omitempty"` // rev.meeting.minutes_wd
	OverdueAt  *time.Time `json:"overdue_at,omitempty"`
	OpenedAt   *time.Time `json:"opened_at,omitempty"`
	Reason     string     `json:"reason,omitempty"` // of the cancellation
}

// Proceedings is the section “proceedings”: what happened, by application and person.
type Proceedings struct {
	Presence     map[string]string             `json:"presence,omitempty"`   // by person
	Recusals     map[string]map[string]Recusal `json:"recusals,omitempty"`   // by application and person
	Taken        map[string]time.Time          `json:"taken,omitempty"`      // when an application was first taken
	Notes        map[string]map[string]Note    `json:"notes,omitempty"`      // by application and author
	Attendance   map[string]Attendance         `json:"attendance,omitempty"` // of the applicants, by application
	Findings     map[string]map[int]Findings   `json:"findings,omitempty"`   // of a survey, by application and version, from 1
	Consensus    map[string]Consensus          `json:"consensus,omitempty"`
	Order        []string                      `json:"order,omitempty"` // applications, best first
	OrderVersion int                           `json:"order_version,omitempty"`
	Minutes      string                        `json:"minutes,omitempty"`
	Report       string                        `json:"report,omitempty"`
	SignedAt     *time.Time                    `json:"signed_at,omitempty"`
}

// Recusal is why a member keeps out of an item. Found: by the rules, not by the member.
type Recusal struct {
	Ground string    `json:"ground"`
	At     time.Time `json:"at"`
	Found  bool      `json:"found,omitempty"`
}

// Note is what one person wrote down about an item.
type Note struct {
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// Consensus is the score the panel agreed on, recorded beside the individual
// ones. Score is a decimal in score points.
type Consensus struct {
	Score  string    `json:"score"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// ConsensusRule is the rule rev.consensus.
type ConsensusRule struct {
	Counts bool `json:"counts"` // the consensus becomes the statutory figure when the round is closed
}

// Recused says whether a person stepped aside from an item.
func (p Proceedings) Recused(item, person string) bool {
	_, ok := p.Recusals[item][person]
	return ok
}

// Seat names the nth member (from 0) without saying who it is.
func Seat(n int) string { return fmt.Sprintf("委员%d", n+1) }

// On refuses an application that is not on the agenda (NOT_ON_AGENDA).
func (c Convened) On(item string) error {
	if slices.Contains(c.Agenda, item) {
		return nil
	}
	return problem.New(problem.Invalid, "NOT_ON_AGENDA", "该项目不在本次评审会的议程中", "The application is not on the agenda of this meeting").
		At("item", "不在议程中", "not on the agenda")
}

// Member refuses a person who is not called to the meeting (NOT_A_MEMBER).
func (c Convened) Member(field, person string) error {
	if slices.Contains(c.Members, person) {
		return nil
	}
	return problem.New(problem.Invalid, "NOT_A_MEMBER", "该人员不是本次评审会的委员", "The person is not a member of this meeting").
		At(field, "不是委员", "not a member")
}

// Reorder checks a new order of the agenda against the version that was seen: it
// refuses what others have changed meanwhile (ORDER_STALE) and what is not every
// item once (ORDER_INCOMPLETE).
func (c Convened) Reorder(p Proceedings, order []string, seen int) error {
	if seen != p.OrderVersion {
		return problem.New(problem.Stale, "ORDER_STALE", "排序刚刚被他人调整过，请按最新排序再调整", "Somebody else has just changed the order; look again").
			With("seen", fmt.Sprint(seen), "current", fmt.Sprint(p.OrderVersion))
	}
	if !slices.Equal(slices.Sorted(slices.Values(order)), slices.Sorted(slices.Values(c.Agenda))) {
		return problem.New(problem.Invalid, "ORDER_INCOMPLETE", "排序须包含议程中的每一个项目，且各一次", "The order has to hold every item of the agenda once").
			At("order", "须含每个项目各一次", "every item once")
	}
	return nil
}
