package pool

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"yanlu/services/platform/problem"
)

// File is what an expert says of themself.
type File struct {
	Kinds       []string     `json:"kinds"`
	Local       bool         `json:"local"` // works in the district (rev.panel.mix)
	Topics      []string     `json:"topics"`
	Disciplines []string     `json:"disciplines"`
	Keywords    []string     `json:"keywords"`
	Works       []Work       `json:"works"`
	Grade       string       `json:"grade"`
	MaxLoad     int          `json:"max_load"` // open reviews at once
	Away        []Away       `json:"away"`
	Employments []Employment `json:"employments"`
	Relations   []Relation   `json:"relations"`
}

// Work is something the expert wrote or made.
type Work struct {
	Title    string   `json:"title"`
	Keywords []string `json:"keywords,omitempty"`
	Year     int      `json:"year,omitempty"`
}

// Away is a time without reviews; both days, YYYY-MM-DD in Asia/Shanghai, belong to it.
type Away struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Reason string `json:"reason,omitempty"`
}

// Employment is where the expert works; To is empty while it lasts.
type Employment struct {
	Organisation     string `json:"organisation,omitempty"`
	OrganisationName string `json:"organisation_name"`
	Position         string `json:"position,omitempty"`
	From             string `json:"from"`
	To               string `json:"to,omitempty"`
}

// Relation is one that could be a conflict (rev.coi.grounds).
type Relation struct {
	Kind         string `json:"kind"`
	OtherPerson  string `json:"other_person,omitempty"`
	OtherName    string `json:"other_name,omitempty"`
	OtherOrg     string `json:"other_organisation,omitempty"`
	OtherOrgName string `json:"other_organisation_name,omitempty"`
	Note         string `json:"note,omitempty"`
	From         string `json:"from,omitempty"`
	To           string `json:"to,omitempty"`
}

// Grades of an expert, for fees; kinds for the composition of a panel.
const (
	Academician = "academician"
	Senior      = "senior"
	Other       = "other"
)

// Kinds are what an expert judges by (rev.panel.mix).
var Kinds = []string{"technical", "finance", "industry", "management"}

// UsualLoad is how many open reviews an expert takes when nothing was said; the table's default is the same.
const UsualLoad = 8

// LongestKeyword in characters: a keyword is no sentence.
const LongestKeyword = 50

// Employer is the organisation of the newest employment that lasts: its id, or its name where it is not registered.
func (f File) Employer() string {
	if e, ok := f.Employed(); ok {
		if e.Organisation != "" {
			return e.Organisation
		}
		return e.OrganisationName
	}
	return ""
}

// Employed is the newest employment that lasts.
func (f File) Employed() (Employment, bool) {
	var found Employment
	ok := false
	for _, e := range f.Employments {
		if e.To == "" && (!ok || e.From > found.From) {
			found, ok = e, true
		}
	}
	return found, ok
}

// AwayOn says whether the expert takes no review on a day, YYYY-MM-DD.
func (f File) AwayOn(day string) bool {
	return slices.ContainsFunc(f.Away, func(a Away) bool { return a.From <= day && day <= a.To })
}

// Fields are the codes that exist.
type Fields struct{ Topics, Disciplines map[string]bool }

// Normal trims the file, fills in what nobody said and puts what has no order of its own into one.
func (f File) Normal() File {
	f.Kinds, f.Topics, f.Disciplines, f.Keywords = words(f.Kinds), words(f.Topics), words(f.Disciplines), words(f.Keywords)
	if f.Grade == "" {
		f.Grade = Other
	}
	if f.MaxLoad == 0 {
		f.MaxLoad = UsualLoad
	}
	for i := range f.Works {
		f.Works[i].Title, f.Works[i].Keywords = strings.TrimSpace(f.Works[i].Title), words(f.Works[i].Keywords)
	}
	for i := range f.Employments {
		f.Employments[i].OrganisationName = strings.TrimSpace(f.Employments[i].OrganisationName)
	}
	return f
}

