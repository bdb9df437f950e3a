package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/closure"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/programme"
)

// Reasons for which two dockets belong together.
const (
	SamePI      = "pi"
	SameHost    = "host"
	CoApplicant = "co_applicant"
	SameNeed    = "need"
	FollowsOn   = "follow_on"
)

const mostRelated = 100

// ListRelated lists dockets of the same lead, institution, joint applicant or
// need, and those that take another one further, with the reasons; only what the
// caller may see. A review is related to nothing: whose application it judges is
// not to be found out by it.
func (s *Server) ListRelated(ctx context.Context, req *deskv1.ListRelatedRequest) (*deskv1.ListRelatedResponse, error) {
	a := dockrpc.ActorOf(ctx)
	r, parent, err := docket.WithParent(ctx, s.Door.Pool(), req.GetDocket())
	if err != nil {
		return nil, err
	}
	if !dockrpc.MaySee(a, r, parent) {
		return nil, docket.NotFound(req.GetDocket())
	}
	found, err := s.related(ctx, a, r)
	if err != nil {
		return nil, err
	}
	views, err := s.View.Dockets(ctx, found, a)
	if err != nil {
		return nil, err
	}
	out := &deskv1.ListRelatedResponse{}
	for i, other := range found {
		out.Related = append(out.Related, &deskv1.Related{Docket: views[i], Reasons: reasons(a, r, other)})
	}
	return out, nil
}

func (s *Server) related(ctx context.Context, a docket.Actor, r *docket.Record) ([]*docket.Record, error) {
	c := dockrpc.NewConditions(s.Door.Now())
	var which string
	switch r.Machine {
	case lifecycle.ProjectMachine:
		which = ofTheSamePeople(c, r.Parties()) + " or " + intoCall(c, r.Parties().Parent)
	case lifecycle.CallMachine:
		which = intoCall(c, r.ID)
	case lifecycle.NeedMachine:
		which = ofTheNeed(c, r)
	default:
		return nil, nil
	}
	clause := fmt.Sprintf("where (%s) and id <> %s and machine <> 'review' and %s order by since desc, id desc limit %d", which, c.Arg(r.ID), c.Visible(a, ""), mostRelated)
	return docket.Select(ctx, s.Door.Pool(), clause, c.Args()...)
}

// ofTheSamePeople are the projects that share the lead, the institution or a joint applicant.
func ofTheSamePeople(c *dockrpc.Conditions, p docket.Parties) string {
	parts := []string{"pi = " + c.Arg(p.PI), "host_org = " + c.Arg(p.HostOrg)}
	orgs := joint(p)
	if len(orgs) > 0 {
		parts = append(parts, "host_org = any("+c.Arg(orgs)+")")
	}
	for _, org := range append(orgs, p.HostOrg) {
		pattern, _ := json.Marshal([]map[string]string{{"org": org}}) // a string always marshals
		parts = append(parts, "facts #> '{parties,co_applicants}' @> "+c.Arg(string(pattern))+"::text::jsonb")
	}
	return "machine = 'project' and (" + strings.Join(parts, " or ") + ")"
}

func joint(p docket.Parties) []string {
	var out []string
	for _, co := range p.CoApplicants {
		out = append(out, co.Org)
	}
	return out
}

// intoCall are the needs that were selected into a call.
func intoCall(c *dockrpc.Conditions, call string) string {
	return "machine = 'need' and facts #>> '{ending,into}' = " + c.Arg(call)
}

// ofTheNeed are what a need went into with the applications there, what went into it, and what went the same way.
func ofTheNeed(c *dockrpc.Conditions, need *docket.Record) string {
	parts := []string{intoCall(c, need.ID)}
	if into := placeOf(need); into != "" {
		n := c.Arg(into)
		parts = append(parts, "id = "+n, "machine = 'project' and parent = "+n, "machine = 'need' and facts #>> '{ending,into}' = "+n)
	}
	return strings.Join(parts, " or ")
}

func placeOf(need *docket.Record) string {
	var e programme.Ending
	if need.Machine != lifecycle.NeedMachine || need.Section("ending", &e) != nil {
		return ""
	}
	return e.Into
}

// reasons says what two dockets share, as far as the caller may see it of both.
func reasons(a docket.Actor, r, other *docket.Record) []string {
	if r.Machine != lifecycle.ProjectMachine || other.Machine != lifecycle.ProjectMachine {
		return []string{SameNeed}
	}
	p, q := r.Parties(), other.Parties()
	var out []string
	add := func(reason string, holds bool) {
		if holds {
			out = append(out, reason)
		}
	}
	add(SamePI, p.PI != "" && p.PI == q.PI)
	add(SameHost, p.HostOrg != "" && p.HostOrg == q.HostOrg)
	mine, theirs := joint(p), joint(q)
	add(CoApplicant, slices.Contains(mine, q.HostOrg) || slices.Contains(theirs, p.HostOrg) ||
		slices.ContainsFunc(mine, func(o string) bool { return slices.Contains(theirs, o) }))
	add(FollowsOn, len(out) > 0 && (follows(a, r, other) || follows(a, other, r)))
	return out
}

// follows says whether the second docket was opened after follow-on support was asked for the first.
func follows(a docket.Actor, first, second *docket.Record) bool {
	if !dockrpc.Seen(dockrpc.Standing(a, first, nil), first, nil, "closure", "follow_on") {
		return false
	}
	var c closure.Closure
	if first.Section("closure", &c) != nil {
		return false
	}
	var asked time.Time
	for _, wish := range c.FollowOn {
		if wish.At != nil && (asked.IsZero() || wish.At.Before(asked)) {
			asked = *wish.At
		}
	}
	return !asked.IsZero() && second.OpenedAt.After(asked)
}
