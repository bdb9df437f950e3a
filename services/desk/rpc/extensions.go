package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/application"
	"yanlu/services/award"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
)

const mostExtensions = 200

// listExtensions reads the last event of each docket by which its deadline was
// moved for it alone: an extension, or the return by a recommending body, which
// gives back the time it took. %s is what of the record may be seen.
const listExtensions = `
select x.subject, x.source, x.body, x.at, coalesce(p.name, '') from (
    select distinct on (subject) subject, source, body, at, person from event
    where event in ('extend_deadline', 'recommender_return') and (event = 'extend_deadline' or position('"extended_until"' in body) > 0)
        and subject in (select id from docket where machine = 'project' and %s)
    order by subject, seq desc) as x left join person p on p.id = x.person
order by x.at desc, x.subject limit %d`

// moved is one deadline that was moved.
type moved struct {
	subject string
	source  lifecycle.State
	until   *time.Time
	reason  string
	at      time.Time
	by      string
}

// ListExtensions lists the dockets whose deadline was moved for them alone, latest first.
func (s *Server) ListExtensions(ctx context.Context, req *deskv1.ListExtensionsRequest) (*deskv1.ListExtensionsResponse, error) {
	a, now := dockrpc.ActorOf(ctx), s.Door.Now()
	c := dockrpc.NewConditions(now)
	where := c.Visible(a, lifecycle.ProjectMachine)
	if req.GetCall() != "" {
		where += " and parent = " + c.Arg(req.GetCall())
	}
	rows, err := s.Door.Pool().Query(ctx, fmt.Sprintf(listExtensions, where, mostExtensions), c.Args()...)
	if err != nil {
		return nil, fmt.Errorf("desk: extensions: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanMoved)
	if err != nil {
		return nil, fmt.Errorf("desk: extensions: %w", err)
	}
	return s.showExtensions(ctx, a, list, now)
}

func scanMoved(row pgx.CollectableRow) (moved, error) {
	var (
		m    moved
		body string
		said struct {
			Intake    application.Intake `json:"intake"`
			Agreement award.Agreement    `json:"agreement"`
		}
	)
	if err := row.Scan(&m.subject, &m.source, &body, &m.at, &m.by); err != nil {
		return m, err
	}
	if err := json.Unmarshal([]byte(body), &said); err != nil {
		return m, err
	}
	m.reason = said.Intake.ExtensionReason
	for _, t := range []*time.Time{said.Agreement.Due, said.Intake.CorrectionDue, said.Intake.ExtendedUntil} {
		if t != nil {
			m.until = t
		}
	}
	return m, nil
}

func (s *Server) showExtensions(ctx context.Context, a docket.Actor, list []moved, now time.Time) (*deskv1.ListExtensionsResponse, error) {
	ids := make([]string, len(list))
	for i, m := range list {
		ids[i] = m.subject
	}
	records, err := docket.Select(ctx, s.Door.Pool(), "where id = any($1)", ids)
	if err != nil {
		return nil, err
	}
	views, err := s.View.Dockets(ctx, records, a)
	if err != nil {
		return nil, err
	}
	out := &deskv1.ListExtensionsResponse{}
	for _, m := range list {
		for i, r := range records {
			if r.ID != m.subject {
				continue
			}
			out.Extensions = append(out.Extensions, &deskv1.Extension{
				Docket: views[i], Until: dockrpc.Stamp(m.until), Reason: m.reason, GrantedByName: m.by, GrantedAt: timestamppb.New(m.at),
				Running: m.until != nil && m.until.After(now) && runs(m.source, r.State),
			})
		}
	}
	return out, nil
}

// runs says whether the clock that was moved in one state still runs in another: a draft's runs until it is handed in.
func runs(source, state lifecycle.State) bool {
	switch source {
	case lifecycle.Draft, lifecycle.UnitCheck, lifecycle.Recommending:
		return state == lifecycle.Draft || state == lifecycle.UnitCheck
	}
	return source == state
}
