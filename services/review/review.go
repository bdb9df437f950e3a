// Package review holds the types and pure rules of peer review: who may sit on a
// panel, what a lawful opinion says, how scores become one figure, and how
// applications rank by it.
//
// It guarantees that every figure is an exact decimal that does not depend on
// the order in which opinions came in. It refuses to know storage, transport and
// the clock, and it never learns whose opinion it counts: a label is all it sees.
package review

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Outcome is the section “review” of a project: the running round and what it came to.
type Outcome struct {
	Round     int        `json:"round,omitempty"` // from 1
	Agency    string     `json:"agency,omitempty"`
	Due       *time.Time `json:"due,omitempty"`        // of the opinions invited last
	InviteDue *time.Time `json:"invite_due,omitempty"` // of the invitations sent last
	Needed    int        `json:"needed,omitempty"`     // size of the panel
	QuorumAt  *time.Time `json:"quorum_at,omitempty"`  // every invited review was in or gone

	ClosedAt  *time.Time `json:"closed_at,omitempty"`
	Aggregate string     `json:"aggregate,omitempty"` // decimal score points, two places
	Valid     int        `json:"valid,omitempty"`     // opinions counted
	Method    Method     `json:"method,omitempty"`
	Dispersed bool       `json:"dispersed,omitempty"`         // rev.score.dispersion_flag
	Spread    string     `json:"spread,omitempty"`            // highest less lowest, decimal score points
	ByScores  string     `json:"by_scores,omitempty"`         // the aggregate of the scores, where rev.consensus lets a consensus count in its place
	Dropped   string     `json:"consensus_dropped,omitempty"` // a consensus that counted until somebody who took part was found in conflict
	Short     []string   `json:"short,omitempty"`             // core criteria below their floor (rev.score.pass)
	Advised   string     `json:"advised,omitempty"`           // how many of the opinions recommend, such as 4/5 (rev.funding_advice)
	AdviceFen *int64     `json:"advice_fen,omitempty"`        // median of the amounts that those who recommend advise, in 分
	Report    string     `json:"report,omitempty"`
	Remark    string     `json:"remark,omitempty"` // of the chair, on scores that lie far apart
	Chair     string     `json:"chair,omitempty"`  // a person: shown to the agency and the bureau only

	RebutUntil *time.Time `json:"rebut_until,omitempty"` // rev.rebuttal, where it is allowed
	Rebuttal   string     `json:"rebuttal,omitempty"`
	RebuttedAt *time.Time `json:"rebutted_at,omitempty"`

	Rounds   map[string]Round `json:"rounds,omitempty"`   // ended rounds by number
	Reopened string           `json:"reopened,omitempty"` // event that opened the running round, if not the assignment

	Commission    string     `json:"commission,omitempty"`     // the commission it is reviewed under, when there is one
	HandedOverAt  *time.Time `json:"handed_over_at,omitempty"` // the bureau knows the result from then on
	ReservesSpent bool       `json:"reserves_spent,omitempty"` // no reserve of the plan can lawfully sit any more
	Shortage      *Shortage  `json:"shortage,omitempty"`       // why none can
	EscalatedAt   *time.Time `json:"escalated_at,omitempty"`   // agency and officer were told that nobody is left to invite
	Departure     *Departure `json:"departure,omitempty"`      // of the invitation made last by hand
	Recounts      int        `json:"recounts,omitempty"`       // conflicts found after the close
}

// Shortage says why no reserve of the plan can take a seat that was lost. It names nobody.
type Shortage struct {
	Rule   string `json:"rule"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
	Seated int    `json:"seated"` // who sat on the panel when it was found; with fewer it is looked at again
}

// Spent says whether no reserve can be called for a panel of which so many seats are taken.
func (o Outcome) Spent(seated int) bool {
	return o.ReservesSpent && (o.Shortage == nil || seated >= o.Shortage.Seated)
}

// Departure is a rule of composition that a person departed from, and why.
type Departure struct {
	Rule   string `json:"rule"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
	Reason string `json:"reason"`
}

// Withheld says whether the result is the agency's alone still (rev.agency.separation):
// it belongs to a commission that has not been handed over.
func (o Outcome) Withheld() bool { return o.Commission != "" && o.HandedOverAt == nil }

// CheckDelivered refuses to go on with a result that the bureau has not been handed yet (REVIEW_NOT_HANDED_OVER).
func (o Outcome) CheckDelivered() error {
	if !o.Withheld() {
		return nil
	}
	return problem.New(problem.Precondition, "REVIEW_NOT_HANDED_OVER", "评审机构尚未移交评审结果，不能办理", "The agency has not handed the result over yet").
		With("rule", "rev.agency.separation", "commission", o.Commission).For(string(lifecycle.Agency))
}

// OutcomeFields names what belongs to one round and is cleared when the next one opens.
var OutcomeFields = []string{
	"due", "invite_due", "needed", "quorum_at", "closed_at", "aggregate", "valid", "method", "dispersed", "spread", "report", "chair", "reopened", "by_scores", "consensus_dropped",
	"short", "advised", "advice_fen", "remark",
	"handed_over_at", "reserves_spent", "shortage", "escalated_at", "departure",
	"rebut_until", "rebuttal", "rebutted_at",
}

// Round is what an ended round came to. Aggregate is empty when the round fell short of its quorum.
type Round struct {
	Aggregate string     `json:"aggregate,omitempty"`
	Valid     int        `json:"valid"`
	Closed    *time.Time `json:"closed,omitempty"`
	Note      string     `json:"note,omitempty"` // why the agency declared the quorum failed
}

