// Package commission holds the types and pure rules of a review commission: what
// an agency is commissioned with, what a lawful set of panels is, how the frozen
// batch of a draw is written, and how an agency is scored.
//
// It guarantees that the same sealed batch is judged the same by every caller,
// and that what is public of a draw names nobody. It refuses to know storage,
// transport and the clock, and it never learns a score of an application.
package commission

import (
	"slices"
	"strings"
	"time"

	"yanlu/services/platform/problem"
)

// Modes of a review, ways to make panels, and kinds of anonymity.
const (
	Optimal = "optimal" // matched by expertise
	ByDraw  = "draw"    // drawn by lot

	Single = "single"
	Double = "double"
)

var (
	modes   = []string{"remote", "panel", "interview", "survey"}
	methods = []string{Optimal, ByDraw}
	blinds  = []string{Single, Double}
)

// Brief is the section “commission”: what the agency is to do, and by when.
type Brief struct {
	Mode         string     `json:"mode,omitempty"`
	Method       string     `json:"method,omitempty"`
	Blind        string     `json:"blind,omitempty"` // the call's, or stricter
	Scope        string     `json:"scope,omitempty"`
	All          bool       `json:"all,omitempty"` // every accepted application that no other commission holds
	Applications []string   `json:"applications,omitempty"`
	Due          *time.Time `json:"due,omitempty"` // of the hand-over
	RemindAt     *time.Time `json:"remind_at,omitempty"`
	Reminders    int        `json:"reminders,omitempty"`
	OverdueAt    *time.Time `json:"overdue_at,omitempty"`
	Extended     int        `json:"extended,omitempty"`
	Reason       string     `json:"reason,omitempty"` // of the last extension, or of the revocation
}

// Drawing is the section “draw”: the two commitments, and what was revealed of them. Hex.
type Drawing struct {
	System     string     `json:"system,omitempty"` // commitment to the system's number
	SystemAt   *time.Time `json:"system_at,omitempty"`
	Agency     string     `json:"agency,omitempty"` // commitment to the agency's seed
	AgencyAt   *time.Time `json:"agency_at,omitempty"`
	InTime     bool       `json:"in_time,omitempty"` // published before the call closed
	Number     string     `json:"number,omitempty"`  // the system's number, from the seal on
	Seed       string     `json:"seed,omitempty"`    // the agency's seed, from the draw on
	DrawnAt    *time.Time `json:"drawn_at,omitempty"`
	RecordHash string     `json:"record_hash,omitempty"` // of the public record
}

// Seal is the section “seal”: what was frozen. Hash is the batch hash of a draw, else of the sealed snapshot; hex.
type Seal struct {
	Hash         string     `json:"hash,omitempty"`
	At           *time.Time `json:"at,omitempty"`
	Applications int        `json:"applications,omitempty"`
	Experts      int        `json:"experts,omitempty"`
	Exclusions   int        `json:"exclusions,omitempty"`
	Note         string     `json:"note,omitempty"`

	Independent bool     `json:"independent,omitempty"` // declared by the agency, but for what is related
	Related     []string `json:"related,omitempty"`     // applications left out because of a relation that the agency named
	RelatedNote string   `json:"related_note,omitempty"`
}

// Planned is the section “plan”: which version is in force.
type Planned struct {
	Version int64      `json:"version,omitempty"`
	At      *time.Time `json:"at,omitempty"`
	Adopted int64      `json:"adopted,omitempty"`
}

// Handover is the section “handover”. Hash is of the list of all panel reports, hex.
type Handover struct {
	At        *time.Time `json:"at,omitempty"`
	Hash      string     `json:"hash,omitempty"`
	Report    string     `json:"report,omitempty"`
	Delivered int        `json:"delivered,omitempty"`
	Gone      int        `json:"gone,omitempty"` // applications that left the review before
	Late      bool       `json:"late,omitempty"`
}

// HandoverKind is the kind of the snapshot that lists what was handed over.
const HandoverKind = "handover"

// SealKind is the kind of the snapshot that holds the sealed batch with its names; RecordKind that of the public record of a draw.
const (
	SealKind   = "commission_seal"
	FrozenKind = "draw_frozen" // the public record as it stands before the reveal
	RecordKind = "draw_record"
)

// NamesakeKind is the kind of the snapshot that says who was told apart from whom, and how.
const NamesakeKind = "namesake"

// Rotation is the ground of whoever has served the same programme for too many years in a row; Recorded of a conflict on the register.
const (
	Rotation = "rotation"
	Recorded = "recorded"
)

// Item is one line of a hand-over. Report is the hash of its panel report, hex; empty when it left the review.
type Item struct {
	Application string `json:"application"`
	State       string `json:"state"`
	Report      string `json:"report,omitempty"`
}

// Check refuses a brief that is not whole (COMMISSION_INCOMPLETE), with one violation for each fault.
func (b Brief) Check(now time.Time) error {
	p := problem.New(problem.Invalid, "COMMISSION_INCOMPLETE", "委托内容不完整或有误，请按提示修改", "The commission is incomplete or wrong; mend the points listed").
		With("rule", "rev.agency.separation")
	if b.Due == nil || !b.Due.After(now) {
		p.At("due", "移交期限必须晚于现在", "must be in the future")
	}
	for _, c := range []struct {
		field, value string
		known        []string
	}{{"mode", b.Mode, modes}, {"method", b.Method, methods}, {"blind", b.Blind, blinds}} {
		if !slices.Contains(c.known, c.value) {
			p.At(c.field, "请从所列选项中选择", "choose one of "+strings.Join(c.known, ", "))
		}
	}
	if b.All == (len(b.Applications) > 0) {
		p.At("applications", "请列出委托项目，或选择全部受理项目", "list applications or choose all of them")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}
