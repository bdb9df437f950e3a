package policy

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// draftOf is a draft of the default pack with one change, settled as saving settles it.
func draftOf(t testing.TB, base *Pack, change func(*Pack)) *Pack {
	t.Helper()
	p, err := base.Next("2027.1", "2027-01-01")
	if err != nil {
		t.Fatal(err)
	}
	change(p)
	Settle(base, p)
	return p
}

func ruleOf(p *Pack, id string) *Rule {
	for i := range p.Rules {
		if p.Rules[i].ID == id {
			return &p.Rules[i]
		}
	}
	return nil
}

func fieldOf(p *Pack, form, section, name string) (*Section, *Field) {
	for i := range p.Forms {
		if p.Forms[i].Code != form {
			continue
		}
		for j := range p.Forms[i].Sections {
			s := &p.Forms[i].Sections[j]
			if s.Code != section {
				continue
			}
			for k := range s.Fields {
				if s.Fields[k].F == name {
					return s, &s.Fields[k]
				}
			}
			return s, nil
		}
	}
	return nil, nil
}

func TestAChangedValueIsTheBureausOwn(t *testing.T) {
	base := load(t, fuling)
	const id = "fund.indirect.tiers" // sourced
	p := draftOf(t, base, func(p *Pack) {
		r := ruleOf(p, id)
		r.Value.([]any)[0].(map[string]any)["rate"] = 0.25
		r.Evidence, r.Note = "sourced", "区财政要求"
	})
	r := ruleOf(p, id)
	if r.Grade() != Default || len(r.Source) > 0 || r.Note != "区财政要求" {
		t.Errorf("a changed value claims %s from %v (%s)", r.Evidence, r.Source, r.Note)
	}
	back, err := Decode(mustMarshal(t, p))
	if err != nil {
		t.Fatal(err)
	}
	ruleOf(back, id).Value = ruleOf(base, id).Value
	Settle(base, back)
	if got, want := canonical(ruleOf(back, id)), canonical(ruleOf(base, id)); got != want {
		t.Errorf("changed back, the rule is not what it was:\n%s\n%s", got, want)
	}
}

func TestTheDistrictsValueIsWhatIsEdited(t *testing.T) {
	base := load(t, fuling)
	const id = "call.window.min_days"
	same := draftOf(t, base, func(p *Pack) { r := ruleOf(p, id); r.Value, r.DistrictDefault = 20.0, nil })
	if c := Compare(base, same); len(c) != 2 { // version and day
		t.Errorf("the value in force is no change: %v", c)
	}
	p := draftOf(t, base, func(p *Pack) {
		r := ruleOf(p, id)
		r.Value, r.DistrictDefault, r.Note = 25.0, nil, "申报人反映时间紧"
	})
	whole, err := Parse(mustMarshal(t, p))
	if err != nil {
		t.Fatal(err)
	}
	if s, err := whole.Span(id); err != nil || s.N != 25 {
		t.Errorf("in force: %v %v", s, err)
	}
}

func TestAChangedFieldIsTheBureausOwn(t *testing.T) {
	base := load(t, fuling)
	p := draftOf(t, base, func(p *Pack) {
		_, f := fieldOf(p, "proposal", "body", "summary")
		f.Zh, f.Src = "项目摘要（公开）", "QX"
		s, _ := fieldOf(p, "proposal", "body", "market")
		s.Fields = append(s.Fields, Field{F: "data_plan", Zh: "数据管理", En: "Data", Type: "long", Src: "XA"})
	})
	for _, name := range []string{"summary", "data_plan"} {
		if _, f := fieldOf(p, "proposal", "body", name); f.Src != "D" {
			t.Errorf("%s claims to come from %s", name, f.Src)
		}
	}
	if _, f := fieldOf(p, "proposal", "body", "foundation"); f.Src != "XA" {
		t.Error("an unchanged field lost its source")
	}
}

func TestSoundDraftHasNoDefects(t *testing.T) {
	for _, dir := range []string{fuling, practice} {
		base := load(t, dir)
		if found := Defects(base, draftOf(t, base, func(*Pack) {})); len(found) > 0 {
			t.Errorf("%s: %v", dir, found)
		}
	}
}

