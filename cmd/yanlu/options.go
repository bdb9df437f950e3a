package main

import (
	"context"
	"fmt"
	"path/filepath"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"log/slog"

	"yanlu/services/platform/embedded"
)

// Stores says where the two stores are. Without an address a part is embedded:
// a private PostgreSQL or engine under the data folder.
type Stores struct {
	DataDir           string `help:"数据目录 / Data folder." env:"YANLU_DATA_DIR" default:".yanlu" type:"path"`
	DatabaseURL       string `help:"外部数据库地址；缺省用内置 / External database; embedded when empty." env:"YANLU_DATABASE_URL"`
	TemporalAddress   string `help:"外部 Temporal 地址；缺省用内置 / External Temporal; embedded when empty." env:"YANLU_TEMPORAL_ADDRESS"`
	TemporalNamespace string `help:"Temporal 命名空间 / Namespace." env:"YANLU_TEMPORAL_NAMESPACE" default:"yanlu"`
}

// database is where the record is kept: external, started by us, or already running for the same data folder.
type database struct {
	dsn   func(name string) string
	owned *embedded.Postgres
}

const databaseName = "yanlu"

// openDatabase connects or starts what the options say. A command beside a
// running server (verify, resync) finds the server's database.
func (s Stores) openDatabase(ctx context.Context, log *slog.Logger) (*database, error) {
	if s.DatabaseURL != "" {
		return &database{dsn: func(string) string { return s.DatabaseURL }}, nil
	}
	if dsn, _, ok := embedded.FindPostgres(s.DataDir); ok {
		return &database{dsn: dsn}, nil
	}
	return s.startDatabase(ctx, log)
}

func (s Stores) startDatabase(ctx context.Context, log *slog.Logger, settings ...string) (*database, error) {
	pg, err := embedded.StartPostgres(ctx, embedded.Options{DataDir: s.DataDir, Logger: log, Settings: settings})
	if err != nil {
		return nil, err
	}
	if err := pg.EnsureDatabase(ctx, databaseName); err != nil {
		_ = pg.Stop(context.WithoutCancel(ctx))
		return nil, err
	}
	return &database{dsn: pg.DSN, owned: pg}, nil
}

func (d *database) url() string { return d.dsn(databaseName) }

func (d *database) stop(ctx context.Context) {
	if d.owned != nil {
		_ = d.owned.Stop(context.WithoutCancel(ctx))
	}
}

// dial connects to the engine lazily: a person's act never waits for it.
func (s Stores) dial(address string, logger *slog.Logger) (client.Client, error) {
	c, err := client.NewLazyClient(client.Options{
		HostPort: address, Namespace: s.TemporalNamespace, Logger: log.NewStructuredLogger(logger.With("part", "workflows")),
	})
	if err != nil {
		return nil, fmt.Errorf("connect to Temporal at %s: %w", address, err)
	}
	return c, nil
}

func (s Stores) blobFolder() string { return filepath.Join(s.DataDir, "files") }

func engineDir(dataDir string) string { return filepath.Join(dataDir, "engine") }
