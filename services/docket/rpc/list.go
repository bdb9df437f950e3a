package rpc

import (
	"context"
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// countedTo is how far a list is counted; beyond it people want a filter, not a
// number. What is found by words that thousands share is counted up to rare.
const countedTo = 10_000

// read carries one page of a list.
func (s *Server) read(ctx context.Context, c *Conditions, where string, p page) ([]*docket.Record, string, error) {
	clause := fmt.Sprintf("where %s and %s order by %s limit %d", where, p.beyond(c), p.clause(), p.size+1)
	found, err := docket.Select(ctx, s.Door.Pool(), clause, c.args...)
	if err != nil {
		return nil, "", err
	}
	next := ""
	if len(found) > p.size {
		found = found[:p.size]
		next = p.token(found[p.size-1])
	}
	return found, next, nil
}

// count says how many there are, up to most.
func (s *Server) count(ctx context.Context, c *Conditions, where string, most int) (n int32, more bool, err error) {
	sql := fmt.Sprintf("select count(*) from (select 1 from docket where %s limit %d) as counted", where, most+1)
	if err := s.Door.Pool().QueryRow(ctx, sql, c.args...).Scan(&n); err != nil {
		return 0, false, fmt.Errorf("docket/rpc: count: %w", err)
	}
	if int(n) > most {
		return int32(most), true, nil
	}
	return n, false, nil
}

// ListQueue lists what waits for the caller, longest waiting first.
func (s *Server) ListQueue(ctx context.Context, req *docketv1.ListQueueRequest) (*docketv1.ListQueueResponse, error) {
	a := ActorOf(ctx)
	p, err := pageOf(order{name: "queue", keys: sorts["since"]}, req.GetPageSize(), req.GetPageToken(), nil)
	if err != nil {
		return nil, err
	}
	total, err := s.waiting(ctx, a)
	if err != nil {
		return nil, err
	}
	c := NewConditions(s.Door.Now())
	where := c.Waiting(a, "")
	found, next, err := s.read(ctx, c, "not terminal and "+where, p) // nobody is waited for once it has ended: the index leaves those out
	if err != nil {
		return nil, err
	}
	shown, err := s.View.Dockets(ctx, found, a)
	return &docketv1.ListQueueResponse{Dockets: shown, NextPageToken: next, Total: total}, err
}

// waiting counts the queue, machine by machine: of one machine the index alone tells.
func (s *Server) waiting(ctx context.Context, a docket.Actor) (total int32, err error) {
	c := NewConditions(s.Door.Now())
	var sum []string
	for _, law := range lifecycle.Laws() {
		sum = append(sum, fmt.Sprintf("(select count(*) from docket where machine = '%s' and %s)", law.Machine, c.Waiting(a, law.Machine)))
	}
	if err := s.Door.Pool().QueryRow(ctx, "select "+strings.Join(sum, " + "), c.args...).Scan(&total); err != nil {
		return 0, fmt.Errorf("docket/rpc: queue: %w", err)
	}
	return total, nil
}

// ListDockets lists what the caller may see, latest change first unless another order is asked for.
func (s *Server) ListDockets(ctx context.Context, req *docketv1.ListDocketsRequest) (*docketv1.ListDocketsResponse, error) {
	a := ActorOf(ctx)
	p, err := pageOfDockets(req)
	if err != nil {
		return nil, err
	}
	where, err := s.filtered(ctx, a, req)
	if err != nil {
		return nil, err
	}
	total, more, err := s.count(ctx, where.Conditions, where.counted, where.most)
	if err != nil {
		return nil, err
	}
	found, next, err := s.read(ctx, where.Conditions, where.clause, p)
	if err != nil {
		return nil, err
	}
	shown, err := s.View.Dockets(ctx, found, a)
	return &docketv1.ListDocketsResponse{Dockets: shown, NextPageToken: next, Total: total, MoreThanCounted: more}, err
}

func pageOfDockets(req *docketv1.ListDocketsRequest) (page, error) {
	name := req.GetSort()
	if sorts[name] == nil {
		name = "since"
	}
	filter := proto.CloneOf(req)
	filter.PageSize, filter.PageToken, filter.Sort = 0, "", ""
	return pageOf(order{name: name, keys: sorts[name], desc: !req.GetAscending()}, req.GetPageSize(), req.GetPageToken(), filter)
}

// filter is a request as SQL: the clause that a page is read by, and one of the
// same rows that is counted by, up to most.
type filter struct {
	*Conditions
	clause, counted string
	most            int
}

// filtered is everything that a request asks for and the caller may see.
func (s *Server) filtered(ctx context.Context, a docket.Actor, req *docketv1.ListDocketsRequest) (filter, error) {
	m := lifecycle.Machine(req.GetMachine())
	if lifecycle.Of(m) == nil {
		m = "" // an unknown machine is compared like any other text, and equals nothing
	}
	c := NewConditions(s.Door.Now())
	parts := []string{c.Visible(a, m)}
	and := func(clause string) { parts = append(parts, clause) }
	if req.GetMachine() != "" {
		and("machine = " + c.Arg(req.GetMachine()))
	}
	if len(req.GetStates()) > 0 {
		and("state = any(" + c.Arg(req.GetStates()) + ")")
	}
	for column, value := range map[string]string{"parent": req.GetParent(), "host_org": req.GetHostOrg(), "pi": req.GetPi()} {
		if value != "" {
			and(column + " = " + c.Arg(value))
		}
	}
	if t := req.GetTopic(); t != "" {
		and(c.ofTopic(t))
	}
	if req.GetMine() {
		and(c.Waiting(a, m))
	}
	if req.GetLate() {
		and(c.Late(a, m))
	}
	if req.GetOpen() {
		and("not terminal")
	}
	if t := Time(req.GetSinceFrom()); t != nil {
		and("since >= " + c.Arg(*t))
	}
	if t := Time(req.GetSinceTo()); t != nil {
		and("since < " + c.Arg(*t))
	}
	f := filter{Conditions: c, clause: strings.Join(parts, " and "), most: countedTo}
	f.counted = f.clause
	if terms := Terms(req.GetQuery()); len(terms) > 0 {
		named, counted, err := c.named(ctx, s.Door.Pool(), a, terms)
		if err != nil {
			return f, err
		}
		if counted != named {
			f.most = rare
			if narrow(req) {
				counted = named // few dockets are left to look at, wherever the words stand
			}
		}
		f.counted += " and " + counted
		f.clause += " and " + named
	}
	return f, nil
}

// narrow says whether a request asks for a small part of the record, whatever it searches there.
func narrow(r *docketv1.ListDocketsRequest) bool {
	return len(r.GetStates()) > 0 || r.GetParent() != "" || r.GetHostOrg() != "" || r.GetPi() != "" || r.GetTopic() != "" || r.GetMine() || r.GetLate() ||
		r.GetSinceFrom() != nil || r.GetSinceTo() != nil
}

// ofTopic: a need and a call name topics of the plan, an application the one it answers.
func (c *Conditions) ofTopic(code string) string {
	n := c.Arg(code)
	return fmt.Sprintf(`(machine = 'project' and facts #>> '{intake,topic}' = %s
		or machine = 'need' and facts #> '{screening,topics}' ? %[1]s or machine = 'call' and facts #> '{terms,topics}' ? %[1]s)`, n)
}
