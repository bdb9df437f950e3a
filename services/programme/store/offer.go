package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// Offer is a pack that a release shipped to a bureau with rules of its own. It binds nobody until a draft made of it is
// approved.
type Offer struct {
	Hash, Code, Version, Title string
	OfferedAt                  time.Time
	BaseHash, BaseVersion      string // the bureau's newest pack of the code
	VersionTaken               bool   // the bureau holds another pack of this version, which stays
	Draft                      string // the draft that is being made of it; empty: none
}

// Offers lists the newest offer of each code that has not been taken up.
func Offers(ctx context.Context, q docket.Querier) ([]Offer, error) {
	rows, err := q.Query(ctx, `select o.hash, o.code, o.version, o.title, o.offered_at, b.hash, b.version,
		exists (select 1 from rule_pack where code = o.code and version = o.version), coalesce(d.id, '')
		from (select distinct on (code) * from pack_offer order by code, offered_at desc, version desc) o
		join lateral (select hash, version from rule_pack where code = o.code order by effective_from desc, version desc limit 1) b on true
		left join lateral (select id from pack_draft where offer_hash = o.hash and status in ('draft', 'submitted', 'returned') order by id limit 1) d on true
		where not exists (select 1 from pack_draft where offer_hash = o.hash and status = 'approved')
		order by o.code`)
	if err != nil {
		return nil, fmt.Errorf("programme: offered packs: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Offer])
}

// OfferInDraft refuses a second draft of one offer.
func OfferInDraft() *problem.Problem {
	return problem.New(problem.Precondition, "PACK_OFFER_IN_DRAFT", "已有一份采用这一版的草稿，请在该草稿上继续", "A draft is being made of it; go on there").For("officer", "admin")
}

// KeepOffer lays a shipped pack before the bureau and says whether it is new to it.
func KeepOffer(ctx context.Context, tx pgx.Tx, p *policy.Pack) (bool, error) {
	raw, err := p.Marshal()
	if err != nil {
		return false, err
	}
	tag, err := tx.Exec(ctx, "insert into pack_offer (hash, code, version, title, content) values ($1, $2, $3, $4, $5) on conflict do nothing",
		p.Hash(), p.Code, p.Version, p.Title.Zh, raw)
	if err != nil {
		return false, fmt.Errorf("programme: offer %s: %w", p.Name(), err)
	}
	return tag.RowsAffected() == 1, nil
}

// OfferedPack reads an offered pack. PACK_NOT_FOUND when there is none.
func OfferedPack(ctx context.Context, q docket.Querier, hash string) (*policy.Pack, error) {
	var raw []byte
	err := q.QueryRow(ctx, "select content from pack_offer where hash = $1", hash).Scan(&raw)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.New(problem.NotFound, "PACK_NOT_FOUND", "没有找到该政策包", "No such rule pack").With("hash", hash)
	}
	if err != nil {
		return nil, fmt.Errorf("programme: offered pack %s: %w", hash, err)
	}
	return policy.Parse(raw)
}

// Origin is the shipped pack that a stored one began as, through however many versions of the bureau.
func (b *Book) Origin(ctx context.Context, hash string) (*policy.Pack, error) {
	for {
		var base, offer string
		err := b.pool.QueryRow(ctx, "select base_hash, coalesce(offer_hash, '') from pack_draft where pack_hash = $1", hash).Scan(&base, &offer)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return b.Pack(ctx, hash)
		case err != nil:
			return nil, fmt.Errorf("programme: origin of pack %s: %w", hash, err)
		case offer != "":
			return OfferedPack(ctx, b.pool, offer)
		}
		hash = base
	}
}
