package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"yanlu/services/platform/problem"
)

// A workbook of MostRows rows is far smaller unpacked; more is not for us.
const mostUnpacked = 64 << 20

// Cells reads the first sheet of an XLSX, or a CSV in UTF-8 or GB 18030.
// Errors: SHEET_UNREADABLE.
func Cells(name string, content []byte) ([][]string, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx":
		return workbook(content)
	case ".csv":
		return commas(content)
	}
	return nil, unreadable("请上传 .xlsx 或 .csv 文件", "send an .xlsx or .csv file")
}

func workbook(content []byte) ([][]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
	if err != nil {
		return nil, unreadable("无法读取该工作簿，请用模板重新保存为 .xlsx", "the workbook cannot be read; save it again as .xlsx")
	}
	defer func() { _ = f.Close() }()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, unreadable("工作簿中没有工作表", "the workbook has no sheet")
	}
	defer func() { _ = rows.Close() }()
	var out [][]string
	for rows.Next() {
		line, err := rows.Columns()
		if err != nil {
			return nil, unreadable("工作簿的内容有误", "the content of the workbook is damaged")
		}
		if out = append(out, line); len(out) > 2*MostRows {
			return nil, tooMany()
		}
	}
	return out, nil
}

func commas(content []byte) ([][]string, error) {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(content) {
		var err error
		if content, err = simplifiedchinese.GB18030.NewDecoder().Bytes(content); err != nil {
			return nil, unreadable("文件编码既不是 UTF-8 也不是 GB 18030", "the file is neither UTF-8 nor GB 18030")
		}
	}
	r := csv.NewReader(bytes.NewReader(content))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	out, err := r.ReadAll()
	var at *csv.ParseError
	if errors.As(err, &at) {
		return nil, unreadable(fmt.Sprintf("第%d行的引号不成对", at.StartLine), fmt.Sprintf("a quotation mark of line %d is not closed", at.StartLine))
	}
	return out, err
}

// placesOf finds the columns by their heads, in whatever order they stand; -1 where one is missing.
func placesOf(cells [][]string) ([]int, error) {
	if len(cells) == 0 {
		return nil, nothing()
	}
	at := make([]int, len(columns))
	var missing []string
	for i, c := range columns {
		at[i] = -1
		for j, head := range cells[0] {
			if strings.TrimSuffix(strings.TrimSpace(head), "*") == c.head {
				at[i] = j
			}
		}
		if at[i] < 0 && c.must {
			missing = append(missing, c.head)
		}
	}
	if len(missing) > 0 {
		return nil, unreadable("第一行应为表头，缺少："+strings.Join(missing, "、"), "the first row is the head; missing: "+strings.Join(missing, ", "))
	}
	return at, nil
}

func unreadable(zh, en string) error {
	return problem.New(problem.Invalid, "SHEET_UNREADABLE", zh, en).At("content", zh, en)
}

func nothing() error { return unreadable("表中没有数据", "the sheet is empty") }

func tooMany() error {
	return unreadable(fmt.Sprintf("一次最多导入%d行，请分批导入", MostRows), fmt.Sprintf("at most %d rows at once; import in parts", MostRows))
}

// Template is the workbook to fill in: the heads, required ones marked, and one example.
func Template() ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	const name = "专家"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return nil, fmt.Errorf("sheet: template: %w", err)
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, fmt.Errorf("sheet: template: %w", err)
	}
	heads, example := make([]any, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		heads[i], example[i] = c.head, c.hint
		if c.must {
			heads[i] = c.head + "*"
		}
	}
	last, err := excelize.ColumnNumberToName(len(columns))
	if err != nil {
		return nil, fmt.Errorf("sheet: template: %w", err)
	}
	var out bytes.Buffer
	for _, step := range []func() error{
		func() error { return f.SetSheetRow(name, "A1", &heads) },
		func() error { return f.SetSheetRow(name, "A2", &example) },
		func() error { return f.SetCellStyle(name, "A1", last+"1", bold) },
		func() error { return f.SetColWidth(name, "A", last, 18) },
		func() error { _, err := f.WriteTo(&out); return err },
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("sheet: template: %w", err)
		}
	}
	return out.Bytes(), nil
}
