// Package lobby holds the types and pure rules of the register of undue
// influence contacts (rev.lobby): what is recorded, and how it was dealt with.
//
// It guarantees that a record says who approached whom, when, how, about what,
// and what was answered. It refuses to know storage, transport and the clock.
package lobby

import (
	"slices"
	"strings"
	"time"

	"yanlu/services/platform/problem"
)

// The rules of the pack: whether contacts are recorded and reported, and the
// time within which one is taken up.
const (
	Rule       = "rev.lobby"
	TakeUpSpan = "rev.lobby.take_up_wd"
)

// RecordAndReport is the value of rev.lobby under which the register is kept.
const RecordAndReport = "record_and_report"

// Ways in which somebody was approached.
var Ways = []string{"visit", "phone", "message", "meal_or_gift", "through_others", "other"}

// Outcomes of a record. Referred: passed on to whoever is competent, outside this system.
var Outcomes = []string{"unfounded", "warned", "referred"}

// Contact is the section “lobby”: what its writer recorded, final once sent.
type Contact struct {
	Approacher string     `json:"approacher,omitempty"` // who approached, as far as it is known
	Approached string     `json:"approached,omitempty"` // whom; the writer where it is empty
	ContactAt  *time.Time `json:"contact_at,omitempty"`
	Way        string     `json:"way,omitempty"`
	Concerning string     `json:"concerning,omitempty"` // in the writer's words
	Subject    string     `json:"subject,omitempty"`    // the docket it concerns, where there is one
	SubjectOf  string     `json:"subject_of,omitempty"` // what that is called
	Asked      string     `json:"asked,omitempty"`
	Answered   string     `json:"answered,omitempty"`
	WriterRole string     `json:"writer_role,omitempty"`
}

// Check refuses a record that does not say what a record has to say.
func (c Contact) Check(now time.Time) error {
	p := problem.New(problem.Invalid, "CONTACT_INCOMPLETE", "请托登记尚未填写完整或有误，请按提示修改", "The record is incomplete or wrong; mend the fields listed").With("rule", Rule)
	for _, f := range []struct{ value, name, zh, en string }{
		{c.Approacher, "approacher", "请填写请托人，不知姓名的写明所知情况", "say who approached, as far as you know"},
		{c.Concerning, "concerning", "请填写所涉事项", "say what it concerns"},
		{c.Asked, "asked", "请填写请托内容", "say what was asked"},
		{c.Answered, "answered", "请填写答复情况", "say what was answered"},
	} {
		if strings.TrimSpace(f.value) == "" {
			p.At(f.name, f.zh, f.en)
		}
	}
	switch {
	case c.ContactAt == nil:
		p.At("contact_at", "请填写时间", "say when")
	case c.ContactAt.After(now):
		p.At("contact_at", "时间不能晚于现在", "cannot be in the future")
	}
	if !slices.Contains(Ways, c.Way) {
		p.At("way", "请从所列方式中选择", "choose one of the ways listed")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// Handling is the section “handling”: what discipline did about it.
type Handling struct {
	TakeUpDue  *time.Time `json:"take_up_due,omitempty"` // rev.lobby.take_up_wd
	RemindedAt *time.Time `json:"reminded_at,omitempty"` // it was not taken up in time
	TakenAt    *time.Time `json:"taken_at,omitempty"`
	Notes      []Note     `json:"notes,omitempty"`
	Outcome    string     `json:"outcome,omitempty"`
	Finding    string     `json:"finding,omitempty"`
	ClosedAt   *time.Time `json:"closed_at,omitempty"`
}

// Note is one note of the inquiry.
type Note struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// CheckClose refuses an outcome that does not exist or that nobody reasons.
func CheckClose(outcome, finding string) error {
	if !slices.Contains(Outcomes, outcome) {
		return problem.Missing("outcome", "办理结果（不属实、已告诫或已移送）", "One of the outcomes unfounded, warned or referred")
	}
	if strings.TrimSpace(finding) == "" {
		return problem.Missing("finding", "核查结论", "What was found")
	}
	return nil
}
