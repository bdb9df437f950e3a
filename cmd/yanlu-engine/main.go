// Command yanlu-engine runs one Temporal server for the embedded default of
// Yanlu: every service in one process, loopback only, persisting into the
// PostgreSQL it is given.
//
// It guarantees that the databases and the namespace exist before it says it is
// ready, and that it does not outlive its parent when told to watch it. It
// knows nothing of projects, and is not meant to be reached from another
// machine: a bureau with more than one server gives `yanlu serve` the address
// of a real Temporal cluster instead.
//
// It lives in a module of its own so that the product is built and tested
// without the server's dependencies.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// dsnVariable names the environment variable read when --postgres-dsn is not
// given, so that a password need not stand on the command line.
const dsnVariable = "YANLU_ENGINE_POSTGRES_DSN"

// stopGrace bounds how long a clean stop may take before the process leaves
// anyway: everything acknowledged is in PostgreSQL by then.
const stopGrace = 10 * time.Second

// options are the command's flags.
type options struct {
	postgresDSN   string
	database      string
	grpcPort      int
	namespace     string
	retention     time.Duration
	dataDir       string
	logLevel      string
	exitWithStdin bool
}

// ready is the one line printed on standard output, and the content of
// <data-dir>/engine.json, once the engine serves.
type ready struct {
	Address   string `json:"address"`
	Namespace string `json:"namespace"`
	PID       int    `json:"pid"`
}

func main() {
	opts, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = run(opts)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "yanlu-engine:", err)
		os.Exit(1)
	}
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("yanlu-engine", flag.ContinueOnError)
	flags.StringVar(&o.postgresDSN, "postgres-dsn", os.Getenv(dsnVariable), "postgres:// URL of a server this user may create databases on; $"+dsnVariable+" when not given")
	flags.StringVar(&o.database, "database", "temporal", "name of the database; visibility is kept in <name>_visibility")
	flags.IntVar(&o.grpcPort, "grpc-port", 0, "loopback port to serve gRPC on; 0 takes a free one")
	flags.StringVar(&o.namespace, "namespace", "yanlu", "namespace that must exist when ready")
	flags.DurationVar(&o.retention, "retention", 72*time.Hour, "how long finished workflow runs are kept, for a new namespace")
	flags.StringVar(&o.dataDir, "data-dir", "", "folder for engine.json; nothing is written when empty")
	flags.StringVar(&o.logLevel, "log-level", "error", "debug, info, warn or error")
	flags.BoolVar(&o.exitWithStdin, "exit-with-stdin", false, "leave when standard input is closed, that is when the parent is gone")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.postgresDSN == "" {
		return o, errors.New("no PostgreSQL: give --postgres-dsn or set " + dsnVariable)
	}
	return o, nil
}

// run serves until SIGTERM or SIGINT, or leaves at once when the parent is gone.
func run(opts options) error {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	if opts.exitWithStdin {
		go func() {
			// The parent was killed: its next run wants the databases for itself.
			// What this server has acknowledged is committed.
			_, _ = io.Copy(io.Discard, os.Stdin)
			os.Exit(0)
		}()
	}

	plan, err := newPlan(opts)
	if err != nil {
		return err
	}
	if err := plan.prepareDatabases(ctx); err != nil {
		return err
	}
	server, err := plan.newServer()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return fmt.Errorf("start the server: %w", err)
	}
	err = serve(ctx, opts, plan)
	return errors.Join(err, stop(server.Stop))
}

// serve makes the namespace, announces readiness and waits for the end.
func serve(ctx context.Context, opts options, plan *plan) error {
	if err := ensureNamespace(ctx, plan.address(), opts.namespace, opts.retention); err != nil {
		if ctx.Err() != nil {
			return nil // told to stop while starting
		}
		return err
	}
	if err := announce(opts.dataDir, ready{Address: plan.address(), Namespace: opts.namespace, PID: os.Getpid()}); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

func stop(stopServer func() error) error {
	done := make(chan error, 1)
	go func() { done <- stopServer() }()
	select {
	case err := <-done:
		return err
	case <-time.After(stopGrace):
		return fmt.Errorf("the server did not stop within %s", stopGrace)
	}
}

// announce writes the ready file before the line, so that whoever reads the
// line finds the file.
func announce(dir string, r ready) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if dir != "" {
		path := filepath.Join(dir, "engine.json")
		if err := os.WriteFile(path+".new", append(line, '\n'), 0o600); err != nil {
			return err
		}
		if err := os.Rename(path+".new", path); err != nil {
			return err
		}
	}
	_, err = fmt.Println(strings.TrimSpace(string(line)))
	return err
}
