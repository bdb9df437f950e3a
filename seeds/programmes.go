package seeds

import (
	"io/fs"
	"slices"

	"yanlu/services/policy"
	"yanlu/services/programme"
)

// Template is what a call starts from. Money in 分.
type Template struct {
	Code             string
	TitleZh, TitleEn string
	Terms            programme.Terms // without template and pack: the call fills them in
}

// Content is the stored form of a template: the terms with both titles beside them.
func (t Template) Content() any {
	return struct {
		programme.Terms
		TitleZh string `json:"title_zh"`
		TitleEn string `json:"title_en"`
	}{t.Terms, t.TitleZh, t.TitleEn}
}

type templateDoc struct {
	Code    string `yaml:"code"`
	TitleZh string `yaml:"title_zh"`
	TitleEn string `yaml:"title_en"`
	Terms   struct {
		Programme        string   `yaml:"programme"`
		OrganisationMode string   `yaml:"organisation_mode"`
		FundingMode      string   `yaml:"funding_mode"`
		Topics           []string `yaml:"topics"`
		CapFen           int64    `yaml:"cap_fen"`
		EnvelopeFen      int64    `yaml:"envelope_fen"`
		Rubric           string   `yaml:"rubric"`
		PanelSize        int      `yaml:"panel_size"`
		Blind            string   `yaml:"blind"`
		NoticeRule       string   `yaml:"notice_rule"`
		WindowDays       int      `yaml:"window_days"`
	} `yaml:"terms"`
}

const templatesFile = "programmes/templates.yaml"

// Templates reads the call templates, checked against the plan and the default pack. Errors are *Fault, joined.
func Templates() ([]Template, error) { return readTemplates(files) }

func readTemplates(fsys fs.FS) ([]Template, error) {
	plan, err := Plan()
	if err != nil {
		return nil, err
	}
	pack, err := policy.Load(files, defaultPack)
	if err != nil {
		return nil, err
	}
	var (
		doc struct {
			Templates []templateDoc `yaml:"templates"`
		}
		report faults
		out    []Template
	)
	where := readYAML(fsys, templatesFile, &doc, &report)
	for i, d := range doc.Templates {
		say := func(format string, args ...any) {
			report.add(templatesFile, where.of("templates", i), format, args...)
		}
		if slices.ContainsFunc(out, func(t Template) bool { return t.Code == d.Code }) || d.Code == "" {
			say("the code %q is missing or used twice", d.Code)
		}
		if d.TitleZh == "" || d.TitleEn == "" {
			say("title_zh or title_en is missing")
		}
		t := Template{d.Code, d.TitleZh, d.TitleEn, programme.Terms{
			Programme: d.Terms.Programme, OrganisationMode: d.Terms.OrganisationMode, FundingMode: d.Terms.FundingMode, Topics: d.Terms.Topics,
			CapFen: d.Terms.CapFen, EnvelopeFen: d.Terms.EnvelopeFen, Rubric: d.Terms.Rubric, PanelSize: d.Terms.PanelSize, Blind: d.Terms.Blind,
			NoticeRule: d.Terms.NoticeRule, WindowDays: d.Terms.WindowDays,
		}}
		checkTerms(t.Terms, plan, pack, say)
		out = append(out, t)
	}
	return out, report.err()
}

// checkTerms says what in a template's terms leads nowhere or could not be published under the pack.
func checkTerms(t programme.Terms, plan PlanData, pack *policy.Pack, say func(string, ...any)) {
	if err := t.Check(); err != nil {
		say("%v", err)
	}
	if t.Programme == "" || t.OrganisationMode != "standard" || !slices.Contains([]string{"budgeted", "lump_sum"}, t.FundingMode) {
		say("programme, organisation_mode or funding_mode is not one the product carries")
	}
	for _, code := range t.Topics {
		if !plan.hasTopic(code) {
			say("the plan has no topic %s", code)
		}
	}
	if _, ok := pack.Rubric(t.Rubric); !ok {
		say("the pack has no rubric %q", t.Rubric)
	}
	if _, err := pack.Span(t.NoticeRule); err != nil {
		say("notice_rule: %v", err)
	}
	if least, err := pack.Int("call.window.min_days"); err != nil || t.WindowDays < least {
		say("window_days is %d, below call.window.min_days (%d)", t.WindowDays, least)
	}
	var size struct {
		Min, Max int
		Odd      bool
	}
	if err := pack.Value("rev.panel.size", &size); err != nil || t.PanelSize < size.Min || t.PanelSize > size.Max || size.Odd && t.PanelSize%2 == 0 {
		say("panel_size is %d, which rev.panel.size does not allow", t.PanelSize)
	}
}

func (p PlanData) hasTopic(code string) bool {
	return slices.ContainsFunc(p.Topics, func(t Topic) bool { return t.Code == code })
}
