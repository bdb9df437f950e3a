package rpc

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// ListStandIns lists those that the caller named or was named as, newest first.
func (s *Members) ListStandIns(ctx context.Context, _ *identityv1.ListStandInsRequest) (*identityv1.ListStandInsResponse, error) {
	caller, _ := identity.FromContext(ctx)
	rows, err := s.queries().ListStandIns(ctx, caller.Person)
	if err != nil {
		return nil, err
	}
	out := &identityv1.ListStandInsResponse{}
	for _, row := range rows {
		item := &identityv1.StandIn{}
		showStandIn(item, row, s.now())
		out.StandIns = append(out.StandIns, item)
	}
	return out, nil
}

func showStandIn(into *identityv1.StandIn, row store.ListStandInsRow, now time.Time) {
	into.Id, into.Principal, into.PrincipalName, into.Deputy, into.DeputyName = row.ID, row.Principal, row.PrincipalName, row.Deputy, row.DeputyName
	into.Organisation, into.Roles, into.Reason = row.Organisation, row.Roles, row.Reason
	into.From, into.Until = timestamppb.New(row.StartsAt), timestamppb.New(row.EndsAt)
	if row.EndedAt != nil {
		into.Until = timestamppb.New(*row.EndedAt)
	}
	into.Status = identity.StandInStatus(row.StartsAt, row.EndsAt, row.EndedAt != nil, now)
}

// SetStandIn names a colleague of the same organisation to act in the caller's
// own roles there. Roles that the caller only stands in for are not handed on.
func (s *Members) SetStandIn(ctx context.Context, r *identityv1.SetStandInRequest) (*identityv1.StandIn, error) {
	caller, err := bySession(ctx)
	if err != nil {
		return nil, err
	}
	if r.GetDeputy() == caller.Person {
		return nil, problem.New(problem.Invalid, "STAND_IN_IS_SELF", "代行人须是另一位同事", "a stand-in is somebody else").At("deputy", "不能选择本人", "not yourself")
	}
	reply := &identityv1.StandIn{}
	err = s.write(ctx, r.GetRequestId(), caller.Person, r, reply, nil, func(q *store.Queries) error {
		now := s.now()
		from := now
		if t := r.GetFrom(); t != nil && t.AsTime().After(now) {
			from = t.AsTime()
		}
		until := r.GetUntil().AsTime()
		if err := s.settings.CheckStandInTerm(from, until, now); err != nil {
			return err
		}
		roles, err := s.standInRoles(ctx, q, caller, r)
		if err != nil {
			return err
		}
		id := newID()
		err = q.InsertStandIn(ctx, store.InsertStandInParams{
			ID: id, Principal: caller.Person, Deputy: r.GetDeputy(), Organisation: r.GetOrganisation(), Roles: roles,
			StartsAt: from, EndsAt: until, Reason: r.GetReason(), SetAt: now,
		})
		if err != nil {
			return err
		}
		row, err := q.StandInByID(ctx, id)
		if err == nil {
			showStandIn(reply, store.ListStandInsRow(row), now)
		}
		return err
	})
	return reply, s.told(err, "", caller.Person, r.GetDeputy())
}

// standInRoles checks the colleague and picks the roles to act in.
func (s *Members) standInRoles(ctx context.Context, q *store.Queries, caller identity.Caller, r *identityv1.SetStandInRequest) ([]string, error) {
	if _, err := q.MemberByID(ctx, r.GetDeputy()); err != nil {
		return nil, missing(err, notColleague())
	}
	held, err := q.RolesIn(ctx, store.RolesInParams{Person: caller.Person, Organisation: r.GetOrganisation()})
	if err != nil {
		return nil, err
	}
	colleague, err := q.RolesIn(ctx, store.RolesInParams{Person: r.GetDeputy(), Organisation: r.GetOrganisation()})
	if err != nil {
		return nil, err
	}
	if len(held) == 0 || len(colleague) == 0 {
		return nil, notColleague()
	}
	picked, err := identity.StandInRoles(rolesOf(held), rolesOf(r.GetRoles()), rolesOf(colleague))
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, len(picked))
	for _, p := range picked {
		out = append(out, string(p))
	}
	return out, nil
}

func rolesOf(names []string) []lifecycle.Role {
	out := make([]lifecycle.Role, 0, len(names))
	for _, n := range names {
		out = append(out, lifecycle.Role(n))
	}
	return out
}

func notColleague() error {
	return notFound("NOT_A_COLLEAGUE", "此人不是该单位的成员", "the person is not of this organisation", "deputy")
}

// EndStandIn ends a stand-in early. Either of the two may.
func (s *Members) EndStandIn(ctx context.Context, r *identityv1.EndStandInRequest) (*identityv1.StandIn, error) {
	caller, _ := identity.FromContext(ctx)
	reply := &identityv1.StandIn{}
	var between []string
	err := s.write(ctx, r.GetRequestId(), caller.Person, r, reply, nil, func(q *store.Queries) error {
		row, err := q.StandInByID(ctx, r.GetId())
		if err != nil {
			return missing(err, noStandIn())
		}
		if row.Principal != caller.Person && row.Deputy != caller.Person {
			return noStandIn()
		}
		between = []string{row.Principal, row.Deputy}
		now := s.now()
		if err := q.EndStandIn(ctx, store.EndStandInParams{ID: row.ID, At: &now}); err != nil {
			return err
		}
		if row, err = q.StandInByID(ctx, row.ID); err == nil {
			showStandIn(reply, store.ListStandInsRow(row), now)
		}
		return err
	})
	return reply, s.told(err, "", between...)
}

func noStandIn() error {
	return notFound("STAND_IN_NOT_FOUND", "没有找到这项代行", "there is no such stand-in", "id")
}
