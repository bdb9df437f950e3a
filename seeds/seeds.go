// Package seeds is the product's data: the plan, rule packs, calendar, call templates, and a district in miniature to
// show them with.
//
// It guarantees that what it returns is whole: every reference leads somewhere, every quotation stands on the line of
// the plan it names, every sample would pass the form it fills. What is wrong is reported with file and line, all of
// it at once. Where the plan contradicts itself both values are kept and a note says so.
//
// It refuses to know databases, clocks and who is asking: it reads files that are part of the program.
package seeds

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed packs plan people programmes calendar stories phrases.yaml disciplines.yaml
var files embed.FS

// FS is the folder of seeds: packs, plan, people, programmes, calendar, stories, phrases and disciplines.
func FS() fs.FS { return files }

// Fault is one defect of a seed file.
type Fault struct {
	File string // path inside [FS]
	Line int    // 1-based; 0 when the whole file is meant
	Text string
}

func (f *Fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text) }

// faults collects defects, so that one reading reports them all.
type faults struct{ found []error }

func (f *faults) add(file string, line int, format string, args ...any) {
	f.found = append(f.found, &Fault{file, line, fmt.Sprintf(format, args...)})
}

// err is nil when nothing was found, else every *Fault joined.
func (f *faults) err() error { return errors.Join(f.found...) }
