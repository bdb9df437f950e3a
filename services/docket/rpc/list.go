package rpc

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// conditions builds a WHERE clause with numbered arguments.
type conditions struct {
	args []any
}

func (c *conditions) arg(v any) string {
	c.args = append(c.args, v)
	return fmt.Sprintf("$%d", len(c.args))
}

// relation says in SQL what docket.Related says in Go, for one role; "" when the role relates to nothing.
func (c *conditions) relation(a docket.Actor, role lifecycle.Role) string {
	orgs := orgsOf(a, role)
	switch role {
	case lifecycle.PI:
		return "(machine = 'project' and pi = " + c.arg(a.Person) + ")"
	case lifecycle.Institution:
		return "(machine = 'project' and host_org = any(" + c.arg(orgs) + "))"
	case lifecycle.Recommender:
		return "(machine = 'project' and recommender_org = any(" + c.arg(orgs) + "))"
	case lifecycle.Demander:
		return "(machine = 'need' and demander_org = any(" + c.arg(orgs) + "))"
	case lifecycle.Reviewer:
		return "(machine = 'review' and reviewer = " + c.arg(a.Person) + ")"
	case lifecycle.Chair:
		return "(machine = 'project' and facts #>> '{closure,chair}' = " + c.arg(a.Person) + ")"
	case lifecycle.Agency:
		n := c.arg(orgs)
		return "(machine in ('call', 'review') and agency_org = any(" + n + ") or machine = 'project' and parent in (select id from docket c where c.machine = 'call' and c.agency_org = any(" + n + ")))"
	case lifecycle.Discipline, lifecycle.Auditor:
		return "true"
	case lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance:
		return "(machine in ('need', 'call', 'project'))"
	}
	return ""
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
	return out
}

// visible is the clause of everything an actor may see.
func (c *conditions) visible(a docket.Actor) string {
	parts := []string{"(machine = 'call' and state in ('PUBLISHED','OPEN','CLOSED','IN_REVIEW','DECIDED','ARCHIVED'))"}
	for _, role := range rolesOf(a) {
		if r := c.relation(a, role); r != "" {
			parts = append(parts, r)
		}
	}
	return "(" + strings.Join(parts, " or ") + ")"
}

// waiting is the clause of everything that waits for an actor: the law says whose turn a state is.
func (c *conditions) waiting(a docket.Actor) string {
	parts := []string{"false"}
	for _, role := range rolesOf(a) {
		for _, law := range lifecycle.Laws() {
			var states []string
			for _, s := range law.Standings {
				for _, turn := range s.Turn {
					if turn == role {
						states = append(states, string(s.State))
					}
				}
			}
			if len(states) == 0 {
				continue
			}
			if rel := c.relation(a, role); rel != "" {
				parts = append(parts, fmt.Sprintf("(machine = %s and state = any(%s) and %s%s)", c.arg(string(law.Machine)), c.arg(states), rel, refine(role)))
			}
		}
		parts = append(parts, appeals(role)...)
	}
	return "(" + strings.Join(parts, " or ") + ")"
}

// refine narrows a turn where the state alone says too much: the level that the
// amount calls for, a refusal that can still be appealed against.
func refine(role lifecycle.Role) string {
	switch role {
	case lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup:
		return fmt.Sprintf(" and (state <> 'DECISION' or facts #>> '{decision,level}' = '%s')", role)
	case lifecycle.Agency:
		return " and state <> 'SCORED'" // the round waits for the agency, its single scores do not
	case lifecycle.PI, lifecycle.Institution:
		return " and (state not in ('NOT_ACCEPTED', 'NOT_FUNDED') or ((facts #>> '{appeal,due}')::timestamptz > now() and facts #>> '{appeal,filed_at}' is null))"
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

// page turns a token into a position; the token is the (since, id) of the last row.
type page struct {
	size  int
	since string
	id    string
}

func pageOf(size int32, token string) (page, error) {
	p := page{size: int(size)}
	if p.size == 0 {
		p.size = 50
	}
	if token == "" {
		return p, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(token)
	since, id, ok := strings.Cut(string(raw), "|")
	if err != nil || !ok {
		return p, problem.New(problem.Invalid, "PAGE_TOKEN_INVALID", "翻页标记无效，请从第一页重新开始", "The page token is not valid; start from the first page").At("page_token", "无效", "not valid")
	}
	p.since, p.id = since, id
	return p, nil
}

func tokenOf(r *docket.Record) string {
	return base64.RawURLEncoding.EncodeToString([]byte(r.Since.Format("2006-01-02T15:04:05.999999Z07:00") + "|" + r.ID))
}

func (s *Server) list(ctx context.Context, c *conditions, where string, p page, order string) ([]*docket.Record, string, error) {
	if p.id != "" {
		cmp := map[string]string{"desc": "<", "asc": ">"}[order]
		where += fmt.Sprintf(" and (since, id) %s (%s::timestamptz, %s)", cmp, c.arg(p.since), c.arg(p.id))
	}
	clause := fmt.Sprintf("where %s order by since %s, id %s limit %d", where, order, order, p.size+1)
	found, err := docket.Select(ctx, s.Door.Pool(), clause, c.args...)
	if err != nil {
		return nil, "", err
	}
	next := ""
	if len(found) > p.size {
		found = found[:p.size]
		next = tokenOf(found[p.size-1])
	}
	return found, next, nil
}

// ListQueue lists what waits for the caller, longest waiting first.
func (s *Server) ListQueue(ctx context.Context, req *docketv1.ListQueueRequest) (*docketv1.ListQueueResponse, error) {
	a := ActorOf(ctx)
	p, err := pageOf(req.GetPageSize(), req.GetPageToken())
	if err != nil {
		return nil, err
	}
	c := &conditions{}
	where := c.waiting(a)
	var total int32
	if err := s.Door.Pool().QueryRow(ctx, "select count(*) from docket where "+where, c.args...).Scan(&total); err != nil {
		return nil, fmt.Errorf("docket/rpc: queue: %w", err)
	}
	found, next, err := s.list(ctx, c, where, p, "asc")
	if err != nil {
		return nil, err
	}
	shown, err := s.View.Dockets(ctx, found, a)
	return &docketv1.ListQueueResponse{Dockets: shown, NextPageToken: next, Total: total}, err
}

// ListDockets lists what the caller may see, latest change first.
func (s *Server) ListDockets(ctx context.Context, req *docketv1.ListDocketsRequest) (*docketv1.ListDocketsResponse, error) {
	a := ActorOf(ctx)
	p, err := pageOf(req.GetPageSize(), req.GetPageToken())
	if err != nil {
		return nil, err
	}
	c := &conditions{}
	where := c.visible(a)
	if m := req.GetMachine(); m != "" {
		where += " and machine = " + c.arg(m)
	}
	if len(req.GetStates()) > 0 {
		where += " and state = any(" + c.arg(req.GetStates()) + ")"
	}
	if req.GetParent() != "" {
		where += " and parent = " + c.arg(req.GetParent())
	}
	if q := strings.TrimSpace(req.GetQuery()); q != "" {
		n := c.arg("%" + escapeLike(q) + "%")
		where += " and (title ilike " + n + " or code ilike " + n + ")"
	}
	found, next, err := s.list(ctx, c, where, p, "desc")
	if err != nil {
		return nil, err
	}
	shown, err := s.View.Dockets(ctx, found, a)
	return &docketv1.ListDocketsResponse{Dockets: shown, NextPageToken: next}, err
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}
