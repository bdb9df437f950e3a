package document

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	docketv1 "yanlu/proto/gen/yanlu/docket/v1"
	applicationact "yanlu/services/application/act"
	"yanlu/services/lifecycle"
)

// book reads a spreadsheet back.
func (d *desk) book(login, query string) *excelize.File {
	d.T.Helper()
	w := d.get(login, "/papers/list.xlsx"+query)
	if w.Code != http.StatusOK {
		d.T.Fatalf("%s: %d %s", query, w.Code, w.Body)
	}
	f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		d.T.Fatal(err)
	}
	d.T.Cleanup(func() { f.Close() })
	return f
}

// cell is the value below a head in the row of a number, as it is stored.
func cell(t *testing.T, f *excelize.File, row, head string) (value, address string) {
	t.Helper()
	rows, err := f.GetRows(listSheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], head)
	for i, r := range rows {
		if column >= 0 && slices.Contains(r, row) {
			address, err = excelize.CoordinatesToCellName(column+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if column < len(r) {
				value = r[column]
			}
			return value, address
		}
	}
	t.Fatalf("there is no column %q, or no row %q: %v", head, row, rows)
	return "", ""
}

func TestTheListAsSpreadsheet(t *testing.T) {
	s := stage(t)
	f := s.book("linzhou", "?machine=project")
	number := s.Get(s.project).Parties().Code
	for head, want := range map[string]string{
		"名称": "示例项目1", "所属": "2026年度区级应用开发项目", "申报单位": "青岚新材料（演示）有限公司", "项目负责人": "苏青", "状态": "评审中", "申请金额（万元）": "26", "规划选题": "NM-02",
	} {
		if got, _ := cell(t, f, number, head); got != want {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
	_, at := cell(t, f, number, "提交时间")
	kind, err := f.GetCellType(listSheet, at)
	raw, err2 := f.GetCellValue(listSheet, at)
	if err != nil || err2 != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString || raw != "2026-03-10 10:00" {
		t.Errorf("a date is a date on Shanghai's clock: %v %q %v %v", kind, raw, err, err2)
	}
	_, at = cell(t, f, number, "申请金额（万元）")
	if shown, err := f.GetCellValue(listSheet, at); err != nil || shown != "26.00" {
		t.Errorf("money is a number shown in 万元: %q %v", shown, err)
	}
	about := cells(t, s.get("linzhou", "/papers/list.xlsx?machine=project&states=UNDER_REVIEW&query="+url.QueryEscape("示例")+"&mine=false").Body.Bytes())
	wants(t, "the second sheet", squeeze(about), "导出人 linzhou", "条件：状态 评审中", "条件：关键词 示例", "导出时间（北京时间）")
}

func TestFiltersAreThoseOfTheList(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		login, query string
		want         []string
	}{
		{"linzhou", "?machine=project&states=OBJECTION", []string{"示例项目2"}},
		{"linzhou", "?machine=project&states=OBJECTION&states=UNDER_REVIEW", []string{"示例项目1", "示例项目2"}},
		{"linzhou", "?machine=project&parent=" + s.call + "&query=" + url.QueryEscape("项目2"), []string{"示例项目2"}},
		{"suqing", "?machine=project", []string{"示例项目1"}},
		{s.reviewer(0), "?machine=review&parent=" + s.project, []string{"示例项目1"}},
		{"jiangwei", "?machine=project", nil},
	} {
		rows, err := s.book(c.login, c.query).GetRows(listSheet)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(rows[0], "名称")
		var got []string
		for _, r := range rows[1:] {
			got = append(got, r[at])
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %v, want %v", c.login, c.query, got, c.want)
		}
	}
	for _, wrong := range []string{"?colour=red", "?mine=perhaps", "?sinceFrom=yesterday", "?sort=amount", "?machine=project&machine=need", "?query=%ff"} {
		if w := s.get("linzhou", "/papers/list.xlsx"+wrong); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", wrong, w.Code)
		}
	}
}

