package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	reviewv1 "yanlu/proto/gen/yanlu/review/v1"
	"yanlu/services/platform/problem"
	"yanlu/services/review/pool"
	"yanlu/services/review/pool/sheet"
)

var known = pool.Fields{Topics: map[string]bool{"NM-01": true}, Disciplines: map[string]bool{"S0201": true}}

const csv = `姓名*,电子邮箱*,工作单位*,任职起始*,专家类别*,学科代码,同时评审上限
林一,lin1@example.invalid,示例大学,2018-09,技术、财务,S0201,
林二,not an address,示例大学,2018-13,木匠,S9999,0

林三,LIN1@example.invalid,示例大学,2018年9月3日,产业专家,S0201,5
`

func rows(t *testing.T, name string, content []byte) []sheet.Row {
	t.Helper()
	cells, err := sheet.Cells(name, content)
	if err != nil {
		t.Fatal(err)
	}
	out, err := sheet.Rows(cells, known)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func faulty(r sheet.Row) string {
	var out []string
	for _, f := range r.Faults {
		if f.Zh == "" || f.En == "" {
			out = append(out, "!")
		}
		out = append(out, f.Column)
	}
	return strings.Join(out, " ")
}

func TestEveryRowComesBack(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(csv))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"plain": []byte(csv), "marked": []byte("\xef\xbb\xbf" + csv), "gbk": gbk, "workbook": workbook(t)} {
		file := "experts.csv"
		if name == "workbook" {
			file = "experts.XLSX"
		}
		got := rows(t, file, content)
		if len(got) != 3 {
			t.Fatalf("%s: %d rows", name, len(got))
		}
		if one := got[0]; len(one.Faults) > 0 || one.Facts.Name != "林一" || one.File.Employments[0].From != "2018-09-01" || strings.Join(one.File.Kinds, " ") != "technical finance" || one.File.MaxLoad != pool.UsualLoad {
			t.Errorf("%s: %+v", name, one)
		}
		if want := "电子邮箱 任职起始 专家类别 学科代码 同时评审上限"; faulty(got[1]) != want || got[1].Number != 3 {
			t.Errorf("%s: row %d has %s", name, got[1].Number, faulty(got[1]))
		}
		if faulty(got[2]) != "电子邮箱" || !strings.Contains(got[2].Faults[0].Zh, "第2行") || got[2].File.Employments[0].From != "2018-09-03" {
			t.Errorf("%s: %+v", name, got[2])
		}
	}
}

// workbook is the same sheet as an XLSX, columns in another order.
func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, line := range strings.Split(strings.TrimRight(csv, "\n"), "\n") {
		cells := strings.Split(line, ",")
		turned := make([]any, len(cells))
		for j, c := range cells {
			turned[len(cells)-1-j] = c
		}
		if len(cells) == 1 {
			continue
		}
		if err := f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &turned); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatIsNoSheet(t *testing.T) {
	for name, c := range map[string]struct {
		file, content string
	}{
		"kind": {"a.pdf", "x"}, "zip": {"a.xlsx", "PK\x03\x04"}, "empty": {"a.csv", ""}, "head": {"a.csv", "姓名,邮箱\n"}, "no rows": {"a.csv", csv[:strings.Index(csv, "\n")+1]},
		"long": {"a.csv", csv[:strings.Index(csv, "\n")+1] + strings.Repeat("林,x,y,2018,技术,S0201,\n", sheet.MostRows+1)},
	} {
		cells, err := sheet.Cells(c.file, []byte(c.content))
		if err == nil {
			_, err = sheet.Rows(cells, known)
		}
		if problem.ReasonOf(err) != "SHEET_UNREADABLE" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The template is read again as what it is: a head, and an example that is passed over.
func TestTheTemplateIsReadable(t *testing.T) {
	content, err := sheet.Template()
	if err != nil {
		t.Fatal(err)
	}
	cells, err := sheet.Cells("t.xlsx", content)
	if err != nil || len(cells) != 2 {
		t.Fatalf("%v %v", cells, err)
	}
	if _, err := sheet.Rows(cells, known); problem.ReasonOf(err) != "SHEET_UNREADABLE" || !strings.Contains(err.Error(), "empty") {
		t.Errorf("the example is taken for a row: %v", err)
	}
	cells[1][0] = "林一"
	got, err := sheet.Rows(cells, pool.Fields{Disciplines: map[string]bool{"S0101": true}})
	if err != nil || len(got) != 1 || len(got[0].Faults) > 0 {
		t.Errorf("the example with a name: %+v %v", got, err)
	}
}

func TestFeesAreWrittenInYuan(t *testing.T) {
	content, err := sheet.Fees(&reviewv1.ListFeesResponse{TotalFen: 36_001, Fees: []*reviewv1.ExpertFee{{CallTitle: "批次", Name: "=1+1", Items: 2, ItemFen: 18_000, TotalFen: 36_001}}})
	if err != nil {
		t.Fatal(err)
	}
	cells, err := sheet.Cells("f.xlsx", content)
	if err != nil || cells[1][1] != "=1+1" || cells[1][8] != "360.01" || cells[2][8] != "360.01" {
		t.Errorf("%v %v", cells, err)
	}
}

func FuzzRows(f *testing.F) {
	f.Add(csv)
	f.Fuzz(func(t *testing.T, content string) {
		cells, err := sheet.Cells("a.csv", []byte(content))
		if err != nil {
			return
		}
		got, err := sheet.Rows(cells, known)
		if err != nil {
			return
		}
		for _, r := range got {
			if len(r.Faults) > 0 {
				continue
			}
			if r.Facts.Name == "" || r.Facts.Email == "" {
				t.Errorf("row %d has no name or address", r.Number)
			}
			if err := r.File.Check(known); err != nil {
				t.Errorf("row %d is good to the sheet and bad to the pool: %v", r.Number, err)
			}
		}
	})
}
