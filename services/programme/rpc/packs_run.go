package rpc

import (
	"context"
	"errors"
	"slices"

	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	applicationstore "yanlu/services/application/store"
	"yanlu/services/docket"
	"yanlu/services/docket/rpc"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme/store"
)

// runPage is how many applications one request judges, so that it answers in bounded time whatever is on record.
const runPage = 200

// DryRunPackDraft judges applications that were handed in by the pack in force and by the draft, with the facts that
// were on record when each was submitted, and shows those that would fare differently. Nothing is changed.
func (s *Packs) DryRunPackDraft(ctx context.Context, req *programmev1.DryRunPackDraftRequest) (*programmev1.DryRunPackDraftResponse, error) {
	d, err := store.FindPackDraft(ctx, s.Door.Pool(), req.GetId())
	if err != nil {
		return nil, err
	}
	out := &programmev1.DryRunPackDraftResponse{}
	if !rpc.ActorOf(ctx).Is(overseers...) {
		return out, nil // who sees no application learns nothing of them
	}
	before, after, err := s.sides(ctx, d)
	if err != nil {
		return nil, err
	}
	if req.GetPageToken() == "" {
		n, err := applicationstore.CountCases(ctx, s.Door.Pool(), req.GetCall())
		if err != nil {
			return nil, err
		}
		out.Total = int32(n)
	}
	cases, err := applicationstore.Cases(ctx, s.Door.Pool(), req.GetCall(), req.GetPageToken(), runPage, s.Door.Now())
	if err != nil {
		return nil, err
	}
	if len(cases) == runPage {
		out.NextPageToken = cases[runPage-1].ID
	}
	return out, s.judge(ctx, before, after, cases, out)
}

// sides are the pack that the draft came from and the draft, which must be whole enough to judge by.
func (s *Packs) sides(ctx context.Context, d store.PackDraft) (before, after *policy.Pack, err error) {
	if before, err = s.Book.Pack(ctx, d.BaseHash); err != nil {
		return nil, nil, err
	}
	if after, err = policy.Parse(d.Content); err != nil {
		return nil, nil, refuse(policy.LoadErrors(err), problem.Precondition, "PACK_DRAFT_DEFECTIVE", "草稿还有问题，改正后才能试算", "The draft has defects; mend them before a dry run")
	}
	return before, after, nil
}

func (s *Packs) judge(ctx context.Context, before, after *policy.Pack, cases []applicationstore.Case, out *programmev1.DryRunPackDraftResponse) error {
	var different []policy.Difference
	for i, c := range cases {
		found, err := policy.DryRun(ctx, before, after, []policy.Facts{c.Facts})
		if err != nil { // an expression that does not fit these facts: told, never counted as a pass
			if out.Unjudged == 0 {
				if out.UnjudgedReason, out.UnjudgedReasonEn, err = unjudgeable(after, err); err != nil {
					return err
				}
			}
			out.Unjudged++
			continue
		}
		out.Judged++
		for _, f := range found {
			f.Index = i
			different = append(different, f)
		}
	}
	out.Differing = int32(len(different))
	out.Same = out.Judged - out.Differing
	return s.showDifferences(ctx, cases, different, out)
}

// unjudgeable says in words which condition does not fit; any other error stays one.
func unjudgeable(p *policy.Pack, err error) (zh, en string, _ error) {
	var one *policy.Unjudgeable
	if !errors.As(err, &one) {
		return "", "", err
	}
	for _, c := range p.Eligibility {
		if r, ok := p.Rule(c.Rule); ok && c.ID == one.ID {
			return "“" + r.Zh + "”的判断式不适用于该申报的数据（" + one.Pack + "）", "the condition on “" + r.En + "” does not fit the data of the application (" + one.Pack + ")", nil
		}
	}
	return "有一条资格条件不适用于该申报的数据", "an eligibility condition does not fit the data of the application", nil
}

func (s *Packs) showDifferences(ctx context.Context, cases []applicationstore.Case, list []policy.Difference, out *programmev1.DryRunPackDraftResponse) error {
	ids := []string{}
	for _, f := range list {
		ids = append(ids, cases[f.Index].ID, cases[f.Index].Call)
	}
	found, err := docket.Select(ctx, s.Door.Pool(), "where id = any($1)", ids)
	if err != nil {
		return err
	}
	byID := map[string]*docket.Record{}
	for _, r := range found {
		byID[r.ID] = r
	}
	for _, f := range list {
		r, call := byID[cases[f.Index].ID], byID[cases[f.Index].Call]
		if r == nil || call == nil || !rpc.MaySee(rpc.ActorOf(ctx), r, call) {
			continue
		}
		standing, _ := lifecycle.Project.Standing(r.State)
		p := r.Parties()
		x := &programmev1.DryRunDifference{
			Docket: r.ID, Title: p.Title, Code: p.Code, CallTitle: call.Parties().Title, State: string(r.State), StateZh: standing.Zh, StateEn: standing.En,
			PassedBefore: len(f.Before) == 0, PassesAfter: len(f.After) == 0,
		}
		for _, said := range sayDifference(f) {
			x.Zh, x.En = append(x.Zh, said.Zh), append(x.En, said.En)
		}
		out.Differences = append(out.Differences, x)
	}
	return nil
}

// sayDifference says which reasons fall away and which are new.
func sayDifference(f policy.Difference) []policy.Text {
	var out []policy.Text
	for _, r := range without(f.Before, f.After) {
		out = append(out, policy.Text{Zh: "不再成立：" + r.Zh, En: "No longer: " + r.En})
	}
	for _, r := range without(f.After, f.Before) {
		out = append(out, policy.Text{Zh: "新的理由：" + r.Zh, En: "New reason: " + r.En})
	}
	return out
}

func without(a, b []policy.Refusal) []policy.Refusal {
	var out []policy.Refusal
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y policy.Refusal) bool { return x.ID == y.ID && x.Zh == y.Zh }) {
			out = append(out, x)
		}
	}
	return out
}
