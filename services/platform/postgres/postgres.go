// Package postgres opens Yanlu's database, brings it to the schema this build
// speaks, and runs transactions.
//
// It guarantees that every connection reads times in UTC, that no statement
// waits for a lock for ever, and that a transaction lost to a serialization
// failure or a deadlock is tried again a bounded number of times. It refuses to
// know any context: it holds the one linear series of migrations, and no query.
package postgres

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// connectTimeout bounds one attempt to reach the server.
	connectTimeout = 5 * time.Second
	// lockTimeout bounds the wait for a row: past it the person is told to try
	// again rather than left to wait.
	lockTimeout = 10 * time.Second
	// idleTransactionTimeout ends a transaction whose owner has gone away.
	idleTransactionTimeout = time.Minute
)

// Open connects to the database at dsn, a postgres:// URL or a keyword string,
// and checks that it answers. pool_max_conns and the other pool_ settings of
// pgxpool may be given in dsn; what it does not set gets Yanlu's defaults.
//
// The caller closes the pool.
func Open(ctx context.Context, dsn string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", err)
	}
	configure(config, dsn)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reach the database %s on %s: %w", config.ConnConfig.Database, config.ConnConfig.Host, err)
	}
	return pool, nil
}

func configure(config *pgxpool.Config, dsn string) {
	given, _ := pgx.ParseConfig(dsn) // keeps pool_ settings as run-time parameters
	if _, ok := given.RuntimeParams["pool_max_conns"]; !ok {
		// Enough for the commits of many people at once; more only queue
		// inside PostgreSQL instead of here.
		config.MaxConns = int32(max(16, 4*runtime.NumCPU()))
	}
	if _, ok := given.RuntimeParams["pool_max_conn_lifetime_jitter"]; !ok {
		config.MaxConnLifetimeJitter = 10 * time.Minute
	}
	config.ConnConfig.ConnectTimeout = connectTimeout
	defaults := map[string]string{
		"application_name":                    "yanlu",
		"timezone":                            "UTC",
		"lock_timeout":                        milliseconds(lockTimeout),
		"idle_in_transaction_session_timeout": milliseconds(idleTransactionTimeout),
	}
	for name, value := range defaults {
		if _, ok := config.ConnConfig.RuntimeParams[name]; !ok {
			config.ConnConfig.RuntimeParams[name] = value
		}
	}
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		readTimesInUTC(conn.TypeMap())
		return nil
	}
}

// readTimesInUTC makes a time read back equal, zone included, to the one
// written: hashes are taken over it.
func readTimesInUTC(types *pgtype.Map) {
	timestamptz := &pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	}
	types.RegisterType(timestamptz)
	types.RegisterType(&pgtype.Type{
		Name:  "_timestamptz",
		OID:   pgtype.TimestamptzArrayOID,
		Codec: &pgtype.ArrayCodec{ElementType: timestamptz},
	})
}

func milliseconds(d time.Duration) string { return fmt.Sprint(d.Milliseconds()) }
