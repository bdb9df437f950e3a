// Package rpc serves ProgrammeService: it turns requests about needs and calls
// into commands, and shows the plan, templates, rule packs and published calls.
package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/docket"
	"yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/page"
	"yanlu/services/policy"
	"yanlu/services/programme"
	"yanlu/services/programme/store"
)

// Server serves ProgrammeService.
type Server struct {
	*rpc.Carrier
	Book *store.Book
	programmev1.UnsafeProgrammeServiceServer
}

// publishedStates are those in which a call is for everyone to read.
var publishedStates = []string{"PUBLISHED", "OPEN", "CLOSED", "IN_REVIEW", "DECIDED", "ARCHIVED"}

// ListCalls lists published calls, newest first. No account is needed.
func (s *Server) ListCalls(ctx context.Context, req *programmev1.ListCallsRequest) (*programmev1.ListCallsResponse, error) {
	p, err := page.Of(req.GetPageSize(), req.GetPageToken())
	if err != nil {
		return nil, err
	}
	found, err := docket.Select(ctx, s.Door.Pool(), "where machine = 'call' and state = any($1) order by (state = 'OPEN') desc, opened_at desc, id limit $2 offset $3", publishedStates, p.Size+1, p.From)
	if err != nil {
		return nil, err
	}
	out := &programmev1.ListCallsResponse{}
	found, out.NextPageToken = page.Cut(p, found)
	for _, r := range found {
		n, err := s.notice(ctx, r)
		if err != nil {
			return nil, err
		}
		out.Calls = append(out.Calls, n)
	}
	return out, nil
}

// GetCall returns what a published call says to everyone.
func (s *Server) GetCall(ctx context.Context, req *programmev1.GetCallRequest) (*programmev1.GetCallResponse, error) {
	r, err := docket.Get(ctx, s.Door.Pool(), req.GetCall())
	if err != nil {
		return nil, err
	}
	if r.Machine != lifecycle.CallMachine || !slices.Contains(publishedStates, string(r.State)) {
		return nil, docket.NotFound(req.GetCall())
	}
	n, err := s.notice(ctx, r)
	return &programmev1.GetCallResponse{Call: n}, err
}

func (s *Server) notice(ctx context.Context, r *docket.Record) (*programmev1.CallNotice, error) {
	var (
		t programme.Terms
		w programme.Window
	)
	if err := r.Section("terms", &t); err != nil {
		return nil, err
	}
	if err := r.Section("window", &w); err != nil {
		return nil, err
	}
	pack, err := s.packName(ctx, t)
	if err != nil {
		return nil, err
	}
	p := r.Parties()
	standing, _ := lifecycle.Call.Standing(r.State)
	return &programmev1.CallNotice{
		Id: r.ID, Code: p.Code, Title: p.Title, State: string(r.State), StateZh: standing.Zh, StateEn: standing.En,
		OpensAt: rpc.Stamp(w.OpensAt), ClosesAt: rpc.Stamp(w.ClosesAt), Topics: t.Topics, CapFen: t.CapFen, EnvelopeFen: t.EnvelopeFen,
		OrganisationMode: t.OrganisationMode, FundingMode: t.FundingMode, Pack: pack,
	}, nil
}

// packName is what people call the rule pack of a call: its title and version.
func (s *Server) packName(ctx context.Context, t programme.Terms) (string, error) {
	if t.PackHash == "" {
		return "", nil
	}
	pack, err := s.Book.Pack(ctx, t.PackHash)
	if err != nil {
		return "", err
	}
	return pack.Title.Zh + " " + pack.Version, nil
}

