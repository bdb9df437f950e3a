// Package store keeps the pool of experts in PostgreSQL.
//
// It guarantees that a file and its history change together or not at all, and
// that of two who change a file at once the second is told. It refuses to judge
// a file, and it writes nothing of the lifecycle.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	"yanlu/services/review/pool"
)

// columns of an expert, with the facts of the person.
const columns = `e.person, e.status, e.source, coalesce(e.recommended_by, ''), p.name, p.title, p.degree, p.email, p.phone,
	e.kinds, e.local, e.topics, e.disciplines, e.keywords, e.works, e.grade, e.max_load, e.away,
	(select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('organisation', m.organisation, 'organisation_name', coalesce(o.name, m.organisation_name),
		'position', nullif(m.position, ''), 'from', m.from_day, 'to', m.to_day)) order by m.seq), '[]')
	 from expert_employment m left join organisation o on o.id = m.organisation where m.person = e.person),
	(select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', r.kind, 'other_person', r.other_person, 'other_name', nullif(r.other_name, ''),
		'other_organisation', r.other_org, 'other_organisation_name', nullif(r.other_org_name, ''), 'note', nullif(r.note, ''),
		'from', r.from_day, 'to', r.to_day)) order by r.seq), '[]')
	 from expert_relation r where r.person = e.person),
	coalesce(e.verified_by, ''), e.verified_at, e.refreshed_at, e.reason, e.version`

const from = ` from expert e join person p on p.id = e.person `

func scan(row pgx.Row, more ...any) (pool.Expert, error) {
	var e pool.Expert
	var works, away, employments, relations []byte
	err := row.Scan(append([]any{
		&e.Person, &e.Status, &e.Source, &e.RecommendedBy, &e.Name, &e.Title, &e.Degree, &e.Email, &e.Phone,
		&e.Kinds, &e.Local, &e.Topics, &e.Disciplines, &e.Keywords, &works, &e.Grade, &e.MaxLoad, &away, &employments, &relations,
		&e.VerifiedBy, &e.VerifiedAt, &e.RefreshedAt, &e.Reason, &e.Version,
	}, more...)...)
	if err != nil {
		return e, err
	}
	return e, errors.Join(json.Unmarshal(works, &e.Works), json.Unmarshal(away, &e.Away), json.Unmarshal(employments, &e.Employments), json.Unmarshal(relations, &e.Relations))
}

// NotFound is the refusal of a file that is not there, or not the caller's to see.
func NotFound() error {
	return problem.New(problem.NotFound, "EXPERT_NOT_FOUND", "专家库中没有此人", "there is no such expert in the pool")
}

// Get reads a file. Errors: EXPERT_NOT_FOUND.
func Get(ctx context.Context, q docket.Querier, person string) (pool.Expert, error) {
	return found(scan(q.QueryRow(ctx, "select "+columns+from+"where e.person = $1", person)))
}

// Lock reads a file for a change. A review that names the person waits for the
// same row, so that none is opened between the count of open ones and the end.
func Lock(ctx context.Context, tx pgx.Tx, person string) (pool.Expert, error) {
	if _, err := tx.Exec(ctx, "select 1 from person where id = $1 for update", person); err != nil {
		return pool.Expert{}, fmt.Errorf("pool: lock: %w", err)
	}
	return Get(ctx, tx, person)
}

func found(e pool.Expert, err error) (pool.Expert, error) {
	if errors.Is(err, pgx.ErrNoRows) {
		return e, NotFound()
	}
	if err != nil {
		return e, fmt.Errorf("pool: file: %w", err)
	}
	return e, nil
}

// Entry is what the history keeps of an act. By is a person, empty for the shipped data.
type Entry struct {
	Act  pool.Act
	By   string
	At   time.Time
	Note string
}

// Add enters somebody into the pool.
func Add(ctx context.Context, tx pgx.Tx, e pool.Expert, h Entry) (int64, error) {
	works, away, err := lists(e.File)
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `insert into expert (person, status, source, recommended_by, kinds, local, topics, disciplines, keywords, works, grade, max_load, away, refreshed_at, verified_by, verified_at)
		values ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, nullif($15, ''), $16)`,
		e.Person, e.Status, e.Source, e.RecommendedBy, e.Kinds, e.Local, e.Topics, e.Disciplines, e.Keywords, works, e.Grade, e.MaxLoad, away, e.RefreshedAt, e.VerifiedBy, e.VerifiedAt)
	if err != nil {
		return 0, fmt.Errorf("pool: add: %w", err)
	}
	return finish(ctx, tx, nil, e, h)
}

