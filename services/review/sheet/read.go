package sheet

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
)

// What a sheet may unpack to, and how many rows it may have: more is no score sheet.
const (
	mostBytes = 32 << 20
	mostRows  = 500
)

// Read reads a filled sheet by the rubric that of says for a review. It refuses
// what is no score sheet (SHEET_UNREADABLE); whatever is wrong with a row stands in its Faults.
func Read(r io.Reader, of func(id string) (policy.Rubric, error)) ([]Row, error) {
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: mostBytes, UnzipXMLSizeLimit: mostBytes})
	if err != nil {
		return nil, unreadable("不是可读取的 XLSX 文件", "not an XLSX file that can be read")
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) == 0 || !slices.Contains(rows[0], idHead) {
		return nil, unreadable("没有找到“评分表”或其表头，请使用离线评审包中的评分表", "its sheet or head is missing; use the sheet of the offline pack")
	}
	if len(rows) > mostRows {
		return nil, unreadable(fmt.Sprintf("超过%d行", mostRows), fmt.Sprintf("more than %d rows", mostRows))
	}
	var out []Row
	for i, values := range rows[1:] {
		if strings.TrimSpace(strings.Join(values, "")) != "" {
			out = append(out, read(rows[0], values, i+2, of))
		}
	}
	return out, nil
}

func unreadable(zh, en string) error {
	return problem.New(problem.Invalid, "SHEET_UNREADABLE", "评分表无法读取："+zh, "The score sheet cannot be read: "+en).At("file", zh, en)
}

func read(head, values []string, n int, of func(string) (policy.Rubric, error)) Row {
	row := Row{Number: n}
	at := func(h string) string {
		if i := slices.Index(head, h); i >= 0 && i < len(values) {
			return strings.TrimSpace(values[i])
		}
		return ""
	}
	row.Review, row.Title = at(idHead), at(titleHead)
	rubric, err := of(row.Review)
	if err != nil {
		zh, en := "没有这份评审，或不由您评审", "no such review of yours"
		if p := problem.Of(err); p != nil && p.Reason != "NOT_FOUND" {
			zh, en = p.Zh, p.En
		}
		row.fault("docket", zh, en)
		return row
	}
	row.scores(rubric, head, values)
	row.Opinion.Comment = at(commentOf)
	row.advice(at(adviceOf))
	row.funding(at(fundingOf))
	return row
}

func (r *Row) fault(field, zh, en string) { r.Faults = append(r.Faults, Fault{field, zh, en}) }

func (r *Row) scores(rubric policy.Rubric, head, values []string) {
	found := map[string]*review.Score{}
	for i, h := range head {
		code, reason := codeOf(h)
		if _, known := rubric.Criterion(code); !known || i >= len(values) || strings.TrimSpace(values[i]) == "" {
			continue
		}
		if found[code] == nil {
			found[code] = &review.Score{Criterion: code}
		}
		if reason {
			found[code].Comment = strings.TrimSpace(values[i])
			continue
		}
		found[code].Points = strings.TrimSpace(values[i])
	}
	for _, c := range rubric.Criteria {
		s := found[c.Code]
		if s == nil {
			continue
		}
		r.Opinion.Scores = append(r.Opinion.Scores, *s)
		if points, ok := review.Points(s.Points); s.Points != "" && (!ok || points.GreaterThan(decimal.NewFromInt(int64(c.W)))) {
			r.fault("scores."+c.Code, fmt.Sprintf("“%s”须为0至%d分，最多两位小数，现为“%s”", c.Zh, c.W, s.Points), fmt.Sprintf("“%s” takes 0 to %d points with at most two decimal places, not “%s”", c.En, c.W, s.Points))
		}
	}
}

func (r *Row) advice(text string) {
	for code, zh := range advices {
		if text == zh || text == code {
			r.Opinion.Advice = code
			return
		}
	}
	if text != "" {
		r.fault("advice", "立项建议须为“推荐”或“不推荐”，现为“"+text+"”", "the advice is 推荐 or 不推荐, not “"+text+"”")
	}
}

func (r *Row) funding(text string) {
	if text == "" {
		return
	}
	fen, ok := review.ParseWan(text)
	if !ok {
		r.fault("funding_fen", "经费建议须为万元数，现为“"+text+"”", "the advised amount is a number of 万元, not “"+text+"”")
	}
	r.Opinion.FundingFen = fen
}
