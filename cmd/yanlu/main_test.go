package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"yanlu/services/docket"
	"yanlu/services/platform/embedded"
	"yanlu/services/platform/postgres"
)

const (
	// childVariable makes this test binary a server that can be killed; it holds the folder and the addresses.
	childVariable = "YANLU_TEST_SERVER"
	// engineVariable says where the engine's program is.
	engineVariable = "YANLU_ENGINE"
	// patience bounds every wait for something to come true.
	patience = 2 * time.Minute
)

var quiet = slog.New(slog.DiscardHandler)

func TestMain(m *testing.M) {
	if raw := os.Getenv(childVariable); raw != "" {
		if err := serveAsChild(raw); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if os.Getenv(engineVariable) == "" {
		engine, err := filepath.Abs("../../bin/yanlu-engine")
		if err == nil {
			err = os.Setenv(engineVariable, engine)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// needEngine fails the test when the engine has not been built.
func needEngine(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(os.Getenv(engineVariable)); err != nil {
		t.Fatalf("%v\nThe stories run on the real engine: build it with `make engine`.", err)
	}
}

// childServer is a server in a process of its own.
type childServer struct {
	Dir, HTTP, GRPC string

	t    *testing.T
	cmd  *exec.Cmd
	said bytes.Buffer // on standard error
}

func serveAsChild(raw string) error {
	var s childServer
	if err := json.Unmarshal([]byte(raw), &s); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	i, err := Start(ctx, s.config())
	if err != nil {
		return err
	}
	defer i.Stop()
	return i.Wait(ctx)
}

func (s *childServer) config() Config {
	return Config{
		Stores: Stores{DataDir: s.Dir, TemporalNamespace: "yanlu"}, Parts: Parts{API: true, Worker: true},
		HTTPAddr: s.HTTP, GRPCAddr: s.GRPC, People: true, Log: quiet,
	}
}

func newChildServer(t *testing.T) *childServer {
	t.Helper()
	needEngine(t)
	s := &childServer{Dir: tempDir(t), HTTP: freeAddress(t), GRPC: freeAddress(t), t: t}
	t.Cleanup(s.sweep)
	return s
}

func tempDir(t *testing.T) string {
	t.Helper()
	dir, err := embedded.TempDir("yanlu-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// start launches the process and does not wait until it serves.
func (s *childServer) start() {
	s.t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		s.t.Fatal(err)
	}
	s.cmd = exec.Command(os.Args[0])
	s.cmd.Env = append(os.Environ(), childVariable+"="+string(raw))
	s.cmd.Stderr = &s.said
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
}

// kill ends the process as a power cut would. PostgreSQL lives on, or is left half started.
func (s *childServer) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// stop ends the process cleanly, and with it its children.
func (s *childServer) stop() {
	s.t.Helper()
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	timer := time.AfterFunc(patience, func() { _ = s.cmd.Process.Kill() })
	defer timer.Stop()
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("the server did not stop cleanly: %v\n%s", err, s.said.String())
	}
}

// sweep ends what a failed test left running.
func (s *childServer) sweep() {
	if s.cmd != nil && s.cmd.ProcessState == nil {
		s.kill()
	}
	if _, pid, ok := embedded.FindPostgres(s.Dir); ok {
		_ = syscall.Kill(pid, syscall.SIGQUIT)
	}
}

// verifyClean folds every event of a database again.
func verifyClean(t *testing.T, dsn string) {
	t.Helper()
	pool, err := postgres.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rep, err := docket.Verify(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range rep.Mismatches {
		t.Error(m.Error())
	}
	if rep.Events == 0 {
		t.Error("nothing is on record")
	}
	t.Logf("verified: %d dockets, %d events, %d snapshots, %d postings", rep.Dockets, rep.Events, rep.Snapshots, rep.Postings)
}

// private starts an instance of its own in this process.
func private(t *testing.T) *Instance {
	t.Helper()
	needEngine(t)
	i, stop, err := startPrivate(t.Context(), quiet)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return i
}
