package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"yanlu/services/platform/postgres"
	"yanlu/services/platform/postgres/postgrestest"
)

func TestMigrateTogetherAppliesEachOnce(t *testing.T) {
	dsn := postgrestest.Empty(t)
	ctx := context.Background()
	var total atomic.Int64
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			n, err := postgres.Migrate(ctx, dsn)
			if err != nil {
				t.Error(err)
			}
			total.Add(int64(n))
		})
	}
	wait.Wait()
	if total.Load() == 0 {
		t.Error("nothing was applied")
	}
	if n, err := postgres.Migrate(ctx, dsn); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
	pool, err := postgres.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var rows int64
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM goose_db_version WHERE version_id > 0").Scan(&rows); err != nil || rows != total.Load() {
		t.Errorf("%d rows for %d applied, %v", rows, total.Load(), err)
	}
}

func TestOpenReadsTimesInUTC(t *testing.T) {
	pool := postgrestest.New(t)
	want := time.Date(2026, 3, 1, 17, 0, 0, 123456000, time.FixedZone("CST", 8*3600))
	var got time.Time
	var list []time.Time
	err := pool.QueryRow(context.Background(), "SELECT $1::timestamptz, ARRAY[$1::timestamptz]", want).Scan(&got, &list)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Equal(want) || got.Location() != time.UTC || list[0].Location() != time.UTC {
		t.Errorf("got %v and %v", got, list)
	}
}

func TestOpenSaysWhichServer(t *testing.T) {
	ctx := context.Background()
	if _, err := postgres.Open(ctx, "postgres://nobody@127.0.0.1:1/none"); err == nil {
		t.Error("opened nothing")
	}
	if _, err := postgres.Open(ctx, "postgres://%zz"); err == nil {
		t.Error("read nonsense")
	}
}

func TestErrorsNameTheConstraint(t *testing.T) {
	pool := postgrestest.New(t)
	ctx := context.Background()
	_, err := pool.Exec(ctx, `
		CREATE TABLE parent (id text CONSTRAINT parent_key PRIMARY KEY, n int CONSTRAINT n_positive CHECK (n > 0));
		CREATE TABLE child (parent text CONSTRAINT child_has_parent REFERENCES parent);
		INSERT INTO parent VALUES ('a', 1)`)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		sql        string
		is         func(error, string) bool
		constraint string
	}{
		{"INSERT INTO parent VALUES ('a', 1)", postgres.IsUnique, "parent_key"},
		{"INSERT INTO parent VALUES ('b', 0)", postgres.IsCheck, "n_positive"},
		{"INSERT INTO child VALUES ('z')", postgres.IsForeignKey, "child_has_parent"},
	} {
		_, err := pool.Exec(ctx, test.sql)
		err = fmt.Errorf("wrapped: %w", err)
		if !test.is(err, test.constraint) || !test.is(err, "") || test.is(err, "another") {
			t.Errorf("%s: %v", test.sql, err)
		}
		if got := postgres.Constraint(err); got != test.constraint {
			t.Errorf("%s: constraint %q", test.sql, got)
		}
		if postgres.IsSerialization(err) {
			t.Errorf("%s: taken for a serialization failure", test.sql)
		}
	}
	if postgres.IsUnique(nil, "") || postgres.Constraint(errors.New("other")) != "" {
		t.Error("an error that is not PostgreSQL's was taken for one")
	}
}

