// Package application holds the types and pure rules of intake: what an
// application asks for, when it must be in, which fields a correction may touch.
//
// It guarantees that a deadline is one function of the call and the docket. It
// refuses to know storage, transport and the clock: times are handed in.
package application

import (
	"time"

	"yanlu/services/programme"
)

// Intake is the section “intake” of a project. Money in 分.
type Intake struct {
	// asked for, taken from the draft when the institution approves
	Topic       string   `json:"topic,omitempty"`
	RequestFen  int64    `json:"requested_fen,omitempty"`
	OwnFen      int64    `json:"own_fen,omitempty"`
	Months      int      `json:"months,omitempty"`
	Targets     []Target `json:"targets,omitempty"`
	DraftBasis  int64    `json:"draft_version,omitempty"` // version of the draft that was approved
	ContentHash string   `json:"content_hash,omitempty"`  // SHA-256 of the snapshot, hex

	// what it is about, given beside the form when it is sent
	Keywords    []string `json:"keywords,omitempty"`
	Disciplines []string `json:"disciplines,omitempty"` // codes

	PledgedAt      *time.Time `json:"pledged_at,omitempty"`
	UnitOpinion    string     `json:"unit_opinion,omitempty"`
	UnitComments   string     `json:"unit_comments,omitempty"`
	RecommendDue   *time.Time `json:"recommend_due,omitempty"`
	RecommendLate  bool       `json:"recommend_late,omitempty"`
	Recommendation string     `json:"recommendation,omitempty"`
	Receipt        string     `json:"receipt,omitempty"`
	SubmittedAt    *time.Time `json:"submitted_at,omitempty"`

	CheckDue      *time.Time         `json:"check_due,omitempty"`
	AutoChecks    []Check            `json:"auto_checks,omitempty"`
	Corrections   int                `json:"corrections,omitempty"`
	CorrectionDue *time.Time         `json:"correction_due,omitempty"`
	Defects       []programme.Defect `json:"defects,omitempty"`
	Clause        string             `json:"clause,omitempty"`
	Reason        string             `json:"reason,omitempty"`

	ExtendedUntil   *time.Time `json:"extended_until,omitempty"` // this applicant alone
	ExtensionReason string     `json:"extension_reason,omitempty"`
	ExtendedBy      string     `json:"extended_by,omitempty"`
	RemindAt        *time.Time `json:"remind_at,omitempty"`
	Reminders       int        `json:"reminders,omitempty"`
}

// Target is one performance target; Value is a decimal.
type Target struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Unit  string `json:"unit"`
}

// Check is one automatic check attached at the start of the formal check.
type Check struct {
	Rule string `json:"rule"`
	OK   bool   `json:"ok"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

// Appeal is the section “appeal” of a project: against non-acceptance, refusal of funding or a failed closure.
type Appeal struct {
	Against string     `json:"against,omitempty"` // the state appealed against
	Grounds string     `json:"grounds,omitempty"`
	FiledAt *time.Time `json:"filed_at,omitempty"`
	Due     *time.Time `json:"due,omitempty"` // last moment to file
	Outcome string     `json:"outcome,omitempty"`
	Answer  string     `json:"answer,omitempty"`
}

// Deadline is the effective deadline of a draft: the call's closing time, or
// what this applicant alone was given, whichever is later. Every clock reads it.
func Deadline(w programme.Window, in Intake) time.Time {
	var d time.Time
	if w.ClosesAt != nil {
		d = *w.ClosesAt
	}
	if in.ExtendedUntil != nil && in.ExtendedUntil.After(d) {
		d = *in.ExtendedUntil
	}
	return d
}
