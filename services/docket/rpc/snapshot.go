package rpc

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
	"yanlu/services/review"
)

// snapshotSights says who may read which kind of snapshot of a record they stand in relation to.
// An objection's identity and evidence are for those who answer it; an opinion is for the agency and its author.
var snapshotSights = map[string][]lifecycle.Role{
	"application":      append(slices.Clone(near), lifecycle.Reviewer),
	"need":             append(slices.Clone(bureau), lifecycle.Demander),
	"call":             bureau,
	"agreement":        append(slices.Clone(parties), lifecycle.Chair),
	"signed_agreement": append(slices.Clone(parties), lifecycle.Chair),
	"closure":          append(slices.Clone(parties), lifecycle.Chair),
	"report":           append(slices.Clone(parties), lifecycle.Chair),
	"change":           append(slices.Clone(parties), lifecycle.Chair),
	"termination":      parties,
	"exemption":        parties,
	"revocation":       bureau,
	"archive":          bureau,
	"commission_seal":  append(slices.Clone(watchdogs), lifecycle.Agency),
	"namesake":         append(slices.Clone(watchdogs), lifecycle.Agency),
	"plan":             append(slices.Clone(watchdogs), lifecycle.Agency),
	"draw_frozen":      append(slices.Clone(bureau), lifecycle.Agency),
	"draw_record":      append(slices.Clone(bureau), lifecycle.Agency),
	"handover":         append(slices.Clone(bureau), lifecycle.Agency),
	"evaluation":       append(slices.Clone(bureau), lifecycle.Agency),
	"panel_report":     append(slices.Clone(bureau), lifecycle.Agency),
	"rebuttal":         parties,
	"opinion":          {lifecycle.Agency, lifecycle.Reviewer},
	"meeting_minutes":  {lifecycle.Agency}, // the others read it through MeetingService, item by item
	"objection":        {lifecycle.Discipline, lifecycle.Director, lifecycle.Auditor},
}

// ListSnapshots lists the snapshots the caller may see. A reviewer who has
// accepted sees the application as it stood when it was laid before the panel.
func (s *Server) ListSnapshots(ctx context.Context, req *docketv1.ListSnapshotsRequest) (*docketv1.ListSnapshotsResponse, error) {
	r, parent, a, err := s.find(ctx, req.GetDocket())
	if err != nil {
		return nil, err
	}
	roles := Standing(a, r, parent)
	list, err := docket.Snapshots(ctx, s.Door.Pool(), r.ID)
	if err != nil {
		return nil, err
	}
	hide := func(content map[string]any) map[string]any { return content }
	if r.Machine == lifecycle.ReviewMachine && slices.Contains(roles, lifecycle.Reviewer) && review.MayReadMaterial(r.State) {
		material, err := docket.Snapshots(ctx, s.Door.Pool(), parent.ID)
		if err != nil {
			return nil, err
		}
		if i := lastOf(material, "application"); i >= 0 {
			list = append(list, material[i])
		}
		c, err := s.curtain(ctx, r, parent)
		if err != nil {
			return nil, err
		}
		hide = func(content map[string]any) map[string]any { return behind(c, content) }
	}
	out := &docketv1.ListSnapshotsResponse{}
	for _, snap := range list {
		if snap.Kind == review.PanelReportKind && Withheld(r) && !slices.Contains(roles, lifecycle.Agency) {
			continue
		}
		shown, err := showSnapshot(snap, roles, hide)
		if err != nil {
			return nil, err
		}
		if shown != nil {
			out.Snapshots = append(out.Snapshots, shown)
		}
	}
	return out, nil
}

func lastOf(list []docket.Snapshot, kind string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Kind == kind {
			return i
		}
	}
	return -1
}

func showSnapshot(snap docket.Snapshot, roles []lifecycle.Role, hide func(map[string]any) map[string]any) (*docketv1.Snapshot, error) {
	kind, _, _ := strings.Cut(snap.Kind, ":")
	allowed := snapshotSights[kind]
	if !slices.ContainsFunc(roles, func(r lifecycle.Role) bool { return slices.Contains(allowed, r) }) {
		return nil, nil
	}
	var content map[string]any
	if err := json.Unmarshal(snap.Content, &content); err != nil {
		return nil, fmt.Errorf("docket/rpc: snapshot: %w", err)
	}
	if kind == "application" {
		content = hide(content)
	}
	fields, err := structpb.NewStruct(content)
	if err != nil {
		return nil, fmt.Errorf("docket/rpc: snapshot: %w", err)
	}
	return &docketv1.Snapshot{Hash: hex.EncodeToString(snap.Hash), Seq: snap.Seq, Kind: snap.Kind, At: timestamppb.New(snap.At), Content: fields}, nil
}

func showForm(f policy.Form) *docketv1.Form {
	out := &docketv1.Form{Code: f.Code}
	for _, section := range f.Sections {
		shown := &docketv1.FormSection{Code: section.Code, Zh: section.Zh, En: section.En}
		for _, field := range section.Fields {
			shown.Fields = append(shown.Fields, showField(section.Code+".", field))
		}
		out.Sections = append(out.Sections, shown)
	}
	return out
}

func showField(prefix string, f policy.Field) *docketv1.FormField {
	out := &docketv1.FormField{Path: prefix + f.F, Zh: f.Zh, En: f.En, Type: f.Type, Required: f.Req, Max: int32(f.Max), Range: f.Range, HiddenFromReviewers: review.HiddenFromReviewers(prefix + f.F)}
	for _, o := range f.Options {
		out.Options = append(out.Options, &docketv1.FormOption{Value: o.Code, Zh: o.Zh, En: o.En})
	}
	for _, c := range f.Columns {
		out.Columns = append(out.Columns, showField("", c))
	}
	return out
}
