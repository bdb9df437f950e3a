// Package project is the workflow that carries one docket from draft to archive.
//
// It guarantees that every event which the law gives to the system in a docket's
// life comes from here, at its time and from a stage that names it. It refuses to
// know dates, quorums, amounts and people: the record's agenda says what is due,
// the door judges it.
//
// Each stage has a file. A stage file lists what the system does in which state,
// and the rule it rests on; whatever else falls due there is refused and shown
// to a person. So a new act of the system does nothing until its stage knows it.
package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/contract"
	"yanlu/workflows/loop"
)

// Workflow carries one project.
func Workflow(ctx workflow.Context, start contract.Start) error {
	var p project
	if err := p.setup(ctx, start); err != nil {
		return err
	}
	return p.run(ctx)
}

type project struct{ loop.Loop }

func (p *project) setup(ctx workflow.Context, start contract.Start) error { return p.Setup(ctx, start) }

func (p *project) run(ctx workflow.Context) error { return p.Carry(ctx, p.story) }

// story is a project's life. People move it from one stage to the next; the
// system waits with them, reminds, and acts when a time has come.
func (p *project) story(ctx workflow.Context) error {
	switch p.State() {
	case lifecycle.Draft, lifecycle.UnitCheck, lifecycle.Recommending, // written, checked by the institution, recommended
		lifecycle.Submitted, lifecycle.FormalCheck, lifecycle.Returned, lifecycle.NotAccepted: // received, checked, corrected once
		return p.intake(ctx)

	case lifecycle.Accepted, lifecycle.UnderReview, lifecycle.Reviewed, lifecycle.Survey: // handed to the agency, scored, seen on site
		return p.review(ctx)

	case lifecycle.Recommended, lifecycle.Decision, lifecycle.Reserve, lifecycle.NotFunded: // put before the level that the amount calls for
		return p.decision(ctx)

	case lifecycle.Publicity, lifecycle.Objection: // shown to everyone; an objection stops the clock
		return p.notice(ctx)

	case lifecycle.Awarded, lifecycle.AgreementReview: // awarded, and bound by a task agreement
		return p.agreement(ctx)

	case lifecycle.Active, lifecycle.ChangePending, lifecycle.Suspended, lifecycle.TerminationReview: // carried out, changed, paused
		return p.delivery(ctx)

	case lifecycle.ClosureDue, lifecycle.Overdue, lifecycle.ClosureReview, lifecycle.Remediation, // examined at the end
		lifecycle.Passed, lifecycle.Shortfall, lifecycle.NotPassed,
		lifecycle.Terminated, lifecycle.Revoked, lifecycle.ExemptionReview, lifecycle.Recovery: // or ended early, excused, paid back
		return p.closure(ctx)

	default: // an end (archived, withdrawn, expired, forfeited), or a state that this file forgot
		return p.outside(ctx)
	}
}

// outside: nothing is the system's to do.
func (p *project) outside(ctx workflow.Context) error {
	if p.Now().Due == loop.Nothing {
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "outside")
}
