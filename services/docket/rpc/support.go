package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/services/platform/postgres"
)

var (
	methodsOnce sync.Once
	methodTable map[string]methodEntry
)

type (
	txn   = pgx.Tx
	stamp = time.Time
)

func inTx(ctx context.Context, pool *pgxpool.Pool, fn func(pgx.Tx) error) error {
	return postgres.InTx(ctx, pool, fn)
}

func unmarshal(body string, into any) error {
	if err := json.Unmarshal([]byte(body), into); err != nil {
		return fmt.Errorf("docket/rpc: event body: %w", err)
	}
	return nil
}
