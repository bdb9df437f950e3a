// Package yanlu holds no code: its tests keep the tree as docs/architecture.md draws it.
package yanlu

import (
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// packages lists every hand-written package of the module by its import path.
func packages(t *testing.T) map[string]*build.Package {
	t.Helper()
	out := map[string]*build.Package{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		name := d.Name()
		if path != "." && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata" || name == "gen") {
			return filepath.SkipDir
		}
		if path != "." {
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
				return filepath.SkipDir // another module
			}
		}
		p, err := build.ImportDir(path, 0)
		if err == nil && len(p.GoFiles) > 0 {
			out["yanlu/"+filepath.ToSlash(path)] = p
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// direction is one rule about who may import whom, and why.
type direction struct {
	why  string
	from func(pkg string) bool
	bad  func(imported string) bool
}

func under(prefixes ...string) func(string) bool {
	return func(p string) bool {
		for _, x := range prefixes {
			if p == x || strings.HasPrefix(p, x+"/") {
				return true
			}
		}
		return false
	}
}

// contexts are the folders of services/ that hold a field's rules.
var contexts = []string{"identity", "programme", "application", "review", "award", "funding", "delivery", "closure"}

// pureParts are packages inside a context that are as pure as its root.
var pureParts = []string{"yanlu/services/review/meeting", "yanlu/services/review/calibrate"}

// rulesOf says whether a package is the pure root of a context.
func rulesOf(p string) bool {
	for _, c := range contexts {
		if p == "yanlu/services/"+c {
			return true
		}
	}
	return slices.Contains(pureParts, p)
}

func pureImport(p string) bool {
	return rulesOf(p) || p == "yanlu/services/lifecycle" || p == "yanlu/services/policy" || p == "yanlu/services/platform/problem"
}

var directions = []direction{
	{"the law uses the standard library only", under("yanlu/services/lifecycle"), func(p string) bool { return strings.Contains(strings.Split(p, "/")[0], ".") || under("yanlu")(p) }},
	{"a context's rules are pure: they import only the law, policy types and other contexts' types", rulesOf, func(p string) bool { return under("yanlu")(p) && !pureImport(p) }},
	{"services never import Temporal: truth does not wait", under("yanlu/services"), under("go.temporal.io")},
	{"workflows hold no SQL", under("yanlu/workflows/project", "yanlu/workflows/call", "yanlu/workflows/need", "yanlu/workflows/reviewround", "yanlu/workflows/commission", "yanlu/workflows/meeting", "yanlu/workflows/loop"), under("github.com/jackc/pgx")},
	{"platform imports no context", under("yanlu/services/platform"), func(p string) bool {
		return under("yanlu/services")(p) && !under("yanlu/services/platform")(p)
	}},
	{"nothing imports cmd", func(p string) bool { return !under("yanlu/cmd")(p) }, under("yanlu/cmd")},
	{"the portal is served, never called", under("yanlu/services", "yanlu/workflows"), under("yanlu/web")},
}

func TestImports(t *testing.T) {
	for name, p := range packages(t) {
		for _, d := range directions {
			if !d.from(name) {
				continue
			}
			for _, imported := range p.Imports {
				if d.bad(imported) {
					t.Errorf("%s imports %s: %s", name, imported, d.why)
				}
			}
		}
	}
}

func TestPackageDocs(t *testing.T) {
	for name, p := range packages(t) {
		var doc string
		for _, file := range p.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			if f.Doc != nil {
				doc += f.Doc.Text()
			}
		}
		if len(strings.Fields(doc)) < 8 {
			t.Errorf("%s has no package comment that says what it guarantees and what it refuses to know", name)
		}
	}
}

// A file is read as one idea; one that has grown past 500 lines holds several.
func TestFilesStayReadable(t *testing.T) {
	for name, p := range packages(t) {
		for _, file := range p.GoFiles {
			raw, err := os.ReadFile(filepath.Join(p.Dir, file))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(raw), "Code generated") {
				continue
			}
			if n := strings.Count(string(raw), "\n"); n > 500 {
				t.Errorf("%s/%s has %d lines: split it by idea", name, file, n)
			}
		}
	}
}