// TestInTxSurvivesADeadlock makes two transactions lock two rows in opposite
// orders; PostgreSQL gives one up, and it must succeed all the same.
func TestInTxSurvivesADeadlock(t *testing.T) {
	pool := postgrestest.New(t)
	ctx := context.Background()
	if _, err := pool.Exec(ctx, "CREATE TABLE purse (id int PRIMARY KEY, n int NOT NULL); INSERT INTO purse VALUES (1, 0), (2, 0)"); err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup // met only by the first attempt of each
	both.Add(2)
	move := func(first, second int) error {
		met := false
		return postgres.InTx(ctx, pool, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, "UPDATE purse SET n = n + 1 WHERE id = $1", first); err != nil {
				return err
			}
			if !met {
				met = true
				both.Done()
				both.Wait()
			}
			_, err := tx.Exec(ctx, "UPDATE purse SET n = n + 1 WHERE id = $1", second)
			return err
		})
	}
	outcome := make(chan error, 2)
	go func() { outcome <- move(1, 2) }()
	go func() { outcome <- move(2, 1) }()
	for range 2 {
		if err := <-outcome; err != nil {
			t.Error(err)
		}
	}
	var sum int
	if err := pool.QueryRow(ctx, "SELECT sum(n) FROM purse").Scan(&sum); err != nil || sum != 4 {
		t.Errorf("sum %d, %v", sum, err)
	}
}

func TestInTxGivesUpInTheEnd(t *testing.T) {
	pool := postgrestest.New(t)
	runs := 0
	err := postgres.InTx(context.Background(), pool, func(pgx.Tx) error {
		runs++
		return &pgconn.PgError{Code: "40001"}
	})
	if !postgres.IsSerialization(err) || runs != 6 {
		t.Errorf("%d runs, %v", runs, err)
	}
}

func TestInTxRollsBackOnErrorAndPanic(t *testing.T) {
	pool := postgrestest.New(t)
	ctx := context.Background()
	if _, err := pool.Exec(ctx, "CREATE TABLE mark (n int)"); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	runs := 0
	mark := func(end func() error) func(pgx.Tx) error {
		return func(tx pgx.Tx) error {
			runs++
			if _, err := tx.Exec(ctx, "INSERT INTO mark VALUES (1)"); err != nil {
				return err
			}
			return end()
		}
	}
	if err := postgres.InTx(ctx, pool, mark(func() error { return refused })); !errors.Is(err, refused) || runs != 1 {
		t.Errorf("%d runs, %v", runs, err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = postgres.InTx(ctx, pool, mark(func() error { panic("boom") }))
	}()
	var rows int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM mark").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows, %v", rows, err)
	}
}

func TestInTxOutlivesTheEndOfItsConnections(t *testing.T) {
	pool := postgrestest.New(t)
	ctx := context.Background()
	one := func(tx pgx.Tx) error { _, err := tx.Exec(ctx, "SELECT 1"); return err }
	if err := postgres.InTx(ctx, pool, one); err != nil {
		t.Fatal(err)
	}
	// What a restart of the server does to a pool at rest.
	if _, err := pool.Exec(ctx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"); err != nil {
		t.Fatal(err)
	}
	var pid int
	if err := pool.QueryRow(ctx, "SELECT pg_backend_pid()").Scan(&pid); err != nil {
		t.Fatal(err)
	}
	other := postgrestest.New(t)
	if _, err := other.Exec(ctx, "SELECT pg_terminate_backend($1)", pid); err != nil {
		t.Fatal(err)
	}
	if err := postgres.InTx(ctx, pool, one); err != nil {
		t.Error(err)
	}
}

// A transaction that works something out is not taken for one whose owner has gone away.
func TestPatientMayThink(t *testing.T) {
	pool := postgrestest.New(t)
	for patient, want := range map[bool]bool{true: true, false: false} {
		err := postgres.InTx(context.Background(), pool, func(tx pgx.Tx) error {
			if _, err := tx.Exec(context.Background(), "set local idle_in_transaction_session_timeout = 50"); err != nil {
				return err
			}
			if patient {
				if err := postgres.Patient(context.Background(), tx); err != nil {
					return err
				}
			}
			time.Sleep(400 * time.Millisecond)
			_, err := tx.Exec(context.Background(), "select 1")
			return err
		})
		if (err == nil) != want {
			t.Errorf("patient %v: %v", patient, err)
		}
	}
}
