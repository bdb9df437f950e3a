package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
)

// Staff are the people of an organisation: who has a role there, and whose file says that they work there.
func Staff(ctx context.Context, q docket.Querier, organisation string) ([]string, error) {
	rows, err := q.Query(ctx, `select person from role_grant where organisation = $1
		union select person from expert_employment where organisation = $1 and to_day is null order by 1`, organisation)
	if err != nil {
		return nil, wrap("staff", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Bound says which of some people hold shares or a post with an organisation, or
// work or worked for it since a day.
func Bound(ctx context.Context, q docket.Querier, organisation string, people []string, since string) (map[string]bool, error) {
	rows, err := q.Query(ctx, `select person from expert_relation r join organisation o on o.id = $1
			where r.person = any($2) and r.kind in ('share', 'post') and (r.other_org = o.id or trim(r.other_org_name) = o.name) and coalesce(r.to_day >= $3::text::date, true)
		union select person from expert_employment m join organisation o on o.id = $1
			where m.person = any($2) and (m.organisation = o.id or trim(m.organisation_name) = o.name) and coalesce(m.to_day >= $3::text::date, true)
		union select person from role_grant where person = any($2) and organisation = $1`, organisation, nonNil(people), since)
	if err != nil {
		return nil, wrap("bound", err)
	}
	out := map[string]bool{}
	var person string
	_, err = pgx.ForEachRow(rows, []any{&person}, func() error {
		out[person] = true
		return nil
	})
	return out, wrap("bound", err)
}

// HandedIn lists the applications of a call that were handed in.
func HandedIn(ctx context.Context, q docket.Querier, call string) ([]string, error) {
	rows, err := q.Query(ctx, "select id from docket where machine = 'project' and parent = $1 and state not in ('DRAFT', 'UNIT_CHECK', 'WITHDRAWN', 'EXPIRED') order by id", call)
	if err != nil {
		return nil, wrap("applications", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// SaveNamesake keeps that an expert is not the member whose name they have; said again, it stays as it was.
func SaveNamesake(ctx context.Context, tx pgx.Tx, application, expert, member, reason, by string, at time.Time) error {
	_, err := tx.Exec(ctx, "insert into namesake (application, expert, member, reason, decided_by, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
		application, expert, member, reason, by, at)
	return wrap("namesake", err)
}
