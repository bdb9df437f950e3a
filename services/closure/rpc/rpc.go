// Package rpc serves ClosureService: every verb goes through the door.
//
// It guarantees nothing of its own: what is lawful, related and in time is judged
// at the door. It refuses to know rules.
package rpc

import (
	"context"

	closurev1 "yanlu/proto/gen/yanlu/closure/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/closure/act"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

// Server serves ClosureService.
type Server struct {
	*dockrpc.Carrier
	closurev1.UnsafeClosureServiceServer
}

var _ closurev1.ClosureServiceServer = (*Server)(nil)

// SubmitClosure asks for project event “submit_closure”.
func (s *Server) SubmitClosure(ctx context.Context, req *closurev1.SubmitClosureRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Submit{Summary: req.GetSummary(), SpentFen: req.GetSpentFen(), Truthful: req.GetTruthful()})
}

// CloseEarly asks for project event “early_closure”.
func (s *Server) CloseEarly(ctx context.Context, req *closurev1.CloseEarlyRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Submit{Summary: req.GetSummary(), SpentFen: req.GetSpentFen(), Truthful: req.GetTruthful()})
}

// AppointPanel asks for project event “appoint_panel”.
func (s *Server) AppointPanel(ctx context.Context, req *closurev1.AppointPanelRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.AppointPanel{Chair: req.GetChair(), Members: req.GetMembers()})
}

// ReturnMaterials asks for project event “return_materials”.
func (s *Server) ReturnMaterials(ctx context.Context, req *closurev1.ReturnMaterialsRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, points(req.GetPoints()))
}

// Pass asks for project event “pass”.
func (s *Server) Pass(ctx context.Context, req *closurev1.PassRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Conclude{Score: req.GetScore(), Opinion: req.GetOpinion()})
}

// CompleteWithShortfall asks for project event “shortfall”.
func (s *Server) CompleteWithShortfall(ctx context.Context, req *closurev1.CompleteWithShortfallRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Conclude{Score: req.GetScore(), Opinion: req.GetOpinion(), Cause: req.GetCause()})
}

// AskRemediation asks for project event “remediate”.
func (s *Server) AskRemediation(ctx context.Context, req *closurev1.AskRemediationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, points(req.GetPoints()))
}

// ResubmitClosure asks for project event “resubmit_closure”.
func (s *Server) ResubmitClosure(ctx context.Context, req *closurev1.ResubmitClosureRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Resubmit{Summary: req.GetSummary()})
}

// Fail asks for project event “fail”.
func (s *Server) Fail(ctx context.Context, req *closurev1.FailRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Fail{Ground: req.GetGround(), Opinion: req.GetOpinion()})
}

// ClaimExemption asks for project event “claim_exemption”.
func (s *Server) ClaimExemption(ctx context.Context, req *closurev1.ClaimExemptionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Claim{Evidence: req.GetEvidence()})
}

// GrantExemption asks for project event “grant_exemption”.
func (s *Server) GrantExemption(ctx context.Context, req *closurev1.GrantExemptionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Decide{Minutes: req.GetMinutes(), Reason: req.GetReason()})
}

// RefuseExemption asks for project event “refuse_exemption”.
func (s *Server) RefuseExemption(ctx context.Context, req *closurev1.RefuseExemptionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Decide{Minutes: req.GetMinutes(), Reason: req.GetReason()})
}

// Archive asks for project event “archive”.
func (s *Server) Archive(ctx context.Context, req *closurev1.ArchiveRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// AskFollowOn asks for project event “follow_on”.
func (s *Server) AskFollowOn(ctx context.Context, req *closurev1.AskFollowOnRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.FollowOn{Track: req.GetTrack(), Reason: req.GetReason()})
}

// points are the things to mend that a request lists.
func points(in []*docketv1.Defect) programmeact.Defects {
	var out programmeact.Defects
	for _, d := range in {
		out.Defects = append(out.Defects, programme.Defect{Field: d.GetField(), Text: d.GetText()})
	}
	return out
}
