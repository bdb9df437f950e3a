package rpc

import (
	"context"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/review"
)

// mine finds a review for its reviewer, with its score sheet.
func (s *Server) mine(ctx context.Context, id string) (r, parent *docket.Record, rubric policy.Rubric, err error) {
	r, parent, _, err = s.related(ctx, id, []lifecycle.Machine{lifecycle.ReviewMachine}, lifecycle.Reviewer)
	if err != nil {
		return nil, nil, rubric, err
	}
	rubric, err = s.rubric(ctx, r, parent)
	return r, parent, rubric, err
}

// GetOpinionDraft returns what the reviewer has typed so far.
func (s *Server) GetOpinionDraft(ctx context.Context, req *reviewv1.GetOpinionDraftRequest) (*reviewv1.OpinionDraft, error) {
	r, parent, rubric, err := s.mine(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	d, err := docket.LatestDraft(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	return showDraft(r, rubric, d, dockrpc.MayEditDraft(dockrpc.ActorOf(ctx), r, parent)), nil
}

// SaveOpinionDraft puts a version on top of the one it was read at (DRAFT_STALE
// when another window was faster, DRAFT_INVALID when no opinion could hold it).
func (s *Server) SaveOpinionDraft(ctx context.Context, req *reviewv1.SaveOpinionDraftRequest) (*reviewv1.OpinionDraft, error) {
	in := req.GetDraft()
	r, _, rubric, err := s.mine(ctx, in.GetDocket())
	if err != nil {
		return nil, err
	}
	o := opinionOf(in)
	if err := review.CheckDraft(rubric, o); err != nil {
		return nil, err
	}
	saved, err := s.save(ctx, req.GetRequestId(), r.ID, in.GetVersion(), o.Content())
	if err != nil {
		return nil, err
	}
	return showDraft(r, rubric, saved, true), nil
}

// save is the one way in which an opinion's draft gets a version.
func (s *Server) save(ctx context.Context, requestID, id string, base int64, content map[string]any) (docket.Draft, error) {
	d, err := s.Docket.SaveVersion(ctx, dockrpc.Version{RequestID: requestID, Docket: id, Base: base, Request: content, Content: content})
	if err != nil {
		return docket.Draft{}, err
	}
	return docket.Draft{Version: d.GetVersion(), Content: content, SavedAt: d.GetSavedAt().AsTime()}, nil
}

func opinionOf(d *reviewv1.OpinionDraft) review.Opinion {
	o := review.Opinion{Comment: d.GetComment(), Advice: d.GetAdvice(), FundingFen: d.GetFundingFen()}
	for _, x := range d.GetScores() {
		o.Scores = append(o.Scores, review.Score{Criterion: x.GetCriterion(), Points: x.GetPoints(), Comment: x.GetComment()})
	}
	return o
}

func showDraft(r *docket.Record, rubric policy.Rubric, d docket.Draft, editable bool) *reviewv1.OpinionDraft {
	o := review.OfContent(rubric, d.Content)
	out := &reviewv1.OpinionDraft{Docket: r.ID, Version: d.Version, Comment: o.Comment, Advice: o.Advice, FundingFen: o.FundingFen, Editable: editable}
	for _, x := range o.Scores {
		out.Scores = append(out.Scores, &docketv1.CriterionScore{Criterion: x.Criterion, Points: x.Points, Comment: x.Comment})
	}
	if d.Version > 0 {
		out.SavedAt = dockrpc.Stamp(&d.SavedAt)
	}
	return out
}