// words trims, and drops what is empty or said twice; the order stays.
func words(in []string) []string {
	out := []string{}
	for _, w := range in {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// Check refuses a file that is incomplete or contradicts itself, with every
// fault at its field (EXPERT_FILE_INVALID).
func (f File) Check(known Fields) error {
	p := problem.New(problem.Invalid, "EXPERT_FILE_INVALID", "专家档案尚不完整或有误，请按提示修改", "the expert’s file is incomplete or wrong; mend the points listed")
	if len(f.Kinds) == 0 {
		p.At("kinds", "请至少选择一个专家类别", "choose at least one kind of expert")
	}
	for _, k := range f.Kinds {
		if !slices.Contains(Kinds, k) {
			p.At("kinds", "没有专家类别“"+k+"”", "there is no kind “"+k+"”")
		}
	}
	if len(f.Topics)+len(f.Disciplines) == 0 {
		p.At("disciplines", "请至少选择一个学科或规划选题", "choose at least one discipline or topic of the plan")
	}
	unknown(p, "topics", f.Topics, known.Topics, "规划中没有选题“%s”", "the plan has no topic “%s”")
	unknown(p, "disciplines", f.Disciplines, known.Disciplines, "学科分类中没有“%s”", "there is no discipline “%s”")
	if !slices.Contains([]string{Academician, Senior, Other}, f.Grade) {
		p.At("grade", "没有这个级别", "there is no such grade")
	}
	if f.MaxLoad < 1 {
		p.At("max_load", "同时评审数至少为 1", "at least one review at once")
	}
	for _, w := range f.Keywords {
		if utf8.RuneCountInString(w) > LongestKeyword {
			p.At("keywords", fmt.Sprintf("关键词不能超过%d字：%s", LongestKeyword, w), fmt.Sprintf("a keyword has at most %d characters: %s", LongestKeyword, w))
		}
	}
	for i, w := range f.Works {
		if w.Title == "" {
			p.At(fmt.Sprintf("works.%d.title", i), "请填写名称", "a title is required")
		}
	}
	f.checkDays(p)
	f.checkRelations(p)
	if len(p.Violations) > 0 {
		return p
	}
	return nil
}

func unknown(p *problem.Problem, field string, codes []string, known map[string]bool, zh, en string) {
	for _, c := range codes {
		if !known[c] {
			p.At(field, fmt.Sprintf(zh, c), fmt.Sprintf(en, c))
		}
	}
}

// checkDays judges employments and absences.
func (f File) checkDays(p *problem.Problem) {
	if _, ok := f.Employed(); !ok {
		p.At("employments", "请填写现工作单位", "say where you work now")
	}
	for i, e := range f.Employments {
		at := fmt.Sprintf("employments.%d", i)
		if e.Organisation == "" && e.OrganisationName == "" {
			p.At(at+".organisation_name", "请填写单位", "name the organisation")
		}
		if !isDay(e.From) {
			p.At(at+".from", "起始日期应为 年-月-日", "the first day is written YYYY-MM-DD")
		}
		inOrder(p, at, e.From, e.To, true)
	}
	for i, a := range f.Away {
		at := fmt.Sprintf("away.%d", i)
		if !isDay(a.From) {
			p.At(at+".from", "起始日期应为 年-月-日", "the first day is written YYYY-MM-DD")
		}
		inOrder(p, at, a.From, a.To, false)
	}
}

func (f File) checkRelations(p *problem.Problem) {
	for i, r := range f.Relations {
		at := fmt.Sprintf("relations.%d", i)
		person, org := r.OtherPerson != "" || r.OtherName != "", r.OtherOrg != "" || r.OtherOrgName != ""
		if (r.Kind == "share" || r.Kind == "post") && !org {
			p.At(at+".other_organisation_name", "请写明单位", "name the organisation")
		} else if !person && !org {
			p.At(at+".other_name", "请写明对方姓名", "name the other person")
		}
		if r.From != "" && !isDay(r.From) {
			p.At(at+".from", "日期应为 年-月-日", "a day is written YYYY-MM-DD")
		}
		inOrder(p, at, r.From, r.To, true)
	}
}

// inOrder judges the last day of a time; it may be missing where the time may last.
func inOrder(p *problem.Problem, at, from, to string, mayLast bool) {
	switch {
	case to == "" && mayLast:
	case !isDay(to):
		p.At(at+".to", "截止日期应为 年-月-日", "the last day is written YYYY-MM-DD")
	case to < from:
		p.At(at+".to", "截止日期不能早于起始日期", "the last day is before the first")
	}
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
