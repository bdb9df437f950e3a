package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	loopback = "127.0.0.1"
	// knockPause lies between two attempts to reach a starting server.
	knockPause = 10 * time.Millisecond
	// orphanTries, a pause apart, is how long the backends of a killed server
	// are waited for.
	orphanTries = 50
	orphanPause = 200 * time.Millisecond
	// maintenance is the database that every cluster has.
	maintenance = "postgres"
)

// Options say where the private PostgreSQL lives.
type Options struct {
	// DataDir is Yanlu's data folder; the database is kept in its subfolder
	// postgres. It is made when missing.
	DataDir string
	// Logger hears of restarts; slog's default when nil.
	Logger *slog.Logger
	// Unsafe trades durability for speed. For tests only.
	Unsafe bool
	// Settings are further name=value settings of the server.
	Settings []string
}

// Postgres is a private PostgreSQL server that is kept running.
type Postgres struct {
	opts       Options
	at         place
	with       programs
	held       *os.File
	supervisor supervisor

	mu     sync.Mutex
	record record
}

// StartPostgres starts the private PostgreSQL of a data folder, or adopts the
// one that a killed run left, and returns when it answers. ctx bounds the start
// only; the server lives until Stop.
//
// Errors: *NoPostgresError, *InUseError, *StartError.
func StartPostgres(ctx context.Context, opts Options) (*Postgres, error) {
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	at, err := newPlace(opts.DataDir)
	if err != nil {
		return nil, fmt.Errorf("prepare the data folder: %w", err)
	}
	if at.moved {
		opts.Logger.Warn("数据目录的上级不允许数据库用户进入，数据库改存别处 / the database user may not enter the data folder: the database is kept elsewhere",
			"data_dir", at.state, "database", at.cluster)
	}
	held, err := lock(filepath.Join(at.state, "postgres.lock"))
	if err != nil {
		return nil, err
	}
	p := &Postgres{opts: opts, at: at, held: held}
	if err := p.start(ctx); err != nil {
		held.Close()
		return nil, err
	}
	return p, nil
}

func (p *Postgres) start(ctx context.Context) error {
	var err error
	if p.with, err = findPostgres(majorOf(p.at.cluster)); err != nil {
		return err
	}
	if p.record, err = ensureCluster(ctx, p.at, p.with, p.opts.Unsafe); err != nil {
		return err
	}
	p.supervisor = supervisor{
		name: "postgres",
		log:  p.opts.Logger,
		// Fast shutdown, then immediate.
		stopSignals: []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT},
		launch:      p.launch,
	}
	return p.supervisor.start(ctx)
}

// launch adopts a running server of this folder or starts one. The backends of
// a server that was killed may need a moment to notice and go; until then
// PostgreSQL refuses to start, and it is asked again.
func (p *Postgres) launch(ctx context.Context) (*process, error) {
	for try := 1; ; try++ {
		server, err := p.launchOnce(ctx)
		if err == nil || try == orphanTries || !backendsRemain(err) {
			return server, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(orphanPause):
		}
	}
}

// backendsRemain: PostgreSQL found traces of a server of this folder.
func backendsRemain(err error) bool {
	var failed *StartError
	return errors.As(err, &failed) &&
		(strings.Contains(failed.Tail, "pre-existing shared memory block") ||
			strings.Contains(failed.Tail, `lock file "postmaster.pid" already exists`))
}

func (p *Postgres) launchOnce(ctx context.Context) (*process, error) {
	if err := clearStalePid(p.at.cluster); err != nil {
		return nil, err
	}
	from := logEnd(p.logPath())
	server := p.adopt()
	if server == nil {
		var err error
		if server, err = p.spawn(); err != nil {
			return nil, err
		}
	}
	if err := p.answer(ctx, server); err != nil {
		if server.alive() {
			_ = server.signal(syscall.SIGQUIT)
			<-server.exited
		}
		return nil, &StartError{Server: "PostgreSQL", Cause: err, LogPath: p.logPath(), Tail: logTail(p.logPath(), from)}
	}
	return server, nil
}

