package policy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// read are the fields of forms that the product itself reads: what is asked for, for how long, which files have to be
// there. They keep their place and type; their wording is free.
var read = map[string][]string{
	"proposal": {
		"cover/term", "basics/base_code", "basics/targets", "budget/sources", "compliance/integrity_pledge", "compliance/avoid_experts",
	},
	"need": {"need/title"},
}

// Defects lists what keeps a draft from becoming a pack after the one it came from: the same checks as in loading, that
// nothing is missing that the product computes with, and that every change has its reason. Paths go by code, such as
// rules/elig.pi.age_max or forms/proposal/body/summary. The draft is not changed.
func Defects(base, draft *Pack) []*LoadError {
	var out []*LoadError
	raw, err := draft.Marshal()
	if err != nil {
		return []*LoadError{{Path: "pack", Zh: "内容的格式不对", En: err.Error()}}
	}
	whole, err := Decode(raw)
	if err != nil {
		return LoadErrors(err)
	}
	l := &loader{named: true}
	if err := whole.index(l); err != nil {
		out = LoadErrors(err)
	}
	out = append(out, keptRules(base, draft)...)
	out = append(out, keptForms(base, draft)...)
	for _, r := range base.Rubrics {
		if !slices.ContainsFunc(draft.Rubrics, func(x Rubric) bool { return x.Code == r.Code }) {
			out = append(out, &LoadError{Path: "rubrics/" + r.Code, Zh: "评分表“" + r.Zh + "”不能删除，批次模板要用到它", En: "call templates use the rubric “" + r.En + "”: it cannot be left out"})
		}
	}
	out = append(out, attachable(draft)...)
	return append(out, Reasonless(base, draft)...)
}

// attachable wants a place in the application for every file that the rules ask for.
func attachable(draft *Pack) []*LoadError {
	i := slices.IndexFunc(draft.Rules, func(r Rule) bool { return r.ID == "elig.attachments.required" })
	j := slices.IndexFunc(draft.Forms, func(f Form) bool { return f.Code == "proposal" })
	if i < 0 || j < 0 {
		return nil
	}
	var out []*LoadError
	fields, _ := draft.Rules[i].Params["fields"].(map[string]any)
	for label, v := range fields {
		name, _ := v.(string)
		found := false
		for _, s := range draft.Forms[j].Sections {
			found = found || slices.ContainsFunc(s.Fields, func(f Field) bool { return f.F == name && f.Type == "file" })
		}
		if !found {
			out = append(out, &LoadError{Path: "rules/elig.attachments.required", Zh: "申报书中没有附件项“" + label + "”（" + name + "），申报人将无法提交", En: "the proposal has no file field " + name + ": nobody could submit"})
		}
	}
	slices.SortFunc(out, func(a, b *LoadError) int { return strings.Compare(a.Zh, b.Zh) })
	return out
}

func keptRules(base, draft *Pack) []*LoadError {
	var out []*LoadError
	add := func(r *Rule, zh, en string) {
		out = append(out, &LoadError{Path: "rules/" + r.ID, Zh: "“" + r.Zh + "”" + zh, En: "“" + r.En + "” " + en})
	}
	for i := range base.Rules {
		old := base.inForce(&base.Rules[i])
		j := slices.IndexFunc(draft.Rules, func(r Rule) bool { return r.ID == old.ID })
		if j < 0 {
			add(old, "不能删除，业务流程要用到它", "cannot be left out: the product works by it")
			continue
		}
		now := draft.inForce(&draft.Rules[j])
		if where := otherShape(old.Value, now.Value); where != "" {
			add(old, "的值须与原来同一类型（"+wordOf(where).Zh+"）", "must keep the kind of its value ("+wordOf(where).En+")")
		}
		if otherShape(old.Params, now.Params) != "" {
			add(old, "的计算参数须与原来同一类型", "must keep the kind of its parameters")
		}
		if zh, en := unitKept(old, now, draft.Practice); zh != "" {
			add(old, zh, en)
		}
		if zh, en := withinBounds(old, now, draft.Practice); zh != "" {
			add(old, zh, en)
		}
	}
	return out
}

// unitKept: a limit in days may become one in working days; months are computed with as months. A practice pack may count in seconds.
func unitKept(old, now *Rule, practice bool) (zh, en string) {
	days := []string{string(WorkDay), string(Day)}
	switch {
	case old.Unit == now.Unit, slices.Contains(days, old.Unit) && slices.Contains(days, now.Unit):
		return "", ""
	case practice && Unit(old.Unit).isTime() && Unit(now.Unit).isTime():
		return "", ""
	}
	return fmt.Sprintf("的单位不能由“%s”改为“%s”", wordOf(old.Unit).Zh, wordOf(now.Unit).Zh), fmt.Sprintf("cannot change its unit from %q to %q", wordOf(old.Unit).En, wordOf(now.Unit).En)
}

