package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/policy"
)

// Case is an application that was handed in, with what the eligibility rules ask about as it was recorded: when it was
// submitted, or now when it has not been.
type Case struct {
	ID, Call string
	Facts    policy.Facts
}

// handedIn: the institution has approved what is asked for, so that it is on record and no draft of the applicant’s own.
const handedIn = `d.machine = 'project' and d.state <> 'DRAFT'
	and (d.facts #> '{intake,requested_fen}' is not null or d.facts #> '{intake,submitted_at}' is not null or d.facts #> '{intake,recommend_due}' is not null)
	and ($1 = '' or d.parent = $1)`

// stateAt is what a docket's record said at the time x.at.
const stateAt = `(select e.target from event e where e.subject = o.id and e.at <= x.at order by e.seq desc limit 1)`

const casesSQL = `with x as (
	select d.id, d.parent, d.pi, d.host_org, d.facts, coalesce((d.facts #>> '{intake,submitted_at}')::timestamptz, $2) as at
	from docket d where ` + handedIn + ` and d.id > $3 order by d.id limit $4)
select x.id, x.parent, x.at,
	org.kind = 'enterprise', org.legal_person, org.registered_on, org.in_district, org.sanctioned_until,
	p.born_on, p.title, p.degree, p.sanctioned_until,
	coalesce(c.facts #>> '{terms,organisation_mode}', ''), coalesce((c.facts #>> '{terms,cap_fen}')::bigint, 0),
	coalesce((x.facts #>> '{intake,requested_fen}')::bigint, 0), coalesce((x.facts #>> '{intake,own_fen}')::bigint, 0),
	coalesce((x.facts #>> '{intake,months}')::int, 0), coalesce(x.facts #>> '{intake,pledged_at}', '') <> '',
	coalesce((select array_agg(distinct split_part(a.field, '.', 2)) from attachment a where a.subject = x.id and a.uploaded_at <= x.at
		and (a.removed_at is null or a.removed_at > x.at)), '{}'),
	(select count(*) filter (where s = 'OVERDUE') from (select ` + stateAt + ` s from docket o where o.machine = 'project' and o.host_org = x.host_org) q),
	(select count(*) filter (where s not in ('DRAFT','WITHDRAWN','EXPIRED')) from (select ` + stateAt + ` s from docket o
		where o.machine = 'project' and o.host_org = x.host_org and o.parent = x.parent and o.id <> x.id) q),
	(select count(*) filter (where s in ` + live + `) from (select ` + stateAt + ` s from docket o where o.machine = 'project' and o.pi = x.pi and o.id <> x.id) q),
	(select count(*) filter (where s = 'OVERDUE') from (select ` + stateAt + ` s from docket o where o.machine = 'project' and o.pi = x.pi) q)
from x join docket c on c.id = x.parent join organisation org on org.id = x.host_org join person p on p.id = x.pi order by x.id`

// Cases lists applications that were handed in, of one call or of all, in the order of their ids after one.
func Cases(ctx context.Context, q docket.Querier, call, after string, limit int, now time.Time) ([]Case, error) {
	rows, err := q.Query(ctx, casesSQL, call, now, after, limit)
	if err != nil {
		return nil, fmt.Errorf("application: cases: %w", err)
	}
	return pgx.CollectRows(rows, scanCase)
}

// CountCases counts what Cases lists.
func CountCases(ctx context.Context, q docket.Querier, call string) (int, error) {
	var n int
	err := q.QueryRow(ctx, "select count(*) from docket d where "+handedIn, call).Scan(&n)
	return n, err
}

func scanCase(row pgx.CollectableRow) (Case, error) {
	var (
		c                                 Case
		enterprise                        bool
		registered, banned, born, barring *time.Time
	)
	f := &c.Facts
	err := row.Scan(&c.ID, &c.Call, &f.Now, &enterprise, &f.Org.LegalPerson, &registered, &f.Org.InDistrict, &banned,
		&born, &f.PI.Title, &f.PI.Degree, &barring, &f.Mode, &f.CapFen, &f.Funding.RequestedFen, &f.Funding.OwnFen, &f.TermMonths, &f.Pledged,
		&f.Attachments, &f.OrgOverdue, &f.OrgBatchCount, &f.PI.ActiveLead, &f.PI.OverdueProjects)
	f.PI.ActiveTotal = f.PI.ActiveLead
	f.Org.Kind = "other"
	if enterprise {
		f.Org.Kind = "enterprise"
	}
	if registered != nil {
		f.Org.RegisteredOn = *registered
	}
	if banned != nil && banned.After(f.Now) {
		f.Org.Sanctioned, f.Org.SanctionUntil = true, *banned
	}
	if born != nil {
		f.PI.AgeAtEnd = age(*born, f.Now.AddDate(0, f.TermMonths, 0))
	}
	f.PI.Sanctioned = barring != nil && barring.After(f.Now)
	return c, err
}
