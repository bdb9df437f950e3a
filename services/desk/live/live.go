// Package live tells open pages that something changed.
//
// It guarantees that a caller hears only of what they may see, that a word
// carries no facts (who is told reads again), that one slow reader holds up
// nobody, and that a stream ends with the session behind it. It refuses to be
// relied on: a lost word costs a moment, never a fact.
package live

import (
	"context"
	"time"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	"yanlu/services/identity"
)

// standardBeat keeps a stream through proxies that close silent ones.
const standardBeat = 15 * time.Second

// Server serves LiveService.
type Server struct {
	door *docket.Door
	hub  *hub

	// Again says whether a caller may still call, and with which roles: streams
	// outlive grants. Nil: always.
	Again func(ctx context.Context, c identity.Caller) (identity.Caller, error)
	// Beat is how often a stream says that it stands and asks Again; 15 s.
	Beat time.Duration

	deskv1.UnsafeLiveServiceServer
}

var _ deskv1.LiveServiceServer = (*Server)(nil)

// New makes a server over the record. Run feeds it.
func New(door *docket.Door) *Server {
	return &Server{door: door, hub: newHub(door), Beat: standardBeat}
}

// PeopleChanged tells, soon, that the members or invitations of an organisation
// changed, if one is named, and the roles or stand-ins of people.
func (s *Server) PeopleChanged(organisation string, people ...string) {
	if organisation != "" {
		s.door.Notify(docket.TeamChanged, organisation, 0)
	}
	for _, person := range people {
		s.door.Notify(docket.PersonChanged, person, 0)
	}
}

// Run listens for changes until ctx ends, then ends every stream; it returns nil.
func (s *Server) Run(ctx context.Context) error {
	defer s.hub.stop()
	return s.hub.run(ctx)
}
