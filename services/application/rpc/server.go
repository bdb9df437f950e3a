// Package rpc serves ApplicationService. It turns requests into commands and
// holds no rule of its own.
package rpc

import (
	"context"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/application"
	"yanlu/services/application/act"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
)

// Server serves ApplicationService.
type Server struct {
	*dockrpc.Carrier
	Rules act.Rules
	applicationv1.UnsafeApplicationServiceServer
}

// CheckEligibility says whether an application could be submitted now, with every reason against it.
func (s *Server) CheckEligibility(ctx context.Context, req *applicationv1.CheckEligibilityRequest) (*applicationv1.CheckEligibilityResponse, error) {
	pool := s.Door.Pool()
	r, call, err := docket.WithParent(ctx, pool, req.GetDocket())
	if err != nil {
		return nil, err
	}
	if call == nil || !dockrpc.MaySee(dockrpc.ActorOf(ctx), r, call) {
		return nil, docket.NotFound(req.GetDocket())
	}
	draft, err := docket.LatestDraft(ctx, pool, r.ID)
	if err != nil {
		return nil, err
	}
	asked := application.Asked(draft.Content)
	found, err := s.Rules.Eligible(ctx, pool, act.Question{Call: call, Parties: r.Parties(), Subject: r.ID, Stage: "submit", Asked: &asked, Now: s.Door.Now()})
	if err != nil {
		return nil, err
	}
	out := &applicationv1.CheckEligibilityResponse{}
	for _, x := range found {
		out.Obstacles = append(out.Obstacles, &applicationv1.Obstacle{Rule: x.RuleID, Zh: x.Zh, En: x.En, Evidence: string(x.Grade)})
	}
	if p := problem.Of(s.Rules.FormDefects(ctx, pool, r, call, draft)); p != nil {
		for _, v := range p.Violations {
			out.Defects = append(out.Defects, &docketv1.Defect{Field: v.Field, Text: v.Zh})
		}
	}
	return out, nil
}

// CreateApplication starts an application to an open call.
func (s *Server) CreateApplication(ctx context.Context, req *applicationv1.CreateApplicationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Create{
		Call: req.GetCall(), Title: req.GetTitle(), Recommender: req.GetRecommender(), Host: req.GetHost(), CoApplicants: coApplicants(req.GetCoApplicants()),
	})
}

// SendToUnit sends a complete draft, with the integrity pledge, to the institution.
func (s *Server) SendToUnit(ctx context.Context, req *applicationv1.SendToUnitRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.SendToUnit{Pledged: req.GetPledged(), Keywords: req.GetKeywords(), Disciplines: req.GetDisciplines()})
}

// UnitReturn returns a draft with comments.
func (s *Server) UnitReturn(ctx context.Context, req *applicationv1.UnitReturnRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.UnitReturn{Comments: req.GetComments(), Defects: points(req.GetDefects())})
}

// NameWriters names who writes beside the principal investigator.
func (s *Server) NameWriters(ctx context.Context, req *applicationv1.NameWritersRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.NameWriters{Writers: req.GetWriters()})
}

// UnitApprove approves for the institution; eligibility is checked and the quota reserved.
func (s *Server) UnitApprove(ctx context.Context, req *applicationv1.UnitApproveRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Opinion{Opinion: req.GetOpinion()})
}

// Recommend recommends: the application is submitted, receives its number and is snapshotted.
func (s *Server) Recommend(ctx context.Context, req *applicationv1.RecommendRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Opinion{Opinion: req.GetOpinion()})
}

// RecommenderReturn returns an application from the recommending body.
func (s *Server) RecommenderReturn(ctx context.Context, req *applicationv1.RecommenderReturnRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.UnitReturn{Comments: req.GetReason(), Defects: points(req.GetDefects())})
}

// WithdrawApplication takes an application back before the first review action.
func (s *Server) WithdrawApplication(ctx context.Context, req *applicationv1.WithdrawApplicationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// StartCheck starts the formal check with the automatic checks attached.
func (s *Server) StartCheck(ctx context.Context, req *applicationv1.StartCheckRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, struct{}{})
}

// ReturnForCorrection returns an application once, every defect listed.
func (s *Server) ReturnForCorrection(ctx context.Context, req *applicationv1.ReturnForCorrectionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Defects{Defects: defects(req.GetDefects())})
}

// Resubmit submits a corrected application; only listed fields may have changed.
func (s *Server) Resubmit(ctx context.Context, req *applicationv1.ResubmitRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// NotAccept does not accept an application; the clause is cited.
func (s *Server) NotAccept(ctx context.Context, req *applicationv1.NotAcceptRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.NotAccept{Clause: req.GetClause(), Reason: req.GetReason()})
}

// FileAppeal appeals against non-acceptance, refusal of funding or a failed closure.
func (s *Server) FileAppeal(ctx context.Context, req *applicationv1.FileAppealRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Grounds{Grounds: req.GetGrounds()})
}

// UpholdAppeal upholds an appeal.
func (s *Server) UpholdAppeal(ctx context.Context, req *applicationv1.UpholdAppealRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Answer{Answer: req.GetAnswer()})
}

// DismissAppeal dismisses an appeal with a written answer.
func (s *Server) DismissAppeal(ctx context.Context, req *applicationv1.DismissAppealRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Answer{Answer: req.GetAnswer()})
}

// Accept accepts an application for review.
func (s *Server) Accept(ctx context.Context, req *applicationv1.AcceptRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// ExtendDeadline extends the deadline that one applicant faces.
func (s *Server) ExtendDeadline(ctx context.Context, req *applicationv1.ExtendDeadlineRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.ExtendDeadline{Until: dockrpc.Time(req.GetUntil()), Reason: req.GetReason()})
}

func coApplicants(in []*docketv1.CoApplicant) []docket.CoApplicant {
	out := make([]docket.CoApplicant, len(in))
	for i, c := range in {
		out[i] = docket.CoApplicant{Org: c.GetOrganisation(), Role: c.GetRole()}
	}
	return out
}

func points(in []*docketv1.Defect) []act.Defect {
	out := make([]act.Defect, len(in))
	for i, d := range in {
		out[i] = act.Defect{Field: d.GetField(), Text: d.GetText()}
	}
	return out
}

func defects(in []*docketv1.Defect) []programme.Defect {
	out := make([]programme.Defect, len(in))
	for i, d := range in {
		out[i] = programme.Defect{Field: d.GetField(), Text: d.GetText()}
	}
	return out
}
