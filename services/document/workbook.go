package document

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
)

var shanghai = policy.Shanghai

// kind is how the cells of a column are written.
type kind int

const (
	words   kind = iota
	wans         // 分, shown as 万元
	moments      // a date with its time
	figures
)

// column is one column of a list.
type column struct {
	head  string
	width float64
	kind  kind
	only  []lifecycle.Machine // nil: every list
	value func(d *docketv1.Docket) any
}

const (
	listSheet  = "列表"
	aboutSheet = "导出说明"
	timeFormat = "yyyy-mm-dd hh:mm"
	wanFormat  = "#,##0.00####"
)

// workbook writes a list row by row; only what is being written is in memory.
type workbook struct {
	file    *excelize.File
	stream  *excelize.StreamWriter
	columns []column
	styles  map[kind]int
	head    int
	rows    int
	names   map[string]string // of people and organisations that were shown
	parents map[string]string // titles of parents that were shown
}

func newWorkbook(m lifecycle.Machine) (*workbook, error) { return newTable(columnsOf(m)) }

// newTable begins a list of any columns.
func newTable(columns []column) (*workbook, error) {
	b := &workbook{file: excelize.NewFile(), columns: columns, styles: map[kind]int{}, names: map[string]string{}, parents: map[string]string{}}
	if err := b.begin(); err != nil {
		b.close()
		return nil, fmt.Errorf("document: list: %w", err)
	}
	return b, nil
}

func (b *workbook) close() { _ = b.file.Close() } // removes what it kept on the disk

func (b *workbook) begin() error {
	if err := b.file.SetSheetName("Sheet1", listSheet); err != nil {
		return err
	}
	var err error
	for k, format := range map[kind]string{wans: wanFormat, moments: timeFormat, figures: "0.##", words: "@"} {
		if b.styles[k], err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{Vertical: "top", WrapText: k == words}}); err != nil {
			return err
		}
	}
	b.head, err = b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F3F4F6"}}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	})
	if err != nil {
		return err
	}
	if b.stream, err = b.file.NewStreamWriter(listSheet); err != nil {
		return err
	}
	heads := make([]any, len(b.columns))
	for i, c := range b.columns {
		if err := b.stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
		heads[i] = excelize.Cell{StyleID: b.head, Value: c.head}
	}
	if err := b.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return b.stream.SetRow("A1", heads)
}

// add writes one docket as a row.
func (b *workbook) add(d *docketv1.Docket) error {
	for id, name := range d.GetNames() {
		b.names[id] = name
	}
	b.parents[d.GetParent()] = d.GetParentTitle()
	values := make([]any, len(b.columns))
	for i, c := range b.columns {
		values[i] = c.value(d)
	}
	return b.row(values)
}

// row writes one row, a value for each column.
func (b *workbook) row(values []any) error {
	cells := make([]any, len(b.columns))
	for i, c := range b.columns {
		cells[i] = excelize.Cell{StyleID: b.styles[c.kind], Value: c.cell(values[i])}
	}
	b.rows++
	if err := b.stream.SetRow(fmt.Sprintf("A%d", b.rows+1), cells); err != nil {
		return fmt.Errorf("document: list: %w", err)
	}
	return nil
}

func (c column) cell(v any) any {
	switch x := v.(type) {
	case string:
		return cellText(x)
	case time.Time:
		return x.In(shanghai)
	case int64:
		if c.kind == wans {
			return float64(x) / 1_000_000
		}
	}
	return v
}

// longestCell is the most UTF-16 units that a cell takes.
const longestCell = 32_000

// cellText keeps what a spreadsheet can hold. It is always written as text, so a
// leading = is no formula.
func cellText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == utf8.RuneError || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, s)
	if units := len(s); units > longestCell {
		if runes := []rune(s); len(runes) > longestCell/2 {
			return string(runes[:longestCell/2]) + "…"
		}
	}
	return s
}

// finish ends the list and writes the sheet that says what it is.
func (b *workbook) finish(about [][2]string) error {
	if b.rows > 0 {
		last, err := excelize.CoordinatesToCellName(len(b.columns), b.rows+1)
		if err != nil {
			return fmt.Errorf("document: list: %w", err)
		}
		if err := b.stream.AddTable(&excelize.Table{Range: "A1:" + last, Name: "dockets", StyleName: "TableStyleLight1"}); err != nil {
			return fmt.Errorf("document: list: %w", err)
		}
	}
	if err := b.stream.Flush(); err != nil {
		return fmt.Errorf("document: list: %w", err)
	}
	if _, err := b.file.NewSheet(aboutSheet); err != nil {
		return fmt.Errorf("document: list: %w", err)
	}
	if err := b.file.SetColWidth(aboutSheet, "A", "A", 26); err != nil {
		return fmt.Errorf("document: list: %w", err)
	}
	if err := b.file.SetColWidth(aboutSheet, "B", "B", 80); err != nil {
		return fmt.Errorf("document: list: %w", err)
	}
	for i, row := range about {
		for j, text := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err == nil {
				err = b.file.SetCellStr(aboutSheet, cell, cellText(text))
			}
			if err != nil {
				return fmt.Errorf("document: list: %w", err)
			}
		}
	}
	return nil
}

func (b *workbook) write(w io.Writer) error {
	_, err := b.file.WriteTo(w)
	_ = err // the reader is gone
	return nil
}

// points reads a decimal of score points.
func points(s string) any {
	var x float64
	if _, err := fmt.Sscanf(s, "%g", &x); err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}
