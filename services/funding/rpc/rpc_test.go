package rpc_test

import (
	"context"
	"testing"

	fundingv1 "yanlu/proto/gen/yanlu/funding/v1"
	. "yanlu/services/delivery/deliverytest"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/funding/act"
	"yanlu/services/funding/rpc"
	"yanlu/services/identity"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

func caller(person string, role lifecycle.Role, org string) context.Context {
	return identity.WithCaller(context.Background(), identity.Caller{Person: person, Grants: []identity.Grant{{Role: role, Org: org}}})
}

func TestLedgerIsForThoseItConcerns(t *testing.T) {
	w := New(t, "university")
	w.On("pay", lifecycle.Finance, act.Pay{AmountFen: 250, Voucher: "PZ-1"})
	s := &rpc.Server{Carrier: &dockrpc.Carrier{Door: w.Door}}
	for _, c := range []struct {
		person string
		role   lifecycle.Role
		org    string
		reads  bool
	}{
		{"person-pi", lifecycle.PI, "host", true},
		{"somebody", lifecycle.PI, "host", false},
		{"person-institution", lifecycle.Institution, "host", true},
		{"somebody", lifecycle.Institution, "joint", false},
		{"person-recommender", lifecycle.Recommender, "park", false},
		{"person-agency", lifecycle.Agency, "agency", false},
		{"expert-00", lifecycle.Reviewer, "org0", false},
		{"person-officer", lifecycle.Officer, "bureau", true},
		{"person-finance", lifecycle.Finance, "bureau", true},
		{"auditor", lifecycle.Auditor, "bureau", true},
		{"person-discipline", lifecycle.Discipline, "bureau", false},
		{"admin", lifecycle.Admin, "bureau", false},
	} {
		got, err := s.ListLedger(caller(c.person, c.role, c.org), &fundingv1.ListLedgerRequest{Docket: w.Project})
		if c.reads != (err == nil) || (!c.reads && problem.ReasonOf(err) != "NOT_FOUND") {
			t.Errorf("%s of %s: %v", c.role, c.org, err)
			continue
		}
		if c.reads && len(got.GetEntries()) != 4 {
			t.Errorf("%s: %v", c.role, got)
		}
	}
	if _, err := s.ListLedger(context.Background(), &fundingv1.ListLedgerRequest{Docket: w.Project}); err == nil {
		t.Error("the public reads a ledger")
	}
}

func TestEnvelopeAddsUp(t *testing.T) {
	w := New(t, "university")
	w.Active()
	w.On("pay", lifecycle.Finance, act.Pay{AmountFen: 250, Voucher: "PZ-1"})
	s := &rpc.Server{Carrier: &dockrpc.Carrier{Door: w.Door}}
	got, err := s.GetEnvelope(caller("auditor", lifecycle.Auditor, "bureau"), &fundingv1.GetEnvelopeRequest{Call: w.Call})
	if err != nil || got.GetEnvelopeFen() != Envelope || got.GetCommittedFen() != 2*Award || got.GetPaidFen() != 250 {
		t.Fatalf("%v %v", got, err)
	}
	for _, c := range []struct {
		ctx context.Context
		id  string
	}{{caller("person-pi", lifecycle.PI, "host"), w.Call}, {caller("auditor", lifecycle.Auditor, "bureau"), w.Project}} {
		if _, err := s.GetEnvelope(c.ctx, &fundingv1.GetEnvelopeRequest{Call: c.id}); problem.ReasonOf(err) != "NOT_FOUND" {
			t.Errorf("%s: %v", c.id, err)
		}
	}
}
