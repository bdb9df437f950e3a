package seeds

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// record is one line of a table, read by the names of its columns.
type record struct {
	file  string
	line  int
	cells map[string]string
	into  *faults
}

// eachRecord calls fn for every record of a table whose header is exactly columns.
func eachRecord(fsys fs.FS, file string, columns []string, into *faults, fn func(record)) {
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		into.add(file, 0, "cannot be read: %v", err)
		return
	}
	r := csv.NewReader(bytes.NewReader(raw))
	header, err := r.Read()
	if err != nil || !slices.Equal(header, columns) {
		into.add(file, 1, "the header is %q, not %q", header, columns)
		return
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			into.add(file, broken.Line, "%v", broken.Err)
			return
		}
		if err != nil {
			into.add(file, 0, "cannot be read: %v", err)
			return
		}
		line, _ := r.FieldPos(0)
		rec := record{file: file, line: line, cells: map[string]string{}, into: into}
		for i, name := range columns {
			rec.cells[name] = cells[i]
		}
		fn(rec)
	}
}

func (r record) fault(format string, args ...any) { r.into.add(r.file, r.line, format, args...) }

// text is a cell that may be empty.
func (r record) text(column string) string { return r.cells[column] }

// need is a cell that may not be empty.
func (r record) need(column string) string {
	v := r.cells[column]
	if strings.TrimSpace(v) == "" {
		r.fault("%s is empty", column)
	}
	return v
}

// number is a cell that holds a whole number above zero.
func (r record) number(column string) int {
	n, err := strconv.Atoi(r.cells[column])
	if err != nil || n <= 0 {
		r.fault("%s is %q, not a whole number above zero", column, r.cells[column])
	}
	return n
}

// oneOf is a cell that holds one of the given words.
func (r record) oneOf(column string, words ...string) string {
	v := r.cells[column]
	if !slices.Contains(words, v) {
		r.fault("%s is %q, not one of %v", column, v, words)
	}
	return v
}
