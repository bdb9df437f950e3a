// Command testcount adds up what test runners report, shows the output of the
// Go tests that fail, and prints the one line that `make test` ends with.
//
//	testcount go STATUS-FILE TALLY < output of go test -json
//	testcount vitest STATUS TALLY REPORT
//	testcount playwright STATUS TALLY REPORT
//	testcount sum 0 TALLY
//
// STATUS is the runner's exit status: a run that failed although no test did,
// as when something does not compile, counts as one failure.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// counts are tests, each counted once; a Go test that has subtests is not.
type counts struct {
	passed, failed, skipped int
}

func (c *counts) add(other counts) {
	c.passed += other.passed
	c.failed += other.failed
	c.skipped += other.skipped
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: testcount go|vitest|playwright|sum STATUS TALLY [REPORT]")
		os.Exit(2)
	}
	kind, status, tally := os.Args[1], os.Args[2], os.Args[3]
	if kind == "sum" {
		os.Exit(sum(tally))
	}
	found, err := read(kind, os.Args[4:])
	if err != nil {
		fmt.Println("testcount:", err)
		found.failed++
	}
	if kind == "go" {
		status = fileContent(status) // known only once the run has ended
	}
	if strings.TrimSpace(status) != "0" && found.failed == 0 {
		fmt.Printf("the %s run itself failed (exit status %s)\n", kind, strings.TrimSpace(status))
		found.failed++
	}
	if err := note(tally, found); err != nil {
		fmt.Println("testcount:", err)
		os.Exit(1)
	}
}

func read(kind string, rest []string) (counts, error) {
	if kind == "go" {
		return readGo(os.Stdin, os.Stdout)
	}
	if len(rest) != 1 {
		return counts{}, fmt.Errorf("%s needs its report", kind)
	}
	raw, err := os.ReadFile(rest[0])
	if err != nil {
		return counts{}, err
	}
	switch kind {
	case "vitest":
		return readVitest(raw)
	case "playwright":
		return readPlaywright(raw)
	}
	return counts{}, fmt.Errorf("unknown runner %s", kind)
}

func readVitest(raw []byte) (counts, error) {
	var report struct {
		Passed  int `json:"numPassedTests"`
		Failed  int `json:"numFailedTests"`
		Pending int `json:"numPendingTests"`
		Todo    int `json:"numTodoTests"`
	}
	err := json.Unmarshal(raw, &report)
	return counts{report.Passed, report.Failed, report.Pending + report.Todo}, err
}

func readPlaywright(raw []byte) (counts, error) {
	var report struct {
		Stats struct {
			Expected   int `json:"expected"`
			Unexpected int `json:"unexpected"`
			Flaky      int `json:"flaky"`
			Skipped    int `json:"skipped"`
		} `json:"stats"`
	}
	err := json.Unmarshal(raw, &report)
	// A test that passes only when run again has failed.
	return counts{report.Stats.Expected, report.Stats.Unexpected + report.Stats.Flaky, report.Stats.Skipped}, err
}

func fileContent(path string) string {
	raw, err := os.ReadFile(path)
	if err != nil {
		return "unknown"
	}
	return string(raw)
}

func note(tally string, c counts) error {
	file, err := os.OpenFile(tally, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = fmt.Fprintf(file, "%d %d %d\n", c.passed, c.failed, c.skipped)
	return err
}

// sum prints the line and returns the exit status: 0 only when tests ran and
// none failed.
func sum(tally string) int {
	var total counts
	for _, line := range strings.Split(strings.TrimSpace(fileContent(tally)), "\n") {
		numbers := strings.Fields(line)
		if len(numbers) != 3 {
			total.failed++
			continue
		}
		var c counts
		for i, into := range []*int{&c.passed, &c.failed, &c.skipped} {
			*into, _ = strconv.Atoi(numbers[i])
		}
		total.add(c)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", total.passed, total.failed, total.skipped)
	if total.failed > 0 || total.passed == 0 {
		return 1
	}
	return 0
}
