package policy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// Load reads a pack from a folder: pack.yaml and, unless it extends another
// pack, rules.yaml, supplement.yaml, rubrics.yaml, forms.yaml and
// eligibility.yaml beside it. A pack that extends another finds it at
// ../../<code>/<version>. Every fault is reported, with file and line.
func Load(fsys fs.FS, dir string) (*Pack, error) {
	l := &loader{fsys: fsys}
	p := l.pack(dir)
	if len(l.faults) > 0 {
		return nil, joinLoadErrors(l.faults)
	}
	if err := p.index(l); err != nil {
		return nil, err
	}
	return p, nil
}

// Parse reads a pack from the form that Marshal wrote.
func Parse(raw []byte) (*Pack, error) {
	var p Pack
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return nil, &LoadError{Path: "pack", Zh: "不是有效的政策包", En: err.Error()}
	}
	if err := p.index(&loader{}); err != nil {
		return nil, err
	}
	return &p, nil
}

// Marshal writes the canonical form of a pack: JSON with fields in a fixed order.
func (p *Pack) Marshal() ([]byte, error) { return json.Marshal(p) }

// Hash is the SHA-256 of the canonical form, in hex: the name a call freezes.
func (p *Pack) Hash() string {
	raw, err := p.Marshal()
	if err != nil {
		return "" // a pack in hand was loaded from what marshals
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

type loader struct {
	fsys   fs.FS
	faults []*LoadError
	lines  map[string]position // path in the pack → where it was written
	named  bool                // name places by code, as people who edit know them, instead of by number
}

// place names an item of a list: rules[12], or rules/elig.pi.age_max where places go by name.
func (l *loader) place(list string, i int, code string) string {
	if l.named && code != "" {
		return list + "/" + code
	}
	return fmt.Sprintf("%s[%d]", list, i)
}

// within names a part of a place where places go by name; a line is known of the whole only.
func (l *loader) within(where, part string) string {
	if l.named {
		return where + "/" + part
	}
	return where
}

type position struct {
	file string
	line int
}

func (l *loader) fault(file string, line int, where, zh, en string) {
	l.faults = append(l.faults, &LoadError{File: file, Line: line, Path: where, Zh: zh, En: en})
}

// at reports a fault of a place in the pack, with the line it came from when that is known.
func (l *loader) at(where, zh, en string) {
	pos := l.lines[where]
	l.fault(pos.file, pos.line, where, zh, en)
}

func (l *loader) pack(dir string) *Pack {
	l.lines = map[string]position{}
	var head struct {
		Pack
		Extends *Ref `json:"extends"`
	}
	if !l.file(path.Join(dir, "pack.yaml"), "", &head) {
		return nil
	}
	p := head.Pack
	p.Extends = head.Extends
	if p.Extends != nil {
		return l.extended(dir, p)
	}
	parts := []struct {
		name string
		into any
	}{
		{"rules.yaml", &struct{ Rules *[]Rule }{&p.Rules}}, {"rubrics.yaml", &struct {
			Anchors *[]Anchor
			Rubrics *[]Rubric
		}{&p.Anchors, &p.Rubrics}},
		{"forms.yaml", &struct{ Forms *[]Form }{&p.Forms}}, {"eligibility.yaml", &struct{ Eligibility *[]Criteria }{&p.Eligibility}},
	}
	for _, part := range parts {
		l.file(path.Join(dir, part.name), "", part.into)
	}
	var more struct{ Rules []Rule }
	if _, err := fs.Stat(l.fsys, path.Join(dir, "supplement.yaml")); err == nil {
		l.file(path.Join(dir, "supplement.yaml"), "supplement.", &more)
		for i := range more.Rules {
			l.lines[fmt.Sprintf("rules[%d]", len(p.Rules)+i)] = l.lines[fmt.Sprintf("supplement.rules[%d]", i)]
		}
		p.Rules = append(p.Rules, more.Rules...)
	}
	return &p
}

// extended lays a pack over the one it extends: only values and units change.
func (l *loader) extended(dir string, over Pack) *Pack {
	mine := l.lines
	base := l.pack(path.Join(path.Dir(path.Dir(dir)), over.Extends.Code, over.Extends.Version))
	if base == nil {
		return nil
	}
	for i, o := range over.Overrides {
		where := fmt.Sprintf("overrides[%d]", i)
		l.lines[where] = mine[where]
		j := slices.IndexFunc(base.Rules, func(r Rule) bool { return r.ID == o.ID })
		if j < 0 {
			l.at(where, "被覆盖的规则不存在："+o.ID, "the rule to override does not exist: "+o.ID)
			continue
		}
		// A figure of this pack is this pack's: it does not borrow the source of the one it replaces.
		base.Rules[j].Value, base.Rules[j].DistrictDefault = o.Value, nil
		base.Rules[j].Evidence, base.Rules[j].Source, base.Rules[j].Note = string(Default), nil, o.Why
		if o.Unit != "" {
			base.Rules[j].Unit = o.Unit
		}
		l.lines[fmt.Sprintf("rules[%d]", j)] = mine[where]
	}
	base.Code, base.Version, base.Title, base.EffectiveFrom = over.Code, over.Version, over.Title, over.EffectiveFrom
	base.Practice, base.Extends, base.Overrides = over.Practice, over.Extends, over.Overrides
	return base
}

// file reads YAML into a value with JSON tags and notes the lines of list items.
func (l *loader) file(name, prefix string, into any) bool {
	raw, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.fault(name, 0, "", "读不到文件", "cannot be read")
		return false
	}
	var node yaml.Node
	if err := yaml.Unmarshal(raw, &node); err != nil {
		l.fault(name, lineIn(err.Error()), "", "不是有效的 YAML", err.Error())
		return false
	}
	var generic any
	if err := node.Decode(&generic); err != nil {
		l.fault(name, node.Line, "", "不是有效的 YAML", err.Error())
		return false
	}
	l.note(name, prefix, &node)
	gather(generic)
	text, err := json.Marshal(generic)
	if err == nil {
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		err = dec.Decode(into)
	}
	if err != nil {
		l.fault(name, 1, "", "内容不符合格式", err.Error())
		return false
	}
	return true
}

var yamlLine = "line "

func lineIn(s string) int {
	_, rest, ok := strings.Cut(s, yamlLine)
	if !ok {
		return 0
	}
	n, _ := strconv.Atoi(strings.TrimRight(strings.SplitN(rest, ":", 2)[0], " "))
	return n
}

// note remembers on which line each item of a top-level list stands.
func (l *loader) note(name, prefix string, doc *yaml.Node) {
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return
	}
	m := doc.Content[0].Content
	for i := 0; i+1 < len(m); i += 2 {
		l.lines[prefix+m[i].Value] = position{name, m[i].Line}
		if m[i+1].Kind != yaml.SequenceNode {
			continue
		}
		for j, item := range m[i+1].Content {
			l.lines[fmt.Sprintf("%s%s[%d]", prefix, m[i].Value, j)] = position{name, item.Line}
		}
	}
}

