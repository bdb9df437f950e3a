package rpc

import (
	"context"
	"fmt"
	"time"

	"yanlu/services/docket"
)

// stoodInFor names the colleague for whom somebody acted, by number of event:
// where the person did not hold the role and stood in for one who did.
func (s *Server) stoodInFor(ctx context.Context, events []docket.Event) (map[int64]string, error) {
	var seqs []int64
	var people, roles, orgs []string
	var at []time.Time
	for _, e := range events {
		if e.Person != "" {
			seqs, people, roles, orgs, at = append(seqs, e.Seq), append(people, e.Person), append(roles, string(e.Role)), append(orgs, e.Org), append(at, e.At)
		}
	}
	out := map[int64]string{}
	if len(seqs) == 0 {
		return out, nil
	}
	rows, err := s.Door.Pool().Query(ctx, `select x.seq, p.name
		from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) as x (seq, person, role, org, at)
		join lateral (select i.principal from stand_in i where i.deputy = x.person and i.organisation = x.org and x.role = any (i.roles)
			and i.starts_at <= x.at and coalesce(i.ended_at, i.ends_at) > x.at order by i.set_at limit 1) i on true
		join person p on p.id = i.principal
		where not exists (select 1 from role_grant g where g.person = x.person and g.organisation = x.org and g.role = x.role and g.granted_at <= x.at)`,
		seqs, people, roles, orgs, at)
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: stand-ins: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var name string
		if err := rows.Scan(&seq, &name); err != nil {
			return nil, err
		}
		out[seq] = name
	}
	return out, rows.Err()
}
