package rpc

import (
	"context"
	"slices"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// Members serves MemberService over the same people as Server.
type Members struct {
	*Server
	identityv1.UnsafeMemberServiceServer
}

var _ identityv1.MemberServiceServer = (*Members)(nil)

// organisation finds the organisation that a caller asks about: theirs, the
// first of theirs when none is named, or any for an administrator. To strangers
// it does not exist.
func (s *Server) organisation(ctx context.Context, q *store.Queries, caller identity.Caller, id string) (store.OrganisationByIDRow, error) {
	if id == "" {
		id = firstOrganisation(caller)
	}
	mine := slices.ContainsFunc(caller.Grants, func(g identity.Grant) bool { return g.Org == id })
	if !mine && !caller.Has(lifecycle.Admin) {
		return store.OrganisationByIDRow{}, noOrganisation()
	}
	org, err := q.OrganisationByID(ctx, id)
	return org, missing(err, noOrganisation())
}

// firstOrganisation prefers one whose people the caller manages.
func firstOrganisation(c identity.Caller) string {
	for _, g := range c.Grants {
		if identity.Manager(g.Role) {
			return g.Org
		}
	}
	if len(c.Grants) > 0 {
		return c.Grants[0].Org
	}
	return ""
}

// managed is organisation for those who manage its people; grantable are the roles they may give there.
func (s *Server) managed(ctx context.Context, q *store.Queries, caller identity.Caller, id string) (org store.OrganisationByIDRow, grantable []lifecycle.Role, err error) {
	if org, err = s.organisation(ctx, q, caller, id); err != nil {
		return org, nil, err
	}
	if grantable = identity.GrantableBy(caller, org.ID, org.Kind); len(grantable) == 0 {
		return org, nil, problem.New(problem.Denied, "NOT_YOUR_PEOPLE", "只有本单位的管理人员可以管理成员", "only those who manage the organisation may do this").
			For(string(lifecycle.Institution), string(lifecycle.Admin))
	}
	return org, grantable, nil
}

// ListMembers lists the people of an organisation. Logins and what people lead
// are for those who manage them.
func (s *Members) ListMembers(ctx context.Context, r *identityv1.ListMembersRequest) (*identityv1.ListMembersResponse, error) {
	caller, _ := identity.FromContext(ctx)
	org, err := s.organisation(ctx, s.queries(), caller, r.GetOrganisation())
	if err != nil {
		return nil, err
	}
	rows, err := s.queries().ListMembers(ctx, &org.ID)
	if err != nil {
		return nil, err
	}
	grantable := identity.GrantableBy(caller, org.ID, org.Kind)
	out := &identityv1.ListMembersResponse{Organisation: org.ID, OrganisationName: org.Name}
	for _, role := range grantable {
		out.Grantable = append(out.Grantable, string(role))
	}
	for _, p := range rows {
		m := &identityv1.Member{Person: p.ID, Name: p.Name, Title: p.Title, Roles: grantsIn(p.Roles, org.ID, org.Name)}
		if len(grantable) > 0 || p.ID == caller.Person {
			m.Login = p.Login
		}
		if p.ID == caller.Person || caller.HasIn(lifecycle.Institution, org.ID) {
			m.Open = p.Open
		}
		out.Members = append(out.Members, m)
	}
	return out, nil
}

func grantsIn(roles []string, org, name string) []*identityv1.RoleGrant {
	out := make([]*identityv1.RoleGrant, 0, len(roles))
	for _, r := range roles {
		label := lifecycle.RoleName(lifecycle.Role(r))
		out = append(out, &identityv1.RoleGrant{Role: r, RoleZh: label.Zh, RoleEn: label.En, Organisation: org, OrganisationName: name})
	}
	return out
}

// SetMemberRoles gives and takes roles until the member holds those named. Roles
// that are not the caller's to give stay as they are. The last who manages an
// organisation's people stays: otherwise nobody could give a role again.
func (s *Members) SetMemberRoles(ctx context.Context, r *identityv1.SetMemberRolesRequest) (*identityv1.Member, error) {
	caller, _ := identity.FromContext(ctx)
	reply, organisation := &identityv1.Member{}, r.GetOrganisation()
	err := s.write(ctx, r.GetRequestId(), r.GetPerson(), r, reply, nil, func(q *store.Queries) error {
		org, grantable, err := s.managed(ctx, q, caller, r.GetOrganisation())
		if err != nil {
			return err
		}
		organisation = org.ID
		p, err := q.MemberByID(ctx, r.GetPerson())
		if err != nil {
			return missing(err, noPerson())
		}
		held, err := q.RolesIn(ctx, store.RolesInParams{Person: p.ID, Organisation: org.ID})
		if err != nil {
			return err
		}
		if len(held) == 0 && !caller.Has(lifecycle.Admin) {
			return noPerson() // who has never been of the organisation is invited, not taken
		}
		if err := s.setRoles(ctx, q, caller, org, p.ID, held, r.GetRoles(), grantable); err != nil {
			return err
		}
		now, err := q.RolesIn(ctx, store.RolesInParams{Person: p.ID, Organisation: org.ID})
		reply.Person, reply.Name, reply.Login, reply.Title, reply.Roles = p.ID, p.Name, p.Login, p.Title, grantsIn(now, org.ID, org.Name)
		return err
	})
	return reply, s.told(err, organisation, r.GetPerson())
}

func (s *Members) setRoles(ctx context.Context, q *store.Queries, caller identity.Caller, org store.OrganisationByIDRow, person string, held, wanted []string, grantable []lifecycle.Role) error {
	for _, w := range wanted {
		if slices.Contains(held, w) {
			continue
		}
		if err := mayGive(lifecycle.Role(w), org.Kind, person, caller.Person, grantable); err != nil {
			return err
		}
		if _, err := q.InsertGrant(ctx, store.InsertGrantParams{Person: person, Organisation: org.ID, Role: w, GrantedBy: &caller.Person, GrantedAt: s.now()}); err != nil {
			return err
		}
	}
	for _, h := range held {
		if slices.Contains(wanted, h) || !slices.Contains(grantable, lifecycle.Role(h)) {
			continue
		}
		if err := keepManager(ctx, q, org.ID, lifecycle.Role(h), person); err != nil {
			return err
		}
		if _, err := q.DeleteGrant(ctx, store.DeleteGrantParams{Person: person, Organisation: org.ID, Role: h}); err != nil {
			return err
		}
	}
	return nil
}

// mayGive refuses a role that does not exist or fit, that is not the caller's to give, or that the caller would give to themselves.
func mayGive(role lifecycle.Role, kind, to, by string, grantable []lifecycle.Role) error {
	if err := identity.CheckGrant(role, kind, to, by); err != nil {
		return err
	}
	if slices.Contains(grantable, role) {
		return nil
	}
	label := lifecycle.RoleName(role)
	return problem.New(problem.Denied, "ROLE_NOT_YOURS_TO_GIVE", "“"+label.Zh+"”不由本单位授予，请联系系统管理员", "the role “"+label.En+"” is not given by your organisation; ask an administrator").
		At("roles", "不由本单位授予", "not yours to give").For(string(lifecycle.Admin))
}

// keepManager refuses to take a managing role from the last who holds it.
func keepManager(ctx context.Context, q *store.Queries, org string, role lifecycle.Role, person string) error {
	if !identity.Manager(role) {
		return nil
	}
	left, err := q.LockHolders(ctx, store.LockHoldersParams{Organisation: org, Role: string(role)})
	if err != nil {
		return err
	}
	if len(left) == 1 && left[0] == person {
		return problem.New(problem.Precondition, "LAST_MANAGER", "这是本单位最后一位管理人员，请先授权另一位", "this is the last who manages the organisation; grant the role to somebody else first").
			For(string(role), string(lifecycle.Admin))
	}
	return nil
}
