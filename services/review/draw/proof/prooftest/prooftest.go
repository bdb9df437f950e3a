// Package prooftest alters public records, one place at a time.
//
// It guarantees that every leaf, list and field of a record is met. It refuses to
// know which alterations matter: the tests that use it say so.
package prooftest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

// Tampering is one change of one place in a record's JSON tree.
type Tampering struct {
	Path string
	do   func() (undo func())
}

// Every lists all the changes of a record, one at a time, with the text of each.
func Every(t testing.TB, raw []byte, each func(path string, changed []byte)) (n int) {
	t.Helper()
	var tree any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	list := tamperings("", tree, func(any) {})
	for _, x := range list {
		undo := x.do()
		changed, err := json.Marshal(tree)
		undo()
		if err != nil {
			t.Fatal(err)
		}
		each(x.Path, changed)
	}
	return len(list)
}

// tamperings walks the tree: every leaf is changed, every list loses, doubles
// and swaps an element, every object loses a key.
func tamperings(path string, v any, set func(any)) []Tampering {
	var out []Tampering
	add := func(what string, changed any) {
		out = append(out, Tampering{path + what, func() func() { set(changed); return func() { set(v) } }})
	}
	switch v := v.(type) {
	case string:
		add("", v+"0")
		add(" emptied", "")
		if len(v) == 64 {
			add(" one digit", map[bool]string{true: "1", false: "0"}[v[0] == '0']+v[1:])
		}
	case json.Number:
		n, _ := v.Int64()
		add(" more", n+1)
		add(" less", n-1)
	case bool:
		add("", !v)
	case []any:
		for i := range v {
			add(fmt.Sprintf("[%d] removed", i), slices.Delete(slices.Clone(v), i, i+1))
			add(fmt.Sprintf("[%d] doubled", i), append(slices.Clone(v), v[i]))
			out = append(out, tamperings(fmt.Sprintf("%s[%d]", path, i), v[i], func(x any) { v[i] = x })...)
		}
		if len(v) > 1 {
			swapped := slices.Clone(v)
			swapped[0], swapped[1] = v[1], v[0]
			add(" swapped", swapped)
		}
	case map[string]any:
		for key := range v {
			was := v[key]
			out = append(out, Tampering{path + "." + key + " removed", func() func() { delete(v, key); return func() { v[key] = was } }})
			out = append(out, tamperings(path+"."+key, was, func(x any) { v[key] = x })...)
		}
	}
	return out
}
