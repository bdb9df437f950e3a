// Package store reads what stands on record about the people who are to judge a
// closure, and about sanctions in force.
//
// It guarantees that everybody asked for and on file gets one answer. It refuses
// to judge and to write.
package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/closure"
	"yanlu/services/docket"
)

// Standings reads what a panel of a project must know of people. orgs are the
// project's institutions, pi its investigator. People not on file are left out.
func Standings(ctx context.Context, q docket.Querier, project string, people, orgs []string, pi string) ([]closure.Standing, error) {
	rows, err := q.Query(ctx, `
		select p.id, p.name,
		       p.disabled_at is null and exists (select 1 from role_grant g where g.person = p.id and g.role = 'reviewer'),
		       p.id = $4 or exists (select 1 from role_grant g where g.person = p.id and g.organisation = any($3)),
		       coalesce((select c.ground from conflict c where c.person = p.id and c.subject = $1), ''),
		       exists (select 1 from docket d where d.machine = 'review' and d.parent = $1 and d.reviewer = p.id and d.state = 'SCORED')
		from person p where p.id = any($2) order by p.id`, project, people, orgs, pi)
	if err != nil {
		return nil, fmt.Errorf("closure: panel of %s: %w", project, err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[closure.Standing])
}

// Sanctioned says whether the investigator or the institution is inside a sanction term.
func Sanctioned(ctx context.Context, q docket.Querier, pi, org string, now time.Time) (bool, error) {
	var yes bool
	err := q.QueryRow(ctx, `select exists (select 1 from person where id = $1 and sanctioned_until > $3)
		or exists (select 1 from organisation where id = $2 and sanctioned_until > $3)`, pi, org, now).Scan(&yes)
	if err != nil {
		return false, fmt.Errorf("closure: sanctions: %w", err)
	}
	return yes, nil
}
