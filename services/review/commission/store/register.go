package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/conflict"
)

// register is who and what exists: people with how they are reached and where they work and worked, organisations by name.
type register struct {
	persons map[string]reach
	units   map[string][]string // by person: names of organisations
	at      map[spot][]string   // persons of a name at a unit
	orgs    map[string]string   // by plain name: id
}

// reach is how a person on the register is reached; hashes only.
type reach struct{ name, phone, email, card string }

// spot is a name at a unit, both plain; zero when either is missing.
type spot struct{ name, unit string }

func spotOf(name, unit string) spot {
	at := spot{conflict.Plain(name), conflict.Plain(unit)}
	if at.name == "" || at.unit == "" {
		return spot{}
	}
	return at
}

// only is the person of a name at a unit; empty when there is none or more than one.
func (r *register) only(at spot) string {
	if list := r.at[at]; len(list) == 1 {
		return list[0]
	}
	return ""
}

func (r *register) read(ctx context.Context, q docket.Querier) error {
	r.persons, r.units, r.at, r.orgs = map[string]reach{}, map[string][]string{}, map[spot][]string{}, map[string]string{}
	if err := r.reaches(ctx, q); err != nil {
		return err
	}
	if err := r.places(ctx, q); err != nil {
		return err
	}
	rows, err := q.Query(ctx, "select id, name from organisation order by id desc")
	if err != nil {
		return wrap("organisations", err)
	}
	var id, name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		r.orgs[conflict.Plain(name)] = id
		return nil
	})
	return wrap("organisations", err)
}

// reaches reads how people are reached, made comparable by hashes.
func (r *register) reaches(ctx context.Context, q docket.Querier) error {
	rows, err := q.Query(ctx, "select id, name, phone, email, id_hash from person")
	if err != nil {
		return wrap("people", err)
	}
	var id, phone, email string
	var one reach
	_, err = pgx.ForEachRow(rows, []any{&id, &one.name, &phone, &email, &one.card}, func() error {
		one.phone, one.email = hashPhone(phone), hashEmail(email)
		r.persons[id] = one
		return nil
	})
	return wrap("people", err)
}

// places reads where people hold a role and where their files say that they work or worked.
func (r *register) places(ctx context.Context, q docket.Querier) error {
	rows, err := q.Query(ctx, `select g.person, o.name from role_grant g join organisation o on o.id = g.organisation
		union select m.person, coalesce(o.name, m.organisation_name) from expert_employment m left join organisation o on o.id = m.organisation order by 1, 2`)
	if err != nil {
		return wrap("units", err)
	}
	var person, unit string
	_, err = pgx.ForEachRow(rows, []any{&person, &unit}, func() error {
		r.units[person] = append(r.units[person], unit)
		at := spotOf(r.persons[person].name, unit)
		if list := r.at[at]; at != (spot{}) && (len(list) == 0 || list[len(list)-1] != person) {
			r.at[at] = append(list, person)
		}
		return nil
	})
	return wrap("units", err)
}

// hashPhone hides a telephone number: digits tell, spaces and dashes do not.
func hashPhone(phone string) string {
	return hash(strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone))
}

func hashEmail(email string) string { return hash(strings.ToLower(strings.TrimSpace(email))) }

func hash(text string) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
