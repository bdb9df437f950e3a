package replay_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yanlu/services/lifecycle"
	"yanlu/workflows/replay"
)

// The recorded histories of finished workflows are carried again by today's code.
func TestReplay(t *testing.T) {
	n, err := replay.Files("testdata", nil)
	if err != nil {
		t.Fatalf("%v\nAn open workflow would stop here. Change the code so that old histories still hold, or record again once no such workflow is open.", err)
	}
	for _, law := range lifecycle.Laws() {
		if found, _ := filepath.Glob(filepath.Join("testdata", string(law.Machine)+"-*.json")); len(found) == 0 {
			t.Errorf("no recorded history of a %s", law.Machine)
		}
	}
	t.Logf("%d histories", n)
}

// A history that today's code does not follow is found out.
func TestReplayFindsChangedCode(t *testing.T) {
	dir := t.TempDir()
	files, _ := filepath.Glob("testdata/*.json")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(raw), "EVENT_TYPE_TIMER_STARTED") {
			continue
		}
		changed := strings.ReplaceAll(string(raw), `"activity_type": "Load"`, `"activity_type": "Read"`)
		changed = strings.ReplaceAll(changed, "EVENT_TYPE_TIMER_STARTED", "EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED")
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(file)), []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
		break
	}
	if n, err := replay.Files(dir, nil); err == nil {
		t.Errorf("%d spoiled histories were followed", n)
	}
}
