package rpc

import (
	"context"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/docket"
	"yanlu/services/docket/rpc"
	"yanlu/services/programme"
	"yanlu/services/programme/act"
)

// CreateNeed registers a need as a draft of the caller’s organisation.
func (s *Server) CreateNeed(ctx context.Context, req *programmev1.CreateNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.CreateNeed{Title: req.GetTitle()})
}

// SubmitNeed submits a need whose form is complete.
func (s *Server) SubmitNeed(ctx context.Context, req *programmev1.SubmitNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, struct{}{})
}

// WithdrawNeed takes a need back before it is screened.
func (s *Server) WithdrawNeed(ctx context.Context, req *programmev1.WithdrawNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// ReturnNeed returns a need once, with every defect listed.
func (s *Server) ReturnNeed(ctx context.Context, req *programmev1.ReturnNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Defects{Defects: defects(req.GetDefects())})
}

// ResubmitNeed submits a corrected need.
func (s *Server) ResubmitNeed(ctx context.Context, req *programmev1.ResubmitNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// ScreenNeed passes a need and attaches the plan topics it serves.
func (s *Server) ScreenNeed(ctx context.Context, req *programmev1.ScreenNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Screen{Topics: req.GetTopic(), Note: req.GetNote()})
}

// MergeNeed merges a need into another that survives.
func (s *Server) MergeNeed(ctx context.Context, req *programmev1.MergeNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Merge{Into: req.GetInto(), Reason: req.GetReason()})
}

// ReserveNeed puts a screened need into the reserve pool.
func (s *Server) ReserveNeed(ctx context.Context, req *programmev1.ReserveNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.ReserveNeed{Note: req.GetNote(), Until: rpc.Time(req.GetUntil())})
}

// DeclineNeed declines a need with a written reason.
func (s *Server) DeclineNeed(ctx context.Context, req *programmev1.DeclineNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// SelectNeed selects a need from the pool into a call.
func (s *Server) SelectNeed(ctx context.Context, req *programmev1.SelectNeedRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Select{Call: req.GetCall(), Note: req.GetNote()})
}

// CreateCall drafts a call from a template and a rule pack.
func (s *Server) CreateCall(ctx context.Context, req *programmev1.CreateCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, programme.CreateCall{
		Template: req.GetTemplate(), Title: req.GetTitle(), PackCode: req.GetPackCode(), PackVersion: req.GetPackVersion(),
		OpensAt: rpc.Time(req.GetOpensAt()), ClosesAt: rpc.Time(req.GetClosesAt()), Topics: req.GetTopics(), CapFen: req.GetCapFen(), EnvelopeFen: req.GetEnvelopeFen(), Blind: req.GetBlind(),
	})
}

// ReviseCall changes a call that is still being drafted.
func (s *Server) ReviseCall(ctx context.Context, req *programmev1.ReviseCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, programme.ReviseCall{
		Title: req.GetTitle(), OpensAt: rpc.Time(req.GetOpensAt()), ClosesAt: rpc.Time(req.GetClosesAt()),
		Topics: req.GetTopics(), CapFen: req.GetCapFen(), EnvelopeFen: req.GetEnvelopeFen(), Blind: req.GetBlind(),
	})
}

// ConsultCall opens the consultation on a draft call.
func (s *Server) ConsultCall(ctx context.Context, req *programmev1.ConsultCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// ApproveCall approves a call after consultation.
func (s *Server) ApproveCall(ctx context.Context, req *programmev1.ApproveCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.ApproveCall{Answers: req.GetAnswers(), Minutes: req.GetMinutes()})
}

// PublishCall publishes a call; its rule pack is frozen from here.
func (s *Server) PublishCall(ctx context.Context, req *programmev1.PublishCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Publish{OpensAt: rpc.Time(req.GetOpensAt()), ClosesAt: rpc.Time(req.GetClosesAt())})
}

// ExtendCall extends an open call for everybody, once.
func (s *Server) ExtendCall(ctx context.Context, req *programmev1.ExtendCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Extend{ClosesAt: rpc.Time(req.GetClosesAt()), Reason: req.GetReason()})
}

// StartReview commissions the agency that runs the review of a closed call.
func (s *Server) StartReview(ctx context.Context, req *programmev1.StartReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.StartReview{Agency: req.GetAgency(), Due: rpc.Time(req.GetDue()), Scope: req.GetScope()})
}

// DecideCall ends a call whose applications are all decided.
func (s *Server) DecideCall(ctx context.Context, req *programmev1.DecideCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// ArchiveCall files a decided call.
func (s *Server) ArchiveCall(ctx context.Context, req *programmev1.ArchiveCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// CancelCall cancels a call before it closes.
func (s *Server) CancelCall(ctx context.Context, req *programmev1.CancelCallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

func defects(in []*docketv1.Defect) []programme.Defect {
	out := make([]programme.Defect, len(in))
	for i, d := range in {
		out[i] = programme.Defect{Field: d.GetField(), Text: d.GetText()}
	}
	return out
}
