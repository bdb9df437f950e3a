package document

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yanlu/services/access"
	"yanlu/services/bureau/bureautest"
	"yanlu/services/document/typeset/pdftext"
	identityrpc "yanlu/services/identity/rpc"
	"yanlu/services/platform/blob"
	"yanlu/services/platform/problem"
)

// desk is a bureau whose papers are asked for over HTTP.
type desk struct {
	*bureautest.World
	papers *Papers
	folder string // of the files
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{World: bureautest.New(t), folder: filepath.Join(t.TempDir(), "files")}
	store, err := blob.Open(t.Context(), d.folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	guard, err := access.New(access.Config{})
	if err != nil {
		t.Fatal(err)
	}
	people, err := identityrpc.New(d.Pool, identityrpc.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.papers = &Papers{Docket: d.Docket, Store: store, Refuse: refuse, Tables: Tables{Allows: guard.Allows, Desk: d.Desk, Members: &identityrpc.Members{Server: people}}}
	return d
}

func refuse(w http.ResponseWriter, _ *http.Request, err error) {
	code := http.StatusInternalServerError
	if p := problem.Of(err); p != nil {
		code = http.StatusBadRequest
		if p.Kind == problem.NotFound {
			code = http.StatusNotFound
		}
	}
	http.Error(w, err.Error(), code)
}

// get asks for a paper as a person.
func (d *desk) get(login, path string) *httptest.ResponseRecorder {
	d.T.Helper()
	r := httptest.NewRequestWithContext(d.As(login), http.MethodGet, path, nil)
	w := httptest.NewRecorder()
	if strings.HasPrefix(path, "/open/") {
		d.papers.Open().ServeHTTP(w, r)
	} else {
		d.papers.Handler().ServeHTTP(w, r)
	}
	if w.Code == http.StatusInternalServerError {
		d.T.Errorf("%s asks for %s: %s", login, path, w.Body.String())
	}
	return w
}

var blanks = regexp.MustCompile(`\s+`)

// squeeze leaves out what breaking lines adds: texts are compared without blanks.
func squeeze(s string) string { return blanks.ReplaceAllString(s, "") }

// text is the text of a PDF that must be there.
func (d *desk) text(login, path string) string {
	d.T.Helper()
	w := d.get(login, path)
	if w.Code != http.StatusOK {
		d.T.Fatalf("%s asks for %s: %d %s", login, path, w.Code, w.Body.String())
	}
	keep(d.T, login, path, w.Body.Bytes())
	got, err := pdftext.Extract(w.Body.Bytes())
	if err != nil {
		d.T.Fatalf("%s: %v", path, err)
	}
	return squeeze(got)
}

// keep leaves the papers in a folder, for somebody who wants to look at them.
func keep(t testing.TB, login, path string, raw []byte) {
	t.Helper()
	folder := os.Getenv("YANLU_KEEP_PAPERS")
	if folder == "" {
		return
	}
	name := t.Name() + "-" + login + strings.NewReplacer("/", "-", "?", "-", "=", "-", "&", "-").Replace(path)
	if err := os.WriteFile(filepath.Join(folder, filepath.Base(name)), raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// file gives an attachment of a docket a content of its own.
func (d *desk) file(docket, field, content string) (sha string) {
	d.T.Helper()
	stored, err := d.papers.Store.Put(d.T.Context(), strings.NewReader(content), blob.Limits{Name: "a.pdf"})
	if err != nil {
		d.T.Fatal(err)
	}
	sum := sha256.Sum256([]byte(content))
	if stored.SHA256 != hex.EncodeToString(sum[:]) {
		d.T.Fatal("the store names a file by another hash")
	}
	_, err = d.Pool.Exec(d.T.Context(), "insert into blob (sha256, size, media_type) values ($1, $2, 'application/pdf') on conflict do nothing", stored.SHA256, stored.Size)
	if err == nil {
		_, err = d.Pool.Exec(d.T.Context(), "update attachment set sha256 = $3 where subject = $1 and field = $2", docket, field, stored.SHA256)
	}
	if err != nil {
		d.T.Fatal(err)
	}
	return stored.SHA256
}
