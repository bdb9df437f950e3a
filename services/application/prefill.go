package application

import (
	"strings"
	"time"

	"yanlu/services/policy"
)

// Origin says where a value that is known already comes from.
type Origin string

// The origins.
const (
	OfOrganisation Origin = "organisation"
	OfPerson       Origin = "person"
	OfCall         Origin = "call"
	OfApplication  Origin = "application"
)

// Known is what is on file before an applicant has written a word.
type Known struct {
	Host     OrganisationFile
	Lead     PersonFile
	Call     CallFile
	Title    string
	Partners []OrganisationFile // joint applicants, with their duty in the profile
	Own      *Earlier           // the last application of the same principal investigator
	OfHost   *Earlier           // the last application of the same host
	Today    time.Time
}

// OrganisationFile is what is known of an organisation.
type OrganisationFile struct {
	ID, Name, USCC, Kind, Address string
	RegisteredOn                  *time.Time
	Profile                       map[string]any
}

// PersonFile is what is known of a person.
type PersonFile struct {
	ID, Name, Title, Degree, Email, Phone string
	BornOn                                *time.Time
	Fields                                []string
	Profile                               map[string]any
}

// CallFile is what is known of a call.
type CallFile struct {
	Title  string
	Topics []string
}

// Earlier is an application that was written before.
type Earlier struct {
	Title    string
	Form     policy.Form
	Content  map[string]any
	SameHost bool
}

// Prefill is one value with where it comes from.
type Prefill struct {
	Field      string
	Value      any
	Origin     Origin
	OriginName string
}

// carriedOver are the answers of an earlier application that are likely to hold
// still: the person's own, and those about the host.
var (
	carriedOver = []string{"people.pi_detail", "people.team", "people.pi_representative_works", "body.foundation", "units.lead_unit", "ip.ip_owned"}
	kinds       = map[string]string{"enterprise": "企业", "university": "高等院校", "hospital": "医疗机构", "institute": "科研院所", "bureau": "行政机关", "agency": "第三方机构", "association": "社会团体"}
)

// Prefills lists what is known for a form, in its order. Where several sources
// know a field, the first whose value is complete is taken: what is on file of an
// organisation or a person before what was written earlier.
func Prefills(form policy.Form, k Known) []Prefill {
	var out []Prefill
	for _, s := range form.Sections {
		for _, f := range s.Fields {
			if v, ok := choose(f, k.candidates(s.Code+"."+f.F, f)); ok {
				v.Field = s.Code + "." + f.F
				out = append(out, v)
			}
		}
	}
	return out
}

func choose(f policy.Field, candidates []Prefill) (Prefill, bool) {
	var best Prefill
	for _, c := range candidates {
		c.Value = fitted(f, c.Value)
		if c.Value == nil {
			continue
		}
		if passes(f, c.Value, true) {
			return c, true
		}
		if best.Value == nil {
			best = c
		}
	}
	return best, best.Value != nil
}

// fitted is a value in the shape that the field asks for.
func fitted(f policy.Field, value any) any {
	if f.Type != "table" {
		return shaped(f, value)
	}
	var out []any
	for _, row := range rows(value) {
		kept := map[string]any{}
		for _, c := range f.Columns {
			if v := shaped(c, row[c.F]); v != nil {
				kept[c.F] = v
			}
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	if out == nil {
		return nil
	}
	return out
}

func (k Known) candidates(path string, f policy.Field) []Prefill {
	var out []Prefill
	add := func(v any, o Origin, name string) {
		if v != nil {
			out = append(out, Prefill{Value: v, Origin: o, OriginName: name})
		}
	}
	add(k.ofOrganisation(path, f.F), OfOrganisation, k.Host.Name)
	add(k.ofPerson(path, f.F), OfPerson, k.Lead.Name)
	add(k.ofCall(path), OfCall, k.Call.Title)
	add(k.ofThis(path), OfApplication, k.Title)
	for _, e := range []*Earlier{k.Own, k.OfHost} {
		if e == nil || !contains(carriedOver, path) {
			continue
		}
		if about := contains(ofHost, path); (about && !e.SameHost) || (!about && e != k.Own) {
			continue
		}
		if was, ok := FieldOf(e.Form, path); ok {
			add(fit(was, f, e.Content[path]), OfApplication, e.Title)
		}
	}
	return out
}

func (k Known) ofOrganisation(path, code string) any {
	o := k.Host
	switch path {
	case "cover.host_institution":
		return o.Name
	case "units.lead_unit":
		return []any{map[string]any{
			"name": o.Name, "uscc": o.USCC, "kind": kinds[o.Kind], "address": o.Address, "contact": o.Profile["contact"], "phone": o.Profile["contact_phone"],
		}}
	}
	if code == "uscc" || code == "address" || code == "registered_on" {
		return map[string]any{"uscc": o.USCC, "address": o.Address, "registered_on": day(o.RegisteredOn)}[code]
	}
	if contains(profileOfOrganisation, code) {
		return o.Profile[code]
	}
	return nil
}

// The keys of a profile that forms may ask for under the same name.
var (
	profileOfOrganisation = []string{"legal_representative", "contact", "contact_phone", "staff", "rd_staff", "registered_capital", "industry", "introduction"}
	profileOfPerson       = []string{"major", "department"}
)

func (k Known) ofPerson(path, code string) any {
	p := k.Lead
	major := p.Profile["major"]
	if m, _ := major.(string); strings.TrimSpace(m) == "" && len(p.Fields) > 0 {
		major = strings.Join(p.Fields, "、")
	}
	switch path {
	case "cover.pi":
		return p.Name
	case "people.pi_detail":
		return []any{map[string]any{
			"name": p.Name, "degree": p.Degree, "title": p.Title, "field": major, "unit": k.Host.Name, "duty": k.duty(),
		}}
	}
	if key, ok := strings.CutPrefix(code, "pi_"); ok {
		return map[string]any{"name": p.Name, "title": p.Title, "degree": p.Degree, "email": p.Email, "phone": p.Phone, "born_on": day(p.BornOn), "major": major}[key]
	}
	if contains(profileOfPerson, code) {
		return p.Profile[code]
	}
	return nil
}

// duty is what the person leads with; who applies for the first time is on record
// as the principal investigator. Later the last application says it better.
func (k Known) duty() any {
	if d, _ := k.Lead.Profile["duty"].(string); strings.TrimSpace(d) != "" {
		return d
	}
	if k.Lead.Name != "" && k.Own == nil {
		return leads
	}
	return nil
}

const leads = "项目负责人"

func (k Known) ofCall(path string) any {
	switch {
	case path == "cover.call_ref":
		return k.Call.Title
	case path == "cover.filed_on":
		return k.Today.In(policy.Shanghai).Format(time.DateOnly)
	case path == "basics.base_code" && len(k.Call.Topics) == 1:
		return k.Call.Topics[0]
	}
	return nil
}

// ofThis is what was said when the application was created.
func (k Known) ofThis(path string) any {
	switch path {
	case "cover.subject_name":
		return k.Title
	case "units.joint_units":
		var out []any
		for _, p := range k.Partners {
			out = append(out, map[string]any{"name": p.Name, "uscc": p.USCC, "duty": p.Profile["duty"]})
		}
		if out != nil {
			return out
		}
	}
	return nil
}

func day(t *time.Time) any {
	if t == nil {
		return nil
	}
	return t.Format(time.DateOnly)
}
