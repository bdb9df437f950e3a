package rpc

import (
	"context"
	"slices"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// GetExpertStatistics counts for one expert, or for the pool.
func (s *Server) GetExpertStatistics(ctx context.Context, req *reviewv1.GetExpertStatisticsRequest) (*reviewv1.GetExpertStatisticsResponse, error) {
	if req.GetPerson() != "" {
		return s.useOf(ctx, req.GetPerson(), int(req.GetYear()))
	}
	if !pool.SeesPool(callerOf(ctx).as) {
		return nil, problem.New(problem.Denied, "POOL_CLOSED", "专家库统计只对科技局和评审机构开放", "the figures of the pool are for the bureau and the review agencies").For(string(lifecycle.Officer))
	}
	use, err := store.UseOf(ctx, s.Door.Pool(), readerOf(callerOf(ctx), ""), "", int(req.GetYear()))
	if err != nil {
		return nil, err
	}
	fields, err := store.UseByField(ctx, s.Door.Pool(), readerOf(callerOf(ctx), ""), int(req.GetYear()))
	if err != nil {
		return nil, err
	}
	cutoff, err := s.cutoff(ctx)
	if err != nil {
		return nil, err
	}
	by, stale, err := store.Standings(ctx, s.Door.Pool(), cutoff)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.GetExpertStatisticsResponse{Use: useOut(use), Stale: int32(stale), Status: counts(by)}
	for _, f := range fields {
		out.Fields = append(out.Fields, &reviewv1.FieldUse{Kind: f.Kind, Code: f.Code, Zh: f.Zh, En: f.En, Experts: int32(f.Experts), Use: useOut(f.Use)})
	}
	return out, nil
}

func (s *Server) useOf(ctx context.Context, person string, year int) (*reviewv1.GetExpertStatisticsResponse, error) {
	_, sight, err := s.read(ctx, s.Door.Pool(), person)
	if err != nil {
		return nil, err
	}
	if !sight.Use {
		return nil, store.NotFound()
	}
	use, err := store.UseOf(ctx, s.Door.Pool(), readerOf(callerOf(ctx), person), person, year)
	return &reviewv1.GetExpertStatisticsResponse{Use: useOut(use)}, err
}

// readerOf says what of a running review a caller may know: experts of their own,
// the watchdogs of all, an agency of what it runs. The bureau waits for the hand-over.
func readerOf(c caller, person string) store.Reader {
	watches := slices.ContainsFunc(c.roles, func(r lifecycle.Role) bool { return r == lifecycle.Discipline || r == lifecycle.Auditor })
	return store.Reader{All: watches || c.is(person), Agencies: agencies(c)}
}

func useOut(u store.Use) *reviewv1.ExpertUse {
	return &reviewv1.ExpertUse{
		Invited: int32(u.Invited), Accepted: int32(u.Accepted), Declined: counts(u.Declined), Scored: int32(u.Scored), Late: int32(u.Late),
		Recused: int32(u.Recused), Lapsed: int32(u.Lapsed), Open: int32(u.Open), AverageDays: u.AverageDays,
	}
}

func counts(in map[string]int) map[string]int32 {
	out := map[string]int32{}
	for k, n := range in {
		if n > 0 {
			out[k] = int32(n)
		}
	}
	return out
}
