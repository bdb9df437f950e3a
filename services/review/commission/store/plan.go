package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/review/commission"
)

// Version is one version of a plan with when and by which event it was made.
type Version struct {
	Version int64
	Event   string
	At      time.Time
	Plan    commission.Plan
}

// SavePlan keeps a version and its seats.
func SavePlan(ctx context.Context, tx pgx.Tx, id string, v Version) error {
	if _, err := tx.Exec(ctx, "insert into commission_plan (commission, version, event, at, content) values ($1, $2, $3, $4, $5)", id, v.Version, v.Event, v.At, v.Plan); err != nil {
		return wrap("plan", err)
	}
	var rows [][]any
	for _, p := range v.Plan.Panels {
		for _, s := range p.Seats {
			rows = append(rows, []any{id, v.Version, p.Application, s.Expert, s.Seat, s.Place, s.Locked, s.Expertise})
		}
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"commission_seat"}, []string{"commission", "version", "application", "expert", "seat", "place", "locked", "expertise"}, pgx.CopyFromRows(rows))
	return wrap("seats", err)
}

// Plan reads a version; false when there is none.
func Plan(ctx context.Context, q docket.Querier, id string, version int64) (Version, bool, error) {
	v := Version{Version: version}
	err := q.QueryRow(ctx, "select event, at, content from commission_plan where commission = $1 and version = $2", id, version).Scan(&v.Event, &v.At, &v.Plan)
	if errors.Is(err, pgx.ErrNoRows) {
		return v, false, nil
	}
	return v, err == nil, wrap("plan", err)
}

// Versions lists all versions, newest first.
func Versions(ctx context.Context, q docket.Querier, id string) ([]Version, error) {
	rows, err := q.Query(ctx, "select version, event, at, content from commission_plan where commission = $1 order by version desc", id)
	if err != nil {
		return nil, wrap("versions", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Version])
}

// Members lists everybody who is a member of some panel of a version.
func Members(ctx context.Context, q docket.Querier, id string, version int64) ([]string, error) {
	rows, err := q.Query(ctx, "select distinct expert from commission_seat where commission = $1 and version = $2 and seat = 'member'", id, version)
	if err != nil {
		return nil, wrap("members", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Place is a seat of the adopted plan and the urn its expert belongs to.
type Place struct{ Expert, Seat, Stratum string }

// Adopted lists an application's seats of the adopted plan, members first, each in order.
func Adopted(ctx context.Context, q docket.Querier, id, application string) ([]Place, error) {
	rows, err := q.Query(ctx, `select s.expert, s.seat, e.content from commission_seat s
		join docket d on d.id = s.commission and s.version = (d.facts #>> '{plan,adopted}')::bigint
		join commission_expert e on e.commission = s.commission and e.expert = s.expert
		where s.commission = $1 and s.application = $2 order by s.seat, s.place`, id, application)
	if err != nil {
		return nil, wrap("seats", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Place, error) {
		var (
			p Place
			e commission.Expert
		)
		err := row.Scan(&p.Expert, &p.Seat, &e)
		p.Stratum = e.Stratum()
		return p, err
	})
}

// Free says whether a person can take one more review now: on file, well, and below the load.
func Free(ctx context.Context, q docket.Querier, person string, now time.Time) (free bool, err error) {
	err = q.QueryRow(ctx, `select p.disabled_at is null and coalesce(p.sanctioned_until <= $2, true) and coalesce(e.status = 'active', true)
		and (e.max_load is null or e.max_load > (select count(*) from docket r where r.machine = 'review' and r.reviewer = p.id and r.state in ('INVITED', 'ACCEPTED')))
		from person p left join expert e on e.person = p.id where p.id = $1`, person, now).Scan(&free)
	return free, wrap("load", err)
}
