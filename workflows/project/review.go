package project

import (
	"go.temporal.io/sdk/workflow"

	"yanlu/services/lifecycle"
	"yanlu/workflows/loop"
)

// review waits while the agency has the application. Each reviewer's own clock
// runs in that review's workflow; here the reviews are taken together.
//
//	UNDER_REVIEW  expert_recused      rev.coi.after_discovery  a conflict found later: the score is kept and not counted
//	UNDER_REVIEW  panel_fails_quorum  rev.score.aggregate      every review is in or gone and too few count
//	UNDER_REVIEW  invite_reserve      rev.panel.draw           a seat was lost and the plan of the commission has a reserve
//	UNDER_REVIEW  escalate_review     rev.panel.size           no reserve is left: agency and officer are told, once
//	UNDER_REVIEW  quorum_reached      rev.score.aggregate      every review is in or gone: the agency may hand over
//
// A review that moves wakes this workflow. ACCEPTED waits for the agency's
// panel, REVIEWED and SURVEY for the officer.
func (p *project) review(ctx workflow.Context) error {
	switch p.Now() {
	case loop.On{State: lifecycle.UnderReview, Due: "expert_recused"},
		loop.On{State: lifecycle.UnderReview, Due: "panel_fails_quorum"},
		loop.On{State: lifecycle.UnderReview, Due: "invite_reserve"},
		loop.On{State: lifecycle.UnderReview, Due: "escalate_review"},
		loop.On{State: lifecycle.UnderReview, Due: "quorum_reached"}:
		return p.Act(ctx)
	case loop.On{State: p.State(), Due: loop.Nothing}:
		return p.Wait(ctx)
	}
	return p.Refuse(ctx, "review")
}
