// Package screen says who may not review what, by all that the registers hold at a moment.
//
// It guarantees one row for each excluded pair, with its ground, its rule and
// its evidence, the same at the seal and when a reserve is called. It refuses to
// know panels, and it writes nothing.
package screen

import (
	"context"
	"fmt"
	"slices"
	"time"

	"yanlu/services/docket"
	"yanlu/services/policy"
	"yanlu/services/programme"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
)

func value[T any](pack *policy.Pack, id string) (T, error) {
	var v T
	err := pack.Value(id, &v)
	return v, err
}

// Screen lists who may not review which of the applications, one row for each
// pair: the first ground, with all that speaks against them as evidence.
func Screen(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, apps []commission.Application, pool []commission.Expert, now time.Time) ([]commission.Exclusion, error) {
	found := map[[2]string]*commission.Exclusion{}
	add := func(x commission.Exclusion) {
		key := [2]string{x.Application, x.Expert}
		if first := found[key]; first != nil {
			first.Evidence += "；" + x.Evidence
			return
		}
		found[key] = &x
	}
	ids := make([]string, 0, len(pool))
	for _, e := range pool {
		ids = append(ids, e.ID)
	}
	if err := byFacts(ctx, q, pack, call, apps, ids, now, add); err != nil {
		return nil, err
	}
	if err := byRegister(ctx, q, pack, call, apps, ids, now, add); err != nil {
		return nil, err
	}
	out := make([]commission.Exclusion, 0, len(found))
	for _, a := range apps {
		for _, e := range ids {
			if x := found[[2]string{a.ID, e}]; x != nil {
				out = append(out, *x)
			}
		}
	}
	return out, nil
}

// byFacts screens by what the registers hold (rev.coi.grounds).
func byFacts(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, apps []commission.Application, ids []string, now time.Time, add func(commission.Exclusion)) error {
	months, err := value[int](pack, "rev.coi.lookback_months")
	if err != nil {
		return err
	}
	avoid, err := value[int](pack, "rev.coi.applicant_exclude_max")
	if err != nil {
		return err
	}
	all, experts, err := store.Facts(ctx, q, call.ID, ids)
	if err != nil {
		return err
	}
	day := conflict.Date(now.In(policy.Shanghai).Format(time.DateOnly))
	s, err := conflict.New(conflict.Rule{AsOf: day, LookbackMonths: months, AvoidMax: avoid}, all, experts)
	if err != nil {
		return fmt.Errorf("commission: screening: %w", err)
	}
	tell := func(application string, c conflict.Conflict) {
		for _, x := range c.Exclusions {
			zh, _ := x.Sentence()
			add(commission.Exclusion{Application: application, Expert: c.Expert, Ground: x.Ground.String(), Rule: x.Ground.Rule(), Evidence: zh})
		}
	}
	for _, c := range s.Barred() {
		for _, a := range apps {
			tell(a.ID, c)
		}
	}
	sealed := map[string]bool{}
	for _, a := range apps {
		sealed[a.ID] = true
	}
	for application, row := range s.Rows() {
		if !sealed[application] {
			continue
		}
		for _, c := range row {
			tell(application, c)
		}
	}
	return nil
}

// byRegister adds conflicts recorded before and whoever has to rotate (rev.panel.rotation).
func byRegister(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, apps []commission.Application, ids []string, now time.Time, add func(commission.Exclusion)) error {
	names := make([]string, 0, len(apps))
	for _, a := range apps {
		names = append(names, a.ID)
	}
	recorded, err := store.Recorded(ctx, q, names)
	if err != nil {
		return err
	}
	for _, x := range recorded {
		if slices.Contains(ids, x.Expert) {
			add(x)
		}
	}
	years, err := value[int](pack, "rev.panel.rotation")
	if err != nil || years < 1 {
		return err
	}
	var terms programme.Terms
	if err := call.Section("terms", &terms); err != nil {
		return err
	}
	tired, err := store.Rotated(ctx, q, terms.Programme, now.In(policy.Shanghai).Year(), years)
	if err != nil {
		return err
	}
	for _, a := range names {
		for _, e := range tired {
			if slices.Contains(ids, e) {
				add(commission.Exclusion{
					Application: a, Expert: e, Ground: commission.Rotation, Rule: "rev.panel.rotation",
					Evidence: fmt.Sprintf("已连续%d年参加同一计划评审，本年度轮换", years),
				})
			}
		}
	}
	return nil
}
