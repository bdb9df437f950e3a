package rpc

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/programme"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/meeting"
	"yanlu/services/review/meeting/act"
	"yanlu/services/review/meeting/store"
	reviewstore "yanlu/services/review/store"
)

// watchdogs may know who sits where although they are not in the meeting.
var watchdogs = []lifecycle.Role{lifecycle.Discipline, lifecycle.Auditor}

// mostMeetings is how long a list gets; a call has a few.
const mostMeetings = 200

// GetMeeting returns a meeting as the caller may see it. A stranger is told NOT_FOUND.
func (s *Server) GetMeeting(ctx context.Context, req *reviewv1.GetMeetingRequest) (*reviewv1.GetMeetingResponse, error) {
	a, q := dockrpc.ActorOf(ctx), s.Door.Pool()
	r, call, err := docket.WithParent(ctx, q, req.GetDocket())
	if err != nil {
		return nil, err
	}
	if r.Machine != lifecycle.MeetingMachine || call == nil || !dockrpc.MaySee(a, r, call) {
		return nil, docket.NotFound(req.GetDocket())
	}
	sheet, hash, err := act.SheetOf(ctx, q, s.Book, r, call)
	if err != nil {
		return nil, err
	}
	reader, err := s.reader(ctx, a, r, call)
	if err != nil {
		return nil, err
	}
	out := show(sheet.For(reader), a.Person)
	out.Docket, out.Call, out.CallTitle, out.State, out.Seq, out.Hash = r.ID, call.ID, call.Parties().Title, string(r.State), r.Seq, hex.EncodeToString(hash)
	if c, _, err := store.Sections(r); err == nil {
		out.MinutesDue = dockrpc.Stamp(c.MinutesDue)
	}
	for _, action := range dockrpc.Actions(a, r, call) {
		if action.GetRefused() == "" {
			out.May = append(out.May, action.GetEvent())
		}
	}
	if out.ConsensusCounts, err = s.consensusCounts(ctx, call); err != nil {
		return nil, err
	}
	if err := s.own(ctx, out, a.Person); err != nil {
		return nil, err
	}
	return out, s.name(ctx, out)
}

// reader says what stands between a caller and a sheet.
func (s *Server) reader(ctx context.Context, a docket.Actor, r, call *docket.Record) (meeting.Reader, error) {
	roles := dockrpc.Standing(a, r, call)
	is := func(any ...lifecycle.Role) bool {
		return slices.ContainsFunc(any, func(x lifecycle.Role) bool { return slices.Contains(roles, x) })
	}
	out := meeting.Reader{Person: a.Person, Agency: is(lifecycle.Agency), Chair: is(lifecycle.Chair), Member: is(lifecycle.Reviewer)}
	out.Names = out.Agency || out.Chair || out.Member || is(watchdogs...)
	var err error
	if out.Recused, err = act.Aside(ctx, s.Door.Pool(), r, a.Person); err != nil {
		return out, err
	}
	c, _, err := store.Sections(r)
	if err != nil {
		return out, err
	}
	projects, err := store.Projects(ctx, s.Door.Pool(), c.Agenda)
	if err != nil {
		return out, err
	}
	out.Scores = func(item meeting.Item) bool {
		i := slices.IndexFunc(projects, func(p *docket.Record) bool { return p.ID == item.Docket })
		return i >= 0 && dockrpc.Seen(dockrpc.Standing(a, projects[i], call), projects[i], call, "review", "spread")
	}
	return out, nil
}

func (s *Server) consensusCounts(ctx context.Context, call *docket.Record) (bool, error) {
	var terms programme.Terms
	if err := call.Section("terms", &terms); err != nil {
		return false, err
	}
	pack, err := s.Book.Pack(ctx, terms.PackHash)
	if err != nil {
		return false, err
	}
	rule, err := reviewact.Value[meeting.ConsensusRule](pack, "rev.consensus")
	var missing *policy.RuleMissing
	if errors.As(err, &missing) {
		return false, nil
	}
	return rule.Counts, err
}

func show(s meeting.Sheet, me string) *reviewv1.GetMeetingResponse {
	out := &reviewv1.GetMeetingResponse{
		Title: s.Title, Mode: s.Mode, At: dockrpc.Stamp(s.At), Place: s.Place, Order: s.Order, OrderVersion: int32(s.OrderVersion), EnvelopeFen: s.EnvelopeFen,
		AboveLine: s.AboveLine(), PassOver: s.PassOver, LineHidden: s.LineHidden, Current: s.Current, Minutes: s.Minutes, Report: s.Report, SignedAt: dockrpc.Stamp(s.SignedAt),
	}
	for _, m := range s.Seats {
		out.Members = append(out.Members, &reviewv1.MeetingMember{Seat: m.Seat, Chair: m.Chair, Presence: m.Presence, Person: m.Person, Me: mine(m.Person, me)})
	}
	for _, i := range s.Items {
		out.Items = append(out.Items, showItem(i, me))
	}
	return out
}

