package seeds

import (
	"math"
	"slices"
	"testing"
	"time"

	"yanlu/services/application"
	"yanlu/services/policy"
)

// filedAt is a day on which the samples could be submitted.
var filedAt = time.Date(2026, 11, 24, 10, 0, 0, 0, policy.Shanghai)

func fuling(t *testing.T) *policy.Pack {
	t.Helper()
	p, err := policy.Load(files, defaultPack)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func samples(t *testing.T) SampleSet {
	t.Helper()
	s, err := Samples()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTemplates(t *testing.T) {
	found, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	modes := map[string]string{}
	for _, x := range found {
		modes[x.Code] = x.Terms.FundingMode
		if x.Terms.CapFen != 30_000_000 || x.Terms.EnvelopeFen != 300_000_000 {
			t.Errorf("%s: a cap of 30 and an envelope of 300 万元 are wanted: %+v", x.Code, x.Terms)
		}
	}
	if len(modes) != 3 || modes["application-development"] != "budgeted" || modes["lump-sum-pilot"] != "lump_sum" || modes["people-livelihood"] != "budgeted" {
		t.Error(modes)
	}
}

func TestDamagedTemplatesAreRefused(t *testing.T) {
	for _, c := range []struct{ old, by, words string }{
		{"[LS-03, MH-01", "[LS-03, MH-09", "no topic MH-09"},
		{"rubric: people_livelihood", "rubric: beauty", "no rubric"},
		{"panel_size: 5", "panel_size: 4", "rev.panel.size"},
		{"window_days: 30", "window_days: 3", "call.window.min_days"},
		{"notice_rule: dec.publicity.wd", "notice_rule: dec.nothing", "dec.nothing"},
		{"envelope_fen: 300_000_000", "envelope_fen: 3_000", "CALL_TERMS_INCOMPLETE"},
		{"funding_mode: lump_sum", "funding_mode: cash", "funding_mode"},
		{"code: lump-sum-pilot", "code: application-development", "used twice"},
		{"title_en: Lump-sum", "title_fr: Lump-sum", "field title_fr not found"},
	} {
		_, err := readTemplates(altered(t, templatesFile, c.old, c.by))
		wantFault(t, err, templatesFile, 0, c.words)
	}
}

func TestSamplesPassTheForm(t *testing.T) {
	s, pack := samples(t), fuling(t)
	if len(s.Applications) != 6 || len(s.Needs) != 3 {
		t.Fatal(len(s.Applications), len(s.Needs))
	}
	form, _ := pack.Form("proposal")
	uploads := FileFields(form)
	if want := []string{"compliance.integrity_pledge", "attachments.feasibility_report", "attachments.pi_id", "attachments.licence"}; !slices.Equal(uploads, want) {
		t.Errorf("uploads %v, want %v", uploads, want)
	}
	for _, a := range s.Applications {
		content := Clone(a.Content)
		for _, f := range uploads {
			if content[f] != nil {
				t.Errorf("%s: %s is filled by an upload", a.Key, f)
			}
			content[f] = []any{"scan.pdf"}
		}
		for _, v := range form.Validate(content, true) {
			t.Errorf("%s: %s: %s", a.Key, v.Path, v.Zh)
		}
	}
	need, _ := pack.Form("need")
	for _, n := range s.Needs {
		for _, v := range need.Validate(n.Content, true) {
			t.Errorf("%s: %s: %s", n.Key, v.Path, v.Zh)
		}
	}
}

func TestNeedsAnswerWhatIsAskedOfANeed(t *testing.T) {
	rule, _ := fuling(t).Rule("call.need.min_fields")
	fields, _ := rule.Params["fields"].(map[string]any)
	if len(fields) == 0 {
		t.Fatal("the rule names no fields")
	}
	for _, n := range samples(t).Needs {
		for label, field := range fields {
			if n.Content["need."+field.(string)] == nil {
				t.Errorf("%s lacks %s", n.Key, label)
			}
		}
	}
}

// facts is what the product would gather about a sample on the day it is submitted.
func facts(t *testing.T, d District, a ApplicationSample) policy.Facts {
	t.Helper()
	person, ok := d.Person(a.Person)
	org, there := d.Organisation(a.Organisation)
	if !ok || !there {
		t.Fatal(a.Key)
	}
	f := policy.Facts{Now: filedAt, Mode: "standard", CapFen: 30_000_000, TermMonths: a.Asked.Months, Pledged: true}
	f.Org.Kind = "other"
	if org.Kind == "enterprise" {
		f.Org.Kind = "enterprise"
	}
	f.Org.LegalPerson, f.Org.RegisteredOn, f.Org.InDistrict = org.LegalPerson, org.RegisteredOn, org.InDistrict
	end := filedAt.AddDate(0, a.Asked.Months, 0)
	f.PI.AgeAtEnd = int(math.Floor(end.Sub(person.BornOn).Hours() / 24 / 365.2425))
	f.PI.Title, f.PI.Degree = person.Title, person.Degree
	f.Funding.RequestedFen, f.Funding.OwnFen = a.Asked.RequestFen, a.Asked.OwnFen
	f.Attachments = []string{"feasibility_report", "pi_id", "licence", "integrity_pledge"}
	return f
}

func TestSamplesAreEligible(t *testing.T) {
	d, pack := district(t), fuling(t)
	for _, a := range samples(t).Applications {
		for _, stage := range []string{"create", "submit", "award", "sign"} {
			refused, err := pack.Check(t.Context(), stage, facts(t, d, a))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range refused {
				t.Errorf("%s at %s: %s", a.Key, stage, r.Zh)
			}
		}
		if a.Asked.Months != 18 || a.Asked.RequestFen < 15_000_000 || a.Asked.RequestFen > 28_000_000 || len(a.Asked.Targets) == 0 {
			t.Errorf("%s: %+v", a.Key, a.Asked)
		}
	}
	people := map[string]bool{}
	for _, a := range samples(t).Applications {
		people[a.Person] = true
	}
	if len(people) != 6 {
		t.Errorf("six principal investigators apply, not %d", len(people))
	}
}

func TestIndirectCostsStayBelowTheCeiling(t *testing.T) {
	var tiers []struct {
		UpTo float64 `json:"up_to"`
		Rate float64 `json:"rate"`
	}
	if err := fuling(t).Value("fund.indirect.tiers", &tiers); err != nil {
		t.Fatal(err)
	}
	for _, a := range samples(t).Applications {
		bySubject := map[string]float64{}
		for _, r := range a.Content["budget.spending"].([]any) {
			row := r.(map[string]any)
			bySubject[row["subject"].(string)] += row["fiscal"].(float64)
		}
		base := bySubject["operating"] + bySubject["labour"]
		if base > tiers[0].UpTo*1_000_000 || bySubject["indirect"] > base*tiers[0].Rate {
			t.Errorf("%s: indirect %v of %v", a.Key, bySubject["indirect"], base)
		}
	}
}

func TestASampleCanBeFoundAndChanged(t *testing.T) {
	s := samples(t)
	a, ok := s.Application("vision-sorting")
	if _, no := s.Application("nothing"); !ok || no {
		t.Fatal(ok, no)
	}
	n, ok := s.Need("pool-lifting")
	if _, no := s.Need("nothing"); !ok || no || n.Title == "" {
		t.Fatal(ok, no)
	}
	c := Clone(a.Content)
	c["budget.sources"].([]any)[0].(map[string]any)["amount"] = 1.0
	if application.Asked(a.Content).RequestFen != a.Asked.RequestFen || application.Asked(c).RequestFen != 1 {
		t.Error("a clone shares rows with its sample")
	}
}

func TestDamagedSamplesAreRefused(t *testing.T) {
	for _, c := range []struct{ old, by, words string }{
		{"subject: equipment, fiscal: 6_000_000", "subject: equipment, fiscal: 6_000_001", "adds up to"},
		{"basics.base_code: NM-02", "basics.base_code: NM-77", "no topic"},
		{"basics.stage: lab", "basics.stage: moon", "basics.stage"},
		{"person: suqing", "person: hemiao", "works at"},
		{"cover.pi: 苏青", "cover.pi: 苏菁", "on the register it is"},
		{"key: mustard-breeding", "key: polyurethane-foam", "used twice"},
		{"need.ip_terms: demander", "need.ip_terms: nobody", "need.ip_terms"},
		{"compliance.secrecy: false", "compliance.nonsense: false", "no such field"},
		{"body.summary:", "body.nothing:", "Summary is required"},
	} {
		_, err := readSamples(altered(t, samplesFile, c.old, c.by))
		wantFault(t, err, samplesFile, 0, c.words)
	}
	_, err := readSamples(altered(t, samplesFile, "basics.base_code: NM-02", "basics.base_code: NM-77"))
	wantFault(t, err, samplesFile, 4, "no topic")
}
