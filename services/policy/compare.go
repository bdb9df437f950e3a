package policy

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Change is one difference between two packs, as people read it.
type Change struct {
	Kind          string // head, rule, form, rubric or eligibility
	Path          string // such as rules/elig.pi.age_max or forms/proposal/body/summary
	Zh, En        string // what it is called
	Change        string // added, removed, changed or moved
	Before, After Text   // what differs; empty on the side that lacks it
}

// The ways in which two packs differ.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
	Moved   = "moved"
)

// Compare lists the differences of two packs in the order of the pack: head, rules, forms, rubrics, eligibility. Rules
// are compared by the value in force, forms field by field. Neither pack needs to be whole. How well a rule is
// sourced is no difference of its own: it follows the value.
func Compare(before, after *Pack) []Change {
	out := compareList("head", heads(before), heads(after))
	out = append(out, compareList("rule", rules(before), rules(after))...)
	out = append(out, compareForms(before, after)...)
	out = append(out, compareList("rubric", rubrics(before), rubrics(after))...)
	return append(out, compareList("eligibility", criteria(before), criteria(after))...)
}

// item is a part of a pack with the facets that people compare.
type item struct {
	path   string
	name   Text
	facets []facet
}

// facet is one property; label is empty when the value speaks for itself.
type facet struct {
	key   string
	label Text
	value Text
}

func compareList(kind string, before, after []item) []Change {
	was := map[string]item{}
	for _, x := range before {
		was[x.path] = x
	}
	var out []Change
	seen := map[string]bool{}
	for _, x := range after {
		old, ok := was[x.path]
		seen[x.path] = true
		if !ok {
			out = append(out, Change{kind, x.path, x.name.Zh, x.name.En, Added, Text{}, write(x.facets)})
			continue
		}
		if a, b := differing(old.facets, x.facets); len(a)+len(b) > 0 {
			out = append(out, Change{kind, x.path, x.name.Zh, x.name.En, Changed, write(a), write(b)})
		}
	}
	for _, x := range before {
		if !seen[x.path] {
			seen[x.path] = true
			out = append(out, Change{kind, x.path, x.name.Zh, x.name.En, Removed, write(x.facets), Text{}})
		}
	}
	return out
}

// differing keeps of two lists the facets that are not in both alike.
func differing(a, b []facet) (x, y []facet) {
	return less(a, b), less(b, a)
}

func less(a, b []facet) []facet {
	var out []facet
	for _, f := range a {
		if !slices.ContainsFunc(b, func(g facet) bool { return reflect.DeepEqual(f, g) }) {
			out = append(out, f)
		}
	}
	return out
}

func write(list []facet) Text {
	var zh, en []string
	for _, f := range list {
		if f.label.Zh == "" {
			zh, en = append(zh, f.value.Zh), append(en, f.value.En)
			continue
		}
		zh, en = append(zh, f.label.Zh+"："+f.value.Zh), append(en, f.label.En+": "+f.value.En)
	}
	return Text{strings.Join(zh, "\n"), strings.Join(en, "\n")}
}

// plain is a facet of words that read the same in both languages.
func plain(key, zh, en, value string) facet {
	return facet{key, Text{zh, en}, Text{value, value}}
}

func yesNo(v bool) Text { return sayValue(v, "", "") }

func heads(p *Pack) []item {
	one := func(path, zh, en string, value Text) item {
		return item{path, Text{zh, en}, []facet{{key: path, value: value}}}
	}
	out := []item{
		one("title", "名称", "Title", p.Title), one("version", "版本", "Version", Text{p.Version, p.Version}),
		one("effective_from", "生效日期", "Effective from", Text{p.EffectiveFrom, p.EffectiveFrom}),
		one("code", "代码", "Code", Text{p.Code, p.Code}), one("practice", "演练包", "Practice", yesNo(p.Practice)),
		one("level", "层级", "Level", Text{p.Level, p.Level}),
	}
	for _, s := range p.Sources {
		out = append(out, item{"sources/" + s.ID, Text{s.Title, s.Title}, []facet{
			plain("title", "名称", "Title", s.Title), plain("number", "文号", "Number", s.Number), plain("evidence", "依据", "Evidence", s.Evidence),
		}})
	}
	for _, a := range p.Anchors {
		out = append(out, item{
			fmt.Sprintf("anchors/%d", a.At), Text{fmt.Sprintf("评分参照 %d%%", a.At), fmt.Sprintf("Guide at %d%%", a.At)},
			[]facet{{key: "words", value: Text{a.Zh, a.En}}},
		})
	}
	return out
}

