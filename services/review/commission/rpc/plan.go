package rpc

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
)

// planView shows a plan to somebody: people to those who read names, pseudonyms to the bureau.
type planView struct {
	batch *commission.Batch
	names bool
}

// id of an expert for the reader; empty for the bureau.
func (v planView) id(expert string) string {
	if v.names {
		return expert
	}
	return ""
}

func (v planView) name(expert string) (name, pseudonym string) {
	e := v.batch.Expert(expert)
	switch {
	case e == nil:
		return "", ""
	case v.names:
		return e.Name, e.Pseudonym
	}
	return e.Pseudonym, e.Pseudonym
}

// hide replaces names by pseudonyms for who does not read names.
func (v planView) hide(text string) string {
	if v.names {
		return text
	}
	for _, e := range v.batch.Pool {
		text = strings.ReplaceAll(text, e.Name, e.Pseudonym)
	}
	return text
}

// GetPlan returns a version of the plan: panels, loads, figures, and what is lacking.
func (s *Server) GetPlan(ctx context.Context, req *reviewv1.GetPlanRequest) (*reviewv1.GetPlanResponse, error) {
	r, call, roles, err := s.read(ctx, req.GetDocket(), readers)
	if err != nil {
		return nil, err
	}
	var planned commission.Planned
	if err := r.Section("plan", &planned); err != nil {
		return nil, err
	}
	version := cmp.Or(req.GetVersion(), planned.Version)
	kept, found, err := store.Plan(ctx, s.Door.Pool(), r.ID, version)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, noPlan()
	}
	pack, err := act.PackOf(ctx, s.Book, call)
	if err != nil {
		return nil, err
	}
	b, err := act.Batch(ctx, s.Door.Pool(), pack, r.ID)
	if err != nil {
		return nil, err
	}
	b.Judge(&kept.Plan)
	v := planView{batch: b, names: seesNames(roles)}
	out := &reviewv1.GetPlanResponse{
		Version: version, Method: kept.Plan.Method, MadeAt: timestamppb.New(kept.At), Figures: figures(kept.Plan, b), Faults: faults(kept.Plan.Faults, v),
		Loads: v.loads(kept.Plan), Adopted: planned.Adopted == version, MinLoad: int32(kept.Plan.MinLoad),
	}
	for _, a := range b.Applications {
		if p := kept.Plan.Panel(a.ID); p != nil {
			out.Panels = append(out.Panels, v.panel(a, p, kept.Plan.Forbidden))
		}
	}
	for _, c := range kept.Plan.Changes {
		name, _ := v.name(c.Expert)
		out.Changes = append(out.Changes, &reviewv1.PlanChangeRecord{Version: version, Act: c.Act, Application: c.Application, Expert: v.id(c.Expert), Name: name, Reason: c.Reason, Floor: int32(c.Floor)})
	}
	return out, nil
}

func noPlan() error {
	return problem.New(problem.Precondition, "NO_PLAN", "尚未产生专家组方案", "There is no plan yet").For(string(lifecycle.Agency))
}

func (v planView) panel(a commission.Application, p *commission.Panel, forbidden []commission.Forbidden) *reviewv1.PlanPanel {
	out := &reviewv1.PlanPanel{Application: a.ID, Title: a.Title, Pseudonym: a.Pseudonym, Size: int32(a.Seats), Expertise: p.Expertise(), Faults: faults(p.Faults, v)}
	for _, f := range forbidden {
		if f.Application == a.ID && v.names {
			out.Forbidden = append(out.Forbidden, f.Expert)
		}
	}
	for _, x := range p.Seats {
		e := v.batch.Expert(x.Expert)
		if e == nil {
			continue
		}
		seat := &reviewv1.PlanSeat{Expert: v.id(e.ID), Seat: x.Seat, Order: int32(x.Place), Locked: x.Locked, Expertise: x.Expertise, Kinds: e.Kinds, Local: e.Local}
		seat.Name, seat.Pseudonym = v.name(e.ID)
		if v.names {
			seat.Unit, seat.Because = e.Unit, v.batch.Because(a, *e)
		}
		out.Seats = append(out.Seats, seat)
	}
	return out
}

