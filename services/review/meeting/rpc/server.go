// Package rpc answers yanlu.review.v1.MeetingService.
//
// It guarantees that of a meeting nobody reads more than Sheet.For leaves them,
// and that what calibration says never takes the place of a statutory figure. It
// refuses to judge: every verb takes the one road through the door.
package rpc

import (
	"context"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review/meeting/act"
)

// Server implements MeetingServiceServer.
type Server struct {
	*dockrpc.Carrier
	Book *programmestore.Book
	reviewv1.UnsafeMeetingServiceServer
}

var _ reviewv1.MeetingServiceServer = (*Server)(nil)

// ConveneMeeting carries meeting event create.
func (s *Server) ConveneMeeting(ctx context.Context, req *reviewv1.ConveneMeetingRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Convene{
		Call: req.GetCall(), Title: req.GetTitle(), Agenda: req.GetAgenda(), Chair: req.GetChair(), Mode: req.GetMode(), At: dockrpc.Time(req.GetAt()), Place: req.GetPlace(),
	})
}

// ReviseMeeting carries meeting event revise_meeting.
func (s *Server) ReviseMeeting(ctx context.Context, req *reviewv1.ReviseMeetingRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Revise{Agenda: req.GetAgenda(), Chair: req.GetChair(), Mode: req.GetMode(), At: dockrpc.Time(req.GetAt()), Place: req.GetPlace()})
}

// OpenMeeting carries meeting event open_meeting.
func (s *Server) OpenMeeting(ctx context.Context, req *reviewv1.OpenMeetingRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{})
}

// MarkPresence carries meeting event mark_presence.
func (s *Server) MarkPresence(ctx context.Context, req *reviewv1.MarkPresenceRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.MarkPresence{Person: req.GetPerson(), Presence: req.GetPresence()})
}

// RecuseItem carries meeting event recuse_item.
func (s *Server) RecuseItem(ctx context.Context, req *reviewv1.RecuseItemRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.RecuseItem{Item: req.GetItem(), Ground: req.GetGround(), Evidence: req.GetEvidence()})
}

// TakeItem carries meeting event take_item.
func (s *Server) TakeItem(ctx context.Context, req *reviewv1.TakeItemRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Item{Item: req.GetItem()})
}

// NoteItem carries meeting event note_item.
func (s *Server) NoteItem(ctx context.Context, req *reviewv1.NoteItemRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.NoteItem{Item: req.GetItem(), Text: req.GetText()})
}

// SetConsensus carries meeting event set_consensus.
func (s *Server) SetConsensus(ctx context.Context, req *reviewv1.SetConsensusRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.SetConsensus{Item: req.GetItem(), Score: req.GetScore(), Reason: req.GetReason()})
}

// RankItems carries meeting event rank_items.
func (s *Server) RankItems(ctx context.Context, req *reviewv1.RankItemsRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.RankItems{Order: req.GetOrder(), Version: int(req.GetVersion())})
}

// SignMinutes carries meeting event sign_minutes.
func (s *Server) SignMinutes(ctx context.Context, req *reviewv1.SignMinutesRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.SignMinutes{Minutes: req.GetMinutes(), Report: req.GetReport()})
}

// CancelMeeting carries meeting event cancel_meeting.
func (s *Server) CancelMeeting(ctx context.Context, req *reviewv1.CancelMeetingRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}
