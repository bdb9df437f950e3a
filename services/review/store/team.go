package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
)

// Team names whose application it is: the host institution, the joint applicants, the principal investigator.
func Team(ctx context.Context, q docket.Querier, p docket.Parties) ([]string, error) {
	orgs := []string{p.HostOrg}
	for _, co := range p.CoApplicants {
		orgs = append(orgs, co.Org)
	}
	rows, err := q.Query(ctx, `select name from (
		select o.name, array_position($1, o.id) as place from organisation o where o.id = any($1)
		union all select p.name, 1000 from person p where p.id = $2) x order by place`, orgs, p.PI)
	if err != nil {
		return nil, fmt.Errorf("review: team: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
