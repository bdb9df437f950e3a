// Package sheet reads the spreadsheet with which experts are imported, and
// writes the one to fill in.
//
// It guarantees that every row comes back: as a typed entry, or with each of its
// faults by column. It refuses to know who is in the pool already; a row is
// judged by itself and by the rows above it.
package sheet

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"yanlu/services/identity"
	"yanlu/services/review/pool"
)

// MostRows bounds one import.
const MostRows = 2000

// Fault is one thing wrong in a row. Column is as its head says.
type Fault struct{ Column, Zh, En string }

// Row is one row; Number counts as a spreadsheet does, the head being row 1.
type Row struct {
	Number int
	Facts  pool.Facts
	USCC   string // of the employer; empty: known by its name only
	File   pool.File
	Faults []Fault
}

// column is one column: its head, what is in the example, and how a cell is read.
type column struct {
	head, hint string
	must       bool
	read       func(r *Row, cell string) (zh, en string)
}

func text(into func(*Row) *string, most int) func(*Row, string) (string, string) {
	return func(r *Row, cell string) (string, string) {
		if len([]rune(cell)) > most {
			return fmt.Sprintf("不能超过%d字", most), fmt.Sprintf("at most %d characters", most)
		}
		*into(r) = cell
		return "", ""
	}
}

func list(into func(*Row) *[]string) func(*Row, string) (string, string) {
	return func(r *Row, cell string) (string, string) {
		*into(r) = split(cell, "、,，;； \t\n")
		return "", ""
	}
}

// example is the name in the template's one row; a row that still says so is passed over.
const example = "张三（示例，请删除本行）"

const (
	nameColumn  = "姓名"
	emailColumn = "电子邮箱"
)

// columns of the sheet, in the order of the template.
var columns = []column{
	{nameColumn, example, true, text(func(r *Row) *string { return &r.Facts.Name }, 100)},
	{emailColumn, "zhangsan@example.invalid", true, readEmail},
	{"手机", "", false, text(func(r *Row) *string { return &r.Facts.Phone }, 30)},
	{"职称", "教授", false, text(func(r *Row) *string { return &r.Facts.Title }, 100)},
	{"学位", "博士", false, text(func(r *Row) *string { return &r.Facts.Degree }, 100)},
	{"工作单位", "示例大学", true, text(func(r *Row) *string { return &r.employer().OrganisationName }, 200)},
	{"统一社会信用代码", "", false, readUSCC},
	{"职务", "", false, text(func(r *Row) *string { return &r.employer().Position }, 100)},
	{"任职起始", "2018-09", true, readSince},
	{"专家类别", "技术", true, readKinds},
	{"区内区外", "区外", false, readLocal},
	{"规划选题", "", false, list(func(r *Row) *[]string { return &r.File.Topics })},
	{"学科代码", "S0101", false, list(func(r *Row) *[]string { return &r.File.Disciplines })},
	{"关键词", "高分子材料、聚氨酯", false, readKeywords},
	{"代表作", "", false, readWorks},
	{"级别", "高级", false, readGrade},
	{"同时评审上限", "8", false, readLoad},
}

func (r *Row) employer() *pool.Employment {
	if len(r.File.Employments) == 0 {
		r.File.Employments = []pool.Employment{{}}
	}
	return &r.File.Employments[0]
}

func readEmail(r *Row, cell string) (string, string) {
	a, err := mail.ParseAddress(cell)
	if err != nil || a.Address != cell {
		return "不是有效的电子邮箱", "not an e-mail address"
	}
	r.Facts.Email = strings.ToLower(cell)
	return "", ""
}

func readUSCC(r *Row, cell string) (string, string) {
	if !identity.ValidUSCC(cell) {
		return "统一社会信用代码的校验位不符，请核对", "the check digit of the credit code does not match"
	}
	r.USCC = cell
	return "", ""
}

var sinceForm = regexp.MustCompile(`^(\d{4})(?:[-/.年](\d{1,2})月?)?(?:[-/.]?(\d{1,2})日?)?$`)

// readSince takes a year, a month or a day.
func readSince(r *Row, cell string) (string, string) {
	m := sinceForm.FindStringSubmatch(cell)
	if m == nil {
		return "应为年、年-月或年-月-日，如 2018-09", "write a year, a month or a day, such as 2018-09"
	}
	part := func(s string) int {
		if n, err := strconv.Atoi(s); err == nil {
			return n
		}
		return 1
	}
	y, mo, d := part(m[1]), part(m[2]), part(m[3])
	t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != mo || t.Day() != d || y < 1900 {
		return "没有这一天", "there is no such day"
	}
	r.employer().From = t.Format(time.DateOnly)
	return "", ""
}

var kindNames = map[string]string{"技术": "technical", "财务": "finance", "产业": "industry", "管理": "management"}

