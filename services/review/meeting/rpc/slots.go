package rpc

import (
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/act"
	"yanlu/services/review/meeting/store"
)

// laidOut is what lays a timetable out and what proposes one.
type laidOut interface {
	GetMinutes() int32
	GetGap() int32
	GetBreakAfter() int32
	GetBreakMinutes() int32
}

func spreadOf(req laidOut) meeting.Spread {
	return meeting.Spread{Minutes: int(req.GetMinutes()), Gap: int(req.GetGap()), After: int(req.GetBreakAfter()), Break: int(req.GetBreakMinutes())}
}

// PreviewSlots lays a timetable out for the meeting's agency, and tells nobody.
func (s *Server) PreviewSlots(ctx context.Context, req *reviewv1.PreviewSlotsRequest) (*reviewv1.PreviewSlotsResponse, error) {
	r, call, err := docket.WithParent(ctx, s.Door.Pool(), req.GetDocket())
	if err != nil {
		return nil, err
	}
	if r.Machine != lifecycle.MeetingMachine || !slices.Contains(dockrpc.Standing(dockrpc.ActorOf(ctx), r, call), lifecycle.Agency) {
		return nil, docket.NotFound(req.GetDocket())
	}
	slots, err := act.Propose(ctx, s.Door.Pool(), r, act.SpreadSlots{Spread: spreadOf(req), Place: req.GetPlace()})
	if err != nil {
		return nil, err
	}
	c, _, err := store.Sections(r)
	if err != nil {
		return nil, err
	}
	projects, err := store.Projects(ctx, s.Door.Pool(), c.Agenda)
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, p := range projects {
		titles[p.ID] = p.Parties().Title
	}
	out := &reviewv1.PreviewSlotsResponse{}
	for _, x := range slots {
		out.Slots = append(out.Slots, &reviewv1.ProposedSlot{Item: x.Item, Title: titles[x.Item], At: timestamppb.New(x.At), Minutes: int32(x.Minutes), Place: x.Place})
	}
	return out, nil
}

// MayAttach lets whoever sits at a survey in session add files to its findings: a
// file is nobody's to read before findings are recorded with it.
func (s *Server) MayAttach(ctx context.Context, r *docket.Record) error {
	c, _, err := store.Sections(r)
	if err != nil {
		return err
	}
	a := dockrpc.ActorOf(ctx)
	if r.State != lifecycle.MeetingOpen || c.Mode != meeting.Survey || !slices.Contains(r.Members(), a.Person) {
		return problem.New(problem.Precondition, "NOT_EDITABLE", "只有进行中的现场考察，由其委员添加照片和材料", "Files are added by the members of a survey in session").For(string(lifecycle.Chair), string(lifecycle.Reviewer))
	}
	return nil
}

// MayRead lets whoever reads the findings on an application read their files.
func (s *Server) MayRead(ctx context.Context, r *docket.Record, field string) error {
	m, err := s.GetMeeting(ctx, &reviewv1.GetMeetingRequest{Docket: r.ID})
	if err != nil {
		return err
	}
	for _, i := range m.GetItems() {
		if i.GetDocket() != "" && field == meeting.FindingsField(i.GetDocket()) && len(i.GetFindings()) > 0 {
			return nil
		}
	}
	return docket.NotFound(r.ID)
}

func showSlot(h *meeting.Hearing) *reviewv1.MeetingSlot {
	if h == nil {
		return nil
	}
	return &reviewv1.MeetingSlot{
		At: dockrpc.Stamp(h.At), Minutes: int32(h.Minutes), Place: h.Place, Come: h.Come, Bring: h.Bring, Attending: h.Attending, ConfirmedAt: dockrpc.Stamp(h.ConfirmedAt),
		AskedAt: dockrpc.Stamp(h.AskedAt), AskedWhy: h.AskedWhy, AskedFor: dockrpc.Stamp(h.AskedFor), Answer: h.Answer, AnswerWhy: h.AnswerWhy,
	}
}

func showAttendance(came *meeting.Attendance) *reviewv1.MeetingAttendance {
	if came == nil {
		return nil
	}
	return &reviewv1.MeetingAttendance{Presence: came.Presence, By: came.By}
}

func showFindings(list []meeting.Found, me string) []*reviewv1.MeetingFindings {
	var out []*reviewv1.MeetingFindings
	for n, f := range list {
		shown := &reviewv1.MeetingFindings{
			Version: int32(n + 1), Seat: f.Seat, Visited: timestamppb.New(f.Visited), Place: f.Place, Met: f.Met, Equipment: f.Equipment, Team: f.Team, Basis: f.Basis,
			Funds: f.Funds, Conclusion: f.Conclusion, At: timestamppb.New(f.At), Mine: mine(f.By, me),
		}
		for _, x := range f.Files {
			shown.Files = append(shown.Files, &reviewv1.MeetingFile{Id: x.ID, Name: x.Name, Sha256: x.SHA256})
		}
		out = append(out, shown)
	}
	return out
}
