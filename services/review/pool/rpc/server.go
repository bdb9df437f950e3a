// Package rpc serves ExpertService: the pool of experts.
//
// It guarantees that a file is shown as the pool's visibility table says, that
// every write is kept once by its request id and refused when the file moved
// meanwhile, and that every change is in the history. It refuses to judge what a
// standing allows: that is the pool's table.
package rpc

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/once"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// Server serves ExpertService.
type Server struct {
	*dockrpc.Carrier
	Book *programmestore.Book
	reviewv1.UnsafeExpertServiceServer
}

var _ reviewv1.ExpertServiceServer = (*Server)(nil)

// request is what every write has.
type request interface {
	proto.Message
	GetRequestId() string
}

// news is an entry of the history that somebody was told of.
type news struct {
	file  string
	entry int64
}

// write runs fn once for a request id in one transaction; a repeat is answered
// the same. What fn told is rung after the commit.
func (s *Server) write(ctx context.Context, req request, subject string, reply proto.Message, fn func(tx pgx.Tx) ([]news, error)) error {
	method, _ := grpc.Method(ctx)
	body, err := once.Body(method+string(req.ProtoReflect().Descriptor().FullName()), req)
	if err != nil {
		return err
	}
	var told []news
	err = postgres.InTx(ctx, s.Door.Pool(), func(tx pgx.Tx) error {
		return once.Into(ctx, tx, req.GetRequestId(), dockrpc.ActorOf(ctx).Key(), body, subject, reply, func() (err error) {
			told, err = fn(tx)
			return err
		})
	})
	if err != nil {
		return err
	}
	s.ring(told)
	return nil
}

// ring lets open pages know, after the commit.
func (s *Server) ring(told []news) {
	for _, n := range told {
		s.Door.Notify(docket.NotificationAdded, store.Subject(n.file), n.entry)
	}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// caller is who asks, with what the pool judges by.
type caller struct {
	person string
	as     []pool.Capacity
	roles  []lifecycle.Role
}

func callerOf(ctx context.Context) caller {
	a := dockrpc.ActorOf(ctx)
	c := caller{person: a.Person}
	for _, x := range a.Capacities {
		c.as, c.roles = append(c.as, pool.Capacity{Role: x.Role, Org: x.Org}), append(c.roles, x.Role)
	}
	return c
}

func (c caller) is(person string) bool { return c.person != "" && c.person == person }

func (c caller) sight(e pool.Expert) pool.Sight {
	return pool.SightOf(c.is(e.Person), c.as, e.RecommendedBy)
}

// today is the day in Shanghai.
func (s *Server) today() string { return s.Door.Now().In(policy.Shanghai).Format(time.DateOnly) }

// Rules of the pool and what they are read as.
const (
	refreshRule   = "rev.expert.refresh_m"
	discreditRule = "int.expert.discredit"
)

// cutoff is when a file must have been refreshed last not to be stale now.
func (s *Server) cutoff(ctx context.Context) (time.Time, error) {
	pack, err := s.Book.InForce(ctx, s.Door.Now())
	if err != nil {
		return time.Time{}, err
	}
	span, err := pack.Span(refreshRule)
	return pool.Cutoff(s.Door.Now(), span), err
}

// show turns a file into what the caller may see of it.
func (s *Server) show(ctx context.Context, l store.Listed) (*reviewv1.Expert, error) {
	cutoff, err := s.cutoff(ctx)
	if err != nil {
		return nil, err
	}
	return s.shown(ctx, callerOf(ctx), l, cutoff, nil)
}

// read returns one file as the caller sees it; to those who see nothing of it, it does not exist.
func (s *Server) read(ctx context.Context, q docket.Querier, person string) (store.Listed, pool.Sight, error) {
	l, err := store.One(ctx, q, person)
	if err != nil {
		return l, pool.Sight{}, err
	}
	sight := callerOf(ctx).sight(l.Expert)
	if !sight.File {
		return l, sight, store.NotFound()
	}
	return l, sight, nil
}

// reply fills an answer with a file as it is now.
func (s *Server) reply(ctx context.Context, q docket.Querier, person string, into *reviewv1.Expert) error {
	l, err := store.One(ctx, q, person)
	if err != nil {
		return err
	}
	e, err := s.show(ctx, l)
	if err != nil {
		return err
	}
	proto.Merge(into, e)
	return nil
}

// fresh refuses a file that has moved since it was read.
func fresh(e pool.Expert, etag int64) error {
	if e.Version == etag {
		return nil
	}
	return problem.New(problem.Stale, "EXPERT_STALE", "专家档案已有新的变化，请刷新后再办理", "the file has changed; read it again")
}

func trimmed(s string) string { return strings.TrimSpace(s) }
