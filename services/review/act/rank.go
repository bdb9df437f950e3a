package act

import (
	"context"

	"yanlu/services/docket"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/store"
)

// RankList ranks a call's reviewed applications by the line of its rubric, or of
// rev.score.pass where the rubric has none. It also returns the call's terms.
// Results not handed over yet are in it only for the agency (withheld).
func RankList(ctx context.Context, q docket.Querier, book *programmestore.Book, call *docket.Record, withheld bool) ([]review.Place, programme.Terms, error) {
	var terms programme.Terms
	if err := call.Section("terms", &terms); err != nil {
		return nil, terms, err
	}
	entries, err := store.Ranked(ctx, q, call.ID, withheld)
	if err != nil || len(entries) == 0 {
		return nil, terms, err
	}
	pack, err := book.Pack(ctx, terms.PackHash)
	if err != nil {
		return nil, terms, err
	}
	pass, _, err := PassOf(pack, terms)
	if err != nil {
		return nil, terms, err
	}
	money, err := MoneyOf(pack, terms)
	if err != nil {
		return nil, terms, err
	}
	places := review.Rank(entries, pass.FundLine)
	review.MarkAbove(places, money)
	return places, terms, nil
}
