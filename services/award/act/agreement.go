package act

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"yanlu/services/application"
	"yanlu/services/award"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
)

func (r Rules) remind(_ context.Context, a *docket.Act) error {
	return a.Set("agreement", award.Agreement{Reminded: true})
}

// SubmitAgreement is the input of submit_agreement.
type SubmitAgreement struct {
	Content  string
	Targets  []application.Target
	IPClause string
	Breach   string
	Months   int
}

func (r Rules) submitAgreement(_ context.Context, a *docket.Act) error {
	in := docket.Input[SubmitAgreement](a)
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	asked, err := docket.SectionOf[application.Intake](a.Record, "intake")
	if err != nil {
		return err
	}
	if err := in.check(asked); err != nil {
		return err
	}
	if g.Due != nil && a.Now.After(*g.Due) {
		return problem.New(problem.Precondition, "DEADLINE_PASSED", "已过任务书签订期限", "The time to sign has passed").With("deadline", g.Due.Format(time.RFC3339)).For(string(lifecycle.Director))
	}
	now := a.Now
	next := award.Agreement{Content: in.Content, Targets: in.Targets, IPClause: in.IPClause, Breach: in.Breach, Months: in.Months, Version: g.Version + 1, SubmittedAt: &now}
	if _, err := a.Snapshot("agreement", next); err != nil {
		return err
	}
	a.Clear("agreement", "points")
	return a.Set("agreement", next)
}

func (in SubmitAgreement) check(asked application.Intake) error {
	p := problem.New(problem.Invalid, "AGREEMENT_INCOMPLETE", "任务书不完整", "The agreement is incomplete")
	for _, f := range []struct{ name, value, zh, en string }{
		{"content", in.Content, "研究内容", "the content"}, {"ip_clause", in.IPClause, "成果归属与转化", "the IP clause"}, {"breach", in.Breach, "违约、终止与免责条款", "the breach clause"},
	} {
		if strings.TrimSpace(f.value) == "" {
			p.At(f.name, "请填写"+f.zh, "Give "+f.en)
		}
	}
	if in.Months < 1 || (asked.Months > 0 && in.Months > asked.Months) {
		p.At("months", "执行期须为正，且不长于申报书", "The term must be positive and not longer than proposed")
	}
	if len(p.Violations) > 0 {
		return p
	}
	return award.TargetsNotLower(asked.Targets, in.Targets)
}

// forfeit serves the clock and the applicant alike; the money returns to the envelope.
func (r Rules) forfeit(ctx context.Context, a *docket.Act) error {
	reason := "逾期未签订任务书"
	if a.By.Role != lifecycle.System {
		in := docket.Input[docket.Reason](a)
		if err := in.Check(); err != nil {
			return err
		}
		reason = in.Reason
	}
	if err := r.ReleaseRest(ctx, a); err != nil {
		return err
	}
	return a.Set("decision", award.Decision{Reason: reason})
}

// Points is the input of return_agreement.
type Points struct{ Points []award.Point }

func (r Rules) returnAgreement(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Points](a)
	if len(in.Points) == 0 {
		return problem.Missing("points", "修改要点", "The points to mend")
	}
	due, err := r.after(ctx, a, a.Now, "agr.correction_wd")
	if err != nil {
		return err
	}
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	if g.Due != nil && due.Before(*g.Due) {
		due = g.Due // a return never shortens the time to sign
	}
	return a.Set("agreement", award.Agreement{Points: in.Points, Due: due})
}

// Sign is the input of sign.
type Sign struct{ Opinion string }

// sign fixes the agreement: its number, its term, and the version of the rules that binds it (invariant 9).
func (r Rules) sign(ctx context.Context, a *docket.Act) error {
	if err := r.stillEligible(ctx, a, "sign"); err != nil {
		return err
	}
	g, err := docket.SectionOf[award.Agreement](a.Record, "agreement")
	if err != nil {
		return err
	}
	terms, err := docket.SectionOf[programme.Terms](a.Parent, "terms")
	if err != nil {
		return err
	}
	pack, err := r.Book.Pack(ctx, terms.PackHash)
	if err != nil {
		return err
	}
	var n int64
	if err := a.Tx.QueryRow(ctx, "select nextval('agreement_number')").Scan(&n); err != nil {
		return err
	}
	term, err := award.Term(pack, g.Months)
	if err != nil {
		return err
	}
	now, ends := a.Now, r.Cal.Add(a.Now, term)
	signed := award.Agreement{
		Number: fmt.Sprintf("HT-%d-%05d", now.In(policy.Shanghai).Year(), n), SignedAt: &now, Opinion: docket.Input[Sign](a).Opinion,
		PackHash: terms.PackHash, Pack: pack.Name(), TermEnds: &ends,
	}
	a.Number(signed.Number)
	whole := g
	whole.Number, whole.SignedAt, whole.PackHash, whole.Pack, whole.TermEnds = signed.Number, signed.SignedAt, signed.PackHash, signed.Pack, signed.TermEnds
	hash, err := a.Snapshot("signed_agreement", whole)
	if err != nil {
		return err
	}
	return a.Set("agreement", struct {
		award.Agreement
		Snapshot string `json:"snapshot"`
	}{signed, hex.EncodeToString(hash)})
}
