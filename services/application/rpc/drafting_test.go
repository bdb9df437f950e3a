package rpc_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	applicationv1 "yanlu/proto/gen/yanlu/application/v1"
	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/seeds"
	"yanlu/services/application/act"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/problem"
	"yanlu/services/programme"
)

const project = lifecycle.ProjectMachine

func check(t *testing.T, w *bureautest.World, login, id string) *applicationv1.CheckDraftResponse {
	t.Helper()
	got, err := w.Drafting.CheckDraft(w.As(login), &applicationv1.CheckDraftRequest{Docket: id})
	if err != nil {
		t.Fatal(err)
	}
	var errors, warnings int32
	for _, f := range got.GetFindings() {
		if f.GetZh() == "" || f.GetEn() == "" || f.GetHelp() == "" {
			t.Fatalf("a finding that helps nobody: %v", f)
		}
		switch f.GetSeverity() {
		case "error":
			errors++
		case "warning":
			warnings++
		}
	}
	if errors != got.GetErrors() || warnings != got.GetWarnings() || int(errors+warnings) != len(got.GetFindings()) {
		t.Fatalf("the counts are wrong: %v", got)
	}
	return got
}

func finding(got *applicationv1.CheckDraftResponse, field, severity, rule string) *applicationv1.Finding {
	for _, f := range got.GetFindings() {
		if f.GetField() == field && f.GetSeverity() == severity && (rule == "*" || f.GetRule() == rule) {
			return f
		}
	}
	return nil
}

func blank(t *testing.T, w *bureautest.World, call, login string) string {
	t.Helper()
	return w.Project(login, "", lifecycle.Create, act.Create{Call: call, Title: "空白申报", Recommender: "org-tuijian"}).Record.ID
}

func TestACompleteDraftHasNoErrors(t *testing.T) {
	w := bureautest.New(t)
	got := check(t, w, "suqing", w.Draft(w.OpenCall(), 0))
	if got.GetErrors() != 0 || got.GetVersion() != 1 {
		t.Fatalf("%v", got)
	}
	if finding(got, "cover.subject_name", "warning", "") == nil {
		t.Fatalf("the title differs from that of the docket: %v", got)
	}
}

func TestFindingsComeInTheOrderOfTheForm(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := blank(t, w, call, "suqing")
	got := check(t, w, "suqing", id)
	if got.GetVersion() != 0 || got.GetErrors() < 20 {
		t.Fatalf("%v", got)
	}
	form, err := w.Drafting.GetCallForm(context.Background(), &applicationv1.GetCallFormRequest{Call: call})
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, s := range form.GetForm().GetSections() {
		for _, f := range s.GetFields() {
			order = append(order, f.GetPath())
		}
	}
	last := -1
	for _, f := range got.GetFindings() {
		at := slices.Index(order, f.GetField())
		if at < last {
			t.Errorf("%s comes after %s", f.GetField(), order[last])
		}
		last = at
	}
	// An obstacle that the form and a rule both see is said once, with the rule.
	for field, rule := range map[string]string{"attachments.feasibility_report": "elig.attachments.required", "cover.term": "dec.term.months", "budget.sources": "elig.funding.cap"} {
		n := 0
		for _, f := range got.GetFindings() {
			if f.GetField() == field {
				n++
			}
		}
		if n != 1 || finding(got, field, "error", rule) == nil {
			t.Errorf("%s: %d findings", field, n)
		}
	}
}

// gates carries an application through sending and approval and brings it back; it says whether it passed.
func gates(t *testing.T, w *bureautest.World, id string) bool {
	t.Helper()
	if _, err := w.Try("suqing", id, project, "send_to_unit", act.SendToUnit{Pledged: true}); err != nil {
		if problem.Of(err) == nil {
			t.Fatal(err)
		}
		return false
	}
	if _, err := w.Try("liangyue", id, project, "unit_approve", act.Opinion{Opinion: "同意"}); err != nil {
		if problem.Of(err) == nil {
			t.Fatal(err)
		}
		w.Project("liangyue", id, "unit_return", act.UnitReturn{Comments: "请修改"})
		return false
	}
	w.Project("lingsong", id, "recommender_return", act.UnitReturn{Comments: "请修改"})
	return true
}

