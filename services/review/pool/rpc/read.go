package rpc

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"google.golang.org/protobuf/types/known/timestamppb"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/platform/problem"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

const usualPage = 30

// ListExperts lists the pool; to an institution or recommender what it recommended.
func (s *Server) ListExperts(ctx context.Context, req *reviewv1.ListExpertsRequest) (*reviewv1.ListExpertsResponse, error) {
	f, err := s.filter(ctx, req)
	if err != nil {
		return nil, err
	}
	list, total, err := store.List(ctx, s.Door.Pool(), f)
	if err != nil {
		return nil, err
	}
	cutoff, err := s.cutoff(ctx)
	if err != nil {
		return nil, err
	}
	known, err := s.namesOf(ctx, list)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ListExpertsResponse{Total: int32(total)}
	for _, l := range list {
		e, err := s.shown(ctx, callerOf(ctx), l, cutoff, known)
		if err != nil {
			return nil, err
		}
		out.Experts = append(out.Experts, e)
	}
	if next := f.Offset + len(list); next < total {
		out.NextPageToken = strconv.Itoa(next)
	}
	return out, nil
}

func (s *Server) filter(ctx context.Context, req *reviewv1.ListExpertsRequest) (store.Filter, error) {
	f := store.Filter{
		Query: trimmed(req.GetQuery()), Status: req.GetStatus(), Kinds: req.GetKinds(), Topic: req.GetTopic(), Discipline: req.GetDiscipline(),
		Sort: req.GetSort(), Limit: int(req.GetPageSize()),
	}
	if f.Limit == 0 {
		f.Limit = usualPage
	}
	if !store.Sorts(f.Sort) {
		return f, problem.New(problem.Invalid, "SORT_UNKNOWN", "没有这种排序", "there is no such order").At("sort", "没有这种排序", "no such order")
	}
	if t := req.GetPageToken(); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 0 || n > 1_000_000 {
			return f, problem.New(problem.Invalid, "PAGE_TOKEN_INVALID", "翻页标记无效，请从第一页重新开始", "The page token is not valid; start from the first page").At("page_token", "无效", "not valid")
		}
		f.Offset = n
	}
	if c := callerOf(ctx); !pool.SeesPool(c.as) {
		// How loaded or stale somebody is belongs to those who see the pool: an answer to the filter would tell.
		f.Of, f.Sort = pool.Recommends(c.as), ""
		return f, nil
	}
	if req.GetStale() {
		cutoff, err := s.cutoff(ctx)
		if err != nil {
			return f, err
		}
		f.StaleBy = &cutoff
	}
	if req.GetFree() {
		f.FreeOn = s.today()
	}
	return f, nil
}

// GetExpert returns one file.
func (s *Server) GetExpert(ctx context.Context, req *reviewv1.GetExpertRequest) (*reviewv1.Expert, error) {
	l, _, err := s.read(ctx, s.Door.Pool(), orSelf(ctx, req.GetPerson()))
	if err != nil {
		return nil, err
	}
	return s.show(ctx, l)
}

func orSelf(ctx context.Context, person string) string {
	if person == "" {
		return callerOf(ctx).person
	}
	return person
}

// ListDisciplines lists the tree.
func (s *Server) ListDisciplines(ctx context.Context, _ *reviewv1.ListDisciplinesRequest) (*reviewv1.ListDisciplinesResponse, error) {
	all, err := store.Disciplines(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ListDisciplinesResponse{}
	for _, d := range all {
		out.Disciplines = append(out.Disciplines, &reviewv1.Discipline{Code: d.Code, Parent: d.Parent, Zh: d.Zh, En: d.En})
	}
	return out, nil
}

// ListExpertHistory lists the changes of a file, without the fields that the caller may not see.
func (s *Server) ListExpertHistory(ctx context.Context, req *reviewv1.ListExpertHistoryRequest) (*reviewv1.ListExpertHistoryResponse, error) {
	l, sight, err := s.read(ctx, s.Door.Pool(), orSelf(ctx, req.GetPerson()))
	if err != nil {
		return nil, err
	}
	if !sight.Use {
		return nil, store.NotFound()
	}
	kept, err := store.History(ctx, s.Door.Pool(), l.Person)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ListExpertHistoryResponse{}
	for _, k := range kept {
		c := &reviewv1.ExpertChange{Id: k.ID, At: timestamppb.New(k.At), Act: k.Act, ByName: k.ByName, Note: k.Note}
		seen := sight.Seen(k.Change)
		for _, field := range slices.Sorted(maps.Keys(seen)) {
			c.Fields = append(c.Fields, &reviewv1.ExpertFieldChange{Field: field, Before: string(seen[field].Before), After: string(seen[field].After)})
		}
		out.Changes = append(out.Changes, c)
	}
	return out, nil
}
