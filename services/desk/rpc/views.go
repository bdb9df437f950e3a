package rpc

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/platform/problem"
)

// listViews reads the views of a person ($1), and those shared by whoever holds
// a role in an organisation in which the caller holds it too ($2, $3).
const listViews = `
select v.id, v.page, v.name, v.query, v.shared, v.person = $1, p.name
from saved_view v join person p on p.id = v.person
where ($4 = '' or v.page = $4) and (v.person = $1 or v.shared and p.disabled_at is null and exists (
    select 1 from role_grant g join unnest($2::text[], $3::text[]) as mine (role, org) on g.role = mine.role and g.organisation = mine.org
    where g.person = v.person))
order by v.name collate "zh-x-icu", v.id`

// ListViews lists the caller's views and those shared with their role in their organisation.
func (s *Server) ListViews(ctx context.Context, req *deskv1.ListViewsRequest) (*deskv1.ListViewsResponse, error) {
	a := dockrpc.ActorOf(ctx)
	roles, organisations := []string{}, []string{}
	for _, c := range a.Capacities {
		roles, organisations = append(roles, string(c.Role)), append(organisations, c.Org)
	}
	rows, err := s.Door.Pool().Query(ctx, listViews, a.Person, roles, organisations, req.GetPage())
	if err != nil {
		return nil, fmt.Errorf("desk: views: %w", err)
	}
	views, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (*deskv1.View, error) {
		v := &deskv1.View{}
		return v, row.Scan(&v.Id, &v.Page, &v.Name, &v.Query, &v.Shared, &v.Mine, &v.OwnerName)
	})
	return &deskv1.ListViewsResponse{Views: views}, err
}

// SaveView saves a view under a name; the caller's view of the same name is replaced.
func (s *Server) SaveView(ctx context.Context, req *deskv1.SaveViewRequest) (*deskv1.View, error) {
	a, out := dockrpc.ActorOf(ctx), &deskv1.View{}
	err := s.write(ctx, a, req, a.Person, out, func(tx pgx.Tx) error {
		out.Page, out.Name, out.Query, out.Shared, out.Mine = req.GetPage(), req.GetName(), req.GetQuery(), req.GetShared(), true
		err := tx.QueryRow(ctx, `insert into saved_view (id, person, page, name, query, shared, saved_at) values ($1, $2, $3, $4, $5, $6, $7)
			on conflict on constraint saved_view_name_uq do update set query = excluded.query, shared = excluded.shared, saved_at = excluded.saved_at
			returning id, (select name from person where id = $2)`,
			newID(), a.Person, req.GetPage(), req.GetName(), req.GetQuery(), req.GetShared(), s.Door.Now()).Scan(&out.Id, &out.OwnerName)
		if err != nil {
			return fmt.Errorf("desk: save a view: %w", err)
		}
		return nil
	})
	return out, err
}

// RemoveView removes a view of the caller; another's is not found.
func (s *Server) RemoveView(ctx context.Context, req *deskv1.RemoveViewRequest) (*deskv1.RemoveViewResponse, error) {
	a, out := dockrpc.ActorOf(ctx), &deskv1.RemoveViewResponse{}
	err := s.write(ctx, a, req, a.Person, out, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, "delete from saved_view where id = $1 and person = $2", req.GetId(), a.Person)
		if err != nil {
			return fmt.Errorf("desk: remove a view: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return problem.New(problem.NotFound, "VIEW_NOT_FOUND", "没有找到您保存的这个视图", "You have no such view")
		}
		return nil
	})
	return out, err
}
