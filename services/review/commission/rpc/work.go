package rpc

import (
	"cmp"
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/platform/progress"
)

// longest is how long an act goes on at most after its caller has gone.
const longest = 10 * time.Minute

// workers are who may cause the acts that take long, and so who may see how far they have come.
var workers = []lifecycle.Role{lifecycle.Agency}

// aboutDocket is a request on a subject.
type aboutDocket interface {
	dockrpc.Request
	GetDocket() string
}

// long carries a verb that may take long. It goes on when the caller's connection
// is lost: whoever opens the page again sees how far it has come, and the record
// says what came of it.
func (s *Server) long(ctx context.Context, req aboutDocket, input any) (out *docketv1.Receipt, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longest)
	defer cancel()
	ctx, end := s.Works.Follow(ctx, req.GetDocket(), req.GetRequestId())
	defer func() { end(err) }()
	return s.Carry(ctx, req, input)
}

// GetCommissionWork tells those who may do them how far the long acts of a commission have come.
func (s *Server) GetCommissionWork(ctx context.Context, req *reviewv1.GetCommissionWorkRequest) (*reviewv1.GetCommissionWorkResponse, error) {
	r, _, _, err := s.read(ctx, req.GetDocket(), workers)
	if err != nil {
		return nil, err
	}
	out := &reviewv1.GetCommissionWorkResponse{}
	if state, found := s.Works.Of(r.ID); found {
		out.Work = workOf(state)
	}
	return out, nil
}

func workOf(s progress.State) *reviewv1.CommissionWork {
	w := &reviewv1.CommissionWork{
		Event: s.Event, RequestId: s.Request, Stage: int32(s.Stage) + 1, Percent: int32(s.Percent), StartedAt: timestamppb.New(s.Started), Recorded: !s.Ended.IsZero() && s.Err == nil,
	}
	for i, stage := range s.Stages {
		w.Stages = append(w.Stages, &reviewv1.WorkStage{Code: stage.Code, Zh: stage.Zh, En: stage.En, Done: int32(s.Counts[i].Done), Total: int32(s.Counts[i].Total)})
	}
	if !s.Ended.IsZero() {
		w.EndedAt = timestamppb.New(s.Ended)
	}
	if s.Err != nil {
		w.RefusedZh, w.RefusedEn = sentenceOf(s.Err)
	}
	return w
}

// sentenceOf says why an act ended without effect; nothing of a fault inside is told.
func sentenceOf(err error) (zh, en string) {
	p := problem.Of(err)
	if p == nil {
		return "办理没有完成；结果以记录为准，需要时请再试一次", "It was not finished; the record says what holds, try again where it is needed"
	}
	zh, en = p.Zh, p.En
	if len(p.Violations) > 0 {
		zh, en = zh+"："+p.Violations[0].Zh, cmp.Or(en, zh)+": "+p.Violations[0].En
	}
	return zh, en
}
