package rpc

import (
	"context"

	"yanlu/services/docket"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// curtain hangs between a reviewer and the application they review: what the
// reviewer must not learn of it, by the blindness stated at the invitation.
// Everything of an application that a reviewer is shown passes through it.
func (s *Server) curtain(ctx context.Context, of, project *docket.Record) (review.Curtain, error) {
	var w review.Work
	if err := of.Section("review", &w); err != nil {
		return review.Curtain{}, err
	}
	call, err := docket.Get(ctx, s.Door.Pool(), project.Parties().Parent)
	if err != nil {
		return review.Curtain{}, err
	}
	form, _, err := s.formOf(ctx, project, call)
	if err != nil || w.Blind != review.DoubleBlind {
		return review.NewCurtain(form, false, nil, nil), err
	}
	draft, err := docket.LatestDraft(ctx, s.Door.Pool(), project.ID)
	if err != nil {
		return review.Curtain{}, err
	}
	team, err := store.Team(ctx, s.Door.Pool(), project.Parties())
	return review.NewCurtain(form, true, draft.Content, team), err
}

// behind draws the curtain before the material of an application, which is not changed.
func behind(c review.Curtain, material map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range material {
		out[k] = v
	}
	if title, ok := material["title"].(string); ok {
		out["title"] = c.Text(title)
	}
	if content, ok := material["content"].(map[string]any); ok {
		out["content"] = c.Content(content)
	}
	files, ok := material["files"].([]any)
	if !ok {
		return out
	}
	shown := []any{}
	for _, x := range files {
		file, _ := x.(map[string]any)
		field, _ := file["field"].(string)
		if c.Hides(field) {
			continue
		}
		one := map[string]any{}
		for k, v := range file {
			one[k] = v
		}
		if name, ok := file["name"].(string); ok {
			one["name"] = c.FileName(name)
		}
		shown = append(shown, one)
	}
	out["files"] = shown
	return out
}
