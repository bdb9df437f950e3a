package embedded

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
)

// engineBinary is the built engine; `make test` builds it first.
func engineBinary(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("YANLU_ENGINE"); path != "" {
		return path
	}
	path, err := filepath.Abs("../../../bin/" + engineName)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("build it with `make engine`: %v", err)
	}
	return path
}

func serving(t *testing.T, address string) {
	t.Helper()
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	answer, err := healthpb.NewHealthClient(conn).Check(within(t),
		&healthpb.HealthCheckRequest{Service: "temporal.api.workflowservice.v1.WorkflowService"}, grpc.WaitForReady(true))
	if err != nil {
		t.Fatal(err)
	}
	if answer.Status != healthpb.HealthCheckResponse_SERVING {
		t.Errorf("the engine says %s", answer.Status)
	}
}

func TestEngineStartsStopsAndComesBack(t *testing.T) {
	dir := tempDir(t)
	postgres := startPostgres(t, dir)
	opts := EngineOptions{
		DataDir:     dir,
		PostgresDSN: func() string { return postgres.DSN("postgres") },
		Binary:      engineBinary(t),
	}
	begin := time.Now()
	engine, err := StartEngine(within(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("first start %s", time.Since(begin).Round(time.Millisecond))
	serving(t, engine.Address())
	address, pid := engine.Address(), engine.Pid()

	begin = time.Now()
	if err := engine.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := engine.Await(within(t), 1); err != nil {
		t.Fatal(err)
	}
	t.Logf("killed and serving again after %s", time.Since(begin).Round(time.Millisecond))
	if engine.Pid() == pid || engine.Address() != address {
		t.Errorf("pid %d → %d, address %s → %s", pid, engine.Pid(), address, engine.Address())
	}
	serving(t, engine.Address())

	begin = time.Now()
	if err := engine.Stop(within(t)); err != nil {
		t.Fatal(err)
	}
	t.Logf("stopped in %s", time.Since(begin).Round(time.Millisecond))

	begin = time.Now()
	again, err := StartEngine(within(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("later start %s", time.Since(begin).Round(time.Millisecond))
	defer again.Stop(within(t))
	if again.Address() != address {
		t.Errorf("the address changed from %s to %s", address, again.Address())
	}
	serving(t, again.Address())

	var inUse *InUseError
	if _, err := StartEngine(within(t), opts); !errors.As(err, &inUse) {
		t.Errorf("a second owner got %v", err)
	}
}

func TestEngineEndsWithAKilledParent(t *testing.T) {
	dir := tempDir(t)
	owner := startHolder(t, dir, holdEngineVariable+"="+engineBinary(t))
	owner.pid() // the database's
	pid := owner.pid()
	orphan, err := adopt(pid, func(pid int) bool { return hasFlag(commandLine(pid), "--data-dir", dir) })
	if err != nil {
		t.Fatal(err)
	}
	owner.kill()
	select {
	case <-orphan.exited:
	case <-within(t).Done():
		t.Error("the engine outlives its parent")
	}
	startPostgres(t, dir) // adopts the database, and stops it in the end
}

func TestEngineThatCannotStartSaysWhy(t *testing.T) {
	dir := tempDir(t)
	_, err := StartEngine(within(t), EngineOptions{
		DataDir:     dir,
		PostgresDSN: func() string { return "mysql://elsewhere/" },
		Binary:      engineBinary(t),
	})
	var failed *StartError
	if !errors.As(err, &failed) || failed.Tail == "" {
		t.Errorf("got %v", err)
	}
}

func TestMissingEngineIsNamed(t *testing.T) {
	_, err := findEngine(filepath.Join(t.TempDir(), "nothing"))
	var missing *NoEngineError
	if !errors.As(err, &missing) || len(missing.Tried) == 0 {
		t.Errorf("got %v", err)
	}
}
