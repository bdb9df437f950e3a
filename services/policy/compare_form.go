package policy

import (
	"fmt"
	"slices"
	"strings"
)

// compareForms compares forms field by field. A value's path is section and field, so that a field that changes its
// section is another field; one that changes its place among those that stayed was moved.
func compareForms(before, after *Pack) []Change {
	a, b := formItems(before), formItems(after)
	out := compareList("form", a, b)
	for _, f := range after.Forms {
		i := slices.IndexFunc(before.Forms, func(g Form) bool { return g.Code == f.Code })
		if i < 0 {
			continue
		}
		old, form := sectioned(before.Forms[i]), sectioned(f)
		out = append(out, moved("forms/"+f.Code, sectionNames(old), sectionNames(form))...)
		for _, s := range form.Sections {
			if j := slices.IndexFunc(old.Sections, func(x Section) bool { return x.Code == s.Code }); j >= 0 {
				out = append(out, moved("forms/"+f.Code+"/"+s.Code, fieldNames(old.Sections[j].Fields), fieldNames(s.Fields))...)
			}
		}
	}
	return out
}

// sectioned is a form in sections, also when it was written without.
func sectioned(f Form) Form {
	if len(f.Fields) > 0 {
		f.Sections = append(slices.Clone(f.Sections), Section{Code: f.Code, Zh: f.Zh, En: f.En, Fields: f.Fields})
		f.Fields = nil
	}
	return f
}

type named struct {
	code string
	name Text
}

func sectionNames(f Form) []named {
	var out []named
	for _, s := range f.Sections {
		out = append(out, named{s.Code, Text{s.Zh, s.En}})
	}
	return out
}

func fieldNames(list []Field) []named {
	var out []named
	for _, f := range list {
		out = append(out, named{f.F, Text{f.Zh, f.En}})
	}
	return out
}

// moved names those of the common items whose order changed; the longest run that kept its order stayed.
func moved(path string, before, after []named) []Change {
	place := map[string]int{}
	for i, x := range before {
		if _, twice := place[x.code]; !twice {
			place[x.code] = i
		}
	}
	var common []int // indices into after
	for i, x := range after {
		if _, ok := place[x.code]; ok && slices.IndexFunc(after, func(y named) bool { return y.code == x.code }) == i {
			common = append(common, i)
		}
	}
	stayed := longestRise(common, func(i int) int { return place[after[i].code] })
	var out []Change
	for _, i := range common {
		if stayed[i] {
			continue
		}
		x := after[i]
		out = append(out, Change{"form", path + "/" + x.code, x.name.Zh, x.name.En, Moved, nth(place[x.code]), nth(i)})
	}
	return out
}

func nth(i int) Text { return Text{fmt.Sprintf("第 %d 位", i+1), fmt.Sprintf("no. %d", i+1)} }

// longestRise picks the longest subsequence of indices whose rank rises.
func longestRise(indices []int, rank func(int) int) map[int]bool {
	best, from := make([]int, len(indices)), make([]int, len(indices))
	end := -1
	for i := range indices {
		best[i], from[i] = 1, -1
		for j := range i {
			if rank(indices[j]) < rank(indices[i]) && best[j]+1 > best[i] {
				best[i], from[i] = best[j]+1, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	out := map[int]bool{}
	for ; end >= 0; end = from[end] {
		out[indices[end]] = true
	}
	return out
}

func formItems(p *Pack) []item {
	var out []item
	for _, f := range p.Forms {
		f = sectioned(f)
		path := "forms/" + f.Code
		out = append(out, item{path, Text{f.Zh, f.En}, []facet{{"name", Text{"表单名称", "Form"}, Text{f.Zh, f.En}}}})
		for _, s := range f.Sections {
			out = append(out, item{path + "/" + s.Code, Text{s.Zh, s.En}, []facet{{"name", Text{"章节名称", "Section"}, Text{s.Zh, s.En}}}})
			for _, field := range s.Fields {
				out = append(out, item{path + "/" + s.Code + "/" + field.F, Text{field.Zh, field.En}, fieldFacets(field)})
			}
		}
	}
	return out
}

func fieldFacets(f Field) []facet {
	out := []facet{
		{"name", Text{"名称", "Label"}, Text{f.Zh, f.En}}, {"type", Text{"类型", "Type"}, wordOf(f.Type)}, {"req", Text{"必填", "Required"}, yesNo(f.Req)},
	}
	if f.Max > 0 {
		out = append(out, plain("max", "字数上限", "Most characters", fmt.Sprint(f.Max)))
	}
	if f.Range {
		out = append(out, facet{"range", Text{"起止两端", "From and to"}, yesNo(true)})
	}
	if f.Identifies {
		out = append(out, plain("identifies", "双向匿名时隐去", "Hidden in a double-blind review", "yes"))
	}
	if f.Hint != "" {
		out = append(out, plain("hint", "提示", "Hint", f.Hint))
	}
	for i, o := range f.Options {
		out = append(out, facet{fmt.Sprintf("option %d %s", i, o.Code), Text{"选项", "Option"}, Text{o.Zh, o.En}})
	}
	for i, c := range f.Columns {
		var zh, en []string
		for _, x := range fieldFacets(c) {
			zh, en = append(zh, x.value.Zh), append(en, x.value.En)
		}
		out = append(out, facet{fmt.Sprintf("column %d %s", i, c.F), Text{"列", "Column"}, Text{strings.Join(zh, " · "), strings.Join(en, " · ")}})
	}
	return out
}
