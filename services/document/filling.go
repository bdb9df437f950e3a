package document

import (
	"fmt"
	"strings"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/document/typeset"
)

// filling sets the answers of a form.
type filling struct {
	form    *docketv1.Form
	content map[string]any
	files   []file
	words   speaker
	brief   bool // questions without an answer are left out
}

const unanswered = "（未填）"

func (f filling) set(paper *typeset.Paper) {
	n := 0
	for _, section := range f.form.GetSections() {
		var asked []*docketv1.FormField
		for _, q := range section.GetFields() {
			if !f.brief || f.answered(q) {
				asked = append(asked, q)
			}
		}
		if len(asked) == 0 {
			continue
		}
		n++
		paper.Section(numeral(n) + "、" + section.GetZh())
		f.section(paper, asked)
	}
	if rest := unknown(f.form, f.content); len(rest) > 0 {
		paper.Section(numeral(n+1) + "、其他内容")
		var pairs []typeset.Pair
		for _, path := range rest {
			pairs = append(pairs, typeset.Pair{Label: path, Value: f.words.say(path, f.content[path])})
		}
		paper.Pairs(pairs)
	}
	if len(f.files) > 0 {
		paper.Section("附件清单")
		paper.Table(f.fileTable())
	}
}

func (f filling) answered(q *docketv1.FormField) bool {
	return f.answer(q, f.content[q.GetPath()]) != "" || len(filesOf(f.files, q.GetPath())) > 0
}

// section sets short answers as pairs, long ones as text, tables as tables.
func (f filling) section(paper *typeset.Paper, asked []*docketv1.FormField) {
	var pairs []typeset.Pair
	flush := func() {
		if len(pairs) > 0 {
			paper.Pairs(pairs)
			pairs = nil
		}
	}
	for _, q := range asked {
		value := f.content[q.GetPath()]
		rows, isTable := value.([]any)
		switch {
		case q.GetType() == "table" && isTable && len(rows) > 0:
			flush()
			paper.Sub(q.GetZh())
			paper.Table(f.table(q, rows))
		case q.GetType() == "long":
			flush()
			paper.Sub(q.GetZh())
			paper.Text(orUnanswered(f.answer(q, value)))
		default:
			pairs = append(pairs, typeset.Pair{Label: q.GetZh(), Value: orUnanswered(f.answer(q, value))})
		}
	}
	flush()
}

func orUnanswered(s string) string {
	if s == "" {
		return unanswered
	}
	return s
}

// answer says one value as its question asks for it.
func (f filling) answer(q *docketv1.FormField, value any) string {
	if q.GetRange() {
		ends, _ := value.(map[string]any)
		from, to := f.one(q, ends["from"]), f.one(q, ends["to"])
		if from == "" && to == "" {
			return ""
		}
		return orUnanswered(from) + " 至 " + orUnanswered(to)
	}
	if q.GetType() == "file" {
		var names []string
		for _, x := range filesOf(f.files, q.GetPath()) {
			names = append(names, fmt.Sprintf("%s（%s）", x.Name, bytesText(int64(x.Size))))
		}
		return strings.Join(names, "\n")
	}
	return f.one(q, value)
}

func (f filling) one(q *docketv1.FormField, value any) string {
	switch q.GetType() {
	case "money":
		if fen, ok := fenOf(value); ok {
			return wan(fen) + " 万元"
		}
	case "enum":
		for _, o := range q.GetOptions() {
			if o.GetValue() == value {
				return o.GetZh()
			}
		}
	case "text", "long", "date":
		text, _ := value.(string) // what somebody wrote stays as it is written
		return strings.TrimSpace(text)
	case "ref":
		if code, _ := value.(string); f.words.titles[code] == "" {
			return code
		}
	}
	return f.words.say("", value)
}

func (f filling) table(q *docketv1.FormField, rows []any) typeset.Table {
	var t typeset.Table
	t.Rows = make([][]string, len(rows))
	sums := make([]string, len(q.GetColumns()))
	for i, c := range q.GetColumns() {
		column := typeset.Column{Head: c.GetZh(), Right: c.GetType() == "money" || c.GetType() == "int"}
		digits := 2
		if c.GetType() == "money" {
			column.Head += "（万元）"
			digits, sums[i] = sumOf(c.GetPath(), rows)
		}
		t.Columns = append(t.Columns, column)
		for n, r := range rows {
			row, _ := r.(map[string]any)
			text := f.answer(c, row[c.GetPath()])
			if fen, ok := fenOf(row[c.GetPath()]); ok && c.GetType() == "money" {
				text = wanAt(fen, digits)
			}
			t.Rows[n] = append(t.Rows[n], text)
		}
	}
	if strings.Join(sums, "") != "" && sums[0] == "" && len(rows) > 1 {
		sums[0] = "合计"
		t.Rows = append(t.Rows, sums)
	}
	return t
}

// sumOf adds up a column of money, and says how many digits after the point it needs.
func sumOf(column string, rows []any) (digits int, sum string) {
	digits = 2
	var total int64
	for _, r := range rows {
		row, _ := r.(map[string]any)
		if fen, ok := fenOf(row[column]); ok {
			total += fen
			digits = max(digits, exactly(fen))
		}
	}
	return digits, wanAt(total, digits)
}

func (f filling) fileTable() typeset.Table {
	titles := map[string]string{}
	for _, section := range f.form.GetSections() {
		for _, q := range section.GetFields() {
			titles[q.GetPath()] = q.GetZh()
		}
	}
	t := typeset.Table{Columns: []typeset.Column{{Head: "栏目"}, {Head: "文件"}, {Head: "大小", Right: true}, {Head: "SHA-256"}}}
	for _, x := range f.files {
		t.Rows = append(t.Rows, []string{titles[x.Field], x.Name, bytesText(int64(x.Size)), x.SHA256})
	}
	return t
}

// bytesText says a size as people do.
func bytesText(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
