package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/application"
	"yanlu/services/docket"
)

const organisationFileSQL = "select id, name, uscc, kind, address, registered_on, profile from organisation where id = any($1)"

// OrganisationFiles reads what is on file of organisations, by id.
func OrganisationFiles(ctx context.Context, q docket.Querier, ids []string) (map[string]application.OrganisationFile, error) {
	rows, err := q.Query(ctx, organisationFileSQL, ids)
	if err != nil {
		return nil, fmt.Errorf("application: organisations on file: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[application.OrganisationFile])
	out := map[string]application.OrganisationFile{}
	for _, o := range list {
		out[o.ID] = o
	}
	return out, err
}

// PersonFile reads what is on file of a person; empty when there is none.
func PersonFile(ctx context.Context, q docket.Querier, id string) (application.PersonFile, error) {
	var p application.PersonFile
	err := q.QueryRow(ctx, "select id, name, title, degree, email, phone, born_on, fields, profile from person where id = $1", id).
		Scan(&p.ID, &p.Name, &p.Title, &p.Degree, &p.Email, &p.Phone, &p.BornOn, &p.Fields, &p.Profile)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return p, fmt.Errorf("application: person on file: %w", err)
	}
	return p, nil
}

// Mark says that a section is finished.
type Mark struct {
	Section, Person string
	At              time.Time
}

// Marks lists the sections of a draft that are marked as finished.
func Marks(ctx context.Context, q docket.Querier, subject string) ([]Mark, error) {
	rows, err := q.Query(ctx, "select m.section, p.name, m.at from section_mark m join person p on p.id = m.person where m.docket = $1 order by m.section", subject)
	if err != nil {
		return nil, fmt.Errorf("application: marks: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Mark])
}
