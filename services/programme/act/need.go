package act

import (
	"context"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
)

// CreateNeed is the input of a need's create.
type CreateNeed struct{ Title string }

func (r Rules) createNeed(_ context.Context, a *docket.Act) error {
	in := docket.Input[CreateNeed](a)
	if strings.TrimSpace(in.Title) == "" {
		return problem.Missing("title", "需求名称", "The name of the need")
	}
	return a.Set("parties", docket.Parties{Title: in.Title, DemanderOrg: a.By.Org})
}

// submitNeed checks the form against the pack in force and keeps a snapshot.
func (r Rules) submitNeed(ctx context.Context, a *docket.Act) error {
	pack, err := r.Book.InForce(ctx, a.Now)
	if err != nil {
		return err
	}
	draft, err := docket.LatestDraft(ctx, a.Tx, a.Record.ID)
	if err != nil {
		return err
	}
	form, _ := pack.Form("need")
	if err := FormProblem(form.Validate(draft.Content, true)); err != nil {
		return err
	}
	if title, ok := draft.Content["need.title"].(string); ok && title != "" {
		if err := a.Set("parties", docket.Parties{Title: title}); err != nil {
			return err
		}
	}
	_, err = a.Snapshot("need", draft.Content)
	return err
}

// FormProblem turns the errors of a form into one refusal; warnings pass.
func FormProblem(found []policy.FieldViolation) error {
	p := problem.New(problem.Invalid, "FORM_INCOMPLETE", "表单尚未填写完整或有误，请按提示修改", "The form is incomplete or wrong; mend the fields listed")
	for _, v := range found {
		if v.Severity == policy.SeverityError {
			p.At(v.Path, v.Zh, v.En)
		}
	}
	if len(p.Violations) == 0 {
		return nil
	}
	return p
}

// Defects is the input of an act that returns something with points to mend.
type Defects struct {
	Defects []programme.Defect
}

// Check refuses an empty list and empty points.
func (d Defects) Check(field string) error {
	if len(d.Defects) == 0 {
		return problem.Missing(field, "问题清单（须一次性列全）", "The list of defects")
	}
	for _, x := range d.Defects {
		if strings.TrimSpace(x.Text) == "" {
			return problem.Missing(field, "每一条问题的说明", "The text of each defect")
		}
	}
	return nil
}

func (r Rules) returnNeed(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Defects](a)
	if err := in.Check("defects"); err != nil {
		return err
	}
	pack, err := r.Book.InForce(ctx, a.Now)
	if err != nil {
		return err
	}
	due, err := pack.After(r.Cal, a.Now, "intake.correction.days")
	if err != nil {
		return err
	}
	return a.Set("screening", programme.Screening{Defects: in.Defects, Due: &due})
}

// Screen is the input of the event screen.
type Screen struct {
	Topics []string
	Note   string
}

func (r Rules) screen(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Screen](a)
	if len(in.Topics) == 0 {
		return problem.Missing("topic", "规划选题", "A topic of the plan")
	}
	if err := r.checkTopics(ctx, a, in.Topics); err != nil {
		return err
	}
	return a.Set("screening", programme.Screening{Topics: in.Topics, Note: in.Note})
}

// Merge is the input of the event merge.
type Merge struct{ Into, Reason string }

func (r Rules) merge(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Merge](a)
	into, err := docket.Get(ctx, a.Tx, in.Into)
	if err != nil {
		return err
	}
	if into.Machine != lifecycle.NeedMachine || into.ID == a.Record.ID || into.Terminal && into.State != lifecycle.NeedInCall {
		return problem.New(problem.Invalid, "MERGE_TARGET_INVALID", "请选择另一条仍有效的需求", "Choose another need that is still alive").At("into", "不能归并到该需求", "cannot be merged into")
	}
	if err := (docket.Reason{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	return a.Set("ending", programme.Ending{Into: into.ID, Reason: in.Reason})
}

// ReserveNeed is the input of the event reserve_need: an earlier end than the rule's may be set.
type ReserveNeed struct {
	Note  string
	Until *time.Time
}

func (r Rules) reserveNeed(ctx context.Context, a *docket.Act) error {
	in := docket.Input[ReserveNeed](a)
	pack, err := r.Book.InForce(ctx, a.Now)
	if err != nil {
		return err
	}
	expires, err := pack.After(r.Cal, a.Now, "call.reserve_pool.valid_months")
	if err != nil {
		return err
	}
	if in.Until != nil {
		if in.Until.After(expires) || !in.Until.After(a.Now) {
			return problem.New(problem.Invalid, "POOL_END_INVALID", "储备到期日须在今后，且不得超过储备库有效期", "The end must be in the future and within the pool's validity").
				At("until", "不得晚于"+expires.In(policy.Shanghai).Format(time.DateOnly), "not after "+expires.In(policy.Shanghai).Format(time.DateOnly)).With("rule", "call.reserve_pool.valid_months")
		}
		expires = *in.Until
	}
	return a.Set("screening", programme.Screening{Expires: &expires, Note: in.Note})
}

// Select is the input of the event select.
type Select struct{ Call, Note string }

func (r Rules) selectNeed(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Select](a)
	call, err := docket.Get(ctx, a.Tx, in.Call)
	if err != nil {
		return err
	}
	if call.Machine != lifecycle.CallMachine || (call.State != lifecycle.CallDrafting && call.State != lifecycle.CallConsulting) {
		return problem.New(problem.Precondition, "CALL_NOT_DRAFTING", "只能编入编制中或征求意见中的批次", "A need can only go into a call that is still being drafted").At("call", "该批次已定稿", "already fixed")
	}
	return a.Set("ending", programme.Ending{Into: call.ID, Note: in.Note})
}