// ruleKeys are the keys of a rule that the product computes with; the rest is kept under “more”.
var ruleKeys = []string{
	"id", "domain", "zh", "en", "value", "unit", "level", "source", "evidence", "note", "op", "min", "max", "params",
	"district_default", "district_evidence", "jbgs_override", "more",
}

// gather moves remarks of a rule's source out of the way of its typed fields.
func gather(doc any) {
	m, _ := doc.(map[string]any)
	rules, _ := m["rules"].([]any)
	for _, r := range rules {
		rule, ok := r.(map[string]any)
		if !ok {
			continue
		}
		more := map[string]any{}
		for k, v := range rule {
			if !slices.Contains(ruleKeys, k) {
				more[k] = v
				delete(rule, k)
			}
		}
		if len(more) > 0 {
			rule["more"] = more
		}
	}
}

// index checks a pack as a whole and makes it ready to answer.
func (p *Pack) index(l *loader) error {
	l.checkHead(p)
	p.rules, p.rubrics, p.forms = map[string]*Rule{}, map[string]*Rubric{}, map[string]*Form{}
	for i := range p.Rules {
		r := &p.Rules[i]
		l.checkRule(p, i, r)
		if _, twice := p.rules[r.ID]; twice {
			l.at(l.place("rules", i, r.ID), "规则编号重复："+r.ID, "the rule id is used twice: "+r.ID)
		}
		p.rules[r.ID] = p.inForce(r)
	}
	for i := range p.Rubrics {
		l.checkRubric(i, &p.Rubrics[i])
		p.rubrics[p.Rubrics[i].Code] = &p.Rubrics[i]
	}
	for i := range p.Forms {
		f := &p.Forms[i]
		if len(f.Fields) > 0 {
			f.Sections = append(f.Sections, Section{Code: f.Code, Zh: f.Zh, En: f.En, Fields: f.Fields})
			f.Fields = nil
		}
		l.checkForm(i, f)
		p.forms[f.Code] = f
	}
	p.prepareValues()
	p.compile(l)
	if len(l.faults) > 0 {
		return joinLoadErrors(l.faults)
	}
	return nil
}

