package act

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	commissionstore "yanlu/services/review/commission/store"
	"yanlu/services/review/store"
)

// seatAgenda: what the system does about a seat that was lost.
func seatAgenda(ctx context.Context, q docket.Querier, r *docket.Record, o review.Outcome, items []store.Item) ([]docket.Due, error) {
	taken := count(items, review.Seated)
	if o.Commission == "" || taken >= o.Needed {
		return nil, nil
	}
	if !o.Spent(taken) {
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
	rule := "rev.panel.size"
	if o.Shortage != nil {
		rule = o.Shortage.Rule
	}
	return []docket.Due{{Event: "escalate_review", At: lastMove(items), Rule: rule}}, nil
}

// plannedReserves lists every reserve that the adopted plan has for an application.
func plannedReserves(ctx context.Context, q docket.Querier, r *docket.Record) ([]string, error) {
	var o review.Outcome
	if err := r.Section("review", &o); err != nil || o.Commission == "" {
		return nil, err
	}
	places, err := commissionstore.Adopted(ctx, q, o.Commission, r.ID)
	var out []string
	for _, p := range places {
		if p.Seat == commission.Reserve {
			out = append(out, p.Expert)
		}
	}
	return out, err
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

// vacancy is a panel that has lost a seat: who still sits on it, and the reserves who may be invited in their order.
type vacancy struct {
	law              commission.Law
	size             int
	seated, reserves []commission.Expert
}

// inviteReserve calls the first reserve with whom the panel stays, or can still
// become, what rev.panel.mix asks for. When there is none it says which rule
// stands in the way, and the agenda turns to people.
func (r Rules) inviteReserve(ctx context.Context, a *docket.Act) error {
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	all, err := store.Reviews(ctx, a.Tx, f.Project.ID)
	if err != nil {
		return err
	}
	v, err := f.vacancy(ctx, a, all)
	if err != nil {
		return err
	}
	next, faults := v.law.Call(v.size, v.seated, v.reserves)
	if next >= 0 {
		return r.invite(ctx, a, f, []string{v.reserves[next].ID}, nil)
	}
	return a.Set("review", review.Outcome{ReservesSpent: true, Shortage: shortage(len(v.seated), faults)})
}

// vacancy reads the panel as it is now: kinds, district and organisations may have changed since the seal.
func (f *Frame) vacancy(ctx context.Context, a *docket.Act, all []store.Item) (v vacancy, err error) {
	items := store.OfRound(all, f.Outcome.Round)
	left, err := reservesLeft(ctx, a.Tx, f.Project.ID, f.Outcome.Commission, items)
	if err != nil {
		return v, err
	}
	if left, err = f.callable(ctx, a, all, left); err != nil {
		return v, err
	}
	if v.law, _, err = commission.LawOf(f.Pack); err != nil {
		return v, err
	}
	v.size = f.Outcome.Needed
	if v.seated, err = commissionstore.Present(ctx, a.Tx, seated(items)); err != nil {
		return v, err
	}
	v.reserves, err = commissionstore.Present(ctx, a.Tx, left)
	return v, err
}

// seated lists the reviewers who take a seat.
func seated(items []store.Item) []string {
	var out []string
	for _, i := range items {
		if review.Seated(i.Record.State) {
			out = append(out, i.Reviewer())
		}
	}
	return out
}

// callable keeps the reserves whom nothing but the composition of the panel could
// keep from it: they have room, and neither register nor screening speaks against them.
func (f *Frame) callable(ctx context.Context, a *docket.Act, all []store.Item, ids []string) ([]string, error) {
	barred, err := f.against(ctx, a, ids)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, id := range ids {
		free, err := commissionstore.Free(ctx, a.Tx, id, a.Now)
		if err != nil {
			return nil, err
		}
		c, err := f.composition(ctx, a, all, []string{id})
		if err != nil {
			return nil, err
		}
		if free && barred[id] == "" && c.Check() == nil {
			out = append(out, id)
		}
	}
	return out, nil
}

// shortage says in one sentence why no reserve can be called.
func shortage(seated int, faults []commission.Fault) *review.Shortage {
	if len(faults) == 0 {
		return &review.Shortage{Rule: "rev.panel.size", Zh: "没有可以递补的备选专家", En: "no reserve can be invited", Seated: seated}
	}
	zh, en := sentences(faults)
	return &review.Shortage{Rule: faults[0].Rule, Zh: "备选专家递补后都不符合要求：" + zh, En: "no reserve would keep the panel lawful: " + en, Seated: seated}
}

func sentences(faults []commission.Fault) (zh, en string) {
	var zhs, ens []string
	for _, x := range faults {
		zhs, ens = append(zhs, x.Zh), append(ens, x.En)
	}
	return strings.Join(zhs, "；"), strings.Join(ens, "; ")
}

// byHand judges people whom the agency invites to a panel by hand: nobody
// who is excluded, and a composition that the rule asks for, or a reason where
// the rule lets a person depart from it (REVIEWER_EXCLUDED, PANEL_MIX).
func (f *Frame) byHand(ctx context.Context, a *docket.Act, all []store.Item, in InviteMore) (*review.Departure, error) {
	barred, err := f.against(ctx, a, in.Reviewers)
	if err != nil {
		return nil, err
	}
	on := seated(store.OfRound(all, f.Outcome.Round))
	members, err := commissionstore.Present(ctx, a.Tx, slices.Concat(on, in.Reviewers))
	if err != nil {
		return nil, err
	}
	p := problem.New(problem.Invalid, "REVIEWER_EXCLUDED", "所选专家中有人应当回避，不能邀请", "Some of those chosen are excluded and cannot be invited").With("rule", "rev.coi.grounds")
	for _, m := range members {
		if evidence := barred[m.ID]; evidence != "" {
			p.At("reviewers", m.Name+"："+evidence, m.Name+" is excluded: "+evidence)
		}
	}
	if len(p.Violations) > 0 {
		return nil, p
	}
	law, _, err := commission.LawOf(f.Pack)
	if err != nil {
		return nil, err
	}
	return departure(law, law.Stuck(max(f.Outcome.Needed, len(members)), members), strings.TrimSpace(in.Reason))
}

// departure is what a person departs from with a reason; nil where nothing is amiss.
func departure(law commission.Law, faults []commission.Fault, reason string) (*review.Departure, error) {
	mix := slices.DeleteFunc(faults, func(x commission.Fault) bool { return x.Rule != commission.MixRule })
	if len(mix) == 0 {
		return nil, nil
	}
	zh, en := sentences(mix)
	if law.Mix.ByHand == commission.WithReason && reason != "" {
		return &review.Departure{Rule: commission.MixRule, Zh: zh, En: en, Reason: reason}, nil
	}
	p := problem.New(problem.Precondition, "PANEL_MIX", "邀请后专家组不符合构成要求："+zh, "The panel would not be composed as the rule asks: "+en).With("rule", commission.MixRule).For(string(lifecycle.Agency))
	if law.Mix.ByHand == commission.WithReason {
		return nil, p.At("reason", "请改选专家；确需如此邀请的，请填写理由", "choose others, or give the reason why it has to be so")
	}
	return nil, p.At("reviewers", "请改选专家："+zh, "choose others: "+en)
}

// escalateReview tells agency and officer, once until somebody is invited, that a panel is short.
func escalateReview(_ context.Context, a *docket.Act) error {
	return a.Set("review", review.Outcome{EscalatedAt: &a.Now})
}
