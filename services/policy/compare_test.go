package policy

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestComparedWithItself(t *testing.T) {
	for _, dir := range []string{fuling, practice} {
		p := load(t, dir)
		if found := Compare(p, p); len(found) > 0 {
			t.Errorf("%s differs from itself: %v", dir, found)
		}
	}
}

func TestChangesAsPeopleReadThem(t *testing.T) {
	base := load(t, fuling)
	cases := []struct {
		name   string
		change func(*Pack)
		want   Change
	}{
		{"a limit", func(p *Pack) { ruleOf(p, "intake.correction.days").Value = 10.0 }, Change{
			"rule", "rules/intake.correction.days", "补正期限", "Time for correction", Changed, Text{"5 个工作日", "5 working days"}, Text{"10 个工作日", "10 working days"},
		}},
		{"its unit", func(p *Pack) { ruleOf(p, "intake.correction.days").Unit = "d" }, Change{
			"rule", "rules/intake.correction.days", "补正期限", "Time for correction", Changed, Text{"5 个工作日", "5 working days"}, Text{"5 天", "5 days"},
		}},
		{"a yes", func(p *Pack) { ruleOf(p, "elig.pledge.required").Value = false }, Change{
			"rule", "rules/elig.pledge.required", "提交前须签署科研诚信承诺", "Integrity pledge before submission", Changed, Text{"是", "yes"}, Text{"否", "no"},
		}},
		{"by kind", func(p *Pack) { ruleOf(p, "elig.unit.max_per_batch").Value.(map[string]any)["enterprise"] = 4.0 }, Change{
			"rule", "rules/elig.unit.max_per_batch", "同一批次单位申报上限", "Applications per organisation and call round", Changed,
			Text{"企业：3\n其他：10", "enterprises: 3\nothers: 10"}, Text{"企业：4\n其他：10", "enterprises: 4\nothers: 10"},
		}},
		{"money by level", func(p *Pack) { ruleOf(p, "dec.levels").Value = ruleOf(p, "dec.levels").Value.([]any)[2:] }, Change{
			"rule", "rules/dec.levels", "审批层级", "Decision levels", Changed,
			Text{
				"不超过：30 万元，审定：局长办公会，审定角色：局长办公会\n不超过：100 万元，审定：局党组会，审定角色：局党组会\n超过：100 万元，审定：区科技领导小组/区政府，审定角色：区科技领导小组",
				"up to: 30 × 10 000 yuan, decided by: 局长办公会, role: director's meeting\nup to: 100 × 10 000 yuan, decided by: 局党组会, role: party group\nabove: 100 × 10 000 yuan, decided by: 区科技领导小组/区政府, role: leading group",
			},
			Text{"超过：100 万元，审定：区科技领导小组/区政府，审定角色：区科技领导小组", "above: 100 × 10 000 yuan, decided by: 区科技领导小组/区政府, role: leading group"},
		}},
		{"shares", func(p *Pack) { ruleOf(p, "rev.panel.mix").Value = map[string]any{"tech_min_ratio": 0.55} }, Change{
			"rule", "rules/rev.panel.mix", "专家构成", "Composition of the panel", Changed,
			Text{"人工补选可否偏离：说明理由的可以\n财务专家最少：1\n产业专家最少：1\n本地专家最高比例：50%\n技术专家最低比例：60%", "whether a choice by hand may depart from it: with a reason\nfinance experts at least: 1\nindustry experts at least: 1\nlargest share of local experts: 50%\nleast share of technical experts: 60%"},
			Text{"技术专家最低比例：55%", "least share of technical experts: 55%"},
		}},
		{"a weight", func(p *Pack) { p.Rubrics[0].Criteria[0].W, p.Rubrics[0].Criteria[1].W = 10, 25 }, Change{
			"rubric", "rubrics/application_development", "应用开发类立项", "Application development award", Changed,
			Text{"需求符合度与指南/规划一致性：15 分\n技术创新性与先进性：20 分", "Fit with need, guideline and plan: 15 points\nNovelty and technical level: 20 points"},
			Text{"需求符合度与指南/规划一致性：10 分\n技术创新性与先进性：25 分", "Fit with need, guideline and plan: 10 points\nNovelty and technical level: 25 points"},
		}},
		{"a label", func(p *Pack) { _, f := fieldOf(p, "proposal", "body", "summary"); f.Zh, f.Max = "摘要", 500 }, Change{
			"form", "forms/proposal/body/summary", "摘要", "Summary", Changed, Text{"名称：项目摘要", "Label: Summary"}, Text{"名称：摘要\n字数上限：500", "Label: Summary\nMost characters: 500"},
		}},
		{"a condition", func(p *Pack) { p.Eligibility[5].When = []string{"award"} }, Change{
			"eligibility", "eligibility/pi_sanctioned", "惩戒期内失信单位不得新建也不得提交", "Organisations inside a sanction term may neither create nor submit", Changed,
			Text{"检查环节：新建、提交、立项、签约", "Checked at: creation, submission, award, signing"}, Text{"检查环节：立项", "Checked at: award"},
		}},
	}
	for _, x := range cases {
		p, err := base.Next(base.Version, base.EffectiveFrom)
		if err != nil {
			t.Fatal(err)
		}
		x.change(p)
		found := Compare(base, p)
		if len(found) != 1 || found[0] != x.want {
			t.Errorf("%s:\ngot  %+v\nwant %+v", x.name, found, x.want)
		}
	}
}

