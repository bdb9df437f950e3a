package act

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/programme"
	"yanlu/services/programme/store"
)

func (r Rules) createCall(ctx context.Context, a *docket.Act) error {
	in := docket.Input[programme.CreateCall](a)
	if strings.TrimSpace(in.Title) == "" {
		return problem.Missing("title", "批次名称", "The title")
	}
	pack, err := r.Book.Find(ctx, in.PackCode, in.PackVersion)
	if err != nil {
		return err
	}
	terms, err := store.Template(ctx, a.Tx, in.Template)
	if err != nil {
		return err
	}
	terms.Template, terms.PackCode, terms.PackVersion, terms.PackHash = in.Template, pack.Code, pack.Version, pack.Hash()
	amend(&terms, in.Topics, in.CapFen, in.EnvelopeFen, in.Blind)
	if err := r.checkTopics(ctx, a, terms.Topics); err != nil {
		return err
	}
	var n int64
	if err := a.Tx.QueryRow(ctx, "select nextval('call_number')").Scan(&n); err != nil {
		return err
	}
	if err := a.Set("parties", docket.Parties{Title: in.Title, Code: fmt.Sprintf("PC-%d-%03d", a.Now.In(policy.Shanghai).Year(), n)}); err != nil {
		return err
	}
	if err := a.Set("terms", terms); err != nil {
		return err
	}
	return a.Set("window", programme.Window{OpensAt: in.OpensAt, ClosesAt: in.ClosesAt})
}

func amend(t *programme.Terms, topics []string, capFen, envelopeFen int64, blind string) {
	if len(topics) > 0 {
		t.Topics = topics
	}
	if capFen > 0 {
		t.CapFen = capFen
	}
	if envelopeFen > 0 {
		t.EnvelopeFen = envelopeFen
	}
	if blind != "" {
		t.Blind = blind
	}
}

func (r Rules) checkTopics(ctx context.Context, a *docket.Act, topics []string) error {
	known, err := store.KnownTopics(ctx, a.Tx, topics)
	if err != nil {
		return err
	}
	for _, t := range topics {
		if !slices.Contains(known, t) {
			return problem.New(problem.Invalid, "TOPIC_UNKNOWN", "规划中没有该选题", "The plan has no such topic").At("topics", "没有选题 "+t, "no topic "+t)
		}
	}
	return nil
}

func (r Rules) reviseCall(ctx context.Context, a *docket.Act) error {
	in := docket.Input[programme.ReviseCall](a)
	var t programme.Terms
	if err := a.Record.Section("terms", &t); err != nil {
		return err
	}
	amend(&t, in.Topics, in.CapFen, in.EnvelopeFen, in.Blind)
	if err := r.checkTopics(ctx, a, t.Topics); err != nil {
		return err
	}
	if in.Title != "" {
		if err := a.Set("parties", docket.Parties{Title: in.Title}); err != nil {
			return err
		}
	}
	if err := a.Set("terms", t); err != nil {
		return err
	}
	return a.Set("window", programme.Window{OpensAt: in.OpensAt, ClosesAt: in.ClosesAt})
}

func (r Rules) consult(ctx context.Context, a *docket.Act) error {
	var t programme.Terms
	if err := a.Record.Section("terms", &t); err != nil {
		return err
	}
	if err := t.Check(); err != nil {
		return err
	}
	pack, err := r.Pack(ctx, a.Record)
	if err != nil {
		return err
	}
	ends, err := pack.After(r.Cal, a.Now, "call.publicity.draft_guideline_days")
	if err != nil {
		return err
	}
	return a.Set("consultation", programme.Consultation{OpenedAt: ptr(a.Now), Ends: &ends, Note: docket.Input[docket.Note](a).Note})
}

// ApproveCall is the input of the event approve_call.
type ApproveCall struct{ Answers, Minutes string }

func (r Rules) approveCall(_ context.Context, a *docket.Act) error {
	in := docket.Input[ApproveCall](a)
	var c programme.Consultation
	if err := a.Record.Section("consultation", &c); err != nil {
		return err
	}
	if c.Ends != nil && a.Now.Before(*c.Ends) {
		return problem.New(problem.Precondition, "CONSULTATION_OPEN", "征求意见期未满，不能审定", "The consultation is still open").
			With("ends", c.Ends.Format(time.RFC3339), "rule", "call.publicity.draft_guideline_days").For(string(lifecycle.Officer))
	}
	if strings.TrimSpace(in.Answers) == "" {
		return problem.Missing("answers", "意见采纳情况", "How comments were answered")
	}
	if strings.TrimSpace(in.Minutes) == "" {
		return problem.Missing("minutes", "会议纪要号", "The minutes number")
	}
	return a.Set("consultation", programme.Consultation{Answers: in.Answers, Minutes: in.Minutes})
}

