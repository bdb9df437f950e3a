// Package store reads what review rules judge by: the reviews of a round, the
// people proposed for a panel, recorded conflicts, and a call's reviewed
// applications.
//
// It guarantees that what it reads inside a transaction is what that transaction
// sees. It refuses to judge, and it writes nothing but the conflict register.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/shopspring/decimal"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
)

// Item is one review with its typed section.
type Item struct {
	Record *docket.Record
	Work   review.Work
}

// Reviewer is the person whose review it is.
func (i Item) Reviewer() string { return i.Record.Parties().Reviewer }

// Reviews lists every review of an application in all its rounds, in the order of their making.
func Reviews(ctx context.Context, q docket.Querier, project string) ([]Item, error) {
	records, err := docket.Select(ctx, q, "where machine = 'review' and parent = $1 order by opened_at, id", project)
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	items := make([]Item, 0, len(records))
	for _, r := range records {
		i := Item{Record: r}
		if err := r.Section("review", &i.Work); err != nil {
			return nil, err
		}
		items = append(items, i)
	}
	return items, nil
}

// OfRound keeps the reviews of one round.
func OfRound(items []Item, round int) []Item {
	var out []Item
	for _, i := range items {
		if i.Work.Round == round {
			out = append(out, i)
		}
	}
	return out
}

// Candidates reads people by id, in the order given; somebody unknown comes back without a name.
// Conflicts are those recorded with the application.
func Candidates(ctx context.Context, q docket.Querier, project string, ids []string, now time.Time) ([]review.Candidate, error) {
	rows, err := q.Query(ctx, `
		select p.id, p.name, p.disabled_at is not null, coalesce(e.status in ('suspended', 'removed'), false), coalesce(p.sanctioned_until > $3, false), coalesce(c.ground, ''),
		       coalesce((select array_agg(distinct g.organisation) from role_grant g where g.person = p.id), '{}'),
		       coalesce((select array_agg(o.id || E'\t' || o.name order by o.id) from role_grant g join organisation o on o.id = g.organisation
		                 where g.person = p.id and g.role = 'reviewer'), '{}')
		from person p left join conflict c on c.person = p.id and c.subject = $2 left join expert e on e.person = p.id
		where p.id = any($1)`, ids, project, now)
	if err != nil {
		return nil, fmt.Errorf("review: candidates: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanCandidate)
	if err != nil {
		return nil, fmt.Errorf("review: candidates: %w", err)
	}
	byID := map[string]review.Candidate{}
	for _, c := range found {
		byID[c.ID] = c
	}
	out := make([]review.Candidate, 0, len(ids))
	for _, id := range ids {
		c := byID[id]
		c.ID = id
		out = append(out, c)
	}
	return out, nil
}

func scanCandidate(row pgx.CollectableRow) (review.Candidate, error) {
	var (
		c     review.Candidate
		units []string
	)
	err := row.Scan(&c.ID, &c.Name, &c.Disabled, &c.Suspended, &c.Sanctioned, &c.Conflict, &c.Orgs, &units)
	for _, u := range units {
		id, name, _ := strings.Cut(u, "\t")
		c.Units = append(c.Units, review.Unit{ID: id, Name: name})
	}
	c.Reviewer = len(c.Units) > 0
	return c, err
}

// RecordConflict enters a conflict of interest into the register; one that is there already stays as it was.
func RecordConflict(ctx context.Context, tx pgx.Tx, project, person, ground, evidence string, at time.Time) error {
	_, err := tx.Exec(ctx, "insert into conflict (subject, person, ground, evidence, at) values ($1,$2,$3,$4,$5) on conflict (subject, person) do nothing",
		project, person, ground, evidence, at)
	if err != nil {
		return fmt.Errorf("review: conflict register: %w", err)
	}
	return nil
}

// RecordDeclaration keeps what a reviewer declared on answering a review, once; the screening of later panels reads it.
func RecordDeclaration(ctx context.Context, tx pgx.Tx, reviewID, project, person, scope, note string, at time.Time) error {
	_, err := tx.Exec(ctx, `insert into reviewer_declaration (review, person, scope, application, call, note, at)
		select $1, $2, $3, d.id, d.parent, $5, $6 from docket d where d.id = $4 on conflict (review) do nothing`, reviewID, person, scope, project, note, at)
	if err != nil {
		return fmt.Errorf("review: declaration: %w", err)
	}
	return nil
}

// Ranked lists a call's applications whose review is closed, with what the rank list shows.
// Results that their agency has not handed over are listed only for the agency (withheld).
func Ranked(ctx context.Context, q docket.Querier, call string, withheld bool) ([]review.Entry, error) {
	rows, err := q.Query(ctx, `
		select d.id, d.title, coalesce(o.name, ''), d.state, coalesce(d.facts #>> '{intake,receipt}', ''),
		       d.facts #>> '{review,aggregate}', coalesce((d.facts #>> '{review,valid}')::int, 0),
		       coalesce((d.facts #>> '{intake,requested_fen}')::bigint, 0),
		       array(select jsonb_array_elements_text(d.facts #> '{review,short}')),
		       coalesce(d.facts #>> '{review,advised}', ''), (d.facts #>> '{review,advice_fen}')::bigint
		from docket d left join organisation o on o.id = d.host_org
		where d.machine = 'project' and d.parent = $1 and d.state <> $2
		      and d.facts #>> '{review,closed_at}' is not null and d.facts #>> '{review,aggregate}' is not null
		      and ($3 or `+Delivered("d")+`)`, call, lifecycle.UnderReview, withheld)
	if err != nil {
		return nil, fmt.Errorf("review: rank list: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (review.Entry, error) {
		var (
			e         review.Entry
			aggregate string
		)
		if err := row.Scan(&e.Docket, &e.Title, &e.Host, &e.State, &e.Receipt, &aggregate, &e.Valid, &e.RequestedFen, &e.Short, &e.Advised, &e.AdviceFen); err != nil {
			return e, err
		}
		var err error
		e.Aggregate, err = decimal.NewFromString(aggregate)
		return e, err
	})
}

// PanelReport reads the newest panel report of an application; false when no round was closed yet.
func PanelReport(ctx context.Context, q docket.Querier, project string) (review.PanelReport, bool, error) {
	var (
		content string
		out     review.PanelReport
	)
	err := q.QueryRow(ctx, "select content from snapshot where subject = $1 and kind = $2 order by seq desc limit 1", project, review.PanelReportKind).Scan(&content)
	if errors.Is(err, pgx.ErrNoRows) {
		return out, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(content), &out)
	}
	if err != nil {
		return out, false, fmt.Errorf("review: panel report: %w", err)
	}
	return out, true, nil
}

// Delivered is the condition under which an application’s result is no longer its
// agency’s alone; p is what a query calls the application. It is Outcome.Withheld, denied.
func Delivered(p string) string {
	return "(" + p + ".facts #>> '{review,commission}' is null or " + p + ".facts #>> '{review,handed_over_at}' is not null)"
}
