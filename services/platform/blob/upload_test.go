package blob

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/platform/faults"
	"yanlu/services/platform/problem"
)

type step struct {
	status     int
	reason     string
	words      string
	ID         string      `json:"id"`
	Received   int64       `json:"received"`
	Size       int64       `json:"size"`
	Attachment *Attachment `json:"attachment"`
}

func send(t *testing.T, h http.Handler, method, path string, body io.Reader) step {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, body))
	s := step{status: w.Code}
	if w.Code == http.StatusTeapot {
		s.reason, s.words, _ = strings.Cut(w.Body.String(), " ")
		return s
	}
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil {
		t.Fatal(w.Code, w.Body, err)
	}
	return s
}

func (s *site) begin(request, name string, size int) step {
	s.t.Helper()
	q := url.Values{"docket": {"d"}, "field": {"plan.file"}, "name": {name}, "size": {fmt.Sprint(size)}, "request_id": {request}}
	return send(s.t, s.h, http.MethodPost, "/files/uploads?"+q.Encode(), nil)
}

func (s *site) part(id string, offset int64, content string) step {
	s.t.Helper()
	return send(s.t, s.h, http.MethodPut, fmt.Sprintf("/files/uploads/%s?offset=%d", id, offset), strings.NewReader(content))
}

func (s *site) at(id string) step {
	s.t.Helper()
	return send(s.t, s.h, http.MethodGet, "/files/uploads/"+id, nil)
}

