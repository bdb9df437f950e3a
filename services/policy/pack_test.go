package policy

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var (
	seedFS           = os.DirFS("../../seeds")
	fuling, practice = shipped("fuling"), shipped("practice")
)

// shipped is the folder of the one version that ships of a pack.
func shipped(code string) string {
	found, err := fs.Glob(seedFS, "packs/"+code+"/*")
	if err != nil || len(found) != 1 {
		panic(fmt.Sprintf("%s ships as %v: %v", code, found, err))
	}
	return found[0]
}

func load(t testing.TB, dir string) *Pack {
	t.Helper()
	p, err := Load(seedFS, dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPacksOfTheSeedsLoad(t *testing.T) {
	p := load(t, fuling)
	if len(p.Rules) < 188 {
		t.Errorf("%d rules, at least 188 expected", len(p.Rules))
	}
	drill := load(t, practice)
	if s, err := drill.Span("dec.publicity.wd"); err != nil || s.Unit != Second {
		t.Errorf("practice notice: %v %v", s, err)
	}
	if r, _ := drill.Rule("prog.overdue.months"); r.Grade() != Default || len(r.Source) != 0 {
		t.Errorf("a practice figure is shown as %s from %v", r.Grade(), r.Source)
	}
	if s, err := p.Span("dec.publicity.wd"); err != nil || s != (Span{5, WorkDay}) {
		t.Errorf("notice: %v %v", s, err)
	}
	if s, err := p.Span("call.window.min_days"); err != nil || s != (Span{20, Day}) {
		t.Errorf("the district's default is in force: %v %v", s, err)
	}
}

func TestPackSurvivesStorage(t *testing.T) {
	for _, dir := range []string{fuling, practice} {
		p := load(t, dir)
		raw, err := p.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		back, err := Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if back.Hash() != p.Hash() {
			t.Errorf("%s: hash changed in storage", dir)
		}
	}
}

func TestFaultsNameFileAndLine(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"pack", "rules", "supplement", "rubrics", "forms", "eligibility"} {
		raw, err := fs.ReadFile(seedFS, fuling+"/"+name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		switch name {
		case "rules":
			text = strings.Replace(text, `value: 7, unit: "d", level: "district_default"`, `value: 7, unit: "fortnight", level: "district_default"`, 1)
		case "rubrics":
			text = strings.Replace(text, "w: 15}", "w: 16}", 1)
		case "eligibility":
			text = strings.Replace(text, `cel: "!pi.sanctioned"`, `cel: "!pi.sanctioned &&"`, 1)
		}
		files["packs/x/1/"+name+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err := Load(files, "packs/x/1")
	found := LoadErrors(err)
	if len(found) != 3 { // one a file
		t.Fatalf("want 3 faults, got %v", err)
	}
	for _, f := range found {
		if f.File == "" || f.Line == 0 || f.Zh == "" || f.En == "" {
			t.Errorf("fault without a place: %+v", f)
		}
	}
	if found[0].File != "packs/x/1/rules.yaml" || found[0].Line != 10 {
		t.Errorf("wrong place: %v", found[0])
	}
}

func TestSecondsAreForPracticeOnly(t *testing.T) {
	raw, _ := fs.ReadFile(seedFS, practice+"/pack.yaml")
	files := fstest.MapFS{practice + "/pack.yaml": &fstest.MapFile{Data: []byte(strings.Replace(string(raw), "practice: true", "practice: false", 1))}}
	for _, name := range []string{"pack", "rules", "supplement", "rubrics", "forms", "eligibility"} {
		b, _ := fs.ReadFile(seedFS, fuling+"/"+name+".yaml")
		files[fuling+"/"+name+".yaml"] = &fstest.MapFile{Data: b}
	}
	if _, err := Load(files, practice); err == nil || !strings.Contains(err.Error(), "seconds") {
		t.Fatalf("got %v", err)
	}
}

func TestLevels(t *testing.T) {
	p := load(t, fuling)
	for fen, want := range map[int64]string{1: "director", 30_000_000: "director", 30_000_001: "party_group", 100_000_000: "party_group", 100_000_001: "leading_group"} {
		role, _, rule, err := p.LevelFor(fen)
		if err != nil || role != want || rule != "dec.levels" {
			t.Errorf("%d 分: %s %v, want %s", fen, role, err, want)
		}
	}
}

// fit is an application that every rule of the default pack lets through at submission.
func fit() Facts {
	var f Facts
	f.Now = time.Date(2026, 3, 2, 9, 0, 0, 0, Shanghai)
	f.Org.Kind, f.Org.LegalPerson, f.Org.InDistrict = "enterprise", true, true
	f.Org.RegisteredOn = f.Now.AddDate(-5, 0, 0)
	f.PI.AgeAtEnd, f.PI.Title, f.PI.Degree = 45, "高级工程师", "硕士"
	f.Funding.RequestedFen, f.Funding.OwnFen = 20_000_000, 20_000_000
	f.CapFen, f.TermMonths, f.Pledged = 30_000_000, 18, true
	f.Mode = "standard"
	f.Attachments = []string{"feasibility_report", "pi_id"}
	return f
}

func TestEligibility(t *testing.T) {
	p := load(t, fuling)
	ctx := context.Background()
	if found, err := p.Check(ctx, "submit", fit()); err != nil || len(found) > 0 {
		t.Fatalf("a fit application is refused: %v %v", found, err)
	}
	cases := map[string]func(*Facts){
		"org_legal_person":      func(f *Facts) { f.Org.LegalPerson = false },
		"org_registered_months": func(f *Facts) { f.Org.RegisteredOn = f.Now.AddDate(0, -11, 0) },
		"org_batch_limit":       func(f *Facts) { f.OrgBatchCount = 3 },
		"org_overdue":           func(f *Facts) { f.OrgOverdue = 3 },
		"org_sanctioned":        func(f *Facts) { f.Org.Sanctioned, f.Org.SanctionUntil = true, f.Now.AddDate(1, 0, 0) },
		"pi_sanctioned":         func(f *Facts) { f.PI.Sanctioned = true },
		"pi_active_lead":        func(f *Facts) { f.PI.ActiveLead = 1 },
		"pi_active_total":       func(f *Facts) { f.PI.ActiveTotal = 2 },
		"pi_overdue":            func(f *Facts) { f.PI.OverdueProjects = 1 },
		"pi_age":                func(f *Facts) { f.PI.AgeAtEnd = 61 },
		"pi_title_or_degree":    func(f *Facts) { f.PI.Title, f.PI.Degree = "助理工程师", "学士" },
		"own_funds":             func(f *Facts) { f.Funding.OwnFen = 19_999_999 },
		"attachments_required":  func(f *Facts) { f.Attachments = f.Attachments[:1] },
		"term_months":           func(f *Facts) { f.TermMonths = 36 },
		"funding_cap":           func(f *Facts) { f.CapFen = 19_000_000 },
	}
	for id, spoil := range cases {
		f := fit()
		spoil(&f)
		found, err := p.Check(ctx, "submit", f)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if len(found) != 1 || found[0].ID != id || strings.Contains(found[0].Zh+found[0].En, "{") {
			t.Errorf("%s: got %+v", id, found)
		}
	}
}

func TestOpenCompetitionLiftsThresholds(t *testing.T) {
	p := load(t, fuling)
	f := fit()
	f.Mode, f.Org.InDistrict, f.PI.AgeAtEnd, f.PI.Title, f.PI.Degree = "open_competition", false, 70, "", ""
	f.Org.RegisteredOn = f.Now.AddDate(0, 0, -1)
	if found, err := p.Check(context.Background(), "submit", f); err != nil || len(found) > 0 {
		t.Fatalf("%v %v", found, err)
	}
}

func TestDryRun(t *testing.T) {
	before, after := load(t, fuling), load(t, fuling)
	after.rules["elig.pi.age_max"].Value = 40.0
	after.prepareValues()
	found, err := DryRun(context.Background(), before, after, []Facts{fit()})
	if err != nil || len(found) != 1 || found[0].After[0].ID != "pi_age" {
		t.Fatalf("%v %v", found, err)
	}
}

func FuzzParse(f *testing.F) {
	raw, err := load(f, practice).Marshal()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"code":"x"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := Parse(raw)
		if err != nil {
			return
		}
		again, err := p.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := Parse(again); err != nil || back.Hash() != p.Hash() {
			t.Fatalf("not stable: %v", err)
		}
	})
}
