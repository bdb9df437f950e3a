package rpc

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// Conditions builds a WHERE clause over the docket table with numbered
// arguments. The clauses are the program's own text; what callers say is always
// an argument.
type Conditions struct {
	args []any
	now  time.Time
}

// NewConditions begins an empty clause, judged at a time of the server's clock.
func NewConditions(now time.Time) *Conditions { return &Conditions{now: now} }

// Arg adds an argument and returns its number as SQL writes it. PostgreSQL keeps
// no NUL in a text: a text with one equals nothing.
func (c *Conditions) Arg(v any) string {
	switch x := v.(type) {
	case string:
		v = withoutNUL(x)
	case []string:
		list := make([]string, len(x))
		for i := range x {
			list[i] = withoutNUL(x[i])
		}
		v = list
	}
	c.args = append(c.args, v)
	return fmt.Sprintf("$%d", len(c.args))
}

func withoutNUL(s string) string { return strings.ReplaceAll(s, "\x00", "\uFFFD") }

// Args are the arguments so far.
func (c *Conditions) Args() []any { return c.args }

// publishedCalls is the clause of the calls that everyone may see.
const publishedCalls = "state in ('PUBLISHED','OPEN','CLOSED','IN_REVIEW','DECIDED','ARCHIVED')"

// relation says in SQL what docket.Related says in Go, for one role and one
// machine (or all, when m is empty); "" when the role relates to nothing of it.
func (c *Conditions) relation(a docket.Actor, role lifecycle.Role, m lifecycle.Machine) string {
	var parts []string
	on := func(machine lifecycle.Machine, clause func() string) {
		switch m {
		case machine:
			parts = append(parts, clause())
		case "":
			parts = append(parts, fmt.Sprintf("(machine = '%s' and %s)", machine, clause()))
		}
	}
	is := func(column string, v any) func() string { return func() string { return column + " = " + c.Arg(v) } }
	oneOf := func(column string) func() string {
		return func() string { return column + " = any(" + c.Arg(orgsOf(a, role)) + ")" }
	}
	if slices.Contains(lifecycle.LobbyWriters, role) {
		on(lifecycle.LobbyMachine, func() string { // looked up first, as what one writes beside others is
			return "id = any (array(select l.id from docket l where l.machine = 'lobby' and l.facts #>> '{parties,reporter}' = " + c.Arg(a.Person) + "))"
		})
	}
	switch role {
	case lifecycle.PI:
		on(lifecycle.ProjectMachine, is("pi", a.Person))
	case lifecycle.Writer:
		// Looked up first, by their own index: beside “or” it would not be used.
		on(lifecycle.ProjectMachine, func() string {
			return "id = any (array(select w.id from docket w where w.machine = 'project' and w.facts #> '{parties,writers}' @> to_jsonb(" + c.Arg(a.Person) + "::text)))"
		})
	case lifecycle.Institution:
		on(lifecycle.ProjectMachine, oneOf("host_org"))
	case lifecycle.Recommender:
		on(lifecycle.ProjectMachine, oneOf("recommender_org"))
	case lifecycle.Demander:
		on(lifecycle.NeedMachine, oneOf("demander_org"))
	case lifecycle.Reviewer:
		on(lifecycle.ReviewMachine, is("reviewer", a.Person))
		on(lifecycle.MeetingMachine, func() string { return "facts #> '{meeting,members}' @> to_jsonb(" + c.Arg(a.Person) + "::text)" })
	case lifecycle.Chair:
		on(lifecycle.ProjectMachine, is("facts #>> '{closure,chair}'", a.Person))
		on(lifecycle.MeetingMachine, is("facts #>> '{meeting,chair}'", a.Person))
	case lifecycle.Public:
		on(lifecycle.CallMachine, func() string { return publishedCalls })
	case lifecycle.Agency:
		on(lifecycle.CallMachine, oneOf("agency_org"))
		on(lifecycle.ReviewMachine, oneOf("agency_org"))
		on(lifecycle.CommissionMachine, oneOf("agency_org"))
		on(lifecycle.MeetingMachine, oneOf("agency_org"))
		on(lifecycle.ProjectMachine, func() string {
			return "parent in (select c.id from docket c where c.machine = 'call' and c.agency_org = any(" + c.Arg(orgsOf(a, role)) + "))"
		})
	case lifecycle.Discipline, lifecycle.Auditor:
		return "true"
	case lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance:
		if over := overBureau(m); over != "" {
			parts = append(parts, over)
		}
	}
	return anyOf(parts)
}

// overBureau: the bureau reads every need, call, project, commission and meeting; reviews are the agency's and the
// watchdogs', recorded contacts their writer's and the watchdogs'.
func overBureau(m lifecycle.Machine) string {
	switch m {
	case "":
		return "machine in ('need', 'call', 'project', 'commission', 'meeting')"
	case lifecycle.ReviewMachine, lifecycle.LobbyMachine:
		return ""
	}
	return "true"
}

