package postgrestest

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"

	"yanlu/services/platform/postgres"
)

const (
	// copyPrefix begins the name of a test's database; the id of the test's
	// process follows, so that those of killed tests can be told.
	copyPrefix = "yanlu_test_"
	// templatePrefix begins the name of a template; the hash of the migrations
	// follows.
	templatePrefix = "yanlu_template_"
	// templateLock is the advisory lock under which a template is made. The
	// number is arbitrary.
	templateLock = 5_318_008_264
)

// makeTemplate makes the template of these migrations unless it exists. It is
// made under another name and renamed when complete.
func (s *server) makeTemplate(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.base.String())
	if err != nil {
		return err
	}
	defer conn.Close(ctx) // gives the lock back, too
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", int64(templateLock)); err != nil {
		return err
	}
	names, err := databases(ctx, conn)
	if err != nil {
		return err
	}
	if err := sweep(ctx, conn, names); err != nil {
		return err
	}
	for _, name := range names {
		if name == s.template {
			return nil
		}
	}
	half := s.template + "_half"
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+half+" WITH (FORCE)"); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+half); err != nil {
		return err
	}
	if _, err := postgres.Migrate(ctx, s.dsn(half)); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("ALTER DATABASE %s RENAME TO %s", half, s.template))
	return err
}

func databases(ctx context.Context, conn *pgx.Conn) ([]string, error) {
	rows, err := conn.Query(ctx, "SELECT datname FROM pg_database")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// sweep drops the databases of test processes that were killed. A template of
// other migrations stays: another checkout may be using it, and the whole
// server is soon gone.
func sweep(ctx context.Context, conn *pgx.Conn, names []string) error {
	for _, name := range names {
		rest, ok := strings.CutPrefix(name, copyPrefix)
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(rest, "_")
		pid, err := strconv.Atoi(number)
		if err != nil || syscall.Kill(pid, 0) != syscall.ESRCH {
			continue
		}
		if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)"); err != nil {
			return err
		}
	}
	return nil
}