// withinBounds keeps a number inside the limits that the rule itself states. Practice clocks run below them on purpose.
func withinBounds(old, now *Rule, practice bool) (zh, en string) {
	n, ok := now.Value.(float64)
	if !ok || practice || old.Unit != now.Unit {
		return "", ""
	}
	if Unit(now.Unit).isTime() && (n < 0 || n > maxSpan || n != float64(int(n))) {
		return "须为不小于零的整数", "must be a whole number, zero or more"
	}
	if least, err := old.Min.Float64(); err == nil && n < least {
		return "不得小于 " + old.Min.String(), "may not be less than " + old.Min.String()
	}
	if most, err := old.Max.Float64(); err == nil && n > most {
		return "不得大于 " + old.Max.String(), "may not be more than " + old.Max.String()
	}
	return "", ""
}

// otherShape says where a value has another kind than before: the key, or the kind itself; "" when it has the same. Lists
// may grow and shrink; a row of a list has the kind of the first row it had.
func otherShape(old, now any) string {
	switch a := old.(type) {
	case nil:
		return ""
	case map[string]any:
		b, ok := now.(map[string]any)
		if !ok {
			return "object"
		}
		for k, v := range a {
			if w, ok := b[k]; !ok || otherShape(v, w) != "" {
				return k
			}
		}
		return ""
	case []any:
		b, ok := now.([]any)
		if !ok {
			return "list"
		}
		for _, w := range b {
			if len(a) > 0 && kindOf(a[0]) != kindOf(w) {
				return "list"
			}
		}
		return ""
	}
	if kindOf(old) != kindOf(now) {
		return kindOf(old)
	}
	return ""
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "nothing"
	case bool:
		return "bool"
	case float64:
		return "number"
	case string:
		return "text"
	case []any:
		return "list"
	}
	return "object"
}

func keptForms(base, draft *Pack) []*LoadError {
	var out []*LoadError
	for _, f := range base.Forms {
		j := slices.IndexFunc(draft.Forms, func(x Form) bool { return x.Code == f.Code })
		if j < 0 {
			out = append(out, &LoadError{Path: "forms/" + f.Code, Zh: "表单“" + f.Zh + "”不能删除", En: "the form “" + f.En + "” cannot be left out"})
			continue
		}
		for _, name := range read[f.Code] {
			out = append(out, keptField(f, draft.Forms[j], name)...)
		}
		out = append(out, badCodes(draft.Forms[j])...)
	}
	return out
}

func keptField(old, now Form, name string) []*LoadError {
	was, ok := fieldAt(old, name)
	if !ok {
		return nil
	}
	where := "forms/" + old.Code + "/" + name
	is, ok := fieldAt(now, name)
	if !ok {
		return []*LoadError{{Path: where, Zh: "“" + was.Zh + "”不能删除，系统要从中读取数据", En: "“" + was.En + "” cannot be left out: the product reads it"}}
	}
	kept := is.Type == was.Type && is.Range == was.Range
	for _, c := range was.Columns {
		kept = kept && slices.ContainsFunc(is.Columns, func(x Field) bool { return x.F == c.F && x.Type == c.Type })
	}
	for _, o := range was.Options {
		kept = kept && slices.ContainsFunc(is.Options, func(x Option) bool { return x.Code == o.Code })
	}
	if !kept {
		return []*LoadError{{Path: where, Zh: "“" + was.Zh + "”的类型、列和选项不能减少或更换，系统要从中读取数据", En: "“" + was.En + "” must keep its type, columns and options: the product reads it"}}
	}
	return nil
}

func fieldAt(f Form, name string) (Field, bool) {
	for _, s := range sectioned(f).Sections {
		for _, field := range s.Fields {
			if s.Code+"/"+field.F == name {
				return field, true
			}
		}
	}
	return Field{}, false
}

// code is how sections, fields, columns and options are named in what people fill in: it ends up in paths and never changes.
var code = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

func badCodes(f Form) []*LoadError {
	var out []*LoadError
	check := func(where, name, zh string) {
		if !code.MatchString(name) {
			out = append(out, &LoadError{Path: where, Zh: "“" + zh + "”的代码须以小写字母开头，只含小写字母、数字和下划线", En: "a code begins with a small letter and has small letters, digits and underscores only: " + name})
		}
	}
	for _, s := range f.Sections {
		where := "forms/" + f.Code + "/" + s.Code
		check(where, s.Code, s.Zh)
		for _, field := range s.Fields {
			check(where+"/"+field.F, field.F, field.Zh)
			for _, c := range field.Columns {
				check(where+"/"+field.F+"/"+c.F, c.F, c.Zh)
			}
		}
	}
	return out
}
