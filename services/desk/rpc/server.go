// Package rpc serves DeskService: search, pipeline, saved views, phrases and
// messages.
//
// It guarantees that nothing is found, counted or listed that the projection of
// the record would not show to the same caller. It refuses to change a record:
// what is done to a docket goes through the door.
package rpc

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/once"
	"yanlu/services/platform/postgres"
	programmestore "yanlu/services/programme/store"
)

// Server serves DeskService.
type Server struct {
	*dockrpc.Carrier
	Docket *dockrpc.Server
	Book   *programmestore.Book
	deskv1.UnsafeDeskServiceServer
}

// request is what every write has.
type request interface {
	proto.Message
	GetRequestId() string
}

// write runs fn once for a request id in one transaction; a repeat is answered the same.
func (s *Server) write(ctx context.Context, a docket.Actor, req request, subject string, reply proto.Message, fn func(tx pgx.Tx) error) error {
	method, _ := grpc.Method(ctx)
	body, err := once.Body(method, req)
	if err != nil {
		return err
	}
	return postgres.InTx(ctx, s.Door.Pool(), func(tx pgx.Tx) error {
		return once.Into(ctx, tx, req.GetRequestId(), a.Key(), body, subject, reply, func() error { return fn(tx) })
	})
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// orgs lists the organisations in which an actor holds one of the roles, each once, in the order of the capacities.
func orgs(a docket.Actor, roles []lifecycle.Role) []string {
	out := []string{}
	for _, c := range a.Capacities {
		if slices.Contains(roles, c.Role) && c.Org != "" && !slices.Contains(out, c.Org) {
			out = append(out, c.Org)
		}
	}
	return out
}