func rules(p *Pack) []item {
	out := make([]item, 0, len(p.Rules))
	for i := range p.Rules {
		r := p.inForce(&p.Rules[i])
		facets := []facet{{key: "value " + canonical(r.Value) + r.Unit, value: r.SayValue()}, {"name", Text{"规则名称", "Rule"}, Text{r.Zh, r.En}}}
		for _, x := range []struct {
			key, zh, en string
			value       any
		}{{"params", "计算参数", "Parameters", r.Params}, {"jbgs", "揭榜挂帅时", "In an open competition", r.JbgsOverride}, {"op", "比较", "Comparison", r.Op}, {"min", "下限", "Least", r.Min}, {"max", "上限", "Most", r.Max}} {
			if text := canonical(x.value); text != "null" && text != `""` && text != "0" {
				facets = append(facets, facet{x.key + text, Text{x.zh, x.en}, sayValue(generic(x.value), r.Unit, "")})
			}
		}
		out = append(out, item{"rules/" + r.ID, Text{r.Zh, r.En}, facets})
	}
	return out
}

// canonical tells two values apart that read alike, such as 1 and "1".
func canonical(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(raw)
}

// generic is a value as JSON brings it.
func generic(v any) any {
	var out any
	if json.Unmarshal([]byte(canonical(v)), &out) != nil {
		return v
	}
	return out
}

func rubrics(p *Pack) []item {
	var out []item
	for _, r := range p.Rubrics {
		facets := []facet{{"name", Text{"名称", "Name"}, Text{r.Zh, r.En}}}
		if r.Lines == nil {
			facets = append(facets, plain("pass", "立项线", "Line", fmt.Sprint(r.Pass)))
		} else {
			line := fmt.Sprintf("%d / %d / %d", r.Lines.Excellent, r.Lines.Pass, r.Lines.Shortfall)
			facets = append(facets, plain("lines", "优秀/通过/结题线", "Excellent, passed, shortfall", line))
		}
		if r.DemanderShare != "" {
			facets = append(facets, plain("demander", "需求方评价占比", "Share of the owner", r.DemanderShare.String()))
		}
		for _, v := range r.Veto {
			facets = append(facets, plain("veto "+v, "一票否决", "Veto", v))
		}
		for _, c := range r.CoreCriteria() {
			facets = append(facets, facet{"core " + c.Code, Text{"核心指标", "Core criterion"}, Text{c.Zh, c.En}})
		}
		for _, c := range r.Criteria {
			points := fmt.Sprintf("%d", c.W)
			facets = append(facets, facet{"criterion " + c.Code, Text{c.Zh, c.En}, Text{points + " 分", points + " points"}})
		}
		out = append(out, item{"rubrics/" + r.Code, Text{r.Zh, r.En}, facets})
	}
	return out
}

func criteria(p *Pack) []item {
	var out []item
	for _, c := range p.Eligibility {
		rule := Text{c.Rule, c.Rule}
		for _, r := range p.Rules {
			if r.ID == c.Rule {
				rule = Text{r.Zh, r.En}
			}
		}
		when := make([]any, len(c.When))
		for i, w := range c.When {
			when[i] = w
		}
		facets := []facet{
			{"words", Text{"不符合时的说明", "Said when refused"}, Text{c.Zh, c.En}}, {"when", Text{"检查环节", "Checked at"}, sayValue(when, "", "")},
			plain("cel", "判断式", "Condition", c.CEL), {"rule " + c.Rule, Text{"依据规则", "Rule"}, rule},
			{"unblock", Text{"可协助解除", "Can clear it"}, wordOf(c.Unblock)},
		}
		if c.Value != "" {
			facets = append(facets, plain("value", "实际值", "Value", c.Value))
		}
		if c.Limit != "" {
			facets = append(facets, plain("limit", "限值", "Limit", c.Limit))
		}
		out = append(out, item{"eligibility/" + c.ID, rule, facets})
	}
	return out
}
