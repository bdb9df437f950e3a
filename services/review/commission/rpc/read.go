package rpc

import (
	"context"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/commission/store"
)

// Who may read what, beside standing in relation to the commission.
var (
	readers     = []lifecycle.Role{lifecycle.Agency, lifecycle.Officer, lifecycle.Director, lifecycle.Discipline, lifecycle.Auditor}
	nameReaders = []lifecycle.Role{lifecycle.Agency, lifecycle.Discipline, lifecycle.Auditor}
)

// read finds a commission for a caller who stands in relation to it in one of
// the roles; to anyone else it does not exist.
func (s *Server) read(ctx context.Context, id string, roles []lifecycle.Role) (r, call *docket.Record, in []lifecycle.Role, err error) {
	if r, call, err = docket.WithParent(ctx, s.Door.Pool(), id); err != nil {
		return nil, nil, nil, err
	}
	if r.Machine == lifecycle.CommissionMachine {
		in = relatedAs(dockrpc.ActorOf(ctx), r, roles)
	}
	if len(in) == 0 {
		return nil, nil, nil, docket.NotFound(id)
	}
	return r, call, in, nil
}

// relatedAs lists those of the roles in which an actor stands in relation to a commission itself.
func relatedAs(a docket.Actor, r *docket.Record, roles []lifecycle.Role) []lifecycle.Role {
	var in []lifecycle.Role
	for _, c := range docket.Relations(a, r, nil) {
		if slices.Contains(roles, c.Role) {
			in = append(in, c.Role)
		}
	}
	return in
}

// seesNames says whether one of the roles reads who the experts are.
func seesNames(roles []lifecycle.Role) bool {
	return slices.ContainsFunc(roles, func(r lifecycle.Role) bool { return slices.Contains(nameReaders, r) })
}

