package blob

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/services/platform/problem"
)

// rules are Permits that a test sets.
type rules struct {
	mu          sync.Mutex
	write, read bool
}

func (r *rules) say(ok bool) error {
	if ok {
		return nil
	}
	return problem.New(problem.Denied, "NOT_YOURS", "不是您的", "not yours")
}

func (r *rules) MayWriteDraft(context.Context, string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.say(r.write)
}

func (r *rules) MayRead(_ context.Context, _, _, name string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return name, r.say(r.read)
}

type site struct {
	t     *testing.T
	h     http.Handler
	pool  *pgxpool.Pool
	rules *rules

	folder, person string
}

func newSite(t *testing.T) *site {
	t.Helper()
	store, folder := open(t)
	s := &site{t: t, pool: postgrestest.New(t), rules: &rules{write: true, read: true}, folder: folder, person: "p"}
	_, err := s.pool.Exec(t.Context(), `
		insert into person (id, login, name) values ('p', 'p', '王'), ('q', 'q', '李');
		insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
		values ('d', 'need', 'DRAFT', false, 1, '\x00', now(), now(), '{"parties": {"title": "t"}}')`)
	if err != nil {
		t.Fatal(err)
	}
	s.h = s.files(store).Handler()
	return s
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	return w
}

// put uploads a raw body; query is what follows the question mark.
func (s *site) put(query, name, content string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/files?"+query, strings.NewReader(content))
	r.Header.Set("X-File-Name", url.PathEscape(name))
	return s.do(r)
}

func (s *site) kept(query, name, content string) Attachment {
	s.t.Helper()
	w := s.put(query, name, content)
	var a Attachment
	if err := json.Unmarshal(w.Body.Bytes(), &a); w.Code != 200 || err != nil {
		s.t.Fatal(w.Code, w.Body, err)
	}
	return a
}

const (
	pdf   = "%PDF-1.7 任务书"
	query = "docket=d&field=plan.file&request_id=12345678"
)

func TestUploadAndDownload(t *testing.T) {
	s := newSite(t)
	a := s.kept(query, "任务书（终稿）.pdf", pdf)
	if a.FileName != "任务书（终稿）.pdf" || a.Field != "plan.file" || a.Size != int64(len(pdf)) || a.MediaType != "application/pdf" {
		t.Fatalf("%+v", a)
	}
	w := s.do(httptest.NewRequest(http.MethodGet, "/files/"+a.ID, nil))
	h := w.Header()
	if w.Code != 200 || w.Body.String() != pdf || h.Get("Content-Type") != "application/pdf" || h.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.HasPrefix(h.Get("Content-Disposition"), "attachment; ") || !strings.Contains(h.Get("Content-Disposition"), "filename*=UTF-8''%E4%BB%BB") ||
		!strings.Contains(h.Get("Content-Security-Policy"), "sandbox") {
		t.Fatal(w.Code, h)
	}
	part := httptest.NewRequest(http.MethodGet, "/files/"+a.ID, nil)
	part.Header.Set("Range", "bytes=1-3")
	if w := s.do(part); w.Code != http.StatusPartialContent || w.Body.String() != "PDF" {
		t.Fatal(w.Code, w.Body)
	}
}

func TestMultipart(t *testing.T) {
	s := newSite(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("note", "first a field without a file"); err != nil {
		t.Fatal(err)
	}
	part, err := form.CreateFormFile("file", `C:\方案.txt`)
	if err == nil {
		_, err = part.Write([]byte("申报说明"))
	}
	if err != nil || form.Close() != nil {
		t.Fatal(err)
	}
	send := func(b []byte) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/files?"+query, bytes.NewReader(b))
		r.Header.Set("Content-Type", form.FormDataContentType())
		return s.do(r)
	}
	if w := send(body.Bytes()[:body.Len()-60]); !strings.HasPrefix(w.Body.String(), "FILE_BROKEN_OFF") {
		t.Fatal("a form that broke off:", w.Code, w.Body)
	}
	w := send(body.Bytes())
	var a Attachment
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || a.FileName != "方案.txt" || a.MediaType != "text/plain" {
		t.Fatal(w.Body, err)
	}
	if w := send([]byte("--" + form.Boundary() + "--\r\n")); !strings.HasPrefix(w.Body.String(), "FILE_MISSING") {
		t.Fatal(w.Body)
	}
}

