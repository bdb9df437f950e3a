package embedded

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldestMajor is the oldest PostgreSQL Yanlu is tested on: Debian 12's.
const oldestMajor = 15

// programs are one installation of PostgreSQL.
type programs struct {
	dir   string
	major int
}

func (p programs) path(name string) string { return filepath.Join(p.dir, name) }

var versionPattern = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// findPostgres takes the newest installation, or the one of the major version
// that an existing data folder needs.
func findPostgres(want int) (programs, error) {
	var best programs
	for _, dir := range postgresFolders() {
		p, err := inspect(dir)
		if err != nil || p.major < oldestMajor || (want != 0 && p.major != want) {
			continue
		}
		if p.major > best.major {
			best = p
		}
	}
	if best.dir == "" {
		return best, &NoPostgresError{Want: want}
	}
	return best, nil
}

// postgresFolders lists where the programs may be, without repetition: on PATH,
// where Debian puts them, and where a build from source does.
func postgresFolders() []string {
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		dirs = append(dirs, filepath.Dir(path))
	}
	debian, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.Sort(debian)
	for _, dir := range append(debian, "/usr/local/pgsql/bin", "/usr/local/bin") {
		if !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

func inspect(dir string) (programs, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return programs{}, err
	}
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return programs{}, err
	}
	match := versionPattern.FindSubmatch(out)
	if match == nil {
		return programs{}, fmt.Errorf("%s: unknown version %q", dir, strings.TrimSpace(string(out)))
	}
	major, err := strconv.Atoi(string(match[1]))
	return programs{dir: dir, major: major}, err
}

// majorOf is the major version a data folder was made by; 0 when there is none.
func majorOf(folder string) int {
	raw, err := os.ReadFile(filepath.Join(folder, "PG_VERSION"))
	if err != nil {
		return 0
	}
	major, _ := strconv.Atoi(strings.TrimSpace(string(raw)))
	return major
}
