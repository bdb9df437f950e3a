package rpc

import (
	"context"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity/store"
	"yanlu/services/platform/authn"
)

// OpenAccount makes an account without any role. Each one counts against the
// address it came from, as wrong links do: nobody opens them by the hundred.
func (s *Members) OpenAccount(ctx context.Context, r *identityv1.OpenAccountRequest) (*identityv1.SignInResponse, error) {
	if err := s.checkGuessing(ctx); err != nil {
		return nil, err
	}
	login, err := s.checkLogin(r.GetLogin(), r.GetPassword())
	if err != nil {
		return nil, err
	}
	slot, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	if err := s.recordFailure(ctx, guessing, source(ctx)); err != nil {
		return nil, err // an attempt that cannot be counted is not answered
	}
	secret := slot.Digest(r.GetPassword(), r.GetRequestId())
	request, reply := proto.CloneOf(r), &identityv1.SignInResponse{}
	request.Password = ""
	err = s.write(ctx, r.GetRequestId(), login, request, reply, secret, func(q *store.Queries) error {
		hash := slot.Hash(r.GetPassword())
		reply.Me = &identityv1.Me{Person: newID(), Name: strings.TrimSpace(r.GetName()), Login: login}
		n, err := q.InsertPerson(ctx, store.InsertPersonParams{ID: reply.Me.Person, Login: login, Name: reply.Me.Name, Email: r.GetEmail(), PasswordHash: &hash})
		if err == nil && n == 0 {
			return loginTaken()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.startSession(ctx, reply.GetMe().GetPerson(), reply.GetMe().GetName(), reply.GetMe().GetLogin())
}

// InviteToAccount makes the link by which somebody on file who cannot sign in
// opens their account, in the caller's transaction. It returns the secret, which
// is kept nowhere.
func InviteToAccount(ctx context.Context, db store.DBTX, person, name, email, organisation, by string, roles []string, now, until time.Time) (string, error) {
	secret, hash := authn.NewToken(invitationPrefix)
	err := store.New(db).InsertInvitationFor(ctx, store.InsertInvitationForParams{
		ID: newID(), SecretHash: hash, Organisation: organisation, Name: name, Email: email, Roles: roles, InvitedBy: by, InvitedAt: now, ExpiresAt: until, ForPerson: person,
	})
	return secret, err
}
