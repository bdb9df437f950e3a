// Package rpc serves AwardService. It turns requests into commands and shows the
// public what is on notice; it holds no rule of its own.
package rpc

import (
	"context"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/application"
	"yanlu/services/award"
	"yanlu/services/award/act"
	"yanlu/services/docket"
)

// IntegrityVeto stops an application on a decided integrity case.
func (s *Server) IntegrityVeto(ctx context.Context, req *awardv1.IntegrityVetoRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Integrity{Case: req.GetCase(), Reason: req.GetReason()})
}

// ArrangeSurvey arranges a field survey.
func (s *Server) ArrangeSurvey(ctx context.Context, req *awardv1.ArrangeSurveyRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Survey{Plan: req.GetPlan()})
}

// Advise recommends for award; a departure from rank needs a reason.
func (s *Server) Advise(ctx context.Context, req *awardv1.AdviseRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Advise{AmountFen: req.GetAmountFen(), Opinion: req.GetOpinion(), Departure: req.GetDeparture(), SurveyRecord: req.GetSurveyRecord()})
}

// DeclineApplication declines an application.
func (s *Server) DeclineApplication(ctx context.Context, req *awardv1.DeclineApplicationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// Table puts a recommendation before the meeting that its amount calls for.
func (s *Server) Table(ctx context.Context, req *awardv1.TableRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Table{Meeting: req.GetMeeting(), NoticeText: req.GetNoticeText()})
}

// Approve approves by the level that the amount calls for; the public notice starts.
func (s *Server) Approve(ctx context.Context, req *awardv1.ApproveRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Minutes{Minutes: req.GetMinutes()})
}

// SendBack sends a recommendation back.
func (s *Server) SendBack(ctx context.Context, req *awardv1.SendBackRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// ReserveApplication puts an application on the reserve list.
func (s *Server) ReserveApplication(ctx context.Context, req *awardv1.ReserveApplicationRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Reserve{Minutes: req.GetMinutes(), Order: int(req.GetOrder()), Reason: req.GetReason()})
}

// FileObjection files an objection to an item of a public notice; no account is needed.
func (s *Server) FileObjection(ctx context.Context, req *awardv1.FileObjectionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.FileObjection{
		Name: req.GetName(), Contact: req.GetContact(), Anonymous: req.GetAnonymous(), Grounds: req.GetGrounds(), Evidence: req.GetEvidence(),
	})
}

// DismissObjection dismisses an objection with a written answer; the notice clock goes on.
func (s *Server) DismissObjection(ctx context.Context, req *awardv1.DismissObjectionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Answer{Objection: req.GetObjection(), Answer: req.GetAnswer()})
}

// UpholdObjection upholds an objection: the application is not funded.
func (s *Server) UpholdObjection(ctx context.Context, req *awardv1.UpholdObjectionRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Answer{Objection: req.GetObjection(), Answer: req.GetAnswer()})
}

// OrderReReview orders another review by a new panel.
func (s *Server) OrderReReview(ctx context.Context, req *awardv1.OrderReReviewRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Answer{Objection: req.GetObjection(), Answer: req.GetAnswer()})
}

// Promote promotes the next of the reserve list in place of one that fell out.
func (s *Server) Promote(ctx context.Context, req *awardv1.PromoteRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Promote{InPlaceOf: req.GetInPlaceOf(), Minutes: req.GetMinutes()})
}

// SubmitAgreement submits the task agreement; no target may be lower than proposed.
func (s *Server) SubmitAgreement(ctx context.Context, req *awardv1.SubmitAgreementRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.SubmitAgreement{
		Content: req.GetContent(), Targets: targets(req.GetTargets()), IPClause: req.GetIpClause(), Breach: req.GetBreach(), Months: int(req.GetMonths()),
	})
}

// Forfeit gives up an award.
func (s *Server) Forfeit(ctx context.Context, req *awardv1.ForfeitRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Reason{Reason: req.GetReason()})
}

// ReturnAgreement returns an agreement with points.
func (s *Server) ReturnAgreement(ctx context.Context, req *awardv1.ReturnAgreementRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Points{Points: points(req.GetPoints())})
}

// SignAgreement signs the agreement; the rule pack’s version is fixed in it.
func (s *Server) SignAgreement(ctx context.Context, req *awardv1.SignAgreementRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Sign{Opinion: req.GetOpinion()})
}

func targets(in []*docketv1.Target) []application.Target {
	out := make([]application.Target, len(in))
	for i, t := range in {
		out[i] = application.Target{Name: t.GetName(), Value: t.GetValue(), Unit: t.GetUnit()}
	}
	return out
}

func points(in []*docketv1.Defect) []award.Point {
	out := make([]award.Point, len(in))
	for i, d := range in {
		out[i] = award.Point{Field: d.GetField(), Text: d.GetText()}
	}
	return out
}
