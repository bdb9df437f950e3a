// Package screen says who may not review what, by the law of a pack and the
// registers as they are now: the one place that the seal of a commission, a panel
// made by hand and every later step of a review ask.
//
// It guarantees that the same pair is judged the same by whoever asks at a moment,
// and that every exclusion carries its ground and evidence. It refuses to judge a
// panel as a whole, and it writes nothing.
package screen

import (
	"context"
	"fmt"
	"time"

	"yanlu/services/docket"
	"yanlu/services/platform/progress"
	"yanlu/services/policy"
	"yanlu/services/programme"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/store"
)

// Screening is the stage of long work that the screening tells of, in applications of the call.
const Screening = "screen"

// Screen lists who may not be put on a panel of which of the applications, one row
// for each pair: the first ground, with all that speaks against them as evidence.
// Beside conflicts it keeps back who has to rotate (rev.panel.rotation).
func Screen(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, apps []commission.Application, pool []commission.Expert, now time.Time) ([]commission.Exclusion, error) {
	f := newFound(apps, pool)
	if err := f.conflicts(ctx, q, pack, call, now); err != nil {
		return nil, err
	}
	if err := f.rotation(ctx, q, pack, call, now); err != nil {
		return nil, err
	}
	return f.list(), nil
}

// Conflicts lists the same without rotation: what can end a review that has begun.
func Conflicts(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, apps []commission.Application, pool []commission.Expert, now time.Time) ([]commission.Exclusion, error) {
	f := newFound(apps, pool)
	err := f.conflicts(ctx, q, pack, call, now)
	return f.list(), err
}

// found collects exclusions by pair.
type found struct {
	apps  []commission.Application
	ids   []string        // of the experts
	known map[string]bool // the same
	by    map[[2]string]*commission.Exclusion
}

func newFound(apps []commission.Application, pool []commission.Expert) *found {
	f := &found{apps: apps, known: make(map[string]bool, len(pool)), by: map[[2]string]*commission.Exclusion{}}
	for _, e := range pool {
		f.ids, f.known[e.ID] = append(f.ids, e.ID), true
	}
	return f
}

func (f *found) add(x commission.Exclusion) {
	key := [2]string{x.Application, x.Expert}
	if first := f.by[key]; first != nil {
		first.Join(x)
		return
	}
	f.by[key] = &x
}

func (f *found) list() []commission.Exclusion {
	out := make([]commission.Exclusion, 0, len(f.by))
	for _, a := range f.apps {
		for _, e := range f.ids {
			if x := f.by[[2]string{a.ID, e}]; x != nil {
				out = append(out, *x)
			}
		}
	}
	return out
}

func (f *found) conflicts(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, now time.Time) error {
	if err := f.byFacts(ctx, q, pack, call, now); err != nil {
		return err
	}
	return f.byRegister(ctx, q)
}

// byFacts screens by what the registers hold (rev.coi.grounds).
func (f *found) byFacts(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, now time.Time) error {
	g, err := Gather(ctx, q, pack, call.ID, f.ids, now)
	if err != nil {
		return err
	}
	s, err := g.Screen()
	if err != nil {
		return err
	}
	tell := progress.Teller(ctx, Screening)
	list := Against(s, f.apps, func(n int) { tell(n, len(g.Applications)) })
	names, err := NamesOf(ctx, q, list)
	if err != nil {
		return err
	}
	for _, pair := range list {
		for _, x := range pair.Exclusions {
			one := commission.Exclusion{Application: pair.Application, Expert: pair.Expert, Ground: x.Ground.String(), Rule: x.Ground.Rule()}
			one.Evidence, one.EvidenceEn = x.Sentence(names)
			if name := x.Doubt(); name != "" {
				one.Doubts = []string{name}
			}
			f.add(one)
		}
	}
	return nil
}

// byRegister adds conflicts recorded before.
func (f *found) byRegister(ctx context.Context, q docket.Querier) error {
	recorded, err := store.Recorded(ctx, q, f.names())
	for _, x := range recorded {
		if f.known[x.Expert] {
			f.add(x)
		}
	}
	return err
}

func (f *found) names() []string {
	names := make([]string, 0, len(f.apps))
	for _, a := range f.apps {
		names = append(names, a.ID)
	}
	return names
}

// rotation adds whoever served the programme for too many years in a row.
func (f *found) rotation(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, now time.Time) error {
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
	for _, a := range f.names() {
		for _, e := range tired {
			if f.known[e] {
				f.add(commission.Exclusion{
					Application: a, Expert: e, Ground: commission.Rotation, Rule: "rev.panel.rotation",
					Evidence:   fmt.Sprintf("已连续%d年参加同一计划评审，本年度轮换", years),
					EvidenceEn: fmt.Sprintf("reviewed for the same programme %d years in a row and pauses this year", years),
				})
			}
		}
	}
	return nil
}

func value[T any](pack *policy.Pack, id string) (T, error) {
	var v T
	err := pack.Value(id, &v)
	return v, err
}