// Work is the section “review” of a review docket: one reviewer's part in one round.
type Work struct {
	Round     int        `json:"round,omitempty"`
	Label     string     `json:"label,omitempty"` // stable and nameless, such as 专家A
	Team      []string   `json:"team,omitempty"`  // whose application it is, by name: shown first, so that a conflict is spotted; left out where the review is double-blind
	Blind     string     `json:"blind,omitempty"` // single or double, as call and commission lay it down at the invitation
	Due       *time.Time `json:"due,omitempty"`
	InviteDue *time.Time `json:"invite_due,omitempty"`
	RemindAt  *time.Time `json:"remind_at,omitempty"`
	Reminders int        `json:"reminders,omitempty"`

	DeclaredAt    *time.Time `json:"declared_at,omitempty"` // no conflict, declared by the reviewer
	Confidential  bool       `json:"confidential,omitempty"`
	DeclineReason string     `json:"decline_reason,omitempty"` // conflict, field or load
	Note          string     `json:"note,omitempty"`
	Ground        string     `json:"ground,omitempty"` // of the recusal
	Evidence      string     `json:"evidence,omitempty"`

	TakenBack int `json:"taken_back,omitempty"` // how often a submitted opinion was taken back

	Opinion
	LateNote      *Opinion `json:"late_note,omitempty"` // rev.late: kept, never counted
	InvalidReason string   `json:"invalid_reason,omitempty"`
	CancelReason  string   `json:"cancel_reason,omitempty"`
}

// What a conflict that a reviewer declares on answering may be with.
const (
	OfApplication   = "application"
	OfOrganisations = "organisations"
	OfDispute       = "dispute"     // with its organisations
	OfParticipant   = "participant" // the reviewer takes part in the batch
	OfBatch         = "batch"
)

// NextRound is the outcome with which another round begins: nothing counted yet,
// what was reached so far kept in its history.
func NextRound(current Outcome, reason string) Outcome {
	next := Outcome{Round: current.Round + 1, Agency: current.Agency, Commission: current.Commission, Reopened: reason, Rounds: maps.Clone(current.Rounds)}
	if current.Round == 0 {
		return next
	}
	if next.Rounds == nil {
		next.Rounds = map[string]Round{}
	}
	key := strconv.Itoa(current.Round)
	if _, kept := next.Rounds[key]; !kept {
		next.Rounds[key] = Round{Aggregate: current.Aggregate, Valid: current.Valid, Closed: current.ClosedAt}
	}
	return next
}

// Concluded lists the earlier rounds that reached a result. Those who scored in
// one of them do not sit on the new panel that judges the same application again.
func (o Outcome) Concluded() []int {
	var out []int
	for key, r := range o.Rounds {
		if n, err := strconv.Atoi(key); err == nil && n < o.Round && r.Aggregate != "" {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

const letters = 26

// Label names the nth reviewer of a round (from 0) without saying who it is: 专家A … 专家Z, 专家AA.
func Label(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / letters {
		name = string(rune('A'+(n-1)%letters)) + name
	}
	return "专家" + name
}

// Open says whether a review still waits for its reviewer.
func Open(s lifecycle.State) bool {
	return s == lifecycle.ReviewInvited || s == lifecycle.ReviewAccepted
}

// Seated says whether a review takes a seat on its panel: its reviewer may still score or has scored.
func Seated(s lifecycle.State) bool { return Open(s) || s == lifecycle.ReviewScored }

// MayReadMaterial says whether a reviewer sees the application itself in a state
// of the review (rev.declaration_before_access): only after both declarations,
// and no longer once a conflict was found. Before, the title and the team are all.
func MayReadMaterial(s lifecycle.State) bool {
	return s == lifecycle.ReviewAccepted || s == lifecycle.ReviewScored || s == lifecycle.ReviewLate
}

// told are the states in which an applicant has been told the result, so that opinions can be fed back.
var told = []lifecycle.State{
	lifecycle.Publicity, lifecycle.Objection, lifecycle.NotFunded, lifecycle.Reserve, lifecycle.Awarded, lifecycle.AgreementReview, lifecycle.Forfeited,
	lifecycle.Active, lifecycle.ChangePending, lifecycle.Suspended, lifecycle.ClosureDue, lifecycle.Overdue, lifecycle.ClosureReview,
	lifecycle.Remediation, lifecycle.Passed, lifecycle.Shortfall, lifecycle.NotPassed, lifecycle.TerminationReview, lifecycle.Terminated,
	lifecycle.Revoked, lifecycle.Recovery, lifecycle.ExemptionReview, lifecycle.Archived,
}

// FedBack says whether an event tells an applicant the result, and with it opens
// the nameless opinions to them (rev.feedback_to_applicant).
func FedBack(from, to lifecycle.State) bool {
	return !slices.Contains(told, from) && slices.Contains(told, to)
}

// MayReadFeedback says whether a role, related to the application, reads the
// nameless opinions in a state (rev.feedback_to_applicant). Bureau and agency
// read them once a round was closed; applicants once they have been told.
func MayReadFeedback(by lifecycle.Role, s lifecycle.State) bool {
	switch by {
	case lifecycle.PI, lifecycle.Institution:
		return slices.Contains(told, s)
	case lifecycle.Agency, lifecycle.Officer, lifecycle.Director, lifecycle.Discipline, lifecycle.Auditor:
		return true
	default:
		return false
	}
}
