package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/pool"
)

// Fields reads the codes that a file may name.
func Fields(ctx context.Context, q docket.Querier) (pool.Fields, error) {
	f := pool.Fields{Topics: map[string]bool{}, Disciplines: map[string]bool{}}
	rows, err := q.Query(ctx, "select code, true from plan_topic union all select code, false from discipline")
	if err != nil {
		return f, fmt.Errorf("pool: fields: %w", err)
	}
	var (
		code  string
		topic bool
	)
	_, err = pgx.ForEachRow(rows, []any{&code, &topic}, func() error {
		if topic {
			f.Topics[code] = true
		} else {
			f.Disciplines[code] = true
		}
		return nil
	})
	return f, err
}

// Discipline is one of the tree.
type Discipline struct{ Code, Parent, Zh, En string }

// Disciplines lists the tree, a group before its own.
func Disciplines(ctx context.Context, q docket.Querier) ([]Discipline, error) {
	rows, err := q.Query(ctx, "select code, coalesce(parent, ''), zh, en from discipline order by coalesce(parent, code), parent is not null, code")
	if err != nil {
		return nil, fmt.Errorf("pool: disciplines: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Discipline])
}

// Person is somebody as far as the pool has to know before they are in it.
type Person struct {
	ID string
	pool.Facts
	Disabled   bool
	Sanctioned bool
	Account    bool // can sign in
	InPool     bool
}

const person = `select p.id, p.name, p.title, p.degree, p.email, p.phone, p.disabled_at is not null, coalesce(p.sanctioned_until > $2, false),
	p.password_hash is not null, exists (select 1 from expert e where e.person = p.id) from person p where `

func scanPerson(row pgx.Row) (Person, error) {
	var p Person
	err := row.Scan(&p.ID, &p.Name, &p.Title, &p.Degree, &p.Email, &p.Phone, &p.Disabled, &p.Sanctioned, &p.Account, &p.InPool)
	return p, err
}

// PersonByID reads a person; false when there is none.
func PersonByID(ctx context.Context, q docket.Querier, id string, now time.Time) (Person, bool, error) {
	return known(scanPerson(q.QueryRow(ctx, person+"p.id = $1", id, now)))
}

// PersonByEmail reads who has an address, whatever its case; false when nobody has it. The oldest account counts.
func PersonByEmail(ctx context.Context, q docket.Querier, email string, now time.Time) (Person, bool, error) {
	return known(scanPerson(q.QueryRow(ctx, person+"lower(p.email) = lower($1) order by p.created_at, p.id limit 1", email, now)))
}

func known(p Person, err error) (Person, bool, error) {
	if errors.Is(err, pgx.ErrNoRows) {
		return p, false, nil
	}
	if err != nil {
		return p, false, fmt.Errorf("pool: person: %w", err)
	}
	return p, true, nil
}

// AddPerson puts somebody on file who cannot sign in yet.
func AddPerson(ctx context.Context, tx pgx.Tx, id string, f pool.Facts) error {
	_, err := tx.Exec(ctx, "insert into person (id, login, name, title, degree, email, phone) values ($1, $2, $3, $4, $5, $6, $7)",
		id, "expert-"+id, f.Name, f.Title, f.Degree, f.Email, f.Phone)
	if err != nil {
		return fmt.Errorf("pool: person: %w", err)
	}
	return nil
}

// Organisation finds a registered organisation by its credit code or, without one, by its exact name.
func Organisation(ctx context.Context, q docket.Querier, uscc, name string) (id string, err error) {
	err = q.QueryRow(ctx, "select id from organisation where uscc = $1 or ($1 = '' and name = $2) order by id limit 1", uscc, name).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return id, err
}

// Strangers lists which of the people and organisations that relations name by id do not exist.
func Strangers(ctx context.Context, q docket.Querier, f pool.File) (map[string]bool, error) {
	var ids []string
	for _, r := range f.Relations {
		ids = append(ids, r.OtherPerson, r.OtherOrg)
	}
	rows, err := q.Query(ctx, `select x from unnest($1::text[]) as x where x <> ''
		and not exists (select 1 from person where id = x) and not exists (select 1 from organisation where id = x)`, some(ids))
	if err != nil {
		return nil, fmt.Errorf("pool: relations: %w", err)
	}
	out := map[string]bool{}
	var id string
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { out[id] = true; return nil })
	return out, err
}

// Place links the employments of a file to registered organisations, and names them as registered.
func Place(ctx context.Context, q docket.Querier, f *pool.File) error {
	for i := range f.Employments {
		m := &f.Employments[i]
		var err error
		if m.Organisation == "" {
			m.Organisation, err = Organisation(ctx, q, "", m.OrganisationName)
		} else {
			err = q.QueryRow(ctx, "select name from organisation where id = $1", m.Organisation).Scan(&m.OrganisationName)
		}
		if errors.Is(err, pgx.ErrNoRows) {
			m.Organisation, err = "", nil
		}
		if err != nil {
			return fmt.Errorf("pool: employer: %w", err)
		}
	}
	return nil
}

// OrganisationKind reads the kind and the sanction of an organisation.
func OrganisationKind(ctx context.Context, q docket.Querier, id string, now time.Time) (kind string, sanctioned bool, err error) {
	err = q.QueryRow(ctx, "select kind, coalesce(sanctioned_until > $2, false) from organisation where id = $1", id, now).Scan(&kind, &sanctioned)
	return kind, sanctioned, err
}

// Employ gives the role of reviewer in one organisation and takes it everywhere else; an empty one takes it everywhere.
func Employ(ctx context.Context, tx pgx.Tx, person, organisation, by string, at time.Time) error {
	b := &pgx.Batch{}
	b.Queue("delete from role_grant where person = $1 and role = 'reviewer' and organisation <> $2", person, organisation)
	if organisation != "" {
		b.Queue("insert into role_grant (person, organisation, role, granted_by, granted_at) values ($1, $2, 'reviewer', $3, $4) on conflict do nothing", person, organisation, by, at)
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("pool: role: %w", err)
	}
	return nil
}

// OpenReviews counts the reviews that wait for a person.
func OpenReviews(ctx context.Context, q docket.Querier, person string) (n int, err error) {
	err = q.QueryRow(ctx, "select count(*) from docket where machine = 'review' and reviewer = $1 and state in ('INVITED', 'ACCEPTED')", person).Scan(&n)
	return n, err
}

// Subject is under what a person's file is told of: a notification names it with the number of the history.
func Subject(person string) string { return "expert:" + person }

// Tell notifies people of an entry in the history of a file.
func Tell(ctx context.Context, tx pgx.Tx, people []string, file string, entry int64, at time.Time, zh, en string) error {
	_, err := tx.Exec(ctx, `insert into notification (person, subject, seq, zh, en, at) select p.id, $2, $3, $4, $5, $6 from person p
		where p.id = any($1) and p.disabled_at is null on conflict (person, subject, seq) where message is null do nothing`, people, Subject(file), entry, zh, en, at)
	if err != nil {
		return fmt.Errorf("pool: notification: %w", err)
	}
	return nil
}

// Officers lists who verifies for the bureau.
func Officers(ctx context.Context, q docket.Querier) ([]string, error) {
	rows, err := q.Query(ctx, "select distinct person from role_grant where role = 'officer' order by person")
	if err != nil {
		return nil, fmt.Errorf("pool: officers: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// AgencyPeople lists who works the reviews of an agency.
func AgencyPeople(ctx context.Context, q docket.Querier, agency string) ([]string, error) {
	rows, err := q.Query(ctx, "select distinct person from role_grant where role = 'agency' and organisation = $1 order by person", agency)
	if err != nil {
		return nil, fmt.Errorf("pool: agency: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
