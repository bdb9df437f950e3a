// Package rpc answers yanlu.review.v1.LobbyService: the register of undue influence contacts.
//
// It guarantees that nobody ties a record to a docket they may not see. It
// refuses to judge and has no reads of its own: a record is a docket like any
// other, shown through the one projection to its writer and to those who watch.
package rpc

import (
	"context"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/review/lobby"
	"yanlu/services/review/lobby/act"
)

// Server implements LobbyServiceServer.
type Server struct {
	*dockrpc.Carrier
	reviewv1.UnsafeLobbyServiceServer
}

var _ reviewv1.LobbyServiceServer = (*Server)(nil)

// RecordContact carries lobby event create.
func (s *Server) RecordContact(ctx context.Context, req *reviewv1.RecordContactRequest) (*docketv1.Receipt, error) {
	of, err := s.subject(ctx, req.GetSubject())
	if err != nil {
		return nil, err
	}
	return s.Carry(ctx, req, lobby.Contact{
		Approacher: req.GetApproacher(), Approached: req.GetApproached(), ContactAt: dockrpc.Time(req.GetContactAt()), Way: req.GetWay(),
		Concerning: req.GetConcerning(), Subject: req.GetSubject(), SubjectOf: of, Asked: req.GetAsked(), Answered: req.GetAnswered(),
	})
}

// subject is what a docket is called; one that the caller may not see does not exist (NOT_FOUND).
func (s *Server) subject(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	r, parent, err := docket.WithParent(ctx, s.Door.Pool(), id)
	if err != nil {
		return "", err
	}
	if !dockrpc.MaySee(dockrpc.ActorOf(ctx), r, parent) {
		return "", docket.NotFound(id)
	}
	return lifecycle.Of(r.Machine).Zh + "《" + r.Parties().Title + "》", nil
}

// TakeUpContact carries lobby event take_up_lobby.
func (s *Server) TakeUpContact(ctx context.Context, req *reviewv1.TakeUpContactRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// NoteContact carries lobby event note_lobby.
func (s *Server) NoteContact(ctx context.Context, req *reviewv1.NoteContactRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Note{Text: req.GetText()})
}

// CloseContact carries lobby event close_lobby.
func (s *Server) CloseContact(ctx context.Context, req *reviewv1.CloseContactRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Close{Outcome: req.GetOutcome(), Finding: req.GetFinding()})
}
