package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review/commission"
)

// Meant is the commission that an application's panel comes from: the sealed one
// that holds it, or one not sealed yet that names it or takes every application
// of the call. Empty when there is none; except is left out.
func Meant(ctx context.Context, q docket.Querier, call, application, except string) (id string, sealed bool, err error) {
	err = q.QueryRow(ctx, `select coalesce(min(id) filter (where sealed), min(id), ''), coalesce(bool_or(sealed), false) from (
			select commission as id, true as sealed from commission_application where application = $2
			union all select id, false from docket where machine = 'commission' and parent = $1 and state = $4
				and (facts #> '{commission,all}' = 'true' or facts #> '{commission,applications}' ? $2)) m where id <> $3`,
		call, application, except, lifecycle.Commissioned).Scan(&id, &sealed)
	return id, sealed, wrap("holder", err)
}

// MeansAll is a commission of a call, not sealed yet, that takes every application; empty when there is none.
func MeansAll(ctx context.Context, q docket.Querier, call, except string) (id string, err error) {
	err = q.QueryRow(ctx, `select coalesce(min(id), '') from docket where machine = 'commission' and parent = $1 and state = $3 and id <> $2
		and facts #> '{commission,all}' = 'true'`, call, except, lifecycle.Commissioned).Scan(&id)
	return id, wrap("holder", err)
}

// ByDraw says whether the panels of a commission were drawn by lot.
func ByDraw(ctx context.Context, q docket.Querier, id string) (drawn bool, err error) {
	err = q.QueryRow(ctx, "select coalesce(facts #>> '{draw,drawn_at}', '') <> '' from docket where id = $1", id).Scan(&drawn)
	return drawn, wrap("draw", err)
}

// Panelists reads people by id as the law of panels sees them, whether they may
// be invited now or not. Without a file they count as technical, as in Pool.
func Panelists(ctx context.Context, q docket.Querier, ids []string, now, until time.Time) (map[string]Panelist, error) {
	rows, err := q.Query(ctx, `
		select p.id, p.name, coalesce(array_agg(distinct o.id) filter (where o.id is not null), '{}'),
			coalesce(e.kinds, '{technical}'), coalesce(e.local, bool_or(o.in_district), false), coalesce(e.max_load, 8), coalesce(e.status = 'active', true),
			(select count(*) from docket r where r.machine = 'review' and r.reviewer = p.id and r.state in ('INVITED', 'ACCEPTED')),
			exists (select 1 from jsonb_array_elements(coalesce(e.away, '[]')) a where (a ->> 'from')::date <= ($2::timestamptz at time zone 'Asia/Shanghai')::date
				and (a ->> 'to')::date >= ($3::timestamptz at time zone 'Asia/Shanghai')::date)
		from person p left join role_grant g on g.person = p.id left join organisation o on o.id = g.organisation left join expert e on e.person = p.id
		where p.id = any($1) group by p.id, e.person`, nonNil(ids), now, until)
	if err != nil {
		return nil, wrap("panel", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Panelist, error) {
		var m Panelist
		err := row.Scan(&m.ID, &m.Name, &m.Orgs, &m.Kinds, &m.Local, &m.MaxLoad, &m.InUse, &m.Open, &m.Away)
		return m, err
	})
	out := map[string]Panelist{}
	for _, m := range list {
		out[m.ID] = m
	}
	return out, wrap("panel", err)
}

// Panelist is somebody on a panel, or proposed for one.
type Panelist struct {
	Member
	InUse bool // the file in the pool, where there is one, is in use
}

// Full says whether the person can take no further review until the time that was read for.
func (p Panelist) Full() bool { return p.Away || p.Open >= p.MaxLoad }

// As lists those of ids as the law of panels counts them.
func As(people map[string]Panelist, ids []string) []commission.Expert {
	out := make([]commission.Expert, 0, len(ids))
	for _, id := range ids {
		if p, known := people[id]; known {
			out = append(out, p.Expert)
		}
	}
	return out
}
