package rpc

import (
	"context"
	"errors"
	"net/url"

	"google.golang.org/protobuf/types/known/timestamppb"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewing/store"
)

// answerPage is the portal's page that a link opens.
const answerPage = "/review-invitation?token="

// invitation is what a link that is in order opens.
type invitation struct {
	link            review.Link
	record, project *docket.Record
	work            review.Work
	agency          string // name of who sent it
}

// open believes a token only when it is signed (LINK_INVALID) and not past its
// time (LINK_EXPIRED). A link to nothing looks like one that was tampered with.
func (s *Server) open(ctx context.Context, token string) (*invitation, error) {
	invalid := problem.New(problem.NotFound, "LINK_INVALID", "链接无效：可能不完整或被改动过，请从原始邀请中重新打开，或联系发出邀请的评审机构", "The link is not valid: it may be incomplete or changed. Open it again from the invitation, or ask the agency that sent it").
		For(string(lifecycle.Agency))
	link, mac, ok := review.ReadToken(token)
	if !ok {
		return nil, invalid
	}
	record, project, err := docket.WithParent(ctx, s.Door.Pool(), link.Review)
	if problem.ReasonOf(err) == "NOT_FOUND" {
		return nil, invalid
	}
	if err != nil {
		return nil, err
	}
	key, err := s.key(ctx)
	if err != nil {
		return nil, err
	}
	link.Reviewer = record.Parties().Reviewer
	if record.Machine != lifecycle.ReviewMachine || project == nil || !link.Signed(key, mac) {
		return nil, invalid
	}
	i := &invitation{link: link, record: record, project: project}
	if err := record.Section("review", &i.work); err != nil {
		return nil, err
	}
	names, err := store.Names(ctx, s.Door.Pool(), record.Parties().AgencyOrg)
	i.agency = names[record.Parties().AgencyOrg]
	if err != nil {
		return nil, err
	}
	if s.Door.Now().After(link.Expires) {
		return nil, problem.New(problem.Precondition, "LINK_EXPIRED", "链接已过期：答复期限已过。如仍愿参加，请联系"+i.agency, "The link has expired: the time to answer is over. If you would still take part, ask "+i.agency).
			With("rule", "rev.invite.reply_wd", "agency", i.agency).For(string(lifecycle.Agency))
	}
	return i, nil
}

// used is the refusal of an invitation that was answered or ended before (LINK_USED).
func (i *invitation) used() error {
	standing, _ := lifecycle.Review.Standing(i.record.State)
	return problem.New(problem.Precondition, "LINK_USED", "该邀请已经办理，当前状态为“"+standing.Zh+"”。如需更改，请登录办理或联系"+i.agency, "This invitation was dealt with; it is now “"+standing.En+"”. To change it, sign in or ask "+i.agency).
		With("state", string(i.record.State), "agency", i.agency).For(string(lifecycle.Agency))
}

// GetInvitationByLink shows title, team and dates of an unanswered invitation: nothing of the file.
func (s *Server) GetInvitationByLink(ctx context.Context, req *reviewv1.GetInvitationByLinkRequest) (*reviewv1.GetInvitationByLinkResponse, error) {
	i, err := s.open(ctx, req.GetToken())
	if err != nil {
		return nil, err
	}
	if i.record.State != lifecycle.ReviewInvited {
		return nil, i.used()
	}
	call, err := docket.Get(ctx, s.Door.Pool(), i.project.Parties().Parent)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.GetInvitationByLinkResponse{
		Title: i.record.Parties().Title, Call: call.Parties().Title, Team: i.work.Team, DoubleBlind: i.work.Blind == review.DoubleBlind,
		InviteDue: dockrpc.Stamp(i.work.InviteDue), Due: dockrpc.Stamp(i.work.Due), Agency: i.agency,
	}
	out.Load, err = store.Load(ctx, s.Door.Pool(), i.link.Reviewer, i.record.ID)
	return out, err
}

