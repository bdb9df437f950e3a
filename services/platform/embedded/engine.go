package embedded

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	engineName = "yanlu-engine"
	// enginePatience bounds one start of the engine: it takes about a second.
	enginePatience = 90 * time.Second
)

// EngineOptions say what the workflow engine works with.
type EngineOptions struct {
	// DataDir is Yanlu's data folder; the engine's log and address are kept in it.
	DataDir string
	// PostgresDSN gives the postgres:// URL of the server that the engine keeps
	// its databases on. It is asked again at every start of the engine.
	PostgresDSN func() string
	// Database is the name of the engine's database; "temporal" when empty.
	Database string
	// Namespace exists once the engine is ready; "yanlu" when empty.
	Namespace string
	// Port to serve on; 0 keeps the port of the last run, or takes a free one.
	Port int
	// Binary is the engine's program; looked for when empty.
	Binary string
	// Logger hears of restarts; slog's default when nil.
	Logger *slog.Logger
}

// Engine is the workflow engine as a child that is kept running.
type Engine struct {
	opts       EngineOptions
	binary     string
	held       *os.File
	supervisor supervisor

	mu    sync.Mutex
	ready engineReady
	stdin *os.File // the child ends when our side closes, also by our death
}

// engineReady is the line the engine prints, and the file it leaves.
type engineReady struct {
	Address   string `json:"address"`
	Namespace string `json:"namespace"`
	PID       int    `json:"pid"`
}

// StartEngine starts the engine and returns when its namespace answers. One
// that a killed run left is ended first. ctx bounds the start only; the engine
// lives until Stop.
//
// Errors: *NoEngineError, *InUseError, *StartError.
func StartEngine(ctx context.Context, opts EngineOptions) (*Engine, error) {
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	if opts.Database == "" {
		opts.Database = "temporal"
	}
	if opts.Namespace == "" {
		opts.Namespace = "yanlu"
	}
	binary, err := findEngine(opts.Binary)
	if err != nil {
		return nil, err
	}
	if opts.DataDir, err = filepath.Abs(opts.DataDir); err != nil {
		return nil, err
	}
	if err := makeState(opts.DataDir); err != nil {
		return nil, err
	}
	held, err := lock(filepath.Join(opts.DataDir, "engine.lock"))
	if err != nil {
		return nil, err
	}
	e := &Engine{opts: opts, binary: binary, held: held}
	e.endLeftOver()
	e.supervisor = supervisor{
		name:        "engine",
		log:         opts.Logger,
		stopSignals: []syscall.Signal{syscall.SIGTERM},
		launch:      e.launch,
	}
	if err := e.supervisor.start(ctx); err != nil {
		held.Close()
		return nil, err
	}
	return e, nil
}

// findEngine looks beside the running program, in bin/, and on PATH.
func findEngine(given string) (string, error) {
	if given == "" {
		given = os.Getenv("YANLU_ENGINE")
	}
	var tried []string
	if given != "" {
		tried = []string{given}
	} else {
		if self, err := os.Executable(); err == nil {
			tried = append(tried, filepath.Join(filepath.Dir(self), engineName))
		}
		tried = append(tried, filepath.Join("bin", engineName))
	}
	for _, path := range tried {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return filepath.Abs(path)
		}
	}
	if given == "" {
		if path, err := exec.LookPath(engineName); err == nil {
			return filepath.Abs(path)
		}
	}
	return "", &NoEngineError{Tried: append(tried, "$PATH")}
}

func (e *Engine) readyPath() string { return filepath.Join(e.opts.DataDir, "engine.json") }
func (e *Engine) logPath() string   { return filepath.Join(e.opts.DataDir, "engine.log") }

// endLeftOver kills the engine of a killed run, should it not have noticed yet
// that its parent is gone, and remembers the port it had.
func (e *Engine) endLeftOver() {
	raw, err := os.ReadFile(e.readyPath())
	if err != nil || json.Unmarshal(raw, &e.ready) != nil {
		return
	}
	left, err := adopt(e.ready.PID, func(pid int) bool {
		return hasFlag(commandLine(pid), "--data-dir", e.opts.DataDir)
	})
	if err != nil {
		return
	}
	e.opts.Logger.Info("结束上次遗留的流程引擎 / ended the engine left by the last run", "pid", left.pid)
	_ = left.signal(syscall.SIGKILL)
	<-left.exited
}

