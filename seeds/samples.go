package seeds

import (
	"encoding/json"
	"io/fs"
	"slices"
	"strings"

	"yanlu/services/application"
	"yanlu/services/policy"
)

// SampleSet holds contents ready to be saved as drafts. Values are as JSON brings them (numbers are float64).
type SampleSet struct {
	Applications []ApplicationSample
	Needs        []NeedSample
}

// ApplicationSample fills the form proposal but for its file fields, which take uploads. Asked is what the product
// reads from it: money in 分, the term in months.
type ApplicationSample struct {
	Key          string
	Person       string // id of the principal investigator
	Organisation string // id of the host
	Title        string
	Content      map[string]any // by “section.field”
	Asked        application.Request
	Keywords     []string
	Disciplines  []string // codes
}

// NeedSample fills the form need.
type NeedSample struct {
	Key          string
	Person       string // id of the demand owner's person
	Organisation string // id of the demand owner
	Title        string
	Content      map[string]any // by “need.field”
}

// Application returns the sample of a key.
func (s SampleSet) Application(key string) (ApplicationSample, bool) {
	i := slices.IndexFunc(s.Applications, func(a ApplicationSample) bool { return a.Key == key })
	if i < 0 {
		return ApplicationSample{}, false
	}
	return s.Applications[i], true
}

// Need returns the sample of a key.
func (s SampleSet) Need(key string) (NeedSample, bool) {
	i := slices.IndexFunc(s.Needs, func(n NeedSample) bool { return n.Key == key })
	if i < 0 {
		return NeedSample{}, false
	}
	return s.Needs[i], true
}

// Clone is a copy of a content that may be changed.
func Clone(content map[string]any) map[string]any {
	out, err := asJSON(content)
	if err != nil {
		panic("seeds: a sample is not JSON: " + err.Error()) // it was read as JSON
	}
	return out
}

// FileFields lists the fields of a form that take uploads and must have one, as “section.field”.
func FileFields(f policy.Form) []string {
	var out []string
	for _, s := range f.Sections {
		for _, field := range s.Fields {
			if field.Type == "file" && field.Req {
				out = append(out, s.Code+"."+field.F)
			}
		}
	}
	return out
}

const samplesFile = "programmes/samples.yaml"

type sampleDoc struct {
	Key     string         `yaml:"key"`
	Person  string         `yaml:"person"`
	Org     string         `yaml:"org"`
	Content map[string]any `yaml:"content"`

	Keywords    []string `yaml:"keywords"`
	Disciplines []string `yaml:"disciplines"`
}

// Samples reads the samples, checked against the forms of the default pack, the plan and the district. Errors are
// *Fault, joined.
func Samples() (SampleSet, error) { return readSamples(files) }

func readSamples(fsys fs.FS) (SampleSet, error) {
	r, err := newSampleReader()
	if err != nil {
		return SampleSet{}, err
	}
	var doc struct {
		Applications []sampleDoc `yaml:"applications"`
		Needs        []sampleDoc `yaml:"needs"`
	}
	where := readYAML(fsys, samplesFile, &doc, &r.faults)
	for i, d := range doc.Applications {
		r.application(where.of("applications", i), d)
	}
	for i, d := range doc.Needs {
		r.need(where.of("needs", i), d)
	}
	return r.set, r.err()
}

type sampleReader struct {
	set            SampleSet
	plan           PlanData
	district       District
	proposal, form policy.Form
	keys           map[string]bool
	faults
}

func newSampleReader() (*sampleReader, error) {
	r := &sampleReader{keys: map[string]bool{}}
	pack, err := policy.Load(files, defaultPack)
	if err != nil {
		return nil, err
	}
	r.proposal, _ = pack.Form("proposal")
	r.form, _ = pack.Form("need")
	if r.plan, err = Plan(); err != nil {
		return nil, err
	}
	r.district, err = People()
	return r, err
}

