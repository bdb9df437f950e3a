package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review/commission"
)

// What an application is about: its topic, its disciplines and keywords, and the abstract of its form.
const (
	aboutColumns = `d.title, coalesce(d.facts #>> '{intake,topic}', ''),
		array(select jsonb_array_elements_text(coalesce(d.facts #> '{intake,disciplines}', '[]'))),
		array(select jsonb_array_elements_text(coalesce(d.facts #> '{intake,keywords}', '[]'))), concat_ws(' ', f.content ->> 'body.summary', f.content ->> 'basics.overall_goal')`
	aboutJoin = `left join lateral (select content from draft where subject = d.id order by version desc limit 1) f on true`
)

// Applications reads what a batch would hold, by id: those named, or every application of the call that is
// accepted and that no commission holds or names. State comes back with each.
func Applications(ctx context.Context, q docket.Querier, call string, named []string) ([]Candidate, error) {
	rows, err := q.Query(ctx, `select d.id, d.state, coalesce(h.commission, ''), coalesce((d.facts #>> '{intake,requested_fen}')::bigint, 0), `+aboutColumns+`
		from docket d left join commission_application h on h.application = d.id `+aboutJoin+`
		where d.machine = 'project' and d.parent = $1
		and (d.id = any($2) or (cardinality($2) = 0 and d.state = $3 and h.commission is null and not exists (select 1 from docket c
			where c.machine = 'commission' and c.parent = $1 and c.state = $4 and c.facts #> '{commission,applications}' ? d.id))) order by d.id`,
		call, nonNil(named), lifecycle.Accepted, lifecycle.Commissioned)
	if err != nil {
		return nil, wrap("applications", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Candidate, error) {
		var c Candidate
		err := row.Scan(&c.ID, &c.State, &c.Holder, &c.RequestFen, &c.Title, &c.Topic, &c.Disciplines, &c.Keywords, &c.Abstract)
		return c, err
	})
}

// Candidate is an application that may enter a batch. RequestFen is in 分.
type Candidate struct {
	commission.Application
	State      lifecycle.State
	Holder     string // the sealed commission it belongs to
	RequestFen int64
}

func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// Pool reads everybody who may be invited at a moment: reviewers on the register
// whose file, where there is one, is in use. Who has no file counts as technical.
// Away says whether a day of absence lies between now and until. Limit is left to the caller.
func Pool(ctx context.Context, q docket.Querier, now, until time.Time) ([]Member, error) {
	rows, err := q.Query(ctx, `
		select p.id, p.name, coalesce(array_agg(distinct o.id) filter (where o.id is not null), '{}'), coalesce(min(o.name) filter (where g.role = 'reviewer'), ''),
			coalesce(e.kinds, '{technical}'), coalesce(e.local, bool_or(o.in_district), false), coalesce(e.topics, '{}'), coalesce(e.disciplines, '{}'),
			case when e.person is null then p.fields else e.keywords end,
			coalesce(e.works, '[]'),
			coalesce(e.max_load, 8),
			(select count(*) from docket r where r.machine = 'review' and r.reviewer = p.id and r.state in ('INVITED', 'ACCEPTED')),
			exists (select 1 from jsonb_array_elements(coalesce(e.away, '[]')) a where (a ->> 'from')::date <= ($2::timestamptz at time zone 'Asia/Shanghai')::date
				and (a ->> 'to')::date >= ($3::timestamptz at time zone 'Asia/Shanghai')::date)
		from person p join role_grant g on g.person = p.id left join organisation o on o.id = g.organisation left join expert e on e.person = p.id
		where exists (select 1 from role_grant x where x.person = p.id and x.role = 'reviewer')
			and p.disabled_at is null and coalesce(p.sanctioned_until <= $1, true) and coalesce(e.status = 'active', true)
		group by p.id, e.person order by p.id`, now, until, now)
	if err != nil {
		return nil, wrap("pool", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Member, error) {
		var m Member
		err := row.Scan(&m.ID, &m.Name, &m.Orgs, &m.Unit, &m.Kinds, &m.Local, &m.Topics, &m.Disciplines, &m.Keywords, &m.Works, &m.MaxLoad, &m.Open, &m.Away)
		return m, err
	})
}

// Present reads what people count as on a panel today, in the order given: kinds, district and
// every organisation they stand for. Who has no file counts as technical.
func Present(ctx context.Context, q docket.Querier, ids []string) ([]commission.Expert, error) {
	rows, err := q.Query(ctx, `
		select p.id, p.name, coalesce(array_agg(distinct o.id) filter (where o.id is not null), '{}'), coalesce(e.kinds, '{technical}'), coalesce(e.local, bool_or(o.in_district), false)
		from unnest($1::text[]) with ordinality as w (id, nr) join person p on p.id = w.id
			left join role_grant g on g.person = p.id left join organisation o on o.id = g.organisation left join expert e on e.person = p.id
		group by p.id, e.person, w.nr order by w.nr`, nonNil(ids))
	if err != nil {
		return nil, wrap("people", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (commission.Expert, error) {
		var e commission.Expert
		err := row.Scan(&e.ID, &e.Name, &e.Orgs, &e.Kinds, &e.Local)
		return e, err
	})
}

// Member is one of the pool before the seal.
type Member struct {
	commission.Expert
	MaxLoad int
	Away    bool // for all of the time of the review
}
