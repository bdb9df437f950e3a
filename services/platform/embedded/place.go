package embedded

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// fallbackRoot holds the databases of data folders that PostgreSQL's user may
// not enter.
const fallbackRoot = "/var/lib/yanlu"

// place is where a private PostgreSQL lives and as whom it runs.
type place struct {
	// state is Yanlu's own folder: address, password, logs, lock.
	state string
	// cluster is PostgreSQL's data folder.
	cluster string
	// credential is nil when the server runs as we do.
	credential *syscall.Credential
	// moved is true when cluster is not under state.
	moved bool
}

// newPlace makes the state folder and decides the rest. PostgreSQL refuses to
// run as root, so root lends it the user postgres or nobody; that user must be
// able to walk to the data, or it is kept under fallbackRoot.
func newPlace(dataDir string) (place, error) {
	state, err := filepath.Abs(dataDir)
	if err != nil {
		return place{}, err
	}
	if err := makeState(state); err != nil {
		return place{}, err
	}
	at := place{state: state, cluster: filepath.Join(state, "postgres")}
	if os.Geteuid() != 0 {
		return at, nil
	}
	if at.credential, err = lentUser(); err != nil {
		return place{}, err
	}
	if passable(state, at.credential) {
		return at, nil
	}
	sum := sha256.Sum256([]byte(state))
	parent := filepath.Join(fallbackRoot, hex.EncodeToString(sum[:6]))
	if err := makeState(parent); err != nil {
		return place{}, err
	}
	at.cluster = filepath.Join(parent, "postgres")
	at.moved = true
	return at, nil
}

// makeState makes Yanlu's own folder unless it exists.
func makeState(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	mode := os.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711 // passable, not readable, for the user that is lent
	}
	if err := os.MkdirAll(path, mode); err != nil {
		return err
	}
	return os.Chmod(path, mode) // whatever the umask
}

// TempDir makes a new folder for a short-lived data folder that PostgreSQL's
// user may enter too; os.MkdirTemp's is closed to it. The caller removes it.
func TempDir(pattern string) (string, error) {
	dir, err := os.MkdirTemp("", pattern)
	if err != nil || os.Geteuid() != 0 {
		return dir, err
	}
	return dir, os.Chmod(dir, 0o711)
}

func lentUser() (*syscall.Credential, error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			continue
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			continue
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, fmt.Errorf("PostgreSQL refuses to run as root, and neither user postgres nor nobody exists")
}

// passable says whether the user may walk through dir and all above it.
func passable(dir string, as *syscall.Credential) bool {
	for {
		info, err := os.Stat(dir)
		if err != nil {
			return false
		}
		owner := info.Sys().(*syscall.Stat_t)
		var bit os.FileMode
		switch {
		case owner.Uid == as.Uid:
			bit = 0o100
		case owner.Gid == as.Gid:
			bit = 0o010
		default:
			bit = 0o001
		}
		if info.Mode().Perm()&bit == 0 {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
		dir = filepath.Dir(dir)
	}
}

// give hands a path to the user that is lent, if any.
func (p place) give(path string) error {
	if p.credential == nil {
		return nil
	}
	return os.Chown(path, int(p.credential.Uid), int(p.credential.Gid))
}

func (p place) attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: p.credential}
}
