package act

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/platform/progress"
	reviewact "yanlu/services/review/act"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/draw"
	"yanlu/services/review/draw/proof"
)

// DrawPanels is the input of draw_panels: the seed in hex.
type DrawPanels struct{ Seed string }

// drawPanels reveals the seed and draws, once (rev.panel.draw).
func (r Rules) drawPanels(ctx context.Context, a *docket.Act) error {
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	switch {
	case f.brief.Method != commission.ByDraw:
		return notByDraw()
	case f.plan.Version > 0:
		return problem.New(problem.Precondition, "ALREADY_DRAWN", "专家组已经抽取，不能重抽", "The panels are drawn; they are not drawn again").With("rule", "rev.panel.draw")
	}
	if err := f.leadTime(a.Now); err != nil {
		return err
	}
	progress.At(ctx, drawing, 0, 0)
	seed, drawn, err := f.reveal(ctx, a)
	if err != nil {
		return err
	}
	b, err := Batch(ctx, a.Tx, f.pack, a.Subject())
	if err != nil {
		return err
	}
	if _, err := a.Snapshot(commission.RecordKind, json.RawMessage(drawn.Record)); err != nil {
		return err
	}
	hash := sha256.Sum256(drawn.Record)
	if err := a.Set("draw", commission.Drawing{Seed: seed.String(), DrawnAt: &a.Now, RecordHash: hexOf(hash[:])}); err != nil {
		return err
	}
	return keepPlan(ctx, a, f, b.Drawn(drawn.Panels))
}

// leadTime: the commitment has been public for as long as the pack asks.
func (f *frame) leadTime(now time.Time) error {
	rule, err := value[struct {
		Hours int `json:"lead_time_hours"`
	}](f.pack, "rev.panel.draw")
	if err != nil {
		return err
	}
	if earliest := f.draw.AgencyAt.Add(time.Duration(rule.Hours) * time.Hour); now.Before(earliest) {
		return problem.New(problem.Precondition, "DRAW_TOO_EARLY", fmt.Sprintf("抽取承诺公布满%d小时后才能抽取", rule.Hours), fmt.Sprintf("The commitment has to be public for %d hours before the draw", rule.Hours)).
			With("rule", "rev.panel.draw", "earliest", earliest.Format(time.RFC3339))
	}
	return nil
}

// reveal opens the frozen record with the seed.
func (f *frame) reveal(ctx context.Context, a *docket.Act) (proof.Seed, draw.Revealed, error) {
	seed, err := proof.ParseSeed(docket.Input[DrawPanels](a).Seed)
	if err != nil {
		return seed, draw.Revealed{}, problem.New(problem.Invalid, "SEED_INVALID", "种子须为64位小写十六进制数", "A seed is 64 lower-case hexadecimal digits").At("seed", "须为64位小写十六进制数", "64 lower-case hexadecimal digits")
	}
	raw, err := snapshotOf(ctx, a.Tx, a.Subject(), commission.FrozenKind)
	if err != nil {
		return seed, draw.Revealed{}, err
	}
	drawn, err := draw.Reveal(raw, seed, f.draw.Number)
	return seed, drawn, err
}

func snapshotOf(ctx context.Context, q docket.Querier, subject, kind string) (raw []byte, err error) {
	var text string
	err = q.QueryRow(ctx, "select content from snapshot where subject = $1 and kind = $2 order by seq desc limit 1", subject, kind).Scan(&text)
	if err != nil {
		return nil, fmt.Errorf("commission: snapshot %s: %w", kind, err)
	}
	return []byte(text), nil
}

// Propose is the input of propose_panels. Reserves 0 leaves their number to the pack.
type Propose struct {
	RaiseWorst bool
	Reserves   int
	MinLoad    int // panels that every expert gets at least, as far as their limit allows
}

// proposePanels matches experts to applications. What was decided by hand before is kept.
func (r Rules) proposePanels(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Propose](a)
	f, b, current, err := r.matching(ctx, a)
	if err != nil {
		return noFloors(err, in.MinLoad)
	}
	current.Changes, current.Restored, current.MinLoad = nil, 0, in.MinLoad
	next, err := b.Match(current, commission.Wish{RaiseWorst: in.RaiseWorst, Reserves: in.Reserves})
	if err != nil {
		return err
	}
	return keepPlan(ctx, a, f, next)
}

// matching reads what a change to a matched plan starts from.
func (r Rules) matching(ctx context.Context, a *docket.Act) (*frame, *commission.Batch, commission.Plan, error) {
	var none commission.Plan
	f, err := r.frame(ctx, a)
	if err != nil {
		return nil, nil, none, err
	}
	if f.brief.Method != commission.Optimal {
		return nil, nil, none, notByMatch()
	}
	b, err := Batch(ctx, a.Tx, f.pack, a.Subject())
	if err != nil {
		return nil, nil, none, err
	}
	v, _, err := store.Plan(ctx, a.Tx, a.Subject(), f.plan.Version)
	return f, b, v.Plan, err
}

// Adjust is the input of adjust_panels.
type Adjust struct {
	Version                int64
	Changes                []commission.Change
	SolveAgain, RaiseWorst bool
}

func (r Rules) adjustPanels(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Adjust](a)
	f, b, current, err := r.matching(ctx, a)
	if err != nil {
		return err
	}
	if err := f.current(in.Version); err != nil {
		return err
	}
	next, err := current.Apply(b, in.Changes)
	if err != nil {
		return err
	}
	if in.SolveAgain {
		if next, err = b.Match(next, commission.Wish{RaiseWorst: in.RaiseWorst, Reserves: current.Reserves()}); err != nil {
			return err
		}
	} else {
		next.Figures = commission.Figures{}
		b.Judge(&next)
	}
	return keepPlan(ctx, a, f, next)
}

