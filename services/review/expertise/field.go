package expertise

import (
	"fmt"
	"slices"
	"sync"
)

// Tree holds the codes of fields, each under its parent: disciplines of any
// depth, and plan topics under their part of the plan.
type Tree struct{ parent map[string]string }

// NewTree takes the parent of each code; a code without one is a root. The error names a code that is its own ancestor.
func NewTree(parent map[string]string) (*Tree, error) {
	for code := range parent {
		for above, steps := parent[code], 0; above != ""; above, steps = parent[above], steps+1 {
			if above == code || steps > len(parent) {
				return nil, fmt.Errorf("expertise: field %s is above itself", code)
			}
		}
	}
	return &Tree{parent}, nil
}

// path is a code and what is above it, the root first.
func (t *Tree) path(code string) []string {
	var p []string
	for ; code != ""; code = t.parent[code] {
		p = append(p, code)
	}
	slices.Reverse(p)
	return p
}

// Similarity of two codes: twice the length of what their paths share over the
// sum of both lengths, in millionths. A code that the tree does not know is like itself only.
func (t *Tree) Similarity(a, b string) int {
	p, q := t.path(a), t.path(b)
	if len(p) == 0 || len(q) == 0 {
		return 0
	}
	shared := 0
	for shared < min(len(p), len(q)) && p[shared] == q[shared] {
		shared++
	}
	return divide(2*shared*Million, len(p)+len(q))
}

// fieldIndex finds experts by the root of their codes, and keeps what it found for a code.
type fieldIndex struct {
	tree   *Tree
	byRoot map[string][]holder
	known  sync.Map // code → []match
}

type holder struct {
	expert int
	code   string
}

type match struct{ expert, similarity int }

func newFieldIndex(t *Tree, experts []Expert) *fieldIndex {
	x := &fieldIndex{tree: t, byRoot: map[string][]holder{}}
	for e := range experts {
		for _, code := range experts[e].Fields {
			if p := t.path(code); len(p) > 0 {
				x.byRoot[p[0]] = append(x.byRoot[p[0]], holder{e, code})
			}
		}
	}
	return x
}

// matches are the experts who know of a code, each by their nearest one.
func (x *fieldIndex) matches(code string) []match {
	if m, ok := x.known.Load(code); ok {
		return m.([]match)
	}
	var out []match
	if p := x.tree.path(code); len(p) > 0 {
		for _, h := range x.byRoot[p[0]] {
			s := x.tree.Similarity(code, h.code)
			if n := len(out); n > 0 && out[n-1].expert == h.expert {
				out[n-1].similarity = max(out[n-1].similarity, s)
			} else {
				out = append(out, match{h.expert, s})
			}
		}
	}
	x.known.Store(code, out)
	return out
}

// score is the mean over an application's codes of each expert's nearest; false when there are no codes.
func (x *fieldIndex) score(codes []string, into []int) bool {
	codes = slices.Compact(slices.Sorted(slices.Values(codes)))
	codes = slices.DeleteFunc(codes, func(c string) bool { return c == "" })
	for _, c := range codes {
		for _, m := range x.matches(c) {
			into[m.expert] += m.similarity
		}
	}
	for e := range into {
		if into[e] > 0 {
			into[e] = divide(into[e], len(codes))
		}
	}
	return len(codes) > 0
}
