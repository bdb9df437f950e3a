package act

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/screen"
	commissionstore "yanlu/services/review/commission/store"
	"yanlu/services/review/store"
)

// byPlanOnly refuses a panel by hand for an application that a commission means,
// sealed or not (REVIEW_IN_COMMISSION): its panel is made there.
func byPlanOnly(ctx context.Context, a *docket.Act, by string) error {
	holder, sealed, err := commissionstore.Meant(ctx, a.Tx, a.Record.Parties().Parent, a.Subject(), "")
	if err != nil || holder == by {
		return err
	}
	p := problem.New(problem.Precondition, "REVIEW_IN_COMMISSION", "该项目已列入评审委托，专家组须在委托中产生；需另行组建的，请科技局经办人先撤销或修改委托",
		"The application belongs to a commission and its panel is made there; the officer may revoke or revise the commission")
	if sealed {
		p = problem.New(problem.Precondition, "REVIEW_IN_COMMISSION", "该项目已列入封存的评审委托，专家组由委托方案产生", "The application belongs to a sealed commission; its panel comes from the plan")
	}
	return p.With("commission", holder).For(string(lifecycle.Agency), string(lifecycle.Officer))
}

// guard holds everybody new to what a commission holds its experts to: the live
// screening and what was sealed, their load, and the law of the panel as a whole.
func (f *Frame) guard(ctx context.Context, a *docket.Act, c *review.Composition) error {
	against, err := f.against(ctx, a, ids(c.New))
	if err != nil {
		return err
	}
	people, err := f.panelists(ctx, a, slices.Concat(ids(c.Seated), ids(c.New)))
	if err != nil {
		return err
	}
	for i := range c.New {
		n := &c.New[i]
		if p, known := people[n.ID]; known {
			n.Idle, n.Full = !p.InUse, p.Full() && !f.planned
		}
		n.Excluded = against[n.ID]
	}
	if a.Command.Event != "assign_review" {
		return nil // byHand and the call of a reserve judge the panel that results
	}
	law, _, err := commission.LawOf(f.Pack)
	if err != nil {
		return err
	}
	members := commissionstore.As(people, slices.Concat(ids(c.Seated), ids(c.New)))
	for _, x := range law.Stuck(max(f.Outcome.Needed, len(members)), members) {
		c.Lacks = append(c.Lacks, review.Lack{Rule: x.Rule, Zh: x.Zh, En: x.En})
	}
	return nil
}

func ids(list []review.Candidate) []string {
	out := make([]string, 0, len(list))
	for _, c := range list {
		out = append(out, c.ID)
	}
	return out
}

// panelists reads people as they stand until the opinions are due.
func (f *Frame) panelists(ctx context.Context, a *docket.Act, ids []string) (map[string]commissionstore.Panelist, error) {
	until := a.Now
	for _, due := range []*time.Time{f.Commission.Due, f.Outcome.Due} {
		if due != nil && due.After(until) {
			until = *due
		}
	}
	return commissionstore.Panelists(ctx, a.Tx, ids, a.Now, until)
}

// against says what speaks against people for this application: by the registers
// as they are now, by the rotation, and by what the seal of its commission
// excluded; by id, in Chinese. Nobody is screened twice in one act.
func (f *Frame) against(ctx context.Context, a *docket.Act, ids []string) (map[string]string, error) {
	if f.screened == nil {
		f.screened = map[string]string{}
	}
	var fresh []string
	for _, id := range ids {
		if _, done := f.screened[id]; !done {
			f.screened[id], fresh = "", append(fresh, id)
		}
	}
	if len(fresh) == 0 {
		return f.screened, nil
	}
	list, err := screen.Screen(ctx, a.Tx, f.Pack, f.Call, f.itself(), experts(fresh), a.Now)
	if err != nil {
		return nil, err
	}
	if f.Outcome.Commission != "" {
		sealed, _, err := commissionstore.Exclusions(ctx, a.Tx, commissionstore.Filter{Commission: f.Outcome.Commission, Application: f.Project.ID})
		if err != nil {
			return nil, err
		}
		list = append(list, sealed...)
	}
	for _, x := range list {
		if was, asked := f.screened[x.Expert]; asked && was == "" {
			f.screened[x.Expert] = x.Evidence
		}
	}
	return f.screened, nil
}

// clear notes that people were screened by the commission that seats them, in
// this transaction, and that its plan shared out their load.
func (f *Frame) clear(ids []string) {
	f.screened, f.planned = map[string]string{}, true
	for _, id := range ids {
		f.screened[id] = ""
	}
}

func (f *Frame) itself() []commission.Application {
	return []commission.Application{{ID: f.Project.ID, Title: f.Project.Parties().Title}}
}

func experts(ids []string) []commission.Expert {
	out := make([]commission.Expert, 0, len(ids))
	for _, id := range ids {
		out = append(out, commission.Expert{ID: id})
	}
	return out
}

// inOrder holds who is invited by hand to a drawn panel to the lots: while
// reserves are left who may lawfully sit, they come first and in their order
// (rev.panel.draw).
func (f *Frame) inOrder(ctx context.Context, a *docket.Act, all []store.Item, wanted []string) error {
	if f.Outcome.Commission == "" {
		return nil
	}
	drawn, err := commissionstore.ByDraw(ctx, a.Tx, f.Outcome.Commission)
	if err != nil || !drawn {
		return err
	}
	next, err := f.nextDrawn(ctx, a, all, wanted)
	if err != nil {
		return err
	}
	for _, id := range next {
		if !slices.Contains(wanted, id) {
			return f.outOfOrder(ctx, a, next)
		}
	}
	return nil
}