// current refuses to work on a plan that is not the present one (PLAN_STALE), or when there is none (NO_PLAN).
func (f *frame) current(version int64) error {
	switch {
	case f.plan.Version == 0:
		return problem.New(problem.Precondition, "NO_PLAN", "尚未产生专家组方案", "There is no plan yet").For(string(lifecycle.Agency))
	case version != f.plan.Version:
		return problem.New(problem.Stale, "PLAN_STALE", "方案已有新的版本，请刷新后再操作", "The plan has a newer version; reload and decide again").
			With("seen", strconv.FormatInt(version, 10), "current", strconv.FormatInt(f.plan.Version, 10))
	}
	return nil
}

// Restore is the input of restore_plan.
type Restore struct{ Version int64 }

func (r Rules) restorePlan(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Restore](a)
	f, b, _, err := r.matching(ctx, a)
	if err != nil {
		return err
	}
	v, found, err := store.Plan(ctx, a.Tx, a.Subject(), in.Version)
	if err != nil {
		return err
	}
	if !found {
		return problem.New(problem.Invalid, "NO_SUCH_PLAN", "没有这一版本的方案", "There is no such version of the plan").At("version", "没有这一版本", "no such version")
	}
	v.Plan.Restored, v.Plan.Changes = in.Version, nil
	b.Judge(&v.Plan)
	return keepPlan(ctx, a, f, v.Plan)
}

// keepPlan makes a plan the current version. Its hash enters the event.
func keepPlan(ctx context.Context, a *docket.Act, f *frame, p commission.Plan) error {
	progress.At(ctx, writing, 0, 0)
	next := f.plan.Version + 1
	if err := store.SavePlan(ctx, a.Tx, a.Subject(), store.Version{Version: next, Event: string(a.Command.Event), At: a.Now, Plan: p}); err != nil {
		return err
	}
	if _, err := a.Snapshot("plan", p); err != nil {
		return err
	}
	return a.Set("plan", commission.Planned{Version: next, At: &a.Now})
}

// Adopt is the input of adopt_panels. Opinions is when opinions are due; the pack sets it when it is nil.
type Adopt struct {
	Version  int64
	Opinions *time.Time
}

// lockPlanned locks everybody whom the plan seats, all before the first application: its panels are invited one after another.
func lockPlanned(r *docket.Record) docket.LockSet {
	return docket.LockSet{Named: func(ctx context.Context, q docket.Querier, c docket.Command) ([]string, error) {
		in, _ := c.Input.(Adopt)
		return store.Members(ctx, q, r.ID, in.Version)
	}}
}

// adoptPanels lets every application of the plan invite its panel.
func (r Rules) adoptPanels(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Adopt](a)
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	if err := f.current(in.Version); err != nil {
		return err
	}
	v, _, err := store.Plan(ctx, a.Tx, a.Subject(), in.Version)
	if err != nil {
		return err
	}
	b, err := Batch(ctx, a.Tx, f.pack, a.Subject())
	if err != nil {
		return err
	}
	b.Judge(&v.Plan)
	gone, err := left(ctx, a)
	if err != nil {
		return err
	}
	lost, err := f.live(ctx, a, b, &v.Plan, gone)
	if err != nil {
		return err
	}
	if err := lawful(b, v.Plan); err != nil {
		return err
	}
	for _, p := range v.Plan.Panels {
		if gone[p.Application] {
			continue
		}
		sit := slices.DeleteFunc(p.Of(commission.Member), func(id string) bool { return slices.Contains(lost[p.Application], id) })
		beside(a, docket.Command{
			Machine: lifecycle.ProjectMachine, Subject: p.Application, Event: "assign_review",
			Input: reviewact.AssignReview{Reviewers: sit, Due: in.Opinions, Commission: a.Subject(), Lost: len(lost[p.Application])},
		})
	}
	return a.Set("plan", commission.Planned{Adopted: in.Version})
}

// left names the applications that are no longer there to be reviewed: withdrawn since the seal.
func left(ctx context.Context, a *docket.Act) (map[string]bool, error) {
	lines, err := store.Lines(ctx, a.Tx, a.Subject())
	out := map[string]bool{}
	for _, l := range lines {
		out[l.Application] = l.State != lifecycle.Accepted
	}
	return out, err
}

// lawful refuses a plan that lacks something (PLAN_UNLAWFUL), with one violation for each fault.
func lawful(b *commission.Batch, p commission.Plan) error {
	if p.Lawful() && len(p.Panels) == len(b.Applications) {
		return nil
	}
	bad := problem.New(problem.Precondition, "PLAN_UNLAWFUL", "专家组方案不符合要求，请按提示调整", "The plan is not lawful; change the points listed").
		With("rule", "rev.panel.mix").For(string(lifecycle.Agency))
	for _, f := range p.Faults {
		bad.At("plan", f.Zh, f.En)
	}
	for _, a := range b.Applications {
		panel := p.Panel(a.ID)
		if panel == nil {
			bad.At("plan", "《"+a.Title+"》：没有专家组", a.Title+": has no panel")
			continue
		}
		for _, f := range panel.Faults {
			bad.At("plan", "《"+a.Title+"》："+f.Zh, a.Title+": "+f.En)
		}
	}
	return bad
}

// beside carries a command on an application beside the present act, in the same capacity.
func beside(a *docket.Act, c docket.Command) {
	c.Actor = docket.Actor{Person: a.Person(), Capacities: []docket.Capacity{a.By}}
	a.Also(c)
}
