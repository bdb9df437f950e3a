package rpc

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/commission/store"
)

// candidatePage is how many candidates a page holds when nothing is asked.
const candidatePage = 50

// ListCandidates lists the sealed pool for one application: what speaks for each, what against, before anything is saved.
func (s *Server) ListCandidates(ctx context.Context, req *reviewv1.ListCandidatesRequest) (*reviewv1.ListCandidatesResponse, error) {
	r, call, roles, err := s.read(ctx, req.GetDocket(), readers)
	if err != nil {
		return nil, err
	}
	from, err := offset(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	p, err := s.planOf(ctx, r, req.GetVersion())
	if err != nil {
		return nil, err
	}
	pack, err := act.PackOf(ctx, s.Book, call)
	if err != nil {
		return nil, err
	}
	b, err := act.BatchFor(ctx, s.Door.Pool(), pack, r.ID, req.GetApplication())
	if err != nil {
		return nil, err
	}
	if len(b.Applications) == 0 {
		return nil, problem.New(problem.Invalid, "APPLICATION_UNKNOWN", "该项目不在本委托中", "The application does not belong to the commission").At("application", "不在本委托中", "not of this commission")
	}
	if p, err = p.Apply(b, changesOf(req.GetChanges())); err != nil {
		return nil, err
	}
	present, err := s.present(ctx, r)
	if err != nil {
		return nil, err
	}
	about, a := planView{batch: b, names: seesNames(roles)}, b.Applications[0]
	found := b.Candidates(&p, a, present)
	if found, err = s.matching(ctx, found, about, req); err != nil {
		return nil, err
	}
	out := &reviewv1.ListCandidatesResponse{Total: int32(len(found)), Size: int32(a.Seats)}
	if panel := p.Panel(a.ID); panel != nil {
		out.Members = int32(len(panel.Of(commission.Member)))
	}
	for _, c := range found {
		if c.Bar == "" {
			out.Free++
		}
	}
	page := found[min(from, len(found)):]
	page = page[:min(len(page), int(cmp.Or(req.GetPageSize(), candidatePage)))]
	for _, c := range page {
		out.Candidates = append(out.Candidates, about.candidate(a, c))
	}
	if next := from + len(page); next < len(found) {
		out.NextPageToken = strconv.Itoa(next)
	}
	return out, nil
}

// planOf reads a version of the plan, 0 being the current one. It returns NO_PLAN when there is none.
func (s *Server) planOf(ctx context.Context, r *docket.Record, version int64) (commission.Plan, error) {
	var planned commission.Planned
	if err := r.Section("plan", &planned); err != nil {
		return commission.Plan{}, err
	}
	kept, found, err := store.Plan(ctx, s.Door.Pool(), r.ID, cmp.Or(version, planned.Version))
	if err == nil && !found {
		err = noPlan()
	}
	return kept.Plan, err
}

// present names who of the register may be invited today.
func (s *Server) present(ctx context.Context, r *docket.Record) (map[string]bool, error) {
	var b commission.Brief
	if err := r.Section("commission", &b); err != nil {
		return nil, err
	}
	now := s.Door.Now()
	until := now
	if b.Due != nil && b.Due.After(now) {
		until = *b.Due
	}
	list, err := store.Pool(ctx, s.Door.Pool(), now, until)
	out := make(map[string]bool, len(list))
	for _, m := range list {
		out[m.ID] = !m.Away
	}
	return out, err
}

// matching keeps the candidates that the request looks for, in what its reader may read of them.
func (s *Server) matching(ctx context.Context, list []commission.Candidate, v planView, req *reviewv1.ListCandidatesRequest) ([]commission.Candidate, error) {
	text := strings.ToLower(strings.TrimSpace(req.GetQuery()))
	if text == "" && !req.GetFreeOnly() {
		return list, nil
	}
	fields, err := store.FieldNames(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(c commission.Candidate) bool {
		words := []string{c.Pseudonym}
		if v.names {
			words = append(append(words, c.Name, c.Unit), c.Keywords...)
			for _, code := range slices.Concat(c.Topics, c.Disciplines) {
				words = append(words, fields[code])
			}
		}
		return req.GetFreeOnly() && c.Bar != "" || !strings.Contains(strings.ToLower(strings.Join(words, "\n")), text)
	}), nil
}

// candidate shows one to the reader.
func (v planView) candidate(a commission.Application, c commission.Candidate) *reviewv1.Candidate {
	out := &reviewv1.Candidate{
		Expert: v.id(c.ID), Kinds: c.Kinds, Local: c.Local, Expertise: c.Worth, Members: int32(c.Members), Limit: int32(c.Limit), Open: int32(c.Open),
		Bar: c.Bar, Breaks: faults(c.Breaks, v), Reserve: int32(c.Reserve),
	}
	out.Name, out.Pseudonym = v.name(c.ID)
	if !v.names {
		return out
	}
	out.Unit, out.Fields, out.Because = c.Unit, slices.Concat(c.Topics, c.Disciplines), v.batch.Because(a, c.Expert)
	for _, x := range v.batch.Exclusions {
		if x.Application == a.ID && x.Expert == c.ID {
			zh, en := sentence(x.Ground)
			out.Exclusion = &reviewv1.Exclusion{
				Application: a.ID, ApplicationTitle: a.Title, Expert: c.ID, ExpertName: c.Name, Ground: x.Ground, GroundZh: zh, GroundEn: en, Evidence: x.Evidence, Rule: x.Rule,
			}
		}
	}
	return out
}
