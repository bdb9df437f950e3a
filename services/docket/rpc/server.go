package rpc

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	formv1 "yanlu/proto/gen/yanlu/form/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	programmestore "yanlu/services/programme/store"
)

// Server serves DocketService.
type Server struct {
	*Carrier
	Book         *programmestore.Book
	MeetingFiles MeetingFiles // nil: a meeting has none
	docketv1.UnsafeDocketServiceServer
}

// MeetingFiles says for the files of a meeting, which stand in a field for each
// application on its agenda, whether the caller may add or read them.
type MeetingFiles interface {
	MayAttach(ctx context.Context, meeting *docket.Record) error
	MayRead(ctx context.Context, meeting *docket.Record, field string) error
}

// find reads a record the caller may see; to others it does not exist.
func (s *Server) find(ctx context.Context, id string) (r, parent *docket.Record, a docket.Actor, err error) {
	a = ActorOf(ctx)
	r, parent, err = docket.WithParent(ctx, s.Door.Pool(), id)
	if err != nil {
		return nil, nil, a, err
	}
	if !MaySee(a, r, parent) {
		return nil, nil, a, docket.NotFound(id)
	}
	return r, parent, a, nil
}

// GetDocket returns one record with the actions the caller may take.
func (s *Server) GetDocket(ctx context.Context, req *docketv1.GetDocketRequest) (*docketv1.GetDocketResponse, error) {
	r, parent, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	view, err := s.View.Docket(ctx, r, a)
	if err != nil {
		return nil, err
	}
	out := &docketv1.GetDocketResponse{Docket: view, Actions: Actions(a, r, parent), Editable: editable(a, r, parent) != nil}
	for _, role := range Standing(a, r, parent) {
		out.Relations = append(out.Relations, string(role))
	}
	out.Children, err = s.children(ctx, r, a)
	return out, err
}

func (s *Server) children(ctx context.Context, r *docket.Record, a docket.Actor) ([]*docketv1.Docket, error) {
	// The applications of a call, the reviews of an application; what else hangs on a call has methods of its own.
	found, err := docket.Select(ctx, s.Door.Pool(), "where parent = $1 and machine in ('project', 'review') order by opened_at, id limit 200", r.ID)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(c *docket.Record) bool { return !MaySee(a, c, r) })
	return s.View.Dockets(ctx, found, a)
}

// Actions lists what an actor may do to a record, and what is waited for from others with who can do it.
func Actions(a docket.Actor, r, parent *docket.Record) []*docketv1.Action {
	law := lifecycle.Of(r.Machine)
	var out []*docketv1.Action
	seen := map[lifecycle.Event]bool{}
	for _, t := range law.From(r.State) {
		method, verb := methodOf(r.Machine, t.Event)
		if seen[t.Event] || method == "" || moot(r, t.Event) {
			continue // the system's own acts have no method
		}
		seen[t.Event] = true
		label := law.Labels[t.Event]
		action := &docketv1.Action{
			Event: string(t.Event), Method: method, Zh: label.Zh, En: label.En,
			Exceptional: t.Path == lifecycle.Exceptional, Irreversible: verb.GetIrreversible(),
		}
		if _, err := docket.Permit(a, r, parent, t.Event); err != nil {
			if t.Path == lifecycle.Exceptional {
				continue // what others may do by way of exception is not this caller's business
			}
			turn := lifecycle.AnyOf(t.Actors)
			action.Refused = "NOT_YOUR_TURN"
			action.RefusedZh, action.RefusedEn = "此步由"+turn.Zh+"办理", "This step is for "+turn.En
		}
		out = append(out, action)
	}
	return out
}

// moot says whether an act has nothing to act on: what an applicant says to a slot, where the application has none.
func moot(r *docket.Record, e lifecycle.Event) bool {
	if e != "confirm_slot" && e != "ask_slot" {
		return false
	}
	slot, _ := r.Facts["hearing"].(map[string]any)
	return slot["meeting"] == nil || slot["dropped_at"] != nil || (e == "ask_slot" && slot["asked_at"] != nil)
}

// methods maps every event to the method that causes it, read from the protos once.
func methods() map[string]methodEntry {
	out := map[string]methodEntry{}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			svc := f.Services().Get(i)
			for j := range svc.Methods().Len() {
				md := svc.Methods().Get(j)
				if v, _ := proto.GetExtension(md.Options(), formv1.E_Verb).(*formv1.Verb); v != nil {
					out[v.GetMachine()+"/"+v.GetEvent()] = methodEntry{fmt.Sprintf("/%s/%s", svc.FullName(), md.Name()), v}
				}
			}
		}
		return true
	})
	return out
}

type methodEntry struct {
	method string
	verb   *formv1.Verb
}

