package act

import (
	"context"
	"fmt"
	"slices"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/conflict"
	"yanlu/services/review/draw"
)

// Seal is the input of seal_commission.
type Seal struct{ Note string }

// seal freezes applications, pool and exclusions and reveals the system's number.
// From here on nobody can choose what the lots will fall on.
func (r Rules) seal(ctx context.Context, a *docket.Act) error {
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	agency := a.Record.Parties().AgencyOrg
	if err := f.readyToSeal(agency); err != nil {
		return err
	}
	apps, err := f.toSeal(ctx, a)
	if err != nil {
		return err
	}
	if err := independent(ctx, a, agency, apps); err != nil {
		return err
	}
	b, err := r.freeze(ctx, a, f, apps)
	if err != nil {
		return err
	}
	number, salt, err := store.Secret(ctx, a.Tx, a.Subject())
	if err != nil {
		return err
	}
	units := name(b, salt)
	f.draw.Number = hexOf(number)
	hash, err := f.keepSeal(a, b, units)
	if err != nil {
		return err
	}
	if err := store.SaveSeal(ctx, a.Tx, b); err != nil {
		return err
	}
	if err := a.Set("draw", commission.Drawing{Number: f.draw.Number}); err != nil {
		return err
	}
	return a.Set("seal", commission.Seal{
		Hash: hash, At: &a.Now, Applications: len(b.Applications), Experts: len(b.Pool), Exclusions: len(b.Exclusions), Note: docket.Input[Seal](a).Note,
	})
}

// readyToSeal: the call is closed and with this agency, and a draw has its commitment.
func (f *frame) readyToSeal(agency string) error {
	var given programme.Commission
	if err := f.call.Section("commission", &given); err != nil {
		return err
	}
	if given.Agency != agency || (f.call.State != lifecycle.CallClosed && f.call.State != lifecycle.CallInReview) {
		return problem.New(problem.Precondition, "REVIEW_NOT_COMMISSIONED", "批次截止并交由本机构评审之后才能封存", "The commission is sealed after the call has closed and was given to this agency").
			With("call_state", string(f.call.State)).For(string(lifecycle.Officer))
	}
	if f.brief.Method == commission.ByDraw && f.draw.Agency == "" {
		return problem.New(problem.Precondition, "DRAW_NOT_COMMITTED", "请先公布抽取承诺", "Publish the commitment to the seed first").With("rule", "rev.panel.draw").For(string(lifecycle.Agency))
	}
	return nil
}

// toSeal lists the applications that enter the batch: accepted, and held by no other commission.
func (f *frame) toSeal(ctx context.Context, a *docket.Act) ([]store.Candidate, error) {
	all, err := store.Applications(ctx, a.Tx, f.call.ID, f.brief.Applications)
	if err != nil {
		return nil, err
	}
	p := problem.New(problem.Precondition, "APPLICATIONS_NOT_READY", "委托项目尚不能全部封存", "Not every application can be sealed yet").For(string(lifecycle.Officer))
	apps := slices.DeleteFunc(all, func(c store.Candidate) bool {
		return c.State == lifecycle.Withdrawn || c.State == lifecycle.NotAccepted
	})
	for _, c := range apps {
		if c.State != lifecycle.Accepted {
			p.At("applications", "《"+c.Title+"》尚未受理或已在评审", c.Title+": not accepted yet, or under review already")
		} else if c.Holder != "" {
			p.At("applications", "《"+c.Title+"》已列入其他委托", c.Title+": belongs to another commission")
		}
	}
	if len(apps) == 0 {
		p.At("applications", "没有可评审的受理项目", "no accepted application is left to review")
	}
	if len(p.Violations) > 0 {
		return nil, p
	}
	return apps, nil
}

// freeze gathers the batch: sizes of panels, who may be invited, and who may not review what.
func (r Rules) freeze(ctx context.Context, a *docket.Act, f *frame, apps []store.Candidate) (*commission.Batch, error) {
	b := &commission.Batch{ID: a.Subject()}
	var err error
	if b.Law, b.Backup, err = LawOf(f.pack); err != nil {
		return nil, err
	}
	if b.Applications, err = f.sized(apps); err != nil {
		return nil, err
	}
	if b.Pool, err = r.pool(ctx, a.Tx, f, a.Now); err != nil {
		return nil, err
	}
	if b.Exclusions, err = Screen(ctx, a.Tx, f.pack, f.call, b.Applications, b.Pool, a.Now); err != nil {
		return nil, err
	}
	b.Index()
	return b, nil
}

// fenPerWan turns 万元, in which packs state award amounts, into 分.
const fenPerWan = 1_000_000

// sized gives every application the size of its panel: what the call lays down
// where that is lawful, else the least lawful one.
func (f *frame) sized(apps []store.Candidate) ([]commission.Application, error) {
	var (
		size    review.SizeRule
		amounts struct {
			Small [2]int64 `json:"small"` // least and most, in 万元
		}
	)
	if err := f.pack.Value("rev.panel.size", &size); err != nil {
		return nil, err
	}
	if err := f.pack.Value("dec.amount.district", &amounts); err != nil {
		return nil, err
	}
	out := make([]commission.Application, 0, len(apps))
	for _, c := range apps {
		small := c.RequestFen > 0 && c.RequestFen <= amounts.Small[1]*fenPerWan
		c.Seats, _ = size.Bounds(small, f.terms.PanelSize)
		out = append(out, c.Application)
	}
	return out, nil
}

