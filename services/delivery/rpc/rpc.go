// Package rpc serves DeliveryService: every verb goes through the door.
//
// It guarantees nothing of its own: what is lawful, related and in time is judged
// at the door. It refuses to know rules.
package rpc

import (
	"context"

	deliveryv1 "yanlu/proto/gen/yanlu/delivery/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/delivery/act"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

// Server serves DeliveryService.
type Server struct {
	*dockrpc.Carrier
	deliveryv1.UnsafeDeliveryServiceServer
}

var _ deliveryv1.DeliveryServiceServer = (*Server)(nil)

// ReportProgress asks for project event “report_progress”.
func (s *Server) ReportProgress(ctx context.Context, req *deliveryv1.ReportProgressRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Report{Status: req.GetStatus(), Summary: req.GetSummary(), SpentFen: req.GetSpentFen(), Truthful: req.GetTruthful()})
}

// RequestChange asks for project event “request_change”.
func (s *Server) RequestChange(ctx context.Context, req *deliveryv1.RequestChangeRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.RequestChange{
		Kind: req.GetKind(), Text: req.GetBeforeAfter(), Reason: req.GetReason(), UnitOpinion: req.GetUnitOpinion(), Months: int(req.GetMonths()),
	})
}

// ApproveChange asks for project event “approve_change”.
func (s *Server) ApproveChange(ctx context.Context, req *deliveryv1.ApproveChangeRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.ApproveChange{Opinion: req.GetOpinion()})
}

// RefuseChange asks for project event “refuse_change”.
func (s *Server) RefuseChange(ctx context.Context, req *deliveryv1.RefuseChangeRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// WithdrawChange asks for project event “withdraw_change”.
func (s *Server) WithdrawChange(ctx context.Context, req *deliveryv1.WithdrawChangeRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// NotifyApproach asks for project event “notify_route_change”.
func (s *Server) NotifyApproach(ctx context.Context, req *deliveryv1.NotifyApproachRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Notify{What: req.GetWhat(), Reason: req.GetReason()})
}

// Suspend asks for project event “suspend”.
func (s *Server) Suspend(ctx context.Context, req *deliveryv1.SuspendRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Suspend{Ground: req.GetGround(), Reason: req.GetReason()})
}

// Resume asks for project event “resume”.
func (s *Server) Resume(ctx context.Context, req *deliveryv1.ResumeRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// MoveToTermination asks for project event “to_termination”.
func (s *Server) MoveToTermination(ctx context.Context, req *deliveryv1.MoveToTerminationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// RequestTermination asks for project event “request_termination”.
func (s *Server) RequestTermination(ctx context.Context, req *deliveryv1.RequestTerminationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.RequestTermination{Reason: req.GetReason(), Materials: req.GetPack()})
}

// ForceTermination asks for project event “force_termination”.
func (s *Server) ForceTermination(ctx context.Context, req *deliveryv1.ForceTerminationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// ReturnTermination asks for project event “return_termination”.
func (s *Server) ReturnTermination(ctx context.Context, req *deliveryv1.ReturnTerminationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, points(req.GetPoints()))
}

// ApproveTermination asks for project event “approve_termination”.
func (s *Server) ApproveTermination(ctx context.Context, req *deliveryv1.ApproveTerminationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.ApproveTermination{Fault: req.GetFault(), Minutes: req.GetMinutes(), Reason: req.GetReason()})
}

// RefuseTermination asks for project event “refuse_termination”.
func (s *Server) RefuseTermination(ctx context.Context, req *deliveryv1.RefuseTerminationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// Revoke asks for project event “revoke”.
func (s *Server) Revoke(ctx context.Context, req *deliveryv1.RevokeRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Revoke{Ground: req.GetGround(), Evidence: req.GetEvidence(), Minutes: req.GetMinutes()})
}

// points are the things to mend that a request lists.
func points(in []*docketv1.Defect) programmeact.Defects {
	var out programmeact.Defects
	for _, d := range in {
		out.Defects = append(out.Defects, programme.Defect{Field: d.GetField(), Text: d.GetText()})
	}
	return out
}