func (s *site) count(sql string) (n int) {
	s.t.Helper()
	if err := s.pool.QueryRow(s.t.Context(), sql).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

const attachments = "select count(*) from attachment"

func TestPartsBecomeTheAttachment(t *testing.T) {
	s := newSite(t)
	u := s.begin("request-a", `C:\任务书.pdf`, len(pdf))
	if u.status != 200 || u.ID == "" || u.Received != 0 || u.Size != int64(len(pdf)) {
		t.Fatalf("%+v", u)
	}
	if got := s.part(u.ID, 0, pdf[:5]); got.status != 200 || got.Received != 5 || got.Attachment != nil {
		t.Fatalf("%+v", got)
	}
	if again := s.begin("request-a", `C:\任务书.pdf`, len(pdf)); again.ID != u.ID || again.Received != 5 {
		t.Fatalf("the same request is the same upload: %+v", again)
	}
	for _, wrong := range []int64{0, 4, 6, -1} {
		if got := s.part(u.ID, wrong, "x"); got.status != http.StatusConflict || got.Received != 5 {
			t.Fatalf("offset %d: %+v", wrong, got)
		}
	}
	got := s.part(u.ID, 5, pdf[5:])
	if got.Attachment == nil || got.Attachment.FileName != "任务书.pdf" || got.Attachment.Field != "plan.file" || got.Attachment.MediaType != "application/pdf" {
		t.Fatalf("%+v", got)
	}
	if w := s.do(httptest.NewRequest(http.MethodGet, "/files/"+got.Attachment.ID, nil)); w.Body.String() != pdf {
		t.Fatal(w.Body)
	}
	for name, again := range map[string]step{"part": s.part(u.ID, 5, pdf[5:]), "look": s.at(u.ID)} {
		if again.Attachment == nil || *again.Attachment != *got.Attachment {
			t.Errorf("%s: the answer that was lost is given again: %+v", name, again)
		}
	}
	if n := s.count(attachments); n != 1 {
		t.Fatal(n)
	}
}

func TestWhatArrivedBeforeTheLineWasCutStays(t *testing.T) {
	s := newSite(t)
	u := s.begin("request-a", "a.pdf", len(pdf))
	cut := io.MultiReader(strings.NewReader(pdf[:7]), iotest.ErrReader(io.ErrUnexpectedEOF))
	send(t, s.h, http.MethodPut, "/files/uploads/"+u.ID+"?offset=0", cut)
	if got := s.at(u.ID); got.Received != 7 {
		t.Fatalf("%+v", got)
	}
	if got := s.part(u.ID, 7, pdf[7:]); got.Attachment == nil || got.Attachment.Size != int64(len(pdf)) {
		t.Fatalf("%+v", got)
	}
}

func TestUploadIsRefused(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct {
		name string
		size int
		want string
	}{{"a.exe", 5, "FILE_TYPE"}, {"", 5, "FILE_NAME"}, {"a.pdf", 0, "FILE_EMPTY"}, {"a.pdf", -1, "FIELD_INVALID"}, {"a.pdf", 1001, "FILE_TOO_LARGE"}} {
		if got := s.begin("request-"+c.name+fmt.Sprint(c.size), c.name, c.size); got.reason != c.want {
			t.Errorf("%s of %d bytes: %+v", c.name, c.size, got)
		}
	}
	u := s.begin("request-a", "a.pdf", len(pdf))
	if got := s.begin("request-a", "b.pdf", len(pdf)); got.reason != "REQUEST_ID_REUSED" {
		t.Errorf("%+v", got)
	}
	if got := s.part(u.ID, 0, pdf+"!"); got.reason != "UPLOAD_TOO_LONG" || s.at(u.ID).Received != 0 {
		t.Errorf("%+v", got)
	}
	s.part(u.ID, 0, pdf[:9])
	s.rules.write = false
	if got := s.begin("request-b", "a.pdf", len(pdf)); got.reason != "NOT_YOURS" {
		t.Errorf("%+v", got)
	}
	if got := s.part(u.ID, 9, pdf[9:]); got.reason != "NOT_YOURS" || s.count(attachments) != 0 {
		t.Fatalf("the docket moved on: %+v", got)
	}
	s.rules.write = true
	if got := s.part(u.ID, int64(len(pdf)), ""); got.Attachment == nil {
		t.Fatalf("and came back: %+v", got)
	}
}

// A file that is not what its name says is refused with its last byte, as POST /files refuses it, and may be sent anew.
func TestTypeRefusedAtTheEnd(t *testing.T) {
	s := newSite(t)
	u := s.begin("request-a", "a.pdf", len(pdf))
	fake := strings.Repeat("x", len(pdf))
	s.part(u.ID, 0, fake[:3])
	if got := s.part(u.ID, 3, fake[3:]); got.reason != "FILE_CONTENT" || s.count(attachments) != 0 {
		t.Fatalf("%+v", got)
	}
	if got := s.at(u.ID); got.Received != 0 || got.Attachment != nil {
		t.Fatalf("%+v", got)
	}
	if got := s.part(u.ID, 0, pdf); got.Attachment == nil {
		t.Fatalf("%+v", got)
	}
}

func TestOnlyWhoBeganGoesOn(t *testing.T) {
	s := newSite(t)
	u := s.begin("request-a", "a.pdf", len(pdf))
	s.person = "q"
	for _, got := range []step{s.at(u.ID), s.part(u.ID, 0, pdf), s.part("none", 0, pdf)} {
		if got.reason != "UPLOAD_NOT_FOUND" {
			t.Errorf("%+v", got)
		}
	}
	s.person = "p"
	if got := s.at(u.ID); got.Received != 0 {
		t.Fatalf("%+v", got)
	}
}

// Two windows of one person send the same file in parts of different lengths at once.
func TestTwoWritersMakeOneFile(t *testing.T) {
	s := newSite(t)
	content := pdf + strings.Repeat("0123456789", 80)
	u := s.begin("request-a", "a.pdf", len(content))
	var wg sync.WaitGroup
	for _, length := range []int64{7, 31, 64} {
		wg.Go(func() {
			at := int64(0)
			for {
				got := s.part(u.ID, at, content[at:min(at+length, int64(len(content)))])
				if got.Attachment != nil {
					return
				}
				if got.status != 200 && got.status != http.StatusConflict {
					t.Errorf("%+v", got)
					return
				}
				at = got.Received
			}
		})
	}
	wg.Wait()
	got := s.at(u.ID)
	if got.Attachment == nil || s.count(attachments) != 1 {
		t.Fatalf("%+v", got)
	}
	if w := s.do(httptest.NewRequest(http.MethodGet, "/files/"+got.Attachment.ID, nil)); w.Body.String() != content {
		t.Fatal("the file is not what was sent")
	}
}

// overtaken is a body during which another writer is faster.
type overtaken struct {
	io.Reader
	by func()
}

func (o *overtaken) Read(b []byte) (int, error) {
	if o.by != nil {
		o.by()
		o.by = nil
	}
	return o.Reader.Read(b)
}

func TestSlowerWriterIsToldWhereTheOtherIs(t *testing.T) {
	s := newSite(t)
	u := s.begin("request-a", "a.pdf", len(pdf))
	slow := &overtaken{strings.NewReader(pdf[:3]), func() { s.part(u.ID, 0, pdf[:8]) }}
	got := send(t, s.h, http.MethodPut, "/files/uploads/"+u.ID+"?offset=0", slow)
	if got.status != http.StatusConflict || got.Received != 8 || s.at(u.ID).Received != 8 {
		t.Fatalf("%+v", got)
	}
	if got := s.part(u.ID, 8, pdf[8:]); got.Attachment == nil {
		t.Fatalf("%+v", got)
	}
}

func TestStaleUploadsAreSwept(t *testing.T) {
	s := newSite(t)
	old, young := s.begin("request-a", "a.pdf", len(pdf)), s.begin("request-b", "b.pdf", len(pdf))
	s.part(old.ID, 0, pdf[:4])
	s.part(young.ID, 0, pdf[:4])
	if _, err := s.pool.Exec(t.Context(), "update upload set touched_at = now() - interval '25 hours' where id = $1", old.ID); err != nil {
		t.Fatal(err)
	}
	s.begin("request-c", "c.pdf", len(pdf))
	if got := s.at(old.ID); got.reason != "UPLOAD_NOT_FOUND" {
		t.Fatalf("%+v", got)
	}
	if got := s.part(young.ID, 4, pdf[4:]); got.Attachment == nil {
		t.Fatalf("%+v", got)
	}
	for _, id := range []string{old.ID, young.ID} {
		if _, err := os.Stat(s.folder + "/uploads/" + id); !os.IsNotExist(err) {
			t.Errorf("parts of %s lie about: %v", id, err)
		}
	}
}

func TestPreviewIsHarmless(t *testing.T) {
	s := newSite(t)
	for name, c := range map[string]struct{ content, want string }{
		"a.pdf": {pdf, "inline; "}, "a.png": {"\x89PNG\r\n\x1a\nrest", "inline; "}, "a.jpg": {"\xff\xd8\xff\xe0rest", "inline; "}, "a.txt": {"<script>", "attachment; "},
	} {
		a := s.kept("docket=d&field=f&request_id=preview-"+name, name, c.content)
		h := s.do(httptest.NewRequest(http.MethodGet, "/files/"+a.ID+"?inline=1", nil)).Header()
		if !strings.HasPrefix(h.Get("Content-Disposition"), c.want) || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") ||
			strings.HasPrefix(c.want, inline) != strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'self'") {
			t.Errorf("%s: %v", name, h)
		}
	}
}

