package sheet

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/review/pool"
)

var gradeWords = map[string]string{pool.Academician: "院士", pool.Senior: "高级", pool.Other: "其他"}

// Fees writes what is due as a workbook, in yuan with two places, with the sum
// and how well the figures are sourced.
func Fees(list *reviewv1.ListFeesResponse) ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	const name = "专家咨询费"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return nil, fmt.Errorf("sheet: fees: %w", err)
	}
	lines := [][]any{{"批次", "专家", "工作单位", "级别", "通讯评审（项）", "每项（元）", "会议（天）", "会议费（元）", "合计（元，税后）", "到会日期"}}
	for _, x := range list.GetFees() {
		lines = append(lines, []any{x.GetCallTitle(), x.GetName(), x.GetEmployerName(), gradeWords[x.GetGrade()], x.GetItems(), yuan(x.GetItemFen()), x.GetDays(), yuan(x.GetDaysFen()), yuan(x.GetTotalFen()), satDays(x.GetSat())})
	}
	lines = append(lines, []any{"合计", "", "", "", "", "", "", "", yuan(list.GetTotalFen())}, []any{"依据：" + list.GetEvidence() + " " + list.GetNote()})
	for i, line := range lines {
		if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &line); err != nil {
			return nil, fmt.Errorf("sheet: fees: %w", err)
		}
	}
	if err := f.SetColWidth(name, "A", "J", 18); err != nil {
		return nil, fmt.Errorf("sheet: fees: %w", err)
	}
	var out bytes.Buffer
	_, err := f.WriteTo(&out)
	return out.Bytes(), err
}

var shareWords = map[string]string{string(pool.HalfDay): "（半天）", string(pool.NoDay): "（不计）"}

func satDays(days []*reviewv1.SatDay) string {
	out := make([]string, len(days))
	for i, d := range days {
		out[i] = d.GetDay() + shareWords[d.GetShare()]
	}
	return strings.Join(out, "、")
}

// yuan is an amount as text: a spreadsheet's number is a float.
func yuan(fen int64) string { return decimal.New(fen, -2).StringFixed(2) }
