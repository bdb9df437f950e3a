package act

import (
	"context"
	"slices"
	"strings"

	"yanlu/services/closure"
	"yanlu/services/closure/store"
	"yanlu/services/docket"
	"yanlu/services/funding"
	fundingact "yanlu/services/funding/act"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
)

// archive files the docket and gives the unpaid rest of the award back. After a
// shortfall that left money unspent, the note says how the balance was settled.
func (r Rules) archive(ctx context.Context, a *docket.Act) error {
	note := strings.TrimSpace(docket.Input[docket.Note](a).Note)
	if a.Record.State == lifecycle.Shortfall && note == "" {
		left, err := unspent(ctx, a)
		if err != nil {
			return err
		}
		if left > 0 {
			return problem.Missing("note", "归档说明（说明结余"+funding.Yuan(left)+"元的处理）", "A note on how the balance was settled").With("rule", "fund.balance.fail")
		}
	}
	if err := fundingact.ReleaseRest(ctx, a); err != nil {
		return err
	}
	if _, err := a.Snapshot("archive", a.Record.Facts); err != nil {
		return err
	}
	now := a.Now
	return a.Set("closure", closure.Closure{ArchivedAt: &now, ArchiveNote: note})
}

func unspent(ctx context.Context, a *docket.Act) (int64, error) {
	c, err := of(a.Record)
	if err != nil {
		return 0, err
	}
	paid, err := docket.Balance(ctx, a.Tx, funding.PaidAccount(a.Record.ID))
	return paid - c.SpentFen, err
}

// FollowOn is the input of follow_on.
type FollowOn struct{ Track, Reason string }

var tracks = []string{"extension", "industrialisation", "first_use"} // fol.tracks

// followOn records the wish; a successor is applied for in a call like any other.
func (r Rules) followOn(ctx context.Context, a *docket.Act) error {
	in := docket.Input[FollowOn](a)
	if !slices.Contains(tracks, in.Track) {
		return problem.Missing("track", "接续类型", "A track").With("rule", "fol.tracks")
	}
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	c, err := of(a.Record)
	if err != nil {
		return err
	}
	if _, twice := c.FollowOn[in.Track]; twice {
		return problem.New(problem.Precondition, "FOLLOW_ON_ON_FILE", "该类接续申请已登记", "This track was asked for already")
	}
	if err := r.eligible(ctx, a, c); err != nil {
		return err
	}
	now := a.Now
	return a.Set("closure", closure.Closure{FollowOn: map[string]closure.Wish{in.Track: {Reason: in.Reason, At: &now}}})
}

func (r Rules) eligible(ctx context.Context, a *docket.Act, c closure.Closure) error {
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	f, err := closure.FollowOnOf(pack)
	if err != nil {
		return err
	}
	p := a.Record.Parties()
	sanctioned, err := store.Sanctioned(ctx, a.Tx, p.PI, p.HostOrg, a.Now)
	if err != nil {
		return err
	}
	return f.Check(r.Cal, c, a.Now, sanctioned)
}
