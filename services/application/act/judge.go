package act

import (
	"context"
	"slices"
	"strings"
	"time"

	"yanlu/services/application"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
)

// Judgement is what Judge says of a draft: the findings, and the form in whose order they are.
type Judgement struct {
	Form     policy.Form
	Findings []application.Finding
}

// draftCase is one draft before the judge.
type draftCase struct {
	Rules
	ctx   context.Context
	q     docket.Querier
	rec   *docket.Record
	call  *docket.Record
	draft docket.Draft
	in    application.Intake
	now   time.Time

	pack  *policy.Pack
	form  policy.Form
	found []application.Finding
}

// Judge says of a draft what sending and approving it (for a returned
// application: submitting the correction) would refuse, as errors, by the very
// functions that refuse; and what is worth a look, as warnings.
func (r Rules) Judge(ctx context.Context, q docket.Querier, rec, call *docket.Record, draft docket.Draft, now time.Time) (Judgement, error) {
	c := &draftCase{Rules: r, ctx: ctx, q: q, rec: rec, call: call, draft: draft, now: now}
	var err error
	if c.in, err = intake(rec); err != nil {
		return Judgement{}, err
	}
	if c.pack, err = r.pack(ctx, call); err != nil {
		return Judgement{}, err
	}
	c.form, _ = c.pack.Form("proposal")
	for _, judge := range []func() error{c.complete, c.inTime, c.asListed, c.eligible, c.unmended, c.deadlineNear, c.worthALook} {
		if err := judge(); err != nil {
			return Judgement{}, err
		}
	}
	application.InOrder(c.form, c.found)
	return Judgement{Form: c.form, Findings: c.found}, nil
}

// underWay says whether the application has still to be sent and approved.
func (c *draftCase) underWay() bool {
	return c.rec.State == lifecycle.Draft || c.rec.State == lifecycle.UnitCheck
}

func (c *draftCase) returned() bool { return c.rec.State == lifecycle.Returned }

// refusedBy turns what a rule of the verbs refused into errors; another error is one.
func (c *draftCase) refusedBy(err error, rule, help string) error {
	p := problem.Of(err)
	if p == nil {
		return err
	}
	if len(p.Who) > 0 {
		help = p.Who[0]
	}
	if len(p.Violations) == 0 {
		c.found = append(c.found, application.Finding{Zh: p.Zh, En: p.En, Rule: rule, Help: help})
	}
	for _, v := range p.Violations {
		c.found = append(c.found, application.Finding{Field: v.Field, Zh: v.Zh, En: v.En, Rule: rule, Help: help})
	}
	return nil
}

func (c *draftCase) complete() error {
	return c.refusedBy(c.FormDefects(c.ctx, c.q, c.rec, c.call, c.draft), "", string(lifecycle.PI))
}

func (c *draftCase) inTime() error {
	switch {
	case c.underWay():
		return c.refusedBy(inTime(c.rec, c.call, c.now), "call.window.min_days", "")
	case c.returned():
		return c.refusedBy(correctedInTime(c.in, c.now), "intake.correction.days", "")
	}
	return nil
}

func (c *draftCase) asListed() error {
	if !c.returned() {
		return nil
	}
	return c.refusedBy(correctedAsListed(c.ctx, c.q, c.rec.ID, c.in, c.draft), "intake.correction.count", "")
}

// eligible: what the approval asks stops a draft. What a later gate asks in
// addition is a warning, and so is everything once the application is approved.
func (c *draftCase) eligible() error {
	asked := application.Asked(c.draft.Content)
	pack, facts, err := c.facts(c.ctx, c.q, Question{
		Call: c.call, Parties: c.rec.Parties(), Subject: c.rec.ID, Asked: &asked, Now: c.now, Pledging: c.rec.State == lifecycle.Draft,
	})
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, stage := range []string{"submit", "award", "sign"} {
		refused, err := pack.Check(c.ctx, stage, facts)
		if err != nil {
			return err
		}
		for _, x := range refused {
			if !seen[x.ID] {
				seen[x.ID] = true
				c.ineligible(x, facts, stage != "submit" || !c.underWay())
			}
		}
	}
	return nil
}

// ineligible files a reason against under the field that can mend it. Where the
// form has found an error there already, that one carries the rule: one
// obstacle is said once.
func (c *draftCase) ineligible(x policy.Refusal, facts policy.Facts, warning bool) {
	field := c.mendedIn(x, facts)
	for i, f := range c.found {
		if field != "" && f.Field == field && f.Rule == "" && !f.Warning {
			c.found[i].Rule, c.found[i].Help = x.RuleID, x.Unblock
			return
		}
	}
	c.found = append(c.found, application.Finding{Field: field, Zh: x.Zh, En: x.En, Rule: x.RuleID, Help: x.Unblock, Warning: warning})
}

