package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
)

// Call is a call in which somebody has reviews.
type Call struct {
	ID, Title string
	Open      int32
}

// Calls lists the calls of a reviewer's reviews that are theirs to write or were written, those with open ones first.
func Calls(ctx context.Context, q docket.Querier, person string) ([]Call, error) {
	rows, err := q.Query(ctx, `select c.id, c.title, count(*) filter (where r.state in ('INVITED', 'ACCEPTED')) as open
		from docket r join docket p on p.id = r.parent join docket c on c.id = p.parent
		where r.machine = 'review' and r.reviewer = $1 and r.state in ('INVITED', 'ACCEPTED', 'SCORED')
		group by c.id, c.title order by bool_or(r.state in ('INVITED', 'ACCEPTED')) desc, max(r.opened_at) desc, c.id`, person)
	if err != nil {
		return nil, fmt.Errorf("reviewing: calls: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Call])
}

// Mine lists a reviewer's reviews of a call that are theirs to write or were written, in the order of their making.
func Mine(ctx context.Context, q docket.Querier, person, call string) ([]*docket.Record, error) {
	return docket.Select(ctx, q, `where machine = 'review' and reviewer = $1 and state in ('INVITED', 'ACCEPTED', 'SCORED')
		and parent in (select p.id from docket p where p.machine = 'project' and p.parent = $2) order by opened_at, id`, person, call)
}

// Invited lists the unanswered invitations of an application or of all applications of a call.
func Invited(ctx context.Context, q docket.Querier, id string) ([]*docket.Record, error) {
	return docket.Select(ctx, q, `where machine = 'review' and state = 'INVITED'
		and (parent = $1 or parent in (select p.id from docket p where p.machine = 'project' and p.parent = $1)) order by parent, opened_at, id`, id)
}

// Drafts reads the newest drafts of several reviews by id.
func Drafts(ctx context.Context, q docket.Querier, ids []string) (map[string]docket.Draft, error) {
	rows, err := q.Query(ctx, "select distinct on (subject) subject, version, content, saved_at from draft where subject = any($1) order by subject, version desc", ids)
	if err != nil {
		return nil, fmt.Errorf("reviewing: drafts: %w", err)
	}
	defer rows.Close()
	out := map[string]docket.Draft{}
	for rows.Next() {
		var id string
		var d docket.Draft
		if err := rows.Scan(&id, &d.Version, &d.Content, &d.SavedAt); err != nil {
			return nil, fmt.Errorf("reviewing: drafts: %w", err)
		}
		out[id] = d
	}
	return out, rows.Err()
}
