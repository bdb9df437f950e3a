package application

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"yanlu/services/policy"
)

// desk is a form with one field of each kind that matters here.
func desk() policy.Form {
	return policy.Form{Code: "proposal", Sections: []policy.Section{
		{Code: "cover", Fields: []policy.Field{{F: "subject_name", Type: "text"}, {F: "call_ref", Type: "ref"}, {F: "host_institution", Type: "ref"}, {F: "pi", Type: "ref"}, {F: "term", Type: "date", Range: true}}},
		{Code: "units", Fields: []policy.Field{
			{F: "lead_unit", Type: "table", Columns: []policy.Field{{F: "name", Type: "text", Req: true}, {F: "contact", Type: "text", Req: true}}},
			{F: "staff", Type: "int"}, {F: "registered_capital", Type: "money"}, {F: "introduction", Type: "long", Max: 10}, {F: "pi_email", Type: "text"},
		}},
		{Code: "body", Fields: []policy.Field{{F: "summary", Type: "long"}, {F: "foundation", Type: "long"}, {F: "schedule", Type: "table", Columns: []policy.Field{{F: "from", Type: "date"}, {F: "to", Type: "date"}}}}},
		{Code: "budget", Fields: []policy.Field{
			{F: "sources", Type: "table", Columns: []policy.Field{{F: "source", Type: "text"}, {F: "amount", Type: "money"}}},
			{F: "spending", Type: "table", Columns: []policy.Field{{F: "fiscal", Type: "money"}, {F: "own", Type: "money"}}},
		}},
		{Code: "people", Fields: []policy.Field{{F: "team", Type: "table", Columns: []policy.Field{{F: "name", Type: "text"}, {F: "age", Type: "int"}}}}},
		{Code: "attachments", Fields: []policy.Field{{F: "licence", Type: "file"}}},
	}}
}