// spoils are ways in which a draft can be wrong, or wrong only to the eye.
var spoils = []func(*rand.Rand, map[string]any){
	func(r *rand.Rand, c map[string]any) { delete(c, pick(r, c)) },
	func(r *rand.Rand, c map[string]any) { delete(c, pick(r, c)) },
	func(r *rand.Rand, c map[string]any) { c[pick(r, c)] = "" },
	func(r *rand.Rand, c map[string]any) {
		rows, _ := c["budget.sources"].([]any)
		if len(rows) == 0 {
			return
		}
		row, _ := rows[r.IntN(len(rows))].(map[string]any)
		row["amount"] = float64(r.IntN(8) * 10_000_000)
	},
	func(r *rand.Rand, c map[string]any) {
		c["cover.term"] = map[string]any{"from": "2027-01-01", "to": fmt.Sprintf("%d-%02d-28", 2027+r.IntN(4), 1+r.IntN(12))}
	},
	func(r *rand.Rand, c map[string]any) {
		rows, _ := c["basics.targets"].([]any)
		if len(rows) == 0 {
			return
		}
		row, _ := rows[r.IntN(len(rows))].(map[string]any)
		delete(row, "method")
	},
	func(*rand.Rand, map[string]any) {},
}

func pick(r *rand.Rand, c map[string]any) string {
	var keys []string
	for k := range c {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys[r.IntN(len(keys))]
}

// No errors means that sending and approval pass, and errors that one of them refuses: over many drafts, each wrong in its own way.
func TestCheckSaysWhatTheGatesSay(t *testing.T) {
	w := bureautest.New(t)
	id := w.Draft(w.OpenCall(), 0)
	r := rand.New(rand.NewPCG(3, 14))
	passed, refused := 0, 0
	for version := 2; version < 70; version++ {
		content := seeds.Clone(w.Content(0))
		for range r.IntN(3) {
			spoils[r.IntN(len(spoils))](r, content)
		}
		w.Save(id, "suqing", version, content)
		files := r.IntN(6)
		exec(t, w, "update attachment set removed_at = null where subject = $1", id)
		if files == 0 {
			exec(t, w, "update attachment set removed_at = now() where subject = $1 and field = $2", id, []string{"attachments.pi_id", "attachments.licence", "compliance.integrity_pledge"}[r.IntN(3)])
		}
		got := check(t, w, "suqing", id)
		if ok := gates(t, w, id); ok != (got.GetErrors() == 0) {
			t.Fatalf("version %d: passed %v, but the check says %v", version, ok, got)
		} else if ok {
			passed++
		} else {
			refused++
		}
	}
	if passed < 15 || refused < 15 {
		t.Fatalf("%d passed and %d were refused: the sample shows too little", passed, refused)
	}
}

func exec(t *testing.T, w *bureautest.World, sql string, args ...any) {
	t.Helper()
	if _, err := w.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// What is no answer of the form stops an application too: who applies, and when.
func TestCheckSeesTheApplicantAndTheClock(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*testing.T, *bureautest.World, string)
		rule  string
		help  string
	}{
		"sanction": {func(t *testing.T, w *bureautest.World, _ string) {
			exec(t, w, "update person set sanctioned_until = $1 where id = 'person-suqing'", w.Door.Now().AddDate(1, 0, 0))
		}, "elig.unit.discredited_block", "discipline"},
		"age": {func(t *testing.T, w *bureautest.World, _ string) {
			exec(t, w, "update person set born_on = '1950-01-01' where id = 'person-suqing'")
		}, "elig.pi.age_max", "pi"},
		"another": {func(_ *testing.T, w *bureautest.World, call string) { w.Submitted(call, 0) }, "elig.pi.active_as_lead_max", "pi"},
		"too late": {func(_ *testing.T, w *bureautest.World, call string) {
			w.At(w.Due(call, "close").AddDate(0, 0, 1))
		}, "call.window.min_days", "director"},
	} {
		t.Run(name, func(t *testing.T) {
			w := bureautest.New(t)
			call := w.OpenCall()
			id := w.Draft(call, 0)
			c.spoil(t, w, call)
			got := check(t, w, "suqing", id)
			if f := finding(got, "", "error", c.rule); f == nil || f.GetHelp() != c.help {
				t.Fatalf("%v", got)
			}
			if gates(t, w, id) {
				t.Fatal("it passed nevertheless")
			}
		})
	}
}