func readKinds(r *Row, cell string) (string, string) {
	for _, word := range split(cell, "、,，;； ") {
		kind, ok := kindNames[strings.TrimSuffix(word, "专家")]
		if !ok {
			return "“" + word + "”不是专家类别；可填技术、财务、产业、管理", "“" + word + "” is no kind; write 技术, 财务, 产业 or 管理"
		}
		r.File.Kinds = append(r.File.Kinds, kind)
	}
	return "", ""
}

func readLocal(r *Row, cell string) (string, string) {
	switch cell {
	case "区内":
		r.File.Local = true
	case "区外":
		r.File.Local = false
	default:
		return "应为区内或区外", "write 区内 or 区外"
	}
	return "", ""
}

var gradeNames = map[string]string{"院士": pool.Academician, "高级": pool.Senior, "其他": pool.Other}

func readGrade(r *Row, cell string) (string, string) {
	grade, ok := gradeNames[cell]
	if !ok {
		return "应为院士、高级或其他", "write 院士, 高级 or 其他"
	}
	r.File.Grade = grade
	return "", ""
}

func readLoad(r *Row, cell string) (string, string) {
	n, err := strconv.Atoi(cell)
	if err != nil || n < 1 || n > 100 {
		return "应为1至100的整数", "a whole number from 1 to 100"
	}
	r.File.MaxLoad = n
	return "", ""
}

func readKeywords(r *Row, cell string) (string, string) {
	r.File.Keywords = split(cell, "、,，;； \t\n")
	for _, w := range r.File.Keywords {
		if len([]rune(w)) > pool.LongestKeyword {
			return "每个关键词不超过50字，用顿号分开", "at most 50 characters a keyword; separate them"
		}
	}
	return "", ""
}

func readWorks(r *Row, cell string) (string, string) {
	for _, title := range split(cell, ";；\n") {
		r.File.Works = append(r.File.Works, pool.Work{Title: title})
	}
	return "", ""
}

func split(s, by string) []string {
	out := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(by, r) })
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return slices.DeleteFunc(out, func(w string) bool { return w == "" })
}

// Rows reads the cells of a sheet, the head first. Empty rows are passed over.
// A cell that breaks a rule is a fault of its row; codes are judged against known.
func Rows(cells [][]string, known pool.Fields) ([]Row, error) {
	at, err := placesOf(cells)
	if err != nil {
		return nil, err
	}
	var out []Row
	first := map[string]int{}
	for i, line := range cells[1:] {
		if said := strings.TrimSpace(strings.Join(line, "")); said == "" || strings.HasPrefix(said, example) {
			continue
		}
		if len(out) == MostRows {
			return nil, tooMany()
		}
		r := Row{Number: i + 2, File: pool.File{Local: true}}
		r.read(line, at)
		if n, again := first[r.Facts.Email]; again && r.Facts.Email != "" {
			r.fault(emailColumn, fmt.Sprintf("与第%d行重复", n), fmt.Sprintf("the same as row %d", n))
		} else {
			first[r.Facts.Email] = r.Number
		}
		r.judge(known)
		out = append(out, r)
	}
	if len(out) == 0 {
		return nil, nothing()
	}
	return out, nil
}

func (r *Row) fault(column, zh, en string) { r.Faults = append(r.Faults, Fault{column, zh, en}) }

func (r *Row) read(line []string, at []int) {
	for i, c := range columns {
		cell := ""
		if at[i] >= 0 && at[i] < len(line) {
			cell = strings.TrimSpace(strings.Map(printable, line[at[i]]))
		}
		switch {
		case cell == "" && c.must:
			r.fault(c.head, "不能为空", "must not be empty")
		case cell != "":
			if zh, en := c.read(r, cell); zh != "" {
				r.fault(c.head, zh, en)
			}
		}
	}
	r.File = r.File.Normal()
}

// printable drops what no cell shows and no database takes.
func printable(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' || r == utf8.RuneError {
		return -1
	}
	return r
}

// judge adds what the pool’s own check says of codes; the rest of it was said column by column.
func (r *Row) judge(known pool.Fields) {
	for head, codes := range map[string][]string{"规划选题": r.File.Topics, "学科代码": r.File.Disciplines} {
		in, zh, en := known.Topics, "规划中没有选题", "the plan has no topic "
		if head == "学科代码" {
			in, zh, en = known.Disciplines, "学科分类中没有", "there is no discipline "
		}
		for _, code := range codes {
			if !in[code] {
				r.fault(head, zh+"“"+code+"”", en+"“"+code+"”")
			}
		}
	}
	if len(r.File.Topics)+len(r.File.Disciplines) == 0 {
		r.fault("学科代码", "学科代码与规划选题至少填写一项", "give at least one discipline or topic")
	}
	slices.SortStableFunc(r.Faults, func(a, b Fault) int { return order(a.Column) - order(b.Column) })
}

func order(head string) int {
	return slices.IndexFunc(columns, func(c column) bool { return c.head == head })
}
