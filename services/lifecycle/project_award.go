package lifecycle

// Rows of the docket's law from draft to award.

var intakeRows = concat([]Transition{
	{None, Create, Draft, by(PI), Normal, "elig.unit.discredited_block", "call is open; no sanction in force"},
	{Draft, "send_to_unit", UnitCheck, by(PI), Normal, "", "form complete; integrity pledge signed"},
	{Draft, "remind_draft", Draft, by(System), Normal, "", "before the effective deadline"},
	{UnitCheck, "unit_return", Draft, by(Institution), Exceptional, "", "comments"},
	{UnitCheck, "unit_approve", Recommending, by(Institution), Normal, "elig.unit.max_per_batch", "eligibility passes; quota reserved"},
	{Recommending, "recommend", Submitted, by(Recommender), Normal, "intake.recommender_check_wd", "receipt number and snapshot"},
	{Recommending, "recommender_return", Draft, by(Recommender), Exceptional, "intake.recommender_check_wd", "reason"},
	{Recommending, "escalate_recommendation", Recommending, by(System), Exceptional, "intake.recommender_check_wd", "silence is told to the officer"},
	{Submitted, "start_check", FormalCheck, by(Officer), Normal, "intake.formal_check_wd", "automatic checks attached"},
	{FormalCheck, "return_once", Returned, by(Officer), Exceptional, "intake.correction.count", "all defects listed at once"},
	{Returned, "resubmit", FormalCheck, by(PI, Institution), Exceptional, "intake.correction.days", "only listed fields editable"},
	{Returned, "lapse", NotAccepted, by(System), Exceptional, "intake.correction.days", ""},
	{FormalCheck, "not_accept", NotAccepted, by(Officer), Exceptional, "", "clause cited"},
	{NotAccepted, "file_appeal", NotAccepted, by(PI, Institution), Exceptional, "intake.reject_appeal_wd", "grounds"},
	{NotAccepted, "appeal_upheld", FormalCheck, by(Director), Exceptional, "intake.reject_appeal_wd", "appeal on file"},
	{NotAccepted, "appeal_dismissed", NotAccepted, by(Director), Exceptional, "intake.reject_appeal_wd", "written answer"},
	{FormalCheck, "accept", Accepted, by(Officer), Normal, "", ""},
},
	each([]State{Draft, UnitCheck}, "miss_deadline", Expired, by(System), Exceptional, "call.window.min_days", "told before"),
	each([]State{Draft, UnitCheck, Submitted, FormalCheck, Returned, Accepted}, "withdraw", Withdrawn, by(PI, Institution), Exceptional, "intake.withdraw", "before the first review action"),
	stay([]State{Draft, UnitCheck, Returned, Awarded}, "extend_deadline", by(Director), Exceptional, "", "one applicant; reason; new time"),
)

var reviewRows = concat([]Transition{
	{Accepted, "assign_review", UnderReview, by(Agency), Normal, "rev.panel.size", "panel complete; conflicts declared by every expert before access"},
	{UnderReview, "invite_more", UnderReview, by(Agency), Normal, "rev.panel.size", "replacement or reserve"},
	{UnderReview, "expert_recused", UnderReview, by(Agency, System), Exceptional, "rev.coi.after_discovery", "score kept, not counted"},
	{UnderReview, "panel_fails_quorum", UnderReview, by(Agency, System), Exceptional, "rev.score.aggregate", "too few valid scores: re-review"},
	{UnderReview, "quorum_reached", UnderReview, by(System), Normal, "rev.score.aggregate", "every invited review is in or gone"},
	{UnderReview, "close_review", Reviewed, by(Agency), Normal, "rev.score.aggregate", "all valid opinions in; report signed by the chair"},
	{Reviewed, "integrity_hit", NotFunded, by(Discipline), Exceptional, "elig.unit.discredited_block", "open case decided"},
	{Reviewed, "survey", Survey, by(Officer), Normal, "dec.field_survey", "optional by programme"},
},
	stay([]State{Reviewed, Survey, Recommended}, "rebut", by(PI), Exceptional, "rev.rebuttal", "once; before its limit and before the meeting"))

var decisionRows = []Transition{
	{Survey, "advise", Recommended, by(Officer), Normal, "dec.rank_list", "survey record"},
	{Reviewed, "advise", Recommended, by(Officer), Normal, "dec.rank_list", "rank list; departure from rank needs a reason"},
	{Reviewed, "decline", NotFunded, by(Officer), Normal, "rev.score.pass", "below the line or beyond the envelope"},
	{Recommended, "table", Decision, by(Officer), Normal, "dec.levels", ""},
	{Decision, "approve", Publicity, by(Director, PartyGroup, LeadingGroup), Normal, "dec.levels", "minutes number; level called for by the amount"},
	{Decision, "send_back", Recommended, by(Director, PartyGroup, LeadingGroup), Exceptional, "", "reason"},
	{Decision, "decline", NotFunded, by(Director, PartyGroup, LeadingGroup), Exceptional, "", "reason"},
	{Decision, "reserve", Reserve, by(Director, PartyGroup, LeadingGroup), Exceptional, "", "order in the list"},
	{Publicity, "objection", Objection, by(Public), Exceptional, "dec.objection", "identity and evidence"},
	{Objection, "objection", Objection, by(Public), Exceptional, "dec.objection", "identity and evidence"},
	{Objection, "escalate_objection", Objection, by(System), Exceptional, "dec.objection", "answer is late: told to the director"},
	{Objection, "dismiss", Publicity, by(Discipline), Exceptional, "dec.objection", "written answer; the clock goes on"},
	{Objection, "dismiss", Objection, by(Discipline), Exceptional, "dec.objection", "written answer; another objection is open"},
	{Objection, "uphold", NotFunded, by(Director), Exceptional, "dec.objection", "reason published"},
	{Objection, "re_review", UnderReview, by(Director), Exceptional, "dec.objection", "new panel"},
	{Publicity, "publicity_over", Awarded, by(System), Normal, "dec.publicity.wd", "no open objection"},
	{Reserve, "promote", Publicity, by(Director), Exceptional, "dec.levels", "a winner gave up"},
	{Reserve, "reserve_lapse", NotFunded, by(System), Exceptional, "call.reserve_pool.valid_months", ""},
	{NotFunded, "file_appeal", NotFunded, by(PI, Institution), Exceptional, "intake.reject_appeal_wd", "procedural grounds"},
	{NotFunded, "appeal_upheld", UnderReview, by(Discipline), Exceptional, "", "procedural fault shown; not academic judgement"},
	{NotFunded, "appeal_dismissed", NotFunded, by(Discipline), Exceptional, "", "written answer"},
}
