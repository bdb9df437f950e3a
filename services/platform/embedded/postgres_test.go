package embedded

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func tempDir(t *testing.T) string {
	t.Helper()
	dir, err := TempDir("yanlu-embedded-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func startPostgres(t *testing.T, dir string) *Postgres {
	t.Helper()
	p, err := StartPostgres(within(t), Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Stop(context.Background()) })
	return p
}

func exec1(t *testing.T, dsn, sql string, result any) {
	t.Helper()
	ctx := within(t)
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if result == nil {
		_, err = conn.Exec(ctx, sql)
	} else {
		err = conn.QueryRow(ctx, sql).Scan(result)
	}
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func TestPostgresKeepsItsDataOverStops(t *testing.T) {
	dir := tempDir(t)
	first := startPostgres(t, dir)
	if err := first.EnsureDatabase(within(t), "yanlu"); err != nil {
		t.Fatal(err)
	}
	if err := first.EnsureDatabase(within(t), "yanlu"); err != nil {
		t.Fatalf("the second time: %v", err)
	}
	exec1(t, first.DSN("yanlu"), "CREATE TABLE kept AS SELECT '研路'::text AS word", nil)
	address := first.DSN("yanlu")
	if err := first.Stop(within(t)); err != nil {
		t.Fatal(err)
	}
	if _, _, running := FindPostgres(dir); running {
		t.Fatal("still running after Stop")
	}

	second := startPostgres(t, dir)
	if got := second.DSN("yanlu"); got != address {
		t.Errorf("the address changed from %s to %s", address, got)
	}
	var word string
	exec1(t, second.DSN("yanlu"), "SELECT word FROM kept", &word)
	if word != "研路" {
		t.Errorf("got %q", word)
	}
}

func TestPostgresIsDurableLocalAndChinese(t *testing.T) {
	p := startPostgres(t, tempDir(t))
	for sql, want := range map[string]string{
		"SHOW fsync":              "on",
		"SHOW synchronous_commit": "on",
		"SHOW full_page_writes":   "on",
		"SHOW listen_addresses":   "127.0.0.1",
		"SHOW server_encoding":    "UTF8",
		"SHOW timezone":           "UTC",
		// Pinyin order where people read lists, byte order elsewhere.
		`SELECT string_agg(v, '' ORDER BY v COLLATE "zh-x-icu") FROM unnest(ARRAY['张','李','安']) v`: "安李张",
		"SELECT string_agg(v, '' ORDER BY v) FROM unnest(ARRAY['b','B','a']) v":                    "Bab",
	} {
		var got string
		exec1(t, p.DSN(maintenance), sql, &got)
		if got != want {
			t.Errorf("%s: got %q, want %q", sql, got, want)
		}
	}
	wrong := p.known()
	wrong.Password = "guessed"
	if err := ping(within(t), wrong.dsn(maintenance)); err == nil {
		t.Error("a wrong password was let in")
	}
	info, err := os.Stat(recordPath(p.at.state))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the password file: %v, %v", info.Mode(), err)
	}
}

func TestPostgresKilledIsStartedAgain(t *testing.T) {
	p := startPostgres(t, tempDir(t))
	exec1(t, p.DSN(maintenance), "CREATE TABLE kept AS SELECT 7 AS n", nil)
	before := p.Pid()
	if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := p.Await(within(t), 1); err != nil {
		t.Fatal(err)
	}
	if p.Pid() == before {
		t.Fatal("the same process")
	}
	var n int
	exec1(t, p.DSN(maintenance), "SELECT n FROM kept", &n)
	if n != 7 {
		t.Errorf("got %d", n)
	}
}

func TestPostgresOfAKilledRunIsAdopted(t *testing.T) {
	dir := tempDir(t)
	owner := startHolder(t, dir)
	orphan := owner.pid()

	_, err := StartPostgres(within(t), Options{DataDir: dir})
	var inUse *InUseError
	if !errors.As(err, &inUse) {
		t.Errorf("a second owner got %v", err)
	}

	owner.kill()
	p := startPostgres(t, dir)
	if p.Pid() != orphan {
		t.Errorf("pid %d, want the orphan %d", p.Pid(), orphan)
	}
	if err := syscall.Kill(orphan, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := p.Await(within(t), 1); err != nil {
		t.Fatalf("an adopted server is watched too: %v", err)
	}
}

func TestRecycledPidIsNotAdopted(t *testing.T) {
	dir := tempDir(t)
	p := startPostgres(t, dir)
	cluster := p.at.cluster
	if err := p.Stop(within(t)); err != nil {
		t.Fatal(err)
	}
	// A stranger, we ourselves, now has the number in the pid file.
	file := filepath.Join(cluster, "postmaster.pid")
	content := strconv.Itoa(os.Getpid()) + "\n" + cluster + "\n1\n1\n\n127.0.0.1\n1 1\nready   \n"
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.at.give(file); err != nil {
		t.Fatal(err)
	}
	again := startPostgres(t, dir)
	if again.Pid() == os.Getpid() {
		t.Fatal("adopted a stranger")
	}
}

func TestHalfMadeClusterIsMadeAgain(t *testing.T) {
	dir := tempDir(t)
	if err := os.MkdirAll(filepath.Join(dir, "postgres.half", "base"), 0o700); err != nil {
		t.Fatal(err)
	}
	startPostgres(t, dir)
}

func TestPassable(t *testing.T) {
	dir := filepath.Join(tempDir(t), "inner")
	if err := os.Mkdir(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	stranger := &syscall.Credential{Uid: 64321, Gid: 64321}
	if !passable(dir, stranger) {
		t.Error("0711 must be passable")
	}
	if err := os.Chmod(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	if passable(dir, stranger) {
		t.Error("a closed parent must not be passable")
	}
}

func TestClosedParentMovesTheDatabase(t *testing.T) {
	if os.Geteuid() != 0 {
		// Without root the server runs as we do and needs no other place.
		at, err := newPlace(tempDir(t))
		if err != nil || at.moved || at.credential != nil {
			t.Errorf("got %+v, %v", at, err)
		}
		return
	}
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	p := startPostgres(t, filepath.Join(closed, "data"))
	t.Cleanup(func() {
		_ = p.Stop(context.Background())
		_ = os.RemoveAll(filepath.Dir(p.at.cluster))
	})
	if !p.at.moved || filepath.Dir(filepath.Dir(p.at.cluster)) != fallbackRoot {
		t.Errorf("the database is at %s", p.at.cluster)
	}
}

func TestMissingProgramsAreNamed(t *testing.T) {
	_, err := findPostgres(3)
	var missing *NoPostgresError
	if !errors.As(err, &missing) || missing.Want != 3 {
		t.Errorf("got %v", err)
	}
}
