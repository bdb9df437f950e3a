package main

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
)

func TestGoCountsEachTestOnce(t *testing.T) {
	const stream = `{"Action":"start","Package":"p"}
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/one"}
{"Action":"output","Package":"p","Test":"TestA/one","Output":"why it failed\n"}
{"Action":"fail","Package":"p","Test":"TestA/one"}
{"Action":"run","Package":"p","Test":"TestA/two"}
{"Action":"pass","Package":"p","Test":"TestA/two"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"fail","Package":"p"}
{"Action":"skip","Package":"no-tests"}
{"Action":"build-output","ImportPath":"q","Output":"syntax error\n"}
{"Action":"fail","Package":"q","FailedBuild":"q"}
`
	var out strings.Builder
	got, err := readGo(strings.NewReader(stream), &out)
	if want := (counts{passed: 1, failed: 2, skipped: 1}); err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	for _, text := range []string{"why it failed", "syntax error"} {
		if !strings.Contains(out.String(), text) {
			t.Errorf("%q is not shown", text)
		}
	}
}

func TestReports(t *testing.T) {
	got, err := readVitest([]byte(`{"numPassedTests":3,"numFailedTests":1,"numPendingTests":2}`))
	if want := (counts{3, 1, 2}); err != nil || got != want {
		t.Errorf("vitest: %+v, %v", got, err)
	}
	got, err = readPlaywright([]byte(`{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":0}}`))
	if want := (counts{5, 2, 0}); err != nil || got != want {
		t.Errorf("playwright: %+v, %v", got, err)
	}
	if _, err := readGo(io.LimitReader(strings.NewReader("plain words"), 11), io.Discard); err != nil {
		t.Errorf("words of the go command: %v", err)
	}
}

func TestSumFailsUnlessAllPassed(t *testing.T) {
	for _, test := range []struct {
		tallies []counts
		want    int
	}{
		{nil, 1},
		{[]counts{{2, 0, 1}, {3, 0, 0}}, 0},
		{[]counts{{2, 0, 0}, {3, 1, 0}}, 1},
	} {
		tally := filepath.Join(t.TempDir(), "tally")
		for _, c := range test.tallies {
			if err := note(tally, c); err != nil {
				t.Fatal(err)
			}
		}
		if got := sum(tally); got != test.want {
			t.Errorf("%v: status %d, want %d", test.tallies, got, test.want)
		}
	}
}
