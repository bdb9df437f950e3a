package rpc

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/problem"
)

// invitationPrefix tells an invitation's secret from other secrets.
const invitationPrefix = "yli_"

// invitedCalls are the states of a call to which people can be led.
var invitedCalls = []string{string(lifecycle.CallPublished), string(lifecycle.CallOpen)}

// InviteMember makes an invitation. The secret is in the first answer only.
func (s *Members) InviteMember(ctx context.Context, r *identityv1.InviteMemberRequest) (*identityv1.Invitation, error) {
	caller, _ := identity.FromContext(ctx)
	reply, shown, organisation := &identityv1.Invitation{}, "", r.GetOrganisation()
	err := s.write(ctx, r.GetRequestId(), r.GetOrganisation(), r, reply, nil, func(q *store.Queries) error {
		org, grantable, err := s.managed(ctx, q, caller, r.GetOrganisation())
		if err != nil {
			return err
		}
		organisation = org.ID
		for _, role := range r.GetRoles() {
			if err := mayGive(lifecycle.Role(role), org.Kind, "", caller.Person, grantable); err != nil {
				return err
			}
		}
		call, err := callOf(ctx, q, r.GetCall())
		if err != nil {
			return err
		}
		secret, hash := authn.NewToken(invitationPrefix)
		shown = secret
		now := s.now()
		days := int(r.GetDays())
		if days == 0 {
			days = s.settings.InvitationDays
		}
		expires := now.AddDate(0, 0, days)
		err = q.InsertInvitation(ctx, store.InsertInvitationParams{
			ID: newID(), SecretHash: hash, Organisation: org.ID, Name: r.GetName(), Email: r.GetEmail(), Roles: distinctRoles(r.GetRoles()),
			Call: call, InvitedBy: caller.Person, InvitedAt: now, ExpiresAt: expires,
		})
		if err != nil {
			return err
		}
		row, err := q.InvitationBySecret(ctx, hash)
		if err == nil {
			showInvitation(reply, store.ListInvitationsRow(row), now)
		}
		return err
	})
	if s.told(err, organisation) != nil {
		return nil, err
	}
	reply.Secret = shown // after the reply was kept: the secret is not
	return reply, nil
}

func distinctRoles(roles []string) []string {
	out := []string{}
	seen := map[string]bool{}
	for _, r := range roles {
		if !seen[r] {
			out, seen[r] = append(out, r), true
		}
	}
	return out
}

// callOf checks the call that an invitation leads to.
func callOf(ctx context.Context, q *store.Queries, id string) (*string, error) {
	if id == "" {
		return nil, nil
	}
	ok, err := q.CallOpenToInvite(ctx, store.CallOpenToInviteParams{ID: id, States: invitedCalls})
	if err == nil && !ok {
		err = problem.New(problem.Invalid, "CALL_NOT_OPEN", "没有找到这个批次，或它已不接受申报", "there is no such call, or it no longer takes applications").
			At("call", "批次不存在或已截止", "no such open call")
	}
	return &id, err
}

func showInvitation(into *identityv1.Invitation, row store.ListInvitationsRow, now time.Time) {
	into.Id, into.Organisation, into.OrganisationName, into.Name, into.Email = row.ID, row.Organisation, row.OrganisationName, row.Name, row.Email
	into.Roles = grantsIn(row.Roles, row.Organisation, row.OrganisationName)
	into.InvitedByName, into.AcceptedByName, into.ExpiresAt = row.InvitedByName, row.AcceptedByName, timestamppb.New(row.ExpiresAt)
	into.Status = identity.InvitationStatus(row.AcceptedAt != nil, row.RevokedAt != nil, row.ExpiresAt, now)
	if row.Call != nil {
		into.Call = *row.Call
	}
}

// ListInvitations lists the invitations of an organisation, newest first.
func (s *Members) ListInvitations(ctx context.Context, r *identityv1.ListInvitationsRequest) (*identityv1.ListInvitationsResponse, error) {
	caller, _ := identity.FromContext(ctx)
	org, _, err := s.managed(ctx, s.queries(), caller, r.GetOrganisation())
	if err != nil {
		return nil, err
	}
	rows, err := s.queries().ListInvitations(ctx, org.ID)
	if err != nil {
		return nil, err
	}
	out := &identityv1.ListInvitationsResponse{}
	for _, row := range rows {
		item := &identityv1.Invitation{}
		showInvitation(item, row, s.now())
		out.Invitations = append(out.Invitations, item)
	}
	return out, nil
}

// RevokeInvitation takes an invitation back that nobody has accepted.
func (s *Members) RevokeInvitation(ctx context.Context, r *identityv1.RevokeInvitationRequest) (*identityv1.Invitation, error) {
	caller, _ := identity.FromContext(ctx)
	reply, organisation := &identityv1.Invitation{}, ""
	err := s.write(ctx, r.GetRequestId(), r.GetId(), r, reply, nil, func(q *store.Queries) error {
		row, err := q.InvitationByID(ctx, r.GetId())
		if err != nil {
			return missing(err, noInvitation())
		}
		if _, _, err := s.managed(ctx, q, caller, row.Organisation); err != nil {
			return noInvitation() // to strangers it does not exist
		}
		organisation = row.Organisation
		now := s.now()
		n, err := q.RevokeInvitation(ctx, store.RevokeInvitationParams{ID: row.ID, At: &now})
		if err != nil {
			return err
		}
		if n == 0 {
			return problem.New(problem.Precondition, "INVITATION_ACCEPTED", "邀请已被接受，不能撤回；如需取消，请在成员列表中调整角色", "the invitation was accepted; change the member’s roles instead")
		}
		if row, err = q.InvitationByID(ctx, row.ID); err == nil {
			showInvitation(reply, store.ListInvitationsRow(row), now)
		}
		return err
	})
	return reply, s.told(err, organisation)
}

func noInvitation() error {
	return problem.New(problem.NotFound, "INVITATION_NOT_FOUND", "没有找到这份邀请，请核对链接是否完整", "there is no such invitation; check that the link is complete")
}
