package act

import (
	"context"
	"slices"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review/commission/screen"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
)

// bindsAgency are the grounds on which an agency is related to an application
// when they stand against one of its people, or against itself.
var bindsAgency = []conflict.Ground{
	conflict.Participant, conflict.SameOrg, conflict.RecommendingOrg, conflict.NearRelative, conflict.Shareholder, conflict.SeatHolder, conflict.SameIDCard,
}

// Tie is why an agency is not independent of an application.
type Tie struct{ Application, Title, Zh, En string }

// Ties lists what relates an agency to applications of a call (rev.agency.separation):
// it applies, takes part or recommends; one of its people is of the team, a near
// relative of a member, holds shares or a post there, works or worked there within
// the look-back; a member holds shares or a post with the agency, or worked for it.
func Ties(ctx context.Context, q docket.Querier, pack *policy.Pack, call, agency string, applications []string, now time.Time) ([]Tie, error) {
	staff, err := store.Staff(ctx, q, agency)
	if err != nil {
		return nil, err
	}
	g, err := screen.Gather(ctx, q, pack, call, staff, now)
	if err != nil {
		return nil, err
	}
	for i := range g.Experts { // that they work for the agency is said of the agency itself
		g.Experts[i].Posts = slices.DeleteFunc(g.Experts[i].Posts, func(p conflict.Post) bool { return p.Org == agency })
	}
	g.Experts = append(g.Experts, conflict.Expert{ID: agency, Posts: []conflict.Post{{Org: agency}}})
	s, err := g.Screen()
	if err != nil {
		return nil, err
	}
	list := screen.Pairs(s, applications)
	names, err := screen.NamesOf(ctx, q, list)
	if err != nil {
		return nil, err
	}
	var out []Tie
	for _, f := range list {
		for _, x := range f.Exclusions {
			if slices.Contains(bindsAgency, x.Ground) {
				zh, en := x.Sentence(names)
				out = append(out, Tie{f.Application, names[f.Application], names[f.Expert] + zh, names[f.Expert] + " " + en})
			}
		}
	}
	back, err := membersOf(ctx, q, g, agency, applications)
	return append(out, back...), err
}

// membersOf lists the members of teams whose own files bind them to the agency.
func membersOf(ctx context.Context, q docket.Querier, g screen.Registers, agency string, applications []string) ([]Tie, error) {
	since, err := g.Rule.Since()
	if err != nil {
		return nil, err
	}
	var people []string
	for _, a := range g.Applications {
		for _, m := range a.Team {
			people = append(people, m.Person)
		}
	}
	bound, err := store.Bound(ctx, q, agency, people, string(since))
	if err != nil || len(bound) == 0 {
		return nil, err
	}
	titles, err := store.NamesOf(ctx, q, applications)
	if err != nil {
		return nil, err
	}
	var out []Tie
	for _, a := range g.Applications {
		for _, m := range a.Team {
			if bound[m.Person] && slices.Contains(applications, a.ID) {
				out = append(out, Tie{a.ID, titles[a.ID], "项目组成员“" + m.Name + "”在评审机构持股或任职", m.Name + " of the team holds shares or a post with the agency, or works or worked for it"})
			}
		}
	}
	return out, nil
}

// Independent refuses an agency that is related to any application of a call that was handed in.
func Independent(ctx context.Context, a *docket.Act, pack *policy.Pack, call *docket.Record, agency string) error {
	apps, err := store.HandedIn(ctx, a.Tx, call.ID)
	if err != nil {
		return err
	}
	return independent(ctx, a, pack, call, agency, apps)
}

// independent refuses an agency that is related to an application (AGENCY_RELATED), naming each tie.
func independent(ctx context.Context, a *docket.Act, pack *policy.Pack, call *docket.Record, agency string, applications []string) error {
	ties, err := Ties(ctx, a.Tx, pack, call.ID, agency, applications, a.Now)
	if err != nil || len(ties) == 0 {
		return err
	}
	p := problem.New(problem.Precondition, "AGENCY_RELATED", "评审机构与所列项目有关联，不得受托", "The agency is related to applications and cannot be commissioned").
		With("rule", "rev.agency.separation").For(string(lifecycle.Officer))
	for _, t := range ties {
		p.At("agency", "《"+t.Title+"》："+t.Zh, t.Title+": "+t.En)
	}
	return p
}
