package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	"yanlu/services/award"
	"yanlu/services/award/act"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/page"
	"yanlu/services/platform/problem"
)

// Server serves AwardService.
type Server struct {
	*dockrpc.Carrier
	awardv1.UnsafeAwardServiceServer
}

// onNotice are the states in which an item is public; the result stays public afterwards as long as the award stands.
const onNotice = "machine = 'project' and state in ('PUBLICITY', 'OBJECTION')"

// ListNotices lists what is on public notice now, newest first. No account is needed.
func (s *Server) ListNotices(ctx context.Context, req *awardv1.ListNoticesRequest) (*awardv1.ListNoticesResponse, error) {
	p, err := page.Of(req.GetPageSize(), req.GetPageToken())
	if err != nil {
		return nil, err
	}
	found, err := docket.Select(ctx, s.Door.Pool(), "where "+onNotice+" order by since desc, id limit $1 offset $2", p.Size+1, p.From)
	if err != nil {
		return nil, err
	}
	out := &awardv1.ListNoticesResponse{}
	found, out.NextPageToken = page.Cut(p, found)
	for _, r := range found {
		n, err := s.notice(ctx, r)
		if err != nil {
			return nil, err
		}
		out.Notices = append(out.Notices, n)
	}
	return out, nil
}

// GetNotice returns one item on public notice.
func (s *Server) GetNotice(ctx context.Context, req *awardv1.GetNoticeRequest) (*awardv1.GetNoticeResponse, error) {
	r, err := docket.Get(ctx, s.Door.Pool(), req.GetDocket())
	if err != nil {
		return nil, err
	}
	if r.Machine != lifecycle.ProjectMachine || (r.State != lifecycle.Publicity && r.State != lifecycle.Objection) {
		return nil, docket.NotFound(req.GetDocket())
	}
	n, err := s.notice(ctx, r)
	return &awardv1.GetNoticeResponse{Notice: n}, err
}

// notice is all that the public learns of an item: nothing of scores, reviewers, objectors or reasons.
func (s *Server) notice(ctx context.Context, r *docket.Record) (*awardv1.Notice, error) {
	var (
		n award.Notice
		d award.Decision
	)
	if err := r.Section("notice", &n); err != nil {
		return nil, err
	}
	if err := r.Section("decision", &d); err != nil {
		return nil, err
	}
	p := r.Parties()
	standing, _ := lifecycle.Project.Standing(r.State)
	out := &awardv1.Notice{
		Docket: r.ID, Code: p.Code, Title: p.Title, AmountFen: d.AmountFen, Starts: dockrpc.Stamp(n.Starts), Ends: dockrpc.Stamp(n.Ends),
		State: string(r.State), StateZh: standing.Zh, StateEn: standing.En, Paused: n.PausedAt != nil, Text: d.Text(),
	}
	err := s.Door.Pool().QueryRow(ctx, `select coalesce((select name from organisation where id = $1), ''), coalesce((select name from person where id = $2), ''),
		coalesce((select title from docket where id = $3), '')`, p.HostOrg, p.PI, p.Parent).Scan(&out.Host, &out.Pi, &out.CallTitle)
	if err != nil {
		return nil, fmt.Errorf("award: notice of %s: %w", r.ID, err)
	}
	return out, nil
}

var statusNames = map[string]lifecycle.Label{
	"open": {Zh: "处理中", En: "Being examined"}, "dismissed": {Zh: "不成立", En: "Dismissed"},
	"upheld": {Zh: "成立", En: "Upheld"}, "re_review": {Zh: "重新评审", En: "Reviewed again"},
}

// TrackObjection follows an objection by the number its author was given.
func (s *Server) TrackObjection(ctx context.Context, req *awardv1.TrackObjectionRequest) (*awardv1.TrackObjectionResponse, error) {
	var raw []byte
	err := s.Door.Pool().QueryRow(ctx, "select d.facts #> array['notice','objections',$1::text] from snapshot s join docket d on d.id = s.subject where s.kind = 'objection:' || $1::text", req.GetNumber()).Scan(&raw)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && raw == nil {
		return nil, problem.New(problem.NotFound, "OBJECTION_NOT_FOUND", "没有这个异议编号，请核对回执", "No objection has that number; check your receipt").With("number", req.GetNumber())
	}
	if err != nil {
		return nil, fmt.Errorf("award: objection: %w", err)
	}
	var o award.Objection
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, fmt.Errorf("award: objection: %w", err)
	}
	name := statusNames[o.Status]
	return &awardv1.TrackObjectionResponse{
		Number: req.GetNumber(), Status: o.Status, StatusZh: name.Zh, StatusEn: name.En, FiledAt: dockrpc.Stamp(o.FiledAt), Answer: o.Answer,
	}, nil
}

// ReadObjection shows who objected and why, to those who answer it.
func (s *Server) ReadObjection(ctx context.Context, req *awardv1.ReadObjectionRequest) (*awardv1.ReadObjectionResponse, error) {
	r, call, err := docket.WithParent(ctx, s.Door.Pool(), req.GetDocket())
	if err != nil {
		return nil, err
	}
	if !dockrpc.MaySee(dockrpc.ActorOf(ctx), r, call) {
		return nil, docket.NotFound(req.GetDocket())
	}
	list, err := docket.Snapshots(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, func(x docket.Snapshot) bool { return x.Kind == "objection:"+req.GetNumber() })
	if i < 0 {
		return nil, docket.NotFound(req.GetNumber())
	}
	var in act.FileObjection
	if err := json.Unmarshal(list[i].Content, &in); err != nil {
		return nil, fmt.Errorf("award: objection: %w", err)
	}
	return &awardv1.ReadObjectionResponse{Name: in.Name, Contact: in.Contact, Grounds: in.Grounds, Evidence: in.Evidence}, nil
}
