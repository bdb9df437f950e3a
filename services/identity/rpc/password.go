package rpc

import (
	"context"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/problem"
)

const reasonWrongPassword = "WRONG_PASSWORD"

// ChangePassword sets a new password and ends the other sessions of the caller.
// A wrong old password counts as a failed sign-in: a stolen session must not be
// a way to guess.
func (s *Server) ChangePassword(ctx context.Context, r *identityv1.ChangePasswordRequest) (*identityv1.ChangePasswordResponse, error) {
	caller, err := bySession(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.settings.CheckPassword("new_password", r.GetNewPassword(), caller.Login); err != nil {
		return nil, err
	}
	slot, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	if err := s.checkLock(ctx, caller.Login, source(ctx)); err != nil {
		return nil, err
	}
	secret := slot.Digest(r.GetOldPassword()+"\x00"+r.GetNewPassword(), r.GetRequestId())
	request := proto.CloneOf(r)
	request.OldPassword, request.NewPassword = "", ""
	reply := &identityv1.ChangePasswordResponse{}
	err = s.write(ctx, r.GetRequestId(), caller.Person, request, reply, secret, func(q *store.Queries) error {
		return changePassword(ctx, q, slot, caller, r)
	})
	if problem.ReasonOf(err) == reasonWrongPassword {
		if err := s.recordFailure(ctx, caller.Login, source(ctx)); err != nil {
			return nil, err
		}
	}
	return reply, err
}

func changePassword(ctx context.Context, q *store.Queries, slot *authn.Slot, caller identity.Caller, r *identityv1.ChangePasswordRequest) error {
	row, err := q.CredentialByPerson(ctx, caller.Person)
	if err != nil {
		return err
	}
	ok := false
	if row.PasswordHash != nil {
		if ok, err = slot.Verify(*row.PasswordHash, r.GetOldPassword()); err != nil {
			return err
		}
	}
	if !ok {
		return problem.New(problem.Invalid, reasonWrongPassword, "原密码不正确", "the old password is wrong").
			At("old_password", "原密码不正确", "the old password is wrong")
	}
	if r.GetOldPassword() == r.GetNewPassword() {
		return problem.New(problem.Invalid, "SAME_PASSWORD", "新密码不能与原密码相同", "the new password must differ from the old one").
			At("new_password", "新密码不能与原密码相同", "must differ from the old one")
	}
	hash := slot.Hash(r.GetNewPassword())
	if err := q.SetPassword(ctx, store.SetPasswordParams{ID: caller.Person, PasswordHash: &hash}); err != nil {
		return err
	}
	return q.DeleteOtherSessions(ctx, store.DeleteOtherSessionsParams{Person: caller.Person, Keep: caller.Key})
}

// CreateToken makes an API token. The token is in the first answer only.
func (s *Server) CreateToken(ctx context.Context, r *identityv1.CreateTokenRequest) (*identityv1.CreateTokenResponse, error) {
	caller, err := bySession(ctx)
	if err != nil {
		return nil, err
	}
	reply, secret := &identityv1.CreateTokenResponse{}, ""
	err = s.write(ctx, r.GetRequestId(), caller.Person, r, reply, nil, func(q *store.Queries) error {
		token, hash := authn.NewToken(tokenPrefix)
		now := s.now()
		expires := now.AddDate(0, 0, int(r.GetDays()))
		reply.Id, reply.ExpiresAt, secret = newID(), timestamppb.New(expires), token
		return q.InsertToken(ctx, store.InsertTokenParams{
			ID: reply.Id, TokenHash: hash, Person: caller.Person, Name: r.GetName(), CreatedAt: now, ExpiresAt: expires,
		})
	})
	if err != nil {
		return nil, err
	}
	reply.Token = secret // after the reply was kept: the secret is not
	return reply, nil
}

// RevokeToken ends an API token of the caller.
func (s *Server) RevokeToken(ctx context.Context, r *identityv1.RevokeTokenRequest) (*identityv1.RevokeTokenResponse, error) {
	caller, _ := identity.FromContext(ctx)
	reply := &identityv1.RevokeTokenResponse{}
	err := s.write(ctx, r.GetRequestId(), caller.Person, r, reply, nil, func(q *store.Queries) error {
		now := s.now()
		n, err := q.RevokeToken(ctx, store.RevokeTokenParams{ID: r.GetId(), Person: caller.Person, At: &now})
		if err == nil && n == 0 {
			return notFound("TOKEN_NOT_FOUND", "没有找到该令牌", "there is no such token", "id")
		}
		return err
	})
	return reply, err
}

// ListTokens lists the API tokens of the caller, newest first.
func (s *Server) ListTokens(ctx context.Context, _ *identityv1.ListTokensRequest) (*identityv1.ListTokensResponse, error) {
	caller, _ := identity.FromContext(ctx)
	rows, err := s.queries().ListTokens(ctx, caller.Person)
	if err != nil {
		return nil, err
	}
	out := &identityv1.ListTokensResponse{}
	for _, t := range rows {
		item := &identityv1.Token{Id: t.ID, Name: t.Name, CreatedAt: timestamppb.New(t.CreatedAt), ExpiresAt: timestamppb.New(t.ExpiresAt), Revoked: t.RevokedAt != nil}
		if t.UsedAt != nil {
			item.UsedAt = timestamppb.New(*t.UsedAt)
		}
		out.Tokens = append(out.Tokens, item)
	}
	return out, nil
}
