package rpc_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/platform/progress"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	commissionrpc "yanlu/services/review/commission/rpc"
)

const machine = lifecycle.CommissionMachine

// method lets a handler be called without a connection, as a method of the service.
type method string

func (m method) Method() string             { return "/yanlu.review.v1.CommissionService/" + string(m) }
func (method) SetHeader(metadata.MD) error  { return nil }
func (method) SendHeader(metadata.MD) error { return nil }
func (method) SetTrailer(metadata.MD) error { return nil }
func as(w *bureautest.World, login string, m method) context.Context {
	return grpc.NewContextWithServerTransportStream(w.As(login), m)
}

// scene is a sealed commission that is matched, and the server in front of it.
func scene(t *testing.T) (*bureautest.World, *commissionrpc.Server, string) {
	t.Helper()
	w := bureautest.New(t)
	kinds := []string{"finance", "industry", "technical", "technical", "technical"}
	for i, login := range []string{"qianshenzhi", "fangqicheng", "guqinghe", "shensuining", "hanruoxi", "mengzhishu", "baizhiyan", "wenyiheng", "jiangyanzhou", "subanxia"} {
		if _, err := w.Pool.Exec(t.Context(), `insert into expert (person, status, source, kinds, local, keywords, verified_at, refreshed_at) select id, 'active', 'imported', array[$2], false, fields, now(), now() from person where id = $1
			on conflict (person) do update set kinds = excluded.kinds, local = false`, "person-"+login, kinds[i%5]); err != nil {
			t.Fatal(err)
		}
	}
	callID := w.OpenCall()
	w.Project("linzhou", w.FormalCheck(callID, 0), "accept", docket.Note{})
	due := w.Door.Now().AddDate(0, 3, 0)
	id := w.Do("linzhou", "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: commission.Brief{
		Mode: "remote", Method: commission.Optimal, Blind: commission.Single, All: true, Due: &due,
	}}).Record.ID
	w.Commissioned(callID)
	w.Do("pingheng", id, machine, "seal_commission", act.Seal{Independent: true})
	return w, &commissionrpc.Server{Carrier: w.Docket.Carrier, Book: w.Book, Cal: w.Cal, Works: progress.New(nil)}, id
}

// until polls what the agency is told until it is as wanted.
func until(t *testing.T, w *bureautest.World, s *commissionrpc.Server, id string, want func(*reviewv1.CommissionWork) bool) *reviewv1.CommissionWork {
	t.Helper()
	var last *reviewv1.CommissionWork
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		out, err := s.GetCommissionWork(w.As("pingheng"), &reviewv1.GetCommissionWorkRequest{Docket: id})
		if err != nil {
			t.Fatal(err)
		}
		if last = out.GetWork(); want(last) {
			return last
		}
	}
	t.Fatalf("the work stays at %v", last)
	return nil
}

// An act is told of stage by stage to whoever may do it and to nobody else; it
// goes on when its caller is gone, and what came of it is on the record.
func TestWorkGoesOnWithoutItsCaller(t *testing.T) {
	t.Parallel()
	w, s, id := scene(t)
	held, err := w.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = held.Rollback(context.Background()) }()
	if _, err := held.Exec(t.Context(), "lock table commission_plan in share mode"); err != nil {
		t.Fatal(err)
	}

	ctx, leave := context.WithCancel(as(w, "pingheng", "ProposePanels"))
	done := make(chan error, 1)
	go func() {
		_, err := s.ProposePanels(ctx, &reviewv1.ProposePanelsRequest{RequestId: "request-1", Docket: id, RaiseWorst: true})
		done <- err
	}()
	at := until(t, w, s, id, func(x *reviewv1.CommissionWork) bool {
		return x != nil && x.GetStages()[x.GetStage()-1].GetCode() == "write"
	})
	if at.GetEvent() != "propose_panels" || at.GetRequestId() != "request-1" || at.GetEndedAt() != nil || at.GetPercent() < 50 || at.GetPercent() > 99 {
		t.Errorf("while it runs: %v", at)
	}
	i := slices.IndexFunc(at.GetStages(), func(x *reviewv1.WorkStage) bool { return x.GetCode() == commission.Reserved })
	if at.GetStages()[i].GetTotal() != 1 {
		t.Errorf("nothing was counted: %v", at.GetStages())
	}
	for _, login := range []string{"linzhou", "luzhiyuan"} {
		if _, err := s.GetCommissionWork(w.As(login), &reviewv1.GetCommissionWorkRequest{Docket: id}); problem.ReasonOf(err) != "NOT_FOUND" {
			t.Errorf("%s is told: %v", login, err)
		}
	}

	leave() // the page is closed
	time.Sleep(20 * time.Millisecond)
	if err := held.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("the act ended with its caller: %v", err)
	}
	if end := until(t, w, s, id, func(x *reviewv1.CommissionWork) bool { return x.GetEndedAt() != nil }); !end.GetRecorded() || end.GetPercent() != 100 {
		t.Errorf("ended: %v", end)
	}
	planned, err := docket.SectionOf[commission.Planned](w.Get(id), "plan")
	if err != nil || planned.Version != 1 {
		t.Errorf("the record: %+v %v", planned, err)
	}
}

// The acts beside an adoption are counted, and a refusal says why for whoever opens the page again.
func TestCompanionsAreCountedAndRefusalsSaid(t *testing.T) {
	t.Parallel()
	w, s, id := scene(t)
	if _, err := s.ProposePanels(as(w, "pingheng", "ProposePanels"), &reviewv1.ProposePanelsRequest{RequestId: "request-1", Docket: id, MinLoad: 1000}); problem.ReasonOf(err) != "FLOORS_TOO_HIGH" {
		t.Fatal(err)
	}
	x := until(t, w, s, id, func(x *reviewv1.CommissionWork) bool { return x.GetEndedAt() != nil })
	if x.GetRecorded() || x.GetRefusedZh() == "" || x.GetRefusedEn() == "" || x.GetPercent() == 100 {
		t.Errorf("refused: %v", x)
	}
	if _, err := s.ProposePanels(as(w, "pingheng", "ProposePanels"), &reviewv1.ProposePanelsRequest{RequestId: "request-2", Docket: id}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AdoptPanels(as(w, "pingheng", "AdoptPanels"), &reviewv1.AdoptPanelsRequest{RequestId: "request-3", Docket: id, PlanVersion: 1}); err != nil {
		t.Fatal(err)
	}
	x = until(t, w, s, id, func(x *reviewv1.CommissionWork) bool { return x.GetEvent() == "adopt_panels" && x.GetEndedAt() != nil })
	i := slices.IndexFunc(x.GetStages(), func(x *reviewv1.WorkStage) bool { return x.GetCode() == progress.Companions })
	if st := x.GetStages()[i]; st.GetDone() != 1 || st.GetTotal() != 1 || !x.GetRecorded() {
		t.Errorf("adopted: %v", x)
	}
}
