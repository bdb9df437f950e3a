package rpc

import (
	"iter"
	"slices"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// The visibility table: which facts a role may see of a subject it stands in
// relation to, and in which states. Default deny: a fact that no row names is
// shown to nobody. Rows are read from top to bottom; the first that allows wins.

// sight is one row: roles see the names of a section ("*" = every name) in the states (nil = all).
type sight struct {
	machine lifecycle.Machine
	section string
	names   []string
	roles   []lifecycle.Role
	states  []lifecycle.State
}

var (
	all        = []string{"*"}
	bureau     = []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance, lifecycle.Discipline, lifecycle.Auditor}
	watchdogs  = []lifecycle.Role{lifecycle.Discipline, lifecycle.Auditor}
	applicants = []lifecycle.Role{lifecycle.PI, lifecycle.Institution}
	near       = append(slices.Clone(bureau), lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Agency, lifecycle.Chair)
	parties    = append(slices.Clone(bureau), lifecycle.PI, lifecycle.Institution)
	contacts   = append(slices.Clone(watchdogs), lifecycle.LobbyWriters...) // of a recorded contact: its writer and those who watch
	anyone     = append(slices.Clone(near), lifecycle.Demander, lifecycle.Reviewer, lifecycle.Public, lifecycle.Admin)
)

// decided are the states in which an applicant may know the result.
var decided = []lifecycle.State{
	lifecycle.Publicity, lifecycle.Objection, lifecycle.Reserve, lifecycle.NotFunded, lifecycle.Awarded, lifecycle.AgreementReview, lifecycle.Active,
	lifecycle.ChangePending, lifecycle.Suspended, lifecycle.ClosureDue, lifecycle.Overdue, lifecycle.ClosureReview, lifecycle.Remediation, lifecycle.Passed,
	lifecycle.Shortfall, lifecycle.NotPassed, lifecycle.TerminationReview, lifecycle.Terminated, lifecycle.Revoked, lifecycle.Recovery,
	lifecycle.ExemptionReview, lifecycle.Archived, lifecycle.Forfeited,
}

// handedOver are the states after the agency has closed a review.
var handedOver = append([]lifecycle.State{lifecycle.Reviewed, lifecycle.Survey, lifecycle.Recommended, lifecycle.Decision}, decided...)

// published are the states in which a call is for everyone to read.
var published = []lifecycle.State{
	lifecycle.CallPublished, lifecycle.CallOpen, lifecycle.CallClosed, lifecycle.CallInReview, lifecycle.CallDecided, lifecycle.CallArchived,
}

