package act

import (
	"context"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/platform/progress"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/screen"
	"yanlu/services/review/commission/store"
	"yanlu/services/review/draw"
)

// Seal is the input of seal_commission: with the agency's declaration that it is
// independent of all but the related applications, which are left out.
type Seal struct {
	Note        string
	Independent bool
	Related     []string
	RelatedNote string
}

// check refuses a seal without a whole declaration (AGENCY_DECLARATION_REQUIRED).
func (in Seal) check() error {
	p := problem.New(problem.Invalid, "AGENCY_DECLARATION_REQUIRED", "封存前，评审机构须声明与委托项目没有利害关系；有关联的项目须列明并说明", "Before the seal the agency declares its independence; related applications are listed with what relates them").
		With("rule", "rev.agency.separation")
	if !in.Independent {
		p.At("independent", "请作出声明", "make the declaration")
	}
	if len(in.Related) > 0 && strings.TrimSpace(in.RelatedNote) == "" {
		p.At("related_note", "请说明关联情形", "say what relates them")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// seal freezes applications, pool and exclusions and reveals the system's number.
// From here on nobody can choose what the lots will fall on.
func (r Rules) seal(ctx context.Context, a *docket.Act) error {
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	agency, in := a.Record.Parties().AgencyOrg, docket.Input[Seal](a)
	if err := f.readyToSeal(agency); err != nil {
		return err
	}
	if err := in.check(); err != nil {
		return err
	}
	apps, err := f.toSeal(ctx, a, in.Related)
	if err != nil {
		return err
	}
	if err := independent(ctx, a, f.pack, f.call, agency, idsOf(apps)); err != nil {
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
	hash, err := f.keepSeal(ctx, a, b, units)
	if err != nil {
		return err
	}
	progress.At(ctx, writing, 0, 0)
	if err := store.SaveSeal(ctx, a.Tx, b); err != nil {
		return err
	}
	if err := a.Set("draw", commission.Drawing{Number: f.draw.Number}); err != nil {
		return err
	}
	return a.Set("seal", commission.Seal{
		Hash: hash, At: &a.Now, Applications: len(b.Applications), Experts: len(b.Pool), Exclusions: len(b.Exclusions), Note: in.Note,
		Independent: true, Related: in.Related, RelatedNote: in.RelatedNote,
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

// toSeal lists the applications that enter the batch: accepted, held by no other
// commission, and not among those that the agency is related to.
func (f *frame) toSeal(ctx context.Context, a *docket.Act, related []string) ([]store.Candidate, error) {
	all, err := store.Applications(ctx, a.Tx, f.call.ID, f.brief.Applications)
	if err != nil {
		return nil, err
	}
	p := problem.New(problem.Precondition, "APPLICATIONS_NOT_READY", "委托项目尚不能全部封存", "Not every application can be sealed yet").For(string(lifecycle.Officer))
	for _, id := range related {
		if !slices.Contains(idsOf(all), id) {
			p.At("related", "所列有关联的项目不全属于本委托", "not every related application belongs to the commission")
		}
	}
	apps := slices.DeleteFunc(all, func(c store.Candidate) bool {
		return c.State == lifecycle.Withdrawn || c.State == lifecycle.NotAccepted || slices.Contains(related, c.ID)
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

func idsOf(apps []store.Candidate) []string {
	ids := make([]string, 0, len(apps))
	for _, c := range apps {
		ids = append(ids, c.ID)
	}
	return ids
}

// freeze gathers the batch: sizes of panels, who may be invited, and who may not review what.
func (r Rules) freeze(ctx context.Context, a *docket.Act, f *frame, apps []store.Candidate) (*commission.Batch, error) {
	b := &commission.Batch{ID: a.Subject()}
	var err error
	if b.Law, b.Backup, err = commission.LawOf(f.pack); err != nil {
		return nil, err
	}
	if b.Applications, err = f.sized(apps); err != nil {
		return nil, err
	}
	if b.Pool, err = r.pool(ctx, a.Tx, f, a.Now); err != nil {
		return nil, err
	}
	if b.Exclusions, err = screen.Screen(ctx, a.Tx, f.pack, f.call, b.Applications, b.Pool, a.Now); err != nil {
		return nil, err
	}
	b.Index()
	return b, enough(b)
}

// enough refuses a pool from which some application can have no lawful panel
// (POOL_TOO_SMALL): sealed, that could never be mended.
func enough(b *commission.Batch) error {
	short := b.Shortages()
	if len(short) == 0 {
		return nil
	}
	p := problem.New(problem.Precondition, "POOL_TOO_SMALL", "专家库尚不足以组成合规的专家组，不能封存；请先补充并核验专家", "The pool cannot fill every lawful panel yet, so the batch is not sealed; bring in and verify experts first").
		With("rule", short[0].Rule).For(string(lifecycle.Agency), string(lifecycle.Officer))
	for _, x := range short[:min(len(short), listed)] {
		p.At("experts", x.Zh, x.En)
	}
	return p
}

// listed is how many shortages a refusal names.
const listed = 20

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
func (f *frame) keepSeal(ctx context.Context, a *docket.Act, b *commission.Batch, units map[string]string) (string, error) {
	sealed, err := a.Snapshot(commission.SealKind, struct {
		*commission.Batch
		Number string            `json:"number"`
		Units  map[string]string `json:"units"`
	}{b, f.draw.Number, units})
	if err != nil || f.brief.Method != commission.ByDraw {
		return hexOf(sealed), err
	}
	rec, err := draw.FreezeTelling(b.Public(f.draw, a.Now, units), progress.Teller(ctx, commission.Chanced))
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
	list, err = screen.Screen(ctx, q, pack, call, apps, pool, now)
	return list, len(pool), len(apps), err
}
