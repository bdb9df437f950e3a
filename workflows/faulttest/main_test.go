package faulttest

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/sdk/client"

	"yanlu/services/docket/lawtest"
	"yanlu/services/platform/embedded"
	"yanlu/services/platform/faults"
	"yanlu/services/platform/postgres"
	"yanlu/services/platform/postgres/postgrestest"
	"yanlu/workflows"
	"yanlu/workflows/relay"
)

const (
	namespace = "yanlu"
	// patience bounds every wait for something to come true.
	patience = 90 * time.Second
	// childVariable makes this test binary a relay and worker that can be killed;
	// it holds the database's and the engine's address.
	childVariable = "YANLU_FAULTTEST_CHILD"
)

var (
	record = flag.Bool("record", false, "record the histories in workflows/replay/testdata anew")
	quiet  = slog.New(slog.NewTextHandler(io.Discard, nil))
	engine *embedded.Engine
)

func TestMain(m *testing.M) {
	if at := os.Getenv(childVariable); at != "" {
		dsn, address, _ := strings.Cut(at, " ")
		fmt.Fprintln(os.Stderr, carryAsChild(dsn, address))
		os.Exit(1)
	}
	flag.Parse()
	code := m.Run()
	if engine != nil {
		stopEngine(engine)
	}
	os.Exit(code)
}

func carryAsChild(dsn, address string) error {
	ctx := context.Background()
	pool, err := postgres.Open(ctx, dsn)
	if err != nil {
		return err
	}
	c, err := client.Dial(client.Options{HostPort: address, Namespace: namespace, Logger: silent{}})
	if err != nil {
		return err
	}
	go func() { _ = workflows.Run(ctx, c, lawtest.Over(pool, time.Now).Door, workflows.Options{Logger: quiet}) }()
	return relay.Run(ctx, pool, c, relay.Options{Logger: quiet})
}

// shared is the engine of this run; the first test that needs it starts it.
func shared(t *testing.T) *embedded.Engine {
	t.Helper()
	if engine == nil {
		engine = newEngine(t, fmt.Sprintf("temporal_test_%d", os.Getpid()))
	}
	return engine
}

// newEngine starts an engine whose databases lie on the tests' server.
func newEngine(t *testing.T, database string) *embedded.Engine {
	t.Helper()
	binary, err := filepath.Abs("../../bin/yanlu-engine")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(binary); err != nil {
		t.Fatalf("%v\nThe tests of faults run on the real engine: build it with `make build`.", err)
	}
	dir, err := embedded.TempDir("yanlu-faulttest-")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	dsn := withoutSettings(t, postgrestest.DSN(t))
	e, err := embedded.StartEngine(ctx, embedded.EngineOptions{
		DataDir: dir, Binary: binary, Database: database, Namespace: namespace, Logger: quiet,
		PostgresDSN: func() string { return dsn },
	})
	if err != nil {
		t.Fatal(err)
	}
	engineHomes[e] = home{dir, dsn, database}
	return e
}

// withoutSettings takes the pool's settings off an address: the engine passes every one on.
func withoutSettings(t *testing.T, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	u.RawQuery = "sslmode=" + cmp.Or(u.Query().Get("sslmode"), "disable")
	return u.String()
}

type home struct{ dir, dsn, database string }

var engineHomes = map[*embedded.Engine]home{}

// stopEngine ends an engine and takes its databases away.
func stopEngine(e *embedded.Engine) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	h := engineHomes[e]
	_ = e.Stop(ctx)
	_ = dropDatabases(ctx, h)
	_ = os.RemoveAll(h.dir)
}

func dropDatabases(ctx context.Context, h home) error {
	conn, err := maintenance(ctx, h.dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, name := range []string{h.database, h.database + "_visibility"} {
		if _, err := conn.Exec(ctx, "drop database if exists "+name+" with (force)"); err != nil {
			return err
		}
	}
	return nil
}

// maintenance connects to the server of a database, beside the database.
func maintenance(ctx context.Context, dsn string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	config.Database = "postgres"
	config.RuntimeParams = map[string]string{}
	return pgx.ConnectConfig(ctx, config)
}

// child starts a relay and worker of their own process, to be killed at a point.
func child(t *testing.T, dsn, address, fault string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+dsn+" "+address, faults.Variable+"="+fault)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd
}

// killed waits until a child was ended by its fault.
func killed(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	timer := time.AfterFunc(patience, func() { _ = cmd.Process.Signal(syscall.SIGTERM) })
	defer timer.Stop()
	_ = cmd.Wait()
	status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !status.Signaled() || status.Signal() != syscall.SIGKILL {
		t.Fatalf("the child was not ended at its point: %s", cmd.ProcessState)
	}
}

// silent keeps the SDK's log out of the tests'.
type silent struct{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}
