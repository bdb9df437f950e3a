package rpc

import "yanlu/services/lifecycle"

// Stages of a project, in the order of its life.
const (
	Apply   = "apply"
	Check   = "check"
	Review  = "review"
	Decide  = "decide"
	Agree   = "agree"
	Deliver = "deliver"
	Close   = "close"
	Ended   = "ended"
)

// stages says to which stage a state of a project belongs. What was refused has
// ended, even where an appeal is still open; money that has to come back keeps a
// project in its closing.
var stages = map[lifecycle.State]string{
	lifecycle.Draft: Apply, lifecycle.UnitCheck: Apply, lifecycle.Recommending: Apply,
	lifecycle.Submitted: Check, lifecycle.FormalCheck: Check, lifecycle.Returned: Check,
	lifecycle.Accepted: Review, lifecycle.UnderReview: Review, lifecycle.Reviewed: Review,
	lifecycle.Survey: Decide, lifecycle.Recommended: Decide, lifecycle.Decision: Decide,
	lifecycle.Publicity: Decide, lifecycle.Objection: Decide, lifecycle.Reserve: Decide,
	lifecycle.Awarded: Agree, lifecycle.AgreementReview: Agree,
	lifecycle.Active: Deliver, lifecycle.ChangePending: Deliver, lifecycle.Suspended: Deliver, lifecycle.TerminationReview: Deliver,
	lifecycle.ClosureDue: Close, lifecycle.Overdue: Close, lifecycle.ClosureReview: Close, lifecycle.Remediation: Close,
	lifecycle.Passed: Close, lifecycle.Shortfall: Close, lifecycle.NotPassed: Close, lifecycle.ExemptionReview: Close,
	lifecycle.Terminated: Close, lifecycle.Revoked: Close, lifecycle.Recovery: Close,
	lifecycle.NotAccepted: Ended, lifecycle.NotFunded: Ended, lifecycle.Withdrawn: Ended, lifecycle.Expired: Ended,
	lifecycle.Forfeited: Ended, lifecycle.Archived: Ended,
}

// StageOf is the stage of a project's state; "" for a state that the law does not know.
func StageOf(s lifecycle.State) string { return stages[s] }
