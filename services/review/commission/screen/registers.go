package screen

import (
	"context"
	"fmt"
	"slices"
	"time"

	"yanlu/services/docket"
	"yanlu/services/policy"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
)

// Registers is what is screened, and by which rule.
type Registers struct {
	Rule         conflict.Rule
	Applications []conflict.Application // of the whole call
	Experts      []conflict.Expert
}

// Gather reads what the registers hold of a call and of experts, with the rule of the pack.
func Gather(ctx context.Context, q docket.Querier, pack *policy.Pack, call string, ids []string, now time.Time) (Registers, error) {
	g := Registers{Rule: conflict.Rule{AsOf: conflict.Date(now.In(policy.Shanghai).Format(time.DateOnly))}}
	for id, into := range map[string]*int{"rev.coi.lookback_months": &g.Rule.LookbackMonths, "rev.coi.applicant_exclude_max": &g.Rule.AvoidMax} {
		if err := pack.Value(id, into); err != nil {
			return g, err
		}
	}
	var err error
	g.Applications, g.Experts, err = store.Facts(ctx, q, call, ids)
	return g, err
}

// Screen gets them ready to be asked.
func (g Registers) Screen() (*conflict.Screen, error) {
	s, err := conflict.New(g.Rule, g.Applications, g.Experts)
	if err != nil {
		return nil, fmt.Errorf("commission: screening: %w", err)
	}
	return s, nil
}

// Pair is a conflict with one application.
type Pair struct {
	Application string
	conflict.Conflict
}

// Against lists what a screening finds against applications: what bars from the whole batch stands against each.
// tell is told how many applications of the call are done.
func Against(s *conflict.Screen, apps []commission.Application, tell func(n int)) []Pair {
	var out []Pair
	ids := make([]string, 0, len(apps))
	for _, a := range apps {
		ids = append(ids, a.ID)
	}
	for _, c := range s.Barred() {
		for _, id := range ids {
			out = append(out, Pair{id, c})
		}
	}
	return append(out, pairs(s, ids, tell)...)
}

// Pairs lists what stands between single applications and experts.
func Pairs(s *conflict.Screen, applications []string) []Pair {
	return pairs(s, applications, func(int) {})
}

func pairs(s *conflict.Screen, applications []string, tell func(n int)) []Pair {
	var out []Pair
	wanted := map[string]bool{}
	for _, id := range applications {
		wanted[id] = true
	}
	n := 0
	for application, row := range s.Rows() {
		n++
		tell(n)
		for _, c := range row {
			if wanted[application] {
				out = append(out, Pair{application, c})
			}
		}
	}
	return out
}

// NamesOf reads what the sentences of conflicts want names for.
func NamesOf(ctx context.Context, q docket.Querier, list []Pair) (map[string]string, error) {
	var ids []string
	for _, f := range list {
		ids = append(ids, f.Application, f.Expert)
		for _, x := range f.Exclusions {
			ids = append(ids, x.Named()...)
		}
	}
	slices.Sort(ids)
	return store.NamesOf(ctx, q, slices.Compact(ids))
}
