// Package rpc serves FundingService: verbs go through the door, reads show the
// ledger to those it concerns.
//
// It guarantees that a stranger cannot tell a ledger that is not theirs from one
// that does not exist. It refuses to sum: that is the store's.
package rpc

import (
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	fundingv1 "yanlu/proto/gen/yanlu/funding/v1"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	"yanlu/services/funding/act"
	"yanlu/services/funding/store"
	"yanlu/services/lifecycle"
)

// Server serves FundingService.
type Server struct {
	*dockrpc.Carrier
	fundingv1.UnsafeFundingServiceServer
}

var _ fundingv1.FundingServiceServer = (*Server)(nil)

// Pay asks for project event “pay”.
func (s *Server) Pay(ctx context.Context, req *fundingv1.PayRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Pay{AmountFen: req.GetAmountFen(), Voucher: req.GetVoucher()})
}

// StartRecovery asks for project event “recover”.
func (s *Server) StartRecovery(ctx context.Context, req *fundingv1.StartRecoveryRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.Recover{AmountFen: req.GetAmountFen(), Reason: req.GetReason()})
}

// Dun asks for project event “dun”.
func (s *Server) Dun(ctx context.Context, req *fundingv1.DunRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, docket.Note{Note: req.GetNote()})
}

// RecordPaidBack asks for project event “paid_back”.
func (s *Server) RecordPaidBack(ctx context.Context, req *fundingv1.RecordPaidBackRequest) (*docketv1.Receipt, error) {
	return s.Carry(ctx, req, act.PaidBack{Voucher: req.GetVoucher()})
}

// The bureau and the auditor read every ledger; the project's own people read theirs.
var (
	bureauReaders = []lifecycle.Role{lifecycle.Officer, lifecycle.Director, lifecycle.PartyGroup, lifecycle.LeadingGroup, lifecycle.Finance, lifecycle.Auditor}
	ledgerReaders = append(slices.Clone(bureauReaders), lifecycle.PI, lifecycle.Institution)
)

// ListLedger lists a docket's entries. Strangers get docket.NotFound.
func (s *Server) ListLedger(ctx context.Context, req *fundingv1.ListLedgerRequest) (*fundingv1.ListLedgerResponse, error) {
	q := s.Door.Pool()
	r, parent, err := docket.WithParent(ctx, q, req.GetDocket())
	if err != nil {
		return nil, err
	}
	if !reads(dockrpc.ActorOf(ctx), r, parent, ledgerReaders) {
		return nil, docket.NotFound(req.GetDocket())
	}
	entries, err := store.Ledger(ctx, q, r.ID)
	if err != nil {
		return nil, err
	}
	out := &fundingv1.ListLedgerResponse{}
	for _, e := range entries {
		out.Entries = append(out.Entries, &fundingv1.Entry{Posting: e.Posting, Account: e.Account, AmountFen: e.AmountFen, At: timestamppb.New(e.At), Seq: e.Seq})
	}
	return out, nil
}

// GetEnvelope sums a call's envelope. Anything that is not a call gets docket.NotFound.
func (s *Server) GetEnvelope(ctx context.Context, req *fundingv1.GetEnvelopeRequest) (*fundingv1.GetEnvelopeResponse, error) {
	q := s.Door.Pool()
	call, err := docket.Get(ctx, q, req.GetCall())
	if err != nil {
		return nil, err
	}
	if call.Machine != lifecycle.CallMachine || !reads(dockrpc.ActorOf(ctx), call, nil, bureauReaders) {
		return nil, docket.NotFound(req.GetCall())
	}
	e, err := store.EnvelopeOf(ctx, q, call.ID)
	if err != nil {
		return nil, err
	}
	return &fundingv1.GetEnvelopeResponse{EnvelopeFen: e.Total, CommittedFen: e.Committed, PaidFen: e.Paid}, nil
}

func reads(a docket.Actor, r, parent *docket.Record, readers []lifecycle.Role) bool {
	return slices.ContainsFunc(docket.Relations(a, r, parent), func(c docket.Capacity) bool { return slices.Contains(readers, c.Role) })
}
