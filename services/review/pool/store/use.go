package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/pool"
	reviewstore "yanlu/services/review/store"
)

// Use counts invitations by what became of them. AverageDays is the mean from
// the declaration to the opinion with one decimal place; empty when there is none.
type Use struct {
	Invited, Accepted, Scored, Late, Recused, Lapsed, Open int
	Declined                                               map[string]int // by reason
	AverageDays                                            string
}

// counted is one row of figures over the reviews r.
const counted = `count(r.id), count(*) filter (where r.facts #>> '{review,declared_at}' is not null),
	count(*) filter (where r.state in ('SCORED', 'INVALIDATED')), count(*) filter (where r.state = 'LATE'), count(*) filter (where r.state = 'RECUSED'),
	count(*) filter (where r.state = 'LAPSED'), count(*) filter (where r.state in ('INVITED', 'ACCEPTED')),
	jsonb_build_object('conflict', count(*) filter (where r.facts #>> '{review,decline_reason}' = 'conflict'),
		'field', count(*) filter (where r.facts #>> '{review,decline_reason}' = 'field'), 'load', count(*) filter (where r.facts #>> '{review,decline_reason}' = 'load')),
	coalesce(round(avg(extract(epoch from (r.facts #>> '{review,submitted_at}')::timestamptz - (r.facts #>> '{review,declared_at}')::timestamptz)::numeric / 86400), 1)::text, '')`

// Reader is whose figures somebody reads before a hand-over (rev.agency.separation):
// of everybody, or of the reviews of some agencies. What was handed over everybody reads.
type Reader struct {
	All      bool
	Agencies []string
}

// reviews are those of a year of invitation, counted in Shanghai, that a reader may know of; 0 means all years.
var reviews = `(select r.* from docket r join docket p on p.id = r.parent
	where r.machine = 'review' and ($1 = 0 or extract(year from r.opened_at at time zone 'Asia/Shanghai') = $1)
		and ($2 or r.agency_org = any($3) or ` + reviewstore.Delivered("p") + `)) r`

func (u *Use) into() []any {
	return []any{&u.Invited, &u.Accepted, &u.Scored, &u.Late, &u.Recused, &u.Lapsed, &u.Open, &u.Declined, &u.AverageDays}
}

// UseOf counts for one person, or for everybody of the pool when none is named.
func UseOf(ctx context.Context, q docket.Querier, by Reader, person string, year int) (u Use, err error) {
	err = q.QueryRow(ctx, "select "+counted+" from "+reviews+" where r.reviewer = $4 or $4 = '' and exists (select 1 from expert e where e.person = r.reviewer)", year, by.All, some(by.Agencies), person).Scan(u.into()...)
	if err != nil {
		err = fmt.Errorf("pool: use: %w", err)
	}
	return u, err
}

// FieldUse counts for the experts of one field.
type FieldUse struct {
	Kind, Code, Zh, En string
	Experts            int // active
	Use
}

// UseByField counts by group of disciplines and by topic, for fields that have experts.
func UseByField(ctx context.Context, q docket.Querier, by Reader, year int) ([]FieldUse, error) {
	rows, err := q.Query(ctx, `
		with field as (
			select distinct 'discipline' as kind, coalesce(d.parent, d.code) as code, e.person, e.status from expert e join discipline d on d.code = any(e.disciplines)
			union all select distinct 'topic', t.code, e.person, e.status from expert e join plan_topic t on t.code = any(e.topics))
		select f.kind, f.code, coalesce(d.zh, t.title), coalesce(d.en, t.title), count(distinct f.person) filter (where f.status = 'active'), `+counted+`
		from field f left join `+reviews+` on r.reviewer = f.person
			left join discipline d on f.kind = 'discipline' and d.code = f.code left join plan_topic t on f.kind = 'topic' and t.code = f.code
		group by f.kind, f.code, d.zh, d.en, t.title order by f.kind, f.code`, year, by.All, some(by.Agencies))
	if err != nil {
		return nil, fmt.Errorf("pool: use by field: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (FieldUse, error) {
		var f FieldUse
		err := row.Scan(append([]any{&f.Kind, &f.Code, &f.Zh, &f.En, &f.Experts}, f.Use.into()...)...)
		return f, err
	})
}

