package policy

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxDepth bounds nesting; the deepest honest value is a form's column options.
const maxDepth = 16

// numberForm keeps numbers within what both a decimal and an int64 hold exactly.
var numberForm = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,9})?$`)

// position is where a path of the tree stands in a file.
type position struct {
	file string
	line int
}

// builder turns YAML into plain values (map[string]any, []any, string, bool, json.Number, nil) and remembers lines.
type builder struct {
	file   string
	at     map[string]position
	faults []*LoadError
}

func (b *builder) fail(line int, path, zh, en string) {
	b.faults = append(b.faults, &LoadError{File: b.file, Line: line, Path: path, Zh: zh, En: en})
}

// document reads one YAML file whose top is a mapping.
func (b *builder) document(file string, data []byte) (*yaml.Node, bool) {
	b.file = file
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		b.fail(yamlLine(err), "", "YAML 语法错误", err.Error())
		return nil, false
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		b.fail(1, "", "文件顶层应为映射", "the top of the file must be a mapping")
		return nil, false
	}
	return doc.Content[0], true
}

var yamlErrorLine = regexp.MustCompile(`line ([0-9]+)`)

func yamlLine(err error) int {
	line := 1
	if m := yamlErrorLine.FindStringSubmatch(err.Error()); m != nil {
		_, _ = fmt.Sscan(m[1], &line)
	}
	return line
}

// value converts a node; path names it in errors.
func (b *builder) value(n *yaml.Node, path string, depth int) any {
	b.at[path] = position{b.file, n.Line}
	if depth > maxDepth {
		b.fail(n.Line, path, "嵌套过深", "nested too deep")
		return nil
	}
	switch n.Kind {
	case yaml.MappingNode:
		return b.mapping(n, path, depth)
	case yaml.SequenceNode:
		return b.list(n, path, 0, depth)
	case yaml.ScalarNode:
		return b.scalar(n, path)
	case yaml.AliasNode, yaml.DocumentNode:
	}
	b.fail(n.Line, path, "不支持 YAML 别名", "YAML aliases are not supported")
	return nil
}

func (b *builder) mapping(n *yaml.Node, path string, depth int) map[string]any {
	out := make(map[string]any, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		sub := joinPath(path, key.Value)
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			b.fail(key.Line, sub, "键应为普通文字", "a key must be plain text")
			continue
		}
		if _, dup := out[key.Value]; dup {
			b.fail(key.Line, sub, "键重复", "duplicate key")
			continue
		}
		out[key.Value] = b.value(n.Content[i+1], sub, depth+1)
	}
	return out
}

// list converts a sequence whose first item has the index from, so that two files can feed one list.
func (b *builder) list(n *yaml.Node, path string, from, depth int) []any {
	out := make([]any, len(n.Content))
	for i, item := range n.Content {
		out[i] = b.value(item, fmt.Sprintf("%s[%d]", path, from+i), depth+1)
	}
	return out
}

func (b *builder) scalar(n *yaml.Node, path string) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		num, ok := canonicalNumber(n.Value)
		if !ok {
			b.fail(n.Line, path, "数字写法不支持："+n.Value, "unsupported number: "+n.Value)
			return nil
		}
		return num
	case "!!str", "!!timestamp":
		return n.Value
	}
	b.fail(n.Line, path, "不支持的 YAML 类型", "unsupported YAML type "+n.ShortTag())
	return nil
}

// canonicalNumber drops what does not change a number (zeros at either end), so that equal rules hash alike.
func canonicalNumber(s string) (json.Number, bool) {
	if !numberForm.MatchString(s) {
		return "", false
	}
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	frac = strings.TrimRight(frac, "0")
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if frac != "" {
		return json.Number(sign + whole + "." + frac), true
	}
	if whole == "0" {
		sign = ""
	}
	return json.Number(sign + whole), true
}

// normalise gives a JSON tree the same numbers that YAML gives, and bounds its depth.
func normalise(v any, path string, depth int, faults *[]*LoadError) any {
	if depth > maxDepth {
		*faults = append(*faults, &LoadError{Path: path, Zh: "嵌套过深", En: "nested too deep"})
		return nil
	}
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = normalise(x, joinPath(path, k), depth+1, faults)
		}
	case []any:
		for i, x := range v {
			v[i] = normalise(x, fmt.Sprintf("%s[%d]", path, i), depth+1, faults)
		}
	case json.Number:
		num, ok := canonicalNumber(v.String())
		if !ok {
			*faults = append(*faults, &LoadError{Path: path, Zh: "数字写法不支持", En: "unsupported number"})
			return nil
		}
		return num
	}
	return v
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
