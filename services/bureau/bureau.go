// Package bureau puts the contexts together: one door with every rule
// registered, one agenda, one set of gRPC servers.
//
// It guarantees that no event of the law is without a rule and that a person's
// call and a workflow's act reach the same ones. It holds no rule itself.
package bureau

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	closurev1 "yanlu/proto/gen/yanlu/closure/v1"
	deliveryv1 "yanlu/proto/gen/yanlu/delivery/v1"
	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	fundingv1 "yanlu/proto/gen/yanlu/funding/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	sitev1 "yanlu/proto/gen/yanlu/site/v1"
	"yanlu/seeds"
	applicationact "yanlu/services/application/act"
	applicationrpc "yanlu/services/application/rpc"
	awardact "yanlu/services/award/act"
	awardrpc "yanlu/services/award/rpc"
	closureact "yanlu/services/closure/act"
	closurerpc "yanlu/services/closure/rpc"
	deliveryact "yanlu/services/delivery/act"
	deliveryrpc "yanlu/services/delivery/rpc"
	"yanlu/services/desk/live"
	deskrpc "yanlu/services/desk/rpc"
	"yanlu/services/docket"
	dockrpc "yanlu/services/docket/rpc"
	fundingact "yanlu/services/funding/act"
	fundingrpc "yanlu/services/funding/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/progress"
	"yanlu/services/policy"
	programmeact "yanlu/services/programme/act"
	programmerpc "yanlu/services/programme/rpc"
	programmestore "yanlu/services/programme/store"
	reviewact "yanlu/services/review/act"
	commissionact "yanlu/services/review/commission/act"
	commissionrpc "yanlu/services/review/commission/rpc"
	lobbyact "yanlu/services/review/lobby/act"
	lobbyrpc "yanlu/services/review/lobby/rpc"
	meetingact "yanlu/services/review/meeting/act"
	meetingrpc "yanlu/services/review/meeting/rpc"
	poolrpc "yanlu/services/review/pool/rpc"
	reviewingrpc "yanlu/services/review/reviewing/rpc"
	reviewrpc "yanlu/services/review/rpc"
	reviewstore "yanlu/services/review/store"
	"yanlu/services/site"
)

// Bureau is the assembled product without its transport.
type Bureau struct {
	Door   *docket.Door
	Book   *programmestore.Book
	View   *dockrpc.View
	Docket *dockrpc.Server

	Desk     *deskrpc.Server
	Live     *live.Server
	Drafting *applicationrpc.Drafting
	Packs    *programmerpc.Packs
	Experts  *poolrpc.Server
	Site     *site.Server
	Review   *reviewrpc.Server
	Desktop  *reviewingrpc.Server // of reviewers

	review   reviewact.Rules
	intake   applicationact.Rules
	delivery deliveryact.Rules
	meetings *meetingrpc.Server
	carrier  *dockrpc.Carrier
	cal      *policy.Calendar
}

// New assembles a bureau over a database. The clock is the server's; nil means the machine's.
func New(pool *pgxpool.Pool, cal *policy.Calendar, clock func() time.Time) (*Bureau, error) {
	shipped, err := seeds.Packs()
	if err != nil {
		return nil, err
	}
	b := &Bureau{Book: programmestore.NewBook(pool, shipped...), cal: cal}
	b.delivery = deliveryact.Rules{Book: b.Book, Cal: cal}
	b.Door = docket.New(pool, b.Agenda, clock)
	b.register()
	if missing := b.Door.Unregistered(); len(missing) > 0 {
		return nil, fmt.Errorf("bureau: no rule for %v", missing)
	}
	b.View = &dockrpc.View{Door: b.Door, Idle: reviewact.Idle}
	b.carrier = &dockrpc.Carrier{Door: b.Door, View: b.View}
	b.Docket = &dockrpc.Server{Carrier: b.carrier, Book: b.Book}
	b.meetings = &meetingrpc.Server{Carrier: b.carrier, Book: b.Book}
	b.Docket.MeetingFiles = b.meetings
	b.Desk = &deskrpc.Server{Carrier: b.carrier, Docket: b.Docket, Book: b.Book}
	b.Live = live.New(b.Door)
	b.Drafting = &applicationrpc.Drafting{Carrier: b.carrier, Docket: b.Docket, Book: b.Book, Rules: b.intake}
	b.Packs = &programmerpc.Packs{Carrier: b.carrier, Book: b.Book, Cal: cal}
	b.Experts = &poolrpc.Server{Carrier: b.carrier, Book: b.Book}
	b.Review = &reviewrpc.Server{Carrier: b.carrier, Book: b.Book}
	b.Desktop = &reviewingrpc.Server{Carrier: b.carrier, Docket: b.Docket, Book: b.Book, Rules: b.review}
	b.Site = &site.Server{
		Pool: pool, Programme: &programmerpc.Server{Carrier: b.carrier, Book: b.Book}, Award: &awardrpc.Server{Carrier: b.carrier},
	}
	return b, nil
}

