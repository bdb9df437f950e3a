package rpc

import (
	"context"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

// ListPackOffers lists the newer rules that the release brought.
func (s *Packs) ListPackOffers(ctx context.Context, _ *programmev1.ListPackOffersRequest) (*programmev1.ListPackOffersResponse, error) {
	list, err := store.Offers(ctx, s.Door.Pool())
	if err != nil {
		return nil, err
	}
	out := &programmev1.ListPackOffersResponse{}
	for _, o := range list {
		out.Offers = append(out.Offers, &programmev1.PackOffer{
			Hash: o.Hash, Code: o.Code, Version: o.Version, Title: o.Title, OfferedAt: timestamppb.New(o.OfferedAt),
			BaseHash: o.BaseHash, BaseVersion: o.BaseVersion, VersionTaken: o.VersionTaken, Draft: o.Draft,
		})
	}
	return out, nil
}

// AdoptPackOffer makes a draft of an offered pack, the bureau's own changes carried over.
func (s *Packs) AdoptPackOffer(ctx context.Context, req *programmev1.AdoptPackOfferRequest) (*programmev1.PackDraft, error) {
	version, err := named(req.GetVersion(), req.GetEffectiveFrom())
	if err != nil {
		return nil, err
	}
	input := []any{"adopt", req.GetHash(), version, req.GetEffectiveFrom()}
	return s.write(ctx, req.GetRequestId(), "pack:"+req.GetHash(), input, func(tx pgx.Tx, person string) (done, error) {
		o, err := openOffer(ctx, tx, req.GetHash())
		if err != nil {
			return done{}, err
		}
		p, err := s.carried(ctx, tx, o)
		if err != nil {
			return done{}, err
		}
		p.Version, p.EffectiveFrom = version, req.GetEffectiveFrom()
		return s.begin(ctx, tx, store.Beginning{BaseHash: o.BaseHash, OfferHash: o.Hash, Person: person}, p)
	})
}

// openOffer is an offer that waits for somebody to take it up.
func openOffer(ctx context.Context, tx pgx.Tx, hash string) (store.Offer, error) {
	list, err := store.Offers(ctx, tx)
	if err != nil {
		return store.Offer{}, err
	}
	for _, o := range list {
		switch {
		case o.Hash != hash:
		case o.Draft != "":
			return o, store.OfferInDraft().With("draft", o.Draft)
		default:
			return o, nil
		}
	}
	return store.Offer{}, problem.New(problem.NotFound, "PACK_OFFER_NOT_FOUND", "没有待采用的这一版规则，可能已被采用，或已有更新的一版", "No such rules wait to be adopted: they were taken up, or newer ones came")
}

// carried is an offered pack with what the bureau changed since its own rules were shipped.
func (s *Packs) carried(ctx context.Context, q docket.Querier, o store.Offer) (*policy.Pack, error) {
	shipped, err := store.OfferedPack(ctx, q, o.Hash)
	if err != nil {
		return nil, err
	}
	mine, err := s.Book.Pack(ctx, o.BaseHash)
	if err != nil {
		return nil, err
	}
	origin, err := s.Book.Origin(ctx, o.BaseHash)
	if err != nil {
		return nil, err
	}
	return policy.Carry(origin, mine, shipped)
}

// began is what a draft is measured against: the pack that it changes or, where it takes up an offer, what was carried
// over. What came from there keeps its source; what the writers change after that is the bureau's and wants a reason.
func (s *Packs) began(ctx context.Context, q docket.Querier, d store.PackDraft) (*policy.Pack, error) {
	if d.OfferHash == "" {
		return s.Book.Pack(ctx, d.BaseHash)
	}
	first, err := store.RevisionOf(ctx, q, d.ID, 1)
	if err != nil {
		return nil, err
	}
	return policy.Decode(first)
}