// Publish is the input of the event publish: the window may be set here.
type Publish struct{ OpensAt, ClosesAt *time.Time }

func (r Rules) publish(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Publish](a)
	var (
		w programme.Window
		t programme.Terms
	)
	if err := a.Record.Section("window", &w); err != nil {
		return err
	}
	if err := a.Record.Section("terms", &t); err != nil {
		return err
	}
	if in.OpensAt != nil {
		w.OpensAt = in.OpensAt
	}
	if in.ClosesAt != nil {
		w.ClosesAt = in.ClosesAt
	}
	pack, err := r.Pack(ctx, a.Record)
	if err != nil {
		return err
	}
	if err := programme.CheckWindow(pack, r.Cal, a.Now, w); err != nil {
		return err
	}
	if !pack.InForce(*w.OpensAt) {
		return problem.New(problem.Precondition, "PACK_NOT_IN_FORCE", "该政策包自"+pack.EffectiveFrom+"起生效，批次不能在此之前开始受理", "The rule pack is in force from "+pack.EffectiveFrom+"; the call cannot open before").
			With("effective_from", pack.EffectiveFrom).For(string(lifecycle.Officer))
	}
	if w.RemindAt, err = programme.NextReminder(pack, r.Cal, *w.ClosesAt, a.Now); err != nil {
		return err
	}
	a.Post(docket.Posting{From: "treasury", To: EnvelopeAccount(a.Record.ID), Amount: t.EnvelopeFen})
	if _, err := a.Snapshot("call", a.Record.Facts); err != nil {
		return err
	}
	return a.Set("window", w)
}

// EnvelopeAccount is the ledger account that a call's awards are committed from.
func EnvelopeAccount(call string) string { return "envelope:" + call }

func (r Rules) remindDrafts(ctx context.Context, a *docket.Act) error {
	var w programme.Window
	if err := a.Record.Section("window", &w); err != nil {
		return err
	}
	pack, err := r.Pack(ctx, a.Record)
	if err != nil {
		return err
	}
	next, err := programme.NextReminder(pack, r.Cal, *w.ClosesAt, a.Now)
	if err != nil {
		return err
	}
	if next == nil {
		a.Clear("window", "remind_at")
	}
	return a.Set("window", programme.Window{RemindAt: next, Reminders: w.Reminders + 1})
}

// Extend is the input of the event extend.
type Extend struct {
	ClosesAt *time.Time
	Reason   string
}

func (r Rules) extend(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Extend](a)
	var w programme.Window
	if err := a.Record.Section("window", &w); err != nil {
		return err
	}
	switch {
	case w.Extended:
		return problem.New(problem.Precondition, "ALREADY_EXTENDED", "本批次已延长过一次，不能再次整体延长；可为个别申报人单独延期", "The call was extended once already; a single applicant can still be given more time").For(string(lifecycle.Director))
	case in.ClosesAt == nil || !in.ClosesAt.After(*w.ClosesAt):
		return problem.New(problem.Invalid, "WINDOW_INVALID", "新截止时间必须晚于原截止时间", "The new closing time must be later than the present one").At("closes_at", "须晚于原截止时间", "must be later")
	case strings.TrimSpace(in.Reason) == "":
		return problem.Missing("reason", "理由", "A reason")
	}
	pack, err := r.Pack(ctx, a.Record)
	if err != nil {
		return err
	}
	next, err := programme.NextReminder(pack, r.Cal, *in.ClosesAt, a.Now)
	if err != nil {
		return err
	}
	return a.Set("window", programme.Window{ClosesAt: in.ClosesAt, Extended: true, Reason: in.Reason, RemindAt: next})
}

// StartReview is the input of the event start_review.
type StartReview struct {
	Agency string
	Due    *time.Time
	Scope  string
}

