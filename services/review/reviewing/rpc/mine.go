package rpc

import (
	"context"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/act"
	"yanlu/services/review/reviewing/store"
)

// ListMyReviews lists the caller's reviews of one call — of the first that waits
// for them when they name none — with what they have typed.
func (s *Server) ListMyReviews(ctx context.Context, req *reviewv1.ListMyReviewsRequest) (*reviewv1.ListMyReviewsResponse, error) {
	a := dockrpc.ActorOf(ctx)
	calls, err := store.Calls(ctx, s.Door.Pool(), a.Person)
	if err != nil {
		return nil, err
	}
	out, call := &reviewv1.ListMyReviewsResponse{}, req.GetCall()
	for _, c := range calls {
		out.Calls = append(out.Calls, &reviewv1.ReviewedCall{Call: c.ID, Title: c.Title, Open: c.Open})
	}
	if call == "" && len(calls) > 0 {
		call = calls[0].ID
	}
	list, err := store.Mine(ctx, s.Door.Pool(), a.Person, call)
	if err != nil || len(list) == 0 {
		return out, err
	}
	views, err := s.View.Dockets(ctx, list, a)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	drafts, err := store.Drafts(ctx, s.Door.Pool(), ids)
	if err != nil {
		return nil, err
	}
	if err := s.daily(ctx, out, a.Person, list[0]); err != nil {
		return nil, err
	}
	for i, r := range list {
		one, err := s.myReview(ctx, a, r, drafts[r.ID])
		if err != nil {
			return nil, err
		}
		one.Docket, one.Call = views[i], call
		out.Reviews = append(out.Reviews, one)
	}
	return out, nil
}

// daily says how much of the day's opinions are submitted, by the rules that the call of a review lays down.
func (s *Server) daily(ctx context.Context, out *reviewv1.ListMyReviewsResponse, reviewer string, of *docket.Record) error {
	r, parent, err := docket.WithParent(ctx, s.Door.Pool(), of.ID)
	if err != nil {
		return err
	}
	f, err := act.FrameOf(ctx, s.Door.Pool(), s.Book, r, parent)
	if err != nil {
		return err
	}
	limit, today, err := f.Daily(ctx, s.Door.Pool(), reviewer, s.Door.Now())
	out.DailyLimit, out.SubmittedToday = int32(limit), int32(today)
	return err
}

func (s *Server) myReview(ctx context.Context, a docket.Actor, r *docket.Record, d docket.Draft) (*reviewv1.MyReview, error) {
	project, err := docket.Get(ctx, s.Door.Pool(), r.Parties().Parent)
	if err != nil {
		return nil, err
	}
	rubric, err := s.rubric(ctx, r, project)
	if err != nil {
		return nil, err
	}
	back, err := s.mayTakeBack(ctx, r, project)
	return &reviewv1.MyReview{Draft: showDraft(r, rubric, d, dockrpc.MayEditDraft(a, r, project)), MayTakeBack: back}, err
}

func (s *Server) mayTakeBack(ctx context.Context, r, project *docket.Record) (bool, error) {
	var (
		w review.Work
		o review.Outcome
	)
	if err := r.Section("review", &w); err != nil {
		return false, err
	}
	if err := project.Section("review", &o); err != nil {
		return false, err
	}
	if r.State != lifecycle.ReviewScored || project.State != lifecycle.UnderReview || o.Round != w.Round {
		return false, nil
	}
	switch err := s.Rules.MayTakeBack(ctx, s.Door.Pool(), project.ID, w, s.Door.Now()); {
	case err == nil:
		return true, nil
	case problem.Of(err) == nil:
		return false, err
	}
	return false, nil // a refusal is an answer
}
