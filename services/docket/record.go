// Package docket is the door: the one transaction through which an event enters
// a record, and the only code that writes lifecycle state.
//
// It guarantees that an acknowledged act is on file exactly once, that events
// are append-only and hash-chained, that the row equals the fold of its events,
// that the law and the caller's relation to the subject were judged under lock,
// and that a workflow is woken for every event. It refuses to know what an event
// means: the contexts register a Rule for each (machine, event).
package docket

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"yanlu/services/lifecycle"
)

// Record is one subject: the fold of its events.
type Record struct {
	ID       string
	Machine  lifecycle.Machine
	State    lifecycle.State
	Terminal bool
	Seq      int64
	Head     []byte // hash of the last event
	OpenedAt time.Time
	Since    time.Time // when the present state was entered
	EndedAt  *time.Time
	Facts    Facts
}

// Facts is what the events established, by section and name.
type Facts map[string]any

// Parties is the section that every subject has: what it is called and whom it concerns.
// The database reads its columns from here.
type Parties struct {
	Title          string        `json:"title,omitempty"`
	Code           string        `json:"code,omitempty"`
	Parent         string        `json:"parent,omitempty"` // the call of a project, the project of a review
	PI             string        `json:"pi,omitempty"`
	HostOrg        string        `json:"host_org,omitempty"`
	RecommenderOrg string        `json:"recommender_org,omitempty"`
	DemanderOrg    string        `json:"demander_org,omitempty"`
	AgencyOrg      string        `json:"agency_org,omitempty"`
	Reviewer       string        `json:"reviewer,omitempty"`
	Reporter       string        `json:"reporter,omitempty"` // who recorded an undue influence contact
	CoApplicants   []CoApplicant `json:"co_applicants,omitempty"`
	Writers        []string      `json:"writers,omitempty"` // people who write the application beside its PI
}

// CoApplicant is a joint applicant and its role in the project.
type CoApplicant struct {
	Org  string `json:"org"`
	Role string `json:"role"`
}

// Parties reads the parties section. Every judgement of a relation asks it, so
// it is read name by name instead of through JSON.
func (r *Record) Parties() Parties {
	m, ok := r.Facts["parties"].(map[string]any)
	if !ok {
		return Parties{}
	}
	text := func(name string) string { return textOf(m[name]) }
	p := Parties{
		Title: text("title"), Code: text("code"), Parent: text("parent"), PI: text("pi"), HostOrg: text("host_org"), RecommenderOrg: text("recommender_org"),
		DemanderOrg: text("demander_org"), AgencyOrg: text("agency_org"), Reviewer: text("reviewer"), Reporter: text("reporter"),
	}
	list, _ := m["co_applicants"].([]any)
	for _, x := range list {
		co, _ := x.(map[string]any)
		p.CoApplicants = append(p.CoApplicants, CoApplicant{Org: textOf(co["org"]), Role: textOf(co["role"])})
	}
	writers, _ := m["writers"].([]any)
	for _, x := range writers {
		p.Writers = append(p.Writers, textOf(x))
	}
	return p
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}

// Section decodes one section of the facts into a typed value. A missing section leaves it untouched.
func (r *Record) Section(name string, into any) error {
	v, ok := r.Facts[name]
	if !ok {
		return nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("docket %s: section %s: %w", r.ID, name, err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("docket %s: section %s: %w", r.ID, name, err)
	}
	return nil
}

// SectionOf is a section of a record's facts; a missing one is the zero value.
func SectionOf[T any](r *Record, name string) (T, error) {
	var v T
	err := r.Section(name, &v)
	return v, err
}

// Due is something the system has to do at a time, and the rule it rests on.
type Due struct {
	Event lifecycle.Event `json:"event"`
	At    time.Time       `json:"at"`
	Rule  string          `json:"rule"`
}

// Agenda lists what the system has to do for a record and its parent (nil when
// there is none). It only reads: the answer follows from the record, and from
// the reviews of an application where the state waits for them.
type Agenda func(ctx context.Context, q Querier, r, parent *Record) ([]Due, error)