const (
	childDatabase, childFolder, childUpload = "BLOB_TEST_DATABASE", "BLOB_TEST_FOLDER", "BLOB_TEST_UPLOAD"
)

// TestUploadUntilKilled is the other process of TestKilledBetweenPartAndRecord.
func TestUploadUntilKilled(t *testing.T) {
	if os.Getenv(childDatabase) == "" {
		return // it has no database of its own
	}
	pool, err := pgxpool.New(t.Context(), os.Getenv(childDatabase))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	store, err := Open(t.Context(), os.Getenv(childFolder))
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, pool: pool, rules: &rules{write: true, read: true}, person: "p"}
	s.h = s.files(store).Handler()
	id := os.Getenv(childUpload)
	for at := s.at(id).Received; at < int64(len(pdf)); {
		got := s.part(id, at, pdf[at:min(at+5, int64(len(pdf)))])
		if got.status != 200 {
			t.Fatalf("%+v", got)
		}
		at = got.Received
	}
}

// Whatever is recorded is on the disk, and what is on the disk without a record is sent again.
func TestKilledBetweenPartAndRecord(t *testing.T) {
	s := newSite(t)
	u := s.begin("request-a", "a.pdf", len(pdf))
	child := func(fault string) error {
		c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestUploadUntilKilled$")
		c.Env = append(os.Environ(), faults.Variable+"="+fault, childDatabase+"="+s.pool.Config().ConnString(), childFolder+"="+s.folder, childUpload+"="+u.ID)
		var out bytes.Buffer
		c.Stdout, c.Stderr = &out, &out
		err := c.Run()
		if status, ok := c.ProcessState.Sys().(syscall.WaitStatus); fault != "" && (!ok || status.Signal() != syscall.SIGKILL) {
			t.Fatalf("the process was not ended at %s: %v\n%s", fault, err, &out)
		}
		return err
	}
	_ = child("upload.kept:kill:2") // it is killed: looked at above
	if got := s.at(u.ID); got.Received != 5 {
		t.Fatalf("the second part was never recorded: %+v", got)
	}
	s.part(u.ID, 5, pdf[5:8]) // another length than the part that lies there
	_ = child("upload.joined:kill")
	if got := s.at(u.ID); got.Received != int64(len(pdf)) || got.Attachment != nil || s.count(attachments) != 0 {
		t.Fatalf("%+v", got)
	}
	got := s.part(u.ID, int64(len(pdf)), "")
	if got.Attachment == nil || s.count(attachments) != 1 {
		t.Fatalf("%+v", got)
	}
	if w := s.do(httptest.NewRequest(http.MethodGet, "/files/"+got.Attachment.ID, nil)); w.Body.String() != pdf {
		t.Fatal(w.Body)
	}
}

