package commission

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/review/assign"
)

// perMillionth turns expertise in millionths into the billionths of package assign.
const perMillionth = 1000

// solve chooses the members of every panel: the greatest total expertise that
// every rule allows, with its proof.
func (b *Batch) solve(from *Plan, w Wish) ([][]Expert, Figures, error) {
	if len(b.Pool) == 0 {
		return nil, Figures{}, b.nobody()
	}
	began := time.Now()
	in := b.instance(from)
	s, err := assign.NewSolver(in, assign.Effort{})
	if err != nil {
		return nil, Figures{}, fmt.Errorf("commission: %w", err)
	}
	r, err := b.settle(s, in)
	if err != nil {
		return nil, Figures{}, b.blocked(err)
	}
	bound, f := r.Bound, Figures{}
	if w.RaiseWorst {
		if r, err = b.raise(s, in, r, &f); err != nil {
			return nil, Figures{}, fmt.Errorf("commission: %w", err)
		}
	}
	out := make([][]Expert, len(b.Applications))
	for i, list := range r.Reviewers {
		for _, j := range list {
			out[i] = append(out[i], b.Pool[j])
		}
	}
	f.Bound, f.Proved, f.Took = bound/perMillionth, r.Total == bound, time.Since(began)
	return out, f, nil
}

// fairRounds is how often the floor of the worst-off application is raised, at most.
const fairRounds = 24

// raise gives the worst-off application a better panel where that can be had. What
// it costs the others shows in the figures.
func (b *Batch) raise(s *assign.Solver, in assign.Instance, r *assign.Result, f *Figures) (*assign.Result, error) {
	fair, err := s.Fair(r, fairRounds)
	if err != nil {
		return nil, err
	}
	f.TotalBefore = r.Total / perMillionth
	f.WorstBefore, f.WorstAfter = fair.WorstBefore/perMillionth, fair.WorstBefore/perMillionth
	if fair.Worst <= fair.WorstBefore || len(b.clashes(fair.After, in.Keep)) > 0 {
		return r, nil
	}
	f.WorstAfter = fair.Worst / perMillionth
	return fair.After, nil
}

// instance writes the batch and what was decided by hand as an instance of package assign.
func (b *Batch) instance(from *Plan) assign.Instance {
	in := assign.Instance{Row: b.row, SameMax: b.Law.SameMax}
	at := map[string]int{}
	orgs := map[string]int{}
	for j, e := range b.Pool {
		at[e.ID] = j
		in.Upper, in.Kinds = append(in.Upper, max(0, e.Limit)), append(in.Kinds, kindOf(e))
		org := -1
		if len(e.Orgs) > 0 {
			if _, known := orgs[e.Orgs[0]]; !known {
				orgs[e.Orgs[0]] = len(orgs)
			}
			org = orgs[e.Orgs[0]]
		}
		in.Organisation = append(in.Organisation, org)
	}
	for i, a := range b.Applications {
		in.Demand = append(in.Demand, a.Seats)
		in.Quotas = append(in.Quotas, b.Law.Mix.quotas(a.Seats))
		for _, e := range from.Locked(a.ID) {
			in.Keep = append(in.Keep, assign.Pair{Proposal: i, Reviewer: at[e]})
		}
		for _, f := range from.Forbidden {
			if j, known := at[f.Expert]; known && f.Application == a.ID {
				in.Forbid = append(in.Forbid, assign.Pair{Proposal: i, Reviewer: j})
			}
		}
	}
	return in
}

// row is what every expert is worth to an application.
func (b *Batch) row(proposal int, into []int64) {
	a := b.Applications[proposal].ID
	for j := range b.Pool {
		e := &b.Pool[j]
		if into[j] = b.Expertise(a, e.ID) * perMillionth; b.Excluded(a, e.ID) || e.Limit <= 0 {
			into[j] = assign.Conflict
		}
	}
}

func kindOf(e Expert) assign.Kind {
	var k assign.Kind
	for _, f := range []struct {
		is   bool
		kind assign.Kind
	}{{e.Is(Technical), assign.Technical}, {e.Is(Finance), assign.Financial}, {e.Is(Industry), assign.Industry}, {e.Local, assign.Local}} {
		if f.is {
			k |= f.kind
		}
	}
	return k
}

