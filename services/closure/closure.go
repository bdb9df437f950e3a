// Package closure holds the types and pure rules of closing a project: what is
// submitted and until when, who may sit on the panel, which score leads where,
// who is exempted, who may ask for follow-on support.
//
// It guarantees that a score is an exact decimal and that an outcome follows from
// the lines of the pack. It refuses to know storage, transport and the clock.
package closure

import (
	"fmt"
	"strings"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
)

// Closure is the section “closure” of a project. Money in 分, scores in points.
type Closure struct {
	Due       *time.Time `json:"due,omitempty"`        // last day to submit
	OverdueAt *time.Time `json:"overdue_at,omitempty"` // when the system notes that nothing came
	ForceFrom *time.Time `json:"force_from,omitempty"` // from when a termination may be forced
	DecideDue *time.Time `json:"decide_due,omitempty"` // when the evaluation should be done

	Early       bool       `json:"early,omitempty"` // asked for before the end of the term
	SubmittedAt *time.Time `json:"submitted_at,omitempty"`
	Summary     string     `json:"summary,omitempty"`
	SpentFen    int64      `json:"spent_fen,omitempty"`
	Truthful    bool       `json:"truthful,omitempty"`

	Returned int                `json:"returned,omitempty"` // how often the materials were returned
	Points   []programme.Defect `json:"points,omitempty"`   // to mend: of the return, later of the remediation

	Chair       string     `json:"chair,omitempty"`
	Members     []string   `json:"members,omitempty"` // the chair among them
	AppointedAt *time.Time `json:"appointed_at,omitempty"`

	Outcome     string     `json:"outcome,omitempty"` // one of clo.conclusions.ours
	Score       string     `json:"score,omitempty"`   // decimal, 0 to 100
	Opinion     string     `json:"opinion,omitempty"`
	Cause       string     `json:"cause,omitempty"`  // objective cause of a shortfall
	Ground      string     `json:"ground,omitempty"` // of not passing
	ConcludedAt *time.Time `json:"concluded_at,omitempty"`

	RemediationDue *time.Time `json:"remediation_due,omitempty"`
	Remediations   int        `json:"remediations,omitempty"`
	Remediated     string     `json:"remediated,omitempty"` // what was mended

	ExemptionUntil *time.Time       `json:"exemption_until,omitempty"` // last moment to claim
	Exemption      *Exemption       `json:"exemption,omitempty"`
	Rounds         map[string]Round `json:"rounds,omitempty"`    // by number, R1…: conclusions overturned on appeal
	FollowOn       map[string]Wish  `json:"follow_on,omitempty"` // by track
	ArchivedAt     *time.Time       `json:"archived_at,omitempty"`
	ArchiveNote    string           `json:"note,omitempty"`
}

// Exemption is a claim to be exempted from the consequences of a failure.
type Exemption struct {
	From      string     `json:"from,omitempty"` // the state it was claimed in
	Evidence  string     `json:"evidence,omitempty"`
	ClaimedAt *time.Time `json:"claimed_at,omitempty"`
	Outcome   string     `json:"outcome,omitempty"` // granted, refused
	Minutes   string     `json:"minutes,omitempty"`
	Reason    string     `json:"reason,omitempty"`
	DecidedAt *time.Time `json:"decided_at,omitempty"`
}

// Round is a conclusion that an appeal overturned, and the panel that reached it.
type Round struct {
	Chair       string     `json:"chair,omitempty"`
	Members     []string   `json:"members,omitempty"`
	Outcome     string     `json:"outcome,omitempty"`
	Ground      string     `json:"ground,omitempty"`
	Opinion     string     `json:"opinion,omitempty"`
	ConcludedAt *time.Time `json:"concluded_at,omitempty"`
}

// Wish is a wish for follow-on support; it opens nothing by itself.
type Wish struct {
	Reason string     `json:"reason"`
	At     *time.Time `json:"at,omitempty"`
}

// Outcomes of clo.conclusions.ours.
const (
	PassedExcellent = "PASSED_EXCELLENT"
	Passed          = "PASSED"
	WithShortfall   = "COMPLETED_WITH_SHORTFALL"
	NotPassed       = "NOT_PASSED"
)

// Deadlines are the clocks that the end of a term starts: to submit
// (clo.apply.months_after_end), to be noted as overdue (prog.overdue.months), to
// be evaluated (clo.complete.months_after_end).
func Deadlines(pack *policy.Pack, cal *policy.Calendar, ends time.Time) (Closure, error) {
	var c Closure
	for id, into := range map[string]**time.Time{
		"clo.apply.months_after_end": &c.Due, "prog.overdue.months": &c.OverdueAt, "clo.complete.months_after_end": &c.DecideDue,
	} {
		at, err := pack.After(cal, ends, id)
		if err != nil {
			return c, err
		}
		*into = &at
	}
	return c, nil
}

// CheckSubmission refuses papers without a summary or pledge, and spending above
// what was paid and what the institution promised of its own. Money in 分.
func CheckSubmission(summary string, truthful bool, spent, paid, own int64) error {
	p := problem.New(problem.Invalid, "CLOSURE_PAPERS_INCOMPLETE", "验收材料不完整", "The closure papers are incomplete").With("rule", "clo.materials")
	if strings.TrimSpace(summary) == "" {
		p.At("summary", "请填写实施工作总结", "A summary is required")
	}
	if !truthful {
		p.At("truthful", "请承诺材料真实", "Pledge that the papers are true")
	}
	if err := CheckSpent(spent, paid, own); err != nil {
		p.Violations = append(p.Violations, problem.Of(err).Violations...)
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// CheckSpent refuses spending below zero or above what was paid and promised, in 分.
func CheckSpent(spent, paid, own int64) error {
	if spent >= 0 && spent <= paid+own {
		return nil
	}
	return problem.New(problem.Invalid, "SPENDING_IMPLAUSIBLE", "支出金额不符", "The spending does not add up").
		At("spent_fen", fmt.Sprintf("应在零与已拨付和自筹之和（%d分）之间", paid+own), fmt.Sprintf("must be between zero and the sum of payments and own funds (%d 分)", paid+own))
}

// later is the later of two times; nil is before all.
func later(a, b *time.Time) *time.Time {
	if a == nil || (b != nil && b.After(*a)) {
		return b
	}
	return a
}

// Again are the clocks after the materials were returned: the correction's, or
// the present ones where these run longer.
func (c Closure) Again(correction time.Time) Closure {
	return Closure{Due: later(c.Due, &correction), OverdueAt: later(c.OverdueAt, &correction)}
}
