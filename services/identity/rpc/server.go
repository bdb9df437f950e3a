// Package rpc answers yanlu.identity.v1.IdentityService and tells who holds a
// session or a token.
//
// It guarantees that an unknown login, a wrong password and a disabled account
// look and take the same, and that every write is idempotent by its request id.
// It refuses to know who may call a method: access decided that before.
package rpc

import (
	"context"
	"errors"
	"net"
	"runtime"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc/peer"
	"google.golang.org/protobuf/proto"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
	"yanlu/services/identity/store"
	"yanlu/services/platform/authn"
	"yanlu/services/platform/once"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
)

// waitingSignIns may queue for a hash; more are asked to try again.
const waitingSignIns = 256

// Options change what a Server starts with; the zero value is the default.
type Options struct {
	Settings identity.Settings
	Hasher   *authn.Hasher
	Now      func() time.Time
	// Changed hears, after the commit, of an organisation whose members or invitations changed, if any, and of
	// the people whose roles or stand-ins did. It must not block.
	Changed func(organisation string, people ...string)
}

// Server implements IdentityServiceServer.
type Server struct {
	identityv1.UnsafeIdentityServiceServer
	pool     *pgxpool.Pool
	settings identity.Settings
	hasher   *authn.Hasher
	now      func() time.Time
	heard    func(organisation string, people ...string)
	decoy    string // hash of a secret nobody has: unknown logins cost the same
}

var _ identityv1.IdentityServiceServer = (*Server)(nil)

// New makes a Server on a database.
func New(pool *pgxpool.Pool, o Options) (*Server, error) {
	s := &Server{pool: pool, settings: o.Settings, hasher: o.Hasher, now: o.Now, heard: o.Changed}
	if s.settings == (identity.Settings{}) {
		s.settings = identity.DefaultSettings
	}
	if s.hasher == nil {
		s.hasher = authn.NewHasher(authn.DefaultParams, max(1, runtime.NumCPU()), waitingSignIns)
	}
	if s.now == nil {
		s.now = time.Now
	}
	secret, _ := authn.NewToken("")
	decoy, err := s.hasher.Hash(context.Background(), secret)
	s.decoy = decoy
	return s, err
}

func (s *Server) queries() *store.Queries { return store.New(s.pool) }

// write runs fn in a transaction, once for each request id, and fills reply.
// request is stripped of what must not be kept; secret, if any, stands for it.
func (s *Server) write(ctx context.Context, requestID, subject string, request, reply proto.Message, secret []byte, fn func(q *store.Queries) error) error {
	caller, _ := identity.FromContext(ctx)
	method := string(request.ProtoReflect().Descriptor().FullName())
	body, err := once.Body(method, request, secret)
	if err != nil {
		return err
	}
	return postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		return once.Into(ctx, tx, requestID, caller.Person, body, subject, reply, func() error {
			return fn(store.New(tx))
		})
	})
}

// told passes on how a write ended, and tells open pages if it was committed.
func (s *Server) told(err error, organisation string, people ...string) error {
	if err == nil && s.heard != nil {
		s.heard(organisation, people...)
	}
	return err
}

// enter waits for the right to hash, or says that too many others do.
func (s *Server) enter(ctx context.Context) (*authn.Slot, error) {
	slot, err := s.hasher.Enter(ctx)
	if errors.Is(err, authn.ErrBusy) {
		return nil, problem.New(problem.Exhausted, "SIGN_IN_BUSY", "登录人数较多，请稍后再试", "too many people are signing in; try again shortly")
	}
	return slot, err
}

// source is the address a request came from, without its port.
func source(ctx context.Context) string {
	p, ok := peer.FromContext(ctx)
	if !ok || p.Addr == nil {
		return ""
	}
	if host, _, err := net.SplitHostPort(p.Addr.String()); err == nil {
		return host
	}
	return p.Addr.String()
}

// newID names a new row; ids made later sort later.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

func notFound(reason, zh, en, field string) error {
	return problem.New(problem.NotFound, reason, zh, en).At(field, zh, en)
}

func noPerson() error {
	return notFound("PERSON_NOT_FOUND", "没有找到此人", "there is no such person", "person")
}

func noOrganisation() error {
	return notFound("ORGANISATION_NOT_FOUND", "没有找到该单位", "there is no such organisation", "organisation")
}
