package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
)

// Step is one step of a draft: who, when, why.
type Step struct {
	Step     string // start, submit, return, approve or discard
	Revision int64
	Person   string
	At       time.Time
	Reason   string
}

// Steps lists what happened to a draft, oldest first.
func Steps(ctx context.Context, q docket.Querier, id string) ([]Step, error) {
	rows, err := q.Query(ctx, "select s.step, s.revision, p.name, s.at, s.reason from pack_draft_step s join person p on p.id = s.person where s.draft = $1 order by s.n", id)
	if err != nil {
		return nil, fmt.Errorf("programme: steps of a pack draft: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Step])
}

// Use is a call that names a pack, with the applications in it.
type Use struct {
	Call         string
	Applications int
}

// Uses lists the calls that name a pack, newest first, at most 500.
func Uses(ctx context.Context, q docket.Querier, hash string) ([]Use, error) {
	rows, err := q.Query(ctx, `select c.id, (select count(*) from docket d where d.parent = c.id and d.machine = 'project')
		from docket c where c.machine = 'call' and c.facts #>> '{terms,pack_hash}' = $1 order by c.opened_at desc, c.id limit 500`, hash)
	if err != nil {
		return nil, fmt.Errorf("programme: uses of a pack: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Use])
}

// Agreements counts the agreements that keep a pack.
func Agreements(ctx context.Context, q docket.Querier, hash string) (int, error) {
	var n int
	err := q.QueryRow(ctx, "select count(*) from docket where machine = 'project' and facts #>> '{agreement,pack_hash}' = $1", hash).Scan(&n)
	return n, err
}
