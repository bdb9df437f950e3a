// Package rpc answers yanlu.review.v1.CommissionService.
//
// It guarantees that the bureau reads progress and pseudonyms where the agency
// reads people, that the public reads pseudonyms only, and that no answer here
// carries a score of an application. It refuses to judge: every verb takes the
// one road through the door.
package rpc

import (
	"context"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/platform/progress"
	"yanlu/services/policy"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
)

// Server implements CommissionServiceServer.
type Server struct {
	*dockrpc.Carrier
	Book *programmestore.Book
	Cal  *policy.Calendar
	// Works tells how far long acts have come; nil tells nobody.
	Works *progress.Register
	reviewv1.UnsafeCommissionServiceServer
}

var _ reviewv1.CommissionServiceServer = (*Server)(nil)

// terms are the fields that commissioning and revising share.
type terms interface {
	GetAllApplications() bool
	GetApplications() []string
	GetMode() string
	GetMethod() string
	GetBlind() string
	GetScope() string
}

func briefOf(t terms) commission.Brief {
	return commission.Brief{
		Mode: t.GetMode(), Method: t.GetMethod(), Blind: t.GetBlind(), Scope: t.GetScope(), All: t.GetAllApplications(), Applications: t.GetApplications(),
	}
}

// CreateCommission carries commission event create.
func (s *Server) CreateCommission(ctx context.Context, req *reviewv1.CreateCommissionRequest) (*docketv1.Receipt, error) {
	b := briefOf(req)
	b.Due = dockrpc.Time(req.GetDue())
	return s.Carry(ctx, req, act.Create{Call: req.GetCall(), Agency: req.GetAgency(), Brief: b})
}

// ReviseCommission carries commission event revise_commission.
func (s *Server) ReviseCommission(ctx context.Context, req *reviewv1.ReviseCommissionRequest) (*docketv1.Receipt, error) {
	b := briefOf(req)
	b.Due = dockrpc.Time(req.GetDue())
	return s.Carry(ctx, req, act.Revise{Brief: b})
}

// CommitDraw carries commission event commit_draw.
func (s *Server) CommitDraw(ctx context.Context, req *reviewv1.CommitDrawRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.CommitDraw{Commitment: req.GetCommitment()})
}

// SealCommission carries commission event seal_commission.
func (s *Server) SealCommission(ctx context.Context, req *reviewv1.SealCommissionRequest) (*docketv1.Receipt, error) {
	return s.long(ctx, req, act.Seal{Note: req.GetNote(), Independent: req.GetIndependent(), Related: req.GetRelated(), RelatedNote: req.GetRelatedNote()})
}

// TellApart carries commission event tell_apart.
func (s *Server) TellApart(ctx context.Context, req *reviewv1.TellApartRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.TellApart{Application: req.GetApplication(), Expert: req.GetExpert(), Member: req.GetMember(), Reason: req.GetReason()})
}

// DrawPanels carries commission event draw_panels.
func (s *Server) DrawPanels(ctx context.Context, req *reviewv1.DrawPanelsRequest) (*docketv1.Receipt, error) {
	return s.long(ctx, req, act.DrawPanels{Seed: req.GetSeed()})
}

// ProposePanels carries commission event propose_panels.
func (s *Server) ProposePanels(ctx context.Context, req *reviewv1.ProposePanelsRequest) (*docketv1.Receipt, error) {
	return s.long(ctx, req, act.Propose{RaiseWorst: req.GetRaiseWorst(), Reserves: int(req.GetReserves()), MinLoad: int(req.GetMinLoad())})
}

// AdjustPanels carries commission event adjust_panels.
func (s *Server) AdjustPanels(ctx context.Context, req *reviewv1.AdjustPanelsRequest) (*docketv1.Receipt, error) {
	return s.long(ctx, req, act.Adjust{Version: req.GetPlanVersion(), SolveAgain: req.GetSolveAgain(), RaiseWorst: req.GetRaiseWorst(), Changes: changesOf(req.GetChanges())})
}

func changesOf(list []*reviewv1.PlanChange) []commission.Change {
	var out []commission.Change
	for _, c := range list {
		out = append(out, commission.Change{Act: c.GetAct(), Application: c.GetApplication(), Expert: c.GetExpert(), Reason: c.GetReason(), Floor: int(c.GetFloor())})
	}
	return out
}

// RestorePlan carries commission event restore_plan.
func (s *Server) RestorePlan(ctx context.Context, req *reviewv1.RestorePlanRequest) (*docketv1.Receipt, error) {
	return s.long(ctx, req, act.Restore{Version: req.GetVersion()})
}

// AdoptPanels carries commission event adopt_panels.
func (s *Server) AdoptPanels(ctx context.Context, req *reviewv1.AdoptPanelsRequest) (*docketv1.Receipt, error) {
	return s.long(ctx, req, act.Adopt{Version: req.GetPlanVersion(), Opinions: dockrpc.Time(req.GetOpinionsDue())})
}

// HandOver carries commission event hand_over.
func (s *Server) HandOver(ctx context.Context, req *reviewv1.HandOverRequest) (*docketv1.Receipt, error) {
	return s.long(ctx, req, act.HandOver{Report: req.GetReport()})
}

// ExtendCommission carries commission event extend_commission.
func (s *Server) ExtendCommission(ctx context.Context, req *reviewv1.ExtendCommissionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Extend{Due: dockrpc.Time(req.GetDue()), Reason: req.GetReason()})
}

// RevokeCommission carries commission event revoke_commission.
func (s *Server) RevokeCommission(ctx context.Context, req *reviewv1.RevokeCommissionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// EvaluateAgency carries commission event evaluate_agency.
func (s *Server) EvaluateAgency(ctx context.Context, req *reviewv1.EvaluateAgencyRequest) (*docketv1.Receipt, error) {
	in := act.Evaluate{Comment: req.GetComment()}
	for _, x := range req.GetScores() {
		in.Scores = append(in.Scores, review.Score{Criterion: x.GetCriterion(), Points: x.GetPoints(), Comment: x.GetComment()})
	}
	return s.Carry(ctx, req, in)
}

// RecountReview carries project event recount.
func (s *Server) RecountReview(ctx context.Context, req *reviewv1.RecountReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, reviewact.Recount{Reviewer: req.GetReviewer(), Ground: req.GetGround(), Evidence: req.GetEvidence(), Replace: req.GetReplace()})
}

// DeliverReview carries project event deliver_review.
func (s *Server) DeliverReview(ctx context.Context, req *reviewv1.DeliverReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, reviewact.Deliver{Note: req.GetNote()})
}
