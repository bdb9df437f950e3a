package rpc

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/access"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
)

// Prefixes tell a session from an API token, also to a scanner of leaked secrets.
const (
	sessionPrefix = "yls_"
	tokenPrefix   = "ylt_"
)

func signInFailed() error {
	return problem.New(problem.Unauthenticated, "SIGN_IN_FAILED", "登录名或密码不正确", "the login or the password is wrong")
}

// SignIn checks a password and starts a session.
func (s *Server) SignIn(ctx context.Context, r *identityv1.SignInRequest) (*identityv1.SignInResponse, error) {
	login, from := identity.NormalLogin(r.GetLogin()), source(ctx)
	if err := s.checkLock(ctx, login, from); err != nil {
		return nil, err // cheap: those who are locked out do not queue for a hash
	}
	person, err := s.verify(ctx, login, from, r.GetPassword())
	if err != nil {
		return nil, err
	}
	return s.startSession(ctx, person.ID, person.Name, login)
}

// startSession begins a session of somebody who has just proved who they are.
func (s *Server) startSession(ctx context.Context, person, name, login string) (*identityv1.SignInResponse, error) {
	token, hash := authn.NewToken(sessionPrefix)
	now := s.now()
	absolute := now.Add(s.settings.SessionAbsolute)
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		q := store.New(tx)
		return errors.Join(
			q.ForgetFailures(ctx, login),
			q.DeleteEndedSessions(ctx, store.DeleteEndedSessionsParams{Person: person, Now: now, IdleSince: now.Add(-s.settings.SessionIdle)}),
			q.InsertSession(ctx, store.InsertSessionParams{TokenHash: hash, Person: person, CreatedAt: now, ExpiresAt: absolute}),
		)
	})
	if err != nil {
		return nil, err
	}
	me, err := s.me(ctx, person, name, login)
	if err != nil {
		return nil, err
	}
	setCookie(ctx, token, s.settings.SessionAbsolute)
	return &identityv1.SignInResponse{Token: token, ExpiresAt: timestamppb.New(absolute), Me: me}, nil
}

// verify checks a password inside a hashing slot. The lock is looked at again
// there, so that many attempts at once cannot outrun it by more than the number
// of slots.
func (s *Server) verify(ctx context.Context, login, from, password string) (store.CredentialByLoginRow, error) {
	slot, err := s.enter(ctx)
	if err != nil {
		return store.CredentialByLoginRow{}, err
	}
	defer slot.Leave()
	if err := s.checkLock(ctx, login, from); err != nil {
		return store.CredentialByLoginRow{}, err
	}
	person, err := s.queries().CredentialByLogin(ctx, login)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return person, err
	}
	known, hash := person.PasswordHash != nil, s.decoy
	if known {
		hash = *person.PasswordHash
	}
	ok, err := slot.Verify(hash, password)
	if err != nil {
		return person, err
	}
	if !ok || !known {
		if err := s.recordFailure(ctx, login, from); err != nil {
			return person, err // an attempt that cannot be counted is not answered
		}
		return person, signInFailed()
	}
	return person, nil
}

func (s *Server) checkLock(ctx context.Context, login, from string) error {
	now := s.now()
	row, err := s.queries().CountFailures(ctx, store.CountFailuresParams{Login: login, Source: from, Since: now.Add(-s.settings.FailureWindow)})
	if err != nil {
		return err
	}
	until, locked := s.settings.LockedUntil(identity.Failures{
		Login: int(row.ByLogin), Source: int(row.BySource), OldestLogin: row.OldestLogin, OldestSource: row.OldestSource,
	})
	if locked {
		return identity.Locked(until, now)
	}
	return nil
}

func (s *Server) recordFailure(ctx context.Context, login, from string) error {
	now := s.now()
	before := now.Add(-s.settings.FailureWindow)
	return errors.Join(
		s.queries().InsertFailure(ctx, store.InsertFailureParams{Login: login, Source: from, At: now}),
		s.queries().PurgeFailures(ctx, store.PurgeFailuresParams{Login: login, Source: from, Before: before}),
	)
}

