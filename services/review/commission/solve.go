package commission

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/platform/problem"
	"yanlu/services/review/assign"
)

// perMillionth turns expertise in millionths into the billionths of package assign.
const perMillionth = 1000

// solve chooses the members of every panel: the greatest total expertise that
// every rule allows, with its proof. It starts from the panels and prices of the
// plan before, where there are any.
func (b *Batch) solve(worth pairs, from *Plan, w Wish, out *Plan) ([][]int32, error) {
	if len(b.Pool) == 0 {
		return nil, b.nobody()
	}
	began := time.Now()
	s, err := b.solver(worth, from)
	if err != nil {
		return nil, err
	}
	b.tell(Solved, 0, 0)
	r, err := s.Solve()
	if err != nil {
		return nil, b.becauseOfFloors(worth, from, err)
	}
	bound, f := r.Bound, &out.Figures
	out.Prices = b.priced(r.Prices)
	if w.RaiseWorst {
		s.Raised = func(round, rounds int) { b.tell(Raised, round, rounds) }
		if r, err = raise(s, r, f); err != nil {
			return nil, fmt.Errorf("commission: %w", err)
		}
	}
	f.Bound, f.Proved, f.Took = bound/perMillionth, r.Total == bound, time.Since(began)
	return r.Reviewers, nil
}

// solver is ready to go on from what the plan before found, where there is one.
func (b *Batch) solver(worth pairs, from *Plan) (*assign.Solver, error) {
	s, err := assign.NewSolver(b.instance(worth, from), assign.Effort{})
	if err != nil {
		return nil, fmt.Errorf("commission: %w", err)
	}
	b.resume(s, from)
	return s, nil
}

// resume gives a solver what the plan before found.
func (b *Batch) resume(s *assign.Solver, from *Plan) {
	if len(from.Prices) == 0 {
		return
	}
	at := b.places()
	panels, prices := make([][]int32, len(b.Applications)), make([]int64, len(b.Pool))
	for i, a := range b.Applications {
		if p := from.Panel(a.ID); p != nil {
			for _, e := range p.Of(Member) {
				if j, known := at[e]; known {
					panels[i] = append(panels[i], int32(j))
				}
			}
		}
	}
	for j, e := range b.Pool {
		prices[j] = from.Prices[e.ID]
	}
	s.Resume(panels, prices)
}

// priced keeps the prices of a solution by expert; most ask none.
func (b *Batch) priced(prices []int64) map[string]int64 {
	out := map[string]int64{}
	for j, p := range prices {
		if p != 0 {
			out[b.Pool[j].ID] = p
		}
	}
	return out
}

// places numbers the pool.
func (b *Batch) places() map[string]int {
	at := make(map[string]int, len(b.Pool))
	for j, e := range b.Pool {
		at[e.ID] = j
	}
	return at
}

// fairRounds is how often the floor of the worst-off application is raised, at most.
const fairRounds = 24

// raise gives the worst-off application a better panel where that can be had. What
// it costs the others shows in the figures.
func raise(s *assign.Solver, r *assign.Result, f *Figures) (*assign.Result, error) {
	fair, err := s.Fair(r, fairRounds)
	if err != nil {
		return nil, err
	}
	f.TotalBefore = r.Total / perMillionth
	f.WorstBefore, f.WorstAfter = fair.WorstBefore/perMillionth, fair.Worst/perMillionth
	if fair.Worst <= fair.WorstBefore {
		return r, nil
	}
	return fair.After, nil
}

// instance writes the batch and what was decided by hand as an instance of package assign.
func (b *Batch) instance(worth pairs, from *Plan) assign.Instance {
	in := assign.Instance{Row: worth.row, SameMax: b.Law.SameMax}
	at, orgs := b.places(), map[string]int{}
	number := func(org string) int {
		if _, known := orgs[org]; !known {
			orgs[org] = len(orgs)
		}
		return orgs[org]
	}
	in.Lower = b.floors(from)
	for _, e := range b.Pool {
		in.Upper, in.Kinds = append(in.Upper, max(0, e.Limit)), append(in.Kinds, kindOf(e))
		org, further := -1, []int(nil)
		for k, o := range e.Orgs {
			if k == 0 {
				org = number(o)
			} else {
				further = append(further, number(o))
			}
		}
		in.Organisation, in.Further = append(in.Organisation, org), append(in.Further, further)
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

// pairs is what every expert is worth to every application, in millionths, or excluded.
type pairs [][]int32

const excluded = -1

// pairs reads every pair once: they are looked at many times.
func (b *Batch) pairs() pairs {
	out, at := make(pairs, len(b.Applications)), b.places()
	apps := make(map[string]int, len(b.Applications))
	for i, a := range b.Applications {
		apps[a.ID], out[i] = i, make([]int32, len(b.Pool))
		for j := range b.Pool {
			if out[i][j] = int32(b.Expertise(a.ID, b.Pool[j].ID)); b.Pool[j].Limit <= 0 {
				out[i][j] = excluded
			}
		}
	}
	for _, x := range b.Exclusions {
		i, of := apps[x.Application]
		if j, known := at[x.Expert]; of && known {
			out[i][j] = excluded
		}
	}
	return out
}

func (p pairs) row(proposal int, into []int64) {
	for j, w := range p[proposal] {
		if into[j] = int64(w) * perMillionth; w == excluded {
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

// listed is how many applications or experts a sentence names.
const listed = 5

var obstacles = map[assign.ObstacleKind][2]string{
	assign.KeptForbidden:    {"锁定的专家应回避或已被禁止安排", "an expert is locked who is excluded or forbidden"},
	assign.KeptDemand:       {"锁定的专家多于席位", "more experts are locked than there are seats"},
	assign.KeptLoad:         {"锁定的专家超过其评审上限", "an expert is locked more often than the load allows"},
	assign.KeptOrganisation: {"锁定的专家中同一单位过多", "too many of one organisation are locked"},
	assign.Shortage:         {"可安排的专家不足", "too few experts can be given"},
	assign.Composition:      {"专家构成要求无法同时满足", "the rules of composition cannot all be met"},
}

// blocked turns what the solver found in the way into a refusal that names it (MATCH_INFEASIBLE).
func (b *Batch) blocked(err error) error {
	if errors.Is(err, assign.ErrEffort) {
		return problem.New(problem.Precondition, "MATCH_UNDECIDED", "在限定的计算量内没有找到合规的专家组，也未能证明不存在；请减少锁定或禁止后再试", "No lawful panels were found within the effort allowed, nor a proof that there are none; lock or forbid less and try again").
			With("rule", "rev.panel.mix").For("agency", "officer")
	}
	var none *assign.Infeasible
	if !errors.As(err, &none) {
		return fmt.Errorf("commission: %w", err)
	}
	p := problem.New(problem.Precondition, "MATCH_INFEASIBLE", "按现有专家库和回避关系无法组成合规的专家组", "No lawful panels exist with this pool and these exclusions").
		With("rule", "rev.panel.mix").For("agency", "officer")
	for _, o := range none.Obstacles {
		if o.Kind == assign.LowerLoads {
			zh, en := b.starved(o)
			p.At("panels", zh, en)
			continue
		}
		people, apps := b.named(o)
		say := obstacles[o.Kind]
		p.At("panels", fmt.Sprintf("%s（需要%d，可得%d）：%s %s", say[0], o.Need, o.Have, strings.Join(apps, ""), strings.Join(people, "、")),
			fmt.Sprintf("%s (%d needed, %d possible): %s %s", say[1], o.Need, o.Have, strings.Join(apps, ""), strings.Join(people, ", ")))
	}
	return p
}
