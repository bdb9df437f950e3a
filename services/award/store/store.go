// Package store reads what decisions need from PostgreSQL. It writes nothing: the door does.
package store

import (
	"context"
	"fmt"

	"yanlu/services/award"
	"yanlu/services/docket"
)

// Standing places an application among those of its call that have a result which the bureau was handed.
func Standing(ctx context.Context, q docket.Querier, r *docket.Record) (award.Standing, error) {
	var s award.Standing
	err := q.QueryRow(ctx, `select coalesce(me.facts #>> '{review,aggregate}', ''),
		1 + count(o.id) filter (where (o.facts #>> '{review,aggregate}')::numeric > (me.facts #>> '{review,aggregate}')::numeric),
		count(o.id) filter (where (o.facts #>> '{review,aggregate}')::numeric > (me.facts #>> '{review,aggregate}')::numeric
			and o.state in ('REVIEWED', 'SURVEY') or o.state = 'NOT_FUNDED' and o.facts #>> '{decision,advised_fen}' is null
			and (o.facts #>> '{review,aggregate}')::numeric > (me.facts #>> '{review,aggregate}')::numeric)
		from docket me left join docket o on o.parent = me.parent and o.machine = 'project' and o.id <> me.id and o.facts #>> '{review,aggregate}' is not null
			and (o.facts #>> '{review,commission}' is null or o.facts #>> '{review,handed_over_at}' is not null)
		where me.id = $1 group by me.facts #>> '{review,aggregate}'`, r.ID).Scan(&s.Aggregate, &s.Rank, &s.Passed)
	if err != nil {
		return s, fmt.Errorf("award: standing of %s: %w", r.ID, err)
	}
	return s, nil
}

// ReserveTaken says whether a place of a call's reserve list is taken.
func ReserveTaken(ctx context.Context, q docket.Querier, call string, order int) (bool, error) {
	var taken bool
	err := q.QueryRow(ctx, "select exists (select 1 from docket where parent = $1 and state = 'RESERVE' and (facts #>> '{decision,reserve_order}')::int = $2)", call, order).Scan(&taken)
	return taken, err
}

// FirstReserve is the first place of a call's reserve list that is still waiting; 0 when the list is empty.
func FirstReserve(ctx context.Context, q docket.Querier, call string) (int, error) {
	var first int
	err := q.QueryRow(ctx, "select coalesce(min((facts #>> '{decision,reserve_order}')::int), 0) from docket where parent = $1 and state = 'RESERVE'", call).Scan(&first)
	return first, err
}
