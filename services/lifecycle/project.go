package lifecycle

// ProjectMachine is one docket from draft to archive: it begins as an
// application and becomes a project when awarded.
const ProjectMachine Machine = "project"

// States of a docket, application part.
const (
	Draft        State = "DRAFT"
	UnitCheck    State = "UNIT_CHECK"
	Recommending State = "RECOMMENDING"
	Submitted    State = "SUBMITTED"
	FormalCheck  State = "FORMAL_CHECK"
	Returned     State = "RETURNED"
	NotAccepted  State = "NOT_ACCEPTED"
	Accepted     State = "ACCEPTED"
	UnderReview  State = "UNDER_REVIEW"
	Reviewed     State = "REVIEWED"
	Survey       State = "SURVEY"
	Recommended  State = "RECOMMENDED"
	Decision     State = "DECISION"
	Publicity    State = "PUBLICITY"
	Objection    State = "OBJECTION"
	Reserve      State = "RESERVE"
	NotFunded    State = "NOT_FUNDED"
	Withdrawn    State = "WITHDRAWN"
	Expired      State = "EXPIRED"
)

// States of a docket, project part. Awarded is both the award and the wait for
// the task agreement (立项 and 待签任务书 are one state: ADR 0003).
const (
	Awarded           State = "AWARDED"
	AgreementReview   State = "AGREEMENT_REVIEW"
	Active            State = "ACTIVE"
	ChangePending     State = "CHANGE_PENDING"
	Suspended         State = "SUSPENDED"
	ClosureDue        State = "CLOSURE_DUE"
	Overdue           State = "OVERDUE"
	ClosureReview     State = "CLOSURE_REVIEW"
	Remediation       State = "REMEDIATION"
	Passed            State = "PASSED"
	Shortfall         State = "SHORTFALL"
	NotPassed         State = "NOT_PASSED"
	TerminationReview State = "TERMINATION_REVIEW"
	Terminated        State = "TERMINATED"
	Revoked           State = "REVOKED"
	Recovery          State = "RECOVERY"
	ExemptionReview   State = "EXEMPTION_REVIEW"
	Archived          State = "ARCHIVED"
	Forfeited         State = "FORFEITED"
)

var revocable = []State{Awarded, AgreementReview, Active, ChangePending, Suspended, ClosureDue, Overdue, ClosureReview, Passed, Shortfall}

// Project is the law of dockets.
var Project = Law{
	Machine: ProjectMachine, Zh: "项目", En: "Project", Initial: Draft,
	Standings: projectStandings,
	Transitions: concat(intakeRows, reviewRows, decisionRows, deliveryRows, closureRows,
		each(revocable, "revoke", Revoked, by(PartyGroup), Exceptional, "end.revoke.grounds", "after notice and hearing; evidence file")),
	Labels: projectLabels,
}

var projectStandings = []Standing{
	{Draft, "草稿", "Draft", false, by(PI)},
	{UnitCheck, "单位审核", "Institution check", false, by(Institution)},
	{Recommending, "推荐审核", "Recommendation", false, by(Recommender)},
	{Submitted, "已提交", "Submitted", false, by(Officer)},
	{FormalCheck, "形式审查", "Formal check", false, by(Officer)},
	{Returned, "退回补正", "Returned for correction", false, by(PI, Institution)},
	{NotAccepted, "不予受理", "Not accepted", false, by(PI, Institution)},
	{Accepted, "受理", "Accepted", false, by(Agency)},
	{UnderReview, "评审中", "Under review", false, by(Agency)},
	{Reviewed, "评审完成", "Reviewed", false, by(Officer)},
	{Survey, "立项调研", "Field survey", false, by(Officer)},
	{Recommended, "拟立项建议", "Recommended", false, by(Officer)},
	{Decision, "会议决策", "Before the meeting", false, by(Director, PartyGroup, LeadingGroup)},
	{Publicity, "公示", "Public notice", false, by(System)},
	{Objection, "异议处理", "Objection", false, by(Discipline, Director)},
	{Reserve, "备选", "Reserve list", false, by(Director)},
	{NotFunded, "不予立项", "Not funded", false, by(PI, Institution)},
	{Withdrawn, "撤回", "Withdrawn", true, nil},
	{Expired, "逾期未提交", "Missed the deadline", true, nil},
	{Awarded, "立项（待签任务书）", "Awarded, agreement to be signed", false, by(PI)},
	{AgreementReview, "任务书审核", "Agreement under check", false, by(Director)},
	{Active, "执行中", "Active", false, by(PI)},
	{ChangePending, "变更审批中", "Change pending", false, by(Officer, Director)},
	{Suspended, "中止", "Suspended", false, by(Director)},
	{ClosureDue, "到期待验收", "Closure due", false, by(PI)},
	{Overdue, "逾期未结题", "Overdue for closure", false, by(PI)},
	{ClosureReview, "验收中", "Closure review", false, by(Chair, Officer)},
	{Remediation, "限期整改", "Remediation", false, by(PI)},
	{Passed, "通过", "Passed", false, by(Officer)},
	{Shortfall, "结题", "Completed with shortfall", false, by(Officer)},
	{NotPassed, "不通过", "Not passed", false, by(Finance)},
	{TerminationReview, "终止审核", "Termination under review", false, by(Director, PartyGroup)},
	{Terminated, "终止", "Terminated", false, by(Finance)},
	{Revoked, "撤销", "Revoked", false, by(Finance)},
	{Recovery, "追缴中", "Recovery", false, by(Finance)},
	{ExemptionReview, "免责认定中", "Exemption review", false, by(PartyGroup)},
	{Archived, "归档", "Archived", true, nil},
	{Forfeited, "放弃立项", "Forfeited", true, nil},
}

func concat(groups ...[]Transition) []Transition {
	var out []Transition
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}
