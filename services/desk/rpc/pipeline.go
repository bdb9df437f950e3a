package rpc

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/programme"
)

// GetPipeline counts, for each call that concerns the caller, what stands in
// each state, how long, and how much of it is late: the same late as in lists.
func (s *Server) GetPipeline(ctx context.Context, req *deskv1.GetPipelineRequest) (*deskv1.GetPipelineResponse, error) {
	a := dockrpc.ActorOf(ctx)
	calls, err := s.calls(ctx, a, req.GetCall())
	if err != nil {
		return nil, err
	}
	out, rows := &deskv1.GetPipelineResponse{}, map[string]*deskv1.PipelineRow{}
	ids := []string{}
	for _, call := range calls {
		row, err := rowOf(call)
		if err != nil {
			return nil, err
		}
		out.Rows, rows[call.ID], ids = append(out.Rows, row), row, append(ids, call.ID)
	}
	cells, err := s.cells(ctx, a, ids)
	if err != nil {
		return nil, err
	}
	for _, x := range cells {
		row := rows[x.call]
		row.Cells = append(row.Cells, x.PipelineCell)
		row.Total += x.GetCount()
	}
	for _, row := range out.Rows {
		slices.SortFunc(row.Cells, func(x, y *deskv1.PipelineCell) int { return cmp.Compare(place(x.GetState()), place(y.GetState())) })
	}
	return out, nil
}

// calls lists the calls that concern the caller, newest first: the one that is
// named, or all that have not ended.
func (s *Server) calls(ctx context.Context, a docket.Actor, named string) ([]*docket.Record, error) {
	c := dockrpc.NewConditions(s.Door.Now())
	clause := "where machine = 'call' and " + c.Concerned(a, lifecycle.CallMachine)
	if named == "" {
		clause += " and not terminal"
	} else {
		clause += fmt.Sprintf(" and %s in (id, code)", c.Arg(named))
	}
	found, err := docket.Select(ctx, s.Door.Pool(), clause+" order by opened_at desc, id desc", c.Args()...)
	if err == nil && named != "" && len(found) == 0 {
		err = docket.NotFound(named)
	}
	return found, err
}

func rowOf(call *docket.Record) (*deskv1.PipelineRow, error) {
	var w programme.Window
	if err := call.Section("window", &w); err != nil {
		return nil, err
	}
	standing, _ := lifecycle.Call.Standing(call.State)
	p := call.Parties()
	return &deskv1.PipelineRow{
		Call: call.ID, Title: p.Title, Code: p.Code, State: string(call.State), StateZh: standing.Zh, StateEn: standing.En, ClosesAt: dockrpc.Stamp(w.ClosesAt),
	}, nil
}

// cell is one state of one call.
type cell struct {
	call string
	*deskv1.PipelineCell
}

func (s *Server) cells(ctx context.Context, a docket.Actor, calls []string) ([]cell, error) {
	c := dockrpc.NewConditions(s.Door.Now())
	now := c.Arg(s.Door.Now())
	sql := fmt.Sprintf(`select parent, state, count(*), count(*) filter (where %s), min(since),
			percentile_cont(0.5) within group (order by extract(epoch from %s::timestamptz - since)) / 86400
		from docket where machine = 'project' and parent = any(%s) and %s group by parent, state`,
		c.Late(a, lifecycle.ProjectMachine), now, c.Arg(calls), c.Visible(a, lifecycle.ProjectMachine))
	rows, err := s.Door.Pool().Query(ctx, sql, c.Args()...)
	if err != nil {
		return nil, fmt.Errorf("desk: pipeline: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (cell, error) {
		x := cell{PipelineCell: &deskv1.PipelineCell{}}
		var oldest time.Time
		if err := row.Scan(&x.call, &x.State, &x.Count, &x.Late, &oldest, &x.MedianDays); err != nil {
			return x, err
		}
		standing, _ := lifecycle.Project.Standing(lifecycle.State(x.State))
		x.StateZh, x.StateEn, x.Stage, x.Oldest = standing.Zh, standing.En, StageOf(standing.State), timestamppb.New(oldest)
		for _, t := range standing.Turn {
			x.Turn = append(x.Turn, string(t))
		}
		return x, nil
	})
}

// place is where the law names a state: the order of a project's life.
func place(state string) int {
	return slices.IndexFunc(lifecycle.Project.Standings, func(s lifecycle.Standing) bool { return string(s.State) == state })
}