func (r Rules) startReview(ctx context.Context, a *docket.Act) error {
	in := docket.Input[StartReview](a)
	ok, err := store.IsAgency(ctx, a.Tx, in.Agency)
	if err != nil {
		return err
	}
	if !ok {
		return problem.New(problem.Invalid, "NOT_AN_AGENCY", "所选单位不是评审机构", "The organisation is not a review agency").At("agency", "请选择评审机构", "choose a review agency")
	}
	applicant, err := store.AppliesIn(ctx, a.Tx, a.Record.ID, in.Agency)
	if err != nil {
		return err
	}
	if applicant {
		return problem.New(problem.Precondition, "AGENCY_IS_APPLICANT", "评审机构不得同时是本批次的申报单位", "The agency may not be an applicant in the same call").With("rule", "rev.agency.separation")
	}
	if err := r.independent(ctx, a, in.Agency); err != nil {
		return err
	}
	if err := a.Set("parties", docket.Parties{AgencyOrg: in.Agency}); err != nil {
		return err
	}
	return a.Set("commission", programme.Commission{Agency: in.Agency, Due: in.Due, Scope: in.Scope, StartedAt: ptr(a.Now)})
}

// independent asks whether the agency is related to an application (rev.agency.separation).
func (r Rules) independent(ctx context.Context, a *docket.Act, agency string) error {
	if r.Independent == nil {
		return nil
	}
	pack, err := r.Pack(ctx, a.Record)
	if err != nil {
		return err
	}
	return r.Independent(ctx, a, pack, a.Record, agency)
}

func (r Rules) decideCall(ctx context.Context, a *docket.Act) error {
	open, err := store.CountOpen(ctx, a.Tx, a.Record.ID, undecided)
	if err != nil {
		return err
	}
	if open > 0 {
		return problem.New(problem.Precondition, "APPLICATIONS_UNDECIDED", fmt.Sprintf("还有%d项申报未作出决定", open), fmt.Sprintf("%d applications are still undecided", open)).For(string(lifecycle.Officer))
	}
	return a.Set("ending", programme.Ending{Note: docket.Input[docket.Note](a).Note})
}

// undecided are the states in which an application still waits for its decision.
var undecided = []lifecycle.State{
	lifecycle.Draft, lifecycle.UnitCheck, lifecycle.Recommending, lifecycle.Submitted, lifecycle.FormalCheck, lifecycle.Returned, lifecycle.Accepted,
	lifecycle.UnderReview, lifecycle.Reviewed, lifecycle.Survey, lifecycle.Recommended, lifecycle.Decision,
}

// archiveCall closes the file of a call once nothing in it is open and its
// agencies were evaluated (AGREEMENTS_OPEN; AGENCY_NOT_EVALUATED, rule rev.agency.separation).
func (r Rules) archiveCall(ctx context.Context, a *docket.Act) error {
	waiting := append(slices.Clone(undecided), lifecycle.Publicity, lifecycle.Objection, lifecycle.Awarded, lifecycle.AgreementReview)
	open, err := store.CountOpen(ctx, a.Tx, a.Record.ID, waiting)
	if err != nil {
		return err
	}
	if open > 0 {
		return problem.New(problem.Precondition, "AGREEMENTS_OPEN", fmt.Sprintf("还有%d项未签订任务书或未办结", open), fmt.Sprintf("%d applications have neither an agreement nor an end", open)).For(string(lifecycle.Officer))
	}
	if err := r.agenciesEvaluated(ctx, a); err != nil {
		return err
	}
	return a.Set("ending", programme.Ending{Note: docket.Input[docket.Note](a).Note})
}

func (r Rules) agenciesEvaluated(ctx context.Context, a *docket.Act) error {
	pack, err := r.Pack(ctx, a.Record)
	if err != nil {
		return err
	}
	var rule struct {
		Scored bool `json:"agency_scored_each_batch"`
	}
	if err := pack.Value("rev.agency.separation", &rule); err != nil || !rule.Scored {
		return err
	}
	codes, err := store.NotEvaluated(ctx, a.Tx, a.Record.ID)
	if err != nil || len(codes) == 0 {
		return err
	}
	list := strings.Join(codes, "、")
	return problem.New(problem.Precondition, "AGENCY_NOT_EVALUATED", "评审委托"+list+"已移交，尚未考核评审机构，请先考核再归档", "The agency was not evaluated for "+list+": do so before the call is archived").
		With("rule", "rev.agency.separation").For(string(lifecycle.Officer))
}
