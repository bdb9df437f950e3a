package sheet_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yanlu/services/docket"
	"yanlu/services/platform/problem"
	"yanlu/services/policy"
	"yanlu/services/review"
	"yanlu/services/review/sheet"
)

var rubric = policy.Rubric{Code: "r", Criteria: []policy.Criterion{{Code: "A", Zh: "创新性", En: "Novelty", W: 60}, {Code: "B", Zh: "可行性", En: "Feasible", W: 40}}}

func of(id string) (policy.Rubric, error) {
	if id == "stranger" {
		return policy.Rubric{}, docket.NotFound(id)
	}
	return rubric, nil
}

func opinion() review.Opinion {
	return review.Opinion{
		Scores:  []review.Score{{Criterion: "A", Points: "50.5", Comment: "=1+1 不是公式"}, {Criterion: "B", Points: "0"}},
		Comment: "总体评语\n第二行", Advice: review.NotRecommend, FundingFen: 12_340_000,
	}
}

func written(t *testing.T, rows ...sheet.Row) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Write(&b, rubric, []policy.Anchor{{At: 100, Zh: "完全达到", En: "Fully"}}, rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	want := []sheet.Row{{Number: 2, Review: "r-1", Title: "=HYPERLINK(\"x\")", Opinion: opinion()}, {Number: 3, Review: "r-2", Title: "空白"}}
	got, err := sheet.Read(bytes.NewReader(written(t, want...)), of)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%v\n got %+v\nwant %+v", err, got, want)
	}
}

// A bad cell spoils its row and no other.
func TestBadCellsAreNamed(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t,
		sheet.Row{Review: "r-1", Opinion: opinion()}, sheet.Row{Review: "r-2", Opinion: opinion()}, sheet.Row{Review: "stranger"})))
	if err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{"C2": "60.001", "H2": "也许", "I2": "-3", "C3": 12.5} {
		if err := f.SetCellValue("评分表", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := sheet.Read(&b, of)
	if err != nil || len(rows) != 3 {
		t.Fatal(err, rows)
	}
	var fields []string
	for _, x := range rows[0].Faults {
		fields = append(fields, x.Field)
	}
	if got := strings.Join(fields, " "); got != "scores.A advice funding_fen" {
		t.Errorf("row 2: %s", got)
	}
	if len(rows[1].Faults) != 0 || rows[1].Opinion.Scores[0].Points != "12.5" {
		t.Errorf("row 3: %+v", rows[1])
	}
	if len(rows[2].Faults) != 1 || rows[2].Faults[0].Field != "docket" {
		t.Errorf("row 4: %+v", rows[2])
	}
}

func TestNoScoreSheetIsRefused(t *testing.T) {
	other := excelize.NewFile()
	var b bytes.Buffer
	if err := other.Write(&b); err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"another workbook": b.Bytes(), "no workbook": []byte("PK no"), "cut off": written(t)[:200]} {
		if _, err := sheet.Read(bytes.NewReader(raw), of); problem.ReasonOf(err) != "SHEET_UNREADABLE" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
