package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// Writer writes an archive as a stream: nothing but the manifest is kept in memory.
type Writer struct {
	zip   *zip.Writer
	at    time.Time
	taken map[string]bool
	m     Manifest
}

// NewWriter begins an archive.
func NewWriter(w io.Writer, about About) *Writer {
	return &Writer{zip: zip.NewWriter(w), at: about.MadeAt, taken: map[string]bool{ManifestName: true, ReadableName: true}, m: Manifest{Format: Format, About: about, Missing: []Lack{}, Damaged: []Lack{}}}
}

// Manifest is what was listed so far.
func (w *Writer) Manifest() Manifest { return w.m }

// Note adds a remark to the manifest.
func (w *Writer) Note(text string) { w.m.About.Notes = append(w.m.About.Notes, text) }

// Bytes adds a file that is in memory.
func (w *Writer) Bytes(name, kind, about string, content []byte) error {
	return w.Stream(name, kind, about, "", bytes.NewReader(content))
}

// Stream adds a file from a reader. want is the hex SHA-256 it must have, empty
// when none is known. A file that is cut short or is another stays in the archive
// as far as it came, and the manifest names it as damaged: only an error of the
// archive itself is returned.
func (w *Writer) Stream(name, kind, about, want string, from io.Reader) error {
	name = w.free(name)
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: w.at})
	if err != nil {
		return fmt.Errorf("archive: %s: %w", name, err)
	}
	sum := sha256.New()
	n, broken := copyAll(io.MultiWriter(to, sum), from)
	var failed *writeError
	if errors.As(broken, &failed) {
		return fmt.Errorf("archive: %s: %w", name, failed.error)
	}
	got := hex.EncodeToString(sum.Sum(nil))
	w.m.Files = append(w.m.Files, File{Name: name, Bytes: n, SHA256: got, Kind: kind, About: about})
	switch {
	case broken != nil:
		w.m.Damaged = append(w.m.Damaged, Lack{Name: name, SHA256: want, Kind: kind, About: about, Why: "读取中断 / reading broke off"})
	case want != "" && got != want:
		w.m.Damaged = append(w.m.Damaged, Lack{Name: name, SHA256: want, Kind: kind, About: about, Why: "内容与登记的凭证不符 / the content is not what was registered"})
	}
	return nil
}

// Missing names a file that is not there.
func (w *Writer) Missing(name, kind, about, sha, why string) {
	w.m.Missing = append(w.m.Missing, Lack{Name: w.free(name), SHA256: sha, Kind: kind, About: about, Why: why})
}

// free finds a name that is not taken yet.
func (w *Writer) free(name string) string {
	out := name
	for n := 2; w.taken[out]; n++ {
		out = numbered(name, n)
	}
	w.taken[out] = true
	return out
}

func numbered(name string, n int) string {
	for i := len(name) - 1; i > 0 && name[i] != '/'; i-- {
		if name[i] == '.' {
			return fmt.Sprintf("%s-%d%s", name[:i], n, name[i:])
		}
	}
	return fmt.Sprintf("%s-%d", name, n)
}

// Close writes the manifests and ends the archive.
func (w *Writer) Close() error {
	w.m.count()
	if err := w.Bytes(w.own(ReadableName), "manifest", "供阅读的清单", []byte(w.m.readable())); err != nil {
		return err
	}
	w.m.count()
	raw, err := json.MarshalIndent(w.m, "", "  ")
	if err != nil {
		return fmt.Errorf("archive: manifest: %w", err)
	}
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: ManifestName, Method: zip.Deflate, Modified: w.at})
	if err == nil {
		_, err = to.Write(append(raw, '\n'))
	}
	if err == nil {
		err = w.zip.Close()
	}
	if err != nil {
		return fmt.Errorf("archive: manifest: %w", err)
	}
	return nil
}

// own gives a reserved name to the manifest itself.
func (w *Writer) own(name string) string {
	delete(w.taken, name)
	return name
}

// writeError is an error of the archive, not of what is put into it.
type writeError struct{ error }

func copyAll(to io.Writer, from io.Reader) (int64, error) {
	return io.Copy(writerOnly{to}, readerOnly{from})
}

type (
	writerOnly struct{ io.Writer }
	readerOnly struct{ io.Reader }
)

func (w writerOnly) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if err != nil {
		err = &writeError{err}
	}
	return n, err
}
