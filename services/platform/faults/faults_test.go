package faults

import (
	"maps"
	"os"
	"os/exec"
	"syscall"
	"testing"
)

func TestMain(m *testing.M) {
	if os.Getenv("FAULTS_TEST_CHILD") != "" {
		for range 5 {
			Point("other")
			Point("here")
			_, _ = os.Stdout.WriteString(".")
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestParse(t *testing.T) {
	for in, want := range map[string]map[string]int{
		"":                      {},
		"a:kill":                {"a": 1},
		"a.b:kill:3, c:kill":    {"a.b": 3, "c": 1},
		"a":                     {},
		"a:stop":                {},
		"a:kill:0,:kill,a:k:ll": {},
	} {
		if got := parse(in); !maps.Equal(got, want) {
			t.Errorf("parse(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestPointEndsTheProcessAtTheNamedPassage(t *testing.T) {
	for env, want := range map[string]struct {
		printed string
		killed  bool
	}{
		"":              {".....", false},
		"else:kill":     {".....", false},
		"here:kill":     {"", true},
		"here:kill:3":   {"..", true},
		"other:kill:99": {".....", false},
	} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "FAULTS_TEST_CHILD=1", Variable+"="+env)
		out, err := cmd.Output()
		status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
		killed := status.Signaled() && status.Signal() == syscall.SIGKILL
		if string(out) != want.printed || killed != want.killed {
			t.Errorf("%s: printed %q killed %t (%v), want %q %t", env, out, killed, err, want.printed, want.killed)
		}
	}
}