func TestUploadRefusals(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ query, name, content, want string }{
		{"", "a.pdf", pdf, "FIELD_INVALID"},
		{"docket=d&field=f&request_id=short", "a.pdf", pdf, "FIELD_INVALID"},
		{"docket=none&field=f&request_id=12345678", "a.pdf", pdf, "DOCKET_NOT_FOUND"},
		{query, "", pdf, "FILE_NAME"},
		{query, "a.exe", pdf, "FILE_TYPE"},
		{query, "a.pdf", "", "FILE_EMPTY"},
		{query, "a.pdf", "no pdf", "FILE_CONTENT"},
		{query, "a.pdf", pdf + strings.Repeat("x", 1000), "FILE_TOO_LARGE"},
	} {
		if w := s.put(c.query, c.name, c.content); !strings.HasPrefix(w.Body.String(), c.want+" ") {
			t.Errorf("%s %s: %s, want %s", c.query, c.name, w.Body, c.want)
		}
	}
	s.rules.write = false
	if w := s.put(query, "a.pdf", pdf); !strings.HasPrefix(w.Body.String(), "NOT_YOURS") {
		t.Error(w.Body)
	}
	var rows int
	if err := s.pool.QueryRow(t.Context(), "select count(*) from attachment").Scan(&rows); err != nil || rows != 0 {
		t.Fatal("a refused upload leaves nothing:", rows, err)
	}
}

func TestRepeatedUploadIsOneAttachment(t *testing.T) {
	s := newSite(t)
	first, second := s.kept(query, "a.pdf", pdf), s.kept(query, "a.pdf", pdf)
	if first != second {
		t.Fatal(first, second)
	}
	if w := s.put(query, "a.pdf", pdf+"!"); !strings.HasPrefix(w.Body.String(), "REQUEST_ID_REUSED") {
		t.Fatal(w.Body)
	}
	other := s.kept("docket=d&field=plan.file&request_id=other-request", "b.pdf", pdf)
	var blobs int
	if err := s.pool.QueryRow(t.Context(), "select count(*) from blob").Scan(&blobs); err != nil || blobs != 1 || other.ID == first.ID {
		t.Fatal("one content, two attachments:", blobs, err)
	}
}

func TestDownloadNeedsPermission(t *testing.T) {
	s := newSite(t)
	a := s.kept(query, "a.pdf", pdf)
	s.rules.read = false
	if w := s.do(httptest.NewRequest(http.MethodGet, "/files/"+a.ID, nil)); !strings.HasPrefix(w.Body.String(), "NOT_YOURS") || strings.Contains(w.Body.String(), pdf) {
		t.Fatal(w.Body)
	}
	s.rules.read = true
	if w := s.do(httptest.NewRequest(http.MethodGet, "/files/none", nil)); !strings.HasPrefix(w.Body.String(), "FILE_NOT_FOUND") {
		t.Fatal(w.Body)
	}
}

func TestRemovedStaysReadable(t *testing.T) {
	s := newSite(t)
	a := s.kept(query, "a.pdf", pdf)
	s.rules.write = false
	if w := s.do(httptest.NewRequest(http.MethodDelete, "/files/"+a.ID, nil)); !strings.HasPrefix(w.Body.String(), "NOT_YOURS") {
		t.Fatal(w.Body)
	}
	s.rules.write = true
	for range 2 {
		if w := s.do(httptest.NewRequest(http.MethodDelete, "/files/"+a.ID, nil)); w.Code != http.StatusNoContent {
			t.Fatal(w.Code, w.Body)
		}
	}
	if w := s.do(httptest.NewRequest(http.MethodGet, "/files/"+a.ID, nil)); w.Body.String() != pdf {
		t.Fatal("what was approved with it must stay complete:", w.Code)
	}
}

func TestManyUploadsAtOnce(t *testing.T) {
	s := newSite(t)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if w := s.put(fmt.Sprintf("docket=d&field=f&request_id=request-%d", i), "a.pdf", fmt.Sprint(pdf, i%3)); w.Code != 200 {
				t.Error(w.Code, w.Body)
			}
		})
	}
	wg.Wait()
}
