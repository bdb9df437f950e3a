package act

import (
	"context"
	"crypto/rand"
	"fmt"
	"regexp"
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
)

// Create is the input of a commission's create.
type Create struct {
	Call, Agency string
	Brief        commission.Brief
}

// mayCommission are the states of a call in which its review can be commissioned:
// early enough for a commitment before the close, late enough that its terms stand.
var mayCommission = []lifecycle.State{lifecycle.CallPublished, lifecycle.CallOpen, lifecycle.CallClosed, lifecycle.CallInReview}

// create commissions the agency. The system draws its number at once, so that it
// is fixed before anybody knows what will be sealed.
func (r Rules) create(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Create](a)
	call, err := docket.Get(ctx, a.Tx, in.Call)
	if err != nil {
		return err
	}
	if call.Machine != lifecycle.CallMachine || !slices.Contains(mayCommission, call.State) {
		return problem.New(problem.Precondition, "CALL_NOT_COMMISSIONABLE", "批次须在发布之后、办结之前才能委托评审", "A call is commissioned after it is published and before it is decided").
			With("call_state", string(call.State)).At("call", "当前状态不能委托", "cannot be commissioned in its state")
	}
	f := &frame{call: call, brief: in.Brief}
	if err := r.underPack(ctx, f); err != nil {
		return err
	}
	if err := checkAgency(ctx, a, call, in.Agency); err != nil {
		return err
	}
	if err := r.setBrief(ctx, a, f, in.Agency); err != nil {
		return err
	}
	n, err := store.NextNumber(ctx, a.Tx)
	if err != nil {
		return err
	}
	code := fmt.Sprintf("WT-%d-%03d", a.Now.In(policy.Shanghai).Year(), n)
	if err := a.Set("parties", docket.Parties{Title: call.Parties().Title, Code: code, Parent: call.ID, AgencyOrg: in.Agency}); err != nil {
		return err
	}
	return drawNumber(ctx, a)
}

// drawNumber keeps the system's number secret and publishes its commitment.
func drawNumber(ctx context.Context, a *docket.Act) error {
	number, salt := make([]byte, 32), make([]byte, 32)
	_, _ = rand.Read(number) // never fails
	_, _ = rand.Read(salt)
	if err := store.SaveSecret(ctx, a.Tx, a.Subject(), number, salt); err != nil {
		return err
	}
	return a.Set("draw", commission.Drawing{System: commission.CommitNumber(a.Subject(), number), SystemAt: &a.Now})
}

// checkAgency: an agency is commissioned, and the one that the call was given to, when it was given to one.
func checkAgency(ctx context.Context, a *docket.Act, call *docket.Record, agency string) error {
	ok, err := programmestore.IsAgency(ctx, a.Tx, agency)
	if err != nil {
		return err
	}
	if !ok {
		return problem.New(problem.Invalid, "NOT_AN_AGENCY", "所选单位不是评审机构", "The organisation is not a review agency").At("agency", "请选择评审机构", "choose a review agency")
	}
	var given programme.Commission
	if err := call.Section("commission", &given); err != nil {
		return err
	}
	if given.Agency != "" && given.Agency != agency {
		return problem.New(problem.Precondition, "CALL_HAS_ANOTHER_AGENCY", "本批次已交由另一评审机构", "The call was given to another agency").
			At("agency", "请选择本批次的评审机构", "choose the agency of the call")
	}
	return nil
}

// setBrief checks what is commissioned and states the deadlines.
func (r Rules) setBrief(ctx context.Context, a *docket.Act, f *frame, agency string) error {
	if err := f.blindness(); err != nil {
		return err
	}
	if err := f.brief.Check(a.Now); err != nil {
		return err
	}
	if err := review.CheckBlind(f.brief.Mode, f.brief.Blind == commission.Double || f.terms.Blind == review.DoubleBlind); err != nil {
		return err
	}
	apps, err := store.Applications(ctx, a.Tx, f.call.ID, f.brief.Applications)
	if err != nil {
		return err
	}
	if len(f.brief.Applications) > 0 && len(apps) != len(f.brief.Applications) {
		return problem.New(problem.Invalid, "APPLICATION_UNKNOWN", "所列项目不全属于本批次", "Not every application listed belongs to the call").At("applications", "请只列本批次的项目", "list applications of the call only")
	}
	if err := independent(ctx, a, f.pack, f.call, agency, idsOf(apps)); err != nil {
		return err
	}
	if err := f.unclaimed(ctx, a, apps); err != nil {
		return err
	}
	if err := f.inTime(a.Now); err != nil {
		return err
	}
	remind, err := r.remindBefore(f, *f.brief.Due, a.Now)
	if err != nil {
		return err
	}
	if remind == nil {
		a.Clear("commission", "remind_at")
	}
	f.brief.RemindAt = remind
	return a.Set("commission", f.brief)
}