var sights = []sight{
	// need
	{lifecycle.NeedMachine, "parties", all, append(slices.Clone(bureau), lifecycle.Demander), nil},
	{lifecycle.NeedMachine, "screening", all, append(slices.Clone(bureau), lifecycle.Demander), nil},
	{lifecycle.NeedMachine, "ending", all, append(slices.Clone(bureau), lifecycle.Demander), nil},

	// call
	{lifecycle.CallMachine, "parties", []string{"title", "code"}, anyone, published},
	{lifecycle.CallMachine, "terms", all, anyone, published},
	{lifecycle.CallMachine, "window", all, anyone, published},
	{lifecycle.CallMachine, "parties", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CallMachine, "terms", all, bureau, nil},
	{lifecycle.CallMachine, "window", all, bureau, nil},
	{lifecycle.CallMachine, "consultation", all, bureau, nil},
	{lifecycle.CallMachine, "commission", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CallMachine, "ending", all, bureau, nil},
	{lifecycle.CallMachine, "ending", []string{"reason"}, anyone, []lifecycle.State{lifecycle.CallCancelled}},

	// project: application part
	{lifecycle.ProjectMachine, "parties", all, near, nil},
	{lifecycle.ProjectMachine, "intake", []string{"extended_by"}, bureau, nil},
	{lifecycle.ProjectMachine, "intake", []string{"auto_checks", "check_due"}, bureau, nil},
	{lifecycle.ProjectMachine, "intake", []string{
		"topic", "keywords", "disciplines", "requested_fen", "own_fen", "months", "targets", "draft_version", "content_hash", "pledged_at", "unit_opinion", "unit_comments",
		"recommend_due", "recommend_late", "recommendation", "receipt", "submitted_at", "corrections", "correction_due", "defects", "clause", "reason",
		"extended_until", "extension_reason", "remind_at", "reminders",
	}, near, nil},
	{lifecycle.ProjectMachine, "appeal", all, parties, nil},

	// A co-writer sees whose application it is, what has to be corrected, and by when.
	{lifecycle.ProjectMachine, "parties", all, []lifecycle.Role{lifecycle.Writer}, nil},
	{lifecycle.ProjectMachine, "intake", []string{
		"draft_version", "unit_comments", "corrections", "correction_due", "defects", "receipt", "submitted_at", "extended_until", "remind_at", "reminders",
	}, []lifecycle.Role{lifecycle.Writer}, nil},

	// project: review. The bureau sees progress before the hand-over and scores after it; applicants see the result once decided; nobody outside learns the chair.
	{lifecycle.ProjectMachine, "review", []string{"round", "due", "needed", "agency", "closed_at", "reopened", "handed_over_at"}, append(slices.Clone(bureau), lifecycle.Agency, lifecycle.PI, lifecycle.Institution), nil},
	{lifecycle.ProjectMachine, "review", []string{"commission", "reserves_spent", "shortage", "escalated_at", "departure"}, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.ProjectMachine, "review", all, []lifecycle.Role{lifecycle.Agency}, nil},
	{lifecycle.ProjectMachine, "review", all, bureau, handedOver},
	{lifecycle.ProjectMachine, "review", []string{"aggregate", "valid", "method"}, applicants, decided},
	{lifecycle.ProjectMachine, "review", []string{"rebut_until", "rebuttal", "rebutted_at"}, applicants, nil},

	// project: its slot in an interview or a survey. The applicant knows its own and not the meeting, which has the others on its agenda.
	{lifecycle.ProjectMachine, "hearing", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.ProjectMachine, "hearing", []string{
		"mode", "at", "length_min", "place", "come", "bring", "attending", "confirmed_at", "asked_at", "asked_why", "asked_for", "answer", "answer_why", "answered_at", "dropped", "dropped_at",
	}, applicants, nil},

	// project: decision to agreement
	{lifecycle.ProjectMachine, "decision", all, bureau, nil},
	{lifecycle.ProjectMachine, "decision", []string{"amount_fen", "minutes", "decided_at", "reason", "reserve_order", "reserve_until"}, append(slices.Clone(applicants), lifecycle.Chair), decided},
	{lifecycle.ProjectMachine, "notice", all, parties, nil},
	{lifecycle.ProjectMachine, "agreement", all, append(slices.Clone(parties), lifecycle.Chair), nil},

	// project: delivery to archive. Who sits on a closure panel is not for the applicant.
	{lifecycle.ProjectMachine, "funding", all, parties, nil},
	{lifecycle.ProjectMachine, "run", all, append(slices.Clone(parties), lifecycle.Chair), nil},
	{lifecycle.ProjectMachine, "closure", all, append(slices.Clone(bureau), lifecycle.Chair), nil},
	{lifecycle.ProjectMachine, "closure", []string{
		"due", "submitted_at", "summary", "spent_fen", "truthful", "returned", "outcome", "score", "opinion", "cause", "ground", "points",
		"concluded_at", "remediation_due", "remediated", "remediations", "exemption", "exemption_until", "decide_due", "force_from", "archived_at", "follow_on", "overdue_at",
	}, applicants, nil},

	// commission: the bureau and the agency read what was commissioned, frozen and handed over; who was chosen is not among the facts.
	{lifecycle.CommissionMachine, "parties", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CommissionMachine, "commission", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CommissionMachine, "draw", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CommissionMachine, "seal", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CommissionMachine, "plan", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CommissionMachine, "handover", all, append(slices.Clone(bureau), lifecycle.Agency), nil},
	{lifecycle.CommissionMachine, "evaluation", all, append(slices.Clone(bureau), lifecycle.Agency), nil},

	// review: reviewers see their own; the agency runs it; the bureau sees a score once the review was handed over (see seen).
	{lifecycle.ReviewMachine, "parties", []string{"title", "parent"}, append(slices.Clone(bureau), lifecycle.Agency, lifecycle.Reviewer), nil},
	{lifecycle.ReviewMachine, "parties", []string{"reviewer", "agency_org"}, append(slices.Clone(watchdogs), lifecycle.Agency, lifecycle.Reviewer), nil},
	{lifecycle.ReviewMachine, "review", []string{"round", "label", "due", "invite_due", "remind_at", "reminders", "declared_at", "blind"}, append(slices.Clone(bureau), lifecycle.Agency, lifecycle.Reviewer), nil},
	{lifecycle.ReviewMachine, "review", all, []lifecycle.Role{lifecycle.Agency, lifecycle.Reviewer}, nil},

	// meeting: who comes and what is on the agenda is the agency's; what was said and found is read through MeetingService,
	// item by item, so that who stepped aside from one reads nothing of it.
	{lifecycle.MeetingMachine, "parties", []string{"title", "parent", "agency_org"}, append(slices.Clone(bureau), lifecycle.Agency, lifecycle.Reviewer, lifecycle.Chair), nil},
	{lifecycle.MeetingMachine, "meeting", []string{"mode", "at", "place", "remind_at", "minutes_due", "overdue_at", "opened_at", "reason"}, append(slices.Clone(bureau), lifecycle.Agency, lifecycle.Reviewer, lifecycle.Chair), nil},
	{lifecycle.MeetingMachine, "meeting", all, []lifecycle.Role{lifecycle.Agency}, nil},
	{lifecycle.MeetingMachine, "proceedings", []string{"signed_at"}, append(slices.Clone(bureau), lifecycle.Reviewer, lifecycle.Chair), nil},
	{lifecycle.MeetingMachine, "proceedings", all, []lifecycle.Role{lifecycle.Agency}, nil},

	// lobby: what was recorded is its writer's and the watchdogs'; what came of it is the watchdogs', the writer reads that it was dealt with.
	{lifecycle.LobbyMachine, "parties", all, contacts, nil},
	{lifecycle.LobbyMachine, "lobby", all, contacts, nil},
	{lifecycle.LobbyMachine, "handling", []string{"take_up_due", "taken_at", "closed_at"}, contacts, nil},
	{lifecycle.LobbyMachine, "handling", all, watchdogs, nil},
}

