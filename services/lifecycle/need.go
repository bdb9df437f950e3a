package lifecycle

// NeedMachine is the life of an enterprise's technology need: 需求 → 选题.
const NeedMachine Machine = "need"

// States of a need.
const (
	NeedDraft     State = "DRAFT"
	NeedSubmitted State = "SUBMITTED"
	NeedReturned  State = "RETURNED"
	NeedScreened  State = "SCREENED"
	NeedMerged    State = "MERGED"
	NeedInReserve State = "IN_RESERVE"
	NeedInCall    State = "IN_CALL"
	NeedDeclined  State = "DECLINED"
	NeedExpired   State = "EXPIRED"
	NeedWithdrawn State = "WITHDRAWN"
)

// Need is the law of needs.
var Need = Law{
	Machine: NeedMachine, Zh: "技术需求", En: "Technology need", Initial: NeedDraft,
	Standings: []Standing{
		{NeedDraft, "草稿", "Draft", false, by(Demander)},
		{NeedSubmitted, "已提交", "Submitted", false, by(Officer)},
		{NeedReturned, "退回补正", "Returned for correction", false, by(Demander)},
		{NeedScreened, "已筛选", "Screened", false, by(Officer)},
		{NeedMerged, "已归并", "Merged", true, nil},
		{NeedInReserve, "入储备库", "In the reserve pool", false, by(Director)},
		{NeedInCall, "已编入指南/榜单", "Selected into a call", true, nil},
		{NeedDeclined, "不采纳", "Declined", true, nil},
		{NeedExpired, "储备过期", "Expired in the pool", true, nil},
		{NeedWithdrawn, "撤回", "Withdrawn", true, nil},
	},
	Transitions: []Transition{
		{None, Create, NeedDraft, by(Demander), Normal, "", ""},
		{NeedDraft, "submit", NeedSubmitted, by(Demander), Normal, "call.need.min_fields", "required fields complete"},
		{NeedDraft, "withdraw", NeedWithdrawn, by(Demander), Exceptional, "", ""},
		{NeedSubmitted, "withdraw", NeedWithdrawn, by(Demander), Exceptional, "", "not yet screened"},
		{NeedSubmitted, "return_need", NeedReturned, by(Officer), Exceptional, "intake.correction.days", "one complete list of defects"},
		{NeedReturned, "resubmit", NeedSubmitted, by(Demander), Exceptional, "intake.correction.days", ""},
		{NeedReturned, "withdraw", NeedWithdrawn, by(Demander), Exceptional, "", ""},
		{NeedSubmitted, "screen", NeedScreened, by(Officer), Normal, "", "plan topic code attached"},
		{NeedScreened, "merge", NeedMerged, by(Officer), Normal, "", "points at the surviving need"},
		{NeedScreened, "reserve_need", NeedInReserve, by(Officer), Normal, "call.reserve_pool.valid_months", ""},
		{NeedScreened, "decline", NeedDeclined, by(Officer), Exceptional, "", "written reason to the proposer"},
		{NeedInReserve, "select", NeedInCall, by(Director), Normal, "", "the call it goes into"},
		{NeedInReserve, "expire", NeedExpired, by(System), Exceptional, "call.reserve_pool.valid_months", ""},
	},
	Labels: map[Event]Label{
		Create: {"登记需求", "Register the need"}, "submit": {"提交需求", "Submit"}, "withdraw": {"撤回", "Withdraw"},
		"return_need": {"退回补正", "Return for correction"}, "resubmit": {"补正后再提交", "Resubmit"}, "screen": {"通过筛选", "Screen"},
		"merge": {"归并", "Merge"}, "reserve_need": {"入储备库", "Put into the reserve pool"}, "decline": {"不采纳", "Decline"},
		"select": {"编入指南", "Select into a call"}, "expire": {"储备期满", "Expire"},
	},
}