// unclaimed refuses applications that another commission means, until that one is
// revoked or revised (APPLICATION_COMMISSIONED): nobody makes a second panel for them.
func (f *frame) unclaimed(ctx context.Context, a *docket.Act, apps []store.Candidate) error {
	p := problem.New(problem.Precondition, "APPLICATION_COMMISSIONED", "所列项目已列入另一评审委托；请先撤销或修改该委托，已抽取专家的不能另行委托", "Another commission means these applications; revoke or revise it first. What was drawn is not commissioned again").
		For(string(lifecycle.Officer))
	if f.brief.All {
		other, err := store.MeansAll(ctx, a.Tx, f.call.ID, a.Subject())
		if err != nil {
			return err
		}
		if other != "" {
			p.At("applications", "另一委托已包括本批次全部受理项目", "another commission takes every application of the call")
		}
		apps = nil
	}
	for _, c := range apps {
		other, _, err := store.Meant(ctx, a.Tx, f.call.ID, c.ID, a.Subject())
		if err != nil {
			return err
		}
		if other != "" {
			p.At("applications", "《"+c.Title+"》已列入另一委托", c.Title+": belongs to another commission")
		}
	}
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

// inTime refuses a draw to which the agency cannot commit any more: the call has closed (COMMITMENT_TOO_LATE).
func (f *frame) inTime(now time.Time) error {
	if f.brief.Method != commission.ByDraw || f.draw.Agency != "" {
		return nil
	}
	var w programme.Window
	if err := f.call.Section("window", &w); err != nil {
		return err
	}
	if w.ClosesAt != nil && now.Before(*w.ClosesAt) {
		return nil
	}
	return problem.New(problem.Precondition, "COMMITMENT_TOO_LATE", "申报已经截止，抽取承诺须在截止前公布，不能再以抽取方式组建专家组；请科技局经办人改为专业匹配", "The call has closed and the commitment had to be public before: the panels cannot be drawn any more. The officer may have them matched").
		With("rule", "rev.panel.draw").For(string(lifecycle.Officer))
}

// blindness takes the call's where the commission says none, and refuses one that shows more than the call allows (BLIND_RELAXED).
func (f *frame) blindness() error {
	laid := review.Stricter(f.terms.Blind, "")
	if f.brief.Blind == "" {
		f.brief.Blind = laid
	}
	if laid != commission.Double || f.brief.Blind != commission.Single {
		return nil
	}
	return problem.New(problem.Precondition, "BLIND_RELAXED", "本批次规定双盲评审，委托不能改为单盲", "The call lays down a double-blind review; its commission cannot be single-blind").
		With("rule", "rev.blind").At("blind", "本批次规定双盲，请选择双盲", "the call is double-blind: choose double")
}

// Revise is the input of revise_commission: zero fields stay as they are.
type Revise struct{ Brief commission.Brief }

func (r Rules) revise(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Revise](a).Brief
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	keep := func(into *string, v string) {
		if v != "" {
			*into = v
		}
	}
	keep(&f.brief.Mode, in.Mode)
	keep(&f.brief.Method, in.Method)
	keep(&f.brief.Blind, in.Blind)
	keep(&f.brief.Scope, in.Scope)
	if in.Due != nil {
		f.brief.Due = in.Due
		a.Clear("commission", "overdue_at")
	}
	if in.All || len(in.Applications) > 0 {
		a.Clear("commission", "all", "applications")
		f.brief.All, f.brief.Applications = in.All, in.Applications
	}
	f.brief.OverdueAt = nil
	return r.setBrief(ctx, a, f, a.Record.Parties().AgencyOrg)
}

// CommitDraw is the input of commit_draw: hex of the commitment to the agency's seed.
type CommitDraw struct{ Commitment string }

var hex64 = regexp.MustCompile(`^[0-9a-f]{64}$`)

// commitDraw publishes the agency's commitment, once and before the call closes.
func (r Rules) commitDraw(ctx context.Context, a *docket.Act) error {
	in := docket.Input[CommitDraw](a)
	f, err := r.frame(ctx, a)
	if err != nil {
		return err
	}
	switch {
	case f.brief.Method != commission.ByDraw:
		return notByDraw()
	case f.draw.Agency != "":
		return problem.New(problem.Precondition, "COMMITMENT_PUBLISHED", "抽取承诺已经公布，不能更改", "The commitment is published and cannot be changed").With("rule", "rev.panel.draw")
	case !hex64.MatchString(in.Commitment):
		return problem.New(problem.Invalid, "COMMITMENT_INVALID", "承诺须为64位小写十六进制数", "A commitment is 64 lower-case hexadecimal digits").
			At("commitment", "须为64位小写十六进制数", "64 lower-case hexadecimal digits")
	}
	if err := f.inTime(a.Now); err != nil {
		return err
	}
	return a.Set("draw", commission.Drawing{Agency: in.Commitment, AgencyAt: &a.Now, InTime: true})
}

func notByDraw() error {
	return problem.New(problem.Precondition, "NOT_BY_DRAW", "本委托按专业匹配组建专家组，不抽取", "The panels of this commission are matched, not drawn").For(string(lifecycle.Officer))
}

// noFloors says of a draw why least loads cannot be asked of it: lots that somebody has to get are no lots.
func noFloors(err error, least int) error {
	if p := problem.Of(err); p != nil && p.Reason == "NOT_BY_MATCH" && least > 0 {
		p.At("min_load", "抽取只遵守上限、回避和构成要求：规定每人至少几项会使抽取不再随机", "A draw keeps limits, conflicts and composition; to lay down what everybody gets would leave nothing to chance")
	}
	return err
}

func notByMatch() error {
	return problem.New(problem.Precondition, "NOT_BY_MATCH", "本委托的专家组由抽取产生，不能拟定或调整", "The panels of this commission are drawn by lot; they cannot be proposed or changed").With("rule", "rev.panel.draw").For(string(lifecycle.Officer))
}