// AnswerInvitation carries accept_review, decline_review or recuse as the
// reviewer, with the cause “by link”. The same request is answered the same.
func (s *Server) AnswerInvitation(ctx context.Context, req *reviewv1.AnswerInvitationRequest) (*reviewv1.AnswerInvitationResponse, error) {
	i, err := s.open(ctx, req.GetToken())
	if err != nil {
		return nil, err
	}
	if i.record.State != lifecycle.ReviewInvited {
		again, err := store.Answered(ctx, s.Door.Pool(), req.GetRequestId(), i.record.ID)
		if err != nil {
			return nil, err
		}
		if !again {
			return nil, i.used()
		}
	}
	org, err := store.Seat(ctx, s.Door.Pool(), i.link.Reviewer)
	if err != nil {
		return nil, err
	}
	if org == "" {
		return nil, problem.New(problem.Denied, "REVIEWER_NOT_ACTIVE", "您目前不是在册评审专家，请联系"+i.agency, "You are not on the register of reviewers; ask "+i.agency).For(string(lifecycle.Agency))
	}
	event, input := answerOf(req)
	receipt, err := s.Door.Do(ctx, docket.Command{
		RequestID: req.GetRequestId(), Machine: lifecycle.ReviewMachine, Subject: i.record.ID, Event: event, Input: input, Cause: store.ByLink,
		Actor: docket.Actor{Person: i.link.Reviewer, Capacities: []docket.Capacity{{Role: lifecycle.Reviewer, Org: org}}},
	})
	if refusal := (*lifecycle.Refusal)(nil); errors.As(err, &refusal) { // somebody was faster
		return nil, i.used()
	}
	if err != nil {
		return nil, err
	}
	standing, _ := lifecycle.Review.Standing(receipt.Record.State)
	return &reviewv1.AnswerInvitationResponse{State: string(receipt.Record.State), StateZh: standing.Zh, StateEn: standing.En, At: timestamppb.New(receipt.At)}, nil
}

func answerOf(req *reviewv1.AnswerInvitationRequest) (lifecycle.Event, any) {
	switch x := req.GetAnswer().(type) {
	case *reviewv1.AnswerInvitationRequest_Decline:
		return "decline_review", act.DeclineReview{Reason: x.Decline.GetReason(), Note: x.Decline.GetNote(), Scope: x.Decline.GetScope()}
	case *reviewv1.AnswerInvitationRequest_Recuse:
		return "recuse", act.Recuse{Ground: x.Recuse.GetGround(), Evidence: x.Recuse.GetEvidence(), Scope: x.Recuse.GetScope()}
	}
	return "accept_review", act.AcceptReview{NoConflict: req.GetAccept().GetNoConflict(), Confidential: req.GetAccept().GetConfidential()}
}

// ListInvitationLinks lists the links of unanswered invitations, to the agency whose they are.
func (s *Server) ListInvitationLinks(ctx context.Context, req *reviewv1.ListInvitationLinksRequest) (*reviewv1.ListInvitationLinksResponse, error) {
	r, _, _, err := s.related(ctx, req.GetDocket(), []lifecycle.Machine{lifecycle.CallMachine, lifecycle.ProjectMachine}, lifecycle.Agency)
	if err != nil {
		return nil, err
	}
	list, err := store.Invited(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	key, err := s.key(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(list))
	for n, x := range list {
		ids[n] = x.Parties().Reviewer
	}
	names, err := store.Names(ctx, s.Door.Pool(), ids...)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ListInvitationLinksResponse{}
	for _, x := range list {
		var w review.Work
		if err := x.Section("review", &w); err != nil {
			return nil, err
		}
		if w.InviteDue == nil {
			continue
		}
		link := review.Link{Review: x.ID, Reviewer: x.Parties().Reviewer, Expires: *w.InviteDue}
		token := link.Token(key)
		out.Links = append(out.Links, &reviewv1.InvitationLink{
			Review: x.ID, Title: x.Parties().Title, Label: w.Label, Reviewer: names[link.Reviewer],
			Path: answerPage + url.QueryEscape(token), Token: token, ExpiresAt: timestamppb.New(link.Expires),
		})
	}
	return out, nil
}
