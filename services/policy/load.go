package policy

import (
	"errors"
	"io/fs"
	"path"
	"reflect"
	"slices"

	"go.yaml.in/yaml/v3"
)

// remarks are keys of a rule that nothing computes with; they are kept under more and shown with the rule.
var remarks = []string{
	"also", "base", "dunning", "extend", "legacy", "legacy_evidence", "legacy_source", "national", "on_fail",
	"optional", "overdue", "priority", "pure_theory_rate", "self_evidence", "silence", "split", "terminal", "then",
}

// ruleFiles feed the rules of a pack in this order; only the first must exist.
var ruleFiles = []string{"rules.yaml", "supplement.yaml"}

// Load reads the pack in dir (…/<code>/<version>) of fsys. A pack that extends another is resolved against the sibling
// folder ../../<code>/<version>. The error joins one [*LoadError] per fault; see [LoadErrors].
func Load(fsys fs.FS, dir string) (*Pack, error) {
	return load(fsys, path.Clean(dir), nil)
}

func load(fsys fs.FS, dir string, above []string) (*Pack, error) {
	if slices.Contains(above, dir) {
		return nil, &LoadError{File: dir, Line: 1, Path: "extends", Zh: "规则包循环引用", En: "packs extend each other in a circle"}
	}
	b := &builder{at: map[string]position{}}
	tree := b.packTree(fsys, dir)
	if len(b.faults) > 0 {
		return nil, joinLoadErrors(b.faults)
	}
	p, faults := decodePack(tree, b.at)
	if len(faults) > 0 {
		return nil, joinLoadErrors(faults)
	}
	if f := checkFolder(p, dir, b.at); f != nil {
		return nil, f
	}
	if p.Extends != nil {
		base, err := load(fsys, path.Join(dir, "..", "..", p.Extends.Code, p.Extends.Version), append(above, dir))
		if err != nil {
			return nil, err
		}
		if faults := overlay(p, base, b.at); len(faults) > 0 {
			return nil, joinLoadErrors(faults)
		}
	}
	if err := p.finish(b.at); err != nil {
		return nil, err
	}
	return p, nil
}

func checkFolder(p *Pack, dir string, at map[string]position) error {
	if path.Base(dir) != p.Version || path.Base(path.Dir(dir)) != p.Code {
		return faultAt(at, "version", "规则包代码和版本须与目录一致", "code and version must match the folder "+dir)
	}
	return nil
}

// packTree composes the files of a pack into the shape of its canonical JSON.
func (b *builder) packTree(fsys fs.FS, dir string) map[string]any {
	tree := map[string]any{}
	if n, ok := b.file1(fsys, path.Join(dir, "pack.yaml"), true); ok {
		tree = b.mapping(n, "", 0)
	}
	_, overlaid := tree["extends"]
	rules := []any{}
	for i, name := range ruleFiles {
		if n, ok := b.file1(fsys, path.Join(dir, name), i == 0 && !overlaid); ok {
			rules = append(rules, b.section(n, "rules", len(rules))...)
		}
	}
	for i := range rules {
		gatherRemarks(rules[i])
	}
	tree["rules"] = rules
	for _, s := range []struct{ name, key string }{
		{"rubrics.yaml", "rubrics"}, {"forms.yaml", "forms"}, {"eligibility.yaml", "eligibility"},
	} {
		tree[s.key] = []any{}
		if n, ok := b.file1(fsys, path.Join(dir, s.name), !overlaid); ok {
			tree[s.key] = b.section(n, s.key, 0)
			if s.key == "rubrics" {
				tree["anchors"] = b.section(n, "anchors", 0)
			}
		}
	}
	for _, key := range []string{"anchors", "sources"} {
		if _, ok := tree[key]; !ok {
			tree[key] = []any{}
		}
	}
	return tree
}

// file1 opens one file of a pack; one that is absent and not required is no fault.
func (b *builder) file1(fsys fs.FS, name string, required bool) (*yaml.Node, bool) {
	data, err := fs.ReadFile(fsys, name)
	if err == nil {
		return b.document(name, data)
	}
	if required || !errors.Is(err, fs.ErrNotExist) {
		b.file = name
		b.fail(1, "", "文件无法读取", "file cannot be read")
	}
	return nil, false
}

// section takes the list under key; a file holds its own key and, for rubrics, the anchors.
func (b *builder) section(n *yaml.Node, key string, from int) []any {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i].Value, n.Content[i+1]
		if k != key {
			if k != "anchors" && (k != "rubrics" || key != "anchors") {
				b.fail(n.Content[i].Line, k, "未知的键 "+k, "unknown key "+k)
			}
			continue
		}
		if v.Kind != yaml.SequenceNode {
			b.fail(v.Line, key, "应为列表", "must be a list")
			return nil
		}
		return b.list(v, key, from, 0)
	}
	b.fail(n.Line, key, "缺少 "+key, key+" is missing")
	return nil
}

// gatherRemarks moves the known remarks of a rule under more; anything else unknown stays and is refused.
func gatherRemarks(rule any) {
	m, ok := rule.(map[string]any)
	if !ok {
		return
	}
	more := map[string]any{}
	for _, k := range remarks {
		if v, ok := m[k]; ok {
			more[k] = v
			delete(m, k)
		}
	}
	if len(more) > 0 {
		m["more"] = more
	}
}

func decodePack(tree map[string]any, at map[string]position) (*Pack, []*LoadError) {
	p := &Pack{}
	d := &decoder{at: at}
	d.object(tree, "", reflect.ValueOf(p).Elem())
	return p, d.faults
}

// finish indexes, validates and compiles a decoded and resolved pack.
func (p *Pack) finish(at map[string]position) error {
	p.index()
	if faults := validate(p, at); len(faults) > 0 {
		return joinLoadErrors(faults)
	}
	return nil
}

func (p *Pack) index() {
	p.rules = make(map[string]*Rule, len(p.Rules))
	for i := range p.Rules {
		p.rules[p.Rules[i].ID] = &p.Rules[i]
	}
	p.rubrics = make(map[string]*Rubric, len(p.Rubrics))
	for i := range p.Rubrics {
		p.rubrics[p.Rubrics[i].Code] = &p.Rubrics[i]
	}
	p.forms = make(map[string]*Form, len(p.Forms))
	for i := range p.Forms {
		p.forms[p.Forms[i].Code] = &p.Forms[i]
	}
}
