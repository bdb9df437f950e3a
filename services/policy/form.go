package policy

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Form is one form of the pack. A value's path is “section.field”.
type Form struct {
	Code     string    `json:"code"`
	Zh       string    `json:"zh"`
	En       string    `json:"en"`
	Sections []Section `json:"sections,omitempty"`
	Fields   []Field   `json:"fields,omitempty"` // of a form without sections; loading makes one section of them
}

// Section groups fields.
type Section struct {
	Code   string  `json:"code"`
	Zh     string  `json:"zh"`
	En     string  `json:"en"`
	Fields []Field `json:"fields"`
}

// Field is one question. Money is whole 分; a range is {from, to}; a table is a list of rows.
type Field struct {
	F     string `json:"f"`
	Zh    string `json:"zh"`
	En    string `json:"en"`
	Type  string `json:"type"`
	Req   bool   `json:"req,omitempty"`
	Max   int    `json:"max,omitempty"` // characters
	Range bool   `json:"range,omitempty"`
	Src   string `json:"src,omitempty"`
	Hint  string `json:"hint,omitempty"`
	// Identifies says that the answer tells whose application it is: a double-blind review hides it.
	Identifies bool     `json:"identifies,omitempty"`
	Options    []Option `json:"options,omitempty"`
	Columns    []Field  `json:"columns,omitempty"`
}

// Option is one choice of an enum; its code never changes.
type Option struct {
	Code string `json:"code"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

var fieldTypes = []string{"text", "long", "int", "money", "date", "enum", "file", "table", "bool", "ref"}

// Severity tells what stops a submission from what is only worth a look.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// FieldViolation is one defect of one value.
type FieldViolation struct {
	Path     string
	Zh, En   string
	Severity Severity
}

// Validate checks values by path. A draft (final false) may have gaps; a final form may not.
// Unknown paths and values of another type are always errors.
func (f Form) Validate(content map[string]any, final bool) []FieldViolation {
	v := &validation{final: final}
	known := map[string]bool{}
	for _, s := range f.Sections {
		for _, field := range s.Fields {
			path := s.Code + "." + field.F
			known[path] = true
			v.field(path, field, content[path])
		}
	}
	for path := range content {
		if !known[path] {
			v.add(path, "表单中没有这一项", "the form has no such field")
		}
	}
	slices.SortStableFunc(v.found, func(a, b FieldViolation) int {
		return strings.Compare(a.Path, b.Path)
	})
	return v.found
}

type validation struct {
	final bool
	found []FieldViolation
}

func (v *validation) add(path, zh, en string) {
	v.found = append(v.found, FieldViolation{Path: path, Zh: zh, En: en, Severity: SeverityError})
}

func (v *validation) field(path string, f Field, value any) {
	if blank(value) {
		if f.Req && v.final {
			v.add(path, "请填写"+f.Zh, f.En+" is required")
		}
		return
	}
	if f.Range {
		v.span(path, f, value)
		return
	}
	if f.Type == "table" {
		v.table(path, f, value)
		return
	}
	if zh, en := f.check(value); zh != "" {
		v.add(path, f.Zh+zh, f.En+" "+en)
	}
}

func blank(v any) bool {
	switch x := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(x) == ""
	case []any:
		return len(x) == 0
	case map[string]any:
		for _, e := range x {
			if !blank(e) {
				return false
			}
		}
		return true
	}
	return false
}

func (v *validation) span(path string, f Field, value any) {
	m, ok := value.(map[string]any)
	if !ok {
		v.add(path, f.Zh+"须有起止两端", f.En+" needs both ends")
		return
	}
	one := f
	one.Range = false
	for _, end := range []string{"from", "to"} {
		if blank(m[end]) {
			if v.final {
				v.add(path, f.Zh+"须有起止两端", f.En+" needs both ends")
				return
			}
			continue
		}
		if zh, en := one.check(m[end]); zh != "" {
			v.add(path, f.Zh+zh, f.En+" "+en)
			return
		}
	}
	if from, ok := m["from"].(string); ok && f.Type == "date" {
		if to, ok := m["to"].(string); ok && from != "" && to != "" && to <= from {
			v.add(path, f.Zh+"的结束须晚于开始", f.En+" must end after it starts")
		}
	}
}

func (v *validation) table(path string, f Field, value any) {
	rows, ok := value.([]any)
	if !ok {
		v.add(path, f.Zh+"须为表格", f.En+" must be a table")
		return
	}
	for i, r := range rows {
		row, ok := r.(map[string]any)
		where := fmt.Sprintf("%s[%d]", path, i)
		if !ok {
			v.add(where, "表格行的格式不对", "not a row")
			continue
		}
		for _, c := range f.Columns {
			v.field(where+"."+c.F, c, row[c.F])
		}
		for name := range row {
			if !slices.ContainsFunc(f.Columns, func(c Field) bool { return c.F == name }) {
				v.add(where+"."+name, "表格没有这一列", "the table has no such column")
			}
		}
	}
}

var digits = regexp.MustCompile(`^[0-9]{1,15}$`)

// check judges one value that is present; it returns empty sentences when the value is in order.
func (f Field) check(value any) (zh, en string) {
	switch f.Type {
	case "text", "long", "ref":
		s, ok := value.(string)
		if !ok {
			return "须为文字", "must be text"
		}
		if n := utf8.RuneCountInString(s); f.Max > 0 && n > f.Max {
			return fmt.Sprintf("不得超过%d字，现有%d字", f.Max, n), fmt.Sprintf("may have %d characters at most, not %d", f.Max, n)
		}
	case "int":
		if !whole(value, math.MinInt32) {
			return "须为整数", "must be a whole number"
		}
	case "money":
		if !whole(value, 0) {
			return "须为不小于零的金额（分）", "must be an amount of whole 分"
		}
	case "date":
		s, _ := value.(string)
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			return "须为日期（YYYY-MM-DD）", "must be a date (YYYY-MM-DD)"
		}
	case "bool":
		if _, ok := value.(bool); !ok {
			return "须为是或否", "must be yes or no"
		}
	case "enum":
		s, _ := value.(string)
		if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Code == s }) {
			return "须从选项中选择", "must be one of the options"
		}
	case "file":
		return checkFiles(value)
	}
	return "", ""
}

func checkFiles(value any) (zh, en string) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, x := range list {
		if _, ok := x.(string); !ok {
			return "须为附件", "must be files"
		}
	}
	return "", ""
}

// whole accepts whole numbers as JSON brings them, and digits in text.
func whole(value any, least float64) bool {
	switch n := value.(type) {
	case float64:
		return n == math.Trunc(n) && n >= least && math.Abs(n) <= 1<<53
	case int:
		return float64(n) >= least
	case int64:
		return float64(n) >= least
	case string:
		_, err := strconv.ParseInt(n, 10, 64)
		return err == nil && digits.MatchString(n)
	}
	return false
}
