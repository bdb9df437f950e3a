package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func sample(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, About{Title: "示例项目", Number: "SQ-2026-000001", MadeAt: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), MadeFor: "林舟", As: []string{"业务科室"}})
	for _, err := range []error{
		w.Bytes("docket.json", "docket", "", []byte(`{"title":"示例项目"}`)),
		w.Stream("files/材料.pdf", "attachment", "可行性报告", hashOf("内容甲"), strings.NewReader("内容甲")),
		w.Stream("files/材料.pdf", "attachment", "可行性报告", hashOf("内容乙"), strings.NewReader("内容乙")),
		w.Stream("files/changed.pdf", "attachment", "", hashOf("as registered"), strings.NewReader("as found")),
		w.Stream("files/cut.pdf", "attachment", "", hashOf("whole"), io.MultiReader(strings.NewReader("who"), iotest.ErrReader(io.ErrUnexpectedEOF))),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	w.Missing("files/gone.pdf", "attachment", "营业执照", hashOf("gone"), "文件库中没有")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func verify(t *testing.T, raw []byte) Report {
	t.Helper()
	r, err := Verify(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEverythingIsNamed(t *testing.T) {
	r := verify(t, sample(t))
	if !r.OK() || r.Files != 6 || r.Manifest.Counts["attachment"] != 4 {
		t.Fatalf("%+v", r)
	}
	if m := r.Manifest.Missing; len(m) != 1 || m[0].Name != "files/gone.pdf" || m[0].SHA256 != hashOf("gone") {
		t.Errorf("missing: %+v", m)
	}
	if d := r.Manifest.Damaged; len(d) != 2 || d[0].Name != "files/changed.pdf" || d[1].Name != "files/cut.pdf" {
		t.Errorf("damaged: %+v", d)
	}
	names := map[string]string{}
	for _, f := range r.Manifest.Files {
		names[f.Name] = f.SHA256
	}
	if names["files/材料.pdf"] != hashOf("内容甲") || names["files/材料-2.pdf"] != hashOf("内容乙") || names[ReadableName] == "" {
		t.Errorf("%v", names)
	}
}

// Whatever byte is changed, the archive no longer verifies — or what it holds is still the same.
func TestAFlippedByteIsFound(t *testing.T) {
	whole := sample(t)
	before := verify(t, whole)
	found := 0
	for i := range whole {
		raw := bytes.Clone(whole)
		raw[i] ^= 0x20
		r, err := Verify(bytes.NewReader(raw), int64(len(raw)))
		if err != nil || !r.OK() {
			found++
			continue
		}
		if r.SHA256 != before.SHA256 || r.Files != before.Files || r.Bytes != before.Bytes {
			t.Fatalf("byte %d: another content passes: %+v", i, r)
		}
	}
	if found < len(whole)/3 {
		t.Errorf("only %d of %d changes were noticed", found, len(whole))
	}
}

func TestWhatIsNoArchive(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b, About{})
	if err := w.Bytes("x", "file", "", nil); err != nil {
		t.Fatal(err)
	}
	if err := w.zip.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(bytes.NewReader(b.Bytes()), int64(b.Len())); !errors.Is(err, ErrNoManifest) {
		t.Error(err)
	}
	if _, err := Verify(strings.NewReader("PK"), 2); err == nil {
		t.Error("two letters are no archive")
	}
}

// A writer that fails fails the archive: it is not taken for a damaged file.
func TestAnArchiveThatCannotBeWrittenFails(t *testing.T) {
	w := NewWriter(&full{room: 300}, About{})
	err := error(nil)
	for i := 0; i < 10_000 && err == nil; i++ {
		err = w.Bytes("x", "file", "", bytes.Repeat([]byte{byte(i), byte(i >> 8)}, 4000))
	}
	if err == nil {
		t.Fatal("a full disk was not noticed")
	}
}

type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}
