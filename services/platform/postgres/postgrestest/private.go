package postgrestest

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/platform/embedded"
)

// idleSeconds is how long the private server outlives its last user; it covers
// the compiling between two packages of one run.
const idleSeconds = 180

// watchdog ends the private server when nobody uses it any more. It must
// outlive every test process, so it is none of them.
//
//go:embed watchdog.sh
var watchdog string

// Dir is the folder of the private server that the tests of this user share.
func Dir() string {
	return filepath.Join(os.TempDir(), "yanlu-test-"+strconv.Itoa(os.Geteuid()))
}

// private finds the shared server or starts it, and returns its address.
func private(ctx context.Context) (string, error) {
	dir := Dir()
	if err := makeOwn(dir); err != nil {
		return "", err
	}
	// Held, shared, until this process ends: it is what the watchdog looks at.
	if _, err := flock(ctx, filepath.Join(dir, "users.lock"), syscall.LOCK_SH); err != nil {
		return "", err
	}
	starting, err := flock(ctx, filepath.Join(dir, "start.lock"), syscall.LOCK_EX)
	if err != nil {
		return "", err
	}
	defer starting.Close()
	if dsn, _, ok := embedded.FindPostgres(filepath.Join(dir, "server")); ok && answers(ctx, dsn("postgres")) {
		return dsn("postgres"), nil
	}
	return start(ctx, dir)
}

func start(ctx context.Context, dir string) (string, error) {
	opts := embedded.Options{
		DataDir: filepath.Join(dir, "server"),
		Unsafe:  true,
		Logger:  slog.New(slog.DiscardHandler),
	}
	p, err := embedded.StartPostgres(ctx, opts)
	var failed *embedded.StartError
	if errors.As(err, &failed) {
		// Without fsync the folder may not have survived a crash of the machine.
		if err := os.RemoveAll(opts.DataDir); err != nil {
			return "", err
		}
		p, err = embedded.StartPostgres(ctx, opts)
	}
	if err != nil {
		return "", err
	}
	cmd := exec.Command("sh", "-c", watchdog, "yanlu-test-watchdog",
		filepath.Join(dir, "users.lock"), strconv.Itoa(p.Pid()), strconv.Itoa(idleSeconds))
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("watch the test server: %w", err)
	}
	return p.DSN("postgres"), cmd.Process.Release()
}

// makeOwn makes the shared folder and refuses one that another user prepared.
func makeOwn(dir string) error {
	if err := os.Mkdir(dir, 0o711); err != nil && !os.IsExist(err) {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || int(owner.Uid) != os.Geteuid() {
		return fmt.Errorf("%s belongs to somebody else", dir)
	}
	return os.Chmod(dir, 0o711) // PostgreSQL's user walks through
}

// flock waits for the lock. The file stays open, and so the lock held, until it
// is closed or the process ends.
func flock(ctx context.Context, path string, how int) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	locked := make(chan error, 1)
	go func() {
		for {
			err := syscall.Flock(int(file.Fd()), how)
			if err != syscall.EINTR {
				locked <- err
				return
			}
		}
	}()
	select {
	case err := <-locked:
		if err == nil {
			held = append(held, file)
		}
		return file, err
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for %s: %w", path, ctx.Err())
	}
}

// held keeps the garbage collector from closing the lock files.
var held []*os.File

// answers says whether the server takes connections; one that is being shut
// down does not, and is waited for until it is gone.
func answers(ctx context.Context, dsn string) bool {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return false
	}
	return conn.Close(ctx) == nil
}
