package store

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/commission"
	"yanlu/services/review/conflict"
)

// experts reads what the registers hold of the people asked for: where they work
// and worked, whom they are related to, what they led or took part in.
func (s *sides) experts(ctx context.Context, q docket.Querier, ids []string) ([]conflict.Expert, error) {
	at := map[string]*conflict.Expert{}
	out := make([]conflict.Expert, len(ids))
	for i, id := range ids {
		r, units := s.persons[id], s.units[id]
		out[i] = conflict.Expert{ID: id, Name: r.name, Units: units, Phone: r.phone, Email: r.email, IDCard: r.card, Works: s.works(id, r.name, units...)}
		if f := s.files[id]; f != nil {
			out[i].Ties, out[i].Interests, out[i].Declared, out[i].InBatch = f.ties, f.interests, f.declarations, f.inBatch
		}
		at[id] = &out[i]
	}
	return out, s.posts(ctx, q, ids, at)
}

// posts are the organisations where a person holds a role now, and the employment on file.
func (s *sides) posts(ctx context.Context, q docket.Querier, ids []string, at map[string]*conflict.Expert) error {
	rows, err := q.Query(ctx, `select person, organisation, '', '', '' from role_grant where person = any($1)
		union select person, coalesce(organisation, ''), organisation_name, from_day::text, coalesce(to_day::text, '')
		from expert_employment where person = any($1) order by 1, 2, 4`, ids)
	if err != nil {
		return wrap("employment", err)
	}
	var person, org, name, from, until string
	_, err = pgx.ForEachRow(rows, []any{&person, &org, &name, &from, &until}, func() error {
		if org = cmp.Or(org, s.orgs[conflict.Plain(name)]); org != "" {
			at[person].Posts = append(at[person].Posts, conflict.Post{Org: org, From: conflict.Date(from), Until: conflict.Date(until)})
		}
		return nil
	})
	return wrap("employment", err)
}

// Recorded lists the conflicts that the register holds with applications: found or declared in earlier work.
func Recorded(ctx context.Context, q docket.Querier, applications []string) ([]commission.Exclusion, error) {
	rows, err := q.Query(ctx, `select subject, person, 'recorded', 'rev.coi.grounds', ground || case when evidence = '' then '' else '；' || evidence end,
			'on record: ' || ground || case when evidence = '' then '' else '; ' || evidence end
		from conflict where subject = any($1) order by subject, person`, applications)
	if err != nil {
		return nil, wrap("register of conflicts", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[commission.Exclusion])
}

// Rotated lists who reviewed for a programme in each of the years before a year (rev.panel.rotation).
func Rotated(ctx context.Context, q docket.Querier, programme string, year, years int) ([]string, error) {
	rows, err := q.Query(ctx, `select r.reviewer from docket r join docket p on p.id = r.parent join docket c on c.id = p.parent
		where r.machine = 'review' and r.facts #>> '{review,submitted_at}' is not null and c.facts #>> '{terms,programme}' = $1
			and extract(year from r.opened_at at time zone 'Asia/Shanghai') between $2::int - $3::int and $2::int - 1
		group by r.reviewer having count(distinct extract(year from r.opened_at at time zone 'Asia/Shanghai')) >= $3::int order by 1`, programme, year, years)
	if err != nil {
		return nil, wrap("rotation", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
