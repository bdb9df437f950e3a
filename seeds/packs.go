package seeds

import (
	"errors"
	"io/fs"
	"path"
	"sync"

	"yanlu/services/policy"
)

// Version is the one version of every rule pack that this release ships. Databases keep the earlier ones that they
// were given. A pack whose content changes after a release gets the next version: rename the folders, say it here, and
// write the digests into testdata/shipped.csv.
const Version = "2026.2"

// PackDir is the folder of a shipped pack in [FS].
func PackDir(code string) string { return path.Join("packs", code, Version) }

// defaultPack is the folder of the pack that templates and samples are checked against.
var defaultPack = PackDir("fuling")

// Packs are the rule packs that this release ships, by code. Errors are *policy.LoadError, joined.
func Packs() ([]*policy.Pack, error) { return readPacks() }

// readPacks reads the packs once: they are read-only.
var readPacks = sync.OnceValues(func() ([]*policy.Pack, error) {
	found, err := fs.Glob(files, "packs/*/*/pack.yaml")
	if err != nil {
		return nil, err
	}
	packs := make([]*policy.Pack, 0, len(found))
	var errs []error
	for _, name := range found {
		p, err := policy.Load(files, path.Dir(name))
		if err != nil {
			errs = append(errs, err)
			continue
		}
		packs = append(packs, p)
	}
	return packs, errors.Join(errs...)
})

// Calendar is the national working-day calendar with the district's own days laid over it.
func Calendar() (*policy.Calendar, error) { return policy.LoadCalendar(files, "calendar") }