func methodOf(m lifecycle.Machine, e lifecycle.Event) (string, *formv1.Verb) {
	methodsOnce.Do(func() { methodTable = methods() })
	entry := methodTable[string(m)+"/"+string(e)]
	return entry.method, entry.verb
}

// ListEvents lists the events of a record, oldest first. Names of people on the other side of the table are left out.
func (s *Server) ListEvents(ctx context.Context, req *docketv1.ListEventsRequest) (*docketv1.ListEventsResponse, error) {
	r, parent, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	after, _ := strconv.ParseInt(req.GetPageToken(), 10, 64)
	size := int(req.GetPageSize())
	if size == 0 {
		size = 50
	}
	events, err := docket.Events(ctx, s.Door.Pool(), r.ID, after, size+1)
	if err != nil {
		return nil, err
	}
	out := &docketv1.ListEventsResponse{}
	if len(events) > size {
		events = events[:size]
		out.NextPageToken = strconv.FormatInt(events[size-1].Seq, 10)
	}
	names, err := s.View.names(ctx, actorIDs(events))
	if err != nil {
		return nil, err
	}
	stoodIn, err := s.stoodInFor(ctx, events)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		shown, err := showEvent(e, r, parent, a, names)
		if err != nil {
			return nil, err
		}
		if shown.GetPerson() != "" { // who may not know who acted may not know for whom
			shown.StoodInFor = stoodIn[e.Seq]
		}
		out.Events = append(out.Events, shown)
	}
	return out, nil
}

func actorIDs(events []docket.Event) map[string]bool {
	ids := map[string]bool{}
	for _, e := range events {
		ids[e.Person], ids[e.Org] = true, true
	}
	delete(ids, "")
	return ids
}

func showEvent(e docket.Event, r, parent *docket.Record, a docket.Actor, names map[string]string) (*docketv1.Event, error) {
	var body docket.Facts
	if err := unmarshal(e.Body, &body); err != nil {
		return nil, err
	}
	roles := Standing(a, r, parent)
	seen, err := structpb.NewStruct(Project(roles, r, parent, body))
	if err != nil {
		return nil, err
	}
	law := lifecycle.Of(e.Machine)
	label := law.Labels[e.Event]
	target, _ := law.Standing(e.Target)
	out := &docketv1.Event{
		Seq: e.Seq, Event: string(e.Event), Zh: label.Zh, En: label.En, Source: string(e.Source), Target: string(e.Target),
		TargetZh: target.Zh, TargetEn: target.En, Role: string(e.Role), At: timestamppb.New(e.At), Cause: e.Cause, Body: seen, Hash: hex.EncodeToString(e.Hash),
	}
	if len(e.Snapshot) > 0 {
		out.Snapshot = hex.EncodeToString(e.Snapshot)
	}
	if mayKnowActor(roles, e, a) {
		out.Person, out.Organisation = names[e.Person], names[e.Org]
	}
	return out, nil
}

// mayKnowActor: the bureau's watchdogs know every name; the bureau knows all but reviewers'; the others know their own side's.
func mayKnowActor(roles []lifecycle.Role, e docket.Event, a docket.Actor) bool {
	if e.Person != "" && e.Person == a.Person {
		return true
	}
	if e.Role == lifecycle.Reviewer || e.Role == lifecycle.Chair {
		return slices.ContainsFunc(roles, func(r lifecycle.Role) bool { return slices.Contains(watchdogs, r) || r == lifecycle.Agency })
	}
	if slices.ContainsFunc(roles, func(r lifecycle.Role) bool { return slices.Contains(bureau, r) }) {
		return true
	}
	return slices.Contains([]lifecycle.Role{lifecycle.PI, lifecycle.Institution, lifecycle.Recommender, lifecycle.Demander}, e.Role) &&
		slices.ContainsFunc(roles, func(r lifecycle.Role) bool {
			return r == lifecycle.PI || r == lifecycle.Institution || r == lifecycle.Recommender || r == lifecycle.Demander
		})
}

// DeclareConflict records a conflict of interest of the caller; it cannot be taken back by them.
func (s *Server) DeclareConflict(ctx context.Context, req *docketv1.DeclareConflictRequest) (*docketv1.DeclareConflictResponse, error) {
	r, _, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	if a.Person == "" {
		return nil, docket.NotFound(req.GetDocket())
	}
	err = inTx(ctx, s.Door.Pool(), func(tx txn) error {
		_, err := docket.Once(ctx, tx, req.GetRequestId(), a.Person, r.ID, []string{r.ID, req.GetGround(), req.GetEvidence()}, func() (any, error) {
			_, err := tx.Exec(ctx, "insert into conflict (subject, person, ground, evidence, at) values ($1,$2,$3,$4,$5) on conflict do nothing",
				r.ID, a.Person, req.GetGround(), req.GetEvidence(), s.Door.Now())
			return struct{}{}, err
		})
		return err
	})
	return &docketv1.DeclareConflictResponse{}, err
}