// GetCommission returns a commission with its progress. A stranger is told NOT_FOUND.
func (s *Server) GetCommission(ctx context.Context, req *reviewv1.GetCommissionRequest) (*reviewv1.GetCommissionResponse, error) {
	r, _, _, err := s.read(ctx, req.GetDocket(), readers)
	if err != nil {
		return nil, err
	}
	rows, err := s.rows(ctx, []*docket.Record{r})
	if err != nil {
		return nil, err
	}
	lines, err := store.Lines(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.GetCommissionResponse{Commission: rows[0]}
	for _, l := range lines {
		row := &reviewv1.CommissionApplication{
			Application: l.Application, Title: l.Title, Code: l.Code, State: string(l.State), Seats: int32(max(l.Seats, l.Needed)), Seated: int32(l.Seated),
			Open: int32(l.Open), Scored: int32(l.Scored), Escalated: l.Escalated, Delivered: l.Delivered, Pseudonym: l.Pseudonym,
		}
		if x := l.Shortage; x != nil {
			row.Shortage = &reviewv1.PlanFault{Rule: x.Rule, Zh: x.Zh, En: x.En}
		}
		if x := l.Departure; x != nil {
			row.Departure, row.DepartureReason = &reviewv1.PlanFault{Rule: x.Rule, Zh: x.Zh, En: x.En}, x.Reason
		}
		out.Applications = append(out.Applications, row)
	}
	return out, nil
}

// ListCommissions lists the commissions that the caller may see, newest first.
func (s *Server) ListCommissions(ctx context.Context, req *reviewv1.ListCommissionsRequest) (*reviewv1.ListCommissionsResponse, error) {
	all, err := docket.Select(ctx, s.Door.Pool(), "where machine = 'commission' and ($1 = '' or parent = $1) order by opened_at desc, id limit 500", req.GetCall())
	if err != nil {
		return nil, err
	}
	a := dockrpc.ActorOf(ctx)
	mine := slices.DeleteFunc(all, func(r *docket.Record) bool { return len(relatedAs(a, r, readers)) == 0 })
	rows, err := s.rows(ctx, mine)
	return &reviewv1.ListCommissionsResponse{Commissions: rows}, err
}

// rows shows commissions as lists do.
func (s *Server) rows(ctx context.Context, list []*docket.Record) ([]*reviewv1.CommissionRow, error) {
	if len(list) == 0 {
		return nil, nil
	}
	views, err := s.View.Dockets(ctx, list, dockrpc.ActorOf(ctx))
	if err != nil {
		return nil, err
	}
	names, err := store.Names(ctx, s.Door.Pool(), list)
	if err != nil {
		return nil, err
	}
	out := make([]*reviewv1.CommissionRow, 0, len(list))
	for i, r := range list {
		progress, err := s.progress(ctx, r)
		if err != nil {
			return nil, err
		}
		p := r.Parties()
		out = append(out, &reviewv1.CommissionRow{Docket: views[i], AgencyName: names[p.AgencyOrg], Call: p.Parent, CallTitle: names[p.Parent], Progress: progress})
	}
	return out, nil
}

func (s *Server) progress(ctx context.Context, r *docket.Record) (*reviewv1.CommissionProgress, error) {
	lines, err := store.Lines(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.CommissionProgress{Applications: int32(len(lines)), States: map[string]int32{}, Reviews: map[string]int32{}}
	if len(lines) == 0 {
		return s.intended(ctx, r, out)
	}
	for _, l := range lines {
		out.States[string(l.State)]++
		for state, n := range l.Reviews {
			out.Reviews[state] += int32(n)
		}
		out.Seats += int32(max(l.Seats, l.Needed))
		out.Seated += int32(l.Seated)
		out.ReservesInvited += int32(l.ReservesInvited)
		out.ReservesLeft += int32(l.ReservesLeft)
		out.Late += int32(l.Late)
		out.Invalidated += int32(l.Invalidated)
		if l.Escalated {
			out.Escalated++
		}
	}
	return out, nil
}

// intended counts what would be sealed now.
func (s *Server) intended(ctx context.Context, r *docket.Record, out *reviewv1.CommissionProgress) (*reviewv1.CommissionProgress, error) {
	var b commission.Brief
	if err := r.Section("commission", &b); err != nil || r.Terminal {
		return out, err
	}
	apps, err := store.Applications(ctx, s.Door.Pool(), r.Parties().Parent, b.Applications)
	for _, c := range apps {
		out.Applications++
		out.States[string(c.State)]++
	}
	return out, err
}

// GetDrawRecord returns what anybody may know of a draw: the commitments at once, the frozen batch with everybody's chances once sealed, the rest once drawn.
func (s *Server) GetDrawRecord(ctx context.Context, req *reviewv1.GetDrawRecordRequest) (*reviewv1.GetDrawRecordResponse, error) {
	r, _, err := docket.WithParent(ctx, s.Door.Pool(), req.GetDocket())
	if err != nil {
		return nil, err
	}
	var (
		b commission.Brief
		d commission.Drawing
		z commission.Seal
	)
	for section, into := range map[string]any{"commission": &b, "draw": &d, "seal": &z} {
		if err := r.Section(section, into); err != nil {
			return nil, err
		}
	}
	if r.Machine != lifecycle.CommissionMachine || b.Method != commission.ByDraw {
		return nil, docket.NotFound(req.GetDocket())
	}
	names, err := store.Names(ctx, s.Door.Pool(), []*docket.Record{r})
	if err != nil {
		return nil, err
	}
	p := r.Parties()
	out := &reviewv1.GetDrawRecordResponse{
		Docket: r.ID, Code: p.Code, CallTitle: names[p.Parent], AgencyName: names[p.AgencyOrg], AgencyCommitment: d.Agency, BeforeClose: d.InTime,
		SystemCommitment: d.System, BatchHash: z.Hash, Drawn: d.DrawnAt != nil,
	}
	out.AgencyCommittedAt, out.SystemCommittedAt, out.SealedAt = stamp(d.AgencyAt), stamp(d.SystemAt), stamp(z.At)
	if z.At != nil {
		out.Record, err = store.DrawRecord(ctx, s.Door.Pool(), r.ID)
	}
	return out, err
}

func stamp(t *time.Time) *timestamppb.Timestamp {
	if t == nil {
		return nil
	}
	return timestamppb.New(*t)
}

// AgencyFigures returns the figures of the record and the rubric they speak to.
func (s *Server) AgencyFigures(ctx context.Context, req *reviewv1.AgencyFiguresRequest) (*reviewv1.AgencyFiguresResponse, error) {
	r, call, in, err := s.read(ctx, req.GetDocket(), readers)
	if err != nil {
		return nil, err
	}
	pack, err := act.PackOf(ctx, s.Book, call)
	if err != nil {
		return nil, err
	}
	over, err := docket.SectionOf[commission.Handover](r, "handover")
	if err != nil {
		return nil, err
	}
	early := over.At == nil && !slices.Contains(in, lifecycle.Agency)
	figures, err := store.Record(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.AgencyFiguresResponse{}
	for _, f := range figures.Say() {
		if early && f.Code == store.CommentChars { // of what was written nothing is told before the hand-over
			continue
		}
		out.Figures = append(out.Figures, &reviewv1.AgencyFigure{Criterion: f.Criterion, Code: f.Code, Zh: f.Zh, En: f.En, Value: f.Value, Unit: f.Unit})
	}
	rubric, _ := pack.Rubric(commission.Rubric)
	for _, c := range rubric.Criteria {
		out.Criteria = append(out.Criteria, &reviewv1.RubricCriterion{Code: c.Code, Zh: c.Zh, En: c.En, Weight: int32(c.W)})
	}
	return out, nil
}