func TestWarningsStopNothing(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	id := w.Draft(call, 0)
	content := seeds.Clone(w.Content(0))
	spending, _ := content["budget.spending"].([]any)
	row, _ := spending[0].(map[string]any)
	row["fiscal"] = float64(1)
	content["body.summary"] = "摘要"
	content["body.risk"] = content["body.market"]
	content["cover.term"] = map[string]any{"from": "2026-01-01", "to": "2027-06-30"}
	w.Save(id, "suqing", 2, content)
	w.At(w.Due(call, "close").AddDate(0, 0, -2))
	got := check(t, w, "suqing", id)
	for field, rule := range map[string]string{
		"budget.spending": "", "body.summary": "", "body.risk": "", "cover.term": "", "body.schedule": "", "": "call.remind.first",
	} {
		if finding(got, field, "warning", rule) == nil {
			t.Errorf("%s %s is not warned of", field, rule)
		}
	}
	if got.GetErrors() != 0 || !gates(t, w, id) {
		t.Fatalf("%v", got)
	}
}

// A returned application: only what is listed may change, what is not mended is pointed at, and the check says what resubmission says.
func TestCheckOfACorrection(t *testing.T) {
	w := bureautest.New(t)
	id := w.FormalCheck(w.OpenCall(), 0)
	w.Project("linzhou", id, "return_once", act.Defects{Defects: []programme.Defect{{Field: "body.summary", Text: "请写明目标"}}})
	if got := check(t, w, "suqing", id); got.GetErrors() != 0 || finding(got, "body.summary", "warning", "") == nil {
		t.Fatalf("%v", got)
	}
	content := seeds.Clone(w.Content(0))
	content["body.market"] = "另改一处"
	w.Save(id, "suqing", 2, content)
	if got := check(t, w, "liangyue", id); finding(got, "body.market", "error", "*") == nil {
		t.Fatalf("%v", got)
	}
	if _, err := w.Try("liangyue", id, project, "resubmit", nil); problem.ReasonOf(err) != "FIELD_NOT_LISTED" {
		t.Fatal(err)
	}
	content = seeds.Clone(w.Content(0))
	content["body.summary"] = content["body.summary"].(string) + "目标明确。"
	w.Save(id, "suqing", 3, content)
	if got := check(t, w, "liangyue", id); got.GetErrors() != 0 || finding(got, "body.summary", "warning", "") != nil {
		t.Fatalf("%v", got)
	}
}

// Strangers learn nothing from any method, not even that there is something; a reviewer reads what was submitted and nothing of the drafting.
func TestStrangersGetNotFound(t *testing.T) {
	w := bureautest.New(t)
	call := w.OpenCall()
	draft, theirs := w.Draft(call, 0), w.FormalCheck(call, 1)
	mine := map[string]string{"weigang": blank(t, w, call, "weigang")}
	w.Project("linzhou", theirs, "accept", struct{}{})
	w.Commissioned(call)
	w.Reviewed(theirs, 80)
	for _, login := range []string{"weigang", "fanglei", "luzhiyuan", "pingheng", "jiangwei", "lingsong", "guanli", "public"} {
		for _, id := range []string{draft, theirs} {
			for name, err := range everyMethod(w.As(login), w, id, cmp.Or(mine[login], draft)) {
				if login == "lingsong" && id == theirs && name != "copy" {
					continue // it recommends it, and read it to do so
				}
				if !strings.HasSuffix(problem.ReasonOf(err), "NOT_FOUND") {
					t.Errorf("%s %s: %v", login, name, err)
				}
			}
		}
	}
	// Officers do not read what was not sent, and write nowhere.
	for name, err := range everyMethod(w.As("linzhou"), w, draft, draft) {
		if problem.Of(err) == nil {
			t.Errorf("officer %s: %v", name, err)
		}
	}
}

