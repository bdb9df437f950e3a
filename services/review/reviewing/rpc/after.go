package rpc

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review/reviewing/store"
)

// RateOpinion judges an opinion once for the agency, which ran the review, or
// once for the bureau, after the hand-over and without learning whose it is.
func (s *Server) RateOpinion(ctx context.Context, req *reviewv1.RateOpinionRequest) (*reviewv1.RateOpinionResponse, error) {
	r, parent, roles, err := s.related(ctx, req.GetDocket(), []lifecycle.Machine{lifecycle.ReviewMachine}, lifecycle.Agency, lifecycle.Officer)
	if err != nil {
		return nil, err
	}
	role := roles[0]
	if r.State != lifecycle.ReviewScored || !dockrpc.Seen([]lifecycle.Role{role}, r, parent, "review", "total") {
		return nil, problem.New(problem.Precondition, "OPINION_NOT_READABLE", "评审意见尚未提交或移交，不能评价", "The opinion was not submitted or handed over yet").For(string(lifecycle.Agency))
	}
	rating := store.Rating{
		Review: r.ID, Role: string(role), Person: dockrpc.ActorOf(ctx).Person, Usefulness: req.GetUsefulness(), Note: req.GetNote(), At: s.Door.Now(),
	}
	input := []any{rating.Review, rating.Role, rating.Usefulness, rating.Note}
	err = postgres.InTx(ctx, s.Door.Pool(), func(tx pgx.Tx) error {
		_, err := docket.Once(ctx, tx, req.GetRequestId(), rating.Person, r.ID, input, func() (any, error) {
			kept, err := store.Rate(ctx, tx, rating)
			if err == nil && !kept {
				err = already("这份意见已经评价过，每个角色只评价一次", "This opinion was judged before; each role judges once")
			}
			return struct{}{}, err
		})
		return err
	})
	return &reviewv1.RateOpinionResponse{Role: string(role)}, err
}

// tellsWhose is the number of closed reviews below which the bureau is shown counts only: from fewer, a distance or a
// length would tell whose opinion is whose. To a reviewer it would tell what the panel came to.
const tellsWhose = 3

// ReviewerQuality says how reviewers worked: the agency reads of its own reviews, bureau and watchdogs of all, a
// reviewer of themself.
func (s *Server) ReviewerQuality(ctx context.Context, req *reviewv1.ReviewerQualityRequest) (*reviewv1.ReviewerQualityResponse, error) {
	a := dockrpc.ActorOf(ctx)
	of, reviewer := whose(a, lifecycle.Officer), req.GetReviewer()
	if !a.Is(lifecycle.Agency, lifecycle.Officer, lifecycle.Discipline, lifecycle.Auditor) || reviewer == a.Person {
		of, reviewer = store.Whose{}, a.Person
	}
	list, err := store.Qualities(ctx, s.Door.Pool(), of, reviewer)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ReviewerQualityResponse{}
	for _, q := range list {
		row := &reviewv1.Quality{
			Reviewer: q.Reviewer, Name: q.Name, Invited: q.Invited, Accepted: q.Accepted, Scored: q.Scored, Late: q.Late, OnTime: q.OnTime,
			CommentChars: q.Chars, Usefulness: q.Usefulness, Judged: q.Judged, Distance: q.Distance,
		}
		if !of.Early && !a.Is(watchdogs...) && q.Scored < tellsWhose {
			row.CommentChars, row.Usefulness, row.Judged, row.Distance, row.TooFew = "", "", 0, "", true
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// reasons are what a decline may be for.
var reasons = map[string][2]string{"conflict": {"利益冲突", "Conflict of interest"}, "field": {"非本专业", "Not my field"}, "load": {"任务过多", "Too much work"}}

// ReviewStatistics counts a calendar year of Asia/Shanghai; an agency reads its own.
func (s *Server) ReviewStatistics(ctx context.Context, req *reviewv1.ReviewStatisticsRequest) (*reviewv1.ReviewStatisticsResponse, error) {
	from := time.Date(int(req.GetYear()), 1, 1, 0, 0, 0, 0, policy.Shanghai)
	y, err := store.Statistics(ctx, s.Door.Pool(), whose(dockrpc.ActorOf(ctx), lifecycle.Officer, lifecycle.Director), from, from.AddDate(1, 0, 0))
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ReviewStatisticsResponse{
		Year: req.GetYear(), Invited: y.Invited, AnsweredByLink: y.ByLink, AnswerHours: y.AnswerHours, ScoreHours: y.ScoreHours, CommentChars: y.Chars, Total: y.Total,
		Applications: y.Applications, RoundsClosed: y.Closed, Dispersed: y.Dispersed, TakenBack: y.TakenBack, Rebutted: y.Rebutted,
	}
	for _, standing := range lifecycle.Review.Standings {
		if n := y.States[string(standing.State)]; n > 0 {
			out.States = append(out.States, &reviewv1.Tally{Code: string(standing.State), Zh: standing.Zh, En: standing.En, Count: n})
		}
	}
	for _, code := range slices.Sorted(maps.Keys(reasons)) {
		out.Declined = append(out.Declined, &reviewv1.Tally{Code: code, Zh: reasons[code][0], En: reasons[code][1], Count: y.Declined[code]})
	}
	return out, nil
}