// What looks like a formula is a text, and what no spreadsheet can hold is left out.
func TestFormulasAreTexts(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	for _, title := range []string{`=HYPERLINK("http://x","y")`, "+1+1", "@SUM(A1)", "-2\x01\x0b"} {
		d.Project("suqing", "", lifecycle.Create, applicationact.Create{Call: call, Title: title, Recommender: "org-tuijian"})
	}
	f := d.book("suqing", "?machine=project")
	for _, title := range []string{`=HYPERLINK("http://x","y")`, "+1+1", "@SUM(A1)", "-2"} {
		_, at := cell(t, f, title, "名称")
		formula, err := f.GetCellFormula(listSheet, at)
		kind, err2 := f.GetCellType(listSheet, at)
		if err != nil || err2 != nil || formula != "" || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%s: formula %q, kind %v", title, formula, kind)
		}
	}
}

// Every page is in the list, up to the bound, and the cut is said.
func TestLongListsAreBounded(t *testing.T) {
	d := newDesk(t)
	call := d.OpenCall()
	for range 5 {
		d.Project("suqing", "", lifecycle.Create, applicationact.Create{Call: call, Title: "项目", Recommender: "org-tuijian"})
	}
	for most, want := range map[int]struct {
		rows int
		cut  bool
	}{3: {3, true}, 5: {5, false}, 50: {5, false}} {
		book, err := newWorkbook(lifecycle.ProjectMachine)
		if err != nil {
			t.Fatal(err)
		}
		// Pages of two: the list is longer than a page.
		req := &docketv1.ListDocketsRequest{Machine: "project", PageSize: 2}
		cut, err := d.papers.fill(d.As("suqing"), req, book, most)
		if err != nil || cut != want.cut || book.rows != want.rows {
			t.Errorf("at most %d: %d rows, cut %t, %v", most, book.rows, cut, err)
		}
		about := d.papers.aboutList(req, "苏青", book, cut)
		if said := slices.ContainsFunc(about, func(row [2]string) bool { return row[0] == "注意" }); said != want.cut {
			t.Errorf("at most %d: the cut is said: %t", most, said)
		}
		book.close()
	}
}

func TestMoney(t *testing.T) {
	for fen, want := range map[int64]string{0: "0.00", 1: "0.000001", 100: "0.0001", 1_000_000: "1.00", 26_000_000: "26.00", 12_345_678: "12.345678", 1_234_567_000_000: "1,234,567.00", -500_000: "-0.50"} {
		if got := wan(fen); got != want {
			t.Errorf("%d 分: %s, want %s", fen, got, want)
		}
	}
	if exactly(12_345_600) != 4 || exactly(0) != 0 || exactly(1) != 6 || wanAt(1_000_000, 4) != "1.0000" {
		t.Error("digits after the point")
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"SQ-2026-000001-申报书": "SQ-2026-000001-申报书", "../../etc/passwd": "_.._etc_passwd", "": "x", "..": "x", "a\x00b\u202e": "ab", "CON.txt": "xCON.txt", "a:b?": "a_b_",
	} {
		if got := safeName(in, "x"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if long := safeName(strings.Repeat("长", 300), "x"); len(long) > 250 {
		t.Errorf("%d bytes", len(long))
	}
	if got, want := disposition("inline", `任务书 1"%.pdf`), `inline; filename="___ 1__.pdf"; filename*=UTF-8''%E4%BB%BB%E5%8A%A1%E4%B9%A6%201%22%25.pdf`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "100"} {
		if got := numeral(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// Papers that anybody may ask for, and long lists, take no turn of the others.
func TestTurnsAreKeptApart(t *testing.T) {
	d := newDesk(t)
	id := d.Submitted(d.OpenCall(), 0)
	for _, busy := range []*turns{&d.papers.openTurn, &d.papers.listTurn} {
		for range atOnce {
			done, err := busy.take(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer done()
		}
	}
	if w := d.get("suqing", "/papers/dockets/"+id+"/receipt.pdf"); w.Code != http.StatusOK {
		t.Errorf("a receipt: %d %s", w.Code, w.Body)
	}
	gone, cancel := context.WithCancel(d.As("linzhou"))
	cancel()
	w := httptest.NewRecorder()
	d.papers.Handler().ServeHTTP(w, httptest.NewRequestWithContext(gone, http.MethodGet, "/papers/list.xlsx", nil))
	if said := strings.TrimSpace(w.Body.String()); said != context.Canceled.Error() { // it gave up waiting, and had read nothing
		t.Errorf("a list beyond the turns is begun at once: %d %s", w.Code, said)
	}
}
