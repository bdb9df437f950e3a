package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// attempts is how often InTx runs a transaction that PostgreSQL gives up.
	attempts = 6
	// firstPause is the longest wait before the second attempt; it doubles.
	firstPause = 4 * time.Millisecond
)

// InTx runs fn in one READ COMMITTED transaction, commits when it returns nil
// and rolls back otherwise, also when it panics.
//
// A transaction that PostgreSQL gives up (see IsSerialization) is run again
// from its start, at most five more times, so fn must hold no effect outside
// the transaction. When the connection is lost while committing, the outcome
// is unknown and the error is returned: only the caller's request id can tell.
func InTx(ctx context.Context, pool *pgxpool.Pool, fn func(tx pgx.Tx) error) error {
	pause := firstPause
	for attempt := 1; ; attempt++ {
		err := once(ctx, pool, fn)
		if err == nil || attempt == attempts || !again(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(rand.N(pause) + time.Microsecond): // spread those who collided
		}
		pause *= 2
	}
}

func once(ctx context.Context, pool *pgxpool.Pool, fn func(tx pgx.Tx) error) error {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return &beginError{err}
	}
	defer func() {
		// Without effect after a commit; needed when ctx is already cancelled.
		rollback, cancel := context.WithTimeout(context.WithoutCancel(ctx), connectTimeout)
		defer cancel()
		_ = tx.Rollback(rollback)
	}()
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// beginError marks a failure before fn ran.
type beginError struct{ err error }

func (e *beginError) Error() string { return "begin a transaction: " + e.err.Error() }
func (e *beginError) Unwrap() error { return e.err }

// again: nothing of the attempt remains in the database. A pooled connection
// that died with a restarted server is found out when BEGIN is sent.
func again(err error) bool {
	var begin *beginError
	if errors.As(err, &begin) {
		var connect *pgconn.ConnectError
		return !errors.As(err, &connect) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
	}
	return IsSerialization(err)
}

// patience is how long a transaction that Patient was called in may think between two statements.
const patience = 10 * time.Minute

// Patient lets a transaction think for minutes between two statements, for the
// rare one that works something out before it writes: on a busy machine the
// limit for those whose owner has gone away would end it.
func Patient(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, "set local idle_in_transaction_session_timeout = "+milliseconds(patience))
	return err
}
