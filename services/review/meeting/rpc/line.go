package rpc

import (
	"context"
	"slices"
	"strconv"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/review"
	"yanlu/services/review/line"
)

// lineReaders read a call's list once it was handed over, as RankList lets them; the agency reads its own at any time.
var lineReaders = []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Discipline, lifecycle.Auditor}

// PanelLine lists a call's applications by the statutory aggregate, with what
// calibration says beside it. A stranger is told NOT_FOUND.
func (s *Server) PanelLine(ctx context.Context, req *reviewv1.PanelLineRequest) (*reviewv1.PanelLineResponse, error) {
	call, _, err := docket.WithParent(ctx, s.Door.Pool(), req.GetCall())
	if err != nil {
		return nil, err
	}
	var agency, bureau bool
	for _, c := range docket.Relations(dockrpc.ActorOf(ctx), call, nil) {
		agency, bureau = agency || c.Role == lifecycle.Agency, bureau || slices.Contains(lineReaders, c.Role)
	}
	read := line.Closed
	switch {
	case call.Machine != lifecycle.CallMachine || !agency && !bureau:
		return nil, docket.NotFound(req.GetCall())
	case agency:
		read = line.Running
	}
	panel, err := read(ctx, s.Door.Pool(), s.Book, call)
	if err != nil {
		return nil, err
	}
	return showLine(panel), nil
}

func showLine(p line.Panel) *reviewv1.PanelLineResponse {
	out := &reviewv1.PanelLineResponse{EnvelopeFen: p.EnvelopeFen, Above: int32(p.Above), Waiting: int32(p.Waiting)}
	if c := p.Choice; c != nil {
		out.Method, out.Reason, out.ReasonZh, out.ReasonEn = string(c.Method), string(c.Reason.Code), c.Reason.Zh, c.Reason.En
		out.TossUpFrom, out.TossUpTo, out.Interval = places(p.Rule.TossUpFrom, 2), places(p.Rule.TossUpTo, 2), places(p.Rule.Interval, 2)
	}
	for _, r := range p.Rows {
		row := &reviewv1.PanelLineRow{
			Rank: int32(r.Rank), Docket: r.Docket, Title: r.Title, Host: r.Host, State: r.State, Aggregate: r.Aggregate.StringFixed(review.Places), Valid: int32(r.Valid),
			Closed: r.Closed, Tied: r.Tied, BelowLine: r.BelowLine, AboveMoneyLine: r.Above, RequestedFen: r.RequestedFen, CumulativeFen: r.CumulativeFen,
			Dispersed: r.Dispersed, OddScore: r.Odd, TossUp: r.TossUp,
		}
		if r.Figure != nil {
			row.Figure = places(*r.Figure, review.Places)
		}
		if e := r.Estimate; e != nil {
			row.Low, row.High, row.ExpectedRank, row.Probability = places(e.Low, review.Places), places(e.High, review.Places), places(e.ExpectedRank, 1), places(e.Funded, 3)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// places writes a figure that is not exact with so many decimal places.
func places(x float64, n int) string { return strconv.FormatFloat(x, 'f', n, 64) }