// SignOut ends the session of the caller. An API token is revoked, not signed out.
func (s *Server) SignOut(ctx context.Context, _ *identityv1.SignOutRequest) (*identityv1.SignOutResponse, error) {
	caller, err := bySession(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.queries().DeleteSession(ctx, caller.Key); err != nil {
		return nil, err
	}
	setCookie(ctx, "", -1)
	return &identityv1.SignOutResponse{}, nil
}

// WhoAmI says who is calling.
func (s *Server) WhoAmI(ctx context.Context, _ *identityv1.WhoAmIRequest) (*identityv1.WhoAmIResponse, error) {
	caller, _ := identity.FromContext(ctx)
	me, err := s.me(ctx, caller.Person, caller.Name, caller.Login)
	return &identityv1.WhoAmIResponse{Me: me}, err
}

func (s *Server) me(ctx context.Context, person, name, login string) (*identityv1.Me, error) {
	grants, err := s.queries().GrantsWithStandIns(ctx, store.GrantsWithStandInsParams{Person: person, Now: s.now()})
	if err != nil {
		return nil, err
	}
	me := &identityv1.Me{Person: person, Name: name, Login: login}
	for _, g := range grants {
		label := lifecycle.RoleName(lifecycle.Role(g.Role))
		me.Roles = append(me.Roles, &identityv1.RoleGrant{
			Role: g.Role, RoleZh: label.Zh, RoleEn: label.En, Organisation: g.Organisation, OrganisationName: g.OrganisationName,
		})
	}
	return me, nil
}

// Authenticate says who holds a session or an API token. It returns
// SESSION_ENDED when nobody does, or does no longer, and writes down that it was
// used, at most once in Settings.TouchEvery.
func (s *Server) Authenticate(ctx context.Context, token string) (identity.Caller, error) {
	if strings.HasPrefix(token, tokenPrefix) {
		return s.callerByToken(ctx, authn.HashToken(token))
	}
	return s.callerBySession(ctx, authn.HashToken(token))
}

// Again says whether a caller who was admitted before may still call, and with
// which roles. A stream asks it; asking does not count as use of the session.
func (s *Server) Again(ctx context.Context, c identity.Caller) (identity.Caller, error) {
	var now identity.Caller
	var err error
	if c.Credential == identity.ByToken {
		now, _, err = s.tokenHolder(ctx, c.Key)
	} else {
		now, _, err = s.sessionHolder(ctx, c.Key)
	}
	if err != nil {
		return identity.Caller{}, err
	}
	return now.As(c.Acting)
}

func (s *Server) callerBySession(ctx context.Context, hash []byte) (identity.Caller, error) {
	caller, seen, err := s.sessionHolder(ctx, hash)
	if now := s.now(); err == nil && now.Sub(seen) >= s.settings.TouchEvery {
		err = s.queries().TouchSession(ctx, store.TouchSessionParams{TokenHash: hash, SeenAt: now})
	}
	return caller, err
}

func (s *Server) sessionHolder(ctx context.Context, hash []byte) (_ identity.Caller, seen time.Time, _ error) {
	now := s.now()
	row, err := s.queries().CallerBySession(ctx, store.CallerBySessionParams{TokenHash: hash, Now: now, IdleSince: now.Add(-s.settings.SessionIdle)})
	if err != nil {
		return identity.Caller{}, seen, ended(err)
	}
	return identity.Caller{Person: row.ID, Name: row.Name, Login: row.Login, Demo: row.Demo, Grants: grants(row.Grants),
		Credential: identity.BySession, Key: hash}, row.SeenAt, nil
}

func (s *Server) callerByToken(ctx context.Context, hash []byte) (identity.Caller, error) {
	caller, used, err := s.tokenHolder(ctx, hash)
	if now := s.now(); err == nil && (used == nil || now.Sub(*used) >= s.settings.TouchEvery) {
		err = s.queries().TouchToken(ctx, store.TouchTokenParams{TokenHash: hash, UsedAt: &now})
	}
	return caller, err
}

func (s *Server) tokenHolder(ctx context.Context, hash []byte) (_ identity.Caller, used *time.Time, _ error) {
	row, err := s.queries().CallerByToken(ctx, store.CallerByTokenParams{TokenHash: hash, Now: s.now()})
	if err != nil {
		return identity.Caller{}, nil, ended(err)
	}
	return identity.Caller{Person: row.ID, Name: row.Name, Login: row.Login, Demo: row.Demo, Grants: grants(row.Grants),
		Credential: identity.ByToken, Key: hash}, row.UsedAt, nil
}

func ended(err error) error {
	if !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	return problem.New(problem.Unauthenticated, "SESSION_ENDED", "登录已失效，请重新登录", "the session has ended; sign in again")
}

// grants reads role:organisation pairs; a role never holds a colon.
func grants(pairs []string) []identity.Grant {
	out := make([]identity.Grant, 0, len(pairs))
	for _, p := range pairs {
		role, org, _ := strings.Cut(p, ":")
		out = append(out, identity.Grant{Role: lifecycle.Role(role), Org: org})
	}
	return out
}

// bySession returns the caller when a session, not a token, speaks for them.
func bySession(ctx context.Context) (identity.Caller, error) {
	caller, _ := identity.FromContext(ctx)
	if caller.Credential != identity.BySession {
		return caller, problem.New(problem.Denied, "SESSION_REQUIRED", "此操作需要登录会话，不能使用访问令牌", "this needs a signed-in session; an API token cannot do it")
	}
	return caller, nil
}

// setCookie hands the session to a browser as well; age below zero takes it
// away. A caller that is no browser ignores the header.
func setCookie(ctx context.Context, token string, age time.Duration) {
	c := http.Cookie{Name: access.SessionCookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: int(age / time.Second)}
	if age < 0 {
		c.MaxAge = -1
	}
	_ = grpc.SetHeader(ctx, metadata.Pairs("set-cookie", c.String())) // fails only without a transport: then there is no browser
}
