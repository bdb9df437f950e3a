package document

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"yanlu/services/document/typeset"
	"yanlu/services/lifecycle"
	"yanlu/services/policy"
)

// speaker says facts in words: money in 万元, times on Shanghai's clock, people and organisations by name.
type speaker struct {
	names  map[string]string // of people and organisations, by id
	titles map[string]string // of dockets, topics and rules, by id or code
}

// titled are the facts that hold the id of a docket, or a code of the plan or of
// the rules; the empty name stands for a reference in a form.
var titled = map[string]bool{
	"": true, "topic": true, "topics": true, "disciplines": true, "parent": true, "subject": true, "in_place_of": true, "into": true, "rubric": true, "notice_rule": true, "rule": true, "pack_code": true, "pack": true, "template": true,
}

// stamp writes a moment.
func stamp(t time.Time) string { return t.In(policy.Shanghai).Format("2006-01-02 15:04:05") }

// say writes the value of a fact; “” when there is nothing to say.
func (s speaker) say(name string, value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return "是"
		}
		return "否"
	case float64:
		return s.figure(name, v)
	case string:
		return s.text(name, v)
	case []any:
		return s.many(name, v)
	case map[string]any:
		return s.record(v)
	}
	return ""
}

func (s speaker) figure(name string, v float64) string {
	if l, _ := labelOf(name); l.money || strings.HasSuffix(name, "_fen") {
		return wan(int64(v)) + " 万元"
	}
	return number(v)
}

func (s speaker) text(name, v string) string {
	if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
		return stamp(t)
	}
	if l, _ := labelOf(name); l.choices[v] != "" {
		return l.choices[v]
	}
	if idFacts[name] && s.names[v] != "" {
		return s.names[v]
	}
	if titled[name] && s.titles[v] != "" {
		return s.titles[v]
	}
	if l, _ := labelOf(name); l.free {
		return v
	}
	if w := codes[v]; w != "" {
		return w
	}
	for _, law := range lifecycle.Laws() {
		if st, ok := law.Standing(lifecycle.State(v)); ok {
			return st.Zh
		}
		if l, ok := law.Labels[lifecycle.Event(v)]; ok {
			return l.Zh
		}
	}
	return lifecycle.RoleName(lifecycle.Role(v)).Zh
}

func (s speaker) many(name string, list []any) string {
	var out []string
	between := "、"
	for _, x := range list {
		if _, ok := x.(map[string]any); ok {
			between = "\n"
		}
		if said := s.say(name, x); said != "" {
			out = append(out, said)
		}
	}
	return strings.Join(out, between)
}

func (s speaker) record(m map[string]any) string {
	if zh, ok := m["zh"].(string); ok && m["en"] != nil { // a sentence that comes in both languages
		switch m["ok"] {
		case true:
			return "✓ " + zh
		case false:
			return "✗ " + zh
		}
		return zh
	}
	var out []string
	for _, name := range factsOf(m) {
		if said := s.say(name, m[name]); said != "" {
			out = append(out, s.name(name)+"："+said)
		}
	}
	return strings.Join(out, "；")
}

// name is what a fact is called; the key of a list that is kept by numbers is itself.
func (s speaker) name(code string) string {
	if l, known := labelOf(code); known {
		return l.zh
	}
	if w := codes[code]; w != "" {
		return w
	}
	return code
}

// sectionOrder is the order in which people think of a docket.
var sectionOrder = []string{"parties", "terms", "window", "consultation", "commission", "draw", "seal", "plan", "handover", "evaluation", "screening", "intake", "review", "meeting", "proceedings", "decision", "notice", "agreement", "funding", "run", "closure", "appeal", "ending"}

func sectionsOf(facts map[string]any) []string {
	return slices.SortedFunc(maps.Keys(facts), func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(a, b))
	})
}

func place(section string) int {
	if i := slices.Index(sectionOrder, section); i >= 0 {
		return i
	}
	return len(sectionOrder)
}

// factsOf are the names of facts in the order in which people think of them; the unknown, such as numbers of rounds, come last.
func factsOf(section map[string]any) []string {
	rank := func(name string) int {
		if n := places()[name]; n > 0 {
			return n
		}
		return len(places()) + 1
	}
	return slices.SortedFunc(maps.Keys(section), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a, b))
	})
}

// pairs says every fact of a section.
func (s speaker) pairs(section map[string]any) []typeset.Pair {
	var out []typeset.Pair
	for _, name := range factsOf(section) {
		pair := typeset.Pair{Label: s.name(name), Value: s.say(name, section[name])}
		if pair.Value != "" && !slices.Contains(out, pair) { // a level stands in the record by code and by word
			out = append(out, pair)
		}
	}
	return out
}
