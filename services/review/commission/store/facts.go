package store

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/conflict"
)

// sides collects what both sides of a screening share: people on the register and what they took part in.
type sides struct {
	persons  map[string]reach            // by person
	projects map[string][]conflict.Work  // by person: dockets led, or where the person stands in the team
	named    map[teamKey][]conflict.Work // by name and institution: dockets where they stand in the team
	coauthor map[string][]conflict.Work  // by person: papers declared together
}

// reach is how a person on the register is reached; hashes only.
type reach struct{ name, phone, email, card string }

// teamKey is somebody who is known by name and institution alone.
type teamKey struct{ name, unit string }

// Facts reads what the screening of a call's applications against experts rests
// on. Every application of the call takes part, so that who applies in it is seen.
func Facts(ctx context.Context, q docket.Querier, call string, experts []string) ([]conflict.Application, []conflict.Expert, error) {
	s := sides{projects: map[string][]conflict.Work{}, named: map[teamKey][]conflict.Work{}, coauthor: map[string][]conflict.Work{}}
	var err error
	if s.persons, err = reaches(ctx, q); err != nil {
		return nil, nil, err
	}
	if err := s.past(ctx, q, call); err != nil {
		return nil, nil, err
	}
	list, err := s.experts(ctx, q, experts)
	if err != nil {
		return nil, nil, err
	}
	apps, err := s.applications(ctx, q, call)
	return apps, list, err
}

// reaches reads how people are reached, made comparable by hashes.
func reaches(ctx context.Context, q docket.Querier) (map[string]reach, error) {
	rows, err := q.Query(ctx, `select id, name,
		case when phone = '' then '' else encode(sha256(convert_to(regexp_replace(phone, '[^0-9+]', '', 'g'), 'UTF8')), 'hex') end,
		case when email = '' then '' else encode(sha256(convert_to(lower(trim(email)), 'UTF8')), 'hex') end, id_hash from person`)
	if err != nil {
		return nil, wrap("people", err)
	}
	out := map[string]reach{}
	var (
		id string
		r  reach
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &r.name, &r.phone, &r.email, &r.card}, func() error {
		out[id] = r
		return nil
	})
	return out, wrap("people", err)
}

// past reads who worked together in earlier dockets: leaders by person, their teams by name and institution.
func (s *sides) past(ctx context.Context, q docket.Querier, call string) error {
	rows, err := q.Query(ctx, `select d.id, coalesce(d.pi, ''), coalesce((d.ended_at at time zone 'Asia/Shanghai')::date::text, ''),
			coalesce(t.name, ''), coalesce(t.unit, '')
		from docket d `+aboutJoin+`
		left join lateral (select trim(m ->> 'name') as name, trim(m ->> 'unit') as unit
			from jsonb_array_elements(case jsonb_typeof(f.content -> 'people.team') when 'array' then f.content -> 'people.team' else '[]' end) m) t on true
		where d.machine = 'project' and d.parent <> $1 and d.state not in ('DRAFT', 'WITHDRAWN', 'EXPIRED') order by d.id`, call)
	if err != nil {
		return wrap("earlier dockets", err)
	}
	var id, pi, until, name, unit string
	led := ""
	_, err = pgx.ForEachRow(rows, []any{&id, &pi, &until, &name, &unit}, func() error {
		w := conflict.Work{ID: id, Kind: "project", Until: conflict.Date(until)}
		if led != id {
			led = id
			s.projects[pi] = append(s.projects[pi], w)
		}
		if name != "" && unit != "" {
			key := teamKey{name, unit}
			s.named[key] = append(s.named[key], w)
		}
		return nil
	})
	return wrap("earlier dockets", err)
}

// applications are those of the call that were handed in.
func (s *sides) applications(ctx context.Context, q docket.Querier, call string) ([]conflict.Application, error) {
	rows, err := q.Query(ctx, `select d.id, d.pi, d.host_org, coalesce(d.recommender_org, ''),
			array(select c ->> 'org' from jsonb_array_elements(coalesce(d.facts #> '{parties,co_applicants}', '[]')) c), coalesce(f.content, '{}')
		from docket d `+aboutJoin+`
		where d.machine = 'project' and d.parent = $1 and d.state not in ('DRAFT', 'UNIT_CHECK', 'WITHDRAWN', 'EXPIRED') order by d.id`, call)
	if err != nil {
		return nil, wrap("applications", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (conflict.Application, error) {
		var (
			a        conflict.Application
			pi, host string
			co       []string
			form     map[string]any
		)
		if err := row.Scan(&a.ID, &pi, &host, &a.Recommend, &co, &form); err != nil {
			return a, err
		}
		a.Orgs = append([]string{host}, co...)
		a.Team = append(a.Team, s.leader(pi))
		for _, line := range append(lines(form["people.team"]), lines(form["people.pi_detail"])...) {
			if line["name"] != s.persons[pi].name {
				a.Team = append(a.Team, conflict.Member{Name: line["name"], Works: s.named[teamKey{line["name"], line["unit"]}]})
			}
		}
		for _, line := range lines(form["compliance.avoid_experts"]) {
			a.Avoid = append(a.Avoid, conflict.Avoided{Name: line["name"]})
		}
		return a, nil
	})
}

func (s *sides) leader(person string) conflict.Member {
	r := s.persons[person]
	return conflict.Member{
		Person: person, Name: r.name, Phone: r.phone, Email: r.email, IDCard: r.card,
		Works: append(append([]conflict.Work{}, s.projects[person]...), s.coauthor[person]...),
	}
}

// lines reads the rows of a table of a form; rows without a name are not people.
func lines(v any) []map[string]string {
	rows, _ := v.([]any)
	var out []map[string]string
	for _, r := range rows {
		cells, _ := r.(map[string]any)
		line := map[string]string{}
		for k, c := range cells {
			if text, ok := c.(string); ok {
				line[k] = strings.TrimSpace(text)
			}
		}
		if line["name"] != "" {
			out = append(out, line)
		}
	}
	return out
}