// scores are the facts of a review that the bureau sees only after the hand-over.
var scores = sight{lifecycle.ReviewMachine, "review", all, bureau, nil}

// Sections yields every section that some row of the table shows.
func Sections() iter.Seq2[lifecycle.Machine, string] {
	return func(yield func(lifecycle.Machine, string) bool) {
		for _, s := range sights {
			if !yield(s.machine, s.section) {
				return
			}
		}
	}
}

// Shown says whether anybody may ever see a fact.
func Shown(machine lifecycle.Machine, section, name string) bool {
	return slices.ContainsFunc(append(slices.Clone(sights), scores), func(s sight) bool {
		return s.machine == machine && s.section == section && (s.names[0] == "*" || slices.Contains(s.names, name))
	})
}

// Seen says whether somebody in one of the roles may see a fact of a record.
func Seen(roles []lifecycle.Role, r, parent *docket.Record, section, name string) bool {
	withheld := r.Machine == lifecycle.ProjectMachine && section == "review" && Withheld(r)
	for _, s := range sights {
		if s.allows(roles, r, section, name) && (!withheld || !s.result()) {
			return true
		}
	}
	over := parent != nil && slices.Contains(handedOver, parent.State) && !Withheld(parent)
	return over && scores.allows(roles, r, section, name)
}

// result says whether a row shows what a review came to, and not only how far it is.
func (s sight) result() bool {
	return s.states != nil || (s.names[0] == "*" && !slices.Equal(s.roles, []lifecycle.Role{lifecycle.Agency}))
}

// Withheld says whether an application's result is the agency's alone still: it
// belongs to a commission that has not been handed over (rev.agency.separation).
func Withheld(project *docket.Record) bool {
	m, _ := project.Facts["review"].(map[string]any)
	return m["commission"] != nil && m["handed_over_at"] == nil
}

func (s sight) allows(roles []lifecycle.Role, r *docket.Record, section, name string) bool {
	return s.machine == r.Machine && s.section == section &&
		(s.states == nil || slices.Contains(s.states, r.State)) &&
		(s.names[0] == "*" || slices.Contains(s.names, name)) &&
		slices.ContainsFunc(s.roles, func(x lifecycle.Role) bool { return slices.Contains(roles, x) })
}

// Project keeps of the facts what the roles may see.
func Project(roles []lifecycle.Role, r, parent *docket.Record, facts docket.Facts) map[string]any {
	out := map[string]any{}
	for section, v := range facts {
		m, ok := v.(map[string]any)
		if !ok {
			continue
		}
		kept := map[string]any{}
		for name, fact := range m {
			if Seen(roles, r, parent, section, name) {
				kept[name] = fact
			}
		}
		if len(kept) > 0 {
			out[section] = kept
		}
	}
	return out
}

// Standing is the roles in which an actor sees a record. Everyone stands before a published call as the public does.
func Standing(a docket.Actor, r, parent *docket.Record) []lifecycle.Role {
	out := []lifecycle.Role{lifecycle.Public}
	for _, c := range docket.Relations(a, r, parent) {
		if !slices.Contains(out, c.Role) {
			out = append(out, c.Role)
		}
	}
	return out
}

// MaySee says whether an actor may know that a record exists: whether its title is theirs to see.
func MaySee(a docket.Actor, r, parent *docket.Record) bool {
	return Seen(Standing(a, r, parent), r, parent, "parties", "title")
}