// loads lists the experts with a seat or a claim to one, first those who have
// less than they have to get, then the busiest.
func (v planView) loads(p commission.Plan) []*reviewv1.PlanLoad {
	by := map[string]*reviewv1.PlanLoad{}
	for _, e := range v.batch.Pool {
		if p.Floor(e) > 0 || p.HasOwnFloor(e.ID) {
			by[e.ID] = v.load(p, e.ID)
		}
	}
	for _, panel := range p.Panels {
		for _, x := range panel.Seats {
			if by[x.Expert] == nil {
				by[x.Expert] = v.load(p, x.Expert)
			}
			if x.Seat == commission.Member {
				by[x.Expert].Members++
			} else {
				by[x.Expert].Reserves++
			}
		}
	}
	out := make([]*reviewv1.PlanLoad, 0, len(by))
	for _, l := range by {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b *reviewv1.PlanLoad) int {
		return cmp.Or(cmp.Compare(b.Floor-min(b.Floor, b.Members), a.Floor-min(a.Floor, a.Members)), cmp.Compare(b.Members, a.Members), cmp.Compare(a.Pseudonym, b.Pseudonym))
	})
	return out
}

// load is an expert's before seats are counted.
func (v planView) load(p commission.Plan, expert string) *reviewv1.PlanLoad {
	l := &reviewv1.PlanLoad{Expert: v.id(expert), FloorByHand: p.HasOwnFloor(expert)}
	l.Name, l.Pseudonym = v.name(expert)
	if e := v.batch.Expert(expert); e != nil {
		l.Open, l.Limit, l.Floor = int32(e.Open), int32(e.Limit), int32(p.Floor(*e))
	}
	return l
}

func figures(p commission.Plan, b *commission.Batch) *reviewv1.PlanFigures {
	f := p.Figures
	out := &reviewv1.PlanFigures{
		Total: f.Total, Bound: f.Bound, Proved: f.Proved, Worst: f.Worst, WorstExpertise: f.Least, Members: int32(f.Members), ExpertsUsed: int32(f.Used),
		Applications: int32(len(p.Panels)), TookMs: int32(f.Took.Milliseconds()), TotalBefore: f.TotalBefore, WorstBefore: f.WorstBefore, WorstAfter: f.WorstAfter,
	}
	if f.Bound > 0 {
		out.Gap = f.Bound - f.Total
	}
	if b != nil {
		out.Experts, out.Exclusions = int32(len(b.Pool)), int32(len(b.Exclusions))
	}
	return out
}

// faults are shown without the names that some of them hold to those who do not read names.
func faults(list []commission.Fault, v planView) []*reviewv1.PlanFault {
	var out []*reviewv1.PlanFault
	for _, f := range list {
		out = append(out, &reviewv1.PlanFault{Rule: f.Rule, Zh: v.hide(f.Zh), En: v.hide(f.En)})
	}
	return out
}

