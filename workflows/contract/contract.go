// Package contract is what the outside of a workflow may know: names, ids,
// inputs, the one signal and the one query.
//
// It guarantees that starter, relay, worker and tests mean the same thing. It
// refuses to know what a workflow does. Nothing here carries a fact of the
// record: a signal says where to look, never what is there.
package contract

import (
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// TaskQueue is where every workflow and activity of Yanlu runs.
const TaskQueue = "yanlu"

// Names of the signal and the query that every workflow answers to.
const (
	Wake      = "wake" // carries a Nudge
	PlanQuery = "plan" // answers with a Plan
)

// Names of the activities.
const (
	Load = "Load" // Start → Plan
	Act  = "Act"  // Order → Outcome
	Hold = "Hold" // Stranger → nothing
)

// WorkflowType is the registered name of a machine's workflow.
func WorkflowType(m lifecycle.Machine) string { return string(m) }

// WorkflowID is the one id under which a subject's workflow runs, such as project/<id>.
func WorkflowID(m lifecycle.Machine, subject string) string { return string(m) + "/" + subject }

// Start is the input of every workflow. It never grows over continue-as-new.
type Start struct {
	Subject string `json:"subject"`
}

// Nudge says that a subject has an event with this number; Seq 0 says that the
// workflow has to look again whatever it has seen.
type Nudge struct {
	Subject string `json:"subject"`
	Seq     int64  `json:"seq"`
}

// Plan is what the record says there is to do, soonest first, at the moment Now
// of the door's clock.
type Plan struct {
	Subject  string            `json:"subject"`
	Machine  lifecycle.Machine `json:"machine"`
	State    lifecycle.State   `json:"state"`
	Seq      int64             `json:"seq"`
	Terminal bool              `json:"terminal"`
	Gone     bool              `json:"gone,omitempty"` // the record does not know the subject
	Now      time.Time         `json:"now"`
	Agenda   []docket.Due      `json:"agenda"`
}

// Next is the first thing on the agenda, if any.
func (p Plan) Next() (docket.Due, bool) {
	if len(p.Agenda) == 0 {
		return docket.Due{}, false
	}
	return p.Agenda[0], true
}

// Due is the event whose time has come, or "" when there is none.
func (p Plan) Due() lifecycle.Event {
	if next, ok := p.Next(); ok && !next.At.After(p.Now) {
		return next.Event
	}
	return ""
}

// Order asks for one system act, judged on the record as it was seen.
type Order struct {
	Subject string            `json:"subject"`
	Machine lifecycle.Machine `json:"machine"`
	Seq     int64             `json:"seq"`
	Event   lifecycle.Event   `json:"event"`
	Cause   string            `json:"cause"` // the rule it rests on
}

// Outcome is what became of an Order.
type Outcome string

// The outcomes. None of them fails a workflow.
const (
	Done  Outcome = "done"  // it is on record
	Stale Outcome = "stale" // the record has moved, or the time has not come: plan again
	Held  Outcome = "held"  // refused: a work item tells a person
)

// Endless is the stage of an act that was carried again and again and is still due.
const Endless = "endless"

// Stranger is an agenda entry that belongs to no stage of the workflow that met it.
type Stranger struct {
	Order
	State lifecycle.State `json:"state"`
	Stage string          `json:"stage"`
}