func (e *Engine) launch(ctx context.Context) (*process, error) {
	ctx, cancel := context.WithTimeout(ctx, enginePatience)
	defer cancel()
	log, err := openLog(e.logPath())
	if err != nil {
		return nil, err
	}
	defer log.Close()
	from := logEnd(e.logPath())
	child, lines, err := e.spawn(log)
	if err != nil {
		return nil, err
	}
	ready, err := awaitReady(ctx, child, lines)
	if err != nil {
		_ = child.signal(syscall.SIGKILL)
		<-child.exited
		return nil, &StartError{Server: "engine", Cause: err, LogPath: e.logPath(), Tail: logTail(e.logPath(), from)}
	}
	e.mu.Lock()
	moved := e.ready.Address != "" && e.ready.Address != ready.Address
	e.ready = ready
	e.mu.Unlock()
	if moved {
		e.opts.Logger.Warn("流程引擎换了地址 / the engine has a new address", "address", ready.Address)
	}
	return child, nil
}

// spawn starts the child with a pipe as its standard input that only we hold,
// and returns what it prints.
func (e *Engine) spawn(log *os.File) (*process, *os.File, error) {
	childIn, ourEnd, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	defer childIn.Close()
	lines, childOut, err := os.Pipe()
	if err != nil {
		ourEnd.Close()
		return nil, nil, err
	}
	defer childOut.Close()
	cmd := exec.Command(e.binary, "--exit-with-stdin", "--data-dir", e.opts.DataDir,
		"--database", e.opts.Database, "--namespace", e.opts.Namespace, "--grpc-port", strconv.Itoa(e.port()))
	cmd.Env = append(environment(), "YANLU_ENGINE_POSTGRES_DSN="+e.opts.PostgresDSN())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = childIn, childOut, log
	child, err := spawn(cmd)
	if err != nil {
		ourEnd.Close()
		lines.Close()
		return nil, nil, err
	}
	e.mu.Lock()
	old := e.stdin
	e.stdin = ourEnd
	e.mu.Unlock()
	if old != nil {
		old.Close()
	}
	return child, lines, nil
}

// port keeps clients on the address they know, while it is free.
func (e *Engine) port() int {
	if e.opts.Port != 0 {
		return e.opts.Port
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	var port int
	if _, err := fmt.Sscanf(e.ready.Address, loopback+":%d", &port); err != nil || !portIsFree(port) {
		return 0
	}
	return port
}

// awaitReady reads the one line that the engine prints when it serves.
func awaitReady(ctx context.Context, child *process, lines *os.File) (engineReady, error) {
	type answer struct {
		ready engineReady
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		defer lines.Close()
		var a answer
		reader := bufio.NewReader(lines)
		line, err := reader.ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(line, &a.ready)
		}
		a.err = err
		answers <- a
		_, _ = io.Copy(io.Discard, reader) // a full pipe would stop the child
	}()
	select {
	case a := <-answers:
		if a.err != nil {
			select { // its end says more than the end of its output
			case <-child.exited:
				return a.ready, errors.New(child.outcome)
			case <-ctx.Done():
			}
		}
		return a.ready, a.err
	case <-ctx.Done():
		return engineReady{}, ctx.Err()
	}
}

// Address is the host:port of the engine's gRPC frontend. It stays the same
// over restarts unless another program took the port.
func (e *Engine) Address() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.ready.Address
}

// Namespace is the namespace that exists in the engine.
func (e *Engine) Namespace() string { return e.opts.Namespace }

// Pid is the process id of the engine, 0 while it is down.
func (e *Engine) Pid() int { return e.supervisor.pid() }

// Restarts is how often the engine died and was started again.
func (e *Engine) Restarts() int {
	_, restarts, _ := e.supervisor.state()
	return restarts
}

// Await returns when the engine serves after at least that many restarts.
func (e *Engine) Await(ctx context.Context, restarts int) error {
	return e.supervisor.await(ctx, restarts)
}

// Kill ends the engine at once, as a crash would; it is then started again. It
// is there for tests of exactly that.
func (e *Engine) Kill() error {
	p, _, _ := e.supervisor.state()
	if p == nil {
		return errors.New("the engine is not running")
	}
	return p.signal(syscall.SIGKILL)
}

// Stop ends the engine cleanly; when ctx ends first it is killed, which loses
// nothing it has acknowledged.
func (e *Engine) Stop(ctx context.Context) error {
	err := e.supervisor.stop(ctx)
	if e.stdin != nil {
		err = errors.Join(err, e.stdin.Close())
	}
	return errors.Join(err, e.held.Close())
}

// ErrNoRunningEngine says that no engine runs for a data folder.
var ErrNoRunningEngine = errors.New("该数据目录没有正在运行的流程引擎，请先运行 yanlu serve / no workflow engine runs for this data folder: start yanlu serve first")

// FindEngine is the address of the engine that runs for a data folder. Error: ErrNoRunningEngine.
func FindEngine(dataDir string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(dataDir, "engine.json"))
	if err != nil {
		return "", ErrNoRunningEngine
	}
	var ready engineReady
	if err := json.Unmarshal(raw, &ready); err != nil || !exists(ready.PID) {
		return "", ErrNoRunningEngine
	}
	return ready.Address, nil
}
