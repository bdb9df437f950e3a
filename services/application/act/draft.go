package act

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"yanlu/services/application"
	"yanlu/services/application/store"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	programmeact "yanlu/services/programme/act"
	"yanlu/services/review/conflict"
)

// Create is the input of an application's create.
type Create struct {
	Call, Title, Recommender, Host string
	CoApplicants                   []docket.CoApplicant
}

func (r Rules) create(ctx context.Context, a *docket.Act) error {
	in := docket.Input[Create](a)
	if strings.TrimSpace(in.Title) == "" {
		return problem.Missing("title", "项目名称", "The title")
	}
	call, err := docket.Get(ctx, a.Tx, in.Call)
	if err != nil {
		return err
	}
	if call.Machine != lifecycle.CallMachine || call.State != lifecycle.CallOpen {
		return problem.New(problem.Precondition, "CALL_NOT_OPEN", "该批次不在受理期内", "The call is not open").
			At("call", "请选择受理中的批次", "choose an open call").With("state", string(call.State))
	}
	if err := chooseHost(a, in.Host); err != nil {
		return err
	}
	if err := checkOrganisations(ctx, a, in); err != nil {
		return err
	}
	a.Parent = call
	parties := docket.Parties{
		Title: in.Title, Parent: call.ID, PI: a.Person(), HostOrg: a.By.Org, RecommenderOrg: in.Recommender, CoApplicants: in.CoApplicants,
	}
	if err := a.Set("parties", parties); err != nil {
		return err
	}
	refused, err := r.eligibility(ctx, a, parties, "create", nil)
	if err != nil {
		return err
	}
	return refusals(refused)
}

// chooseHost picks, among the organisations in which the caller leads projects, the one meant.
func chooseHost(a *docket.Act, host string) error {
	if host == "" || host == a.By.Org {
		return nil
	}
	for _, c := range a.Command.Actor.Capacities {
		if c.Role == lifecycle.PI && c.Org == host {
			a.By = c
			return nil
		}
	}
	return problem.New(problem.Denied, "NOT_YOUR_ORGANISATION", "您不是该单位的项目负责人，请联系该单位管理员授权", "You do not lead projects of that organisation; its officer can grant you the role").
		At("host", "无权代表该单位", "not yours").For(string(lifecycle.Institution), string(lifecycle.Admin))
}

func checkOrganisations(ctx context.Context, a *docket.Act, in Create) error {
	ok, err := store.Recommends(ctx, a.Tx, in.Recommender)
	if err != nil {
		return err
	}
	if !ok {
		return problem.New(problem.Invalid, "NOT_A_RECOMMENDER", "请选择推荐（归口管理）单位", "Choose a recommending body").At("recommender", "所选单位没有推荐审核人员", "nobody there can recommend")
	}
	seen := []string{a.By.Org}
	for i, co := range in.CoApplicants {
		known, err := store.Organisation(ctx, a.Tx, co.Org)
		if err != nil || known.ID == "" || slices.Contains(seen, co.Org) {
			return problem.New(problem.Invalid, "CO_APPLICANT_INVALID", "联合申报单位有误或重复", "A co-applicant is unknown or named twice").
				At(fmt.Sprintf("co_applicants[%d]", i), "请选择另一家已登记的单位", "choose another registered organisation")
		}
		seen = append(seen, co.Org)
	}
	return nil
}

// SendToUnit is the input of the event send_to_unit. Keywords and disciplines
// are what experts are matched by; what was given before stays when none is given.
type SendToUnit struct {
	Pledged               bool
	Keywords, Disciplines []string
}

func (r Rules) sendToUnit(ctx context.Context, a *docket.Act) error {
	in := docket.Input[SendToUnit](a)
	if !in.Pledged {
		return problem.New(problem.Precondition, "PLEDGE_MISSING", "提交前须签署科研诚信承诺书", "The integrity pledge must be signed first").At("pledged", "请勾选承诺", "tick the pledge")
	}
	if err := r.inTime(a); err != nil {
		return err
	}
	draft, err := r.completeDraft(ctx, a)
	if err != nil {
		return err
	}
	if err := in.checkFields(ctx, a); err != nil {
		return err
	}
	return a.Set("intake", application.Intake{PledgedAt: &a.Now, DraftBasis: draft.Version, Keywords: trimmed(in.Keywords), Disciplines: in.Disciplines})
}

// longestKeyword in characters: a keyword is no sentence.
const longestKeyword = 50

