// Package live tells open pages that something changed.
//
// It guarantees that a caller hears only of what they may see, and that a word
// carries no facts: who is told reads again. It refuses to be relied on: a lost
// word costs a moment, never a fact.
package live

import (
	"context"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
)

// Server serves LiveService.
type Server struct {
	door *docket.Door
	deskv1.UnimplementedLiveServiceServer
}

// New makes a server over the record. Run feeds it.
func New(door *docket.Door) *Server { return &Server{door: door} }

// Run listens for changes until ctx ends.
func (s *Server) Run(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
