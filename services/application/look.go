package application

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"yanlu/services/policy"
)

// Look is what an application is read against for what is no error and still
// worth a look. Nothing in it carries a number of its own: what is compared are
// the applicant's answers with each other and with the call.
type Look struct {
	Form    policy.Form
	Content map[string]any
	Title   string   // of the application
	Topics  []string // of the call; none means any
	Units   int      // joint applicants that are on record
	Today   time.Time
}

// Warnings lists what is worth a look, in no order.
func (l Look) Warnings() []Finding {
	var out []Finding
	for _, look := range []func() []Finding{l.cover, l.words, l.budget, l.plan, l.targets, l.units} {
		for _, f := range look() {
			if _, ok := FieldOf(l.Form, f.Field); ok {
				f.Warning, f.Help = true, "pi"
				out = append(out, f)
			}
		}
	}
	return out
}

func warn(field, zh, en string) []Finding { return []Finding{{Field: field, Zh: zh, En: en}} }

func (l Look) cover() (out []Finding) {
	if name := text(l.Content["cover.subject_name"]); name != "" && name != strings.TrimSpace(l.Title) {
		out = append(out, warn("cover.subject_name", "课题名称与新建时的项目名称“"+l.Title+"”不一致", "The title differs from the one the application was created with: "+l.Title)...)
	}
	if topic := text(l.Content["basics.base_code"]); topic != "" && len(l.Topics) > 0 && !slices.Contains(l.Topics, topic) {
		out = append(out, warn("basics.base_code", "所选选题不在本批次的选题范围内（"+strings.Join(l.Topics, "、")+"）", "The topic is not among those of the call: "+strings.Join(l.Topics, ", "))...)
	}
	from, _, ok := span(l.Content["cover.term"])
	if ok && from.Before(l.Today) {
		out = append(out, warn("cover.term", "起始日期早于今天", "The term begins before today")...)
	}
	return out
}

// words: a summary that says no more than the title, and two long answers that are the same.
func (l Look) words() (out []Finding) {
	summary := text(l.Content["body.summary"])
	if summary != "" && utf8.RuneCountInString(summary) <= utf8.RuneCountInString(l.Title) {
		out = append(out, warn("body.summary", "项目摘要不比项目名称长，请写明目标、内容和预期成果", "The summary is no longer than the title; say the goal, the content and the results")...)
	}
	first := map[string]string{}
	for _, s := range l.Form.Sections {
		for _, f := range s.Fields {
			path := s.Code + "." + f.F
			words := text(l.Content[path])
			if f.Type != "long" || words == "" {
				continue
			}
			if before, ok := first[words]; ok {
				out = append(out, warn(path, f.Zh+"与“"+before+"”的内容完全相同", f.En+" repeats another answer word for word")...)
				continue
			}
			first[words] = f.Zh
		}
	}
	return out
}

// budget: what comes in, what goes out and what falls to each institution and year should be the same.
func (l Look) budget() (out []Finding) {
	asked := Asked(l.Content)
	sources := sum(l.Content["budget.sources"], "amount")
	if plan := rows(l.Content["budget.spending"]); len(plan) > 0 && sources > 0 {
		fiscal, all := sum(l.Content["budget.spending"], "fiscal"), sum(l.Content["budget.spending"], "fiscal", "own")
		switch {
		case fiscal != asked.RequestFen:
			out = append(out, differ("budget.spending", "开支预算中的申请经费", "the requested funds in the spending plan", fiscal, "申请科技经费", "the funds requested", asked.RequestFen))
		case all != sources:
			out = append(out, differ("budget.spending", "开支预算合计", "the spending plan", all, "经费来源合计", "the sources", sources))
		}
	}
	if len(rows(l.Content["budget.by_unit_year"])) > 0 {
		if fiscal := sum(l.Content["budget.by_unit_year"], "fiscal"); fiscal != asked.RequestFen {
			out = append(out, differ("budget.by_unit_year", "分单位分年度的申请经费合计", "the requested funds by institution and year", fiscal, "申请科技经费", "the funds requested", asked.RequestFen))
		}
	}
	return out
}

func differ(field, zh, en string, is int64, otherZh, otherEn string, other int64) Finding {
	return Finding{
		Field: field, Zh: fmt.Sprintf("%s为 %s 元，%s为 %s 元，两者不一致", zh, yuan(is), otherZh, yuan(other)),
		En: fmt.Sprintf("%s: %s yuan; %s: %s yuan", en, yuan(is), otherEn, yuan(other)),
	}
}

func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

func sum(table any, columns ...string) (total int64) {
	for _, row := range rows(table) {
		for _, c := range columns {
			total += fen(row[c])
		}
	}
	return total
}

// plan: the work lies within the term.
func (l Look) plan() (out []Finding) {
	from, to, ok := span(l.Content["cover.term"])
	if !ok {
		return nil
	}
	for i, row := range rows(l.Content["body.schedule"]) {
		a, b, ok := span(row)
		if ok && (a.Before(from) || b.After(to)) {
			out = append(out, Finding{
				Field: "body.schedule", Zh: fmt.Sprintf("进度计划第%d行超出起止年限", i+1), En: fmt.Sprintf("Row %d of the schedule lies outside the term", i+1),
			})
		}
	}
	return out
}

func (l Look) targets() (out []Finding) {
	seen := map[string]bool{}
	for _, row := range rows(l.Content["basics.targets"]) {
		name := text(row["name"])
		if name != "" && seen[name] {
			out = append(out, warn("basics.targets", "考核指标“"+name+"”重复", "The target is named twice: "+name)...)
		}
		seen[name] = true
	}
	return out
}

// units: the partners in the form are those on record, and do not share out more than there is.
func (l Look) units() (out []Finding) {
	table := rows(l.Content["units.joint_units"])
	if len(table) < l.Units {
		out = append(out, warn("units.joint_units", fmt.Sprintf("登记的联合申报单位有%d家，表中填写%d家", l.Units, len(table)), "Fewer partners are entered than are on record")...)
	}
	if share := sum(l.Content["units.joint_units"], "share"); share > 100 {
		out = append(out, warn("units.joint_units", fmt.Sprintf("联合申报单位经费占比合计%d%%，超过100%%", share), fmt.Sprintf("The partners' shares add up to %d%%", share))...)
	}
	return out
}

// span reads {from, to}; false when an end is missing.
func span(v any) (from, to time.Time, ok bool) {
	m, _ := v.(map[string]any)
	from, errA := time.ParseInLocation(time.DateOnly, text(m["from"]), policy.Shanghai)
	to, errB := time.ParseInLocation(time.DateOnly, text(m["to"]), policy.Shanghai)
	return from, to, errA == nil && errB == nil
}
