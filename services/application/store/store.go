// Package store reads what intake needs from PostgreSQL. It writes nothing: the door does.
package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/policy"
)

// Org is what intake needs to know of an organisation.
type Org struct{ ID, Name, Kind string }

// Organisation reads an organisation; an empty ID when there is none.
func Organisation(ctx context.Context, q docket.Querier, id string) (Org, error) {
	var o Org
	err := q.QueryRow(ctx, "select id, name, kind from organisation where id = $1", id).Scan(&o.ID, &o.Name, &o.Kind)
	if errors.Is(err, pgx.ErrNoRows) {
		return Org{}, nil
	}
	return o, err
}

// Recommends says whether somebody at an organisation can recommend applications.
func Recommends(ctx context.Context, q docket.Querier, org string) (bool, error) {
	var ok bool
	err := q.QueryRow(ctx, "select exists (select 1 from role_grant where organisation = $1 and role = 'recommender')", org).Scan(&ok)
	return ok, err
}

// File is one attachment of an application.
type File struct {
	ID     string `json:"id"`
	Field  string `json:"field"`
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// Files lists a subject's attachments that were not removed.
func Files(ctx context.Context, q docket.Querier, subject string) ([]File, error) {
	rows, err := q.Query(ctx, `select a.id, a.field, a.file_name, a.sha256, b.size from attachment a join blob b using (sha256)
		where a.subject = $1 and a.removed_at is null order by a.field, a.uploaded_at, a.id`, subject)
	if err != nil {
		return nil, fmt.Errorf("application: files: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[File])
}

// live are the states in which a project counts as running towards a person's limit.
const live = `('UNIT_CHECK','RECOMMENDING','SUBMITTED','FORMAL_CHECK','RETURNED','ACCEPTED','UNDER_REVIEW','REVIEWED','SURVEY','RECOMMENDED','DECISION',
	'PUBLICITY','OBJECTION','AWARDED','AGREEMENT_REVIEW','ACTIVE','CHANGE_PENDING','SUSPENDED','CLOSURE_DUE','OVERDUE','CLOSURE_REVIEW','REMEDIATION')`

// EligibilityFacts gathers what the pack's eligibility rules ask about. The subject itself is left out of the counts;
// a party that is not named has no facts and counts nothing.
func EligibilityFacts(ctx context.Context, q docket.Querier, call, subject string, p docket.Parties, months int, now time.Time) (policy.Facts, error) {
	f := policy.Facts{Now: now, TermMonths: months}
	if err := organisationFacts(ctx, q, p.HostOrg, now, &f); err != nil {
		return f, err
	}
	if err := personFacts(ctx, q, p.PI, now, &f); err != nil {
		return f, err
	}
	const counts = `select
		(select count(*) from docket where machine = 'project' and host_org = $1 and state = 'OVERDUE'),
		(select count(*) from docket where machine = 'project' and host_org = $1 and parent = $2 and id <> $3 and state not in ('DRAFT','WITHDRAWN','EXPIRED')),
		(select count(*) from docket where machine = 'project' and pi = $4 and id <> $3 and state in ` + live + `),
		(select count(*) from docket where machine = 'project' and pi = $4 and state = 'OVERDUE'),
		coalesce((select facts #>> '{intake,pledged_at}' from docket where id = $3), '') <> ''`
	err := q.QueryRow(ctx, counts, p.HostOrg, call, subject, p.PI).
		Scan(&f.OrgOverdue, &f.OrgBatchCount, &f.PI.ActiveLead, &f.PI.OverdueProjects, &f.Pledged)
	if err != nil {
		return f, fmt.Errorf("application: eligibility counts: %w", err)
	}
	f.PI.ActiveTotal = f.PI.ActiveLead
	files, err := Files(ctx, q, subject)
	for _, x := range files {
		_, name, _ := strings.Cut(x.Field, ".")
		f.Attachments = append(f.Attachments, name)
	}
	return f, err
}

func organisationFacts(ctx context.Context, q docket.Querier, id string, now time.Time, f *policy.Facts) error {
	f.Org.Kind = "other"
	if id == "" {
		return nil
	}
	var (
		kind       string
		registered *time.Time
		until      *time.Time
	)
	err := q.QueryRow(ctx, "select kind, legal_person, registered_on, in_district, sanctioned_until from organisation where id = $1", id).
		Scan(&kind, &f.Org.LegalPerson, &registered, &f.Org.InDistrict, &until)
	if err != nil {
		return fmt.Errorf("application: organisation %s: %w", id, err)
	}
	if kind == "enterprise" {
		f.Org.Kind = "enterprise"
	}
	if registered != nil {
		f.Org.RegisteredOn = *registered
	}
	if until != nil && until.After(now) {
		f.Org.Sanctioned, f.Org.SanctionUntil = true, *until
	}
	return nil
}

func personFacts(ctx context.Context, q docket.Querier, id string, now time.Time, f *policy.Facts) error {
	if id == "" {
		return nil
	}
	var born, until *time.Time
	err := q.QueryRow(ctx, "select born_on, title, degree, sanctioned_until from person where id = $1", id).Scan(&born, &f.PI.Title, &f.PI.Degree, &until)
	if err != nil {
		return fmt.Errorf("application: person %s: %w", id, err)
	}
	if born != nil {
		f.PI.AgeAtEnd = age(*born, now.AddDate(0, f.TermMonths, 0))
	}
	f.PI.Sanctioned = until != nil && until.After(now)
	return nil
}

func age(born, at time.Time) int {
	n := at.Year() - born.Year()
	if at.YearDay() < born.AddDate(n, 0, 0).YearDay() {
		n--
	}
	return n
}

// Colleagues keeps of people those who may sign in and lead or check projects in one of the organisations.
func Colleagues(ctx context.Context, q docket.Querier, people, orgs []string) ([]string, error) {
	rows, err := q.Query(ctx, `select distinct p.id from person p join role_grant g on g.person = p.id
		where p.id = any($1) and p.disabled_at is null and g.organisation = any($2) and g.role in ('pi', 'institution')`, people, orgs)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// UnknownDisciplines lists which codes the tree does not hold.
func UnknownDisciplines(ctx context.Context, q docket.Querier, codes []string) ([]string, error) {
	if len(codes) == 0 {
		return nil, nil
	}
	rows, err := q.Query(ctx, "select x from unnest($1::text[]) as x where not exists (select 1 from discipline where code = x)", codes)
	if err != nil {
		return nil, fmt.Errorf("application: disciplines: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
