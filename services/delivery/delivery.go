// Package delivery holds the types and pure rules of a running project: progress
// reports, changes, suspension, termination, revocation.
//
// It guarantees that what was asked, refused or taken back stays on record: every
// episode is kept by its number. It refuses to know storage, transport and the
// clock: times are handed in.
package delivery

import (
	"fmt"
	"time"

	"yanlu/services/lifecycle"
	"yanlu/services/programme"
)

// Run is the section “run” of a project.
type Run struct {
	Reports    map[string]Report   `json:"reports,omitempty"`    // by year; 2026-2 is the second of its year
	Changes    map[string]Change   `json:"changes,omitempty"`    // by number, C1…
	ChangeNo   string              `json:"change_no,omitempty"`  // the change that waits for an answer
	Extensions int                 `json:"extensions,omitempty"` // how often the term was extended
	Approaches map[string]Approach `json:"approaches,omitempty"` // by number, N1…: notified, not asked

	WarnedAt *time.Time `json:"warned_at,omitempty"` // the last warning before the end of the term

	Suspended *Suspension           `json:"suspended,omitempty"`
	Pauses    map[string]Suspension `json:"pauses,omitempty"` // by number, S1…: those that ended

	Termination  *Termination           `json:"termination,omitempty"`
	Terminations map[string]Termination `json:"terminations,omitempty"` // by number, T1…: those refused
	Revocation   *Revocation            `json:"revocation,omitempty"`
}

// Report is one progress report. Money in 分.
type Report struct {
	Status   string     `json:"status"`
	Summary  string     `json:"summary"`
	SpentFen int64      `json:"spent_fen"` // since the beginning
	FiledAt  *time.Time `json:"filed_at,omitempty"`
}

// Standings of a change.
const (
	Asked     = "asked"
	Approved  = "approved"
	Declined  = "refused"
	TakenBack = "withdrawn"
	Void      = "void" // the project ended before an answer
)

// Kinds of change (chg.types).
const (
	ChangePI        = "pi"
	ChangeApproach  = "approach"
	ChangeExtension = "extension"
	ChangePartner   = "partner"
	ChangeTargets   = "targets"
	ChangeBudget    = "budget"
)

// Change is one request to change what was agreed.
type Change struct {
	Kind        string     `json:"kind,omitempty"`
	Text        string     `json:"text,omitempty"` // before and after
	Reason      string     `json:"reason,omitempty"`
	UnitOpinion string     `json:"unit_opinion,omitempty"`
	Months      int        `json:"months,omitempty"`
	Status      string     `json:"status,omitempty"`
	AskedAt     *time.Time `json:"asked_at,omitempty"`
	Due         *time.Time `json:"due,omitempty"` // of the answer
	Escalated   bool       `json:"escalated,omitempty"`
	DecidedAt   *time.Time `json:"decided_at,omitempty"`
	DecidedBy   string     `json:"decided_by,omitempty"` // role
	Opinion     string     `json:"opinion,omitempty"`
	Agreement   int        `json:"agreement,omitempty"` // the version it made
}

// Approach is a new technical approach that leaves direction and targets as they are.
type Approach struct {
	What   string     `json:"what"`
	Reason string     `json:"reason"`
	At     *time.Time `json:"at,omitempty"`
}

// Suspension is one pause; Due is when it has lasted as long as it may.
type Suspension struct {
	At        *time.Time `json:"at,omitempty"`
	Ground    string     `json:"ground,omitempty"`
	Reason    string     `json:"reason,omitempty"`
	Due       *time.Time `json:"due,omitempty"`
	Escalated bool       `json:"escalated,omitempty"`
	EndedAt   *time.Time `json:"ended_at,omitempty"`
	Note      string     `json:"note,omitempty"`
}

// Termination is one procedure to end a project early.
type Termination struct {
	From        string             `json:"from,omitempty"`  // the state it came from and returns to
	Start       string             `json:"start,omitempty"` // the event that began it
	Reason      string             `json:"reason,omitempty"`
	Materials   string             `json:"materials,omitempty"`
	RequestedAt *time.Time         `json:"requested_at,omitempty"`
	DecideDue   *time.Time         `json:"decide_due,omitempty"`
	Points      []programme.Defect `json:"points,omitempty"`
	PointsDue   *time.Time         `json:"points_due,omitempty"`
	Fault       bool               `json:"fault"`
	Minutes     string             `json:"minutes,omitempty"`
	Opinion     string             `json:"opinion,omitempty"` // why it was approved or refused
	DecidedAt   *time.Time         `json:"decided_at,omitempty"`
	Outcome     string             `json:"outcome,omitempty"` // approved, refused
}

// Revocation takes an award back. The evidence is in a snapshot.
type Revocation struct {
	Ground  string     `json:"ground,omitempty"`
	Minutes string     `json:"minutes,omitempty"`
	At      *time.Time `json:"at,omitempty"`
	From    string     `json:"from,omitempty"`
}

// LastReport is the report filed last, or the zero Report.
func (r Run) LastReport() Report {
	var last Report
	for _, x := range r.Reports {
		if last.FiledAt == nil || (x.FiledAt != nil && x.FiledAt.After(*last.FiledAt)) {
			last = x
		}
	}
	return last
}

// Pending is the change that waits for an answer.
func (r Run) Pending() (string, Change, bool) {
	c, ok := r.Changes[r.ChangeNo]
	return r.ChangeNo, c, ok && r.ChangeNo != ""
}

// Back is the state to which a refused termination returns, or None when it was never said.
func (t Termination) Back() lifecycle.State { return lifecycle.State(t.From) }

// number names the next entry of a map that is only added to: C1, C2…
func number[T any](letter string, kept map[string]T) string {
	return fmt.Sprintf("%s%d", letter, len(kept)+1)
}

// NextChange numbers the next change.
func (r Run) NextChange() string { return number("C", r.Changes) }

// NextApproach numbers the next notified approach.
func (r Run) NextApproach() string { return number("N", r.Approaches) }

// NextPause numbers the next pause that ended.
func (r Run) NextPause() string { return number("S", r.Pauses) }

// NextTermination numbers the next termination that was refused.
func (r Run) NextTermination() string { return number("T", r.Terminations) }
