package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/docket"
	"yanlu/services/docket/workitem"
	"yanlu/services/lifecycle"
)

// ListWorkItems lists what the system was due to do and was refused, as far as the caller may see the subject.
func (s *Server) ListWorkItems(ctx context.Context, _ *docketv1.ListWorkItemsRequest) (*docketv1.ListWorkItemsResponse, error) {
	open, err := workitem.Open(ctx, s.Door.Pool(), 200)
	if err != nil {
		return nil, err
	}
	a := ActorOf(ctx)
	out := &docketv1.ListWorkItemsResponse{}
	for _, i := range open {
		r, parent, err := docket.WithParent(ctx, s.Door.Pool(), i.Subject)
		if err != nil {
			return nil, err
		}
		if !MaySee(a, r, parent) {
			continue
		}
		label := lifecycle.Of(r.Machine).Labels[i.Event]
		out.Items = append(out.Items, &docketv1.WorkItem{
			Docket: i.Subject, Title: r.Parties().Title, EventZh: label.Zh, EventEn: label.En, Reason: i.Reason, Zh: i.Zh, En: i.En, At: timestamppb.New(i.At),
		})
	}
	return out, nil
}
