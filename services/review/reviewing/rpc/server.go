// Package rpc answers yanlu.review.v1.ReviewingService: the reviewer's desk.
//
// It guarantees that a link acts for nobody but the reviewer whom it was made
// for, on that one invitation and once; that what a reviewer types is the
// reviewer's alone until it is submitted; and that no figure tells the bureau
// whose opinion it reads. It refuses to judge: every act takes the road through
// the door.
package rpc

import (
	"context"
	"slices"
	"sync"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewing/store"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
)

// Server implements ReviewingServiceServer.
type Server struct {
	*dockrpc.Carrier
	Docket *dockrpc.Server
	Book   *programmestore.Book
	Rules  act.Rules
	reviewv1.UnsafeReviewingServiceServer

	mu     sync.Mutex
	secret []byte
}

var _ reviewv1.ReviewingServiceServer = (*Server)(nil)

// key is the key of this installation; it is read once.
func (s *Server) key(ctx context.Context) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.secret != nil {
		return s.secret, nil
	}
	secret, err := store.LinkSecret(ctx, s.Door.Pool(), s.Door.Now())
	if err == nil {
		s.secret = secret
	}
	return secret, err
}

// TakeBack carries review event take_back.
func (s *Server) TakeBack(ctx context.Context, req *reviewv1.TakeBackRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// Rebut carries project event rebut.
func (s *Server) Rebut(ctx context.Context, req *reviewv1.RebutRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Rebut{Text: req.GetText()})
}

// related finds a record for a caller who stands in relation to it in one of the roles; to others it does not exist.
func (s *Server) related(ctx context.Context, id string, machines []lifecycle.Machine, roles ...lifecycle.Role) (r, parent *docket.Record, in []lifecycle.Role, err error) {
	if r, parent, err = docket.WithParent(ctx, s.Door.Pool(), id); err != nil {
		return nil, nil, nil, err
	}
	for _, c := range docket.Relations(dockrpc.ActorOf(ctx), r, parent) {
		if slices.Contains(roles, c.Role) {
			in = append(in, c.Role)
		}
	}
	if len(in) == 0 || !slices.Contains(machines, r.Machine) {
		return nil, nil, nil, docket.NotFound(id)
	}
	return r, parent, in, nil
}

// rubric is the score sheet of a review.
func (s *Server) rubric(ctx context.Context, r, parent *docket.Record) (policy.Rubric, error) {
	f, err := act.FrameOf(ctx, s.Door.Pool(), s.Book, r, parent)
	if err != nil {
		return policy.Rubric{}, err
	}
	return f.Rubric()
}

// agencies are those in whose name the caller acts; nil when they read all of them.
func agencies(a docket.Actor, all ...lifecycle.Role) []string {
	if a.Is(all...) {
		return nil
	}
	out := []string{}
	for _, c := range a.Capacities {
		if c.Role == lifecycle.Agency {
			out = append(out, c.Org)
		}
	}
	return out
}

// whose says which reviews a caller reads the figures of: the bureau and the watchdogs
// all that was handed over, an agency its own at any time.
func whose(a docket.Actor, bureau ...lifecycle.Role) store.Whose {
	own := agencies(a, append(bureau, watchdogs...)...)
	return store.Whose{Agencies: own, Early: own != nil}
}

// watchdogs may know who reviews; what was scored they learn with the bureau.
var watchdogs = []lifecycle.Role{lifecycle.Discipline, lifecycle.Auditor}

func already(zh, en string) error { return problem.New(problem.Precondition, "ALREADY_RATED", zh, en) }