// checkFields refuses a keyword that is too long (KEYWORD_TOO_LONG) and a
// discipline that the tree does not hold (DISCIPLINE_UNKNOWN).
func (in SendToUnit) checkFields(ctx context.Context, a *docket.Act) error {
	for _, k := range in.Keywords {
		if utf8.RuneCountInString(k) > longestKeyword {
			return problem.New(problem.Invalid, "KEYWORD_TOO_LONG", "关键词不能超过50字", "A keyword has at most 50 characters").At("keywords", "请缩短关键词", "shorten the keyword")
		}
	}
	unknown, err := store.UnknownDisciplines(ctx, a.Tx, in.Disciplines)
	if err != nil || len(unknown) == 0 {
		return err
	}
	return problem.New(problem.Invalid, "DISCIPLINE_UNKNOWN", "学科分类中没有所选学科", "The tree of disciplines does not hold what was chosen").
		At("disciplines", "请从学科分类中选择", "choose from the tree of disciplines")
}

// trimmed drops what is empty or said twice.
func trimmed(words []string) []string {
	var out []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// inTime judges the effective deadline by the server's clock; a submission at the very deadline is in time.
func (r Rules) inTime(a *docket.Act) error {
	return inTime(a.Record, a.Parent, a.Now)
}

func inTime(rec, call *docket.Record, now time.Time) error {
	deadline, err := deadlineOf(rec, call)
	if err != nil {
		return err
	}
	if now.After(deadline) {
		return problem.New(problem.Precondition, "DEADLINE_PASSED", "已过申报截止时间（"+deadline.In(policy.Shanghai).Format("2006-01-02 15:04:05")+" 北京时间）", "The deadline has passed").
			With("deadline", deadline.Format(time.RFC3339)).For(string(lifecycle.Director))
	}
	return nil
}

func deadlineOf(rec, call *docket.Record) (time.Time, error) {
	in, err := intake(rec)
	if err != nil {
		return time.Time{}, err
	}
	w, err := window(call)
	return application.Deadline(w, in), err
}

// completeDraft returns the newest draft when the form finds no error in it.
func (r Rules) completeDraft(ctx context.Context, a *docket.Act) (docket.Draft, error) {
	draft, err := docket.LatestDraft(ctx, a.Tx, a.Record.ID)
	if err != nil {
		return draft, err
	}
	return draft, r.FormDefects(ctx, a.Tx, a.Record, a.Parent, draft)
}

// FormDefects checks a draft against the form of the call's pack, as if it were
// submitted now: a *problem.Problem with every defect, or nil.
func (r Rules) FormDefects(ctx context.Context, q docket.Querier, rec, call *docket.Record, draft docket.Draft) error {
	pack, err := r.pack(ctx, call)
	if err != nil {
		return err
	}
	form, _ := pack.Form("proposal")
	content, err := withAttachments(ctx, q, rec.ID, draft.Content)
	if err != nil {
		return err
	}
	found := form.Validate(content, true)
	beyond, err := beyondAvoided(pack, draft.Content)
	if err != nil {
		return err
	}
	return programmeact.FormProblem(append(found, beyond...))
}

// avoidField holds the reviewers whom the applicant asks to be spared.
const avoidField = "compliance.avoid_experts"

// beyondAvoided says of a list of reviewers to avoid that is longer than the rule
// (rev.coi.applicant_exclude_max) who would not count; a pack without the rule has no such list.
func beyondAvoided(pack *policy.Pack, content map[string]any) ([]policy.FieldViolation, error) {
	var rule conflict.Rule
	if err := pack.Value("rev.coi.applicant_exclude_max", &rule.AvoidMax); err != nil {
		var missing *policy.RuleMissing
		if errors.As(err, &missing) {
			return nil, nil
		}
		return nil, err
	}
	var names []string
	for _, x := range rule.Beyond(conflict.Application{Avoid: conflict.AvoidList(content)}) {
		names = append(names, x.Name)
	}
	if len(names) == 0 {
		return nil, nil
	}
	return []policy.FieldViolation{{
		Path: avoidField, Severity: policy.SeverityError,
		Zh: fmt.Sprintf("至多申请回避%d名专家，请删去多出的：%s", rule.AvoidMax, strings.Join(names, "、")),
		En: fmt.Sprintf("at most %d reviewers can be avoided; take out %s", rule.AvoidMax, strings.Join(names, ", ")),
	}}, nil
}

// withAttachments adds the names of uploaded files to the file fields of a draft, so that the form sees them.
func withAttachments(ctx context.Context, q docket.Querier, subject string, content map[string]any) (map[string]any, error) {
	files, err := store.Files(ctx, q, subject)
	if err != nil {
		return nil, err
	}
	out := docket.MergePatch(content, nil)
	for _, f := range files {
		list, _ := out[f.Field].([]any)
		out[f.Field] = append(slices.Clone(list), f.Name)
	}
	return out, nil
}

func (r Rules) remindDraft(ctx context.Context, a *docket.Act) error {
	in, err := intake(a.Record)
	if err != nil {
		return err
	}
	a.Clear("intake", "remind_at")
	return a.Set("intake", application.Intake{Reminders: in.Reminders + 1})
}

// UnitReturn is the input of unit_return and recommender_return.
type UnitReturn struct {
	Comments string
	Defects  []Defect
}

// Defect is one point on one field.
type Defect struct{ Field, Text string }

func (r Rules) unitReturn(_ context.Context, a *docket.Act) error {
	in := docket.Input[UnitReturn](a)
	if strings.TrimSpace(in.Comments) == "" {
		return problem.Missing("comments", "退回意见", "Comments")
	}
	return a.Set("intake", map[string]any{"unit_comments": in.Comments, "defects": defects(in.Defects)})
}

// Opinion is the input of unit_approve and recommend.
type Opinion struct{ Opinion string }

func (r Rules) unitApprove(ctx context.Context, a *docket.Act) error {
	if err := r.inTime(a); err != nil {
		return err
	}
	draft, err := r.completeDraft(ctx, a)
	if err != nil {
		return err
	}
	asked := application.Asked(draft.Content)
	refused, err := r.eligibility(ctx, a, a.Record.Parties(), "submit", &asked)
	if err != nil {
		return err
	}
	if err := refusals(refused); err != nil {
		return err
	}
	due, err := r.after(ctx, a.Parent, a.Now, "intake.recommender_check_wd")
	if err != nil {
		return err
	}
	a.Clear("intake", "defects", "unit_comments", "recommend_late")
	return a.Set("intake", application.Intake{
		UnitOpinion: docket.Input[Opinion](a).Opinion, RecommendDue: due, DraftBasis: draft.Version,
		Topic: asked.Topic, RequestFen: asked.RequestFen, OwnFen: asked.OwnFen, Months: asked.Months, Targets: asked.Targets,
	})
}

func (r Rules) recommend(ctx context.Context, a *docket.Act) error {
	in, err := intake(a.Record)
	if err != nil {
		return err
	}
	draft, err := docket.DraftAt(ctx, a.Tx, a.Record.ID, in.DraftBasis)
	if err != nil {
		return err
	}
	hash, err := keepApplication(ctx, a, draft)
	if err != nil {
		return err
	}
	var n int64
	if err := a.Tx.QueryRow(ctx, "select nextval('receipt_number')").Scan(&n); err != nil {
		return err
	}
	receipt := fmt.Sprintf("SQ-%d-%06d", a.Now.In(policy.Shanghai).Year(), n)
	a.Number(receipt)
	if err := a.Set("parties", docket.Parties{Code: receipt}); err != nil {
		return err
	}
	now := a.Now
	return a.Set("intake", application.Intake{Receipt: receipt, SubmittedAt: &now, Recommendation: docket.Input[Opinion](a).Opinion, ContentHash: hash})
}

// Material is the immutable snapshot of an application: what reviewers see and what was decided on.
type Material struct {
	Title   string         `json:"title"`
	Version int64          `json:"version"`
	Content map[string]any `json:"content"`
	Files   []store.File   `json:"files"`
}

func keepApplication(ctx context.Context, a *docket.Act, draft docket.Draft) (string, error) {
	files, err := store.Files(ctx, a.Tx, a.Record.ID)
	if err != nil {
		return "", err
	}
	hash, err := a.Snapshot("application", Material{Title: a.Record.Parties().Title, Version: draft.Version, Content: draft.Content, Files: files})
	return hex.EncodeToString(hash), err
}

func (r Rules) recommenderReturn(ctx context.Context, a *docket.Act) error {
	in := docket.Input[UnitReturn](a)
	if strings.TrimSpace(in.Comments) == "" {
		return problem.Missing("reason", "退回理由", "A reason")
	}
	patch := map[string]any{"unit_comments": in.Comments, "defects": defects(in.Defects)}
	w, err := window(a.Parent)
	if err != nil {
		return err
	}
	// A return after the close must leave time to mend; the recommender's slowness is not the applicant's fault.
	until, err := r.after(ctx, a.Parent, a.Now, "intake.correction.days")
	if err != nil {
		return err
	}
	if w.ClosesAt != nil && until.After(*w.ClosesAt) {
		patch["extended_until"] = until
		patch["extension_reason"] = "推荐单位退回"
	}
	return a.Set("intake", patch)
}

func (r Rules) escalateRecommendation(_ context.Context, a *docket.Act) error {
	return a.Set("intake", application.Intake{RecommendLate: true})
}

func (r Rules) missDeadline(_ context.Context, a *docket.Act) error {
	return a.Set("intake", application.Intake{Reason: "逾期未提交"})
}

func defects(in []Defect) []map[string]string {
	out := make([]map[string]string, 0, len(in))
	for _, d := range in {
		out = append(out, map[string]string{"field": d.Field, "text": d.Text})
	}
	return out
}
