package live

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
)

// present is how long somebody counts as being at a draft after the last word.
const present = 30 * time.Second

// side are the people who fill a form in: they see one another at it. Others may
// read it without being seen.
var side = []lifecycle.Role{lifecycle.PI, lifecycle.Institution, lifecycle.Demander}

// Attend notes that the caller is at a draft and says who else is. To whoever may
// not read the draft it does not exist.
func (s *Server) Attend(ctx context.Context, req *deskv1.AttendRequest) (*deskv1.AttendResponse, error) {
	a := dockrpc.ActorOf(ctx)
	r, parent, err := docket.WithParent(ctx, s.door.Pool(), req.GetDocket())
	if err != nil {
		return nil, err
	}
	if !dockrpc.MayReadDraft(a, r, parent) {
		return nil, docket.NotFound(req.GetDocket())
	}
	if seen(a, r, parent) {
		changed, err := s.note(ctx, r.ID, a.Person, req)
		if err != nil {
			return nil, err
		}
		if changed {
			s.door.Notify(docket.PresenceChanged, r.ID, 0)
		}
	}
	others, err := s.others(ctx, r.ID, a.Person)
	return &deskv1.AttendResponse{Others: others}, err
}

func seen(a docket.Actor, r, parent *docket.Record) bool {
	return dockrpc.MayEditDraft(a, r, parent) || slices.ContainsFunc(dockrpc.Standing(a, r, parent), func(x lifecycle.Role) bool { return slices.Contains(side, x) })
}

// note writes down where the person is and says whether that is news to others.
func (s *Server) note(ctx context.Context, id, person string, req *deskv1.AttendRequest) (changed bool, err error) {
	now := s.door.Now()
	pool := s.door.Pool()
	if req.GetLeave() {
		tag, err := pool.Exec(ctx, "delete from attendance where docket = $1 and (person = $2 or seen_at < $3)", id, person, now.Add(-present))
		return err == nil && tag.RowsAffected() > 0, err
	}
	err = pool.QueryRow(ctx, `with before as (select field, seen_at from attendance where docket = $1 and person = $2),
		put as (insert into attendance (docket, person, field, seen_at) values ($1, $2, $3, $4)
			on conflict (docket, person) do update set field = excluded.field, seen_at = excluded.seen_at)
		select not exists (select 1 from before where field = $3 and seen_at > $5)`, id, person, req.GetField(), now, now.Add(-present)).Scan(&changed)
	if err != nil {
		return false, fmt.Errorf("live: attend: %w", err)
	}
	return changed, nil
}

func (s *Server) others(ctx context.Context, id, person string) ([]*deskv1.Attendee, error) {
	rows, err := s.door.Pool().Query(ctx, `select a.person, p.name, a.field, a.seen_at from attendance a join person p on p.id = a.person
		where a.docket = $1 and a.person <> $2 and a.seen_at > $3 order by p.name, p.id limit 50`, id, person, s.door.Now().Add(-present))
	if err != nil {
		return nil, fmt.Errorf("live: others: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*deskv1.Attendee, error) {
		var at time.Time
		x := &deskv1.Attendee{}
		err := row.Scan(&x.Person, &x.Name, &x.Field, &at)
		x.SeenAt = timestamppb.New(at)
		return x, err
	})
}
