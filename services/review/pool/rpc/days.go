package rpc

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/store"
)

// RecordExpertDays records or corrects the days that experts sat for a call: its agency at any time, an officer once
// its reviews were handed over.
func (s *Server) RecordExpertDays(ctx context.Context, req *reviewv1.RecordExpertDaysRequest) (*reviewv1.ListFeesResponse, error) {
	said := store.Said{By: callerOf(ctx).person, Reason: trimmed(req.GetReason()), At: s.Door.Now(), Days: map[string][]pool.Day{}}
	if said.Reason == "" {
		return nil, problem.Missing("reason", "依据或更正理由", "The grounds or the reason")
	}
	for _, d := range req.GetDays() {
		if err := days(d.GetDay()); err != nil || d.GetDay() == "" || d.GetDay() > s.today() {
			return nil, problem.New(problem.Invalid, "DAY_INVALID", "请填写已经过去的日期，格式为 年-月-日", "give a day that has come, written YYYY-MM-DD").At("days", "日期有误", "not such a day")
		}
		said.Days[d.GetPerson()] = append(said.Days[d.GetPerson()], pool.Day{Day: d.GetDay(), Share: pool.Share(d.GetShare())})
	}
	out := &reviewv1.ListFeesResponse{}
	err := s.write(ctx, req, req.GetCall(), out, func(tx pgx.Tx) ([]news, error) {
		of, err := s.recordsFor(ctx, tx, req.GetCall())
		if err != nil {
			return nil, err
		}
		said.Call = of.Call
		n, err := store.RecordDays(ctx, tx, said)
		if err != nil {
			return nil, err
		}
		if n < len(req.GetDays()) {
			return nil, store.NotFound()
		}
		found, err := s.fees(ctx, tx, of)
		if err == nil {
			proto.Merge(out, found)
		}
		return nil, err
	})
	return out, err
}

// callerRecords says whether a caller is of those who record days at all.
func callerRecords(c caller) bool {
	return slices.Contains(c.roles, lifecycle.Agency) || slices.Contains(c.roles, lifecycle.Officer)
}

// recordsFor finds the call whose days a caller may record, and whose fees they then read. To a stranger it does not
// exist; the bureau waits until nobody can learn from it who is reviewing (DAYS_NOT_HANDED_OVER).
func (s *Server) recordsFor(ctx context.Context, tx pgx.Tx, id string) (store.DuesFilter, error) {
	call, err := docket.Get(ctx, tx, id)
	if err != nil {
		return store.DuesFilter{}, err
	}
	of, agency := store.DuesFilter{Call: call.ID}, call.Parties().AgencyOrg
	switch {
	case call.Machine != lifecycle.CallMachine:
		return of, docket.NotFound(id)
	case slices.Contains(agencies(callerOf(ctx)), agency):
		of.Agencies = []string{agency}
		return of, nil
	case !slices.Contains(dockrpc.Standing(dockrpc.ActorOf(ctx), call, nil), lifecycle.Officer):
		return of, docket.NotFound(id)
	}
	of.Closed = true
	settled, err := store.Settled(ctx, tx, call.ID)
	if err == nil && !settled {
		err = problem.New(problem.Precondition, "DAYS_NOT_HANDED_OVER", "该批次评审尚未全部移交，移交之前评审天数由评审机构登记", "reviews of this call are not all handed over; until then the agency records the days").
			With("rule", "rev.agency.separation").For(string(lifecycle.Agency))
	}
	return of, err
}

func satOut(days []pool.Day) []*reviewv1.SatDay {
	out := make([]*reviewv1.SatDay, 0, len(days))
	for _, d := range days {
		out = append(out, &reviewv1.SatDay{Day: d.Day, Share: string(d.Share), Meeting: d.Meeting, ByName: d.By, At: dockrpc.Stamp(&d.At), Reason: d.Reason})
	}
	return out
}
