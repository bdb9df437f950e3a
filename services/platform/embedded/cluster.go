package embedded

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// superuser owns the private cluster. It has nothing to do with the accounts
// of the product.
const superuser = "yanlu"

// record is what has to be known to reach the private PostgreSQL again. It is
// kept in <data-dir>/postgres.json, readable by us alone.
type record struct {
	Port     int    `json:"port"`
	Password string `json:"password"`
	// Cluster is where the data are, which is not always under the data folder.
	Cluster string `json:"cluster"`
}

func recordPath(state string) string { return filepath.Join(state, "postgres.json") }

func readRecord(state string) (record, error) {
	var r record
	raw, err := os.ReadFile(recordPath(state))
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, fmt.Errorf("%s: %w", recordPath(state), err)
	}
	return r, nil
}

func (r record) write(state string) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return err
	}
	temporary := recordPath(state) + ".new"
	if err := os.WriteFile(temporary, append(raw, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, recordPath(state))
}

func (r record) dsn(database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(superuser, r.Password),
		Host:     net.JoinHostPort(loopback, strconv.Itoa(r.Port)),
		Path:     "/" + database,
		RawQuery: "sslmode=disable",
	}
	return u.String()
}

// ensureCluster makes the data folder on the first start. It is made under
// another name and renamed when complete, so that a kill half way leaves
// nothing that looks like a database.
func ensureCluster(ctx context.Context, at place, with programs, unsafe bool) (record, error) {
	r, err := readRecord(at.state)
	if err == nil && r.Cluster == at.cluster && majorOf(at.cluster) != 0 {
		return r, nil
	}
	if majorOf(at.cluster) != 0 {
		return r, fmt.Errorf("%s holds a database but its address and password in %s are missing or of another folder", at.cluster, recordPath(at.state))
	}
	r = record{Password: rand.Text(), Cluster: at.cluster}
	half := at.cluster + ".half"
	if err := os.RemoveAll(half); err != nil {
		return r, err
	}
	if err := os.Mkdir(half, 0o700); err != nil {
		return r, err
	}
	if err := at.give(half); err != nil {
		return r, err
	}
	if err := initdb(ctx, at, with, half, r.Password, unsafe); err != nil {
		return r, err
	}
	// The record first: a cluster whose password is lost could not be entered.
	if err := r.write(at.state); err != nil {
		return r, err
	}
	return r, os.Rename(half, at.cluster)
}

func initdb(ctx context.Context, at place, with programs, folder, password string, unsafe bool) error {
	passwordFile := folder + ".password"
	if err := os.WriteFile(passwordFile, []byte(password+"\n"), 0o600); err != nil {
		return err
	}
	defer func() { _ = os.Remove(passwordFile) }()
	if err := at.give(passwordFile); err != nil {
		return err
	}
	// Text compares by its bytes, as it does in Go, and keys are found fastest
	// so; lists that people read name COLLATE "zh-x-icu" where they sort.
	args := []string{"-D", folder, "--username", superuser, "--pwfile", passwordFile,
		"--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"}
	if unsafe {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, with.path("initdb"), args...)
	cmd.SysProcAttr = at.attributes()
	cmd.Dir = "/"
	cmd.Env = environment()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return &StartError{Server: "PostgreSQL", Cause: fmt.Errorf("initdb: %w", err), LogPath: folder, Tail: string(bytes.TrimSpace(out))}
	}
	return nil
}

// environment keeps our own settings, which may hold secrets, from the servers.
func environment() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/"}
}

// settings are given on the command line, so that a new release's take effect
// on an old folder.
func settings(r record, opts Options) []string {
	values := []string{
		"listen_addresses=" + loopback,
		"port=" + strconv.Itoa(r.Port),
		"unix_socket_directories=",
		"max_connections=150",
		"shared_buffers=192MB",
		"timezone=UTC",
		"log_timezone=UTC",
		"lc_messages=C",
		"log_min_messages=warning",
		"log_line_prefix=%m [%p] %a ",
		// The statements here are short: compiling them costs more than it saves.
		"jit=off",
	}
	if opts.Unsafe {
		values = append(values, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=400")
	}
	args := make([]string, 0, 2*len(values))
	for _, value := range append(values, opts.Settings...) {
		args = append(args, "-c", value)
	}
	return args
}

// postmaster reads the pid file of a data folder; 0 when there is none.
func postmaster(cluster string) (pid int, err error) {
	raw, err := os.ReadFile(filepath.Join(cluster, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	// A file half written by a start that was killed counts as none:
	// PostgreSQL judges it.
	pid, _ = strconv.Atoi(strings.TrimSpace(first))
	return pid, nil
}

// isServerOf says whether the process is the postmaster of that data folder.
func isServerOf(cluster string) func(pid int) bool {
	return func(pid int) bool {
		args := commandLine(pid)
		return len(args) > 0 && filepath.Base(args[0]) == "postgres" && hasFlag(args, "-D", cluster)
	}
}

// clearStalePid removes a pid file whose number now belongs to a stranger, or to
// a dead server that nobody has reaped: PostgreSQL itself would take either for
// a running server. While any process still works in the folder the file is
// left alone.
func clearStalePid(cluster string) error {
	pid, err := postmaster(cluster)
	if err != nil || pid == 0 || isServerOf(cluster)(pid) {
		return err
	}
	if !exists(pid) {
		return nil // PostgreSQL sees that it is gone
	}
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		if dir, err := os.Readlink(link); err == nil && dir == cluster {
			return nil
		}
	}
	return os.Remove(filepath.Join(cluster, "postmaster.pid"))
}

// freePort asks the kernel for a port of the loopback.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort(loopback, "0"))
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// portIsFree says whether a server could listen there now.
func portIsFree(port int) bool {
	listener, err := net.Listen("tcp", net.JoinHostPort(loopback, strconv.Itoa(port)))
	if err != nil {
		return false
	}
	listener.Close()
	return true
}
