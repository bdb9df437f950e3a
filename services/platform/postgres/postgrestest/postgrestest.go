// Package postgrestest gives every test an own, migrated database on a real
// PostgreSQL.
//
// One private server is shared by all packages of a test run: the first test
// that needs it starts it, without fsync, and it ends by itself some minutes
// after the last test process has gone. YANLU_TEST_DATABASE_URL names another
// server instead, on which the user may create databases. Each database is a
// copy of a template that is migrated once for each state of the migrations.
package postgrestest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/platform/postgres"
)

const (
	// urlVariable names a server to use instead of a private one.
	urlVariable = "YANLU_TEST_DATABASE_URL"
	// patience bounds every step here; each takes a second at most.
	patience = 2 * time.Minute
	// poolSize keeps many parallel tests within the server's connections.
	poolSize = "8"
)

// New gives t an empty, migrated database of its own, dropped when t ends.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	pool, err := postgres.Open(ctx, DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// DSN is New for a test that opens its database itself.
func DSN(t testing.TB) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s, err := shared(ctx)
	if err != nil {
		t.Fatalf("the test database server: %v", err)
	}
	name := fmt.Sprintf("%s%d_%d", copyPrefix, os.Getpid(), copies.Add(1))
	create := fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, s.template)
	if err := s.maintain(ctx, create); err != nil {
		t.Fatalf("copy the template database: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := s.maintain(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return s.dsn(name)
}

// Empty is DSN without the migrations: a database with nothing in it.
func Empty(t testing.TB) string {
	t.Helper()
	dsn := DSN(t)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err := run(ctx, dsn, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
	if err != nil {
		t.Fatalf("empty the test database: %v", err)
	}
	return dsn
}

var copies atomic.Int64

// server is the PostgreSQL that the tests of this process use.
type server struct {
	base     *url.URL
	template string
}

var (
	sharedOnce   sync.Once
	sharedServer *server
	errShared    error
)

// shared finds or starts the server and makes the template, once a process.
func shared(ctx context.Context) (*server, error) {
	sharedOnce.Do(func() { sharedServer, errShared = prepare(ctx) })
	return sharedServer, errShared
}

func prepare(ctx context.Context) (*server, error) {
	address := os.Getenv(urlVariable)
	if address == "" {
		var err error
		if address, err = private(ctx); err != nil {
			return nil, err
		}
	}
	base, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%s is not a postgres:// URL", urlVariable)
	}
	s := &server{base: base, template: templatePrefix + postgres.SchemaHash()[:16]}
	return s, s.makeTemplate(ctx)
}

func (s *server) dsn(database string) string {
	u := *s.base
	u.Path = "/" + database
	query := u.Query()
	query.Set("pool_max_conns", poolSize)
	u.RawQuery = query.Encode()
	return u.String()
}

// maintain runs one statement outside the tests' databases.
func (s *server) maintain(ctx context.Context, sql string) error {
	return run(ctx, s.base.String(), sql)
}

func run(ctx context.Context, dsn, sql string) error {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return err
	}
	delete(config.RuntimeParams, "pool_max_conns") // meant for pgxpool alone
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql)
	return err
}