// adopt follows the server that runs on our folder; nil when there is none, and
// PostgreSQL then clears its own pid file.
func (p *Postgres) adopt() *process {
	pid, err := postmaster(p.at.cluster)
	if err != nil || pid == 0 {
		return nil
	}
	server, err := adopt(pid, isServerOf(p.at.cluster))
	if err != nil {
		return nil
	}
	p.opts.Logger.Info("接管仍在运行的数据库进程 / adopted the database server still running", "pid", pid)
	return server
}

func (p *Postgres) spawn() (*process, error) {
	if err := p.choosePort(); err != nil {
		return nil, err
	}
	log, err := openLog(p.logPath())
	if err != nil {
		return nil, err
	}
	defer log.Close()
	args := append([]string{"-D", p.at.cluster}, settings(p.known(), p.opts)...)
	cmd := exec.Command(p.with.path("postgres"), args...)
	cmd.SysProcAttr = p.at.attributes()
	cmd.Dir = "/"
	cmd.Env = environment()
	cmd.Stdout, cmd.Stderr = log, log
	return spawn(cmd)
}

// choosePort keeps the port of the last run unless somebody else took it.
func (p *Postgres) choosePort() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.record.Port != 0 && portIsFree(p.record.Port) {
		return nil
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	p.record.Port = port
	return p.record.write(p.at.state)
}

// answer waits until the server takes connections; recovery after a crash is
// waited for as long as it takes.
func (p *Postgres) answer(ctx context.Context, server *process) error {
	for {
		err := ping(ctx, p.DSN(maintenance))
		var refused *pgconn.PgError
		if errors.As(err, &refused) {
			switch refused.Code {
			case "53300": // too_many_connections: busy, so it serves
				return nil
			case "57P03": // cannot_connect_now: it is starting up
			default:
				return err
			}
		}
		if err == nil {
			return nil
		}
		select {
		case <-server.exited:
			return errors.New(server.outcome)
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(knockPause):
		}
	}
}

func ping(ctx context.Context, dsn string) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func (p *Postgres) logPath() string { return filepath.Join(p.at.state, "postgres.log") }

func (p *Postgres) known() record {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.record
}

// DSN is the postgres:// URL of a database of this server. It changes only when
// another program took the server's port while it was down.
func (p *Postgres) DSN(database string) string { return p.known().dsn(database) }

// EnsureDatabase makes the database unless it exists.
func (p *Postgres) EnsureDatabase(ctx context.Context, name string) error {
	conn, err := pgx.Connect(ctx, p.DSN(maintenance))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize())
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "42P04" { // duplicate_database
		return nil
	}
	return err
}

// Pid is the process id of the server, 0 while it is down.
func (p *Postgres) Pid() int { return p.supervisor.pid() }

// Restarts is how often the server died and was started again.
func (p *Postgres) Restarts() int {
	_, restarts, _ := p.supervisor.state()
	return restarts
}

// Await returns when the server answers after at least that many restarts.
func (p *Postgres) Await(ctx context.Context, restarts int) error {
	return p.supervisor.await(ctx, restarts)
}

// Stop shuts the server down: running transactions are rolled back, committed
// ones are on disk. When ctx ends first the server is killed, which loses
// nothing committed either.
func (p *Postgres) Stop(ctx context.Context) error {
	err := p.supervisor.stop(ctx)
	return errors.Join(err, p.held.Close())
}

// FindPostgres gives the addresses of the server that runs on a data folder,
// whoever started it, and its process id; ok is false when none runs.
func FindPostgres(dataDir string) (dsn func(database string) string, pid int, ok bool) {
	state, err := filepath.Abs(dataDir)
	if err != nil {
		return nil, 0, false
	}
	r, err := readRecord(state)
	if err != nil {
		return nil, 0, false
	}
	pid, err = postmaster(r.Cluster)
	if err != nil || pid == 0 || !isServerOf(r.Cluster)(pid) {
		return nil, 0, false
	}
	return r.dsn, pid, true
}
