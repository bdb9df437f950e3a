package seeds

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// altered is the seeds with one word of one file replaced.
func altered(t *testing.T, file, old, by string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(files, name)
		out[name] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(out[file].Data)
	if strings.Count(text, old) == 0 {
		t.Fatalf("%s does not say %q", file, old)
	}
	out[file].Data = []byte(strings.Replace(text, old, by, 1))
	return out
}

// wantFault fails unless err tells of a fault on a line of a file, with words.
func wantFault(t *testing.T, err error, file string, line int, words string) {
	t.Helper()
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("no fault was found: %v", err)
	}
	for _, e := range joined.Unwrap() {
		var f *Fault
		if errors.As(e, &f) && f.File == file && (line == 0 || f.Line == line) && strings.Contains(f.Text, words) {
			return
		}
	}
	t.Fatalf("want %s:%d: …%s…, got:\n%v", file, line, words, err)
}

func TestTheFolderAndTheProgramAgree(t *testing.T) {
	for _, dir := range []string{"packs", "plan", "people", "programmes", "calendar", "stories"} {
		err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			_, err = fs.Stat(FS(), filepath.ToSlash(name))
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestPacksAndCalendar(t *testing.T) {
	packs, err := Packs()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range packs {
		names = append(names, p.Name())
	}
	want := []string{"fuling", "practice", "practice-lapse", "practice-notice", "practice-open"}
	for i, code := range want {
		want[i] = code + " " + Version
	}
	if !slices.Equal(names, want) {
		t.Errorf("%v ship, want %v", names, want)
	}
	if c, err := Calendar(); err != nil || c == nil {
		t.Error(err)
	}
}
