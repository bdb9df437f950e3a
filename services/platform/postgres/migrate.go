package postgres

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var files embed.FS

// migrationLock is the advisory lock that lets one process migrate while the
// others wait. The number is arbitrary and must never change.
const migrationLock int64 = 7_260_315_991

// Migrate brings the database at dsn to the newest schema of this build and
// returns how many migrations it applied. Processes that start together apply
// each migration once: the others wait for the first.
func Migrate(ctx context.Context, dsn string) (applied int, err error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return 0, fmt.Errorf("read the database address: %w", err)
	}
	for name := range config.RuntimeParams {
		if len(name) > 5 && name[:5] == "pool_" { // meant for pgxpool, not for the server
			delete(config.RuntimeParams, name)
		}
	}
	db := stdlib.OpenDB(*config)
	defer db.Close()
	series, err := fs.Sub(files, "migrations")
	if err != nil {
		return 0, err
	}
	// Asked every second, for five minutes: a long migration may run elsewhere.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(migrationLock), lock.WithLockTimeout(1, 300))
	if err != nil {
		return 0, err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, series,
		goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return 0, fmt.Errorf("read the migrations: %w", err)
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return len(results), fmt.Errorf("migrate the database: %w", err)
	}
	return len(results), nil
}

// SchemaHash identifies the series of migrations of this build: the SHA-256,
// in hexadecimal, of their names and contents in order.
func SchemaHash() string {
	sum := sha256.New()
	// Reading an embedded file cannot fail.
	_ = fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := files.ReadFile(path)
		fmt.Fprintf(sum, "%s %d\n", path, len(content))
		sum.Write(content)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))
}