// inForce is the rule as the pack applies it: at district level the district's default is in force.
func (p *Pack) inForce(r *Rule) *Rule {
	out := *r
	if p.Level == "district" && r.DistrictDefault != nil {
		out.Value = r.DistrictDefault
		if r.DistrictEvidence != "" {
			out.Evidence = r.DistrictEvidence
		}
	}
	return &out
}

func (l *loader) checkHead(p *Pack) {
	if p.Code == "" || p.Version == "" || p.Title.Zh == "" {
		l.at("code", "缺少 code、version 或 title", "code, version or title is missing")
	}
	if _, err := time.Parse(time.DateOnly, p.EffectiveFrom); err != nil {
		l.at("effective_from", "生效日期须为 YYYY-MM-DD", "effective_from must be YYYY-MM-DD")
	}
}

var units = []string{"", "wd", "d", "m", "s", "points", "万元", "consecutive_years"}

func (l *loader) checkRule(p *Pack, i int, r *Rule) {
	where := l.place("rules", i, r.ID)
	switch {
	case r.ID == "" || r.Zh == "":
		l.at(where, "规则须有 id 和 zh", "a rule needs id and zh")
	case !slices.Contains(units, r.Unit):
		l.at(where, "未知的单位："+r.Unit, "unknown unit: "+r.Unit)
	case r.Unit == string(Second) && !p.Practice:
		l.at(where, "只有演练包可以用秒", "only a practice pack may count in seconds")
	case !validEvidence(r.Evidence):
		l.at(where, "依据等级不合规范："+r.Evidence, "malformed evidence: "+r.Evidence)
	case r.Value == nil:
		l.at(where, "规则没有值", "the rule has no value")
	}
	if r.ID == "dec.levels" {
		l.checkLevels(where, r)
	}
}

// checkLevels wants decision levels in ascending order, the last without an upper line.
func (l *loader) checkLevels(where string, r *Rule) {
	levels, _ := r.Value.([]any)
	last := -1.0
	for i, x := range levels {
		m, _ := x.(map[string]any)
		up, bounded := m["up_to"].(float64)
		if n, ok := m["up_to"].(int); ok {
			up, bounded = float64(n), true
		}
		if bounded && up <= last || bounded == (i == len(levels)-1) || m["role"] == nil {
			l.at(where, "审批层级须由低到高，且末级不设上限", "decision levels must ascend and the last be open")
			return
		}
		last = up
	}
}

func (l *loader) checkRubric(i int, r *Rubric) {
	where := l.place("rubrics", i, r.Code)
	sum := 0
	seen := map[string]bool{}
	for _, c := range r.Criteria {
		sum += c.W
		if seen[c.Code] || c.W <= 0 {
			l.at(where, "指标重复或权重不为正："+c.Code, "a criterion is named twice or has no weight: "+c.Code)
		}
		seen[c.Code] = true
	}
	for _, code := range r.Core {
		if !seen[code] {
			l.at(where, "核心指标不在评分表中："+code, "a core criterion is not in the rubric: "+code)
		}
	}
	if sum != 100 {
		l.at(where, fmt.Sprintf("权重合计%d，应为100", sum), fmt.Sprintf("the weights add up to %d, not 100", sum))
	}
	if r.Pass < 0 || r.Pass > 100 || r.Lines != nil && !r.Lines.inOrder() {
		l.at(where, "分数线不在范围内或次序不对", "a line is out of range or out of order")
	}
}

func (l *Lines) inOrder() bool {
	return l.Excellent <= 100 && l.Excellent > l.Pass && l.Pass > l.Shortfall && l.Shortfall >= 0
}

func (l *loader) checkForm(i int, f *Form) {
	where := l.place("forms", i, f.Code)
	for _, s := range f.Sections {
		seen := map[string]bool{}
		for _, field := range s.Fields {
			at := l.within(where, s.Code+"/"+field.F)
			if seen[field.F] {
				l.at(at, "字段重复："+s.Code+"."+field.F, "a field is named twice: "+s.Code+"."+field.F)
			}
			seen[field.F] = true
			l.checkField(at, s.Code+"."+field.F, field)
		}
	}
}

func (l *loader) checkField(where, name string, f Field) {
	switch {
	case !slices.Contains(fieldTypes, f.Type):
		l.at(where, "未知的字段类型："+name, "unknown type of field: "+name)
	case f.Zh == "" || f.En == "":
		l.at(where, "字段没有中英文名称："+name, "a field lacks a name: "+name)
	case f.Type == "enum" && len(f.Options) == 0:
		l.at(where, "枚举没有选项："+name, "an enum without options: "+name)
	case f.Type == "table" && len(f.Columns) == 0:
		l.at(where, "表格没有列："+name, "a table without columns: "+name)
	}
	for _, c := range f.Columns {
		l.checkField(l.within(where, c.F), name+"."+c.F, c)
	}
}
