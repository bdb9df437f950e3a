package rpc

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/problem"
)

// guessing is under what wrong links are counted; it can be nobody's login.
const guessing = "#invitation"

var loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,49}$`)

// checkGuessing refuses an address from which too much was tried. Only the
// address counts: a link names nobody.
func (s *Server) checkGuessing(ctx context.Context) error {
	now := s.now()
	row, err := s.queries().CountFailures(ctx, store.CountFailuresParams{Login: guessing, Source: source(ctx), Since: now.Add(-s.settings.FailureWindow)})
	if err != nil {
		return err
	}
	if until, locked := s.settings.LockedUntil(identity.Failures{Source: int(row.BySource), OldestSource: row.OldestSource}); locked {
		return identity.Locked(until, now)
	}
	return nil
}

// counted writes down what may have been a guess.
func (s *Server) counted(ctx context.Context, err error) error {
	if reason := problem.ReasonOf(err); reason != "INVITATION_NOT_FOUND" && reason != "LOGIN_TAKEN" {
		return err
	}
	if e := s.recordFailure(ctx, guessing, source(ctx)); e != nil {
		return e // an attempt that cannot be counted is not answered
	}
	return err
}

// ReadInvitation says what a link is for.
func (s *Members) ReadInvitation(ctx context.Context, r *identityv1.ReadInvitationRequest) (*identityv1.Invitation, error) {
	if err := s.checkGuessing(ctx); err != nil {
		return nil, err
	}
	row, err := s.queries().InvitationBySecret(ctx, authn.HashToken(r.GetSecret()))
	if err != nil {
		return nil, s.counted(ctx, missing(err, noInvitation()))
	}
	out := &identityv1.Invitation{}
	showInvitation(out, store.ListInvitationsRow(row), s.now())
	out.Id, out.AcceptedByName = "", ""
	return out, nil
}

// AcceptInvitation gives the roles of an invitation to the signed-in caller, or
// to an account that it makes. A new account is signed in by the answer.
func (s *Members) AcceptInvitation(ctx context.Context, r *identityv1.AcceptInvitationRequest) (*identityv1.SignInResponse, error) {
	if err := s.checkGuessing(ctx); err != nil {
		return nil, err
	}
	if _, signedIn := identity.FromContext(ctx); signedIn {
		reply, err := s.acceptSignedIn(ctx, r)
		return reply, s.counted(ctx, err)
	}
	reply, err := s.acceptNew(ctx, r)
	return reply, s.counted(ctx, err)
}

func (s *Members) acceptSignedIn(ctx context.Context, r *identityv1.AcceptInvitationRequest) (*identityv1.SignInResponse, error) {
	caller, err := bySession(ctx)
	if err != nil {
		return nil, err
	}
	request, organisation := &identityv1.AcceptInvitationRequest{RequestId: r.GetRequestId()}, ""
	err = s.write(ctx, r.GetRequestId(), caller.Person, request, &identityv1.SignInResponse{}, authn.HashToken(r.GetSecret()), func(q *store.Queries) error {
		i, err := s.open(ctx, q, r.GetSecret())
		if err != nil {
			return err
		}
		organisation = i.Organisation
		if i.ForPerson != nil {
			return problem.New(problem.Precondition, "INVITATION_OPENS_ACCOUNT", "这份链接用于为本人开通账号，请先退出当前账号再打开", "this link opens an account of its own; sign out first")
		}
		return s.take(ctx, q, i, caller.Person)
	})
	if s.told(err, organisation, caller.Person) != nil {
		return nil, err
	}
	me, err := s.me(ctx, caller.Person, caller.Name, caller.Login)
	return &identityv1.SignInResponse{Me: me}, err
}

// open locks an invitation that can still be accepted.
func (s *Members) open(ctx context.Context, q *store.Queries, secret string) (store.LockInvitationRow, error) {
	i, err := q.LockInvitation(ctx, authn.HashToken(secret))
	if err != nil {
		return i, missing(err, noInvitation())
	}
	switch identity.InvitationStatus(i.AcceptedBy != nil, i.RevokedAt != nil, i.ExpiresAt, s.now()) {
	case identity.InvitationAccepted:
		return i, problem.New(problem.Precondition, "INVITATION_USED", "这份邀请已被接受，请直接登录", "the invitation was accepted before; sign in")
	case identity.InvitationRevoked:
		return i, problem.New(problem.Precondition, "INVITATION_REVOKED", "这份邀请已被撤回，请联系邀请人", "the invitation was taken back; ask whoever invited you")
	case identity.InvitationExpired:
		return i, problem.New(problem.Precondition, "INVITATION_EXPIRED", "这份邀请已过期，请联系邀请人重新发送", "the invitation has expired; ask for a new one")
	}
	return i, nil
}

// take gives the roles to a person, on the inviter's word, and closes the
// invitation. The word counts as long as the inviter may give the roles: a link
// in somebody's hands does not outlive the inviter's own.
func (s *Members) take(ctx context.Context, q *store.Queries, i store.LockInvitationRow, person string) error {
	grantable, err := s.givenBy(ctx, q, i)
	if err != nil {
		return err
	}
	for _, role := range i.Roles {
		if err := identity.CheckGrant(lifecycle.Role(role), i.Kind, person, i.InvitedBy); err != nil {
			return err
		}
		if !slices.Contains(grantable, lifecycle.Role(role)) {
			return problem.New(problem.Precondition, "INVITATION_LAPSED", "邀请人已无权授予这些角色，请联系该单位重新邀请", "whoever invited you can no longer give these roles; ask the organisation for a new invitation")
		}
		if _, err := q.InsertGrant(ctx, store.InsertGrantParams{Person: person, Organisation: i.Organisation, Role: role, GrantedBy: &i.InvitedBy, GrantedAt: s.now()}); err != nil {
			return err
		}
	}
	now := s.now()
	return q.AcceptInvitation(ctx, store.AcceptInvitationParams{ID: i.ID, AcceptedBy: &person, At: &now})
}

// givenBy lists the roles that the inviter may give there now; none when the account is closed.
func (s *Members) givenBy(ctx context.Context, q *store.Queries, i store.LockInvitationRow) ([]lifecycle.Role, error) {
	if _, err := q.MemberByID(ctx, i.InvitedBy); err != nil {
		if errors.Is(err, pgx.ErrNoRows) {
			return nil, nil
		}
		return nil, err
	}
	held, err := q.GrantsWithStandIns(ctx, store.GrantsWithStandInsParams{Person: i.InvitedBy, Now: s.now()})
	if err != nil {
		return nil, err
	}
	inviter := identity.Caller{Person: i.InvitedBy}
	for _, g := range held {
		inviter.Grants = append(inviter.Grants, identity.Grant{Role: lifecycle.Role(g.Role), Org: g.Organisation})
	}
	return identity.GrantableBy(inviter, i.Organisation, i.Kind), nil
}

func (s *Members) acceptNew(ctx context.Context, r *identityv1.AcceptInvitationRequest) (*identityv1.SignInResponse, error) {
	login, born, err := s.checkAccount(r)
	if err != nil {
		return nil, err
	}
	slot, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	secret := slot.Digest(r.GetSecret()+"\x00"+r.GetPassword(), r.GetRequestId())
	request := proto.CloneOf(r)
	request.Secret, request.Password = "", ""
	reply, organisation := &identityv1.SignInResponse{}, ""
	err = s.write(ctx, r.GetRequestId(), login, request, reply, secret, func(q *store.Queries) error {
		i, err := s.open(ctx, q, r.GetSecret())
		if err != nil {
			return err
		}
		organisation = i.Organisation
		name := strings.TrimSpace(r.GetName())
		if name == "" {
			name = i.Name
		}
		hash := slot.Hash(r.GetPassword())
		if i.ForPerson != nil {
			reply.Me = &identityv1.Me{Person: *i.ForPerson, Name: i.Name, Login: login}
			return s.openFor(ctx, q, i, login, hash)
		}
		reply.Me = &identityv1.Me{Person: newID(), Name: name, Login: login}
		n, err := q.InsertPerson(ctx, store.InsertPersonParams{
			ID: reply.Me.Person, Login: login, Name: name, Email: i.Email, Title: r.GetTitle(), Degree: r.GetDegree(), BornOn: store.Known(born), PasswordHash: &hash,
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return loginTaken()
		}
		return s.take(ctx, q, i, reply.Me.Person)
	})
	if s.told(err, organisation, reply.GetMe().GetPerson()) != nil {
		return nil, err
	}
	// The request proves the password, also when it is repeated.
	return s.startSession(ctx, reply.GetMe().GetPerson(), reply.GetMe().GetName(), reply.GetMe().GetLogin())
}

// checkAccount checks what a new account needs.
func (s *Members) checkAccount(r *identityv1.AcceptInvitationRequest) (login string, born time.Time, err error) {
	if login, err = s.checkLogin(r.GetLogin(), r.GetPassword()); err != nil {
		return login, born, err
	}
	born, err = identity.ParseDay("born_on", r.GetBornOn())
	return login, born, err
}

// checkLogin checks a new login with its password.
func (s *Members) checkLogin(wanted, password string) (string, error) {
	login := identity.NormalLogin(wanted)
	if login == "" || password == "" {
		p := problem.New(problem.Invalid, "ACCOUNT_NEEDED", "请登录已有账号，或填写登录名和密码新建账号", "sign in, or choose a login and a password for a new account")
		if login == "" {
			p.At("login", "请填写登录名", "a login is required")
		}
		if password == "" {
			p.At("password", "请填写密码", "a password is required")
		}
		return login, p
	}
	if !loginForm.MatchString(login) {
		return login, problem.New(problem.Invalid, "LOGIN_INVALID", "登录名须以小写字母开头，由 2 至 50 个小写字母、数字、点、横线或下划线组成",
			"a login begins with a lower-case letter and has 2 to 50 lower-case letters, digits, dots, dashes or underscores").At("login", "格式不正确", "wrong form")
	}
	return login, s.settings.CheckPassword("password", password, login)
}

func loginTaken() error {
	return problem.New(problem.Duplicate, "LOGIN_TAKEN", "该登录名已被使用，请换一个", "the login is taken; choose another").At("login", "已被使用", "taken")
}

// openFor opens the account of somebody who is on file: their roles were given
// when they were verified, the link adds none.
func (s *Members) openFor(ctx context.Context, q *store.Queries, i store.LockInvitationRow, login, hash string) error {
	n, err := q.OpenAccountOf(ctx, store.OpenAccountOfParams{ID: *i.ForPerson, Login: login, PasswordHash: &hash})
	if err != nil {
		return err
	}
	if n == 0 {
		return loginTaken()
	}
	now := s.now()
	return q.AcceptInvitation(ctx, store.AcceptInvitationParams{ID: i.ID, AcceptedBy: i.ForPerson, At: &now})
}