// nextDrawn lists the reserves whose turn it is when so many are invited: as the
// system would call them, one after the other.
func (f *Frame) nextDrawn(ctx context.Context, a *docket.Act, all []store.Item, wanted []string) ([]string, error) {
	if len(store.OfRound(all, f.Outcome.Round)) == 0 {
		return f.nextOfUrns(ctx, a, all, wanted)
	}
	v, err := f.vacancy(ctx, a, all)
	if err != nil {
		return nil, err
	}
	var next []string
	for len(next) < len(wanted) {
		i, _ := v.law.Call(max(v.size, len(v.seated)+1), v.seated, v.reserves)
		if i < 0 {
			break
		}
		next, v.seated = append(next, v.reserves[i].ID), append(v.seated, v.reserves[i])
		v.reserves = slices.Delete(v.reserves, i, i+1)
	}
	return next, nil
}

// nextOfUrns is the turn in another round, whose panel is new: of each urn as
// many as are wanted of it.
func (f *Frame) nextOfUrns(ctx context.Context, a *docket.Act, all []store.Item, wanted []string) ([]string, error) {
	places, err := commissionstore.Adopted(ctx, a.Tx, f.Outcome.Commission, f.Project.ID)
	if err != nil {
		return nil, err
	}
	places = slices.DeleteFunc(places, func(p commissionstore.Place) bool { return p.Seat != commission.Reserve })
	reserves, urn := make([]string, 0, len(places)), map[string]string{}
	for _, p := range places {
		reserves, urn[p.Expert] = append(reserves, p.Expert), p.Stratum
	}
	c, err := f.composition(ctx, a, all, reserves)
	if err != nil {
		return nil, err
	}
	people, err := f.panelists(ctx, a, wanted)
	if err != nil {
		return nil, err
	}
	open := map[string]int{}
	for _, id := range wanted {
		of, drawn := urn[id]
		if !drawn {
			of = people[id].Stratum()
		}
		open[of]++
	}
	var next []string
	for _, n := range c.New {
		if zh, _ := c.Objection(n); zh == "" && open[urn[n.ID]] > 0 {
			open[urn[n.ID]]--
			next = append(next, n.ID)
		}
	}
	return next, nil
}

// outOfOrder names whose turn it is (RESERVE_OUT_OF_ORDER).
func (f *Frame) outOfOrder(ctx context.Context, a *docket.Act, next []string) error {
	people, err := store.Candidates(ctx, a.Tx, f.Project.ID, next, a.Now)
	if err != nil {
		return err
	}
	var names []string
	for _, p := range people {
		names = append(names, p.Name)
	}
	list := strings.Join(names, "、")
	return problem.New(problem.Precondition, "RESERVE_OUT_OF_ORDER", "专家组由抽取产生，须按抽取顺序先邀请备选专家："+list, "The panel was drawn: reserves are invited first and in their order: "+list).
		With("rule", "rev.panel.draw").At("reviewers", "请先邀请"+list, "invite "+list+" first").For(string(lifecycle.Agency))
}

// conflicts is the live screening of people who sit already; by id, in Chinese.
func (f *Frame) conflicts(ctx context.Context, q docket.Querier, ids []string, now time.Time) (map[string]string, error) {
	list, err := screen.Conflicts(ctx, q, f.Pack, f.Call, f.itself(), experts(ids), now)
	out := map[string]string{}
	for _, x := range list {
		out[x.Expert] = x.Evidence
	}
	return out, err
}

// mayAccept refuses an invitation that conflicts by now (REVIEWER_IN_CONFLICT).
// The reviewer is not told with whom: the application may be nameless.
func (f *Frame) mayAccept(ctx context.Context, a *docket.Act) error {
	reviewer := a.Record.Parties().Reviewer
	found, err := f.conflicts(ctx, a.Tx, []string{reviewer}, a.Now)
	if err != nil || found[reviewer] == "" {
		return err
	}
	return problem.New(problem.Precondition, "REVIEWER_IN_CONFLICT", "按现有登记资料，您与本项目存在应回避情形，请选择回避；资料有误的，请联系评审机构核实",
		"By what is on file you have a conflict with this application: recuse yourself, or let the agency check the file").
		With("rule", "rev.coi.grounds").For(string(lifecycle.Reviewer), string(lifecycle.Agency))
}

// mayCount refuses to close a round in which somebody whose score counts
// conflicts by now (REVIEWER_IN_CONFLICT): the agency records it first.
func (f *Frame) mayCount(ctx context.Context, a *docket.Act, items []store.Item) error {
	people := make([]string, 0, len(items))
	for _, i := range items {
		people = append(people, i.Reviewer())
	}
	found, err := f.conflicts(ctx, a.Tx, people, a.Now)
	if err != nil || len(found) == 0 {
		return err
	}
	p := problem.New(problem.Precondition, "REVIEWER_IN_CONFLICT", "有专家按现有登记资料应当回避，请先登记回避，其评分不再计入", "A reviewer has a conflict by what is on file: record the recusal first; the score then no longer counts").
		With("rule", "rev.coi.after_discovery").For(string(lifecycle.Agency))
	for _, i := range items {
		if evidence := found[i.Reviewer()]; evidence != "" {
			p.At("reviewers", fmt.Sprintf("%s：%s", i.Work.Label, evidence), fmt.Sprintf("%s: %s", i.Work.Label, evidence))
		}
	}
	return p
}
