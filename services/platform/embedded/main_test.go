package embedded

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

const (
	// holdVariable makes this test binary start the database of a folder, print
	// its process id and wait to be killed.
	holdVariable = "YANLU_TEST_HOLD_POSTGRES"
	// holdEngineVariable names the engine to start as well; its process id is
	// then printed on a second line.
	holdEngineVariable = "YANLU_TEST_HOLD_ENGINE"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(holdVariable); dir != "" {
		if err := hold(dir, os.Getenv(holdEngineVariable)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

func hold(dir, engine string) error {
	p, err := StartPostgres(context.Background(), Options{DataDir: dir})
	if err != nil {
		return err
	}
	fmt.Println(p.Pid())
	if engine != "" {
		e, err := StartEngine(context.Background(), EngineOptions{
			DataDir:     dir,
			PostgresDSN: func() string { return p.DSN(maintenance) },
			Binary:      engine,
		})
		if err != nil {
			return err
		}
		fmt.Println(e.Pid())
	}
	select {}
}

// holder runs this test binary as a separate Yanlu on dir.
type holder struct {
	t   *testing.T
	cmd *exec.Cmd
	out *bufio.Reader
}

func startHolder(t *testing.T, dir string, more ...string) *holder {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(append(os.Environ(), holdVariable+"="+dir), more...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	h := &holder{t: t, cmd: cmd, out: bufio.NewReader(out)}
	t.Cleanup(h.kill)
	return h
}

// pid reads the next process id that the holder prints.
func (h *holder) pid() int {
	h.t.Helper()
	line, err := h.out.ReadString('\n')
	if err != nil {
		h.t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		h.t.Fatal(err)
	}
	return pid
}

// kill ends the holder as kill -9 does.
func (h *holder) kill() {
	_ = h.cmd.Process.Kill()
	_ = h.cmd.Wait()
}
