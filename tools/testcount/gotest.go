package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// event is one line of go test -json; see go doc test2json.
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build output
	Test        string
	Output      string
	Elapsed     float64
	FailedBuild string
}

// goRun is what is remembered while the events pass by.
type goRun struct {
	out     io.Writer
	total   counts
	output  map[string]*strings.Builder // per package and test, dropped once it passed
	parents map[string]bool             // tests that have subtests
	failed  map[string]int              // per package
}

// readGo counts the tests of a stream of events, prints a line for each package
// and the whole output of each test that fails.
func readGo(in io.Reader, out io.Writer) (counts, error) {
	run := goRun{out: out, output: map[string]*strings.Builder{}, parents: map[string]bool{}, failed: map[string]int{}}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Fprintln(out, lines.Text()) // from the go command itself
			continue
		}
		run.take(e)
	}
	return run.total, lines.Err()
}

func (r *goRun) take(e event) {
	key := e.Package + " " + e.Test
	if e.Action == "build-output" {
		fmt.Fprint(r.out, e.Output)
		return
	}
	switch e.Action {
	case "run":
		if at := strings.LastIndex(e.Test, "/"); at > 0 {
			r.parents[e.Package+" "+e.Test[:at]] = true
		}
	case "output":
		if r.output[key] == nil {
			r.output[key] = &strings.Builder{}
		}
		r.output[key].WriteString(e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e)
		} else {
			r.endTest(e, key)
		}
	}
}

func (r *goRun) endTest(e event, key string) {
	if e.Action != "pass" {
		fmt.Fprintf(r.out, "--- %s: %s %s (%.2fs)\n%s", strings.ToUpper(e.Action), e.Package, e.Test, e.Elapsed, r.text(key))
	}
	delete(r.output, key)
	switch {
	case e.Action == "fail":
		r.failed[e.Package]++
		if !r.parents[key] {
			r.total.failed++
		}
	case r.parents[key]:
	case e.Action == "skip":
		r.total.skipped++
	default:
		r.total.passed++
	}
}

// endPackage also accounts for a package that failed without a failing test:
// it did not compile, or a test ended the process.
func (r *goRun) endPackage(e event) {
	key := e.Package + " "
	defer delete(r.output, key)
	if e.Action == "skip" { // no test files
		return
	}
	fmt.Fprintf(r.out, "%-4s %s (%.1fs)\n", e.Action, e.Package, e.Elapsed)
	if e.Action != "fail" || r.failed[e.Package] > 0 {
		return
	}
	r.total.failed++
	fmt.Fprint(r.out, r.text(key))
	for test, output := range r.output {
		if strings.HasPrefix(test, key) && test != key { // it was running when the process ended
			fmt.Fprintf(r.out, "--- unfinished: %s\n%s", test, output)
		}
	}
}

func (r *goRun) text(key string) string {
	if r.output[key] == nil {
		return ""
	}
	return r.output[key].String()
}
