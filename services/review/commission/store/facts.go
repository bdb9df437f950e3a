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
	register
	files    map[string]*declared       // by person: what their own file declares
	projects map[string][]conflict.Work // by person: earlier dockets that they led, or whose team they alone can be of
	named    map[spot][]conflict.Work   // by name and unit: earlier dockets of people whom the register does not tell
}

// Facts reads what the screening of a call's applications against experts rests
// on. Every application of the call takes part, so that who applies in it is seen.
func Facts(ctx context.Context, q docket.Querier, call string, experts []string) ([]conflict.Application, []conflict.Expert, error) {
	s := sides{files: map[string]*declared{}, projects: map[string][]conflict.Work{}, named: map[spot][]conflict.Work{}}
	if err := s.read(ctx, q); err != nil {
		return nil, nil, err
	}
	if err := s.past(ctx, q, call); err != nil {
		return nil, nil, err
	}
	apps, err := s.applications(ctx, q, call)
	if err != nil {
		return nil, nil, err
	}
	if err := s.declarations(ctx, q, call, append(people(apps), experts...)); err != nil {
		return nil, nil, err
	}
	for i := range apps {
		for j := range apps[i].Team {
			m := &apps[i].Team[j]
			if f := s.files[m.Person]; f != nil {
				m.Ties = f.ties
			}
		}
	}
	list, err := s.experts(ctx, q, experts)
	return apps, list, err
}

// people are the members who are on the register.
func people(apps []conflict.Application) []string {
	var out []string
	for _, a := range apps {
		for _, m := range a.Team {
			if m.Person != "" {
				out = append(out, m.Person)
			}
		}
	}
	return out
}

// past reads who worked together in earlier dockets: leaders by person, their teams by name and unit.
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
		w.ByName = true
		if at := spotOf(name, unit); at != (spot{}) {
			if person := s.only(at); person != "" {
				s.projects[person] = append(s.projects[person], w)
			} else {
				s.named[at] = append(s.named[at], w)
			}
		}
		return nil
	})
	return wrap("earlier dockets", err)
}

// works are the earlier dockets of somebody: by id, and by the name and each unit where the register does not tell.
func (s *sides) works(person, name string, units ...string) []conflict.Work {
	out := append([]conflict.Work{}, s.projects[person]...)
	for _, u := range units {
		out = append(out, s.named[spotOf(name, u)]...)
	}
	return out
}

// applications are those of the call that were handed in.
func (s *sides) applications(ctx context.Context, q docket.Querier, call string) ([]conflict.Application, error) {
	rows, err := q.Query(ctx, `select d.id, d.pi, d.host_org, coalesce(d.recommender_org, ''),
			array(select c ->> 'org' from jsonb_array_elements(coalesce(d.facts #> '{parties,co_applicants}', '[]')) c), coalesce(f.content, '{}'),
			coalesce((select jsonb_agg(jsonb_build_object('Expert', n.expert, 'Member', n.member)) from namesake n where n.application = d.id), '[]')
		from docket d `+aboutJoin+`
		where d.machine = 'project' and d.parent = $1 and d.state not in ('DRAFT', 'UNIT_CHECK', 'WITHDRAWN', 'EXPIRED') order by d.id`, call)
	if err != nil {
		return nil, wrap("applications", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (conflict.Application, error) {
		var (
			a        conflict.Application
			pi, host string
			co       []string
			form     map[string]any
		)
		if err := row.Scan(&a.ID, &pi, &host, &a.Recommend, &co, &form, &a.Namesakes); err != nil {
			return a, err
		}
		a.Orgs = append([]string{host}, co...)
		a.Team = append([]conflict.Member{s.leader(pi)}, s.team(pi, form)...)
		for _, line := range lines(form["compliance.avoid_experts"]) {
			a.Avoid = append(a.Avoid, conflict.Avoided{Name: line["name"]})
		}
		return a, nil
	})
	return list, wrap("applications", err)
}

func (s *sides) leader(person string) conflict.Member {
	r := s.persons[person]
	return conflict.Member{
		Person: person, Name: r.name, Phone: r.phone, Email: r.email, IDCard: r.card, Works: s.works(person, r.name, s.units[person]...),
	}
}

// team are the people whom the form names beside the leader. A row with the
// leader's name that means nobody else on the register is the leader's own.
func (s *sides) team(pi string, form map[string]any) []conflict.Member {
	var out []conflict.Member
	leader := conflict.Plain(s.persons[pi].name)
	for _, line := range append(lines(form["people.team"]), lines(form["people.pi_detail"])...) {
		m := s.member(line)
		if m.Person != pi && (m.Person != "" || conflict.Plain(m.Name) != leader) {
			out = append(out, m)
		}
	}
	return out
}

// member is a row of a form: a person where the register knows one of that name
// at that unit and no other, with what the register and the row say of how they are reached.
func (s *sides) member(line map[string]string) conflict.Member {
	name, unit := line["name"], line["unit"]
	m := conflict.Member{Person: s.only(spotOf(name, unit)), Name: name, Unit: unit}
	units := []string{unit}
	if m.Person != "" {
		r := s.persons[m.Person]
		m.ByName, m.Phone, m.Email, m.IDCard = true, r.phone, r.email, r.card
		units = append(units, s.units[m.Person]...)
	}
	if p := line["phone"]; p != "" {
		m.Phone = hashPhone(p)
	}
	if e := line["email"]; e != "" {
		m.Email = hashEmail(e)
	}
	m.Works = s.works(m.Person, name, units...)
	return m
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
