package act

import (
	"cmp"
	"context"
	"slices"

	"yanlu/services/docket"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	commissionstore "yanlu/services/review/commission/store"
	"yanlu/services/review/store"
)

// seatAgenda: what the system does about a seat that was lost.
func seatAgenda(ctx context.Context, q docket.Querier, r *docket.Record, o review.Outcome, items []store.Item) ([]docket.Due, error) {
	if o.Commission == "" || count(items, review.Seated) >= o.Needed {
		return nil, nil
	}
	if !o.ReservesSpent {
		reserves, err := reservesLeft(ctx, q, r.ID, o.Commission, items)
		if err != nil {
			return nil, err
		}
		if len(reserves) > 0 {
			return []docket.Due{{Event: "invite_reserve", At: lastMove(items), Rule: "rev.panel.draw"}}, nil
		}
	}
	if o.EscalatedAt != nil {
		return nil, nil
	}
	return []docket.Due{{Event: "escalate_review", At: lastMove(items), Rule: "rev.panel.size"}}, nil
}

// reservesLeft lists the reserves of the adopted plan that were not invited to
// the round: first those of an urn that has lost a member, then the others, each
// in the order of the plan.
func reservesLeft(ctx context.Context, q docket.Querier, application, under string, items []store.Item) ([]string, error) {
	places, err := commissionstore.Adopted(ctx, q, under, application)
	if err != nil {
		return nil, err
	}
	missing := map[string]int{}
	var reserves []commissionstore.Place
	for _, p := range places {
		i := slices.IndexFunc(items, func(i store.Item) bool { return i.Reviewer() == p.Expert })
		if p.Seat == commission.Member {
			missing[p.Stratum]++
		}
		switch {
		case i >= 0 && review.Seated(items[i].Record.State):
			missing[p.Stratum]--
		case i < 0 && p.Seat == commission.Reserve:
			reserves = append(reserves, p)
		}
	}
	slices.SortStableFunc(reserves, func(a, b commissionstore.Place) int {
		return cmp.Compare(min(max(missing[b.Stratum], 0), 1), min(max(missing[a.Stratum], 0), 1))
	})
	out := make([]string, 0, len(reserves))
	for _, r := range reserves {
		out = append(out, r.Expert)
	}
	return out, nil
}

// inviteReserve calls the first reserve who may lawfully sit with those seated.
// When there is none it says so, and the agenda turns to people.
func (r Rules) inviteReserve(ctx context.Context, a *docket.Act) error {
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	all, err := store.Reviews(ctx, a.Tx, f.Project.ID)
	if err != nil {
		return err
	}
	reserves, err := reservesLeft(ctx, a.Tx, f.Project.ID, f.Outcome.Commission, store.OfRound(all, f.Outcome.Round))
	if err != nil {
		return err
	}
	next, err := r.fitting(ctx, a, f, all, reserves, 1)
	if err != nil {
		return err
	}
	if len(next) > 0 {
		return r.invite(ctx, a, f, next, nil)
	}
	return a.Set("review", review.Outcome{ReservesSpent: true})
}

// escalateReview tells agency and officer, once until somebody is invited, that a panel is short.
func escalateReview(_ context.Context, a *docket.Act) error {
	return a.Set("review", review.Outcome{EscalatedAt: &a.Now})
}
