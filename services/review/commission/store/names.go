package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/commission"
)

// Names reads what the agencies and the calls of commissions are called, by id.
func Names(ctx context.Context, q docket.Querier, list []*docket.Record) (map[string]string, error) {
	var ids []string
	for _, r := range list {
		ids = append(ids, r.Parties().AgencyOrg, r.Parties().Parent)
	}
	return NamesOf(ctx, q, ids)
}

// NamesOf reads what organisations, people and dockets are called, by id.
func NamesOf(ctx context.Context, q docket.Querier, ids []string) (map[string]string, error) {
	rows, err := q.Query(ctx, `select id, name from organisation where id = any($1) union all select id, name from person where id = any($1)
		union all select id, title from docket where id = any($1)`, nonNil(ids))
	if err != nil {
		return nil, wrap("names", err)
	}
	out := map[string]string{}
	var id, name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		out[id] = name
		return nil
	})
	return out, wrap("names", err)
}

// DrawRecord reads the public record of a draw: as it was frozen, or once drawn byte for byte as it was hashed.
func DrawRecord(ctx context.Context, q docket.Querier, id string) (record string, err error) {
	err = q.QueryRow(ctx, "select content from snapshot where subject = $1 and kind in ($2, $3) order by seq desc limit 1", id, commission.FrozenKind, commission.RecordKind).Scan(&record)
	return record, wrap("draw record", err)
}