func mine(person, me string) bool { return me != "" && person == me }

func showItem(i meeting.Item, me string) *reviewv1.MeetingItem {
	out := &reviewv1.MeetingItem{
		No: int32(i.No), Docket: i.Docket, Title: i.Title, Host: i.Host, RequestedFen: i.RequestedFen, State: i.State, Pending: int32(i.Pending),
		Aggregate: i.Aggregate, Method: i.Method, Spread: i.Spread, Dispersed: i.Dispersed, BelowLine: i.BelowLine, Closed: i.Closed, Taken: dockrpc.Stamp(i.Taken), Hidden: i.Hidden,
		Slot: showSlot(i.Slot), Attendance: showAttendance(i.Attendance), Findings: showFindings(i.Findings, me),
	}
	for _, x := range i.Scores {
		out.Scores = append(out.Scores, &reviewv1.MeetingScore{Label: x.Label, Total: x.Total, Mine: mine(x.Person, me)})
	}
	for _, x := range i.Notes {
		out.Notes = append(out.Notes, &reviewv1.MeetingNote{Seat: x.Seat, Text: x.Text, At: timestamppb.New(x.At), Mine: mine(x.Person, me)})
	}
	for _, x := range i.Recusals {
		out.Recusals = append(out.Recusals, &reviewv1.MeetingRecusal{Seat: x.Seat, Ground: x.Ground})
	}
	if c := i.Consensus; c != nil {
		out.Consensus = &reviewv1.MeetingConsensus{Score: c.Score, Reason: c.Reason, At: timestamppb.New(c.At)}
	}
	return out
}

// own points each item at the caller's own review of it.
func (s *Server) own(ctx context.Context, out *reviewv1.GetMeetingResponse, me string) error {
	var ids []string
	for _, i := range out.GetItems() {
		if i.GetDocket() != "" {
			ids = append(ids, i.GetDocket())
		}
	}
	projects, err := store.Projects(ctx, s.Door.Pool(), ids)
	if err != nil {
		return err
	}
	rounds, err := store.Rounds(ctx, s.Door.Pool(), projects)
	if err != nil {
		return err
	}
	for _, i := range out.GetItems() {
		items := rounds[i.GetDocket()]
		if n := slices.IndexFunc(items, func(x reviewstore.Item) bool { return mine(x.Reviewer(), me) }); n >= 0 {
			i.Review = items[n].Record.ID
		}
	}
	return nil
}

// name writes the names of the members whom the caller may know.
func (s *Server) name(ctx context.Context, out *reviewv1.GetMeetingResponse) error {
	var ids []string
	for _, m := range out.GetMembers() {
		if m.GetPerson() != "" {
			ids = append(ids, m.GetPerson())
		}
	}
	rows, err := s.Door.Pool().Query(ctx, "select id, name from person where id = any($1)", ids)
	if err != nil {
		return fmt.Errorf("meeting: names: %w", err)
	}
	names := map[string]string{}
	var id, name string
	if _, err := pgx.ForEachRow(rows, []any{&id, &name}, func() error { names[id] = name; return nil }); err != nil {
		return fmt.Errorf("meeting: names: %w", err)
	}
	for _, m := range out.GetMembers() {
		m.Name = names[m.GetPerson()]
	}
	return nil
}

// ListMeetings lists the meetings the caller may see, newest first.
func (s *Server) ListMeetings(ctx context.Context, req *reviewv1.ListMeetingsRequest) (*reviewv1.ListMeetingsResponse, error) {
	c := dockrpc.NewConditions(s.Door.Now())
	clause := c.Visible(dockrpc.ActorOf(ctx), lifecycle.MeetingMachine)
	if req.GetCall() != "" {
		clause = "(" + clause + ") and parent = " + c.Arg(req.GetCall())
	}
	found, err := docket.Select(ctx, s.Door.Pool(), fmt.Sprintf("where machine = 'meeting' and %s order by opened_at desc, id limit %d", clause, mostMeetings), c.Args()...)
	if err != nil {
		return nil, err
	}
	calls := map[string]string{}
	out := &reviewv1.ListMeetingsResponse{}
	for _, r := range found {
		p := r.Parties()
		if _, known := calls[p.Parent]; !known {
			call, err := docket.Get(ctx, s.Door.Pool(), p.Parent)
			if err != nil {
				return nil, err
			}
			calls[p.Parent] = call.Parties().Title
		}
		m, _, err := store.Sections(r)
		if err != nil {
			return nil, err
		}
		out.Meetings = append(out.Meetings, &reviewv1.MeetingRow{
			Docket: r.ID, Title: p.Title, Call: p.Parent, CallTitle: calls[p.Parent], State: string(r.State), Mode: m.Mode, At: dockrpc.Stamp(m.At), Place: m.Place, Items: int32(len(m.Agenda)),
		})
	}
	return out, nil
}