// pool reads everybody who may be invited, each with the panels they can take:
// what their load leaves, and what they can review until the hand-over is due.
func (r Rules) pool(ctx context.Context, q docket.Querier, f *frame, now time.Time) ([]commission.Expert, error) {
	perDay, err := value[int](f.pack, "rev.time.per_project_max_per_day")
	if err != nil {
		return nil, err
	}
	due := now
	if f.brief.Due != nil {
		due = *f.brief.Due
	}
	members, err := store.Pool(ctx, q, now, due)
	if err != nil {
		return nil, err
	}
	days := max(1, r.Cal.WorkdaysBetween(now, due))
	out := make([]commission.Expert, 0, len(members))
	for _, m := range members {
		if m.Away {
			continue
		}
		m.Limit = max(0, min(m.MaxLoad-m.Open, perDay*days))
		out = append(out, m.Expert)
	}
	return out, nil
}

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
	ids, known := make([]string, 0, len(pool)), make(map[string]bool, len(pool))
	for _, e := range pool {
		ids, known[e.ID] = append(ids, e.ID), true
	}
	if err := byFacts(ctx, q, pack, call, apps, ids, now, add); err != nil {
		return nil, err
	}
	if err := byRegister(ctx, q, pack, call, apps, known, now, add); err != nil {
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
func byRegister(ctx context.Context, q docket.Querier, pack *policy.Pack, call *docket.Record, apps []commission.Application, known map[string]bool, now time.Time, add func(commission.Exclusion)) error {
	names := make([]string, 0, len(apps))
	for _, a := range apps {
		names = append(names, a.ID)
	}
	recorded, err := store.Recorded(ctx, q, names)
	if err != nil {
		return err
	}
	for _, x := range recorded {
		if known[x.Expert] {
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
			if known[e] {
				add(commission.Exclusion{
					Application: a, Expert: e, Ground: commission.Rotation, Rule: "rev.panel.rotation",
					Evidence: fmt.Sprintf("已连续%d年参加同一计划评审，本年度轮换", years),
				})
			}
		}
	}
	return nil
}

// name gives everybody and everything a pseudonym and returns those of organisations.
func name(b *commission.Batch, salt []byte) map[string]string {
	var apps, people, orgs []string
	for _, a := range b.Applications {
		apps = append(apps, a.ID)
	}
	for _, e := range b.Pool {
		people, orgs = append(people, e.ID), append(orgs, e.Orgs...)
	}
	as, es := commission.Pseudonyms("A", salt, apps), commission.Pseudonyms("E", salt, people)
	for i := range b.Applications {
		b.Applications[i].Pseudonym = as[b.Applications[i].ID]
	}
	for i := range b.Pool {
		b.Pool[i].Pseudonym = es[b.Pool[i].ID]
	}
	return commission.Pseudonyms("U", salt, orgs)
}

// keepSeal keeps the batch with its names, and for a draw the public record as it stands before the reveal.
func (f *frame) keepSeal(a *docket.Act, b *commission.Batch, units map[string]string) (string, error) {
	sealed, err := a.Snapshot(commission.SealKind, struct {
		*commission.Batch
		Number string            `json:"number"`
		Units  map[string]string `json:"units"`
	}{b, f.draw.Number, units})
	if err != nil || f.brief.Method != commission.ByDraw {
		return hexOf(sealed), err
	}
	rec, err := draw.Freeze(b.Public(f.draw, a.Now, units))
	if err != nil {
		return "", err
	}
	_, err = a.Snapshot(commission.FrozenKind, rec)
	return rec.Seal.Hash, err
}

// PackOf is the pack that a commission's call names.
func PackOf(ctx context.Context, book *programmestore.Book, call *docket.Record) (*policy.Pack, error) {
	f := &frame{call: call}
	err := Rules{Book: book}.underPack(ctx, f)
	return f.pack, err
}

// Preview screens as the seal would now, and says how many experts and applications were looked at.
func Preview(ctx context.Context, q docket.Querier, pack *policy.Pack, cal *policy.Calendar, r, call *docket.Record, now time.Time) (list []commission.Exclusion, experts, applications int, err error) {
	f := &frame{call: call, pack: pack}
	if err := r.Section("commission", &f.brief); err != nil {
		return nil, 0, 0, err
	}
	found, err := store.Applications(ctx, q, call.ID, f.brief.Applications)
	if err != nil {
		return nil, 0, 0, err
	}
	apps := make([]commission.Application, 0, len(found))
	for _, c := range found {
		apps = append(apps, c.Application)
	}
	pool, err := Rules{Cal: cal}.pool(ctx, q, f, now)
	if err != nil {
		return nil, 0, 0, err
	}
	list, err = Screen(ctx, q, pack, call, apps, pool, now)
	return list, len(pool), len(apps), err
}
