package story

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

func TestOffset(t *testing.T) {
	from := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for s, want := range map[string]string{
		"": "2026-11-30T12:00:00Z", "+3s": "2026-11-30T12:00:03Z", "-1h": "2026-11-30T11:00:00Z", "+15m": "2026-11-30T12:15:00Z",
		"+40d": "2027-01-09T12:00:00Z", "+2mo": "2027-01-30T12:00:00Z", "+2y": "2028-11-30T12:00:00Z",
	} {
		got, err := offset(from, s)
		if err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%q is %v, %v, want %s", s, got, err, want)
		}
	}
	if _, err := offset(from, "+3 moons"); err == nil {
		t.Error("an offset of moons was taken")
	}
}

func TestResolve(t *testing.T) {
	told := &teller{aliases: map[string]string{"app": "id-1"}}
	for in, want := range map[string]string{
		"${app}": "id-1", "x-${app}-y": "x-id-1-y", "${person:suqing}": "person-suqing", "${org:bureau}": "org-bureau", "plain": "plain",
	} {
		got, err := told.resolve(map[string]any{"v": []any{in, 7}})
		if err != nil || fmt.Sprint(got) != fmt.Sprintf("map[v:[%s 7]]", want) {
			t.Errorf("%q became %v, %v", in, got, err)
		}
	}
	if _, err := told.resolve([]any{"${nobody}"}); err == nil {
		t.Error("an unknown alias was taken")
	}
}

func TestCompare(t *testing.T) {
	tree := map[string]any{"rows": []any{map[string]any{"n": 4e6, "s": "a"}}}
	for path, want := range map[string]any{"rows.0.n": 4000000, "rows.0.s": "a", "rows.0": "*"} {
		if err := compare(tree, map[string]any{path: want}); err != nil {
			t.Error(err)
		}
	}
	for path, want := range map[string]any{"rows.0.n": 4000001, "rows.0.s": "b", "rows.1": "*", "rows.x": "*", "none": "*", "rows.0.s.t": "*"} {
		if compare(tree, map[string]any{path: want}) == nil {
			t.Errorf("%s passed as %v", path, want)
		}
	}
}

func TestRequestIDFollowsFromRunStoryAndStep(t *testing.T) {
	of := func(run, name, step string) string {
		told := &teller{stage: &stage{opts: Options{Run: run}}, story: Story{Name: name}}
		return told.requestID(step)
	}
	first := of("r", "s", "1")
	if again := of("r", "s", "1"); again != first {
		t.Error("the same step has two ids")
	}
	seen := map[string]bool{}
	for _, x := range [][3]string{{"r", "s", "1"}, {"r", "s", "2"}, {"r", "t", "1"}, {"q", "s", "1"}, {"rs", "", "1"}} {
		seen[of(x[0], x[1], x[2])] = true
	}
	if len(seen) != 5 {
		t.Error("two steps share an id")
	}
}

func TestPDFSaysWhatItStandsFor(t *testing.T) {
	file := pdf("attachments.licence")
	if !bytes.HasPrefix(file, []byte("%PDF-1.4\n")) || !bytes.HasSuffix(file, []byte("%%EOF\n")) || !bytes.Contains(file, []byte("attachments.licence")) {
		t.Errorf("%s", file)
	}
	start := bytes.LastIndex(file, []byte("startxref\n"))
	var at int
	if _, err := fmt.Sscanf(string(file[start:]), "startxref\n%d", &at); err != nil || !bytes.HasPrefix(file[at:], []byte("xref\n")) {
		t.Errorf("the table is not at %d: %v", at, err)
	}
}