func TestMovedFieldsAreTheFewThatMoved(t *testing.T) {
	base := load(t, fuling)
	p, err := base.Next(base.Version, base.EffectiveFrom)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := fieldOf(p, "proposal", "body", "summary")
	last := s.Fields[len(s.Fields)-1]
	s.Fields = append([]Field{last}, s.Fields[:len(s.Fields)-1]...)
	found := Compare(base, p)
	if len(found) != 1 || found[0].Change != Moved || found[0].Path != "forms/proposal/body/"+last.F || found[0].After.Zh != "第 1 位" {
		t.Errorf("%+v", found)
	}
}

func TestAddedAndRemovedMirrorEachOther(t *testing.T) {
	base := load(t, fuling)
	p, err := base.Next(base.Version, base.EffectiveFrom)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := fieldOf(p, "proposal", "body", "summary")
	s.Fields = append(s.Fields, Field{F: "data_plan", Zh: "数据管理", En: "Data management", Type: "long"})
	p.Rules = append(p.Rules, Rule{ID: "own.rule", Zh: "本区规则", En: "A rule of the district", Value: 1.0, Evidence: "default"})
	kinds := func(list []Change) (out []string) {
		for _, c := range list {
			out = append(out, c.Kind+" "+c.Path+" "+c.Change)
		}
		return out
	}
	if got := kinds(Compare(base, p)); !slices.Equal(got, []string{"rule rules/own.rule added", "form forms/proposal/body/data_plan added"}) {
		t.Error(got)
	}
	if got := kinds(Compare(p, base)); !slices.Equal(got, []string{"rule rules/own.rule removed", "form forms/proposal/body/data_plan removed"}) {
		t.Error(got)
	}
}

// FuzzCompare: what is changed in one place is found in that place and nowhere else, and both directions agree.
func FuzzCompare(f *testing.F) {
	base := load(f, fuling)
	f.Add(uint8(1), []byte(`12`), uint8(0), "标签")
	f.Add(uint8(44), []byte(`["a",{"b":1}]`), uint8(9), "")
	f.Fuzz(func(t *testing.T, at uint8, value []byte, field uint8, label string) {
		var v any
		if json.Unmarshal(value, &v) != nil {
			return
		}
		p, err := base.Next(base.Version, base.EffectiveFrom)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		r := &p.Rules[int(at)%len(p.Rules)]
		was := p.inForce(r)
		r.Value, r.DistrictDefault = v, nil
		if canonical(was.Value) != canonical(v) {
			want["rules/"+r.ID] = true
		}
		s := &p.Forms[0].Sections[int(field)%len(p.Forms[0].Sections)]
		if s.Fields[0].Zh != label {
			s.Fields[0].Zh = label
			want["forms/"+p.Forms[0].Code+"/"+s.Code+"/"+s.Fields[0].F] = true
		}
		there, back := Compare(base, p), Compare(p, base)
		if len(there) != len(want) || len(back) != len(want) {
			t.Fatalf("%v changed, found %+v and %+v", want, there, back)
		}
		for i, c := range there {
			if !want[c.Path] || back[i].Path != c.Path || back[i].Before != c.After {
				t.Fatalf("%+v %+v", c, back[i])
			}
		}
		if found := Compare(p, p); len(found) > 0 {
			t.Fatalf("differs from itself: %+v", found)
		}
	})
}
