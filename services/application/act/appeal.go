package act

import (
	"context"
	"strings"
	"time"

	"yanlu/services/application"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
)

// appealRules names, for each state that can be appealed against, the rule that sets the time to file.
var appealRules = map[lifecycle.State]string{
	lifecycle.NotAccepted: "intake.reject_appeal_wd",
	lifecycle.NotFunded:   "dec.appeal_wd",
	lifecycle.NotPassed:   "clo.appeal_wd",
}

// OpenAppeal starts the clock in which a decision may be appealed against. Every
// rule that leads to such a state calls it.
func (r Rules) OpenAppeal(ctx context.Context, a *docket.Act, against lifecycle.State) error {
	due, err := r.after(ctx, a.Parent, a.Now, appealRules[against])
	if err != nil {
		return err
	}
	a.Clear("appeal", "grounds", "filed_at", "outcome", "answer")
	return a.Set("appeal", application.Appeal{Against: string(against), Due: due})
}

// Grounds is the input of file_appeal.
type Grounds struct{ Grounds string }

func (r Rules) fileAppeal(_ context.Context, a *docket.Act) error {
	in := docket.Input[Grounds](a)
	if strings.TrimSpace(in.Grounds) == "" {
		return problem.Missing("grounds", "复核理由", "Grounds")
	}
	was, err := appeal(a.Record)
	if err != nil {
		return err
	}
	switch {
	case was.FiledAt != nil:
		return problem.New(problem.Precondition, "APPEAL_ON_FILE", "复核申请已提交，请等待答复", "An appeal is on file already").For(string(lifecycle.Director))
	case was.Due == nil || a.Now.After(*was.Due):
		p := problem.New(problem.Precondition, "APPEAL_TOO_LATE", "已过申请复核的期限", "The time to appeal has passed")
		if was.Due != nil {
			p.With("deadline", was.Due.In(policy.Shanghai).Format(time.RFC3339))
		}
		return p
	}
	now := a.Now
	return a.Set("appeal", application.Appeal{Grounds: in.Grounds, FiledAt: &now})
}

// Answer is the input of appeal_upheld and appeal_dismissed.
type Answer struct{ Answer string }

func (r Rules) upholdAppeal(ctx context.Context, a *docket.Act) error {
	if err := r.answerAppeal(a, "upheld"); err != nil {
		return err
	}
	switch a.Record.State {
	case lifecycle.NotFunded:
		return r.ReopenReview(ctx, a)
	case lifecycle.NotPassed:
		return r.ReopenClosure(ctx, a)
	}
	due, err := r.after(ctx, a.Parent, a.Now, "intake.formal_check_wd")
	if err != nil {
		return err
	}
	a.Clear("intake", "clause", "reason")
	return a.Set("intake", application.Intake{CheckDue: due})
}

func (r Rules) dismissAppeal(_ context.Context, a *docket.Act) error {
	return r.answerAppeal(a, "dismissed")
}

func (r Rules) answerAppeal(a *docket.Act, outcome string) error {
	in := docket.Input[Answer](a)
	if strings.TrimSpace(in.Answer) == "" {
		return problem.Missing("answer", "书面答复", "A written answer")
	}
	was, err := appeal(a.Record)
	if err != nil {
		return err
	}
	if was.FiledAt == nil || was.Outcome != "" {
		return problem.New(problem.Precondition, "NO_APPEAL_ON_FILE", "没有待答复的复核申请", "No appeal is waiting for an answer").For(string(lifecycle.PI), string(lifecycle.Institution))
	}
	return a.Set("appeal", application.Appeal{Outcome: outcome, Answer: in.Answer})
}

func appeal(r *docket.Record) (application.Appeal, error) {
	var ap application.Appeal
	return ap, r.Section("appeal", &ap)
}