// head reads what both kinds of sample have: who, where, and a content that passes a final form.
func (r *sampleReader) head(line int, d sampleDoc, form policy.Form) (Person, Organisation, map[string]any) {
	if d.Key == "" || r.keys[d.Key] {
		r.add(samplesFile, line, "the key %q is missing or used twice", d.Key)
	}
	r.keys[d.Key] = true
	person, known := r.district.Person("person-" + d.Person)
	org, there := r.district.Organisation("org-" + d.Org)
	if !known || !there || person.Employer != org.ID {
		r.add(samplesFile, line, "%s: nobody called %q works at %q", d.Key, d.Person, d.Org)
	}
	content, err := asJSON(d.Content)
	if err != nil {
		r.add(samplesFile, line, "%s: %v", d.Key, err)
	}
	uploads := FileFields(form)
	for _, v := range form.Validate(content, true) {
		if !slices.Contains(uploads, v.Path) {
			r.add(samplesFile, line, "%s: %s: %s", d.Key, v.Path, v.En)
		}
	}
	return person, org, content
}

func (r *sampleReader) application(line int, d sampleDoc) {
	person, org, content := r.head(line, d, r.proposal)
	title, _ := content["cover.subject_name"].(string)
	asked := application.Asked(content)
	if !r.plan.hasTopic(asked.Topic) {
		r.add(samplesFile, line, "%s: the plan has no topic %q", d.Key, asked.Topic)
	}
	for _, want := range []struct{ path, column, value string }{
		{"cover.pi", "", person.Name}, {"cover.host_institution", "", org.Name},
		{"units.lead_unit", "name", org.Name}, {"units.lead_unit", "uscc", org.USCC},
		{"people.pi_detail", "name", person.Name}, {"people.pi_detail", "title", person.Title}, {"people.pi_detail", "degree", person.Degree},
	} {
		if got := first(content[want.path], want.column); got != want.value {
			r.add(samplesFile, line, "%s: %s %s is %q, on the register it is %q", d.Key, want.path, want.column, got, want.value)
		}
	}
	r.sums(line, d.Key, content, asked)
	r.set.Applications = append(r.set.Applications, ApplicationSample{d.Key, person.ID, org.ID, title, content, asked, d.Keywords, d.Disciplines})
}

// sums refuses a budget whose spending, or whose split by institution and year, is not what its sources bring.
func (r *sampleReader) sums(line int, key string, content map[string]any, asked application.Request) {
	brought := sum(content["budget.sources"], "amount")
	for _, table := range []string{"budget.spending", "budget.by_unit_year"} {
		fiscal, own := sum(content[table], "fiscal"), sum(content[table], "own")
		if fiscal != asked.RequestFen || fiscal+own != brought {
			r.add(samplesFile, line, "%s: %s adds up to %d + %d 分, the sources to %d + %d", key, table, fiscal, own, asked.RequestFen, brought-asked.RequestFen)
		}
	}
}

func (r *sampleReader) need(line int, d sampleDoc) {
	person, org, content := r.head(line, d, r.form)
	title, _ := content["need.title"].(string)
	r.set.Needs = append(r.set.Needs, NeedSample{d.Key, person.ID, org.ID, title, content})
}

// first is a text, or a column of the first row of a table.
func first(v any, column string) string {
	if rows, ok := v.([]any); ok && len(rows) > 0 {
		row, _ := rows[0].(map[string]any)
		v = row[column]
	}
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

// sum adds up a column of whole 分.
func sum(table any, column string) int64 {
	var total int64
	rows, _ := table.([]any)
	for _, r := range rows {
		row, _ := r.(map[string]any)
		n, _ := row[column].(float64)
		total += int64(n)
	}
	return total
}

// asJSON turns what YAML brought into what JSON would bring.
func asJSON(content map[string]any) (map[string]any, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return nil, err
	}
	var out map[string]any
	return out, json.Unmarshal(raw, &out)
}
