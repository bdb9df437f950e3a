package blob

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"yanlu/services/platform/problem"
)

func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		if err == nil {
			_, err = w.Write([]byte("<xml/>"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T) (*Store, string) {
	t.Helper()
	dir := t.TempDir()
	s, err := Open(t.Context(), filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, filepath.Join(dir, "files")
}

func TestTypesAreWhatTheyPromise(t *testing.T) {
	s, _ := open(t)
	pdf := []byte("%PDF-1.7\n…")
	ole := append(bytes.Clone(oleMagic), 0, 0)
	for _, c := range []struct {
		name    string
		content []byte
		refused string
		media   string
	}{
		{"任务书.pdf", pdf, "", "application/pdf"},
		{"A.PDF", pdf, "", "application/pdf"},
		{"a.docx", archive(t, "[Content_Types].xml", "word/document.xml"), "", types["docx"].media},
		{"a.xlsx", archive(t, "xl/workbook.xml"), "", types["xlsx"].media},
		{"a.ofd", archive(t, "OFD.xml"), "", "application/ofd"},
		{"a.zip", archive(t, "anything"), "", "application/zip"},
		{"a.doc", ole, "", "application/msword"},
		{"a.xls", ole, "", "application/vnd.ms-excel"},
		{"a.png", []byte("\x89PNG\r\n\x1a\nrest"), "", "image/png"},
		{"a.jpeg", []byte("\xff\xd8\xff\xe0rest"), "", "image/jpeg"},
		{"a.txt", []byte("申报说明\n"), "", "text/plain"},
		{"gb.txt", []byte("\xc9\xea\xb1\xa8\xcb\xb5\xc3\xf7\r\n"), "", "text/plain"},
		{"cut.txt", []byte(strings.Repeat("申", 400)), "", "text/plain"},
		{"a.txt", []byte("a\x00b"), "FILE_CONTENT", ""},
		{"a.txt", []byte("\xff\xfe\x01"), "FILE_CONTENT", ""},
		{"a.pdf", archive(t, "x"), "FILE_CONTENT", ""},
		{"a.docx", archive(t, "xl/workbook.xml"), "FILE_CONTENT", ""},
		{"a.docx", []byte("PK\x03\x04 cut off"), "FILE_CONTENT", ""},
		{"a.docx", archive(t, "word/document.xml", "word/vbaProject.bin"), "FILE_HAS_MACROS", ""},
		{"a.exe", []byte("MZ"), "FILE_TYPE", ""},
		{"a.svg", []byte("<svg/>"), "FILE_TYPE", ""},
		{"noextension", pdf, "FILE_TYPE", ""},
		{"a.pdf", nil, "FILE_EMPTY", ""},
	} {
		got, err := s.Put(t.Context(), bytes.NewReader(c.content), Limits{Name: c.name})
		if problem.ReasonOf(err) != c.refused || got.MediaType != c.media && c.refused == "" || (err != nil) != (c.refused != "") {
			t.Errorf("%s: %+v %v, want %q", c.name, got, err, c.refused)
		}
	}
}

func TestContentIsKeptOnceAndWhole(t *testing.T) {
	s, dir := open(t)
	content := "%PDF-" + strings.Repeat("x", 100_000)
	first, err := s.Put(t.Context(), iotest.OneByteReader(strings.NewReader(content)), Limits{Name: "a.pdf"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Put(t.Context(), strings.NewReader(content), Limits{Name: "b.pdf"})
	if err != nil || first != second || first.Size != int64(len(content)) {
		t.Fatal(first, second, err)
	}
	kept, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(kept) != 1 || filepath.Base(kept[0]) != first.SHA256 {
		t.Fatal(kept, err)
	}
	r, err := s.Open(t.Context(), first.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil || string(got) != content {
		t.Fatal(len(got), err)
	}
}

func TestRefusedUploadsLeaveNothing(t *testing.T) {
	s, dir := open(t)
	for _, c := range []struct {
		r    io.Reader
		want string
	}{
		{strings.NewReader("%PDF-" + strings.Repeat("x", 100)), "FILE_TOO_LARGE"},
		{io.MultiReader(strings.NewReader("%PDF-"), iotest.ErrReader(io.ErrUnexpectedEOF)), "FILE_BROKEN_OFF"},
	} {
		if _, err := s.Put(t.Context(), c.r, Limits{Name: "a.pdf", MaxBytes: 50}); problem.ReasonOf(err) != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Fatal(left, err)
	}
	if _, err := s.Put(t.Context(), strings.NewReader("%PDF-"+strings.Repeat("x", 45)), Limits{Name: "a.pdf", MaxBytes: 50}); err != nil {
		t.Fatal("a file of exactly the limit is taken:", err)
	}
}

func TestMissingFiles(t *testing.T) {
	s, _ := open(t)
	for _, sha := range []string{"", "../../etc/passwd", strings.Repeat("0", 64)} {
		if _, err := s.Open(t.Context(), sha); problem.ReasonOf(err) != "FILE_NOT_FOUND" {
			t.Errorf("%q: %v", sha, err)
		}
	}
	if _, err := Open(t.Context(), "nowhere://x"); err == nil {
		t.Error("an unknown kind of store opened")
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"任务书（终稿）.pdf":            "任务书（终稿）.pdf",
		`C:\Users\王\方案.docx`:     "方案.docx",
		"../../etc/passwd.txt":   "passwd.txt",
		"a\u202efdp.exe\n.pdf":   "afdp.exe.pdf",
		`q"uo<te>.pdf`:           "quote.pdf",
		"":                       "",
		"..":                     "",
		strings.Repeat("长", 201): "",
		"\xff.pdf":               "",
	} {
		got, err := cleanName(in)
		if (err != nil) != (want == "") || err == nil && got != want {
			t.Errorf("%q: %q %v, want %q", in, got, err, want)
		}
	}
	want := `attachment; filename="___ 1_.pdf"; filename*=UTF-8''%E4%BB%BB%E5%8A%A1%E4%B9%A6%201%25.pdf`
	if got := disposition("attachment", "任务书 1%.pdf"); got != want {
		t.Error(got)
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("任务书.pdf")
	f.Add(`..\..\a"b` + "\r\n.pdf")
	f.Fuzz(func(t *testing.T, in string) {
		name, err := cleanName(in)
		if err != nil {
			return
		}
		if d := disposition("attachment", name); strings.ContainsAny(d, "\r\n\x00") || strings.Count(d, `"`) != 2 || strings.ContainsAny(name, `/\`) {
			t.Fatalf("%q became %q, %q", in, name, d)
		}
	})
}

func TestBucketByAddress(t *testing.T) {
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(t.TempDir(), "none"))
	s, err := Open(t.Context(), "s3://files?region=cn-north-1&use_path_style=true")
	if err != nil {
		t.Fatal("an S3 bucket opens by its address alone:", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
