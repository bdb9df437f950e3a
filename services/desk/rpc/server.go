// Package rpc serves DeskService: search, pipeline, saved views, phrases and
// messages.
//
// It guarantees that nothing is found, counted or listed that the projection of
// the record would not show to the same caller. It refuses to change a record:
// what is done to a docket goes through the door.
package rpc

import (
	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	dockrpc "yanlu/services/docket/rpc"
	programmestore "yanlu/services/programme/store"
)

// Server serves DeskService.
type Server struct {
	*dockrpc.Carrier
	Docket *dockrpc.Server
	Book   *programmestore.Book
	deskv1.UnimplementedDeskServiceServer
}
