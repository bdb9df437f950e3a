package store

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/conflict"
)

// declared is what somebody said of themself: in their file, or on answering an invitation.
type declared struct {
	ties         conflict.Ties
	interests    []conflict.Interest
	declarations []conflict.Declaration
	inBatch      bool
}

// declarations reads the files of people, and what they declared on answering invitations.
func (s *sides) declarations(ctx context.Context, q docket.Querier, call string, people []string) error {
	for _, p := range people {
		s.files[p] = &declared{}
	}
	if err := s.relations(ctx, q, people); err != nil {
		return err
	}
	return s.answers(ctx, q, call, people)
}

// relation is a row of a file.
type relation struct{ kind, other, name, org, orgName, note, from, until string }

func (s *sides) relations(ctx context.Context, q docket.Querier, people []string) error {
	rows, err := q.Query(ctx, `select person, kind, coalesce(other_person, ''), other_name, coalesce(other_org, ''), other_org_name, note,
			coalesce(from_day::text, ''), coalesce(to_day::text, '')
		from expert_relation where person = any($1) order by person, seq`, people)
	if err != nil {
		return wrap("relations", err)
	}
	var (
		person string
		r      relation
	)
	_, err = pgx.ForEachRow(rows, []any{&person, &r.kind, &r.other, &r.name, &r.org, &r.orgName, &r.note, &r.from, &r.until}, func() error {
		s.files[person].add(r, cmp.Or(r.org, s.orgs[conflict.Plain(r.orgName)]), s.persons[r.other].name)
		return nil
	})
	return wrap("relations", err)
}

// add puts a row where the screening looks for it: org is the organisation that
// it means, where that is registered, registered the name of the person it means.
func (d *declared) add(r relation, org, registered string) {
	other := conflict.Known{Person: r.other, Name: cmp.Or(registered, r.name), Unit: r.orgName, Note: r.note, Until: conflict.Date(r.until)}
	switch r.kind {
	case "supervisor":
		d.ties.Supervisors = append(d.ties.Supervisors, other)
	case "student":
		d.ties.Students = append(d.ties.Students, other)
	case "relative":
		d.ties.Relatives = append(d.ties.Relatives, other)
	case "coauthor":
		d.ties.Coauthors = append(d.ties.Coauthors, other)
	case "share":
		d.interests = append(d.interests, conflict.Interest{Org: org, Kind: conflict.Shares, From: conflict.Date(r.from), Until: other.Until})
	case "post":
		d.interests = append(d.interests, conflict.Interest{Org: org, Kind: conflict.Seat, From: conflict.Date(r.from), Until: other.Until})
	case "dispute", "recusal":
		d.against(r, other, org)
	}
}

// against keeps a dispute or a recusal: with a person where one is named, of the
// organisation that is named beside them, else with the organisation. One that
// is not registered applies for nothing.
func (d *declared) against(r relation, other conflict.Known, org string) {
	x := conflict.Declaration{Dispute: r.kind == "dispute", Note: r.note, Until: other.Until}
	if other.Person != "" || other.Name != "" {
		x.Person, x.Name, x.Unit = other.Person, other.Name, other.Unit
	} else if x.Org = org; org == "" {
		return
	}
	d.declarations = append(d.declarations, x)
}

// answers reads what people declared on answering an invitation. Of organisations
// it counts for the look-back from that day, of a batch in that call only.
func (s *sides) answers(ctx context.Context, q docket.Querier, call string, people []string) error {
	rows, err := q.Query(ctx, `select r.person, r.scope, r.application, r.call = $2, r.note, (r.at at time zone 'Asia/Shanghai')::date::text,
			array_prepend(d.host_org, array(select c ->> 'org' from jsonb_array_elements(coalesce(d.facts #> '{parties,co_applicants}', '[]')) c))
		from reviewer_declaration r join docket d on d.id = r.application where r.person = any($1) order by r.person, r.review`, people, call)
	if err != nil {
		return wrap("declarations", err)
	}
	var (
		person, scope, application, note, day string
		here                                  bool
		orgs                                  []string
	)
	_, err = pgx.ForEachRow(rows, []any{&person, &scope, &application, &here, &note, &day, &orgs}, func() error {
		f, x := s.files[person], conflict.Declaration{Note: note}
		switch {
		case scope == "organisations" || scope == "dispute":
			x.Dispute, x.Until = scope == "dispute", conflict.Date(day)
			for _, x.Org = range orgs {
				f.declarations = append(f.declarations, x)
			}
		case scope == "participant":
			f.inBatch = f.inBatch || here
		case scope == "batch" && here:
			f.declarations = append(f.declarations, x)
		case scope == "application":
			x.Application = application
			f.declarations = append(f.declarations, x)
		}
		return nil
	})
	return wrap("declarations", err)
}