func (b *Bureau) register() {
	closure := closureact.Rules{Book: b.Book, Cal: b.cal}
	b.review = reviewact.Rules{Book: b.Book, Cal: b.cal, PanelOpened: reviewstore.PanelOpened}
	b.intake = applicationact.Rules{
		Book: b.Book, Cal: b.cal,
		LapseRemediation: closure.LapseRemediation, ReopenReview: b.review.NextRound, ReopenClosure: closure.Reopen,
	}

	programmeact.Rules{Book: b.Book, Cal: b.cal, Independent: commissionact.Independent}.Register(b.Door)
	b.intake.Register(b.Door)
	b.review.Register(b.Door)
	commissionact.Rules{Book: b.Book, Cal: b.cal}.Register(b.Door)
	meetingact.Rules{Book: b.Book, Cal: b.cal}.Register(b.Door)
	lobbyact.Rules{Book: b.Book, Cal: b.cal}.Register(b.Door)
	awardact.Rules{Book: b.Book, Cal: b.cal, Intake: b.intake, NextRound: b.review.NextRound, ReleaseRest: fundingact.ReleaseRest}.Register(b.Door)
	fundingact.Rules{Book: b.Book, Cal: b.cal}.Register(b.Door)
	b.delivery.Register(b.Door)
	closure.Register(b.Door)
}

// Agenda lists what the system has to do next for any record: each context answers for the states of its stage.
func (b *Bureau) Agenda(ctx context.Context, q docket.Querier, r, parent *docket.Record) ([]docket.Due, error) {
	switch r.Machine {
	case lifecycle.NeedMachine:
		return programmeact.NeedAgenda(r)
	case lifecycle.CallMachine:
		return programmeact.CallAgenda(r)
	case lifecycle.CommissionMachine:
		return commissionact.Agenda(r)
	case lifecycle.ReviewMachine:
		return reviewact.Agenda(ctx, q, r, parent)
	case lifecycle.MeetingMachine:
		return meetingact.Agenda(r)
	case lifecycle.LobbyMachine:
		return lobbyact.Agenda(r)
	}
	var out []docket.Due
	for _, ask := range []func() ([]docket.Due, error){
		func() ([]docket.Due, error) { return applicationact.Agenda(r, parent) },
		func() ([]docket.Due, error) { return reviewact.Agenda(ctx, q, r, parent) },
		func() ([]docket.Due, error) { return awardact.Agenda(r) },
		func() ([]docket.Due, error) { return b.delivery.Agenda(ctx, q, r, parent) },
		func() ([]docket.Due, error) { return closureact.Agenda(ctx, q, r, parent) },
		func() ([]docket.Due, error) { return fundingact.Agenda(ctx, q, r, parent) },
	} {
		due, err := ask()
		if err != nil {
			return nil, err
		}
		out = append(out, due...)
	}
	return out, nil
}

// Serve registers the services of every context on a gRPC server.
func (b *Bureau) Serve(s grpc.ServiceRegistrar) {
	docketv1.RegisterDocketServiceServer(s, b.Docket)
	deskv1.RegisterDeskServiceServer(s, b.Desk)
	deskv1.RegisterLiveServiceServer(s, b.Live)
	sitev1.RegisterSiteServiceServer(s, b.Site)
	programmev1.RegisterProgrammeServiceServer(s, b.Site.Programme)
	programmev1.RegisterPackServiceServer(s, b.Packs)
	applicationv1.RegisterApplicationServiceServer(s, &applicationrpc.Server{Carrier: b.carrier, Rules: b.intake})
	applicationv1.RegisterDraftingServiceServer(s, b.Drafting)
	reviewv1.RegisterReviewServiceServer(s, b.Review)
	reviewv1.RegisterReviewingServiceServer(s, b.Desktop)
	reviewv1.RegisterCommissionServiceServer(s, &commissionrpc.Server{Carrier: b.carrier, Book: b.Book, Cal: b.cal, Works: progress.New(nil)})
	reviewv1.RegisterExpertServiceServer(s, b.Experts)
	reviewv1.RegisterMeetingServiceServer(s, b.meetings)
	reviewv1.RegisterLobbyServiceServer(s, &lobbyrpc.Server{Carrier: b.carrier})
	awardv1.RegisterAwardServiceServer(s, b.Site.Award)
	fundingv1.RegisterFundingServiceServer(s, &fundingrpc.Server{Carrier: b.carrier})
	deliveryv1.RegisterDeliveryServiceServer(s, &deliveryrpc.Server{Carrier: b.carrier})
	closurev1.RegisterClosureServiceServer(s, &closurerpc.Server{Carrier: b.carrier})
}
