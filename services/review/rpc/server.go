// Package rpc answers yanlu.review.v1.ReviewService.
//
// It guarantees that no answer of its own carries the name or the id of a
// reviewer: what leaves here is counted, ranked or under a label. It refuses to
// judge: every verb takes the one road through the door.
package rpc

import (
	"context"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/act"
)

// Server implements ReviewServiceServer.
type Server struct {
	*dockrpc.Carrier
	Book *programmestore.Book
	reviewv1.UnsafeReviewServiceServer
}

var _ reviewv1.ReviewServiceServer = (*Server)(nil)

// AssignReview carries project event assign_review.
func (s *Server) AssignReview(ctx context.Context, req *reviewv1.AssignReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.AssignReview{Reviewers: req.GetReviewers(), Due: dockrpc.Time(req.GetDue())})
}

// InviteMore carries project event invite_more.
func (s *Server) InviteMore(ctx context.Context, req *reviewv1.InviteMoreRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.InviteMore{Reviewers: req.GetReviewers(), Reason: req.GetReason()})
}

// RecordRecusal carries project event expert_recused.
func (s *Server) RecordRecusal(ctx context.Context, req *reviewv1.RecordRecusalRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.ExpertRecused{Reviewer: req.GetReviewer(), Ground: req.GetGround(), Evidence: req.GetEvidence()})
}

// FailQuorum carries project event panel_fails_quorum.
func (s *Server) FailQuorum(ctx context.Context, req *reviewv1.FailQuorumRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// CloseReview carries project event close_review.
func (s *Server) CloseReview(ctx context.Context, req *reviewv1.CloseReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.CloseReview{Report: req.GetReport(), Chair: req.GetChair(), Remark: req.GetRemark()})
}

// AcceptReview carries review event accept_review.
func (s *Server) AcceptReview(ctx context.Context, req *reviewv1.AcceptReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.AcceptReview{NoConflict: req.GetNoConflict(), Confidential: req.GetConfidential()})
}

// DeclineReview carries review event decline_review.
func (s *Server) DeclineReview(ctx context.Context, req *reviewv1.DeclineReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.DeclineReview{Reason: req.GetReason(), Note: req.GetNote(), Scope: req.GetScope()})
}

// Recuse carries review event recuse.
func (s *Server) Recuse(ctx context.Context, req *reviewv1.RecuseRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Recuse{Ground: req.GetGround(), Evidence: req.GetEvidence(), Scope: req.GetScope()})
}

// Score carries review event score.
func (s *Server) Score(ctx context.Context, req *reviewv1.ScoreRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Score{Scores: scoresOf(req.GetScores()), Comment: req.GetComment(), Advice: req.GetAdvice(), FundingFen: req.GetFundingFen()})
}

// NoteLate carries review event note_late.
func (s *Server) NoteLate(ctx context.Context, req *reviewv1.NoteLateRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Score{Scores: scoresOf(req.GetScores()), Comment: req.GetComment(), Advice: req.GetAdvice(), FundingFen: req.GetFundingFen()})
}

// InvalidateScore carries review event invalidate.
func (s *Server) InvalidateScore(ctx context.Context, req *reviewv1.InvalidateScoreRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// ExtendReview carries review event extend_review.
func (s *Server) ExtendReview(ctx context.Context, req *reviewv1.ExtendReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Extend{Due: dockrpc.Time(req.GetDue()), Reason: req.GetReason()})
}

// ExtendOpinions carries project event extend_opinions.
func (s *Server) ExtendOpinions(ctx context.Context, req *reviewv1.ExtendOpinionsRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Extend{Due: dockrpc.Time(req.GetDue()), Reason: req.GetReason()})
}

// CancelReview carries review event cancel_review.
func (s *Server) CancelReview(ctx context.Context, req *reviewv1.CancelReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

func scoresOf(in []*docketv1.CriterionScore) []review.Score {
	out := make([]review.Score, 0, len(in))
	for _, s := range in {
		out = append(out, review.Score{Criterion: s.GetCriterion(), Points: s.GetPoints(), Comment: s.GetComment()})
	}
	return out
}
