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

// SpreadSlots carries meeting event spread_slots.
func (s *Server) SpreadSlots(ctx context.Context, req *reviewv1.SpreadSlotsRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.SpreadSlots{Spread: spreadOf(req), Place: req.GetPlace(), Come: req.GetCome(), Bring: req.GetBring()})
}

// SetSlot carries meeting event set_slot.
func (s *Server) SetSlot(ctx context.Context, req *reviewv1.SetSlotRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.SetSlot{
		Item: req.GetItem(), At: dockrpc.Time(req.GetAt()), Minutes: int(req.GetMinutes()), Place: req.GetPlace(), Come: req.GetCome(), Bring: req.GetBring(),
	})
}

// AnswerWish carries meeting event answer_wish.
func (s *Server) AnswerWish(ctx context.Context, req *reviewv1.AnswerWishRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.AnswerWish{Item: req.GetItem(), Granted: req.GetGranted(), Reason: req.GetReason(), At: dockrpc.Time(req.GetAt()), Minutes: int(req.GetMinutes())})
}

// MarkApplicant carries meeting event mark_applicant.
func (s *Server) MarkApplicant(ctx context.Context, req *reviewv1.MarkApplicantRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.MarkApplicant{Item: req.GetItem(), Presence: req.GetPresence(), By: req.GetBy()})
}

// RecordFindings carries meeting event record_findings.
func (s *Server) RecordFindings(ctx context.Context, req *reviewv1.RecordFindingsRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.RecordFindings{
		Item: req.GetItem(), Version: int(req.GetVersion()), Visited: dockrpc.Time(req.GetVisited()), Place: req.GetPlace(), Met: req.GetMet(),
		Equipment: req.GetEquipment(), Team: req.GetTeam(), Basis: req.GetBasis(), Funds: req.GetFunds(), Conclusion: req.GetConclusion(), Files: req.GetFiles(),
	})
}

// ConfirmSlot carries project event confirm_slot.
func (s *Server) ConfirmSlot(ctx context.Context, req *reviewv1.ConfirmSlotRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.ConfirmSlot{Attending: req.GetAttending()})
}

// AskSlot carries project event ask_slot.
func (s *Server) AskSlot(ctx context.Context, req *reviewv1.AskSlotRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.AskSlot{Reason: req.GetReason(), At: dockrpc.Time(req.GetAt())})
}