// ListTopics lists the plan's topics with their items.
func (s *Server) ListTopics(ctx context.Context, _ *programmev1.ListTopicsRequest) (*programmev1.ListTopicsResponse, error) {
	topics, err := store.Topics(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	out := &programmev1.ListTopicsResponse{}
	for _, t := range topics {
		out.Topics = append(out.Topics, &programmev1.Topic{Code: t.Code, Title: t.Title, Domain: t.Domain, Body: t.Body, SourceLine: int32(t.SourceLine), Items: t.Items})
	}
	return out, nil
}

// GetPlan returns the plan's bases, indicators and the places where it contradicts itself, as written.
func (s *Server) GetPlan(ctx context.Context, _ *programmev1.GetPlanRequest) (*programmev1.GetPlanResponse, error) {
	plan, err := store.Plan(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	out := &programmev1.GetPlanResponse{}
	for _, b := range plan.Bases {
		out.Bases = append(out.Bases, &programmev1.Base{Code: b.Code, Name: b.Name, Tier: b.Tier, Lead: b.Lead})
	}
	for _, i := range plan.Indicators {
		out.Indicators = append(out.Indicators, &programmev1.Indicator{
			Number: int32(i.Number), Category: i.Category, Title: i.Title, Unit: i.Unit, Value_2020: i.Value2020, Target_2025: i.Target2025, SourceLine: int32(i.SourceLine),
		})
	}
	for _, n := range plan.Notes {
		out.Notes = append(out.Notes, &programmev1.PlanNote{Id: n.ID, Subject: n.Subject, ValueA: n.ValueA, ValueB: n.ValueB, Advice: n.Advice})
	}
	return out, nil
}

// ListTemplates lists call templates.
func (s *Server) ListTemplates(ctx context.Context, _ *programmev1.ListTemplatesRequest) (*programmev1.ListTemplatesResponse, error) {
	list, err := store.Templates(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	out := &programmev1.ListTemplatesResponse{}
	for _, t := range list {
		var terms map[string]any
		if err := json.Unmarshal(t.Content, &terms); err != nil {
			return nil, fmt.Errorf("programme: template %s: %w", t.Code, err)
		}
		st, err := structpb.NewStruct(terms)
		if err != nil {
			return nil, err
		}
		zh, _ := terms["title_zh"].(string)
		en, _ := terms["title_en"].(string)
		out.Templates = append(out.Templates, &programmev1.Template{Code: t.Code, TitleZh: zh, TitleEn: en, Terms: st})
	}
	return out, nil
}

// ListPacks lists rule packs, newest first.
func (s *Server) ListPacks(ctx context.Context, _ *programmev1.ListPacksRequest) (*programmev1.ListPacksResponse, error) {
	rows, err := s.Book.Packs(ctx)
	if err != nil {
		return nil, err
	}
	out := &programmev1.ListPacksResponse{}
	for _, p := range rows {
		out.Packs = append(out.Packs, showPack(p))
	}
	return out, nil
}

func showPack(p store.PackRow) *programmev1.Pack {
	return &programmev1.Pack{Hash: p.Hash, Code: p.Code, Version: p.Version, Title: p.Title, Practice: p.Practice, EffectiveFrom: p.EffectiveFrom}
}

// GetPack returns one pack as a readable list of rules.
func (s *Server) GetPack(ctx context.Context, req *programmev1.GetPackRequest) (*programmev1.GetPackResponse, error) {
	pack, err := s.Book.Pack(ctx, req.GetHash())
	if err != nil {
		return nil, err
	}
	rows, err := s.Book.Packs(ctx)
	if err != nil {
		return nil, err
	}
	out := &programmev1.GetPackResponse{}
	for _, p := range rows {
		if p.Hash == req.GetHash() {
			out.Pack = showPack(p)
		}
	}
	for _, r := range pack.Rules {
		value, err := json.Marshal(r.Value)
		if err != nil {
			return nil, fmt.Errorf("programme: rule %s: %w", r.ID, err)
		}
		out.Rules = append(out.Rules, &programmev1.Rule{
			Id: r.ID, Domain: r.Domain, Zh: r.Zh, En: r.En, Value: string(value), Unit: r.Unit, Evidence: string(r.Grade()), Source: sources(pack, r.Source),
		})
	}
	return out, nil
}

// sources names what a rule rests on; a document's number is printed only where it was read in a source.
func sources(pack *policy.Pack, refs []string) string {
	var out []string
	for _, ref := range refs {
		s, ok := pack.SourceByID(ref)
		if !ok {
			continue
		}
		text := s.Title
		if n := s.PrintableNumber(); n != "" {
			text += "（" + n + "）"
		}
		out = append(out, text)
	}
	return strings.Join(out, "；")
}
