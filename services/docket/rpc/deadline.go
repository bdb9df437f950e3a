package rpc

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// deadline says which fact holds the time limit that people have in a state.
// The column docket.deadline holds the same time (migrations 00010 and 00014); lists, the
// pipeline and a docket's own view compare it with the clock.
type deadline struct {
	machine lifecycle.Machine
	state   lifecycle.State
	section string
	// path within the section; “$name” stands for what the section's fact of that name says.
	path []string
	// call: the limit is the closing time of the call, or this fact where it is later.
	call bool
}

var deadlines = []deadline{
	{machine: lifecycle.NeedMachine, state: lifecycle.NeedReturned, section: "screening", path: []string{"due"}},
	{machine: lifecycle.NeedMachine, state: lifecycle.NeedInReserve, section: "screening", path: []string{"expires"}},

	{machine: lifecycle.CallMachine, state: lifecycle.CallPublished, section: "window", path: []string{"opens_at"}},
	{machine: lifecycle.CallMachine, state: lifecycle.CallOpen, section: "window", path: []string{"closes_at"}},
	{machine: lifecycle.CallMachine, state: lifecycle.CallInReview, section: "commission", path: []string{"due"}},

	{machine: lifecycle.CommissionMachine, state: lifecycle.Commissioned, section: "commission", path: []string{"due"}},
	{machine: lifecycle.CommissionMachine, state: lifecycle.CommissionSealed, section: "commission", path: []string{"due"}},
	{machine: lifecycle.CommissionMachine, state: lifecycle.CommissionReviewing, section: "commission", path: []string{"due"}},

	{machine: lifecycle.ReviewMachine, state: lifecycle.ReviewInvited, section: "review", path: []string{"invite_due"}},
	{machine: lifecycle.ReviewMachine, state: lifecycle.ReviewAccepted, section: "review", path: []string{"due"}},

	{machine: lifecycle.MeetingMachine, state: lifecycle.MeetingConvened, section: "meeting", path: []string{"at"}},
	{machine: lifecycle.MeetingMachine, state: lifecycle.MeetingOpen, section: "meeting", path: []string{"minutes_due"}},

	{machine: lifecycle.LobbyMachine, state: lifecycle.LobbyRecorded, section: "handling", path: []string{"take_up_due"}},

	{machine: lifecycle.ProjectMachine, state: lifecycle.Draft, section: "intake", path: []string{"extended_until"}, call: true},
	{machine: lifecycle.ProjectMachine, state: lifecycle.UnitCheck, section: "intake", path: []string{"extended_until"}, call: true},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Recommending, section: "intake", path: []string{"recommend_due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.FormalCheck, section: "intake", path: []string{"check_due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Returned, section: "intake", path: []string{"correction_due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.UnderReview, section: "review", path: []string{"due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Publicity, section: "notice", path: []string{"ends"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Objection, section: "notice", path: []string{"answer_due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Reserve, section: "decision", path: []string{"reserve_until"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Awarded, section: "agreement", path: []string{"due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Active, section: "agreement", path: []string{"term_ends"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.ChangePending, section: "run", path: []string{"changes", "$change_no", "due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Suspended, section: "run", path: []string{"suspended", "due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.TerminationReview, section: "run", path: []string{"termination", "decide_due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.ClosureDue, section: "closure", path: []string{"due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Overdue, section: "closure", path: []string{"due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.ClosureReview, section: "closure", path: []string{"decide_due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Remediation, section: "closure", path: []string{"remediation_due"}},
	{machine: lifecycle.ProjectMachine, state: lifecycle.Recovery, section: "funding", path: []string{"recover_due"}},
}

// deadlineIn finds the row of a state; false when the state has no limit.
func deadlineIn(m lifecycle.Machine, s lifecycle.State) (deadline, bool) {
	i := slices.IndexFunc(deadlines, func(d deadline) bool { return d.machine == m && d.state == s })
	if i < 0 {
		return deadline{}, false
	}
	return deadlines[i], true
}

// of reads the limit off a record; nil when none is on file.
func (d deadline) of(r, parent *docket.Record) *time.Time {
	own := d.fact(r)
	if !d.call {
		return own
	}
	if parent == nil {
		return nil
	}
	closes := timeAt(parent.Facts, "window", "closes_at")
	if closes != nil && own != nil && own.After(*closes) {
		return own
	}
	return closes
}

func (d deadline) fact(r *docket.Record) *time.Time {
	path := []string{d.section}
	for _, name := range d.path {
		if sibling, ok := strings.CutPrefix(name, "$"); ok {
			section, _ := r.Facts[d.section].(map[string]any)
			name, _ = section[sibling].(string)
		}
		path = append(path, name)
	}
	return timeAt(r.Facts, path...)
}

func timeAt(facts map[string]any, path ...string) *time.Time {
	var at any = facts
	for _, name := range path {
		m, _ := at.(map[string]any)
		at = m[name]
	}
	text, _ := at.(string)
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return nil
	}
	return &t
}

// late says whether a record is past the limit of its state, for somebody in one
// of the roles: who may not see the limit is not told that it has passed.
func late(roles []lifecycle.Role, r, parent *docket.Record, now time.Time) bool {
	d, ok := deadlineIn(r.Machine, r.State)
	if !ok || !Seen(roles, r, parent, d.section, d.path[0]) {
		return false
	}
	at := d.of(r, parent)
	return at != nil && at.Before(now)
}

// Late is the clause of everything that is past the limit of its state, as far
// as the actor may see the limit: what late says of one record, in SQL.
func (c *Conditions) Late(a docket.Actor, m lifecycle.Machine) string {
	var parts []string
	for _, role := range append([]lifecycle.Role{lifecycle.Public}, rolesOf(a)...) {
		for _, law := range lifecycle.Laws() {
			if m == "" || m == law.Machine {
				parts = append(parts, c.lateFor(a, role, law.Machine)...)
			}
		}
	}
	if clause := anyOf(parts); clause != "" {
		return clause
	}
	return "false"
}

func (c *Conditions) lateFor(a docket.Actor, role lifecycle.Role, m lifecycle.Machine) []string {
	var own, call []string
	for _, d := range deadlines {
		switch {
		case d.machine != m || !d.shown(role):
		case d.call:
			call = append(call, string(d.state))
		default:
			own = append(own, string(d.state))
		}
	}
	if len(own)+len(call) == 0 {
		return nil
	}
	rel := c.relation(a, role, m)
	if rel == "" {
		return nil
	}
	var parts []string
	now := c.Arg(c.now)
	if len(own) > 0 {
		parts = append(parts, fmt.Sprintf("(machine = '%s' and state in (%s) and deadline < %s and %s)", m, quoted(own), now, rel))
	}
	if len(call) > 0 {
		parts = append(parts, fmt.Sprintf(`(machine = '%s' and state in (%s) and coalesce(deadline, '-infinity') < %s and %s
			and parent in (select c.id from docket c where c.machine = 'call' and (c.facts #>> '{window,closes_at}')::timestamptz < %[3]s))`, m, quoted(call), now, rel))
	}
	return parts
}

// shown says whether a role sees the limit of the state.
func (d deadline) shown(role lifecycle.Role) bool {
	return Seen([]lifecycle.Role{role}, &docket.Record{Machine: d.machine, State: d.state}, nil, d.section, d.path[0])
}

// quoted writes words of the law into SQL.
func quoted(words []string) string { return "'" + strings.Join(words, "','") + "'" }