// ListPlanVersions lists the versions of the plan, newest first.
func (s *Server) ListPlanVersions(ctx context.Context, req *reviewv1.ListPlanVersionsRequest) (*reviewv1.ListPlanVersionsResponse, error) {
	r, _, _, err := s.read(ctx, req.GetDocket(), readers)
	if err != nil {
		return nil, err
	}
	var planned commission.Planned
	if err := r.Section("plan", &planned); err != nil {
		return nil, err
	}
	all, err := store.Versions(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ListPlanVersionsResponse{}
	for _, v := range all {
		out.Versions = append(out.Versions, &reviewv1.PlanVersion{
			Version: v.Version, Event: v.Event, At: timestamppb.New(v.At), Figures: figures(v.Plan, nil), Restored: v.Plan.Restored,
			Changes: int32(len(v.Plan.Changes)), Current: v.Version == planned.Version,
		})
	}
	return out, nil
}

// defaultPage is how many exclusions a page holds when nothing is asked.
const defaultPage = 100

// ScreenConflicts lists exclusions: the sealed ones, or before the seal what they would be now.
func (s *Server) ScreenConflicts(ctx context.Context, req *reviewv1.ScreenConflictsRequest) (*reviewv1.ScreenConflictsResponse, error) {
	r, call, _, err := s.read(ctx, req.GetDocket(), nameReaders)
	if err != nil {
		return nil, err
	}
	from, err := offset(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	f := store.Filter{Commission: r.ID, Application: req.GetApplication(), Expert: req.GetExpert(), After: from, Limit: int(cmp.Or(req.GetPageSize(), defaultPage))}
	out := &reviewv1.ScreenConflictsResponse{Sealed: r.State != lifecycle.Commissioned}
	var list []commission.Exclusion
	if out.Sealed {
		list, err = s.sealedExclusions(ctx, r, f, out)
	} else {
		list, err = s.presentExclusions(ctx, r, call, f, out)
	}
	if err != nil {
		return nil, err
	}
	if from+len(list) < int(out.Total) {
		out.NextPageToken = strconv.Itoa(from + len(list))
	}
	return out, s.describe(ctx, list, out)
}

func offset(token string) (int, error) {
	if token == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(token)
	if err != nil || n < 0 {
		return 0, problem.New(problem.Invalid, "PAGE_TOKEN_INVALID", "翻页标记无效", "The page token is not valid").At("page_token", "无效", "not valid")
	}
	return n, nil
}

func (s *Server) sealedExclusions(ctx context.Context, r *docket.Record, f store.Filter, out *reviewv1.ScreenConflictsResponse) ([]commission.Exclusion, error) {
	var z commission.Seal
	if err := r.Section("seal", &z); err != nil {
		return nil, err
	}
	list, total, err := store.Exclusions(ctx, s.Door.Pool(), f)
	out.Total, out.Experts, out.Applications = int32(total), int32(z.Experts), int32(z.Applications)
	return list, err
}

func (s *Server) presentExclusions(ctx context.Context, r, call *docket.Record, f store.Filter, out *reviewv1.ScreenConflictsResponse) ([]commission.Exclusion, error) {
	pack, err := act.PackOf(ctx, s.Book, call)
	if err != nil {
		return nil, err
	}
	list, experts, apps, err := act.Preview(ctx, s.Door.Pool(), pack, s.Cal, r, call, s.Door.Now())
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(x commission.Exclusion) bool {
		return (f.Application != "" && x.Application != f.Application) || (f.Expert != "" && x.Expert != f.Expert)
	})
	out.Total, out.Experts, out.Applications = int32(len(list)), int32(experts), int32(apps)
	list = list[min(f.After, len(list)):]
	return list[:min(f.Limit, len(list))], nil
}

// describe puts names and sentences to exclusions.
func (s *Server) describe(ctx context.Context, list []commission.Exclusion, out *reviewv1.ScreenConflictsResponse) error {
	var ids []string
	for _, x := range list {
		ids = append(ids, x.Application, x.Expert)
	}
	names, err := store.NamesOf(ctx, s.Door.Pool(), ids)
	if err != nil {
		return err
	}
	for _, x := range list {
		zh, en := sentence(x.Ground)
		out.Exclusions = append(out.Exclusions, &reviewv1.Exclusion{
			Application: x.Application, ApplicationTitle: names[x.Application], Expert: x.Expert, ExpertName: names[x.Expert],
			Ground: x.Ground, GroundZh: zh, GroundEn: en, Evidence: x.Evidence, EvidenceEn: cmp.Or(x.EvidenceEn, x.Evidence), Rule: x.Rule, Doubts: doubts(x.Doubts),
		})
	}
	return nil
}

// doubts names each member once.
func doubts(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

func sentence(ground string) (zh, en string) {
	switch ground {
	case commission.Rotation:
		return "应当轮换", "has to rotate"
	case commission.Recorded:
		return "已登记应回避", "a conflict is on record"
	}
	var g conflict.Ground
	if err := g.UnmarshalText([]byte(ground)); err != nil {
		return ground, ground
	}
	return g.Sentence()
}