func TestManyPartsAtOnce(t *testing.T) {
	s := newSite(t)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			u := s.begin(fmt.Sprintf("request-%d", i), "a.pdf", len(pdf)+1)
			s.part(u.ID, 0, pdf)
			if got := s.part(u.ID, int64(len(pdf)), fmt.Sprint(i%3)); got.Attachment == nil {
				t.Errorf("%+v", got)
			}
		})
	}
	wg.Wait()
	if n := s.count(attachments); n != 20 {
		t.Fatal(n)
	}
}

// files is what the site serves.
func (s *site) files(store *Store) *Files {
	return &Files{
		Store: store, Pool: s.pool, Permits: s.rules, MaxBytes: 1000,
		Person: func(context.Context) string { return s.person },
		Refuse: func(w http.ResponseWriter, _ *http.Request, err error) {
			w.WriteHeader(http.StatusTeapot)
			_, _ = fmt.Fprint(w, problem.ReasonOf(err), " ", err)
		},
	}
}

func TestSweepTakesNothingYoung(t *testing.T) {
	s := newSite(t)
	u := s.begin("request-a", "a.pdf", len(pdf))
	store, err := Open(t.Context(), s.folder)
	if err != nil {
		t.Fatal(err)
	}
	f := s.files(store)
	if err := f.Sweep(t.Context(), time.Now().Add(kept-time.Minute)); err != nil || s.at(u.ID).status != 200 {
		t.Fatal(err)
	}
	if err := f.Sweep(t.Context(), time.Now().Add(kept+time.Minute)); err != nil || s.at(u.ID).reason != "UPLOAD_NOT_FOUND" {
		t.Fatal(err)
	}
}