func anyOf(parts []string) string {
	switch {
	case len(parts) == 0:
		return ""
	case slices.Contains(parts, "true"):
		return "true"
	case len(parts) == 1:
		return parts[0]
	}
	return "(" + strings.Join(parts, " or ") + ")"
}

func orgsOf(a docket.Actor, role lifecycle.Role) []string {
	out := []string{}
	for _, c := range a.Capacities {
		if c.Role == role {
			out = append(out, c.Org)
		}
	}
	return out
}

func rolesOf(a docket.Actor) []lifecycle.Role {
	var out []lifecycle.Role
	seen := map[lifecycle.Role]bool{}
	for _, c := range a.Capacities {
		if !seen[c.Role] {
			seen[c.Role] = true
			out = append(out, c.Role)
		}
	}
	if seen[lifecycle.Reviewer] {
		out = append(out, lifecycle.Chair)
	}
	if seen[lifecycle.PI] || seen[lifecycle.Institution] {
		out = append(out, lifecycle.Writer)
	}
	return out
}

// Visible is the clause of everything of a machine that an actor may see; of all
// machines when m is empty. It says in SQL what MaySee says of one record.
func (c *Conditions) Visible(a docket.Actor, m lifecycle.Machine) string {
	var parts []string
	for _, role := range append([]lifecycle.Role{lifecycle.Public}, rolesOf(a)...) {
		if rel := c.relation(a, role, m); rel != "" {
			parts = append(parts, rel)
		}
	}
	if clause := anyOf(parts); clause != "" {
		return clause
	}
	return "false"
}

// Concerned is Visible without what is published to everyone: what an actor
// stands in relation to.
func (c *Conditions) Concerned(a docket.Actor, m lifecycle.Machine) string {
	var parts []string
	for _, role := range rolesOf(a) {
		if rel := c.relation(a, role, m); rel != "" {
			parts = append(parts, rel)
		}
	}
	if clause := anyOf(parts); clause != "" {
		return clause
	}
	return "false"
}

// Wide says whether an actor reads the whole record, so that a search begins
// with the words and not with the dockets.
func Wide(a docket.Actor) bool { return a.Is(bureau...) }

// Waiting is the clause of everything that waits for an actor: the law says whose turn a state is.
func (c *Conditions) Waiting(a docket.Actor, m lifecycle.Machine) string {
	var parts []string
	for _, role := range rolesOf(a) {
		for _, law := range lifecycle.Laws() {
			states := turnsOf(law, role)
			if len(states) == 0 || m != "" && m != law.Machine {
				continue
			}
			if rel := c.relation(a, role, law.Machine); rel != "" {
				parts = append(parts, fmt.Sprintf("(machine = '%s' and state in (%s) and %s%s)", law.Machine, quoted(states), rel, c.refine(role)))
			}
		}
		if m == "" || m == lifecycle.ProjectMachine {
			parts = append(parts, appeals(role)...)
		}
	}
	if clause := anyOf(parts); clause != "" {
		return clause
	}
	return "false"
}

func turnsOf(law *lifecycle.Law, role lifecycle.Role) []string {
	var states []string
	for _, s := range law.Standings {
		if slices.Contains(s.Turn, role) {
			states = append(states, string(s.State))
		}
	}
	return states
}

// refine narrows a turn where the state alone says too much: the level that the
// amount calls for, a refusal that can still be appealed against.
func (c *Conditions) refine(role lifecycle.Role) string {
	switch role {
	case lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup:
		return fmt.Sprintf(" and (state <> 'DECISION' or facts #>> '{decision,level}' = '%s')", role)
	case lifecycle.Agency:
		return " and state <> 'SCORED'" // the round waits for the agency, its single scores do not
	case lifecycle.PI, lifecycle.Institution:
		return fmt.Sprintf(" and (state not in ('NOT_ACCEPTED', 'NOT_FUNDED') or ((facts #>> '{appeal,due}')::timestamptz > %s and facts #>> '{appeal,filed_at}' is null))", c.Arg(c.now))
	}
	return ""
}

// appeals that wait for an answer go to the role that the law lets answer them.
func appeals(role lifecycle.Role) []string {
	states := map[lifecycle.Role]string{lifecycle.Director: "('NOT_ACCEPTED', 'NOT_PASSED')", lifecycle.Discipline: "('NOT_FUNDED')"}[role]
	if states == "" {
		return nil
	}
	return []string{"(machine = 'project' and state in " + states + " and facts #>> '{appeal,filed_at}' is not null and facts #>> '{appeal,outcome}' is null)"}
}

// First is a copy with the first n arguments, to go on from more than once.
func (c *Conditions) First(n int) *Conditions {
	return &Conditions{args: slices.Clone(c.args[:n]), now: c.now}
}
