package act

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"yanlu/services/award"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// FileObjection is the input of objection: what the public files.
type FileObjection struct {
	Name      string `json:"name"`
	Contact   string `json:"contact"`
	Anonymous bool   `json:"anonymous"`
	Grounds   string `json:"grounds"`
	Evidence  string `json:"evidence"`
}

// check applies dec.objection: a real name, or evidence when anonymous.
func (f FileObjection) check() error {
	p := problem.New(problem.Invalid, "OBJECTION_INCOMPLETE", "异议材料不完整", "The objection is incomplete")
	if strings.TrimSpace(f.Grounds) == "" {
		p.At("grounds", "请写明异议事项与理由", "Say what you object to and why")
	}
	if strings.TrimSpace(f.Evidence) == "" {
		p.At("evidence", "请提供证据或证据线索", "Give evidence or where to find it")
	}
	if !f.Anonymous && strings.TrimSpace(f.Name) == "" {
		p.At("name", "请填写真实姓名或单位名称；不便署名的可选择匿名", "Give your name, or choose anonymous")
	}
	if !f.Anonymous && strings.TrimSpace(f.Contact) == "" {
		p.At("contact", "请填写联系方式，以便书面答复", "Say how we can answer you")
	}
	if len(p.Violations) > 0 {
		return p.With("rule", "dec.objection")
	}
	return nil
}

func (r Rules) objection(ctx context.Context, a *docket.Act) error {
	in := docket.Input[FileObjection](a)
	if err := in.check(); err != nil {
		return err
	}
	n, err := docket.SectionOf[award.Notice](a.Record, "notice")
	if err != nil {
		return err
	}
	if a.Record.State == lifecycle.Publicity && n.Ends != nil && a.Now.After(*n.Ends) {
		return problem.New(problem.Precondition, "NOTICE_OVER", "公示期已满，不再受理异议；可向纪检部门反映", "The notice is over; turn to the discipline office").For(string(lifecycle.Discipline))
	}
	var no int64
	if err := a.Tx.QueryRow(ctx, "select nextval('objection_number')").Scan(&no); err != nil {
		return err
	}
	// Whoever has the number may follow the objection: counting up must not find those of others.
	number := fmt.Sprintf("YY-%d-%05d-%s", a.Now.In(policy.Shanghai).Year(), no, rand.Text()[:8])
	a.Number(number)
	if _, err := a.Snapshot("objection:"+number, in); err != nil {
		return err
	}
	due, err := r.answerDue(ctx, a)
	if err != nil {
		return err
	}
	now := a.Now
	patch := award.Notice{Objections: map[string]award.Objection{number: {FiledAt: &now, Status: "open"}}}
	if n.PausedAt == nil {
		patch.PausedAt, patch.AnswerDue = &now, due
	}
	return a.Set("notice", patch)
}

func (r Rules) answerDue(ctx context.Context, a *docket.Act) (*time.Time, error) {
	pack, err := r.pack(ctx, a)
	if err != nil {
		return nil, err
	}
	span, err := award.AnswerSpan(pack)
	if err != nil {
		return nil, err
	}
	t := r.Cal.Add(a.Now, span)
	return &t, nil
}

func (r Rules) escalate(_ context.Context, a *docket.Act) error {
	return a.Set("notice", award.Notice{Escalated: true})
}

// Answer is the input of dismiss, uphold and re_review.
type Answer struct{ Objection, Answer string }

// answer closes one objection and says how many stay open.
func (r Rules) answer(a *docket.Act, status string) (open int, n award.Notice, err error) {
	in := docket.Input[Answer](a)
	if strings.TrimSpace(in.Answer) == "" {
		return 0, n, problem.Missing("answer", "书面答复", "A written answer")
	}
	if n, err = docket.SectionOf[award.Notice](a.Record, "notice"); err != nil {
		return 0, n, err
	}
	if o, ok := n.Objections[in.Objection]; !ok || o.Status != "open" {
		return 0, n, problem.New(problem.Invalid, "OBJECTION_NOT_OPEN", "没有该编号的待答复异议", "No open objection has that number").At("objection", "请选择待答复的异议编号", "choose an open objection")
	}
	for no, o := range n.Objections {
		if no != in.Objection && o.Status == "open" {
			open++
		}
	}
	now := a.Now
	return open, n, a.Set("notice", award.Notice{Objections: map[string]award.Objection{in.Objection: {Status: status, Answer: in.Answer, ClosedAt: &now}}})
}

// dismiss answers one objection. When it was the last, the clock goes on with what was left of it.
func (r Rules) dismiss(ctx context.Context, a *docket.Act) error {
	open, n, err := r.answer(a, "dismissed")
	if err != nil {
		return err
	}
	if open > 0 {
		a.Goto(lifecycle.Objection)
		return nil
	}
	a.Goto(lifecycle.Publicity)
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	span, err := pack.Span("dec.publicity.wd")
	if err != nil {
		return err
	}
	ends := r.Cal.Extend(*n.Ends, *n.PausedAt, a.Now, span.Unit)
	a.Clear("notice", "paused_at", "answer_due", "escalated")
	return a.Set("notice", award.Notice{Ends: &ends})
}

func (r Rules) uphold(ctx context.Context, a *docket.Act) error {
	if _, _, err := r.answer(a, "upheld"); err != nil {
		return err
	}
	if err := r.fall(ctx, a, docket.Input[Answer](a).Answer); err != nil {
		return err
	}
	return r.Intake.OpenAppeal(ctx, a, lifecycle.NotFunded)
}

func (r Rules) reReview(ctx context.Context, a *docket.Act) error {
	if _, _, err := r.answer(a, "re_review"); err != nil {
		return err
	}
	if err := r.fall(ctx, a, docket.Input[Answer](a).Answer); err != nil {
		return err
	}
	return r.NextRound(ctx, a)
}

// fall takes an announced award back: the money returns to the envelope and the notice stands still.
func (r Rules) fall(ctx context.Context, a *docket.Act, reason string) error {
	if err := r.ReleaseRest(ctx, a); err != nil {
		return err
	}
	a.Clear("decision", "amount_fen")
	a.Clear("notice", "answer_due", "escalated")
	return a.Set("decision", award.Decision{Reason: reason})
}

func (r Rules) publicityOver(ctx context.Context, a *docket.Act) error {
	due, err := r.after(ctx, a, a.Now, "agr.sign.days")
	if err != nil {
		return err
	}
	pack, err := r.pack(ctx, a)
	if err != nil {
		return err
	}
	before, err := pack.Span("agr.remind.before")
	if err != nil {
		return err
	}
	remind := r.Cal.Before(*due, before)
	if remind.Before(a.Now) {
		remind = a.Now
	}
	return a.Set("agreement", award.Agreement{Due: due, RemindAt: &remind})
}