func everyMethod(ctx context.Context, w *bureautest.World, id, mine string) map[string]error {
	out := map[string]error{}
	keep := func(name string, _ proto.Message, err error) { out[name] = err }
	request := fmt.Sprintf("request-%d", rand.Int64())
	d := w.Drafting
	m, err := d.CheckDraft(ctx, &applicationv1.CheckDraftRequest{Docket: id})
	keep("check", m, err)
	p, err := d.GetPrefill(ctx, &applicationv1.GetPrefillRequest{Docket: id})
	keep("prefill", p, err)
	c, err := d.CopyDraft(ctx, &applicationv1.CopyDraftRequest{RequestId: request + "a", Docket: mine, From: id})
	keep("copy", c, err)
	r, err := d.RestoreDraft(ctx, &applicationv1.RestoreDraftRequest{RequestId: request + "b", Docket: id, Version: 1, BaseVersion: 1})
	keep("restore", r, err)
	k, err := d.MarkSection(ctx, &applicationv1.MarkSectionRequest{RequestId: request + "c", Docket: id, Section: "cover", Done: true})
	keep("mark", k, err)
	l, err := d.ListMarks(ctx, &applicationv1.ListMarksRequest{Docket: id})
	keep("marks", l, err)
	f, err := d.GetCallForm(ctx, &applicationv1.GetCallFormRequest{Call: id})
	keep("form", f, err)
	return out
}

func TestRestoreKeepsTheRulesOfSaving(t *testing.T) {
	w := bureautest.New(t)
	id := w.Draft(w.OpenCall(), 0)
	ctx := w.As("suqing")
	w.Save(id, "suqing", 2, map[string]any{"body.summary": "第二版"})
	restore := func(request string, version, base int64) (*docketv1.Draft, error) {
		return w.Drafting.RestoreDraft(ctx, &applicationv1.RestoreDraftRequest{RequestId: request, Docket: id, Version: version, BaseVersion: base})
	}
	if _, err := restore("restore-1", 1, 1); problem.ReasonOf(err) != "DRAFT_STALE" {
		t.Fatal(err)
	}
	for range 2 {
		got, err := restore("restore-2", 1, 2)
		if err != nil || got.GetVersion() != 3 || got.GetContent().GetFields()["cover.pi"].GetStringValue() != "苏青" {
			t.Fatal(got, err)
		}
	}
	if _, err := restore("restore-3", 99, 3); problem.ReasonOf(err) != "VERSION_NOT_FOUND" {
		t.Fatal(err)
	}
	w.Project("suqing", id, "send_to_unit", act.SendToUnit{Pledged: true})
	if _, err := restore("restore-4", 2, 3); problem.ReasonOf(err) != "NOT_EDITABLE" {
		t.Fatal(err)
	}
}

func TestRestoringKeepsToTheListedFields(t *testing.T) {
	w := bureautest.New(t)
	id := w.FormalCheck(w.OpenCall(), 0)
	w.Project("linzhou", id, "return_once", act.Defects{Defects: []programme.Defect{{Field: "body.summary", Text: "请写明目标"}}})
	content := seeds.Clone(w.Content(0))
	content["body.summary"] = "改过的摘要"
	w.Save(id, "suqing", 2, content)
	content = seeds.Clone(content)
	content["body.market"] = "不该动的一处"
	w.Save(id, "suqing", 3, content)
	_, err := w.Drafting.RestoreDraft(w.As("suqing"), &applicationv1.RestoreDraftRequest{RequestId: "restore-1", Docket: id, Version: 1, BaseVersion: 3})
	if problem.ReasonOf(err) != "FIELD_NOT_LISTED" {
		t.Fatal(err)
	}
	w.Save(id, "suqing", 4, w.Content(0))
	got, err := w.Drafting.RestoreDraft(w.As("liangyue"), &applicationv1.RestoreDraftRequest{RequestId: "restore-2", Docket: id, Version: 2, BaseVersion: 4})
	if err != nil || got.GetVersion() != 5 || got.GetContent().GetFields()["body.summary"].GetStringValue() != "改过的摘要" {
		t.Fatal(got, err)
	}
}
