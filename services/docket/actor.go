package docket

import (
	"slices"

	"yanlu/services/lifecycle"
)

// Capacity is a role held in an organisation.
type Capacity struct {
	Role lifecycle.Role
	Org  string
}

// Actor is who acts and in which capacities they might. The door picks the
// capacity that the law and the relation to the subject allow.
type Actor struct {
	Person     string
	Capacities []Capacity
}

// SystemActor is a workflow; PublicActor is anyone without an account.
var (
	SystemActor = Actor{Capacities: []Capacity{{Role: lifecycle.System}}}
	PublicActor = Actor{Capacities: []Capacity{{Role: lifecycle.Public}}}
)

// Key identifies the actor in the command log.
func (a Actor) Key() string {
	if a.Person != "" {
		return a.Person
	}
	if len(a.Capacities) > 0 {
		return string(a.Capacities[0].Role)
	}
	return string(lifecycle.Public)
}

// Is says whether the actor holds a role anywhere.
func (a Actor) Is(roles ...lifecycle.Role) bool {
	return slices.ContainsFunc(a.Capacities, func(c Capacity) bool { return slices.Contains(roles, c.Role) })
}

// bureau roles stand in relation to every subject: there is one bureau.
var bureau = []lifecycle.Role{
	lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup,
	lifecycle.Finance, lifecycle.Discipline, lifecycle.Auditor, lifecycle.System, lifecycle.Public,
}

// Related says whether a person, acting in a capacity, stands in the relation to
// the record that the role requires. It is the relation half of the permission
// table; the law is the other half.
//
//	pi           leads the project
//	writer       was named by the principal investigator to write beside them
//	institution  its organisation hosts the project
//	recommender  its organisation recommends it
//	demander     its organisation registered the need
//	agency       its organisation was commissioned for the call, or with the commission
//	reviewer     the review is theirs, or they are a member of the meeting
//	chair        appointed to chair the closure panel, or the meeting
//	bureau roles and the system: always, but for a recorded contact (see relatedToLobby)
func Related(c Capacity, person string, r, parent *Record) bool {
	if r.Machine == lifecycle.LobbyMachine {
		return relatedToLobby(c.Role, person, r)
	}
	p := r.Parties()
	switch c.Role {
	case lifecycle.PI:
		return person != "" && p.PI == person
	case lifecycle.Writer:
		return person != "" && slices.Contains(p.Writers, person)
	case lifecycle.Institution:
		return c.Org != "" && p.HostOrg == c.Org
	case lifecycle.Recommender:
		return c.Org != "" && p.RecommenderOrg == c.Org
	case lifecycle.Demander:
		return c.Org != "" && p.DemanderOrg == c.Org
	case lifecycle.Agency:
		return c.Org != "" && (p.AgencyOrg == c.Org || (parent != nil && parent.Parties().AgencyOrg == c.Org))
	case lifecycle.Reviewer:
		return person != "" && (p.Reviewer == person || slices.Contains(r.Members(), person))
	case lifecycle.Chair:
		return person != "" && r.Chair() == person
	default:
		return slices.Contains(bureau, c.Role)
	}
}

// relatedToLobby: a recorded contact is its writer's, in whatever role they may
// record one, and that of those who watch; to the rest of the bureau, and to the
// writer's own organisation, it does not exist.
func relatedToLobby(role lifecycle.Role, person string, r *Record) bool {
	switch role {
	case lifecycle.Discipline, lifecycle.Auditor, lifecycle.System:
		return true
	}
	return person != "" && r.Parties().Reporter == person && slices.Contains(lifecycle.LobbyWriters, role)
}

// Chair is the person appointed to chair the closure panel of a project or a meeting; "" when nobody is.
func (r *Record) Chair() string {
	section := "closure"
	if r.Machine == lifecycle.MeetingMachine {
		section = "meeting"
	}
	m, _ := r.Facts[section].(map[string]any)
	return textOf(m["chair"])
}

// Members are the people called to a meeting; nobody for any other machine.
func (r *Record) Members() []string {
	if r.Machine != lifecycle.MeetingMachine {
		return nil
	}
	m, _ := r.Facts["meeting"].(map[string]any)
	list, _ := m["members"].([]any)
	out := make([]string, 0, len(list))
	for _, x := range list {
		out = append(out, textOf(x))
	}
	return out
}

// capacitiesOf adds the capacities that are appointments and not grants: the chair's and the co-writer's.
func capacitiesOf(a Actor) []Capacity {
	out := slices.Clone(a.Capacities)
	if a.Is(lifecycle.Reviewer) {
		out = append(out, Capacity{Role: lifecycle.Chair})
	}
	if a.Is(lifecycle.PI, lifecycle.Institution) {
		out = append(out, Capacity{Role: lifecycle.Writer})
	}
	return out
}

// Relations lists the roles in which the actor stands in relation to a record.
func Relations(a Actor, r, parent *Record) []Capacity {
	var out []Capacity
	for _, c := range capacitiesOf(a) {
		if Related(c, a.Person, r, parent) {
			out = append(out, c)
		}
	}
	return out
}
