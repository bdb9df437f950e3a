package main

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yanlu/services/document/archive"
	"yanlu/services/platform/embedded"
)

// serveAPIOnly starts an instance with the demonstration people and without an engine.
func serveAPIOnly(t *testing.T) *Instance {
	t.Helper()
	dir, err := embedded.TempDir("yanlu-export-")
	if err != nil {
		t.Fatal(err)
	}
	i, err := Start(t.Context(), Config{
		Stores: Stores{DataDir: dir}, Parts: Parts{API: true}, HTTPAddr: "127.0.0.1:0", GRPCAddr: "127.0.0.1:0", People: true, Log: quiet,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		i.Stop()
		_ = os.RemoveAll(dir)
	})
	return i
}

// need files a need over HTTP, as the portal does, and returns its id.
func need(t *testing.T, p portal, token string) string {
	t.Helper()
	body := `{"request_id":"export-test-need","title":"冷链保温需求"}`
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.address()+"/yanlu.programme.v1.ProgrammeService/CreateNeed", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Connect-Protocol-Version", "1")
	req.Header.Set("Authorization", "Bearer "+token)
	reply, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	var raw bytes.Buffer
	if _, err := raw.ReadFrom(reply.Body); err != nil || reply.StatusCode != http.StatusOK {
		t.Fatal(reply.Status, raw.String(), err)
	}
	_, rest, _ := strings.Cut(raw.String(), `"docket":{"id":"`)
	id, _, found := strings.Cut(strings.ReplaceAll(rest, `: "`, `:"`), `"`)
	if !found || id == "" {
		t.Fatal(raw.String())
	}
	return id
}

func TestExport(t *testing.T) {
	i := serveAPIOnly(t)
	folder := t.TempDir()
	out := filepath.Join(folder, "need.zip")
	owner := portal{Target: i.HTTP(), Login: "jiangwei", Password: "yanlu-demo-2026"}
	token, err := owner.bearer(t.Context())
	if err != nil || token == "" {
		t.Fatal(err)
	}
	id := need(t, owner, token)
	byToken := portal{Target: "http://" + i.HTTP(), Token: token}
	for name, p := range map[string]portal{"by login": owner, "by token": byToken} {
		if err := (&ExportDocketCmd{portal: p, ID: id, Out: out}).Run(t.Context()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if err := (&ExportVerifyCmd{File: out}).Run(); err != nil {
		t.Error(err)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 1
	spoilt := filepath.Join(folder, "spoilt.zip")
	if err := os.WriteFile(spoilt, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (&ExportVerifyCmd{File: spoilt}).Run(); err == nil {
		t.Error("a flipped byte was not found")
	}
	sheet := filepath.Join(folder, "needs.xlsx")
	if err := (&ExportListCmd{portal: byToken, Machine: "need", State: []string{"DRAFT"}, Out: sheet}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(sheet); err != nil || !bytes.HasPrefix(raw, []byte("PK")) {
		t.Error("the list is no spreadsheet", err)
	}
	if err := (&ExportVerifyCmd{File: sheet}).Run(); !errors.Is(err, archive.ErrNoManifest) {
		t.Error("a spreadsheet is no archive:", err)
	}
}

// A refusal is said, and nothing is left behind.
func TestExportThatIsRefused(t *testing.T) {
	i := serveAPIOnly(t)
	folder := t.TempDir()
	owner := portal{Target: i.HTTP(), Login: "jiangwei", Password: "yanlu-demo-2026"}
	token, err := owner.bearer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id := need(t, owner, token)
	for name, c := range map[string]struct {
		who  portal
		says string
	}{
		"a stranger":       {portal{Target: i.HTTP(), Login: "suqing", Password: "yanlu-demo-2026"}, "404"},
		"a wrong password": {portal{Target: i.HTTP(), Login: "jiangwei", Password: "wrong-password"}, "401"},
		"a wrong token":    {portal{Target: i.HTTP(), Token: "wrong"}, "401"},
		"nobody":           {portal{Target: i.HTTP()}, "YANLU_TOKEN"},
	} {
		err := (&ExportDocketCmd{portal: c.who, ID: id, Out: filepath.Join(folder, "x.zip")}).Run(t.Context())
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Error(left, err)
	}
}

// What an archive from elsewhere says of itself is shown, and gives the terminal no orders.
func TestAnArchiveGivesTheTerminalNoOrders(t *testing.T) {
	if got := plain("档案\x1b]0;title\x07\r\u202e.pdf"); got != "档案\uFFFD]0;title\uFFFD\uFFFD\uFFFD.pdf" {
		t.Errorf("%q", got)
	}
}