// Save replaces a file, with the person's facts, and writes down what changed.
// before is as it was locked; its version makes the next one.
func Save(ctx context.Context, tx pgx.Tx, before, e pool.Expert, h Entry) (int64, error) {
	works, away, err := lists(e.File)
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `update expert set status = $2, kinds = $3, local = $4, topics = $5, disciplines = $6, keywords = $7, works = $8, grade = $9, max_load = $10, away = $11,
		verified_by = nullif($12, ''), verified_at = $13, refreshed_at = $14, reason = $15, version = $16 where person = $1`,
		e.Person, e.Status, e.Kinds, e.Local, e.Topics, e.Disciplines, e.Keywords, works, e.Grade, e.MaxLoad, away,
		e.VerifiedBy, e.VerifiedAt, e.RefreshedAt, e.Reason, before.Version+1)
	if err != nil {
		return 0, fmt.Errorf("pool: save: %w", err)
	}
	return finish(ctx, tx, &before, e, h)
}

func lists(f pool.File) (works, away []byte, err error) {
	if works, err = json.Marshal(some(f.Works)); err == nil {
		away, err = json.Marshal(some(f.Away))
	}
	return works, away, err
}

func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// finish writes what hangs on a file — facts, employments, relations — and its history.
func finish(ctx context.Context, tx pgx.Tx, before *pool.Expert, e pool.Expert, h Entry) (int64, error) {
	b := &pgx.Batch{}
	b.Queue("update person set title = $2, degree = $3, email = $4, phone = $5 where id = $1", e.Person, e.Title, e.Degree, e.Email, e.Phone)
	b.Queue("delete from expert_employment where person = $1", e.Person)
	for i, m := range e.Employments {
		b.Queue(`insert into expert_employment (person, seq, organisation, organisation_name, position, from_day, to_day)
			values ($1, $2, nullif($3, ''), $4, $5, $6::text::date, nullif($7, '')::date)`, e.Person, i+1, m.Organisation, m.OrganisationName, m.Position, m.From, m.To)
	}
	b.Queue("delete from expert_relation where person = $1", e.Person)
	for i, r := range e.Relations {
		b.Queue(`insert into expert_relation (person, seq, kind, other_person, other_name, other_org, other_org_name, note, from_day, to_day, declared_at)
			values ($1, $2, $3, nullif($4, ''), $5, nullif($6, ''), $7, $8, nullif($9, '')::date, nullif($10, '')::date, $11)`,
			e.Person, i+1, r.Kind, r.OtherPerson, r.OtherName, r.OtherOrg, r.OtherOrgName, r.Note, r.From, r.To, h.At)
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return 0, fmt.Errorf("pool: file: %w", err)
	}
	change, err := pool.Diff(before, e)
	if err != nil {
		return 0, err
	}
	return Keep(ctx, tx, e.Person, h, change)
}

// Keep writes an entry of the history and returns its number.
func Keep(ctx context.Context, tx pgx.Tx, person string, h Entry, change map[string]pool.Change) (int64, error) {
	var id int64
	err := tx.QueryRow(ctx, "insert into expert_history (person, by_person, at, act, change, note) values ($1, nullif($2, ''), $3, $4, $5, $6) returning id",
		person, h.By, h.At, h.Act, change, h.Note).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("pool: history: %w", err)
	}
	return id, nil
}

// Kept is one entry of the history as it is read.
type Kept struct {
	ID     int64
	At     time.Time
	Act    string
	ByName string
	Note   string
	Change map[string]pool.Change
}

// History lists the changes of a file, newest first, at most 200.
func History(ctx context.Context, q docket.Querier, person string) ([]Kept, error) {
	rows, err := q.Query(ctx, `select h.id, h.at, h.act, coalesce(p.name, ''), h.note, h.change from expert_history h left join person p on p.id = h.by_person
		where h.person = $1 order by h.id desc limit 200`, person)
	if err != nil {
		return nil, fmt.Errorf("pool: history: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Kept])
}
