package rpc

import (
	"context"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
)

// View is the one projection: every record that leaves the product passes it.
type View struct {
	Door *docket.Door
	// Idle names those of a list for which the system has nothing to do, where
	// asking for all together is cheaper than for each; nil knows of none.
	Idle func(ctx context.Context, q docket.Querier, list []*docket.Record) (map[string]bool, error)
}

// Docket shows one record to an actor.
func (v *View) Docket(ctx context.Context, r *docket.Record, a docket.Actor) (*docketv1.Docket, error) {
	out, err := v.Dockets(ctx, []*docket.Record{r}, a)
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// Dockets shows records to an actor. Those that the actor may not see come out empty but for their id.
func (v *View) Dockets(ctx context.Context, list []*docket.Record, a docket.Actor) ([]*docketv1.Docket, error) {
	parents, err := v.parents(ctx, list)
	if err != nil {
		return nil, err
	}
	return v.show(ctx, list, parents, a)
}

// withParent shows one record whose parent was read already; nil reads it.
func (v *View) withParent(ctx context.Context, r, parent *docket.Record, a docket.Actor) (*docketv1.Docket, error) {
	if parent == nil {
		return v.Docket(ctx, r, a)
	}
	out, err := v.show(ctx, []*docket.Record{r}, map[string]*docket.Record{parent.ID: parent}, a)
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

func (v *View) show(ctx context.Context, list []*docket.Record, parents map[string]*docket.Record, a docket.Actor) ([]*docketv1.Docket, error) {
	out := make([]*docketv1.Docket, 0, len(list))
	ids := map[string]bool{}
	idle, err := v.idle(ctx, list)
	if err != nil {
		return nil, err
	}
	now := v.Door.Now()
	for _, r := range list {
		d, err := v.one(ctx, r, parents[r.Parties().Parent], a, now, idle[r.ID])
		if err != nil {
			return nil, err
		}
		collectIDs(d.GetFacts(), ids)
		out = append(out, d)
	}
	names, err := v.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, d := range out {
		own := map[string]bool{}
		collectIDs(d.GetFacts(), own)
		d.Names = map[string]string{}
		for id := range own {
			if n, ok := names[id]; ok {
				d.Names[id] = n
			}
		}
	}
	return out, nil
}

func (v *View) idle(ctx context.Context, list []*docket.Record) (map[string]bool, error) {
	if v.Idle == nil || len(list) < 2 {
		return nil, nil
	}
	return v.Idle(ctx, v.Door.Pool(), list)
}

func (v *View) parents(ctx context.Context, list []*docket.Record) (map[string]*docket.Record, error) {
	var ids []string
	for _, r := range list {
		if p := r.Parties().Parent; p != "" && !slices.Contains(ids, p) {
			ids = append(ids, p)
		}
	}
	out := map[string]*docket.Record{}
	if len(ids) == 0 {
		return out, nil
	}
	found, err := docket.Select(ctx, v.Door.Pool(), "where id = any($1)", ids)
	for _, r := range found {
		out[r.ID] = r
	}
	return out, err
}

func (v *View) one(ctx context.Context, r, parent *docket.Record, a docket.Actor, now time.Time, idle bool) (*docketv1.Docket, error) {
	d := &docketv1.Docket{Id: r.ID}
	if !MaySee(a, r, parent) {
		return d, nil
	}
	standing, _ := lifecycle.Of(r.Machine).Standing(r.State)
	p := r.Parties()
	d.Machine, d.State, d.StateZh, d.StateEn = string(r.Machine), string(r.State), standing.Zh, standing.En
	d.Terminal, d.Seq, d.Title, d.Code = r.Terminal, r.Seq, p.Title, p.Code
	d.OpenedAt, d.Since = timestamppb.New(r.OpenedAt), timestamppb.New(r.Since)
	for _, t := range standing.Turn {
		d.Turn = append(d.Turn, string(t))
	}
	if parent != nil {
		d.Parent = parent.ID
		d.ParentTitle = parent.Parties().Title
	}
	roles := Standing(a, r, parent)
	d.Late = late(roles, r, parent, now)
	facts, err := structpb.NewStruct(Project(roles, r, parent, r.Facts))
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: facts of %s: %w", r.ID, err)
	}
	d.Facts = facts
	if idle {
		return d, nil
	}
	return d, v.due(ctx, d, r, parent)
}

func (v *View) due(ctx context.Context, d *docketv1.Docket, r, parent *docket.Record) error {
	if r.Terminal {
		return nil
	}
	agenda, err := v.Door.Agenda(ctx, v.Door.Pool(), r, parent)
	if err != nil || len(agenda) == 0 {
		return err
	}
	next := consequence(r, agenda)
	label := lifecycle.Of(r.Machine).Labels[next.Event]
	d.DueAt, d.DueEvent, d.DueZh, d.DueEn = timestamppb.New(next.At), string(next.Event), label.Zh, label.En
	return nil
}

// consequence is the first thing on the agenda that changes the state: people
// ask until when they have time, not when they will be reminded.
func consequence(r *docket.Record, agenda []docket.Due) docket.Due {
	for _, d := range agenda {
		for _, t := range lifecycle.Of(r.Machine).From(r.State) {
			if t.Event == d.Event && t.To != r.State {
				return d
			}
		}
	}
	return agenda[0]
}

// named are the facts that hold the id of a person or an organisation, by section.
var named = map[string][]string{
	"parties":    {"pi", "host_org", "recommender_org", "demander_org", "agency_org", "reviewer", "reporter"},
	"intake":     {"extended_by"},
	"commission": {"agency"},
	"review":     {"agency", "chair"},
	"closure":    {"chair"},
	"meeting":    {"chair"},
}

// collectIDs gathers the ids of people and organisations among visible facts.
func collectIDs(facts *structpb.Struct, into map[string]bool) {
	section := func(name string) map[string]*structpb.Value {
		return facts.GetFields()[name].GetStructValue().GetFields()
	}
	for name, facts := range named {
		fields := section(name)
		for _, fact := range facts {
			if id := fields[fact].GetStringValue(); id != "" {
				into[id] = true
			}
		}
	}
	for _, co := range section("parties")["co_applicants"].GetListValue().GetValues() {
		if id := co.GetStructValue().GetFields()["org"].GetStringValue(); id != "" {
			into[id] = true
		}
	}
	for _, writer := range section("parties")["writers"].GetListValue().GetValues() {
		if id := writer.GetStringValue(); id != "" {
			into[id] = true
		}
	}
	for _, member := range section("closure")["members"].GetListValue().GetValues() {
		if id := member.GetStringValue(); id != "" {
			into[id] = true
		}
	}
}

func (v *View) names(ctx context.Context, ids map[string]bool) (map[string]string, error) {
	out := map[string]string{}
	if len(ids) == 0 {
		return out, nil
	}
	list := make([]string, 0, len(ids))
	for id := range ids {
		list = append(list, id)
	}
	rows, err := v.Door.Pool().Query(ctx, "select id, name from person where id = any($1) union all select id, name from organisation where id = any($1)", list)
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: names: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		out[id] = name
	}
	return out, rows.Err()
}