// Standings counts the pool by status, and who is due to refresh.
func Standings(ctx context.Context, q docket.Querier, staleBy time.Time) (by map[string]int, stale int, err error) {
	rows, err := q.Query(ctx, "select status, count(*), count(*) filter (where status in ('candidate', 'active') and refreshed_at <= $1) from expert group by status", staleBy)
	if err != nil {
		return nil, 0, fmt.Errorf("pool: standings: %w", err)
	}
	by = map[string]int{}
	var (
		status string
		n, old int
	)
	_, err = pgx.ForEachRow(rows, []any{&status, &n, &old}, func() error { by[status] = n; stale += old; return nil })
	return by, stale, err
}

// Dues are what one expert did for one call that a fee is paid for.
type Dues struct {
	Call, CallTitle, PackHash     string
	Person, Name, Employer, Grade string
	Items                         int        // opinions handed in on time
	Days                          []pool.Day // of all time: what a day is worth depends on those before it
	Open                          bool       // the days of the call are for the agency of $5 or, once settled, for the bureau
}

// DuesFilter says whose fees and of which time. The bureau reads those of closed rounds that were handed over and the
// days of settled calls, an agency all of its calls, an expert their own: each adds.
type DuesFilter struct {
	Call, From, To string // days YYYY-MM-DD, both included; empty: no limit
	Closed         bool
	Agencies       []string
	Self           string
}

var dues = `
with item as (
	select p.parent as call, r.reviewer as person, count(*) as items from docket r join docket p on p.id = r.parent and p.machine = 'project' join docket c on c.id = p.parent
	where r.machine = 'review' and r.state = 'SCORED' and ($1 = '' or c.id = $1 or c.code = $1)
		and ($2 = '' or ((r.facts #>> '{review,submitted_at}')::timestamptz at time zone 'Asia/Shanghai')::date >= $2::text::date)
		and ($3 = '' or ((r.facts #>> '{review,submitted_at}')::timestamptz at time zone 'Asia/Shanghai')::date <= $3::text::date)
		and (c.agency_org = any($5) or r.reviewer = $6
			or $4 and ` + reviewstore.Delivered("p") + ` and (p.facts #>> '{review,closed_at}' is not null or (r.facts #>> '{review,round}')::int < (p.facts #>> '{review,round}')::int))
	group by 1, 2),
sat as (` + sat + `),
day as (
	select x.call, x.person, jsonb_agg(jsonb_build_object('day', x.day, 'share', x.share, 'meeting', x.meeting, 'by', x.by, 'at', x.at, 'reason', x.reason) order by x.day) as days
	from sat x join docket c on c.id = x.call
	where ($1 = '' or c.id = $1 or c.code = $1) and (c.agency_org = any($5) or x.person = $6 or $4 and ` + settled + `)
	group by 1, 2)
select c.id, c.title, coalesce(c.facts #>> '{terms,pack_hash}', ''), p.id, p.name,
	coalesce((select coalesce(o.name, m.organisation_name) from expert_employment m left join organisation o on o.id = m.organisation
		where m.person = p.id and m.to_day is null order by m.from_day desc limit 1), ''),
	coalesce(e.grade, 'other'), coalesce(item.items, 0), coalesce(day.days, '[]'), c.agency_org = any($5) or $4 and ` + settled + `
from item full join day on day.call = item.call and day.person = item.person
join docket c on c.id = coalesce(item.call, day.call) join person p on p.id = coalesce(item.person, day.person) left join expert e on e.person = p.id
order by c.opened_at desc, c.id, p.name, p.id limit 5000`

// DuesOf lists what fees are due for, by call and name.
func DuesOf(ctx context.Context, q docket.Querier, f DuesFilter) ([]Dues, error) {
	rows, err := q.Query(ctx, dues, f.Call, f.From, f.To, f.Closed, some(f.Agencies), f.Self)
	if err != nil {
		return nil, fmt.Errorf("pool: dues: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Dues, error) {
		var (
			d    Dues
			days []byte
		)
		if err := row.Scan(&d.Call, &d.CallTitle, &d.PackHash, &d.Person, &d.Name, &d.Employer, &d.Grade, &d.Items, &days, &d.Open); err != nil {
			return d, err
		}
		return d, json.Unmarshal(days, &d.Days)
	})
}