func content(t *testing.T, raw string) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal([]byte(raw), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOrderOfFindings(t *testing.T) {
	found := []Finding{
		{Field: "budget.sources"}, {Field: "body.schedule[10].from"}, {Field: "body.schedule[2].to"}, {Field: "body.schedule[2].from"}, {Field: "gone.field"},
		{Field: "cover.term", Warning: true, Zh: "w"}, {Field: "cover.term"}, {Field: "body.schedule"}, {},
	}
	InOrder(desk(), found)
	var got []string
	for _, f := range found {
		got = append(got, f.Field+f.Zh)
	}
	want := []string{"", "cover.term", "cover.termw", "body.schedule", "body.schedule[2].from", "body.schedule[2].to", "body.schedule[10].from", "budget.sources", "gone.field"}
	if !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
}

func TestWarnings(t *testing.T) {
	good := `{"cover.subject_name":"题目","cover.term":{"from":"2027-01-01","to":"2028-06-30"},"body.summary":"一段比题目长的摘要","body.foundation":"另一段",
		"body.schedule":[{"from":"2027-01-01","to":"2027-06-30"}],"budget.sources":[{"source":"requested","amount":100},{"source":"own","amount":50}],
		"budget.spending":[{"fiscal":100,"own":50}]}`
	look := func(change string) []string {
		c := content(t, good)
		for k, v := range content(t, change) {
			c[k] = v
		}
		var fields []string
		for _, f := range (Look{Form: desk(), Content: c, Title: "题目", Today: time.Date(2026, 5, 1, 0, 0, 0, 0, policy.Shanghai)}).Warnings() {
			if !f.Warning || f.Zh == "" || f.En == "" || f.Help == "" {
				t.Errorf("%+v", f)
			}
			fields = append(fields, f.Field)
		}
		return fields
	}
	for change, want := range map[string][]string{
		`{}`:                            nil,
		`{"cover.subject_name":"别的题目"}`: {"cover.subject_name"},
		`{"body.summary":"题"}`:          {"body.summary"},
		`{"body.foundation":"一段比题目长的摘要"}`:                             {"body.foundation"},
		`{"budget.spending":[{"fiscal":90,"own":60}]}`:                {"budget.spending"},
		`{"budget.spending":[{"fiscal":100,"own":60}]}`:               {"budget.spending"},
		`{"body.schedule":[{"from":"2027-01-01","to":"2028-07-01"}]}`: {"body.schedule"},
		`{"cover.term":{"from":"2026-04-30","to":"2028-06-30"}}`:      {"cover.term"},
		`{"cover.term":{"from":"2027-01-01"},"budget.spending":"x"}`:  nil,
		`{"budget.by_unit_year":[{"fiscal":1}]}`:                      nil, // this form does not ask it
	} {
		if got := look(change); !slices.Equal(got, want) {
			t.Errorf("%s: %v", change, got)
		}
	}
}

func TestCarryLeavesOutWhatChanged(t *testing.T) {
	from, to := desk(), desk()
	to.Sections[2].Fields[0].Type = "text"            // body.summary is of another type
	to.Sections[4].Fields[0].Columns[1].Type = "text" // and so is the age
	to.Sections[2].Fields = slices.Delete(to.Sections[2].Fields, 2, 3)
	was := content(t, `{"cover.subject_name":"旧题","cover.call_ref":"旧批次","cover.host_institution":"甲","cover.pi":"乙","cover.term":{"from":"2027-01-01"},
		"body.summary":"摘要","body.foundation":"基础","body.schedule":[{"from":"2027-01-01"}],"people.team":[{"name":"丙","age":3,"gone":"x"},{"age":4}],
		"units.staff":"no number","attachments.licence":["a.pdf"],"gone.field":1}`)
	want := content(t, `{"cover.host_institution":"甲","cover.pi":"乙","cover.term":{"from":"2027-01-01"},"body.foundation":"基础","people.team":[{"name":"丙"}]}`)
	if got := Carry(from, to, was, true); !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	delete(want, "cover.host_institution")
	if got := Carry(from, to, was, false); !reflect.DeepEqual(got, want) {
		t.Errorf("to another host: %v", got)
	}
}

func TestPrefills(t *testing.T) {
	own := &Earlier{Title: "去年的一项", Form: desk(), SameHost: false, Content: content(t, `{"body.foundation":"基础","people.team":[{"name":"丙"}],"units.lead_unit":[{"name":"别家","contact":"丁"}]}`)}
	host := &Earlier{Title: "本单位的一项", Form: desk(), SameHost: true, Content: content(t, `{"body.foundation":"别人的话","units.lead_unit":[{"name":"甲","contact":"戊"}]}`)}
	k := Known{
		Host: OrganisationFile{Name: "甲", Profile: map[string]any{"staff": "120", "registered_capital": "abc", "introduction": "比十个字还要长的单位简介"}},
		Lead: PersonFile{Name: "乙", Email: "yi@example.invalid"}, Call: CallFile{Title: "批次"}, Title: "题目", Own: own, OfHost: host,
	}
	got := map[string]Prefill{}
	for _, p := range Prefills(desk(), k) {
		got[p.Field] = p
	}
	for field, want := range map[string]Prefill{
		"cover.subject_name": {Value: "题目", Origin: OfApplication, OriginName: "题目"},
		"cover.pi":           {Value: "乙", Origin: OfPerson, OriginName: "乙"},
		"units.staff":        {Value: 120.0, Origin: OfOrganisation, OriginName: "甲"},
		"units.pi_email":     {Value: "yi@example.invalid", Origin: OfPerson, OriginName: "乙"},
		"body.foundation":    {Value: "基础", Origin: OfApplication, OriginName: "去年的一项"},
		"people.team":        {Value: []any{map[string]any{"name": "丙"}}, Origin: OfApplication, OriginName: "去年的一项"},
		// The file does not name a contact; the host's last application does.
		"units.lead_unit": {Value: []any{map[string]any{"name": "甲", "contact": "戊"}}, Origin: OfApplication, OriginName: "本单位的一项"},
	} {
		want.Field = field
		if !reflect.DeepEqual(got[field], want) {
			t.Errorf("%s: %+v", field, got[field])
		}
	}
	for _, field := range []string{"units.registered_capital", "units.introduction", "body.summary", "cover.term"} {
		if p, ok := got[field]; ok {
			t.Errorf("%s: %+v", field, p)
		}
	}
}

// The duty of somebody who applies for the first time is what the record says; nobody’s own words are covered by it.
func TestPrefillOfTheDuty(t *testing.T) {
	detail := []policy.Field{{F: "name", Type: "text", Req: true}, {F: "duty", Type: "text", Req: true}}
	form := policy.Form{Code: "proposal", Sections: []policy.Section{{Code: "people", Fields: []policy.Field{{F: "pi_detail", Type: "table", Columns: detail}}}}}
	before := &Earlier{Title: "去年的一项", Form: form, Content: content(t, `{"people.pi_detail":[{"name":"乙","duty":"总体方案"}]}`)}
	for want, k := range map[string]Known{
		"项目负责人": {Lead: PersonFile{Name: "乙"}},
		"工艺":    {Lead: PersonFile{Name: "乙", Profile: map[string]any{"duty": "工艺"}}, Own: before},
		"总体方案":  {Lead: PersonFile{Name: "乙"}, Own: before},
	} {
		got := Prefills(form, k)
		if len(got) != 1 || !reflect.DeepEqual(got[0].Value, []any{map[string]any{"name": "乙", "duty": want}}) {
			t.Errorf("%s: %+v", want, got)
		}
	}
}

// Whatever was written before and is on file, what is offered or carried fits the form.
func FuzzWhatIsKnownFits(f *testing.F) {
	f.Add([]byte(`{"people.team":[{"name":"丙","age":"x"}],"body.foundation":3,"units.staff":"1e300"}`), []byte(`{"staff":true,"contact":["x"]}`))
	f.Fuzz(func(t *testing.T, written, profile []byte) {
		var was, file map[string]any
		if json.Unmarshal(written, &was) != nil || json.Unmarshal(profile, &file) != nil {
			t.Skip()
		}
		form := desk()
		if found := form.Validate(Carry(form, form, was, true), false); len(found) > 0 {
			t.Fatalf("carried: %v", found)
		}
		k := Known{Host: OrganisationFile{Name: "甲", Profile: file}, Lead: PersonFile{Profile: file}, Own: &Earlier{Form: form, Content: was, SameHost: true}}
		offered := map[string]any{}
		for _, p := range Prefills(form, k) {
			offered[p.Field] = p.Value
		}
		if found := form.Validate(offered, false); len(found) > 0 {
			t.Fatalf("offered: %v", found)
		}
		_ = Look{Form: form, Content: was}.Warnings()
	})
}
