package docket_test

import (
	"slices"
	"testing"

	"yanlu/services/docket"
	"yanlu/services/docket/lawtest"
	"yanlu/services/lifecycle"
)

var everyRole = []lifecycle.Role{
	lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Demander, lifecycle.Reviewer, lifecycle.Agency, lifecycle.Officer, lifecycle.Director,
	lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance, lifecycle.Discipline, lifecycle.Auditor, lifecycle.Admin, lifecycle.System, lifecycle.Public,
}

// needsRelation are the roles that mean nothing without a relation to the subject.
var needsRelation = []lifecycle.Role{lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Demander, lifecycle.Reviewer, lifecycle.Agency, lifecycle.Chair}

// The permission table, cell by cell: every state × event × role × relation.
func TestPermissionTable(t *testing.T) {
	b := lawtest.New(t)
	cells := 0
	for _, law := range lifecycle.Laws() {
		for _, standing := range law.Standings {
			r := b.Get(t, b.Place(t, law.Machine, standing.State, "", nil))
			for _, e := range law.Events() {
				if e == lifecycle.Create {
					continue
				}
				var actors []lifecycle.Role
				for _, tr := range law.From(standing.State) {
					if tr.Event == e {
						actors = append(actors, tr.Actors...)
					}
				}
				for _, role := range everyRole {
					cells += 2
					checkCell(t, r, e, role, actors)
				}
			}
		}
	}
	t.Logf("%d cells", cells)
}

func checkCell(t *testing.T, r *docket.Record, e lifecycle.Event, role lifecycle.Role, actors []lifecycle.Role) {
	t.Helper()
	related := lawtest.ActorOf(role)
	if role == lifecycle.Auditor || role == lifecycle.Admin {
		related = docket.Actor{Person: "p", Capacities: []docket.Capacity{{Role: role, Org: lawtest.Org}}}
	}
	stranger := docket.Actor{Person: "stranger", Capacities: []docket.Capacity{{Role: role, Org: "elsewhere"}}}
	// A reviewer may also hold the chair, by appointment.
	may := slices.Contains(actors, role) || role == lifecycle.Reviewer && slices.Contains(actors, lifecycle.Chair) && (r.Machine == lifecycle.ProjectMachine || r.Machine == lifecycle.MeetingMachine)
	if _, err := docket.Permit(related, r, nil, e); (err == nil) != may {
		t.Errorf("%s %s %s by related %s: %v, want allowed=%t", r.Machine, r.State, e, role, err, may)
	}
	mayStranger := slices.Contains(actors, role) && !slices.Contains(needsRelation, role)
	if _, err := docket.Permit(stranger, r, nil, e); (err == nil) != mayStranger {
		t.Errorf("%s %s %s by a stranger as %s: %v, want allowed=%t", r.Machine, r.State, e, role, err, mayStranger)
	}
}
