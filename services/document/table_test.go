package document

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	deskv1 "yanlu/proto/gen/yanlu/desk/v1"
)

// sheetOf reads the first sheet of a table that somebody asks for.
func (d *desk) sheetOf(login, path string) [][]string {
	d.T.Helper()
	w := d.get(login, path)
	if w.Code != http.StatusOK {
		d.T.Fatalf("%s asks for %s: %d %s", login, path, w.Code, w.Body)
	}
	f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		d.T.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(listSheet)
	if err != nil {
		d.T.Fatal(err)
	}
	return rows
}

func TestTables(t *testing.T) {
	s := stage(t)
	_, err := s.Desk.SendMessage(s.As("linzhou"), &deskv1.SendMessageRequest{
		RequestId: "table-message", Filter: &deskv1.Filter{Call: s.call}, Roles: []string{"pi"}, Subject: "=1+1", Text: "请保持电话畅通。",
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]string{
		"/papers/tables/rank.xlsx?call=" + s.call: {"示例项目2", "禾境农业科技（演示）有限公司", "异议处理"},
		"/papers/tables/messages.xlsx":            {"=1+1", "请保持电话畅通。", "林舟"},
		"/papers/tables/members.xlsx":             {"林舟", "业务科室经办"},
		"/papers/tables/extensions.xlsx":          {"延至"},
	} {
		rows := s.sheetOf("linzhou", path)
		text := strings.Join(slices.Concat(rows...), "\n")
		for _, word := range want {
			if !strings.Contains(text, word) {
				t.Errorf("%s lacks %q:\n%s", path, word, text)
			}
		}
	}
}

// A table is as closed as the method behind it.
func TestTablesAreAsClosedAsTheirMethods(t *testing.T) {
	s := stage(t)
	for path, logins := range map[string][]string{
		"/papers/tables/rank.xlsx?call=" + s.call: {"suqing", "liangyue", "jiangwei", s.reviewer(0), "public"},
		"/papers/tables/messages.xlsx":            {"suqing", "pingheng", "zhengyan", "public"},
		"/papers/tables/members.xlsx":             {"public"},
		"/papers/tables/extensions.xlsx":          {"suqing", "pingheng", "public"},
		"/papers/tables/nothing.xlsx":             {"linzhou", "public"},
	} {
		for _, login := range logins {
			if w := s.get(login, path); w.Code == http.StatusOK {
				t.Errorf("%s reads %s", login, path)
			}
		}
	}
}
