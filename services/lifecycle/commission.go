package lifecycle

// CommissionMachine is the life of one review commission: the applications of a call that an agency is to review (评审委托).
const CommissionMachine Machine = "commission"

// States of a commission.
const (
	Commissioned         State = "COMMISSIONED"
	CommissionSealed     State = "SEALED"
	CommissionReviewing  State = "REVIEWING"
	CommissionHandedOver State = "HANDED_OVER"
	CommissionEvaluated  State = "EVALUATED"
	CommissionRevoked    State = "REVOKED"
)

// The rules that several rows of the table rest on.
const (
	agencySeparation = "rev.agency.separation"
	panelDraw        = "rev.panel.draw"
	panelMix         = "rev.panel.mix"
)

var commissionRunning = []State{Commissioned, CommissionSealed, CommissionReviewing}

// Commission is the law of commissions.
var Commission = Law{
	Machine: CommissionMachine, Zh: "评审委托", En: "Review commission", Initial: Commissioned,
	Standings: []Standing{
		{Commissioned, "已委托", "Commissioned", false, by(Agency)},
		{CommissionSealed, "已封存", "Sealed", false, by(Agency)},
		{CommissionReviewing, "评审中", "Reviewing", false, by(Agency)},
		{CommissionHandedOver, "已移交", "Handed over", false, by(Officer)},
		{CommissionEvaluated, "已考核", "Evaluated", true, nil},
		{CommissionRevoked, "已撤销", "Revoked", true, nil},
	},
	Transitions: concat([]Transition{
		{None, Create, Commissioned, by(Officer), Normal, agencySeparation, "the agency is neither applicant nor related; the system commits to a secret number"},
		{Commissioned, "revise_commission", Commissioned, by(Officer), Normal, "", "nothing sealed yet"},
		{Commissioned, "commit_draw", Commissioned, by(Agency), Normal, panelDraw, "before the call closes; hash of a seed that only the agency knows"},
		{Commissioned, "tell_apart", Commissioned, by(Agency), Normal, "rev.coi.grounds", "an expert of the same name as a member is another person; says how it was found out"},
		{Commissioned, "seal_commission", CommissionSealed, by(Agency), Normal, "rev.coi.grounds", "call closed, the pool large enough; applications, pool and exclusions frozen; the system's number revealed"},
		{CommissionSealed, "draw_panels", CommissionSealed, by(Agency), Normal, panelDraw, "the seed that was committed to"},
		{CommissionSealed, "propose_panels", CommissionSealed, by(Agency), Normal, panelMix, "commissioned to be matched, not drawn"},
		{CommissionSealed, "adjust_panels", CommissionSealed, by(Agency), Normal, panelMix, "commissioned to be matched; each change has a reason"},
		{CommissionSealed, "restore_plan", CommissionSealed, by(Agency), Normal, "", "commissioned to be matched; becomes a new version"},
		{CommissionSealed, "adopt_panels", CommissionReviewing, by(Agency), Normal, "rev.panel.size", "every panel lawful and screened again; every application invites its own"},
		{CommissionReviewing, "hand_over", CommissionHandedOver, by(Agency), Normal, agencySeparation, "every application reviewed or gone; one way"},
		{CommissionHandedOver, "evaluate_agency", CommissionEvaluated, by(Officer), Normal, agencySeparation, "points for each criterion beside the figures on record"},
	},
		stay(commissionRunning, "remind_agency", by(System), Normal, "rev.commission.remind_before", "before the hand-over is due"),
		stay(commissionRunning, "run_overdue", by(System), Exceptional, agencySeparation, "told to officer and director"),
		stay(commissionRunning, "extend_commission", by(Officer), Exceptional, "", "reason; a later time"),
		each([]State{Commissioned, CommissionSealed}, "revoke_commission", CommissionRevoked, by(Officer), Exceptional, "", "reason; nothing drawn and nobody invited yet"),
	),
	Labels: map[Event]Label{
		Create: {"委托评审", "Commission the review"}, "revise_commission": {"修改委托", "Revise the commission"},
		"tell_apart":  {"确认不是同一人", "Confirm two different people"},
		"commit_draw": {"公布抽取承诺", "Publish the commitment"}, "seal_commission": {"封存委托", "Seal the commission"},
		"draw_panels": {"抽取专家", "Draw the panels"}, "propose_panels": {"拟定专家组", "Propose the panels"},
		"adjust_panels": {"调整专家组", "Adjust the panels"}, "restore_plan": {"恢复方案", "Restore an earlier plan"},
		"adopt_panels": {"确认专家组", "Adopt the panels"}, "hand_over": {"移交评审结果", "Hand the results over"},
		"evaluate_agency": {"考核评审机构", "Evaluate the agency"}, "remind_agency": {"移交到期提醒", "Remind the agency"},
		"run_overdue": {"逾期未移交", "Overdue for hand-over"}, "extend_commission": {"延长委托", "Extend the commission"},
		"revoke_commission": {"撤销委托", "Revoke the commission"},
	},
}