func (c *draftCase) mendedIn(x policy.Refusal, facts policy.Facts) string {
	criteria, _ := c.pack.Criteria(x.ID)
	if strings.Contains(criteria.CEL, "attachments") {
		return c.missingFile(x.RuleID, facts)
	}
	return application.AnsweredIn(c.form, criteria.CEL)
}

// missingFile is the first field, in the order of the form, that a rule wants a file in and that has none.
func (c *draftCase) missingFile(id string, facts policy.Facts) string {
	rule, _ := c.pack.Rule(id)
	wanted, _ := rule.Params["fields"].(map[string]any)
	for _, s := range c.form.Sections {
		for _, f := range s.Fields {
			for _, name := range wanted {
				if name == f.F && !slices.Contains(facts.Attachments, f.F) {
					return s.Code + "." + f.F
				}
			}
		}
	}
	return ""
}

// unmended: points that were returned and whose field is still what it was.
func (c *draftCase) unmended() error {
	if len(c.in.Defects) == 0 || (!c.returned() && c.rec.State != lifecycle.Draft) {
		return nil
	}
	before, err := docket.DraftAt(c.ctx, c.q, c.rec.ID, c.in.DraftBasis)
	if err != nil {
		return err
	}
	changed := application.Changed(before.Content, c.draft.Content)
	for _, d := range c.in.Defects {
		field, _ := application.FieldOf(c.form, d.Field)
		if d.Field == "" || field.Type == "file" || slices.Contains(changed, d.Field) {
			continue
		}
		c.found = append(c.found, application.Finding{
			Field: d.Field, Zh: "退回时指出的问题尚未修改：" + d.Text, En: "Not changed since it was returned: " + d.Text, Help: string(lifecycle.PI), Warning: true,
		})
	}
	return nil
}

// deadlineNear warns from the day on which drafts are reminded for the first time.
func (c *draftCase) deadlineNear() error {
	const rule = "call.remind.first"
	if _, ok := c.pack.Rule(rule); !ok || !c.underWay() {
		return nil
	}
	deadline, err := deadlineOf(c.rec, c.call)
	if err != nil || deadline.IsZero() || c.now.After(deadline) {
		return err
	}
	ahead, err := c.pack.Span(rule)
	if err != nil || c.now.Before(c.Cal.Before(deadline, ahead)) {
		return err
	}
	at := deadline.In(policy.Shanghai).Format("2006-01-02 15:04")
	c.found = append(c.found, application.Finding{
		Zh: "离申报截止（" + at + " 北京时间）已不足" + ahead.Zh(), En: "Fewer than " + ahead.En() + " are left until the deadline, " + at + " Beijing time",
		Rule: rule, Help: string(lifecycle.PI), Warning: true,
	})
	return nil
}

func (c *draftCase) worthALook() error {
	var t programme.Terms
	if err := c.call.Section("terms", &t); err != nil {
		return err
	}
	p := c.rec.Parties()
	y, m, d := c.now.In(policy.Shanghai).Date()
	look := application.Look{
		Form: c.form, Content: c.draft.Content, Title: p.Title, Topics: t.Topics, Units: len(p.CoApplicants), Today: time.Date(y, m, d, 0, 0, 0, 0, policy.Shanghai),
	}
	if !c.underWay() && !c.returned() {
		return nil
	}
	c.found = append(c.found, look.Warnings()...)
	return c.twice()
}

// twice warns of another application of the same person under the same title (elig.dup.no_double_funding).
func (c *draftCase) twice() error {
	const rule = "elig.dup.no_double_funding"
	p := c.rec.Parties()
	if r, ok := c.pack.Rule(rule); !ok || r.Value != true {
		return nil
	}
	// Only among those of the same institution: it may read this answer and not what others host.
	same, err := docket.Select(c.ctx, c.q, "where machine = 'project' and pi = $1 and host_org = $2 and title = $3 and id <> $4 and not terminal limit 1", p.PI, p.HostOrg, p.Title, c.rec.ID)
	if err != nil || len(same) == 0 {
		return err
	}
	c.found = append(c.found, application.Finding{
		Zh: "项目负责人另有一项同名的申报或在研项目，同一研究内容不得重复申报", En: "The principal investigator leads another application or project of the same title; the same research is not funded twice",
		Rule: rule, Help: string(lifecycle.PI), Warning: true,
	})
	return nil
}

// CallForm is the form that applicants to a call fill in.
func (r Rules) CallForm(ctx context.Context, call *docket.Record) (policy.Form, error) {
	pack, err := r.pack(ctx, call)
	if err != nil {
		return policy.Form{}, err
	}
	form, _ := pack.Form("proposal")
	return form, nil
}
