// Package sheet is the score sheet that reviewers fill in without a connection:
// a workbook with one row for each application and a column for each criterion.
//
// It guarantees that what it wrote it reads back, cell by cell, and that a cell
// it cannot read is reported with its row and spoils no other. It refuses to
// know whose reviews they are: the caller says which rows are theirs.
package sheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"yanlu/services/policy"
	"yanlu/services/review"
)

// Row is one application. Number is as the workbook counts; the first is 2.
type Row struct {
	Number        int
	Review, Title string
	Opinion       review.Opinion
	Faults        []Fault
}

// Fault is a cell that cannot be read.
type Fault struct{ Field, Zh, En string }

const (
	name       = "评分表"
	idHead     = "评审编号（请勿改动）"
	titleHead  = "项目名称"
	reasonHead = "理由"
	commentOf  = "总体评语"
	adviceOf   = "立项建议（推荐/不推荐）"
	fundingOf  = "经费建议（万元）"
)

// fenPerWan turns 万元, in which people write amounts, into 分.
const fenPerWan = 1_000_000

var advices = map[string]string{review.Recommend: "推荐", review.NotRecommend: "不推荐"}

// heads are the columns of a rubric's sheet.
func heads(rubric policy.Rubric) []string {
	out := []string{idHead, titleHead}
	for _, c := range rubric.Criteria {
		out = append(out, fmt.Sprintf("[%s] %s（0–%d分）", c.Code, c.Zh, c.W), fmt.Sprintf("[%s] %s", c.Code, reasonHead))
	}
	return append(out, commentOf, adviceOf, fundingOf)
}

// Write writes a workbook with a sheet of rows and one that says what points mean.
func Write(w io.Writer, rubric policy.Rubric, anchors []policy.Anchor, rows []Row) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	columns := heads(rubric)
	if err := line(f, name, 1, columns); err != nil {
		return err
	}
	for i, r := range rows {
		if err := line(f, name, i+2, cells(rubric, r)); err != nil {
			return err
		}
	}
	if err := shape(f, len(columns)); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	if err := guide(f, anchors); err != nil {
		return err
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	return nil
}

func shape(f *excelize.File, columns int) error {
	last, err := excelize.ColumnNumberToName(columns)
	if err != nil {
		return err
	}
	wrap, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}, NumFmt: 49}) // 49: text
	if err != nil {
		return err
	}
	if err := f.SetColStyle(name, "A:"+last, wrap); err != nil {
		return err
	}
	if err := f.SetColWidth(name, "A", last, 22); err != nil {
		return err
	}
	return f.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"})
}

// guide is the sheet that says what a share of a criterion's points means.
func guide(f *excelize.File, anchors []policy.Anchor) error {
	const about = "评分参照"
	if _, err := f.NewSheet(about); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	for i, a := range anchors {
		if err := line(f, about, i+1, []string{fmt.Sprintf("该项满分的%d%%", a.At), a.Zh, a.En}); err != nil {
			return err
		}
	}
	return nil
}

func line(f *excelize.File, sheet string, n int, texts []string) error {
	for i, text := range texts {
		cell, err := excelize.CoordinatesToCellName(i+1, n)
		if err == nil {
			err = f.SetCellStr(sheet, cell, text) // text, whatever it begins with: no formula
		}
		if err != nil {
			return fmt.Errorf("sheet: %w", err)
		}
	}
	return nil
}

func cells(rubric policy.Rubric, r Row) []string {
	out := []string{r.Review, r.Title}
	given := map[string]review.Score{}
	for _, s := range r.Opinion.Scores {
		given[s.Criterion] = s
	}
	for _, c := range rubric.Criteria {
		out = append(out, given[c.Code].Points, given[c.Code].Comment)
	}
	funding := ""
	if r.Opinion.FundingFen != 0 {
		funding = decimal.NewFromInt(r.Opinion.FundingFen).Div(decimal.NewFromInt(fenPerWan)).String()
	}
	return append(out, r.Opinion.Comment, advices[r.Opinion.Advice], funding)
}

// codeOf is the criterion in a column's head, and whether the column holds its reason.
func codeOf(head string) (code string, reason bool) {
	rest, ok := strings.CutPrefix(head, "[")
	code, rest, found := strings.Cut(rest, "]")
	if !ok || !found {
		return "", false
	}
	return code, strings.TrimSpace(rest) == reasonHead
}
