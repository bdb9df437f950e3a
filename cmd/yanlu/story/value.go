package story

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"yanlu/seeds"
	"yanlu/services/policy"
	"yanlu/services/review/draw/proof"
)

var reference = regexp.MustCompile(`\$\{([^}]+)\}`)

// resolve replaces every ${…} in a tree: an alias of the story, person:key,
// org:key, seed:alias and commitment:alias of a commission's draw, today+3y (a day of Asia/Shanghai), now+3s, closes, run.
func (t *teller) resolve(v any) (any, error) {
	switch x := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, inner := range x {
			var err error
			if out[k], err = t.resolve(inner); err != nil {
				return nil, err
			}
		}
		return out, nil
	case []any:
		out := make([]any, len(x))
		for i, inner := range x {
			var err error
			if out[i], err = t.resolve(inner); err != nil {
				return nil, err
			}
		}
		return out, nil
	case string:
		return t.text(x)
	}
	return v, nil
}

func (t *teller) text(s string) (string, error) {
	var failed error
	out := reference.ReplaceAllStringFunc(s, func(ref string) string {
		v, err := t.value(ref[2 : len(ref)-1])
		if err != nil && failed == nil {
			failed = err
		}
		return v
	})
	return out, failed
}

func (t *teller) value(name string) (string, error) {
	kind, rest, _ := strings.Cut(name, ":")
	switch {
	case kind == "person":
		return "person-" + rest, nil
	case kind == "org":
		return "org-" + rest, nil
	case kind == "seed":
		return t.seed(rest).String(), nil
	case kind == "commitment":
		return t.seed(rest).Commit(t.aliases[rest]), nil
	case name == "run": // a word of this run and story alone, for names that must be new
		return strings.TrimPrefix(t.requestID("run"), "story-")[:10], nil
	case name == "shipped": // the version of every rule pack of this release
		return seeds.Version, nil
	case name == "closes":
		return stamp(time.Now().Add(t.opts.Window)), nil
	case strings.HasPrefix(name, "now"):
		at, err := offset(time.Now(), name[len("now"):])
		return stamp(at), err
	case strings.HasPrefix(name, "today"):
		at, err := offset(time.Now().In(policy.Shanghai), name[len("today"):])
		return at.Format(time.DateOnly), err
	}
	v, ok := t.aliases[name]
	if !ok {
		return "", fmt.Errorf("nothing was saved as %q", name)
	}
	return v, nil
}

// seed is the one that the agency of a story keeps for the draw of a commission: the same however often the step is sent.
func (t *teller) seed(alias string) proof.Seed {
	return proof.Seed(sha256.Sum256([]byte(t.requestID("seed", alias))))
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// offset reads +3s, +2m, -1h, +40d, +18mo, +2y.
func offset(from time.Time, s string) (time.Time, error) {
	if s == "" {
		return from, nil
	}
	for suffix, add := range map[string]func(int) time.Time{
		"d":  func(n int) time.Time { return from.AddDate(0, 0, n) },
		"mo": func(n int) time.Time { return from.AddDate(0, n, 0) },
		"y":  func(n int) time.Time { return from.AddDate(n, 0, 0) },
	} {
		digits, ok := strings.CutSuffix(s, suffix)
		if n, err := strconv.Atoi(digits); ok && err == nil {
			return add(n), nil
		}
	}
	d, err := time.ParseDuration(s)
	return from.Add(d), err
}

// at reads a value of a JSON tree by path: keys and indexes joined by dots.
func at(tree any, path string) (any, bool) {
	for _, key := range strings.Split(path, ".") {
		switch x := tree.(type) {
		case map[string]any:
			v, ok := x[key]
			if !ok {
				return nil, false
			}
			tree = v
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(x) {
				return nil, false
			}
			tree = x[i]
		default:
			return nil, false
		}
	}
	return tree, true
}

// compare says in what a tree differs from the values it must have; “*” asks for anything at all.
func compare(tree any, want map[string]any) error {
	for path, v := range want {
		got, ok := at(tree, path)
		switch {
		case !ok:
			return fmt.Errorf("%s is missing, want %v", path, v)
		case v == "*":
		case plainText(got) != plainText(v):
			return fmt.Errorf("%s is %s, want %s", path, plainText(got), plainText(v))
		}
	}
	return nil
}

// plainText writes a value so that 4000000 is the same whoever read it.
func plainText(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}