func TestDefectsNameTheirPlace(t *testing.T) {
	base := load(t, fuling)
	cases := map[string]struct {
		path   string
		change func(*Pack)
	}{
		"no reason":    {"rules/elig.pi.age_max", func(p *Pack) { ruleOf(p, "elig.pi.age_max").Value = 65.0 }},
		"another kind": {"rules/elig.pi.age_max", func(p *Pack) { r := ruleOf(p, "elig.pi.age_max"); r.Value, r.Note = "65", "理由" }},
		"a key is missing": {"rules/rev.panel.size", func(p *Pack) {
			r := ruleOf(p, "rev.panel.size")
			r.Value, r.Note = map[string]any{"min": 5.0}, "理由"
		}},
		"months to days":   {"rules/elig.unit.registered_months", func(p *Pack) { r := ruleOf(p, "elig.unit.registered_months"); r.Unit, r.Note = "d", "理由" }},
		"below its least":  {"rules/dec.publicity.wd", func(p *Pack) { r := ruleOf(p, "dec.publicity.wd"); r.Value, r.Note = 3.0, "理由" }},
		"half a day":       {"rules/intake.correction.days", func(p *Pack) { r := ruleOf(p, "intake.correction.days"); r.Value, r.Note = 2.5, "理由" }},
		"seconds in force": {"rules/intake.correction.days", func(p *Pack) { r := ruleOf(p, "intake.correction.days"); r.Unit, r.Note = "s", "理由" }},
		"rule left out": {"rules/rev.panel.size", func(p *Pack) {
			p.Rules = slices.DeleteFunc(p.Rules, func(r Rule) bool { return r.ID == "rev.panel.size" })
		}},
		"levels":           {"rules/dec.levels", func(p *Pack) { r := ruleOf(p, "dec.levels"); slices.Reverse(r.Value.([]any)); r.Note = "理由" }},
		"weights":          {"rubrics/application_development", func(p *Pack) { p.Rubrics[0].Criteria[0].W = 16 }},
		"no English label": {"forms/proposal/body/summary", func(p *Pack) { _, f := fieldOf(p, "proposal", "body", "summary"); f.En = "" }},
		"unknown type":     {"forms/proposal/body/summary", func(p *Pack) { _, f := fieldOf(p, "proposal", "body", "summary"); f.Type = "essay" }},
		"twice":            {"forms/proposal/body/summary", func(p *Pack) { s, f := fieldOf(p, "proposal", "body", "summary"); s.Fields = append(s.Fields, *f) }},
		"column":           {"forms/proposal/body/schedule/task", func(p *Pack) { _, f := fieldOf(p, "proposal", "body", "schedule"); f.Columns[2].En = "" }},
		"code":             {"forms/proposal/body/摘要", func(p *Pack) { _, f := fieldOf(p, "proposal", "body", "risk"); f.F = "摘要" }},
		"field that is read": {"forms/proposal/cover/term", func(p *Pack) {
			s, _ := fieldOf(p, "proposal", "cover", "term")
			s.Fields = slices.DeleteFunc(s.Fields, func(f Field) bool { return f.F == "term" })
		}},
		"read, other type": {"forms/proposal/budget/sources", func(p *Pack) { _, f := fieldOf(p, "proposal", "budget", "sources"); f.Columns = f.Columns[:1] }},
		"asked for, no room": {"rules/elig.attachments.required", func(p *Pack) {
			s, _ := fieldOf(p, "proposal", "attachments", "pi_id")
			s.Fields = slices.DeleteFunc(s.Fields, func(f Field) bool { return f.F == "pi_id" })
		}},
		"expression":      {"eligibility/pi_sanctioned", func(p *Pack) { p.Eligibility[5].CEL = "!pi." }},
		"rubric left out": {"rubrics/application_development", func(p *Pack) { p.Rubrics = p.Rubrics[1:] }},
		"day":             {"effective_from", func(p *Pack) { p.EffectiveFrom = "soon" }},
	}
	for name, x := range cases {
		found := Defects(base, draftOf(t, base, x.change))
		if !slices.ContainsFunc(found, func(f *LoadError) bool { return f.Path == x.path && f.Zh != "" && f.En != "" }) {
			t.Errorf("%s: nothing at %s: %v", name, x.path, found)
		}
	}
}

func mustMarshal(t testing.TB, p *Pack) []byte {
	t.Helper()
	raw, err := p.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// FuzzSettle: whatever is written into a draft, settling is stable, and no value that differs claims a source.
func FuzzSettle(f *testing.F) {
	base := load(f, fuling)
	f.Add(uint8(3), []byte(`7`), "d", "理由")
	f.Add(uint8(60), []byte(`{"min":[1,null]}`), "", "")
	f.Fuzz(func(t *testing.T, at uint8, value []byte, unit, why string) {
		var v any
		if json.Unmarshal(value, &v) != nil {
			return
		}
		p := draftOf(t, base, func(p *Pack) {
			r := &p.Rules[int(at)%len(p.Rules)]
			r.Value, r.Unit, r.Note, r.Evidence, r.DistrictDefault = v, unit, why, "sourced", nil
		})
		once := string(mustMarshal(t, p))
		Settle(base, p)
		if string(mustMarshal(t, p)) != once {
			t.Fatal("settling twice changes more")
		}
		r, old := &p.Rules[int(at)%len(p.Rules)], &base.Rules[int(at)%len(p.Rules)]
		if !sameComputed(p.inForce(r), base.inForce(old)) && (r.Grade() != Default || len(r.Source) > 0) {
			t.Fatalf("%s: a changed value claims %s", r.ID, r.Evidence)
		}
		Defects(base, p)
	})
}

// Every key and coded value of the shipped rules has words, so that no code reaches a reader.
func TestEveryCodeHasWords(t *testing.T) {
	spoken := func(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r > 0x2e80 }) >= 0 }
	var walk func(id string, v any)
	walk = func(id string, v any) {
		switch x := v.(type) {
		case map[string]any:
			for k, e := range x {
				if _, ok := words[k]; !ok && !spoken(k) {
					t.Errorf("%s: no words for the key %q", id, k)
				}
				walk(id, e)
			}
		case []any:
			for _, e := range x {
				walk(id, e)
			}
		case string:
			if _, ok := words[x]; !ok && !spoken(x) && strings.ContainsAny(x, "abcdefghijklmnopqrstuvwxyz") {
				t.Errorf("%s: no words for the value %q", id, x)
			}
		}
	}
	for _, dir := range []string{fuling, practice, shipped("practice-notice")} {
		p := load(t, dir)
		for i := range p.Rules {
			walk(p.Rules[i].ID, p.inForce(&p.Rules[i]).Value)
			walk(p.Rules[i].ID, p.Rules[i].JbgsOverride)
		}
	}
}