func (m Mix) quotas(size int) []assign.Quota {
	n := m.Needs(size)
	out := []assign.Quota{{Kinds: assign.Technical, Min: n.Technical, Max: -1}, {Kinds: assign.Financial, Min: n.Finance, Max: -1}, {Kinds: assign.Industry, Min: n.Industry, Max: -1}}
	out = slices.DeleteFunc(out, func(q assign.Quota) bool { return q.Min == 0 })
	return append(out, assign.Quota{Kinds: assign.Local, Min: 0, Max: n.LocalMax})
}

// settle solves until nobody meets a second organisation of theirs on a panel:
// the solver knows one for each expert, and of two who meet in another the less
// expert steps back. Each time round forbids a pair, so it ends.
func (b *Batch) settle(s *assign.Solver, in assign.Instance) (*assign.Result, error) {
	forbid := in.Forbid
	for {
		r, err := s.Change(in.Keep, forbid)
		if err != nil {
			return nil, err
		}
		clashes := b.clashes(r, in.Keep)
		if len(clashes) == 0 {
			return r, nil
		}
		forbid = append(slices.Clone(forbid), clashes...)
	}
}

// clashes lists, for each panel with too many of one organisation, the least expert of them who was not locked.
func (b *Batch) clashes(r *assign.Result, keep []assign.Pair) []assign.Pair {
	var out []assign.Pair
	for i, list := range r.Reviewers {
		members := map[string][]int{}
		for _, j := range list {
			for _, o := range b.Pool[j].Orgs {
				members[o] = append(members[o], int(j))
			}
		}
		for _, org := range slices.Sorted(maps.Keys(members)) {
			of := members[org]
			if len(of) <= b.Law.SameMax {
				continue
			}
			of = slices.DeleteFunc(of, func(j int) bool { return slices.Contains(keep, assign.Pair{Proposal: i, Reviewer: j}) })
			if len(of) > 0 {
				worst := slices.MinFunc(of, func(x, y int) int {
					a := b.Applications[i].ID
					return cmp.Or(cmp.Compare(b.Expertise(a, b.Pool[x].ID), b.Expertise(a, b.Pool[y].ID)), cmp.Compare(b.Pool[y].ID, b.Pool[x].ID))
				})
				out = append(out, assign.Pair{Proposal: i, Reviewer: worst})
			}
			break
		}
	}
	return out
}

// listed is how many applications or experts a sentence names.
const listed = 5

var obstacles = map[assign.ObstacleKind][2]string{
	assign.KeptForbidden:    {"锁定的专家应回避或已被禁止安排", "an expert is locked who is excluded or forbidden"},
	assign.KeptDemand:       {"锁定的专家多于席位", "more experts are locked than there are seats"},
	assign.KeptLoad:         {"锁定的专家超过其评审上限", "an expert is locked more often than the load allows"},
	assign.KeptOrganisation: {"锁定的专家中同一单位过多", "too many of one organisation are locked"},
	assign.Shortage:         {"可安排的专家不足", "too few experts can be given"},
	assign.LowerLoads:       {"专家评审下限无法满足", "lower loads cannot be met"},
	assign.Composition:      {"专家构成要求无法同时满足", "the rules of composition cannot all be met"},
}

// blocked turns what the solver found in the way into a refusal that names it (MATCH_INFEASIBLE).
func (b *Batch) blocked(err error) error {
	var none *assign.Infeasible
	if !errors.As(err, &none) {
		return fmt.Errorf("commission: %w", err)
	}
	p := problem.New(problem.Precondition, "MATCH_INFEASIBLE", "按现有专家库和回避关系无法组成合规的专家组", "No lawful panels exist with this pool and these exclusions").
		With("rule", "rev.panel.mix").For("agency", "officer")
	for _, o := range none.Obstacles {
		var apps, people []string
		for _, i := range o.Proposals[:min(listed, len(o.Proposals))] {
			apps = append(apps, "《"+b.Applications[i].Title+"》")
		}
		for _, j := range o.Reviewers[:min(listed, len(o.Reviewers))] {
			people = append(people, b.Pool[j].Name)
		}
		say := obstacles[o.Kind]
		p.At("panels", fmt.Sprintf("%s（需要%d，可得%d）：%s %s", say[0], o.Need, o.Have, strings.Join(apps, ""), strings.Join(people, "、")),
			fmt.Sprintf("%s (%d needed, %d possible): %s %s", say[1], o.Need, o.Have, strings.Join(apps, ""), strings.Join(people, ", ")))
	}
	return p
}
