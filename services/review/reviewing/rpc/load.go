package rpc

import (
	"bytes"
	"context"
	"fmt"
	"maps"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review/sheet"
)

// ImportOpinionDrafts reads a filled score sheet. A row without a fault becomes
// a new version of its draft, in which an empty cell keeps what was typed
// before; a row with one changes nothing. Nothing is submitted.
func (s *Server) ImportOpinionDrafts(ctx context.Context, req *reviewv1.ImportOpinionDraftsRequest) (*reviewv1.ImportOpinionDraftsResponse, error) {
	rows, err := sheet.Read(bytes.NewReader(req.GetFile()), func(id string) (policy.Rubric, error) { return s.writable(ctx, id) })
	if err != nil {
		return nil, err
	}
	out := &reviewv1.ImportOpinionDraftsResponse{}
	for _, row := range rows {
		shown := &reviewv1.ImportedRow{Row: int32(row.Number), Docket: row.Review, Title: row.Title}
		if len(row.Faults) == 0 {
			version, err := s.keep(ctx, fmt.Sprintf("%s/%d", req.GetRequestId(), row.Number), row)
			switch p := problem.Of(err); {
			case p != nil:
				row.Faults = append(row.Faults, sheet.Fault{Field: "docket", Zh: p.Zh, En: p.En})
			case err != nil:
				return nil, err
			default:
				shown.Version = version
				out.Kept++
			}
		}
		for _, f := range row.Faults {
			shown.Faults = append(shown.Faults, &reviewv1.Fault{Field: f.Field, Zh: f.Zh, En: f.En})
		}
		out.Rows = append(out.Rows, shown)
	}
	return out, nil
}

// writable is the score sheet of a review that the caller may write now.
func (s *Server) writable(ctx context.Context, id string) (policy.Rubric, error) {
	r, parent, rubric, err := s.mine(ctx, id)
	if err == nil && !dockrpc.MayEditDraft(dockrpc.ActorOf(ctx), r, parent) {
		err = problem.New(problem.Precondition, "NOT_EDITABLE", "该评审当前不能填写", "This review cannot be written now")
	}
	return rubric, err
}

func (s *Server) keep(ctx context.Context, requestID string, row sheet.Row) (int64, error) {
	rubric, err := s.writable(ctx, row.Review)
	if err != nil {
		return 0, err
	}
	before, err := docket.LatestDraft(ctx, s.Door.Pool(), row.Review)
	if err != nil {
		return 0, err
	}
	content := maps.Clone(before.Content)
	maps.Copy(content, row.Opinion.Over(rubric, before.Content).Content())
	saved, err := s.save(ctx, requestID, row.Review, before.Version, content)
	return saved.Version, err
}
